//! Whose data, and which.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::WORDS;
use crate::model::{DataCategory, Field};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-20", |case| case.unanswered(Field::DataSubjects).into_iter().collect()),
    ("C-21", |case| case.unanswered(Field::DataCategories).into_iter().collect()),
    ("C-22", |case| case.unanswered(Field::Sensitive).into_iter().collect()),
    ("C-24", |case| case.unanswered(Field::Art10).into_iter().collect()),
    ("C-82", national_id_as_special),
];

fn national_id_as_special(case: &Case<'_>) -> Vec<Hit> {
    let listed = case.data(Field::Sensitive).find(|(_, written, category)| {
        *category == DataCategory::NationalId || WORDS.national_id.occur_in(written)
    });
    listed.map(|(entry, written, _)| Hit::at(entry).about(written)).into_iter().collect()
}
