//! The report of a year, for a board and for a management review: as text, document, page, workbook and JSON.

mod advice;
#[cfg(feature = "write")]
mod chart;
mod not_shown;
pub(in crate::report) mod numbers;
mod sections;
mod since;
mod text;
mod view;
mod words;

#[cfg(feature = "write")]
mod docx;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod json_figures;
#[cfg(feature = "write")]
mod workbook;

pub use text::text;
pub use view::YearlyView;

#[cfg(feature = "write")]
pub use self::docx::docx;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
