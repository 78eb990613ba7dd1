//! The logic of the rules, one family per file. What each says and rests on stands in the registry.

mod authority;
mod categories;
mod legal;
mod parties;
mod protected;
mod purpose;
mod quality;
mod recipients;
mod retention;
mod security;
mod transfers;

use crate::art30::case::{Case, Hit};

/// What a rule finds in one record.
pub(super) type Logic = fn(&Case<'_>) -> Vec<Hit>;

/// The logic of every rule that reads one record at a time, by code.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Logic)> {
    [
        parties::RULES,
        purpose::RULES,
        categories::RULES,
        recipients::RULES,
        transfers::RULES,
        retention::RULES,
        security::RULES,
        protected::RULES,
        legal::RULES,
        authority::RULES,
        quality::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

pub(super) use quality::{DUPLICATE, OUTSIDE, duplicates, last_touched};
pub(super) use transfers::beyond_the_eea;
