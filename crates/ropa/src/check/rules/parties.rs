//! Who answers for the processing.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::WORDS;
use crate::model::{Field, Value};

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
    let unnamed =
        |value: &Value| matches!(value, Value::YesNo(answer) if answer.yes && answer.detail.is_none());
    let entry = case.given(Field::JointController).filter(|entry| unnamed(&entry.value));
    // Another column may name it.
    let named = case.activity.entries_of(Field::JointController).count() > 1;
    entry.filter(|_| !named).map(Hit::at).into_iter().collect()
}
