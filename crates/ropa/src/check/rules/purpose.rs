//! What the processing is for.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::WORDS;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] =
    &[("C-10", |case| case.unanswered(Field::Purpose).into_iter().collect()), ("C-11", too_general)];

fn too_general(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Purpose);
    let general = |text: &str| WORDS.generic_purposes.are_all_of(text, 4);
    entry.filter(|entry| general(&entry.written)).map(Hit::at).into_iter().collect()
}
