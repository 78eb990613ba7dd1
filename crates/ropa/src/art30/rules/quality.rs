//! Whether the register can be relied on.

use crate::art30::case::{Case, Hit, is_hedged_no};
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::{
    ActivityStatus, DateValue, Entry, Field, Kind, Precision, ProcessingActivity, Register, Value,
};
use crate::text::fold::bare;
use crate::text::stems::stem;
use chrono::{Months, NaiveDate};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("Q-01", nobody_responsible),
    ("Q-02", |case| case.unanswered(Field::Unit).into_iter().collect()),
    ("Q-03", placeholder),
    ("Q-04", future_date),
    ("Q-05", ended_but_active),
    ("Q-06", not_touched_for_long),
    ("Q-07", review_overdue),
    ("Q-10", unknown_word),
];

/// The code of the rule that compares records with each other.
pub(in crate::art30) const DUPLICATE: &str = "Q-08";

/// The code of the rule on processes that the structure does not have; finding them takes the structure.
pub(in crate::art30) const OUTSIDE: &str = "Q-11";

fn nobody_responsible(case: &Case<'_>) -> Vec<Hit> {
    let fields = [Field::Responsible, Field::ResponsibleEmail];
    if fields.iter().any(|field| case.given(*field).is_some()) {
        return Vec::new();
    }
    fields.iter().find_map(|field| case.unanswered(*field)).into_iter().collect()
}

fn placeholder(case: &Case<'_>) -> Vec<Hit> {
    let entries = case.activity.entries.iter().filter(|entry| entry.value == Value::Blank);
    entries.map(Hit::at).collect()
}

fn future_date(case: &Case<'_>) -> Vec<Hit> {
    let fields = [Field::Created, Field::Registered, Field::Updated];
    let entries = fields.into_iter().flat_map(|field| case.activity.entries_of(field).collect::<Vec<_>>());
    let future = |value: &Value| matches!(value, Value::Date(date) if date.date > case.options.as_of);
    entries.filter(|entry| future(&entry.value)).map(Hit::at).collect()
}

fn ended_but_active(case: &Case<'_>) -> Vec<Hit> {
    if case.status() != Some(ActivityStatus::Active) {
        return Vec::new();
    }
    let entries = case.activity.entries_of(Field::Period);
    let over = |value: &Value| matches!(value, Value::Date(DateValue { until: Some(until), open: false, .. }) if *until < case.options.as_of);
    entries.filter(|entry| over(&entry.value)).map(Hit::at).collect()
}

/// The latest day that is known of a record; it counts, whichever column says it. A day yet to come tells of no change.
pub(in crate::art30) fn last_touched(
    activity: &ProcessingActivity,
    as_of: NaiveDate,
) -> Option<(&Entry<Field>, &DateValue)> {
    let fields = [Field::Updated, Field::Registered, Field::Created];
    let dated =
        fields.iter().flat_map(|field| activity.entries_of(*field)).filter_map(|entry| match &entry.value {
            Value::Date(date) => Some((entry, date)).filter(|(_, date)| date.date <= as_of),
            _ => None,
        });
    dated.max_by_key(|(_, date)| date.latest())
}

fn not_touched_for_long(case: &Case<'_>) -> Vec<Hit> {
    let limit = case.options.as_of.checked_sub_months(Months::new(case.options.stale_months));
    let latest = last_touched(case.activity, case.options.as_of);
    let old = latest.filter(|(_, date)| limit.is_some_and(|limit| date.latest() < limit));
    old.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn review_overdue(case: &Case<'_>) -> Vec<Hit> {
    let entries = case.activity.entries_of(Field::NextReview);
    let passed = |value: &Value| matches!(value, Value::Date(date) if date.precision <= Precision::Year && date.latest() < case.options.as_of);
    entries.filter(|entry| passed(&entry.value)).map(Hit::at).collect()
}

/// Words where the register has a vocabulary, and the word is not in it.
fn unknown_word(case: &Case<'_>) -> Vec<Hit> {
    // Which data and data subjects there are is free to say; only closed vocabularies have unknown words.
    let closed = [Field::Role, Field::LegalBasis, Field::Art9Basis, Field::Status];
    let mut hits = Vec::new();
    for entry in closed.iter().flat_map(|field| case.activity.entries_of(*field)) {
        let unknown = match &entry.value {
            // A basis in words, or the law that it rests on, is an answer that a person can read.
            Value::Items(items) => {
                items.iter().all(|item| item.term.is_none()) && !WORDS.law.occur_in(&entry.written)
            }
            Value::Text => true,
            _ => false,
        };
        hits.extend(unknown.then(|| Hit::at(entry)));
    }
    for entry in case.activity.entries.iter().filter(|entry| entry.field.kind() == Kind::YesNo) {
        hits.extend((entry.value == Value::Text).then(|| Hit::at(entry)));
    }
    let hedged = |entry: &&Entry<Field>| entry.field.kind() == Kind::YesNoOrItems && is_hedged_no(entry);
    hits.extend(case.activity.entries.iter().filter(hedged).map(Hit::at));
    hits
}

/// Records of one controller's unit whose names are the same but for inflection, case and punctuation: the index of
/// the later record, and the hit.
pub(in crate::art30) fn duplicates(register: &Register) -> Vec<(usize, Hit)> {
    let mut first: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, activity) in register.activities.iter().enumerate() {
        let Some(entry) = activity.answer(Field::Name).given() else { continue };
        let unit = activity.unit().map(|unit| bare(&unit).into_owned()).unwrap_or_default();
        let controller =
            activity.text(Field::Controller).map(|name| bare(name).into_owned()).unwrap_or_default();
        let name = bare(&entry.written);
        let name: Vec<Cow<'_, str>> = name.split(' ').map(stem).collect();
        let key = (controller, unit, name.join(" "));
        match first.get(&key) {
            Some(earlier) => {
                let name = register.activities[*earlier].label();
                found.push((index, Hit::at(entry).about(name)));
            }
            None => {
                first.insert(key, index);
            }
        }
    }
    found
}
