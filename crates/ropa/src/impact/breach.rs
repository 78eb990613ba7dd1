//! The facts that a notification of a breach is to state (Art. 33(3)), and its clock (Art. 33(1)).

use super::hit::{Hit, Ring};
use super::kinds::DataKinds;
use super::persons::{Persons, Written};
use super::question::Aware;
use crate::gaps::RegisterAssessment;
use crate::law::{Note, RulePacks};
use crate::model::{Field, ProcessingActivity, Value};
use crate::source::{CellRef, Text};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// The notes of the rule packs that a breach is told by.
pub(crate) const CLOCK: &str = "N-BREACH";
const POINTS: [(&str, char); 4] =
    [("N-BREACH-A", 'a'), ("N-BREACH-B", 'b'), ("N-BREACH-C", 'c'), ("N-BREACH-D", 'd')];
const BESIDE: [&str; 5] =
    ["N-BREACH-STAGES", "N-BREACH-PERSONS", "N-BREACH-RECORD", "N-BREACH-REVIEW", "N-CYBER"];

/// How far the register answers a fact.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FactFilled {
    /// The register answers it.
    Filled,
    /// The register answers a part of it, or of some records.
    Half,
    /// People fill it in.
    Open,
}

/// A fact of a notification.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BreachFact {
    /// What happened.
    Nature,
    /// The categories of data subjects.
    SubjectCategories,
    /// The approximate number of data subjects.
    SubjectNumber,
    /// The categories of personal data records.
    RecordCategories,
    /// The approximate number of personal data records.
    RecordNumber,
    /// The name and contact details of the data protection officer.
    Dpo,
    /// Another contact point.
    Contact,
    /// The likely consequences.
    Consequences,
    /// The measures taken or proposed.
    Measures,
}

/// A fact, how far it is filled, and what the register says of it, with cells.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilledFact {
    /// The fact.
    pub fact: BreachFact,
    /// How far it is filled.
    pub filled: FactFilled,
    /// What the register says of it: texts as written, each with a cell. Numbers and categories stand in the impact.
    pub said: Vec<(Text, CellRef)>,
}

/// A point of Art. 33(3) with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BreachPoint {
    /// The letter.
    pub letter: char,
    /// The id of the rule packs' note on it.
    pub note: &'static str,
    /// Its facts.
    pub facts: Vec<FilledFact>,
}

/// The clock of Art. 33(1).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BreachClock {
    /// When the controller became aware.
    pub aware: Aware,
    /// The hours that the law gives.
    pub hours: u32,
    /// When they are over.
    pub until: NaiveDateTime,
    /// Minutes left at the time that counts as now, below zero when they are over; absent where no time is given.
    pub left: Option<i64>,
}

/// The notification of a breach, as far as the register goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Breach {
    /// The clock, where it is known when the controller became aware.
    pub clock: Option<BreachClock>,
    /// The points (a) to (d).
    pub points: Vec<BreachPoint>,
    /// The ids of other notes of the rule packs that concern a breach, those that are in force.
    pub notes: Vec<String>,
}

impl Breach {
    pub(super) fn of(
        assessed: &RegisterAssessment,
        hits: &[Hit],
        figures: &Figures<'_>,
        asked: Times,
    ) -> Breach {
        let register = assessed.register();
        let sure = hits.iter().filter(|hit| hit.ring != Ring::Likely);
        let activities: Vec<&ProcessingActivity> =
            sure.filter_map(|hit| register.activities.get(hit.activity)).collect();
        let packs = assessed.packs();
        let points = POINTS.iter().map(|(note, letter)| BreachPoint {
            letter: *letter,
            note,
            facts: facts(*letter, &activities, &register.activities, figures),
        });
        Breach {
            clock: asked.aware.and_then(|aware| clock(packs, assessed.as_of(), aware, asked.now)),
            points: points.collect(),
            notes: BESIDE
                .iter()
                .filter(|id| packs.notes(assessed.as_of()).any(|note| note.id == **id))
                .map(ToString::to_string)
                .collect(),
        }
    }
}

/// What the clock is asked by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) aware: Option<Aware>,
    pub(super) now: Option<NaiveDateTime>,
}

/// What is known of whose data and which.
pub(super) struct Figures<'f> {
    pub(super) persons: &'f Persons,
    pub(super) whose: &'f [Written],
    pub(super) kinds: &'f DataKinds,
}

fn clock(
    packs: &RulePacks,
    as_of: NaiveDate,
    aware: Aware,
    now: Option<NaiveDateTime>,
) -> Option<BreachClock> {
    let hours = packs.notes(as_of).find(|note| note.id == CLOCK).and_then(|note: &Note| note.hours)?;
    let until = aware.at.checked_add_signed(TimeDelta::try_hours(hours.into())?)?;
    let left = now.map(|now| until.signed_duration_since(now).num_minutes());
    Some(BreachClock { aware, hours, until, left })
}

fn facts(
    letter: char,
    hit: &[&ProcessingActivity],
    all: &[ProcessingActivity],
    figures: &Figures<'_>,
) -> Vec<FilledFact> {
    use FactFilled::{Filled, Half, Open};
    let open = |fact| FilledFact { fact, filled: Open, said: Vec::new() };
    match letter {
        'a' => {
            let share = |named: usize| match named {
                0 => Open,
                named if named == hit.len() => Filled,
                _ => Half,
            };
            let with = |field| hit.iter().filter(|one| one.answer(field).given().is_some()).count();
            let of = |fact, filled| FilledFact { fact, filled, said: Vec::new() };
            let subjects = if figures.whose.is_empty() { 0 } else { with(Field::DataSubjects) };
            let kinds = if figures.kinds.categories.is_empty() { 0 } else { with(Field::DataCategories) };
            // A range is never the number itself.
            let number = if figures.persons.counted == 0 { Open } else { Half };
            vec![
                open(BreachFact::Nature),
                of(BreachFact::SubjectCategories, share(subjects)),
                of(BreachFact::SubjectNumber, number),
                of(BreachFact::RecordCategories, share(kinds)),
                open(BreachFact::RecordNumber),
            ]
        }
        'b' => {
            let said = said(hit.iter().copied(), Field::Dpo);
            // Whom the register names at all: the officer is the board's.
            let said = if said.is_empty() { self::said(all.iter(), Field::Dpo) } else { said };
            let filled = if said.is_empty() { Open } else { Half };
            let contact = self::said(hit.iter().copied(), Field::Responsible);
            let contact_filled = if contact.is_empty() { Open } else { Half };
            vec![
                FilledFact { fact: BreachFact::Dpo, filled, said },
                FilledFact { fact: BreachFact::Contact, filled: contact_filled, said: contact },
            ]
        }
        'c' => vec![open(BreachFact::Consequences)],
        _ => {
            // Measures that were there before are no measures against the breach, but are asked about.
            let said = said(hit.iter().copied(), Field::Security);
            vec![FilledFact { fact: BreachFact::Measures, filled: Open, said }]
        }
    }
}

/// What activities say in a field, each text once with its first cell.
fn said<'r>(activities: impl Iterator<Item = &'r ProcessingActivity>, field: Field) -> Vec<(Text, CellRef)> {
    let mut seen = std::collections::BTreeSet::new();
    let mut said = Vec::new();
    for activity in activities {
        for entry in activity.entries_of(field) {
            let speaks = !matches!(entry.value, Value::Blank | Value::Unknown | Value::NotApplicable);
            let text = entry.written.trim();
            if speaks && seen.insert(text) {
                said.push((Text::from(text), activity.cell(entry)));
            }
        }
    }
    said
}
