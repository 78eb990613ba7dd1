//! What all results have in common: texts, tables, pages, the envelope of JSON and the style of workbooks.

#[cfg(feature = "write")]
pub(crate) mod envelope;
#[cfg(feature = "write")]
pub(crate) mod error;
pub(crate) mod lang;
pub(crate) mod page;
pub(crate) mod reading;
pub(crate) mod remarks;
pub(crate) mod shown;
#[cfg(feature = "write")]
pub(crate) mod style;
pub(crate) mod template;
pub(crate) mod texts;
pub(crate) mod wording;
