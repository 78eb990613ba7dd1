//! Whose data, and which.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::{DataCategory, Field};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-20", |case| case.unanswered(Field::DataSubjects).into_iter().collect()),
    ("C-21", |case| case.unanswered(Field::DataCategories).into_iter().collect()),
    ("C-22", |case| case.unanswered(Field::Sensitive).into_iter().collect()),
    ("C-24", |case| case.unanswered(Field::Art10).into_iter().collect()),
    ("C-23", free_text_and_a_no),
    ("C-82", national_id_as_special),
];

fn national_id_as_special(case: &Case<'_>) -> Vec<Hit> {
    let listed = case.data(Field::Sensitive).find(|(_, written, category)| {
        *category == DataCategory::NationalId || WORDS.national_id.occur_in(written)
    });
    listed.map(|(entry, written, _)| Hit::at(entry).about(written)).into_iter().collect()
}

fn free_text_and_a_no(case: &Case<'_>) -> Vec<Hit> {
    let no = case.yes(Field::Sensitive).filter(|(_, yes)| !yes);
    let free = case.says(&[Field::DataCategories, Field::Description, Field::Notes], &WORDS.free_text);
    // Where a special category is listed, that contradiction is told instead.
    no.filter(|_| free && case.special().next().is_none())
        .map(|(entry, _)| Hit::at(entry))
        .into_iter()
        .collect()
}
