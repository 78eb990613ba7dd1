//! What all results have in common: texts, tables, pages, the envelope of JSON and the style of workbooks.

#[cfg(feature = "write")]
pub(crate) mod choosing;
#[cfg(feature = "write")]
pub(crate) mod document;
#[cfg(feature = "write")]
pub(crate) mod docx;
#[cfg(feature = "write")]
pub(crate) mod envelope;
#[cfg(feature = "write")]
pub(crate) mod filter;
pub(crate) mod handle;
#[cfg(feature = "write")]
pub(crate) mod html;
#[cfg(feature = "write")]
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod quote;
pub(crate) mod reading;
pub(crate) mod remarks;
pub(crate) mod shell;
pub(crate) mod unsettled;

pub(crate) mod texts;
pub(crate) mod wording;
