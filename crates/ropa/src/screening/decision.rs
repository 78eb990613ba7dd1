//! Whether a recorded decision may be taken, has all its parts, and still rests on the facts.

use crate::law::{FactId, Strength, Truths};
use crate::model::{Answer, Field, ProcessingActivity, Severity, Tri, Value};
use crate::screening::facts::{Basis, Fact, Facts, Reason, Support};
use crate::screening::fingerprint::{Change, Fingerprint};
use crate::screening::need::Need;
use crate::screening::recorded_decision::{DecisionKind, RecordedDecision};
use crate::screening::verdict::NeedVerdict;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// A part that a recorded decision must have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionPart {
    /// The reason.
    Reason,
    /// Why high risk is unlikely, for each criterion met.
    CriterionReasons,
    /// The data protection officer's view.
    DpoView,
    /// When the view was given.
    DpoOn,
    /// Who decided.
    DecidedBy,
    /// When.
    DecidedOn,
    /// When it is to be reviewed.
    ReviewBy,
    /// The DPIA that covers it, or that was made with the law.
    Dpia,
    /// The law, Art. 35(10).
    Law,
    /// Why the assessment is of the same processing and the same risks.
    Scope,
    /// The rule whose finding is accepted.
    Rule,
    /// The verdict and the facts that were decided on.
    Fingerprint,
}

/// How a decision stands today.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionState {
    /// It counts.
    Stands,
    /// Facts or rules have changed since.
    Overtaken,
    /// Its date of review has passed.
    Expired,
    /// Parts are missing.
    Incomplete,
    /// The law does not allow it.
    Disallowed,
}

/// Why the law does not allow a decision.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NotAllowed {
    /// Art. 35(3) itself demands a DPIA.
    Statutory,
    /// The authority's list demands one, and the decision does not say that it departs from it.
    Listed,
    /// Questions are open; they are to be answered first.
    Unanswered,
    /// The basis is neither a legal obligation nor a task in the public interest, Art. 35(10).
    OtherBasis,
    /// The DPIA is not among those read.
    UnknownDpia,
    /// What the law demands is not waived.
    Error,
}

/// A decision, judged on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Decision {
    /// What was decided.
    pub kind: DecisionKind,
    /// How it stands.
    pub state: DecisionState,
    /// Why it is not allowed, where it is not.
    pub not_allowed: Option<NotAllowed>,
    /// The reason as written.
    pub reason: Option<Text>,
    /// The cells it was read from.
    pub cells: Vec<CellRef>,
    /// The parts that are missing.
    pub missing: Vec<DecisionPart>,
    /// Criteria that are met and not spoken of.
    pub unexplained: Vec<FactId>,
    /// What has changed since.
    pub changed: Vec<Change>,
    /// When it is to be reviewed.
    pub review_by: Option<NaiveDate>,
}

impl Decision {
    /// Whether it counts.
    pub fn stands(&self) -> bool {
        self.state == DecisionState::Stands
    }

    /// The decision that the register's own columns hold, if they hold one: a "no" to the need with a
    /// reason. It lacks what such a decision must have, since a register has no columns for it.
    pub(crate) fn of_register(activity: &ProcessingActivity) -> Option<Decision> {
        let needed = activity.answer(Field::DpiaNeeded).given()?;
        match &needed.value {
            Value::YesNo(answer) if !answer.yes => {}
            _ => return None,
        }
        let reason = match activity.answer(Field::DpiaNotNeededReason) {
            Answer::Given(entry) => entry,
            _ => return None,
        };
        let cells = vec![activity.cell(needed), activity.cell(reason)];
        Some(Decision::without_parts(&reason.written, cells))
    }

    /// What is written that no DPIA is needed, without the parts that such a decision must have.
    pub(crate) fn without_parts(reason: &Text, cells: Vec<CellRef>) -> Decision {
        Decision {
            kind: DecisionKind::NotNeeded,
            state: DecisionState::Incomplete,
            not_allowed: None,
            reason: Some(reason.clone()),
            cells,
            missing: vec![
                DecisionPart::DpoView,
                DecisionPart::DecidedBy,
                DecisionPart::DecidedOn,
                DecisionPart::ReviewBy,
            ],
            unexplained: Vec::new(),
            changed: Vec::new(),
            review_by: None,
        }
    }
}

impl Facts {
    /// Adds the three parts of Art. 35(10) as a recorded decision states them.
    pub(crate) fn declare_exemption(&mut self, recorded: &RecordedDecision) {
        let parts = [
            (FactId::LawRegulates, &recorded.law),
            (FactId::LawDpia, &recorded.dpia),
            (FactId::LawDpiaScope, &recorded.scope),
        ];
        for (id, written) in parts {
            if let Some(written) = written {
                let reason = Reason::Answered { written: written.clone() };
                let support = vec![Support { reason, cells: vec![recorded.cell.clone()] }];
                self.all.insert(id, Fact { value: Tri::Yes, basis: Basis::Declared, support });
            }
        }
    }
}

/// What a decision is judged against.
pub(crate) struct Grounds<'g> {
    pub(crate) activity: &'g ProcessingActivity,
    pub(crate) facts: &'g Facts,
    pub(crate) need: &'g Need,
    /// Whether the DPIA that the decision names was read.
    pub(crate) dpia_known: bool,
    pub(crate) as_of: NaiveDate,
}

