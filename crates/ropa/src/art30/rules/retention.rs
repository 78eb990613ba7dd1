//! How long the data are kept.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::Field;
use crate::text::tokens::Tokens;

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
        let tokens = Tokens::of(&entry.written);
        let number = tokens.word(0).bytes().all(|byte| byte.is_ascii_digit());
        tokens.len() == 2 && number && WORDS.times.occurs(&tokens, 1..2)
    });
    let special = case.special().next().is_some();
    let others = case.activity.items(Field::DataCategories).count();
    entry.filter(|_| special && others > 1).map(Hit::at).into_iter().collect()
}

fn erases(text: &str) -> bool {
    WORDS.erases.occur_in(text)
}

/// How many words may stand between what is done and for how long, the time counted.
const REACH: usize = 3;

/// Whether something is kept for good: "bevaras fem år" is a limit.
fn keeps(text: &str) -> bool {
    let tokens = Tokens::of(text);
    let limited = |from: usize| WORDS.times.occurs(&tokens, from..(from + REACH).min(tokens.len()));
    WORDS.keeps.all(&tokens).iter().any(|kept| !limited(kept.words().end))
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
