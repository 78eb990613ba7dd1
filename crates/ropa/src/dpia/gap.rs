//! The gap of one activity: need, link, state and dates in one finding.

use super::link::{LinkStatus, Resolution};
use super::need::NeedVerdict;
use crate::model::{Answer, CellRef, Field, ProcessingActivity, Severity, Text, Value};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What is missing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GapKind {
    /// No DPIA.
    NoDpia,
    /// "Ja" without saying which.
    ClaimedWithoutReference,
    /// A reference to a DPIA that is not in the files.
    UnresolvedReference,
    /// A reference that fits several.
    AmbiguousReference,
    /// The DPIA is not finished.
    DpiaUnfinished,
    /// The DPIA is not approved, or rejected.
    DpiaNotApproved,
    /// The DPIA's review date has passed.
    DpiaReviewDue,
    /// The DPIA is overtaken or no longer in force.
    DpiaStale,
    /// The DPIA covers only a part.
    DpiaPartial,
    /// Answers are missing that would settle whether one is needed.
    Undetermined,
    /// "Not needed" is recorded without the parts that such a decision must have.
    DecisionIncomplete,
    /// The recorded decision has expired.
    DecisionExpired,
}

/// What one activity lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// How serious it is.
    pub severity: Severity,
    /// Since when: the earliest date on which the gap can be shown to have stood.
    pub since: Option<NaiveDate>,
}

/// A part that a recorded "not needed" must have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionPart {
    /// Why high risk is unlikely although criteria are met.
    Reason,
    /// The data protection officer's view.
    DpoView,
    /// Who decided.
    DecidedBy,
    /// When.
    DecidedOn,
    /// When it is to be reviewed.
    ReviewBy,
}

/// A recorded human decision that no DPIA is needed.
///
/// A register that answers "no DPIA needed" with a reason holds such a decision, but one without
/// the data protection officer's view, the decision-maker and the dates that make it hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The reason as written.
    pub reason: Option<Text>,
    /// The cells it was read from.
    pub cells: Vec<CellRef>,
    /// The parts that are missing; when none is, the decision is complete.
    pub missing: Vec<DecisionPart>,
    /// When it is to be reviewed.
    pub review_by: Option<NaiveDate>,
}

impl Decision {
    /// The decision that the register's own columns hold, if they hold one.
    pub(super) fn of(activity: &ProcessingActivity) -> Option<Decision> {
        let needed = activity.answer(Field::DpiaNeeded).given()?;
        match &needed.value {
            Value::YesNo(answer) if !answer.yes => {}
            _ => return None,
        }
        let reason = match activity.answer(Field::DpiaNotNeededReason) {
            Answer::Given(entry) => entry,
            _ => return None,
        };
        Some(Decision {
            reason: Some(reason.written.clone()),
            cells: vec![activity.cell(needed.place), activity.cell(reason.place)],
            missing: vec![
                DecisionPart::DpoView,
                DecisionPart::DecidedBy,
                DecisionPart::DecidedOn,
                DecisionPart::ReviewBy,
            ],
            review_by: None,
        })
    }

    /// Whether it has every part and its review date has not passed.
    pub fn stands(&self, as_of: NaiveDate) -> bool {
        self.missing.is_empty() && self.review_by.is_none_or(|review| review >= as_of)
    }
}

/// The gap that follows from need, link, decision and dates; none where the need is met or absent.
pub(super) fn find(
    activity: &ProcessingActivity,
    verdict: NeedVerdict,
    resolution: &Resolution,
    decision: Option<&Decision>,
    ended: bool,
    as_of: NaiveDate,
) -> Option<Gap> {
    let severity = match verdict {
        NeedVerdict::Required | NeedVerdict::Presumed => Severity::Error,
        NeedVerdict::CannotBeExcluded => Severity::Warning,
        NeedVerdict::Recommended => Severity::Note,
        NeedVerdict::NotIndicated | NeedVerdict::Exempt => return None,
    };
    let kind = match resolution.status {
        LinkStatus::Approved => return None,
        _ if verdict == NeedVerdict::CannotBeExcluded => GapKind::Undetermined,
        LinkStatus::Claimed => GapKind::ClaimedWithoutReference,
        LinkStatus::Unresolved => GapKind::UnresolvedReference,
        LinkStatus::Ambiguous => GapKind::AmbiguousReference,
        LinkStatus::Unfinished => GapKind::DpiaUnfinished,
        LinkStatus::NotApproved => GapKind::DpiaNotApproved,
        LinkStatus::ReviewDue => GapKind::DpiaReviewDue,
        LinkStatus::Stale => GapKind::DpiaStale,
        LinkStatus::Partial => GapKind::DpiaPartial,
        LinkStatus::None => match decision {
            // What the regulation or the authority's list demands, no reasons of one's own set aside.
            Some(decision) if verdict != NeedVerdict::Required => {
                if decision.stands(as_of) {
                    return None;
                }
                if decision.missing.is_empty() {
                    GapKind::DecisionExpired
                } else {
                    GapKind::DecisionIncomplete
                }
            }
            _ => GapKind::NoDpia,
        },
    };
    // The state of the DPIA has a date of its own; a missing one has been missing since the start.
    let state_since = resolution.links.first().and_then(|best| best.since);
    let since = match kind {
        GapKind::DpiaReviewDue | GapKind::DpiaStale => state_since.or_else(|| stood_since(activity)),
        _ => stood_since(activity),
    };
    Some(Gap { kind, severity: if ended { Severity::Note } else { severity }, since })
}

/// The earliest day on which the processing can be shown to have gone on or been registered.
fn stood_since(activity: &ProcessingActivity) -> Option<NaiveDate> {
    [Field::Started, Field::Registered, Field::Created]
        .into_iter()
        .find_map(|field| activity.date(field))
        .map(|date| date.date)
}