/// Judges a decision on the need for a DPIA.
pub(crate) fn judge(recorded: &RecordedDecision, grounds: &Grounds<'_>) -> Decision {
    let need = grounds.need;
    let met = FactId::CRITERIA.into_iter().filter(|id| grounds.facts.truth(*id).is_yes());
    let unexplained: Vec<FactId> = match recorded.kind {
        DecisionKind::NotNeeded => {
            met.filter(|id| recorded.criteria.get(id).is_none_or(|reason| reason.is_empty())).collect()
        }
        _ => Vec::new(),
    };
    let missing = missing(recorded, !unexplained.is_empty(), grounds.as_of);
    let not_allowed = match recorded.kind {
        DecisionKind::NotNeeded => rebuttal(recorded, need),
        DecisionKind::CoveredBy => {
            (recorded.dpia.is_some() && !grounds.dpia_known).then_some(NotAllowed::UnknownDpia)
        }
        DecisionKind::Exempt => {
            (!grounds.facts.truth(FactId::DutyOrPublicTask).is_yes()).then_some(NotAllowed::OtherBasis)
        }
        DecisionKind::Waiver => None,
    };
    let now = Fingerprint::of_need(grounds.activity, grounds.facts, need);
    settled(recorded, missing, unexplained, not_allowed, &now, grounds.as_of)
}

/// Judges the waiver of a finding that rests on some fields.
pub(crate) fn judge_waiver(
    recorded: &RecordedDecision,
    activity: &ProcessingActivity,
    severity: Severity,
    fields: &[Field],
    as_of: NaiveDate,
) -> Decision {
    let missing = missing(recorded, false, as_of);
    let not_allowed = (severity == Severity::Error).then_some(NotAllowed::Error);
    let now = Fingerprint::of_fields(activity, fields);
    settled(recorded, missing, Vec::new(), not_allowed, &now, as_of)
}

fn settled(
    recorded: &RecordedDecision,
    missing: Vec<DecisionPart>,
    unexplained: Vec<FactId>,
    not_allowed: Option<NotAllowed>,
    now: &Fingerprint,
    as_of: NaiveDate,
) -> Decision {
    let changed = recorded.fingerprint.as_ref().map(|then| then.changes(now)).unwrap_or_default();
    let state = if not_allowed.is_some() {
        DecisionState::Disallowed
    } else if !missing.is_empty() {
        DecisionState::Incomplete
    } else if recorded.review_by.is_some_and(|day| day < as_of) {
        DecisionState::Expired
    } else if !changed.is_empty() {
        DecisionState::Overtaken
    } else {
        DecisionState::Stands
    };
    Decision {
        kind: recorded.kind,
        state,
        not_allowed,
        reason: recorded.reason.clone(),
        cells: vec![recorded.cell.clone()],
        missing,
        unexplained,
        changed,
        review_by: recorded.review_by,
    }
}

/// Reasons rebut a presumption and a recommendation. What the Regulation demands they cannot rebut, what
/// the authority lists only openly, and open questions are to be answered, not decided.
fn rebuttal(recorded: &RecordedDecision, need: &Need) -> Option<NotAllowed> {
    let holds = |strength| need.rules.iter().any(|rule| rule.strength == strength && rule.holds.is_yes());
    match need.verdict {
        NeedVerdict::Required if holds(Strength::Mandatory) => Some(NotAllowed::Statutory),
        NeedVerdict::Required => (!recorded.departs_from_list).then_some(NotAllowed::Listed),
        NeedVerdict::CannotBeExcluded => Some(NotAllowed::Unanswered),
        _ => None,
    }
}

fn missing(recorded: &RecordedDecision, unexplained: bool, as_of: NaiveDate) -> Vec<DecisionPart> {
    use DecisionPart::*;
    let has = |part: DecisionPart| match part {
        Reason => recorded.reason.is_some() || recorded.criteria.values().any(|reason| !reason.is_empty()),
        CriterionReasons => !unexplained,
        DpoView => recorded.dpo_view.is_some(),
        DpoOn => recorded.dpo_on.is_some_and(|day| day <= as_of),
        DecidedBy => recorded.decided_by.is_some(),
        // A decision of tomorrow decides nothing today.
        DecidedOn => recorded.decided_on.is_some_and(|day| day <= as_of),
        ReviewBy => recorded.review_by.is_some(),
        Dpia => recorded.dpia.is_some(),
        Law => recorded.law.is_some(),
        Scope => recorded.scope.is_some(),
        Rule => recorded.rule.is_some(),
        Fingerprint => recorded.fingerprint.is_some(),
    };
    let needed: &[DecisionPart] = match recorded.kind {
        DecisionKind::NotNeeded => {
            &[Reason, CriterionReasons, DpoView, DpoOn, DecidedBy, DecidedOn, ReviewBy, Fingerprint]
        }
        DecisionKind::Exempt => &[Law, Dpia, Scope, DecidedBy, DecidedOn, ReviewBy, Fingerprint],
        DecisionKind::CoveredBy => &[Dpia, Scope, DecidedBy, DecidedOn, Fingerprint],
        DecisionKind::Waiver => &[Rule, Reason, DecidedBy, DecidedOn, Fingerprint],
    };
    needed.iter().copied().filter(|part| !has(*part)).collect()
}
