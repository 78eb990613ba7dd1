//! What to settle first: each may show that no new DPIA is needed.

use super::families::Comparison;
use crate::gaps::{Assessment, GapKind};
use crate::law::{FactId, Likeness};
use crate::ledger::RecordedProgress;
use crate::model::Severity;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// What there is to settle before a DPIA is begun.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FirstKind {
    /// Find the DPIA that the register speaks of.
    Trace,
    /// Complete or renew a decision to refrain.
    Decide,
    /// Answer what settles whether a DPIA is needed.
    Answer,
    /// Answer what keeps it out of a family.
    Part,
}

/// One thing to settle first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FirstStep {
    /// The activity, by its index.
    pub activity: usize,
    /// What there is to settle.
    pub kind: FirstKind,
    /// Its gap.
    pub gap: GapKind,
    /// The questions.
    pub facts: Vec<FactId>,
    /// The work that it goes into otherwise, by its place in the plan: where the DPIA is not found, the decision is not
    /// made, or the answer is no; a new DPIA of its own where absent.
    pub otherwise: Option<usize>,
    /// What people wrote of it.
    pub progress: RecordedProgress,
}

impl FirstStep {
    pub(super) fn new(assessment: &Assessment, kind: FirstKind, gap: GapKind) -> FirstStep {
        let facts = match kind {
            FirstKind::Answer => assessment.need.questions.clone(),
            _ => Vec::new(),
        };
        let progress = RecordedProgress::default();
        FirstStep { activity: assessment.activity, kind, gap, facts, otherwise: None, progress }
    }
}

/// What there is to settle of a gap first, where there is anything.
pub(super) fn kind_of(gap: GapKind, severity: Severity) -> Option<FirstKind> {
    match gap {
        _ if severity == Severity::Warning => Some(FirstKind::Answer),
        GapKind::ClaimedWithoutReference
        | GapKind::UnresolvedReference
        | GapKind::AmbiguousReference
        | GapKind::DoubtfulReference
        | GapKind::Pending
        | GapKind::OtherAnswers => Some(FirstKind::Trace),
        GapKind::DecisionIncomplete | GapKind::DecisionExpired | GapKind::DecisionOvertaken => {
            Some(FirstKind::Decide)
        }
        GapKind::Undetermined => Some(FirstKind::Answer),
        GapKind::NoDpia
        | GapKind::DpiaUnfinished
        | GapKind::DpiaNotApproved
        | GapKind::DpiaReviewDue
        | GapKind::DpiaStale
        | GapKind::DpiaPartial => None,
    }
}

/// Whether open heavy traits, and nothing else, keep two apart, and neither has one that the other lacks.
pub(super) fn only_open_traits_part(comparison: &Comparison, one: usize, other: usize) -> bool {
    use super::compare::Outcome;
    use super::compared::Aspect;
    let system = |of| comparison.signature(of).terms(Aspect::MainSystem);
    if system(one) != system(other) {
        return false;
    }
    let same_met = comparison.signature(one).terms(Aspect::HeavyMet)
        == comparison.signature(other).terms(Aspect::HeavyMet);
    let pair = comparison.pair(one, other);
    let open =
        |found: &(Likeness, Outcome, _)| found.0 == Likeness::HeavyTraits && found.1 == Outcome::NotCompared;
    same_met && pair.keeps_apart() == [Likeness::HeavyTraits] && pair.outcomes.iter().any(open)
}
