//! Results in words and in files: for people (text, workbook, CSV) and for programs (JSON).
//!
//! The renderers know the results and nothing of how files are read. All wording stands in the
//! catalogues under `texts/`; what the law says comes from the rule packs.

// Without `write` only text is rendered, and registers are written back only where they are read; what the
// rest uses lies idle.
#![cfg_attr(not(all(feature = "read", feature = "write")), allow(dead_code))]

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
pub mod merge;
mod page;
pub mod profile;
mod reading;
#[cfg(all(feature = "read", feature = "write"))]
pub mod register;
mod remarks;
pub mod screen;
mod shown;
#[cfg(feature = "write")]
pub mod structure;
mod template;
mod texts;
mod wording;

pub use crate::sheet::{neutralised, restored};
pub use collate::{SwedishKey, by_unit, swedish_key};
#[cfg(feature = "write")]
pub use error::ReportError;
pub use lang::{Lang, UnknownLang};
pub use page::TextOptions;

/// The short name of a fact, in Swedish, as files beside the register call it.
pub(crate) fn fact_name(fact: crate::law::FactId) -> &'static str {
    Lang::Sv.texts().words.fact.of(fact.id())
}
