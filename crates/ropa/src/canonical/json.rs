//! A register as JSON, by the schema `schemas/register-1.json`.

use crate::canonical::{CanonicalError, ReadAlone, RegisterView, read_as};
use crate::import::{Profile, ReadAs};
use crate::model::{DpiaField, Field, Origin, Record};
use crate::source::Text;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::canonical_columns;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema of what [`json`] writes.
pub const SCHEMA: &str = include_str!("../../schemas/register-1.json");

#[derive(serde::Serialize)]
struct JsonRegister<'r> {
    schema: &'static str,
    labels: Labels<'r>,
    activities: Vec<JsonRecord<'r>>,
    dpias: Vec<JsonRecord<'r>>,
}

/// What the fields are called, in the language of the register.
#[derive(serde::Serialize)]
struct Labels<'r> {
    activities: BTreeMap<&'static str, &'r str>,
    dpias: BTreeMap<&'static str, &'r str>,
}

#[derive(serde::Serialize)]
struct JsonRecord<'r> {
    key: &'r str,
    fields: Fields<'r>,
    extras: Vec<JsonExtra<'r>>,
    source: JsonSource<'r>,
}

/// What was asked, by field; none of it is what was asked and not answered.
struct Fields<'r>(Vec<(&'static str, Vec<JsonText<'r>>)>);

#[derive(serde::Serialize)]
struct JsonText<'r> {
    text: &'r str,
    cell: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<ReadAs>,
}

#[derive(serde::Serialize)]
struct JsonExtra<'r> {
    header: &'r str,
    text: &'r str,
    cell: String,
}

#[derive(serde::Serialize)]
struct JsonSource<'r> {
    file: &'r str,
    sheet: &'r str,
    row: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<JsonSource<'r>>,
}

impl<'r> JsonSource<'r> {
    fn of(origin: &'r Origin, others: &'r [Origin]) -> JsonSource<'r> {
        let others = others.iter().map(|other| JsonSource::of(other, &[])).collect();
        JsonSource { file: &origin.file, sheet: &origin.sheet, row: origin.row, others }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, texts) in &self.0 {
            map.serialize_entry(field, texts)?;
        }
        map.end()
    }
}

/// Writes a register as JSON that reads back as it was. A field that a record's file did not ask for is absent; one
/// that was left blank has an empty list.
///
/// # Errors
/// [`CanonicalError::Json`] when `out` cannot be written to.
pub fn json(mut out: impl Write, view: &RegisterView<'_>) -> Result<(), CanonicalError> {
    let (register, profile, language) = (view.register, view.profile, view.lang.code());
    let activity: ReadAlone<Field> = |words, field, text| words.read_field(field, text).value;
    let dpia: ReadAlone<DpiaField> = |words, field, text| words.read_dpia_field(field, text).value;
    let labels = Labels {
        activities: Field::iter()
            .filter_map(|field| Some((field.into(), profile.activity_label(field, language)?)))
            .collect(),
        dpias: DpiaField::iter()
            .filter_map(|field| Some((field.into(), profile.dpia_label(field, language)?)))
            .collect(),
    };
    let activities =
        register.activities.iter().map(|one| record(&one.key, &one.record, profile, activity)).collect();
    let dpias = register.dpias.iter().map(|one| record(&one.key, &one.record, profile, dpia)).collect();
    let json = JsonRegister { schema: canonical_columns::SCHEMA, labels, activities, dpias };
    serde_json::to_writer_pretty(&mut out, &json)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn record<'r, F: Copy + Ord + Into<&'static str>>(
    key: &'r Text,
    record: &'r Record<F>,
    profile: &Profile,
    read: ReadAlone<F>,
) -> JsonRecord<'r> {
    let asked = record.asked.iter().copied().chain(record.entries.iter().map(|entry| entry.field));
    let asked: std::collections::BTreeSet<F> = asked.collect();
    let texts = |field: F| {
        record
            .entries_of(field)
            .map(|entry| JsonText {
                text: &entry.written,
                cell: entry.place.to_string(),
                read_as: read_as(profile, read, entry),
            })
            .collect::<Vec<_>>()
    };
    JsonRecord {
        key,
        fields: Fields(asked.into_iter().map(|field| (field.into(), texts(field))).collect()),
        extras: record
            .extras
            .iter()
            .map(|extra| JsonExtra {
                header: &extra.header,
                text: &extra.written,
                cell: extra.place.to_string(),
            })
            .collect(),
        source: JsonSource::of(&record.origin, &record.others),
    }
}
