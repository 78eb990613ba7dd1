//! A register as JSON, by the schema `schemas/register-1.json`.

use crate::export::ExportError;
use crate::model::{Record, Register, Text};
use crate::sheet::marks;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::Write;

/// The JSON Schema of what [`json`] writes.
pub const SCHEMA: &str = include_str!("../../../schemas/register-1.json");

#[derive(serde::Serialize)]
struct JsonRegister<'r> {
    schema: &'static str,
    activities: Vec<JsonRecord<'r>>,
    dpias: Vec<JsonRecord<'r>>,
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
/// [`ExportError::Json`] when `out` cannot be written to.
pub fn json(mut out: impl Write, register: &Register) -> Result<(), ExportError> {
    let activities = register.activities.iter().map(|one| record(&one.key, &one.record)).collect();
    let dpias = register.dpias.iter().map(|one| record(&one.key, &one.record)).collect();
    serde_json::to_writer_pretty(&mut out, &JsonRegister { schema: marks::SCHEMA, activities, dpias })?;
    out.write_all(b"\n")?;
    Ok(())
}

fn record<'r, F: Copy + Ord + Into<&'static str>>(key: &'r Text, record: &'r Record<F>) -> JsonRecord<'r> {
    let asked = record.asked.iter().copied().chain(record.entries.iter().map(|entry| entry.field));
    let asked: std::collections::BTreeSet<F> = asked.collect();
    let texts = |field: F| {
        record
            .entries_of(field)
            .map(|entry| JsonText { text: &entry.written, cell: entry.place.to_string() })
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
        source: JsonSource { file: &record.origin.file, sheet: &record.origin.sheet, row: record.origin.row },
    }
}
