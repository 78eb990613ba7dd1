//! From a register to the list of what lacks a living DPIA: facts, need, links, gaps.

mod answer;
mod approval;
mod assess;
mod case;
mod decision;
mod denial;
mod extent;
mod facts;
mod filter;
mod finder;
mod gap;
mod gather;
mod hint;
mod ledger;
mod link;
mod need;
mod remark;
mod resolve;
mod said;
mod settle;
mod state;
mod tie;
mod waits;
mod words;

pub use crate::model::Severity;
pub use answer::{AnswerStanding, AnswerState, RecordedAnswer, trace_answers};
pub use assess::{Assessment, Assessor, Options, RegisterAssessment, Standing, Summary};
pub use decision::{
    Change, Decision, DecisionKind, DecisionPart, DecisionState, Fingerprint, FingerprintError, NotAllowed,
    OrphanDecision, RecordedDecision, judge_waiver,
};
pub(crate) use denial::{Reading, passages};
pub use facts::{Basis, Conflict, Fact, Facts, Reason, Support};
pub use filter::{Filter, Selection, Span, SpanError};
pub use finder::ActivityFinder;
pub use gap::{Gap, GapKind};
pub use hint::{HeavyKind, Hint, Lexicon, LexiconError, Topic};
pub use ledger::{RecordedTie, TieChoice, TieState, trace};
pub use link::{DpiaLink, DpiaState, LinkState, LinkStatus, Resolution, UnresolvedReference, Via};
pub use need::{Need, NeedVerdict, RuleOutcome};
pub use remark::{About, DpiaRemark, Remark};
pub use tie::{CheckedTie, TieCheck, TieIssue};
