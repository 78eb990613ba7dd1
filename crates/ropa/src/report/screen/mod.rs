//! The questions that would settle what is open, to be put to those who know, and the threshold record.

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod form;
#[cfg(feature = "write")]
mod json;
mod questions;
#[cfg(feature = "write")]
mod threshold;

#[cfg(feature = "write")]
pub use csv::csv;
#[cfg(feature = "write")]
pub use form::questionnaire;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use threshold::threshold_record;
