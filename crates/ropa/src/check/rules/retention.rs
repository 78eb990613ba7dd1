//! How long the data are kept.

use super::Logic;
use crate::check::case::{Case, Hit};
use crate::check::words::WORDS;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] =
    &[("C-50", |case| case.unanswered(Field::Retention).into_iter().collect()), ("C-52", no_limit)];

fn no_limit(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Retention);
    // A number beside the words is a limit after all, or a reference to one.
    let vague = |text: &str| WORDS.no_limits.occur_in(text) && !text.chars().any(|c| c.is_ascii_digit());
    entry.filter(|entry| vague(&entry.written)).map(Hit::at).into_iter().collect()
}
