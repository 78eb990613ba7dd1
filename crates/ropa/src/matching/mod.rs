//! Which DPIAs may concern which processing: suggestions for a person to accept.
//!
//! A suggestion is never a link. It becomes one when a person accepts it, and is then kept in a ledger
//! beside the register; see [`ledger`](crate::ledger).

mod boilerplate;
mod evidence;
mod features;
#[cfg(feature = "fit")]
#[doc(hidden)]
pub mod fitting;
mod mentions;
mod pairs;
mod rivals;
mod score;
mod sets;
mod sides;
mod suggest;
mod synonyms;
mod trees;
mod vocabulary;

pub use evidence::{Evidence, EvidenceKind};
pub use sets::{SuggestedSet, sets};
pub(crate) use suggest::best;
pub use suggest::{SuggestOptions, Suggestion, Without, suggest};
