//! On what ground the data are processed.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::WORDS;
use crate::model::{Art9Point, Field, LegalBasis};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-70", |case| case.unanswered(Field::LegalBasis).into_iter().collect()),
    ("C-71", |case| basis_of_an_authority(case, LegalBasis::F)),
    ("C-72", |case| basis_of_an_authority(case, LegalBasis::A)),
    ("C-73", no_provision),
    ("C-75", no_exception),
    ("C-76", no_provision_for_the_exception),
    ("C-77", explicit_consent),
    ("C-78", exception_without_special_data),
    ("Q-09", special_data_and_a_no),
];

fn basis_of_an_authority(case: &Case<'_>, wanted: LegalBasis) -> Vec<Hit> {
    let found = case.bases().find(|(_, basis)| *basis == wanted && case.options.authority);
    found.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

/// Whether none of the fields that could name a provision does, and at least one asks.
fn unnamed(case: &Case<'_>, fields: &[Field]) -> bool {
    fields.iter().any(|field| case.asked(*field)) && fields.iter().all(|field| case.given(*field).is_none())
}

fn no_provision(case: &Case<'_>) -> Vec<Hit> {
    let needs = case.bases().find(|(_, basis)| matches!(basis, LegalBasis::C | LegalBasis::E));
    let needs = needs
        .filter(|_| unnamed(case, &[Field::LegalReference]) && !case.says(&[Field::LegalBasis], &WORDS.law));
    let at = |value: &str| case.unanswered(Field::LegalReference).map(|hit| hit.about(value));
    needs.and_then(|(entry, _)| at(entry.written.trim())).into_iter().collect()
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

fn explicit_consent(case: &Case<'_>) -> Vec<Hit> {
    let found = case.art9().find(|(_, point)| *point == Art9Point::A && case.options.authority);
    found.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
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
