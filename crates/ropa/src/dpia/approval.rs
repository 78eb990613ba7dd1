//! What the questions of approval say: on which day, and by whom.

use super::remark::About;
use crate::linking::dpia_words::WORDS;
use crate::linking::normalise::normalise;
use crate::model::{Answer, DateValue, Dpia, DpiaField, Entry, Value};
use chrono::NaiveDate;

const ASKED: [DpiaField; 2] = [DpiaField::Approved, DpiaField::ApprovedBy];

/// An approval, as far as it is one; the surest against it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Approval {
    /// "Nej", "ska tas upp i maj".
    Denied,
    /// A day or a name.
    Given,
    /// Nothing is said.
    Silent,
}

impl Approval {
    pub(crate) fn of(dpia: &Dpia) -> Approval {
        let entries = ASKED.into_iter().flat_map(|field| dpia.entries_of(field));
        entries.map(said).min().unwrap_or(Approval::Silent)
    }
}

fn said(entry: &Entry<DpiaField>) -> Approval {
    match entry.value {
        Value::Blank | Value::NotApplicable => Approval::Silent,
        Value::Unknown => Approval::Denied,
        // The day may stand in a sentence: "Ska tas upp 2026-05-12".
        _ if WORDS.approves_not(&normalise(&entry.written)) => Approval::Denied,
        Value::Date(_) => Approval::Given,
        _ if entry.field == DpiaField::ApprovedBy => Approval::Given,
        _ => Approval::Silent,
    }
}

/// Whether a status is written that says neither that it is approved nor how far it has come.
pub(crate) fn status_is_unclear(dpia: &Dpia) -> bool {
    let answer = dpia.answer(DpiaField::Status);
    dpia.status().is_none() && matches!(answer, Answer::Given(_) | Answer::Unknown(_))
}

/// What is written of status and approval and approves nothing, with its cells.
pub(crate) fn not_counted(dpia: &Dpia) -> Vec<About> {
    let status = dpia.entries_of(DpiaField::Status).filter(|_| status_is_unclear(dpia));
    let approval = ASKED.into_iter().flat_map(|field| dpia.entries_of(field));
    let denied = approval.filter(|entry| said(entry) == Approval::Denied);
    status.chain(denied).map(|entry| About::stated(dpia, entry)).collect()
}

/// Whether the day beside the status is yet to come: "Godkänd i juni 2027".
pub(crate) fn is_yet_to_come(dpia: &Dpia, as_of: NaiveDate) -> bool {
    beside_status(dpia, DpiaField::Approved).any(|day| day.date > as_of)
}

/// The days that stand in the same cell as the status.
pub(crate) fn beside_status(dpia: &Dpia, field: DpiaField) -> impl Iterator<Item = &DateValue> {
    let of_status = move |entry: &&Entry<DpiaField>| {
        let same = |status: &Entry<DpiaField>| (status.origin, status.place) == (entry.origin, entry.place);
        dpia.entries_of(DpiaField::Status).any(same)
    };
    dpia.entries_of(field).filter(of_status).filter_map(|entry| match &entry.value {
        Value::Date(date) => Some(date),
        _ => None,
    })
}
