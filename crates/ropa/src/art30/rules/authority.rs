//! What is not open to a public authority.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::{WORDS, is_all_of};
use crate::art30::rules::Logic;
use crate::model::{Art9Point, Field, LegalBasis, SubjectCategory, Term};
use crate::text::tokens::Tokens;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-71", |case| basis(case, LegalBasis::F)),
    ("C-72", |case| basis(case, LegalBasis::A)),
    ("C-74", contract_in_public_law),
    ("C-77", explicit_consent),
    ("C-46", derogation_not_open),
];

fn basis(case: &Case<'_>, wanted: LegalBasis) -> Vec<Hit> {
    let found = case.bases().find(|(_, _, basis)| *basis == wanted && case.options.authority);
    found.map(|(entry, written, _)| Hit::at(entry).about(written)).into_iter().collect()
}

fn contract_in_public_law(case: &Case<'_>) -> Vec<Hit> {
    // Employment is a contract; with others an authority seldom has one.
    let employees = case
        .activity
        .items(Field::DataSubjects)
        .any(|(_, item)| matches!(item.term, Some(Term::Subject(SubjectCategory::Employees))));
    let texts = [Field::Name, Field::Purpose, Field::Description, Field::DataSubjects];
    if employees || case.says(&texts, &WORDS.contracts) {
        return Vec::new();
    }
    basis(case, LegalBasis::B)
}

fn explicit_consent(case: &Case<'_>) -> Vec<Hit> {
    let found = case.art9().find(|(_, point)| *point == Art9Point::A && case.options.authority);
    found.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn derogation_not_open(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::TransferSafeguard).filter(|_| case.options.authority);
    let not_open = |text: &str| {
        let cites = Tokens::of(text).words().any(|word| word == "49");
        cites && WORDS.derogations.occur_in(text) || is_all_of(&WORDS.derogations, text, 4)
    };
    entry.filter(|entry| not_open(&entry.written)).map(Hit::at).into_iter().collect()
}
