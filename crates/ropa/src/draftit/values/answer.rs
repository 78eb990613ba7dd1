//! Answers that hold no value: nothing filled in, not known, not applicable.

use super::phrases::{Found, Table};
use super::tokens::Tokens;
use crate::draftit::words::{Lead, Tables};
use crate::model::Kind;

/// Marks of a box that is ticked, and of one that is not.
const TICKED: [char; 9] = ['☑', '☒', '✓', '✔', '✅', '🗹', '🗸', '✗', '✘'];
const UNTICKED: [char; 5] = ['☐', '⬜', '□', '▢', '◻'];

/// What a text without any word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    Tick,
    Question,
    Nothing,
}

pub(crate) fn symbol(text: &str) -> Symbol {
    if text.contains(UNTICKED) {
        Symbol::Nothing
    } else if text.contains(TICKED) {
        Symbol::Tick
    } else if text.contains('?') {
        Symbol::Question
    } else {
        Symbol::Nothing
    }
}

/// The ticked one of several boxes, where exactly one is: "☒ Ja" of "☒ Ja ☐ Nej".
///
/// `None` when there are no boxes to choose between.
pub(crate) fn ticked(text: &str) -> Option<Ticked<'_>> {
    let text_has = |set: &[char]| text.contains(set);
    if !text_has(&UNTICKED) {
        return None;
    }
    let mut chosen = Vec::new();
    let mut starts: Vec<usize> = text.match_indices(is_box).map(|(at, _)| at).collect();
    starts.push(text.len());
    for pair in starts.windows(2) {
        let option = &text[pair[0]..pair[1]];
        if option.starts_with(TICKED) {
            chosen.push(option.trim_start_matches(is_box).trim());
        }
    }
    Some(match chosen.as_slice() {
        [] => Ticked::None,
        [one] => Ticked::One(one),
        _ => Ticked::Several,
    })
}

fn is_box(c: char) -> bool {
    TICKED.contains(&c) || UNTICKED.contains(&c)
}

/// Which of several boxes is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ticked<'t> {
    None,
    One(&'t str),
    Several,
}

/// Whether the text is only what a form leaves for someone to fill in.
///
/// In a status "inväntar" says how far it has come; elsewhere it says that nothing is there yet.
pub(crate) fn is_placeholder(words: &Tables, text: &str, tokens: &Tokens<'_>, kind: Kind) -> bool {
    let awaited = kind != Kind::Status && words.blank_starts.find(tokens, 0).is_some();
    let unticked = kind != Kind::Status && text.starts_with(UNTICKED) && ticked(text) == Some(Ticked::None);
    let answers = lead(words, None, tokens, 0).is_some_and(|(found, _)| found.len == tokens.len());
    awaited
        || unticked
        || covered(&words.blank, words, tokens)
        || only_brackets(text) && !answers && tokens.word(0) != "x"
}

/// Whether nothing stands outside square brackets: "[fyll i]", "[DSO fyller i] – [datum]".
fn only_brackets(text: &str) -> bool {
    let mut depth = 0_u32;
    let mut seen = false;
    for c in text.chars() {
        match c {
            '[' => {
                depth += 1;
                seen = true;
            }
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_alphanumeric() => return false,
            _ => {}
        }
    }
    seen
}

/// Whether every word belongs to a phrase of the table, "och" between them aside.
fn covered<T: Copy>(table: &Table<T>, words: &Tables, tokens: &Tokens<'_>) -> bool {
    let mut at = 0;
    let mut any = false;
    while at < tokens.len() {
        if let Some(found) = table.find(tokens, at) {
            at += found.len;
            any = true;
        } else if any && words.and.find(tokens, at).is_some() {
            at += 1;
        } else {
            return false;
        }
    }
    any
}

/// Whether every word of the text belongs to an answer of the given kind.
pub(crate) fn is_wholly(words: &Tables, tokens: &Tokens<'_>, lead: Lead) -> bool {
    let mut at = 0;
    while at < tokens.len() {
        match words.leads.find(tokens, at) {
            Some(found) if found.value == lead => at += found.len,
            _ if at > 0 && words.and.find(tokens, at).is_some() => at += 1,
            _ => return false,
        }
    }
    at > 0
}

/// The answer that stands at word `at`, in the words of any question or in this question's `own`, and
/// whether it is in its own.
pub(crate) fn lead(
    words: &Tables,
    own: Option<&Table<Lead>>,
    tokens: &Tokens<'_>,
    at: usize,
) -> Option<(Found<Lead>, bool)> {
    let general = words.leads.find(tokens, at);
    let own = own.and_then(|table| table.find(tokens, at));
    match (general, own) {
        (Some(general), Some(own)) if general.beats(&own) => Some((general, false)),
        (_, Some(own)) => Some((own, true)),
        (general, None) => general.map(|found| (found, false)),
    }
}
