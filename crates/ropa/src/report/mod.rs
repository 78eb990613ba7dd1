//! Results in words and in files: for people (text, workbook, CSV) and for programs (JSON).
//!
//! The renderers know the results and nothing of how files are read. All wording stands in the
//! catalogues under `texts/`; what the law says comes from the rule packs.

// Without `write` only text is rendered, and what the other formats use lies idle.
#![cfg_attr(not(feature = "write"), allow(dead_code))]

pub mod check;
mod collate;
pub mod coverage;
#[cfg(feature = "write")]
mod envelope;
#[cfg(feature = "write")]
mod error;
pub mod explain;
pub mod gaps;
pub mod inspect;
mod lang;
pub mod links;
#[cfg(feature = "write")]
mod look;
mod page;
#[cfg(feature = "write")]
pub mod register;
mod shown;
#[cfg(feature = "write")]
pub mod structure;
mod template;
mod texts;
mod wording;

pub use crate::sheet::{neutralised, restored};
pub use collate::{SwedishKey, swedish_key};
#[cfg(feature = "write")]
pub use error::ReportError;
pub use lang::{Lang, UnknownLang};
pub use page::TextOptions;
