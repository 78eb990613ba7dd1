//! Which DPIA a reference means: identity of ids, case numbers and names, and words that deny.
//!
//! `identity` and `index` tell what records are called; `names` finds the names in a cell, `cell` what it says of each;
//! `references` follows them for a whole register; `finders` finds records again over the years.

mod by_state;
pub(crate) mod called_name;
mod cell;
mod decided;
pub(crate) mod dpia_words;
pub(crate) mod finders;
mod hits;
mod identity;
mod index;
mod lettered;
mod lettered_names;
pub(crate) mod link;
mod mention;
mod names;
pub(crate) mod negation;
mod neighbourhood;
pub(crate) mod normalise;
pub(crate) mod pending_words;
mod pieces;
pub(crate) mod recorded_link;
mod reference_words;
pub(crate) mod references;
pub(crate) mod replaced;
mod subject_names;
mod subjects;
mod systems;
pub(crate) mod title_words;
mod yearly;
mod yearly_names;

pub(crate) use finders::ActivityFinder;
pub use link::{Claim, ClaimKind, DpiaLink, Reservation, ReservationKind, UnresolvedReference, Via};
pub(crate) use negation::{Reading, passages};
pub use recorded_link::{LinkChoice, RecordedLink};
