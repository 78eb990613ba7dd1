//! How a register covers a classification structure, and whether registering by process suits: as
//! text, CSV, workbook, JSON and a page to look at.

mod sentences;
mod text;
mod view;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod workbook;

pub use text::text;
pub use view::CoverageView;

#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
