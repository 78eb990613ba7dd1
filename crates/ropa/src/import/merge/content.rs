//! What a record answers, made comparable: two cells that say the same are the same.

use crate::import::header::key;
use crate::import::merge::report::Question;
use crate::model::{AnyField, DateValue, Entry, Record, Value};
use crate::text::{fold, fold::tidy};
use std::collections::BTreeMap;

/// A record's answers by question; a question without an answer is not there.
pub(super) type Content<F> = BTreeMap<Asked<F>, String>;

/// A question: a field, or a column by the key of its header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asked<F> {
    Field(F),
    Column(String),
}

/// What a record answers. A placeholder is no answer; "vet ej" is one.
pub(super) fn content<F: Copy + Ord>(record: &Record<F>) -> Content<F> {
    let mut content: BTreeMap<Asked<F>, Vec<String>> = BTreeMap::new();
    for entry in record.entries.iter().filter(|entry| is_answer(entry)) {
        content.entry(Asked::Field(entry.field)).or_default().push(said(entry));
    }
    for extra in &record.extras {
        content.entry(Asked::Column(key(&extra.header))).or_default().push(tidy(&extra.written).into_owned());
    }
    content
        .into_iter()
        .map(|(asked, mut said)| {
            // In whichever order the columns stand, and however often they say it.
            said.sort_unstable();
            said.dedup();
            (asked, said.join("\u{1}"))
        })
        .collect()
}

pub(super) fn is_answer<F>(entry: &Entry<F>) -> bool {
    entry.value != Value::Blank
}

/// What an entry says, whichever words it uses where these do not matter.
fn said<F>(entry: &Entry<F>) -> String {
    match &entry.value {
        Value::Blank | Value::Text => tidy(&entry.written).into_owned(),
        Value::Unknown => "unknown".to_owned(),
        Value::NotApplicable => "not applicable".to_owned(),
        Value::YesNo(answer) => {
            let word = answer.word.as_deref().unwrap_or_default();
            let detail = answer.detail.as_deref().unwrap_or_default();
            format!("{} {} {}", answer.yes, fold(word), fold(detail))
        }
        Value::Items(items) => {
            let mut items: Vec<_> = items.iter().map(|item| fold(&item.written)).collect();
            items.sort_unstable();
            items.dedup();
            items.join("\u{2}")
        }
        Value::Date(DateValue { date, precision, until, open }) => {
            format!("{date} {precision:?} {until:?} {open}")
        }
        Value::Count(count) => format!("{count:?}"),
    }
}

/// The question for a report.
pub(super) fn question<F: Copy + Into<AnyField> + Ord>(asked: &Asked<F>, record: &Record<F>) -> Question {
    match asked {
        Asked::Field(field) => Question::Field((*field).into()),
        Asked::Column(column) => {
            let header = record.extras.iter().find(|extra| key(&extra.header) == *column);
            Question::Column(header.map_or_else(|| column.as_str().into(), |extra| extra.header.clone()))
        }
    }
}
