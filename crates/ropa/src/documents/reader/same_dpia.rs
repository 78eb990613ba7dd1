//! Documents whose DPIA also stands in a list, or in another document: one DPIA, not two.

use crate::import::label_key;
use crate::model::{Dpia, DpiaField, Entry, Extra, OriginIndex, Record, Register, Value};
use crate::text::codes::code_key;
use crate::text::fold::{fold, tidy};
use std::sync::Arc;

/// The row of a list that a document is the text of: it has the same id or case number, and no other
/// version. One that is written alike goes before one that only has the same numbers, `KB-1` before `KB-01`.
pub(super) fn row_of(register: &Register, record: &Record<DpiaField>) -> Option<usize> {
    match rows_of(register, record, written)[..] {
        [] => only(&rows_of(register, record, code_key)),
        ref rows => only(rows),
    }
}

/// Two rows that fit are not told apart by guessing.
fn only(rows: &[usize]) -> Option<usize> {
    rows.first().copied().filter(|_| rows.len() == 1)
}

fn rows_of(register: &Register, record: &Record<DpiaField>, key: fn(&str) -> String) -> Vec<usize> {
    let fits = |dpia: &Dpia| {
        let same = |field| match (dpia.text(field), record.text(field)) {
            (Some(listed), Some(here)) => key(listed) == key(here),
            _ => false,
        };
        let other_version = match (dpia.text(DpiaField::Version), record.text(DpiaField::Version)) {
            (Some(listed), Some(here)) => numbers(listed) != numbers(here),
            _ => false,
        };
        !dpia.origin.is_document() && (same(DpiaField::Id) || same(DpiaField::CaseNumber)) && !other_version
    };
    let rows = register.dpias.iter().enumerate();
    rows.filter(|(_, dpia)| fits(dpia)).map(|(row, _)| row).collect()
}

/// Whether two documents are copies of one, as a text and what was printed of it: another format, the same id or
/// case number, version and title, and nothing that the two say differently. Otherwise they are two, and a reference
/// to them is for a person to settle.
pub(super) fn is_copy(one: &Record<DpiaField>, other: &Record<DpiaField>) -> bool {
    let both = |field, key: fn(&str) -> String| {
        let said = |record: &Record<DpiaField>| record.text(field).map(key);
        said(one).is_some() && said(one) == said(other)
    };
    let version = |record: &Record<DpiaField>| record.text(DpiaField::Version).map(numbers);
    (both(DpiaField::Id, code_key) || both(DpiaField::CaseNumber, code_key))
        && both(DpiaField::Title, squeezed)
        && version(one) == version(other)
        && differing(one, other, one.asked.iter().copied()).is_empty()
}

/// What decides the worth of a DPIA.
const COMPARED: [DpiaField; 5] = [
    DpiaField::Status,
    DpiaField::Approved,
    DpiaField::Review,
    DpiaField::Controller,
    DpiaField::ResidualRisk,
];

/// The fields, among those that decide what it is worth and those that are no free text, of which two records of one
/// DPIA say different things.
fn differing(
    one: &Record<DpiaField>,
    other: &Record<DpiaField>,
    fields: impl Iterator<Item = DpiaField>,
) -> Vec<DpiaField> {
    let says = |record: &Record<DpiaField>, field| {
        record.answer(field).given().map(|entry| match &entry.value {
            Value::Date(date) => date.date.to_string(),
            Value::Items(items) => items
                .first()
                .and_then(|item| Some(item.term?.code().to_string()))
                .unwrap_or_else(|| squeezed(&entry.written)),
            _ => squeezed(&entry.written),
        })
    };
    let differs = |field: &DpiaField| match (says(one, *field), says(other, *field)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    // Lines break where the page does, so that free text is never quite the same.
    let free = |field: &DpiaField| {
        let text = |record: &Record<DpiaField>| {
            record.answer(*field).given().is_some_and(|entry| entry.value == Value::Text)
        };
        !COMPARED.contains(field) && text(one) && text(other)
    };
    fields.filter(|field| !free(field)).filter(differs).collect()
}

/// Completes a record with what another document says of the same DPIA; gives the fields of which the two say
/// different things.
///
/// A row of a list keeps its key and answers first, since lists are kept when documents are not.
pub(super) fn complete(record: &mut Record<DpiaField>, other: Record<DpiaField>) -> Vec<DpiaField> {
    let differs = differing(record, &other, COMPARED.into_iter());
    record.others.push(other.origin);
    // Beyond so many files the places would be those of the row.
    let Some(origin) = OriginIndex::other(record.others.len() - 1) else { return differs };
    record.asked = Arc::new(record.asked.union(&other.asked).copied().collect());
    record.entries.extend(other.entries.into_iter().map(|entry| Entry { origin, ..entry }));
    record.extras.extend(other.extras.into_iter().map(|extra| Extra { origin, ..extra }));
    differs
}

/// A text as it is written, but for case and blanks.
fn written(text: &str) -> String {
    fold(&tidy(text)).trim().to_string()
}

/// A text by its letters and digits.
fn squeezed(text: &str) -> String {
    label_key(text).split_whitespace().collect()
}

fn numbers(version: &str) -> Vec<u64> {
    let mut numbers: Vec<u64> =
        version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    // 2 is 2.0.
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    numbers
}
