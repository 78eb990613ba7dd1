//! Results in words and in files: for people (text, workbook, CSV) and for programs (JSON).
//!
//! The renderers know the results and nothing of how files are read. All wording stands in the
//! catalogues under `texts/`; what the law says comes from the rule packs.

// Without `write` only text is rendered, and what the other formats use lies idle.
#![cfg_attr(not(feature = "write"), allow(dead_code))]

pub mod check;
mod collate;
pub mod coverage;
pub mod explain;
pub mod gaps;
pub mod inspect;
mod lang;
pub mod links;
pub mod merge;
mod page;
pub mod profile;
mod reading;
mod remarks;
pub mod screen;
mod shown;
#[cfg(feature = "write")]
pub mod structure;
mod template;
mod texts;
mod wording;

mod csv_cell;
#[cfg(feature = "write")]
mod envelope;
#[cfg(feature = "write")]
mod error;
#[cfg(feature = "write")]
mod look;

pub use collate::{SwedishKey, swedish_key};
pub use csv_cell::{neutralised, restored};
#[cfg(feature = "write")]
pub use error::ReportError;
pub use lang::{Lang, UnknownLang};
pub use page::TextOptions;

/// The short name of a fact, in Swedish, as files beside the register call it.
pub(crate) fn fact_name(fact: crate::law::FactId) -> &'static str {
    Lang::Sv.texts().words.fact.of(fact.id())
}
