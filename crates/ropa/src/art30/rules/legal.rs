//! On what ground the data are processed.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::WORDS;
use crate::art30::repealed::named_in;
use crate::art30::rules::Logic;
use crate::model::{Art9Point, Field, LegalBasis, Value};
use crate::text::tokens::Tokens;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-70", |case| case.unanswered(Field::LegalBasis).into_iter().collect()),
    ("C-73", no_provision),
    ("C-75", no_exception),
    ("C-76", no_provision_for_the_exception),
    ("C-78", exception_without_special_data),
    ("C-79", no_such_point),
    ("C-80", offences_without_authority),
    ("C-81", number_without_reason),
    ("C-99", information_untold),
    ("C-112", repealed_act),
    ("Q-09", special_data_and_a_no),
];

/// Whether none of the fields that could name a provision does, and at least one asks.
fn unnamed(case: &Case<'_>, fields: &[Field]) -> bool {
    fields.iter().any(|field| case.asked(*field)) && fields.iter().all(|field| case.given(*field).is_none())
}

fn no_provision(case: &Case<'_>) -> Vec<Hit> {
    let needs = case.bases().find(|(_, _, basis)| matches!(basis, LegalBasis::C | LegalBasis::E));
    let needs = needs
        .filter(|_| unnamed(case, &[Field::LegalReference]) && !case.says(&[Field::LegalBasis], &WORDS.law));
    let at = |value: &str| case.unanswered(Field::LegalReference).map(|hit| hit.about(value));
    needs.and_then(|(_, written, _)| at(written)).into_iter().collect()
}

/// A repealed act, at the first field that names it.
fn repealed_act(case: &Case<'_>) -> Vec<Hit> {
    let fields = [Field::LegalReference, Field::LegalBasis, Field::Art9Reference, Field::Retention];
    let entries = fields.into_iter().flat_map(|field| case.activity.entries_of(field));
    let found = entries.filter_map(|entry| Some((entry, named_in(&entry.written, case.options.as_of)?)));
    found.map(|(entry, act)| Hit::at(entry).about(&act.replaced_by.sv)).take(1).collect()
}

/// Whether the question of special categories is answered with no.
fn says_no(case: &Case<'_>) -> bool {
    case.yes(Field::Sensitive).is_some_and(|(_, yes)| !yes)
}

fn no_exception(case: &Case<'_>) -> Vec<Hit> {
    let yes =
        case.yes(Field::Sensitive).filter(|(_, yes)| *yes).map(|(entry, _)| entry.written.trim().to_string());
    let listed = case.special().map(|(_, written)| written.to_string()).next();
    // Where the answer is no and a category says otherwise, the contradiction is told instead.
    let Some(what) = yes.or_else(|| listed.filter(|_| !says_no(case))) else { return Vec::new() };
    case.unanswered(Field::Art9Basis).map(|hit| hit.about(&what)).into_iter().collect()
}

fn no_provision_for_the_exception(case: &Case<'_>) -> Vec<Hit> {
    use Art9Point::{B, G, H, I, J};
    let needs = case.art9().find(|(_, point)| matches!(point, B | G | H | I | J));
    let fields = [Field::Art9Reference, Field::LegalReference];
    let silent = unnamed(case, &fields) && !case.says(&[Field::Art9Basis, Field::LegalBasis], &WORDS.law);
    needs.filter(|_| silent).map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn exception_without_special_data(case: &Case<'_>) -> Vec<Hit> {
    let found = case.art9().next().filter(|_| says_no(case) && case.special().next().is_none());
    found.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn special_data_and_a_no(case: &Case<'_>) -> Vec<Hit> {
    let Some((no, _)) = case.yes(Field::Sensitive).filter(|(_, yes)| !yes) else { return Vec::new() };
    let listed = case.special().find(|(entry, _)| entry.field == Field::DataCategories);
    listed.map(|(_, written)| Hit::at(no).about(written)).into_iter().collect()
}

/// The points that Art. 6(1) and Art. 9(2) have.
const POINTS: [(Field, &str, &str, std::ops::RangeInclusive<char>); 2] =
    [(Field::LegalBasis, "6", "1", 'a'..='f'), (Field::Art9Basis, "9", "2", 'a'..='j')];

fn no_such_point(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (field, article, paragraph, points) in POINTS {
        for entry in case.activity.entries_of(field) {
            let tokens = Tokens::of(&entry.written);
            let words: Vec<&str> = tokens.words().collect();
            let outside = words.windows(3).any(|run| {
                let mut letters = run[2].chars();
                run[0] == article
                    && run[1] == paragraph
                    && matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_ascii_lowercase() && !points.contains(&letter))
            });
            hits.extend(outside.then(|| Hit::at(entry)));
        }
    }
    hits
}

fn offences_without_authority(case: &Case<'_>) -> Vec<Hit> {
    let yes = case.yes(Field::Art10).filter(|(_, yes)| *yes && !case.options.authority);
    yes.filter(|_| unnamed(case, &[Field::LegalReference]))
        .map(|(entry, _)| Hit::at(entry))
        .into_iter()
        .collect()
}

fn number_without_reason(case: &Case<'_>) -> Vec<Hit> {
    let plain =
        |value: &Value| matches!(value, Value::YesNo(answer) if answer.yes && answer.detail.is_none());
    let entries: Vec<_> = case.activity.entries_of(Field::NationalId).collect();
    match entries.as_slice() {
        [entry] if plain(&entry.value) && !WORDS.reasons.occur_in(&entry.written) => vec![Hit::at(entry)],
        _ => Vec::new(),
    }
}

fn information_untold(case: &Case<'_>) -> Vec<Hit> {
    let elsewhere = case.given(Field::Source).filter(|entry| !WORDS.from_the_person.occur_in(&entry.written));
    let at = |entry: &crate::model::Entry<Field>| {
        case.unanswered(Field::Information).map(|hit| hit.about(entry.written.trim()))
    };
    elsewhere.and_then(at).into_iter().collect()
}
