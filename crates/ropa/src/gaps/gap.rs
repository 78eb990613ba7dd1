//! The gap of one activity: need, link, state and dates in one finding.

use super::began::began_before;
use crate::dpia::link_state::Resolution;
use crate::dpia::status::LinkStatus;
use crate::model::{Field, ProcessingActivity, Severity};
use crate::screening::decision::{Decision, DecisionState};
use crate::screening::recorded_decision::DecisionKind;
use crate::screening::verdict::NeedVerdict;
use crate::text::UnknownWord;
use crate::text::variants::lists_all;
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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<GapKind>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum GapKind {
    /// No DPIA.
    NoDpia,
    /// "Ja" without saying which.
    ClaimedWithoutReference,
    /// A reference to a DPIA that is not in the files.
    UnresolvedReference,
    /// A reference that fits several.
    AmbiguousReference,
    /// A reference that the register itself doubts.
    DoubtfulReference,
    /// Said to be planned or under way, without saying which.
    Pending,
    /// Said to be another's to make.
    OtherAnswers,
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
    /// Nothing is said of a DPIA, and answers are missing that would settle whether one is needed.
    Undetermined,
    /// "Not needed" is recorded without the parts that such a decision must have.
    DecisionIncomplete,
    /// The recorded decision has expired.
    DecisionExpired,
    /// Facts or rules have changed since the decision was taken.
    DecisionOvertaken,
}

lists_all!(GapKind);

/// What one activity lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// How serious it is.
    pub severity: Severity,
    /// Since when: the earliest date on which the gap can be shown to have stood; never before the Regulation applied.
    pub since: Option<NaiveDate>,
    /// Whether the processing began before the Regulation applied. Its age is no excuse, and the assessment is then
    /// made at a fitting time.
    pub began_earlier: bool,
}

/// The days that a gap is told by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    /// The day that counts as today.
    pub(crate) as_of: NaiveDate,
    /// The first day of the duty.
    pub(crate) law_from: Option<NaiveDate>,
}

/// The gap where no DPIA is named. What the register says of one, a claim that none is needed too, is to be mended whether
/// or not one is needed; where it says nothing, an open need is to be settled first.
fn without_dpia(verdict: NeedVerdict, decision: Option<&Decision>) -> Option<GapKind> {
    let open = verdict == NeedVerdict::CannotBeExcluded;
    let nothing = if open { GapKind::Undetermined } else { GapKind::NoDpia };
    let Some(decision) = decision.filter(|one| one.kind == DecisionKind::NotNeeded) else {
        return Some(nothing);
    };
    Some(match decision.state {
        DecisionState::Stands if open => GapKind::Undetermined,
        DecisionState::Stands => return None,
        DecisionState::Expired => GapKind::DecisionExpired,
        DecisionState::Overtaken => GapKind::DecisionOvertaken,
        DecisionState::Incomplete if verdict != NeedVerdict::Required => GapKind::DecisionIncomplete,
        DecisionState::Incomplete | DecisionState::Disallowed => nothing,
    })
}

/// The gap that follows from need, link, decision and dates; none where the need is met or absent.
pub(crate) fn find(
    activity: &ProcessingActivity,
    verdict: NeedVerdict,
    resolution: &Resolution,
    decision: Option<&Decision>,
    ended: bool,
    days: Days,
) -> Option<Gap> {
    let severity = match verdict {
        NeedVerdict::Required | NeedVerdict::Presumed => Severity::Error,
        NeedVerdict::CannotBeExcluded => Severity::Warning,
        NeedVerdict::Recommended => Severity::Note,
        NeedVerdict::NotIndicated | NeedVerdict::Exempt => return None,
    };
    let kind = match resolution.status {
        LinkStatus::Approved => return None,
        LinkStatus::Claimed => GapKind::ClaimedWithoutReference,
        LinkStatus::Unresolved => GapKind::UnresolvedReference,
        LinkStatus::Ambiguous => GapKind::AmbiguousReference,
        LinkStatus::Doubtful => GapKind::DoubtfulReference,
        LinkStatus::Pending => GapKind::Pending,
        LinkStatus::OtherAnswers => GapKind::OtherAnswers,
        LinkStatus::Unfinished => GapKind::DpiaUnfinished,
        LinkStatus::NotApproved => GapKind::DpiaNotApproved,
        LinkStatus::ReviewDue => GapKind::DpiaReviewDue,
        LinkStatus::Stale => GapKind::DpiaStale,
        LinkStatus::Partial => GapKind::DpiaPartial,
        LinkStatus::None => without_dpia(verdict, decision)?,
    };
    // The state of the DPIA has a date of its own; a missing one has been missing since the start.
    let state_since = resolution.deciding().and_then(|one| one.since);
    let stood = stood_since(activity, days.as_of);
    let since = match kind {
        GapKind::DpiaReviewDue | GapKind::DpiaStale => state_since.or(stood),
        _ => stood,
    };
    let began_earlier =
        days.law_from.is_some_and(|law| stood.is_some_and(|day| day < law) || began_before(activity, law));
    let since = since.map(|day| days.law_from.map_or(day, |law| day.max(law)));
    Some(Gap { kind, severity: if ended { Severity::Note } else { severity }, since, began_earlier })
}

/// The earliest day on which the processing can be shown to have gone on or been registered.
fn stood_since(activity: &ProcessingActivity, as_of: NaiveDate) -> Option<NaiveDate> {
    // Registered before it has begun, it lacks nothing yet.
    if activity.date(Field::Started).is_some_and(|started| started.date > as_of) {
        return None;
    }
    [Field::Started, Field::Registered, Field::Created]
        .into_iter()
        .filter_map(|field| activity.date(field))
        .map(|date| date.date)
        // What is planned for a later day has not gone on yet.
        .find(|date| *date <= as_of)
}
