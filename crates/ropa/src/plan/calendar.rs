//! What falls due: reviews of DPIAs and records, decisions that expire, and the days of the plan.

use super::answers_first::FirstStep;
use super::work::Work;
use crate::gaps::RegisterAssessment;
use crate::ledger::WorkStatus;
use crate::model::{DpiaField, Field, Value};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// What falls due.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CalendarKind {
    /// What is to be settled first.
    First,
    /// A work of the plan.
    Work,
    /// The review of a DPIA.
    Review,
    /// The review of a record.
    RecordReview,
    /// A decision to refrain that expires.
    Decision,
}

/// One thing that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CalendarEntry {
    /// The day.
    pub day: NaiveDate,
    /// What falls due.
    pub kind: CalendarKind,
    /// What it is known by from one calendar to the next: a family, a key of a record.
    pub key: String,
    /// The work, by its place in the plan.
    pub work: Option<usize>,
    /// The DPIA, by its index.
    pub dpia: Option<usize>,
    /// The activities, by their indices.
    pub activities: Vec<usize>,
}

/// The calendar of a plan: what falls due on its day or later, and works that should have been done.
pub(super) fn entries(
    assessed: &RegisterAssessment,
    works: &[Work],
    first: &[FirstStep],
    first_due: NaiveDate,
) -> Vec<CalendarEntry> {
    let as_of = assessed.as_of();
    let mut entries: Vec<CalendarEntry> =
        reviews(assessed).chain(records(assessed)).chain(decisions(assessed)).collect();
    entries.retain(|entry| entry.day >= as_of);
    let works = works.iter().enumerate();
    entries.extend(works.filter(|(_, work)| work.status() != WorkStatus::Done).map(of_work));
    if !first.is_empty() {
        entries.push(CalendarEntry {
            day: first_due,
            kind: CalendarKind::First,
            key: "first".into(),
            work: None,
            dpia: None,
            activities: first.iter().map(|first| first.activity).collect(),
        });
    }
    entries.sort_by(|one, other| (one.day, one.kind, &one.key).cmp(&(other.day, other.kind, &other.key)));
    entries
}

fn of_work((at, work): (usize, &Work)) -> CalendarEntry {
    CalendarEntry {
        day: work.due,
        kind: CalendarKind::Work,
        key: work.family.clone(),
        work: Some(at),
        dpia: work.dpia,
        activities: work.members.iter().map(|member| member.activity).collect(),
    }
}

/// Of an inexact date the last day counts.
fn reviews(assessed: &RegisterAssessment) -> impl Iterator<Item = CalendarEntry> + '_ {
    assessed.register().dpias.iter().enumerate().filter_map(|(index, dpia)| {
        let day = dpia.entries_of(DpiaField::Review).find_map(|entry| match &entry.value {
            Value::Date(date) => Some(date.latest()),
            _ => None,
        })?;
        Some(CalendarEntry {
            day,
            kind: CalendarKind::Review,
            key: dpia.key.to_string(),
            work: None,
            dpia: Some(index),
            activities: Vec::new(),
        })
    })
}

fn records(assessed: &RegisterAssessment) -> impl Iterator<Item = CalendarEntry> + '_ {
    assessed.register().activities.iter().enumerate().filter_map(|(index, activity)| {
        Some(CalendarEntry {
            day: activity.date(Field::NextReview)?.latest(),
            kind: CalendarKind::RecordReview,
            key: activity.key.to_string(),
            work: None,
            dpia: None,
            activities: vec![index],
        })
    })
}

fn decisions(assessed: &RegisterAssessment) -> impl Iterator<Item = CalendarEntry> + '_ {
    assessed.assessments.iter().filter_map(|assessment| {
        let decision = assessment.decision().filter(|decision| decision.stands())?;
        Some(CalendarEntry {
            day: decision.review_by?,
            kind: CalendarKind::Decision,
            key: assessed.activity(assessment).key.to_string(),
            work: None,
            dpia: None,
            activities: vec![assessment.activity],
        })
    })
}
