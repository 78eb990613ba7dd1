//! Who answers for the processing.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::{WORDS, is_all_of};
use crate::art30::rules::Logic;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-01", |case| case.unanswered(Field::Controller).into_iter().collect()),
    ("C-02", not_a_board),
    ("C-03", |case| match case.options.authority {
        true => case.unanswered(Field::Dpo).into_iter().collect(),
        false => Vec::new(),
    }),
    ("C-04", joint_controller_unnamed),
];

fn not_a_board(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Controller).filter(|_| case.options.authority);
    let wrong = |text: &str| WORDS.not_boards.occur_in(text) && !WORDS.boards.occur_in(text);
    entry.filter(|entry| wrong(&entry.written)).map(Hit::at).into_iter().collect()
}

fn joint_controller_unnamed(case: &Case<'_>) -> Vec<Hit> {
    // Another column may name it.
    let entries: Vec<_> = case.activity.entries_of(Field::JointController).collect();
    match entries.as_slice() {
        [entry] if is_all_of(&WORDS.yes, &entry.written, 2) => vec![Hit::at(entry)],
        _ => Vec::new(),
    }
}
