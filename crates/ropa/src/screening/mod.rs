//! Whether an activity needs a DPIA: its facts, what hints at more, the need by the rules, the questions that settle
//! it, and the decisions recorded on it.

mod answers;
mod case;
mod content;
pub(crate) mod decision;
mod evidence;
pub(crate) mod facts;
pub(crate) mod fingerprint;
pub(crate) mod gather;
pub(crate) mod hint;
mod law_notes;
mod likely;
pub(crate) mod need;
pub(crate) mod questions;
pub(crate) mod recorded_answer;
pub(crate) mod recorded_decision;
mod signs;
pub(crate) mod verdict;

pub(crate) use decision::judge_waiver;
pub use decision::{Decision, DecisionPart, DecisionState, NotAllowed};
pub use facts::{Basis, Conflict, Fact, Facts, Reason, Support};
pub use fingerprint::{Change, Fingerprint, FingerprintError};
pub use hint::{HeavyKind, Hint, Lexicon, LexiconError, Topic};
pub(crate) use law_notes::law_notes;
pub use need::{Need, RuleOutcome};
pub use recorded_answer::RecordedAnswer;
pub use recorded_decision::{DecisionKind, RecordedDecision};
pub use verdict::NeedVerdict;
