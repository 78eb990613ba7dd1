//! What an incident touches: as text, CSV, workbook, JSON, a page, and a document with the notification and a note for
//! each unit.

mod figures;
mod rest;
mod sentences;
mod text;
mod view;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod docx;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod row;
#[cfg(feature = "write")]
mod workbook;

pub use text::text;
pub use view::ImpactView;

#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub use self::docx::docx;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
