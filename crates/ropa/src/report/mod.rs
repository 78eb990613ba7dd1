//! Results in words and in files: for people (text, workbook, CSV) and for programs (JSON).
//!
//! The renderers know the results and nothing of how files are read. All wording stands in the
//! catalogues under `texts/`; what the law says comes from the rule packs.

// Without `write` only text is rendered, and registers are written back only where they are read; what the
// rest uses lies idle.
#![cfg_attr(not(all(feature = "read", feature = "write")), allow(dead_code))]

pub mod art30;
pub mod boards;
pub(crate) mod common;
pub mod coverage;
pub mod diff;
pub mod explain;
pub mod gaps;
pub mod impact;
pub mod inspect;
pub mod links;
pub mod merge;
pub mod plan;
#[cfg(feature = "read")]
pub mod refusal;
#[cfg(all(feature = "read", feature = "write"))]
pub mod register;
pub mod screen;
#[cfg(feature = "write")]
pub mod structure;
pub mod suppliers;
#[cfg(feature = "write")]
pub mod tables;
pub mod yearly;

pub use common::page::TextOptions;
pub use common::shell::Shell;
