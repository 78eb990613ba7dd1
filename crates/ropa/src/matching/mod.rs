//! Which DPIAs may concern which processing: suggestions for a person to accept.
//!
//! A suggestion is never a link. It becomes one when a person accepts it, and is then kept in a ledger
//! beside the register; see [`ledger`](crate::ledger).

mod compared;
mod evidence;
mod features;
#[doc(hidden)]
pub mod fitting;
mod lexicon;
mod mention;
mod score;
mod sets;
mod side;
mod standing;
mod suggest;
mod trees;
mod vocabulary;
mod words;

pub use evidence::{Evidence, EvidenceKind};
pub use sets::{SuggestedSet, sets};
pub use suggest::{SuggestOptions, Suggestion, Without, best, suggest};
