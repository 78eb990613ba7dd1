//! What is different between two registers: as text, CSV, workbook, JSON and a page.

mod changes;
mod entry;
mod judged;
mod outline;
mod sentences;
mod since;
mod text;
mod view;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod row;
#[cfg(feature = "write")]
mod workbook;

pub(in crate::report) use since::{Became, SinceGap, SinceRegister, Standing};
pub use text::text;
pub use view::DiffView;

#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
