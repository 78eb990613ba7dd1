//! Answers that hold no value: nothing filled in, not known, not applicable.

use crate::import::value_words::{Lead, Tables};
use crate::import::values::boxes::Options;
use crate::import::values::table::Table;
use crate::model::Kind;
use crate::text::phrases::Found;
use crate::text::tokens::Tokens;

/// Whether the text offers options of which none is chosen. A status says how far something has come
/// also beside a box that waits to be ticked.
pub(crate) fn is_unticked(text: &str, kind: Kind) -> bool {
    kind != Kind::Status
        && Options::of(text).is_some_and(|options| match kind {
            Kind::Items | Kind::YesNoOrItems => options.chosen().next().is_none(),
            _ => options.begins_with_box && options.ticked.is_empty() && options.beside.is_empty(),
        })
}

/// Whether the text is only what a form leaves for someone to fill in. Text in brackets is such a thing only where
/// its words say so: in "[Skatteverket]" somebody has answered.
///
/// In a status "inväntar" says how far it has come; elsewhere it says that nothing is there yet.
pub(crate) fn is_placeholder(words: &Tables, text: &str, tokens: &Tokens<'_>, kind: Kind) -> bool {
    let awaited = kind != Kind::Status && words.blank_starts.find(tokens, 0).is_some();
    awaited
        || covered(&words.blank, words, tokens)
        || bracketed(text).is_some_and(|parts| parts.iter().all(|part| is_to_be_replaced(words, part)))
}

/// The texts between square brackets, where nothing stands outside them: "[DSO fyller i] – [datum]".
fn bracketed(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' => {
                depth += 1;
                if depth == 1 {
                    from = at + 1;
                }
            }
            ']' if depth == 1 => {
                depth = 0;
                parts.push(&text[from..at]);
            }
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_alphanumeric() => return None,
            _ => {}
        }
    }
    (!parts.is_empty() && depth == 0).then_some(parts)
}

/// Whether a text in brackets only waits to be replaced: "fyll i", "ange ändamål", nothing at all.
fn is_to_be_replaced(words: &Tables, part: &str) -> bool {
    let tokens = Tokens::runs(part);
    tokens.is_empty()
        || words.bracketed.find(&tokens, 0).is_some()
        || words.blank_starts.find(&tokens, 0).is_some()
        || covered(&words.blank, words, &tokens)
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
