//! From a register to the list of what lacks a living DPIA: facts, need, links, gaps.

mod assess;
mod facts;
mod gap;
mod hint;
mod link;
mod need;
mod question;

pub use assess::{Assessment, Assessor, Options, RegisterAssessment, Summary};
pub use facts::{Basis, Conflict, Fact, Facts, Reason, Support};
pub use gap::{Decision, DecisionPart, Gap, GapKind, Severity};
pub use hint::{Lexicon, LexiconError};
pub use link::{DpiaLink, DpiaRemark, DpiaState, LinkState, LinkStatus, Resolution, UnresolvedReference, Via};
pub use need::{Need, NeedVerdict, RuleOutcome};
