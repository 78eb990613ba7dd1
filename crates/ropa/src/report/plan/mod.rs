//! A plan: as text, CSV, workbook, JSON, an HTML page, a calendar, and the beginning of a DPIA.

mod conditions;
mod reason;
mod text;
mod view;
mod words;

#[cfg(feature = "write")]
mod json;

pub use text::text;
pub use view::PlanView;

#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
