//! The list of what lacks a linked, living DPIA: as text, CSV, workbook and JSON.

mod next;
mod row;
mod text;
mod view;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod workbook;

pub(super) use row::{Row, handle as dpia_handle, todo};
pub use text::text;
pub(super) use view::files;
pub use view::GapView;

#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub use workbook::workbook;
