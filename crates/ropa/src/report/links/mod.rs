//! Suggested ties between DPIAs and processing, and the ledger of those that people have judged.

#[cfg(feature = "write")]
mod carry;
mod check;
#[cfg(feature = "write")]
mod json;
#[cfg(feature = "write")]
mod ledger;
#[cfg(feature = "write")]
mod review;
mod text;
mod told;

mod view;

#[cfg(feature = "write")]
pub use carry::ask_successors;
#[cfg(feature = "write")]
pub use check::check_json;
pub use check::{LinkCheckView, check, list};
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use review::review;
pub use text::text;
pub use told::{SuggestionTold, told};
pub use view::SuggestionsView;
