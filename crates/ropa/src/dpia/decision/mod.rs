//! Recorded human decisions: what they must hold, whether they still do, and whom they concern.

mod book;
mod fingerprint;
mod judge;
mod record;

pub(super) use book::DecisionBook;
pub use book::OrphanDecision;
pub use fingerprint::{Change, Fingerprint, FingerprintError};
pub use judge::{Decision, DecisionPart, DecisionState, NotAllowed, judge_waiver};
pub(super) use judge::{Grounds, judge};
pub use record::{DecisionKind, RecordedDecision};
