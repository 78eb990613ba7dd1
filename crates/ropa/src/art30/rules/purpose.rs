//! What the processing is for.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::{WORDS, is_all_of};
use crate::art30::rules::Logic;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-10", |case| case.unanswered(Field::Purpose).into_iter().collect()),
    ("C-11", too_general),
    ("C-94", nothing_done),
];

/// A processor's record that says neither what is done nor what for.
fn nothing_done(case: &Case<'_>) -> Vec<Hit> {
    let fields = [Field::Description, Field::Purpose];
    if fields.iter().any(|field| case.given(*field).is_some()) {
        return Vec::new();
    }
    fields.iter().find_map(|field| case.unanswered(*field)).into_iter().collect()
}

fn too_general(case: &Case<'_>) -> Vec<Hit> {
    let entry = case.given(Field::Purpose);
    let general = |text: &str| is_all_of(&WORDS.generic_purposes, text, 4);
    entry.filter(|entry| general(&entry.written)).map(Hit::at).into_iter().collect()
}
