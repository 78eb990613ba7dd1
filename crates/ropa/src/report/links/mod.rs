//! Suggested ties between DPIAs and processing, and the ledger of those that people have judged.

#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod review;
mod text;
mod ties;
mod view;

#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use review::review;
pub use text::text;
#[cfg(feature = "write")]
pub use ties::ties_json;
pub use ties::{TiesView, check, list};
pub use view::LinksView;
