//! Transfers to third countries.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::{WORDS, folded};
use crate::model::{Field, Value};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-40", |case| case.unanswered(Field::ThirdCountry).into_iter().collect()),
    ("C-41", country_unnamed),
    ("C-44", |case| match case.yes(Field::ThirdCountry) {
        Some((_, true)) => case.unanswered(Field::TransferSafeguard).into_iter().collect(),
        _ => Vec::new(),
    }),
    ("C-46", derogation_not_open),
];

fn country_unnamed(case: &Case<'_>) -> Vec<Hit> {
    let plain =
        |value: &Value| matches!(value, Value::YesNo(answer) if answer.yes && answer.detail.is_none());
    // Another column of the same question may name it.
    let entries: Vec<_> = case.activity.entries_of(Field::ThirdCountry).collect();
    match entries.as_slice() {
        [entry] if plain(&entry.value) => vec![Hit::at(entry)],
        _ => Vec::new(),
    }
}

fn derogation_not_open(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::TransferSafeguard).filter(|_| case.options.authority);
    let not_open = |text: &str| {
        let text = folded(text);
        text.split(' ').any(|word| word == "49") && WORDS.derogations.occur_in(&text)
            || WORDS.derogations.are_all_of(&text, 4)
    };
    entry.filter(|entry| not_open(&entry.written)).map(Hit::at).into_iter().collect()
}
