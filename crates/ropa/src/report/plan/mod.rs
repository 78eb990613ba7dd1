//! A plan: as text, CSV, workbook, JSON, an HTML page, a calendar, and the beginning of a DPIA.

mod conditions;
mod reason;
mod text;
mod view;
mod words;

#[cfg(feature = "write")]
mod csv;
#[cfg(feature = "write")]
mod draft;
#[cfg(feature = "write")]
mod html;
#[cfg(feature = "write")]
mod ics;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod workbook;

pub use text::text;
pub use view::PlanView;
pub(in crate::report) use words::PlanWords;

#[cfg(feature = "write")]
pub use self::csv::csv;
#[cfg(feature = "write")]
pub use draft::draft;
#[cfg(feature = "write")]
pub use html::html;
#[cfg(feature = "write")]
pub use ics::ics;
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use workbook::workbook;
