//! Which DPIAs may concern which processing: suggestions for a person to accept.
//!
//! A suggestion is never a link. It becomes one when a person accepts it, and is then kept in a ledger
//! beside the register; see [`beside`](crate::beside).

mod features;
mod score;
mod suggest;
mod vector;
mod words;

pub use features::{Evidence, EvidenceKind};
pub use suggest::{SuggestOptions, Suggestion, best, suggest};
