//! Documents whose DPIA also stands in a list: one DPIA, not two.

use crate::draftit::label_key;
use crate::model::{Dpia, DpiaField, Entry, Extra, OriginIndex, Record, Register, Value};
use std::sync::Arc;

/// The row of a list that a document is the text of: it has the same id or case number, and no other
/// version.
pub(super) fn row_of(register: &Register, record: &Record<DpiaField>) -> Option<usize> {
    let fits = |dpia: &Dpia| {
        let same = |field| match (dpia.text(field), record.text(field)) {
            (Some(listed), Some(here)) => squeezed(listed) == squeezed(here),
            _ => false,
        };
        let other_version = match (dpia.text(DpiaField::Version), record.text(DpiaField::Version)) {
            (Some(listed), Some(here)) => numbers(listed) != numbers(here),
            _ => false,
        };
        !dpia.origin.is_document() && (same(DpiaField::Id) || same(DpiaField::CaseNumber)) && !other_version
    };
    let mut rows = register.dpias.iter().enumerate().filter(|(_, dpia)| fits(dpia)).map(|(row, _)| row);
    // Two rows that fit are not told apart by guessing.
    rows.next().filter(|_| rows.next().is_none())
}

/// Completes a row with what its document says; gives the fields of which the two say different things.
///
/// The row keeps its key and answers first, since lists are kept when documents are not.
pub(super) fn complete(dpia: &mut Dpia, record: Record<DpiaField>) -> Vec<&'static str> {
    const COMPARED: [DpiaField; 5] = [
        DpiaField::Status,
        DpiaField::Approved,
        DpiaField::Review,
        DpiaField::Controller,
        DpiaField::ResidualRisk,
    ];
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
    let differs = COMPARED.into_iter().filter(|field| {
        matches!((says(&dpia.record, *field), says(&record, *field)), (Some(listed), Some(here)) if listed != here)
    });
    let differs: Vec<&'static str> = differs.map(DpiaField::key).collect();

    dpia.record.others.push(record.origin);
    // Beyond so many files the places would be those of the row.
    let Some(origin) = OriginIndex::other(dpia.record.others.len() - 1) else { return differs };
    dpia.record.asked = Arc::new(dpia.record.asked.union(&record.asked).copied().collect());
    dpia.record.entries.extend(record.entries.into_iter().map(|entry| Entry { origin, ..entry }));
    dpia.record.extras.extend(record.extras.into_iter().map(|extra| Extra { origin, ..extra }));
    differs
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
