//! Boards side by side: as text, page, workbook and JSON.

mod text;
mod view;

#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod workbook;

pub use text::text;
pub use view::BoardsView;

#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
