//! Transfers to third countries.

use crate::art30::case::{Case, Hit};
use crate::art30::countries::countries_in;
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::{Entry, Field, Value};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-40", |case| case.unanswered(Field::ThirdCountry).into_iter().collect()),
    ("C-41", country_unnamed),
    ("C-42", not_adequate),
    ("C-43", no_entry_on_the_list),
    ("C-44", |case| match case.yes(Field::ThirdCountry) {
        Some((_, true)) => case.unanswered(Field::TransferSafeguard).into_iter().collect(),
        _ => Vec::new(),
    }),
    ("C-45", derogation_undocumented),
    ("C-47", derogation_untold),
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

/// The safeguard, where it says that the transfer rests on a decision on adequacy.
fn by_adequacy<'r>(case: &Case<'r>) -> Option<&'r Entry<Field>> {
    case.given(Field::TransferSafeguard).filter(|entry| WORDS.adequacy.occur_in(&entry.written))
}

fn not_adequate(case: &Case<'_>) -> Vec<Hit> {
    let Some(safeguard) = by_adequacy(case) else { return Vec::new() };
    let named = case.activity.entries_of(Field::ThirdCountry);
    // Other grounds named beside it may carry the transfer to that country.
    let only = !WORDS.clauses.occur_in(&safeguard.written);
    let country = named
        .filter(|_| only)
        .flat_map(|entry| countries_in(&entry.written))
        .find(|country| !country.adequate(case.options.as_of));
    country.map(|country| Hit::at(safeguard).about(&country.name.sv)).into_iter().collect()
}

fn no_entry_on_the_list(case: &Case<'_>) -> Vec<Hit> {
    let Some(safeguard) = by_adequacy(case) else { return Vec::new() };
    let fields = [Field::ThirdCountry, Field::TransferSafeguard];
    let usa = fields
        .iter()
        .flat_map(|field| case.activity.entries_of(*field))
        .any(|entry| countries_in(&entry.written).any(|country| country.code == "US"));
    let told = case.says(&fields, &WORDS.framework);
    (usa && !told).then(|| Hit::at(safeguard)).into_iter().collect()
}

/// The safeguard, where it is the last resort of Art. 49(1), second subparagraph.
fn last_resort<'r>(case: &Case<'r>) -> Option<&'r Entry<Field>> {
    case.given(Field::TransferSafeguard).filter(|entry| WORDS.last_resort.occur_in(&entry.written))
}

fn derogation_undocumented(case: &Case<'_>) -> Vec<Hit> {
    let silent = last_resort(case).filter(|entry| !WORDS.documented.occur_in(&entry.written));
    silent.map(Hit::at).into_iter().collect()
}

fn derogation_untold(case: &Case<'_>) -> Vec<Hit> {
    let silent = last_resort(case).filter(|entry| !WORDS.informed.occur_in(&entry.written));
    silent.map(Hit::at).into_iter().collect()
}
