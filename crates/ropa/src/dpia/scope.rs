//! What an activity has that a DPIA linked to it does not name.
//!
//! Only kinds of which the DPIA names something are compared: what it does not say is not "does not cover".

use crate::linking::dpia_words::{WORDS, has_phrase};
use crate::linking::normalise::normalise;
use crate::model::{Dpia, DpiaField, Entry, Field, ProcessingActivity, Record, Term, Value};
use crate::source::Text;
use std::collections::BTreeSet;

/// The kinds that are compared, each with the fields of the register that it is about.
const KINDS: [(DpiaField, &[Field]); 5] = [
    (DpiaField::Systems, &[Field::Systems]),
    (DpiaField::Purposes, &[Field::Purpose]),
    (DpiaField::DataCategories, &[Field::DataCategories, Field::Sensitive, Field::Art10]),
    (DpiaField::DataSubjects, &[Field::DataSubjects]),
    (DpiaField::Processors, &[Field::Processors]),
];
/// More words than this are a sentence and no name.
const WORDS_IN_NAME: usize = 6;

/// A thing that a record names.
struct Named {
    written: Text,
    plain: String,
    term: Option<Term>,
}

/// What the activity has of each kind that the DPIA does not name. A scope that was written for the link and
/// that names something of a kind says what is covered of it, whatever the list says.
pub(crate) fn not_named(
    activity: &ProcessingActivity,
    dpia: &Dpia,
    scope: Option<&str>,
) -> Vec<(DpiaField, Vec<Text>)> {
    let scope = scope.map(normalise);
    let missing = |(kind, fields): (DpiaField, &[Field])| {
        let ours: Vec<Named> = fields.iter().flat_map(|field| named(activity, *field)).collect();
        let in_scope = |one: &&Named| scope.as_deref().is_some_and(|scope| has_phrase(scope, &one.plain));
        let scoped = ours.iter().any(|one| in_scope(&one));
        let theirs: Vec<Named> = named(dpia, kind).collect();
        if !scoped && (theirs.is_empty() || goes_on(dpia, kind)) {
            return None;
        }
        let covered = |one: &&Named| match scoped {
            true => in_scope(one),
            false => theirs.iter().any(|other| same(kind, one, other)),
        };
        let mut seen = BTreeSet::new();
        let missing: Vec<Text> = ours
            .iter()
            .filter(|one| !covered(one) && seen.insert(&one.plain))
            .map(|one| one.written.clone())
            .collect();
        (!missing.is_empty()).then_some((kind, missing))
    };
    KINDS.into_iter().filter_map(missing).collect()
}

/// Whether the DPIA names systems, and none of those that the activity uses.
pub(crate) fn names_other_systems(activity: &ProcessingActivity, dpia: &Dpia) -> bool {
    let ours: Vec<Named> = named(activity, Field::Systems).collect();
    let theirs: Vec<Named> = named(dpia, DpiaField::Systems).collect();
    let same = |one: &Named| theirs.iter().any(|other| same(DpiaField::Systems, one, other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(same)
}

/// Whether the list says of itself that it goes on: "Linnea m.fl.".
fn goes_on(dpia: &Dpia, kind: DpiaField) -> bool {
    dpia.entries_of(kind).any(|entry| WORDS.goes_on(&normalise(&entry.written)))
}

/// What a field names: the terms of its vocabulary, or the parts of its text.
fn named<F: Copy + Ord + 'static>(record: &Record<F>, field: F) -> impl Iterator<Item = Named> {
    record.entries_of(field).flat_map(|entry| match &entry.value {
        // What no vocabulary knows may be a remark; only what is known is compared.
        Value::Items(items) => items
            .iter()
            .filter(|item| item.term.is_some())
            .map(|item| Named {
                written: item.written.clone(),
                plain: normalise(&item.written),
                term: item.term,
            })
            .collect(),
        Value::Text => parts(entry),
        _ => Vec::new(),
    })
}

fn parts<F>(entry: &Entry<F>) -> Vec<Named> {
    let separator = |c: char| matches!(c, ';' | ',' | '\n' | '|' | '/' | '•');
    let parts = entry.written.split(separator).map(|part| part.trim().trim_start_matches(['-', '–']).trim());
    parts
        .filter(|part| part.chars().any(char::is_alphabetic) && !WORDS.is_no_name(&normalise(part)))
        .map(|part| Named { written: part.into(), plain: normalise(part), term: None })
        .collect()
}

/// Whether two names may well mean the same: what is doubtful counts as the same, since a false alarm costs
/// trust in the right ones.
fn same(kind: DpiaField, one: &Named, other: &Named) -> bool {
    if let (Some(a), Some(b)) = (one.term, other.term) {
        return a == b || WORDS.covers(b.code(), a.code()) || has_phrase(&other.plain, &one.plain);
    }
    let alike = has_phrase(&one.plain, &other.plain) || has_phrase(&other.plain, &one.plain);
    match kind {
        DpiaField::Purposes => alike || stems(&one.plain).any(|stem| stems(&other.plain).any(|s| s == stem)),
        _ => {
            let long = one.plain.split_whitespace().count() > WORDS_IN_NAME;
            alike || long || tellings(&one.plain).any(|a| tellings(&other.plain).any(|b| begins(a, b)))
        }
    }
}

/// Whether two telling words are one, or one begins the other: "Tieto" and "TietoEvry".
fn begins(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one == other || short.chars().count() >= 5 && long.starts_with(short)
}

/// The words of a name that tell it from others.
fn tellings(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !WORDS.name_fillers.iter().any(|filler| filler == word))
}

/// The beginnings of the words that tell what a purpose is.
fn stems(text: &str) -> impl Iterator<Item = &str> {
    tellings(text).map(|word| word.char_indices().nth(5).map_or(word, |(end, _)| &word[..end]))
}
