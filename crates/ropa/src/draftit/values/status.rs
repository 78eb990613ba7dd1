//! How far a record or a DPIA has come.

use super::boxes::Options;
use super::phrases::Table;
use super::tokens::Tokens;
use crate::draftit::words::Tables;
use crate::model::{DpiaStatus, Item, Term, Value};

/// Reads a status; `None` when the words are not known, contradict each other or carry conditions.
pub(crate) fn read(words: &Tables, table: &Table<Option<Term>>, text: &str) -> Option<Value> {
    let options = Options::of(text);
    let text = match options.as_ref().map(|options| &options.ticked[..]) {
        Some([option]) => option,
        Some([_, ..]) => return None,
        _ => text,
    };
    let tokens = Tokens::new(text);
    let first = table.find(&tokens, 0)?;
    let mut term = first.value?;
    let mut at = first.len;
    while at < tokens.len() {
        if let Some(found) = table.find(&tokens, at) {
            term = agree(term, found.value?)?;
            at += found.len;
        } else if let Some(denied) = denied(words, table, &tokens, at) {
            at += denied;
        } else if is_qualified(words, &tokens, at) {
            return None;
        } else {
            at += 1;
        }
    }
    // "☐ Godkänd": that the box is left empty says that it has not come so far.
    let waits = options.is_some_and(|options| options.ticked.is_empty());
    if waits && !matches!(term, Term::Dpia(DpiaStatus::NotStarted | DpiaStatus::Unfinished)) {
        return None;
    }
    Some(Value::Items([Item { written: text.into(), term: Some(term) }].into()))
}

/// Whether word `at` makes the status doubtful, or true only later.
fn is_qualified(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    [&words.negations, &words.reservations, &words.conditions]
        .iter()
        .any(|table| table.find(tokens, at).is_some())
}

/// "ej klar" after "pågående" says nothing new.
fn denied(words: &Tables, table: &Table<Option<Term>>, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let negation = words.negations.find(tokens, at)?;
    let found = table.find(tokens, at + negation.len)?;
    Some(negation.len + found.len)
}

/// Two states in one cell: of two steps on the way the earlier one; else they must be the same.
fn agree(a: Term, b: Term) -> Option<Term> {
    let on_the_way = |term| {
        matches!(term, Term::Dpia(DpiaStatus::NotStarted | DpiaStatus::Unfinished | DpiaStatus::Finished))
    };
    if a == b || on_the_way(a) && on_the_way(b) { Some(a.min(b)) } else { None }
}
