//! What the records themselves tell that an incident asks for, as written.

use super::lexicon::WORDS;
use super::needles::sentence_of;
use crate::model::{Entry, Field, ProcessingActivity, Value};
use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// What a passage tells of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Topic {
    /// Since when the processing goes on.
    Since,
    /// The agreement with the processor.
    Agreement,
    /// Processors of the processor.
    SubProcessor,
    /// Where data are, and transfers to third countries.
    Place,
    /// How long data are kept.
    Retention,
    /// Persons whose matters are closed.
    FormerPersons,
    /// Security measures.
    Security,
    /// Who answers for the record, and how to reach them.
    Owner,
}

/// One passage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// What it tells of.
    pub topic: Topic,
    /// The field; absent where no field stands for the column.
    pub field: Option<Field>,
    /// As written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
}

/// The fields that are told whole, by what they tell of.
const WHOLE: [(Field, Topic); 10] = [
    (Field::Started, Topic::Since),
    (Field::Period, Topic::Since),
    (Field::ProcessorAgreement, Topic::Agreement),
    (Field::ThirdCountry, Topic::Place),
    (Field::TransferSafeguard, Topic::Place),
    (Field::Retention, Topic::Retention),
    (Field::Archiving, Topic::Retention),
    (Field::Security, Topic::Security),
    (Field::Responsible, Topic::Owner),
    (Field::ResponsibleEmail, Topic::Owner),
];

/// All that one activity tells, by topic.
pub(super) fn told(activity: &ProcessingActivity) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for (field, topic) in WHOLE {
        let entries = activity.entries_of(field).filter(|entry| !matches!(entry.value, Value::Blank));
        told.extend(entries.map(|entry| Told {
            topic,
            field: Some(field),
            written: entry.written.trim().into(),
            cell: activity.cell(entry),
        }));
    }
    for extra in &activity.extras {
        if WORDS.agreement_headings.occur_in(&extra.header) {
            told.push(Told {
                topic: Topic::Agreement,
                field: None,
                written: extra.written.trim().into(),
                cell: activity.cell(extra),
            });
        }
    }
    told.extend(passages(activity));
    told.sort_by_key(|one| one.topic);
    told
}

/// Sentences of any text that speak of sub-processors, and of former persons where persons are spoken of.
fn passages(activity: &ProcessingActivity) -> Vec<Told> {
    let of_persons = |field: Field| {
        matches!(field, Field::DataSubjects | Field::DataSubjectCount | Field::Retention | Field::Description)
    };
    let spoken = |entry: &Entry<Field>| !matches!(entry.value, Value::Blank | Value::Date(_));
    let mut found = Vec::new();
    for entry in activity.entries.iter().filter(|entry| spoken(entry)) {
        let mut add = |topic, phrases| {
            if let Some(said) = sentence_of(phrases, &entry.written) {
                let cell = activity.cell(entry);
                found.push(Told { topic, field: Some(entry.field), written: said.into(), cell });
            }
        };
        add(Topic::SubProcessor, &WORDS.sub_processor);
        if of_persons(entry.field) {
            add(Topic::FormerPersons, &WORDS.former_persons);
        }
    }
    for extra in &activity.extras {
        if let Some(said) = sentence_of(&WORDS.sub_processor, &extra.written) {
            let cell = activity.cell(extra);
            found.push(Told { topic: Topic::SubProcessor, field: None, written: said.into(), cell });
        }
    }
    found
}
