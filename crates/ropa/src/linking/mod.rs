//! Which DPIA a reference means: identity of ids, case numbers and names, and words that deny.

pub(crate) mod finders;
pub(crate) mod lexicon;
pub(crate) mod link;
pub(crate) mod negation;
pub(crate) mod normalise;
pub(crate) mod pending_words;
pub(crate) mod recorded_link;
pub(crate) mod references;

pub use finders::ActivityFinder;
pub use link::{DpiaLink, UnresolvedReference, Via};
pub(crate) use negation::{Reading, passages};
pub use recorded_link::{LinkChoice, RecordedLink};
