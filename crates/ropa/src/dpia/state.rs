//! The state of one linked DPIA, seen from the activity it is linked to.

use super::link::{DpiaLink, DpiaRemark, DpiaState, LinkState};
use super::resolve::{normalise, status};
use super::words::WORDS;
use crate::model::{
    Answer, DateValue, Dpia, DpiaField, DpiaStatus, Field, Precision, ProcessingActivity, Value,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Weighs what the list says of a DPIA into one state, with what else to know.
pub(super) fn weigh(
    link: DpiaLink,
    activity: &ProcessingActivity,
    dpia: &Dpia,
    several_versions: bool,
    as_of: NaiveDate,
) -> LinkState {
    let word = status(dpia);
    let approved_on = dpia.date(DpiaField::Approved);
    let approver = dpia.text(DpiaField::ApprovedBy);
    let completed = dpia.date(DpiaField::Completed).or(approved_on);
    let mut remarks = Vec::new();

    let (mut state, mut since) = match word {
        Some(DpiaStatus::NotStarted) => (DpiaState::NotStarted, None),
        Some(DpiaStatus::Unfinished) => (DpiaState::Unfinished, None),
        Some(DpiaStatus::Finished) => (DpiaState::NotApproved, completed.map(|date| date.date)),
        Some(DpiaStatus::Rejected) => (DpiaState::Rejected, None),
        Some(DpiaStatus::NotInForce) => (DpiaState::NotInForce, None),
        Some(DpiaStatus::Approved) => (DpiaState::Approved, None),
        Some(DpiaStatus::ApprovedWithConditions) => (DpiaState::ApprovedWithConditions, None),
        None if approved_on.is_some() || approver.is_some() => (DpiaState::Approved, None),
        None if completed.is_some() => (DpiaState::NotApproved, completed.map(|date| date.date)),
        None => (DpiaState::Unclear, None),
    };
    let is_approved = |state| matches!(state, DpiaState::Approved | DpiaState::ApprovedWithConditions);
    let waiting = matches!(dpia.answer(DpiaField::ApprovedBy), Answer::Blank(Some(_)));
    let contradiction = match state {
        DpiaState::Approved | DpiaState::ApprovedWithConditions => waiting,
        DpiaState::NotApproved | DpiaState::Unfinished | DpiaState::NotStarted | DpiaState::Rejected => {
            approved_on.is_some() || approver.is_some()
        }
        _ => false,
    };
    if contradiction {
        remarks.push(DpiaRemark::StatusContradictsApproval);
    }
    if is_approved(state) && approved_on.is_some_and(|date| date.date > as_of) {
        // A date of approval yet to come approves nothing today.
        state = DpiaState::NotApproved;
    }
    if is_approved(state) {
        if state == DpiaState::ApprovedWithConditions {
            remarks.push(DpiaRemark::Conditions);
        }
        if let Some((overtaken, day)) = overtaken(activity, dpia, as_of) {
            state = overtaken;
            since = day;
        }
    }
    if matches!(state, DpiaState::NotStarted | DpiaState::NotInForce) {
        // What is not there needs no remarks on how it was made.
        return LinkState { link, state, remarks, since };
    }

    if let (Some(done), Some(started)) = (completed, activity.date(Field::Started))
        && done.date > started.latest()
    {
        remarks.push(DpiaRemark::MadeAfterStart);
    }
    if state != DpiaState::Unfinished && matches!(dpia.answer(DpiaField::DpoAdvice), Answer::Blank(_)) {
        remarks.push(DpiaRemark::DpoAdviceMissing);
    }
    let residual = dpia.text(DpiaField::ResidualRisk).map(normalise);
    let consulted = matches!(
        dpia.answer(DpiaField::PriorConsultation).given().map(|entry| &entry.value),
        Some(Value::YesNo(answer)) if answer.yes
    );
    if residual.is_some_and(|risk| WORDS.is_high(&risk)) && !consulted {
        remarks.push(DpiaRemark::PriorConsultationMissing);
    }
    if names_other_systems(activity, dpia) {
        remarks.push(DpiaRemark::SystemNotNamed);
    }
    if several_versions {
        remarks.push(DpiaRemark::SeveralVersions);
    }
    LinkState { link, state, remarks, since }
}

/// Why an approved DPIA is not a living one for this activity, the weightiest reason first.
fn overtaken(
    activity: &ProcessingActivity,
    dpia: &Dpia,
    as_of: NaiveDate,
) -> Option<(DpiaState, Option<NaiveDate>)> {
    if let (Some(theirs), Some(ours)) = (dpia.text(DpiaField::Controller), activity.text(Field::Controller))
        && normalise(theirs) != normalise(ours)
    {
        return Some((DpiaState::OtherController, None));
    }
    if dpia.text(DpiaField::Scope).map(normalise).is_some_and(|scope| WORDS.is_partial(&scope)) {
        return Some((DpiaState::Partial, None));
    }
    let made = [DpiaField::Completed, DpiaField::Approved].into_iter().filter_map(|field| dpia.date(field));
    let made = made.map(DateValue::latest).max();
    if let (Some(made), Some(changed)) = (made, activity.date(Field::Updated))
        && changed.precision == Precision::Day
        && changed.date > made
    {
        return Some((DpiaState::Stale, Some(changed.date)));
    }
    let review = dpia.date(DpiaField::Review).map(DateValue::latest);
    if let Some(review) = review
        && review < as_of
    {
        return Some((DpiaState::ReviewDue, Some(review)));
    }
    None
}

/// Whether the DPIA names systems, and none of those that the activity uses.
fn names_other_systems(activity: &ProcessingActivity, dpia: &Dpia) -> bool {
    let names = |text: Option<&str>| -> BTreeSet<String> {
        text.into_iter()
            .flat_map(|text| text.split([';', ',', '\n', '|', '/']))
            .map(normalise)
            .filter(|name| !name.is_empty())
            .collect()
    };
    let ours = names(activity.text(Field::Systems));
    let theirs = names(dpia.text(DpiaField::Systems));
    let same = |a: &String, b: &String| a.contains(b.as_str()) || b.contains(a.as_str());
    !ours.is_empty()
        && !theirs.is_empty()
        && !ours.iter().any(|our| theirs.iter().any(|their| same(our, their)))
}
