//! How long the data are kept.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::{WORDS, folded};
use crate::art30::rules::Logic;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-50", |case| case.unanswered(Field::Retention).into_iter().collect()),
    ("C-51", one_limit_for_all),
    ("C-52", no_limit),
    ("C-53", |case| unsupported(case, |text| erases(text) && !keeps(text))),
    ("C-54", |case| unsupported(case, keeps)),
];

/// Nothing but a length of time, where the categories of data are so unlike that one would expect several.
fn one_limit_for_all(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Retention).filter(|entry| {
        let text = folded(&entry.written);
        let words: Vec<&str> = text.split(' ').collect();
        matches!(words.as_slice(), [number, unit] if number.chars().all(|c| c.is_ascii_digit()) && WORDS.times.occur_in(unit))
    });
    let special = case.special().next().is_some();
    let others = case.activity.items(Field::DataCategories).count();
    entry.filter(|_| special && others > 1).map(Hit::at).into_iter().collect()
}

fn erases(text: &str) -> bool {
    WORDS.erases.occur_in(text)
}

/// Whether something is kept for good: "bevaras fem år" is a limit.
fn keeps(text: &str) -> bool {
    let text = folded(text);
    let words: Vec<&str> = text.split(' ').collect();
    let limited = |after: &[&str]| after.iter().take(3).any(|word| WORDS.times.occur_in(word));
    (0..words.len()).any(|at| WORDS.keeps.occur_in(words[at]) && !limited(&words[at + 1..]))
}

/// Erased or kept, without the plan, decision or law that an authority needs for it.
fn unsupported(case: &Case<'_>, does: fn(&str) -> bool) -> Vec<Hit> {
    let entry = case.given(Field::Retention).filter(|_| case.options.authority);
    let fields = [Field::Retention, Field::Archiving];
    let supported = case.says(&fields, &WORDS.plans) || case.says(&fields, &WORDS.law);
    entry.filter(|entry| does(&entry.written) && !supported).map(Hit::at).into_iter().collect()
}

fn no_limit(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Retention);
    // A number beside the words is a limit after all, or a reference to one.
    let vague = |text: &str| WORDS.no_limits.occur_in(text) && !text.chars().any(|c| c.is_ascii_digit());
    entry.filter(|entry| vague(&entry.written)).map(Hit::at).into_iter().collect()
}
