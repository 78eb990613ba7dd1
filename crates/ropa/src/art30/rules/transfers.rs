//! Transfers to third countries.

use crate::art30::case::{Case, Hit};
use crate::art30::countries::{countries_in, member_in};
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::{Entry, Field, Value};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-40", |case| case.unanswered(Field::ThirdCountry).into_iter().collect()),
    ("C-41", country_unnamed),
    ("C-42", not_adequate),
    ("C-43", no_entry_on_the_list),
    ("C-44", |case| match case.yes(Field::ThirdCountry) {
        Some((_, true)) if !only_in_the_eea(case) => {
            case.unanswered(Field::TransferSafeguard).into_iter().collect()
        }
        _ => Vec::new(),
    }),
    ("C-45", derogation_undocumented),
    ("C-47", derogation_untold),
    ("C-110", in_the_eea),
    ("C-111", limited_decision),
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

/// The cell that tells of a transfer to a country outside the EEA.
pub(in crate::art30) fn beyond_the_eea<'r>(case: &Case<'r>) -> Option<&'r Entry<Field>> {
    match case.yes(Field::ThirdCountry) {
        Some((entry, true)) if !only_in_the_eea(case) => Some(entry),
        _ => None,
    }
}

/// Whether every country that is named as a third country belongs to the EU or the EEA.
fn only_in_the_eea(case: &Case<'_>) -> bool {
    let mut members = false;
    for entry in case.activity.entries_of(Field::ThirdCountry) {
        if countries_in(&entry.written).next().is_some() || WORDS.beyond.occur_in(&entry.written) {
            return false;
        }
        members |= member_in(&entry.written).is_some();
    }
    members
}

fn in_the_eea(case: &Case<'_>) -> Vec<Hit> {
    let (Some((entry, true)), true) = (case.yes(Field::ThirdCountry), only_in_the_eea(case)) else {
        return Vec::new();
    };
    member_in(&entry.written).map(|member| Hit::at(entry).about(&member.name.sv)).into_iter().collect()
}

fn limited_decision(case: &Case<'_>) -> Vec<Hit> {
    let Some(safeguard) = by_adequacy(case) else { return Vec::new() };
    let named = case.activity.entries_of(Field::ThirdCountry);
    let only = !WORDS.clauses.occur_in(&safeguard.written);
    let countries = named.filter(|_| only).flat_map(|entry| countries_in(&entry.written));
    let adequate = countries.filter(|country| country.adequate(case.options.as_of));
    let limits = adequate.filter_map(|country| {
        let limits = &country.limits.as_ref()?.sv;
        let decision = country.decision.as_deref().unwrap_or_default();
        Some(format!("{limits} ({decision})"))
    });
    limits.map(|limits| Hit::at(safeguard).about(&limits)).take(1).collect()
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
