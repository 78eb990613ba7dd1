//! The list of what lacks a linked, living DPIA: as text, CSV, workbook, JSON and an HTML page.

mod command;
mod group;
pub(super) mod head;
mod next;
mod rank;
mod row;
mod text;
mod view;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod dealt_with;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod rank_json;
#[cfg(feature = "write")]
mod workbook;

pub(super) use head::files_read;
pub(super) use rank::RankWords;
pub(super) use row::{Row, handle as dpia_handle};
pub use text::text;
pub(super) use view::files;
pub use view::{GapView, GroupBy};

#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub(super) use dealt_with::dealt_with;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
