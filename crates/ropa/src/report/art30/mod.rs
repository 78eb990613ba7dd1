//! What the checks of a register found: for a person, as a page, for a spreadsheet and for a program.

#[cfg(feature = "write")]
mod annotated;
#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
mod record;
mod sentences;
mod shares;
mod text;
mod view;
#[cfg(feature = "write")]
mod workbook;

#[cfg(feature = "write")]
pub use annotated::annotated;
#[cfg(feature = "write")]
pub use csv::csv;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
pub use record::record;
pub use text::text;
pub use view::CheckView;
#[cfg(feature = "write")]
pub use workbook::workbook;
