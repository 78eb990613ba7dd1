//! Words that tell what is on its way from what has come: "DSO har inte svarat" and "DSO avstyrker inte".

use serde::Deserialize;

/// A text longer than this, in words, is the matter itself; that "inte" stands in it says nothing.
const SHORT: usize = 10;
/// No content is described in so few words: "Ska göras", "Ej klart".
const FEW: usize = 3;
/// How many words may stand between a denial and what it denies: "har inte ännu skriftligen svarat".
const REACH: usize = 3;
/// What waits is said at the beginning.
const BEGINNING: usize = 400;

/// The words, in lower case. A star stands for the rest of a word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PendingWords {
    /// Not, or not yet.
    denying: Vec<String>,
    /// Giving, answering, seeking: what is to come where it is denied.
    giving: Vec<String>,
    /// What only one who has answered says or does.
    given: Vec<String>,
    /// Signs that nothing has come, where nothing else is said.
    waiting: Vec<String>,
    /// The same, but only as the first words.
    waiting_first: Vec<String>,
}

impl PendingWords {
    /// Whether a text, in lower case, says that what is asked for has not come.
    pub(crate) fn is_to_come(&self, text: &str) -> bool {
        self.decides(text).unwrap_or_else(|| {
            let waits = self.waits_first(&words(text)) || has_any(text, &self.waiting);
            is_short(text) && (waits || text.contains('?'))
        })
    }

    /// The same of what follows a plain yes, which stands unless it is taken back at once.
    pub(crate) fn is_yes_to_come(&self, detail: &str) -> bool {
        self.decides(detail).unwrap_or_else(|| self.waits_first(&words(detail)))
    }

    /// Whether a text is nothing but words for what is to come.
    pub(crate) fn begins(&self, text: &str) -> bool {
        let words = words(text);
        words.len() <= FEW && self.waits_first(&words)
    }

    fn waits_first(&self, words: &[&str]) -> bool {
        [&self.waiting, &self.waiting_first].iter().any(|list| starts_any(words, 0, list).is_some())
    }

    /// Whether the first thing said of giving is that it was not done, or that it was.
    fn decides(&self, text: &str) -> Option<bool> {
        let beginning: String = text.chars().take(BEGINNING).collect();
        let ends = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
        // A dash is folded to a hyphen; one that joins two words stands without blanks.
        beginning.split(ends).flat_map(|clauses| clauses.split(" - ")).find_map(|clause| {
            let words = words(clause);
            (0..words.len()).find_map(|at| {
                if self.is_denied(&words, at) {
                    return Some(true);
                }
                starts_any(&words, at, &self.given).map(|_| false)
            })
        })
    }

    /// "Inte svarat", "ska inhämtas"; "svar saknas", "yttrade sig inte".
    fn is_denied(&self, words: &[&str], at: usize) -> bool {
        if let Some(len) = starts_any(words, at, &self.denying) {
            return (at + len..at + len + REACH).any(|at| starts_any(words, at, &self.giving).is_some());
        }
        let Some(len) = starts_any(words, at, &self.giving) else { return false };
        let next = at + len;
        let next =
            next + usize::from(words.get(next).is_some_and(|word| matches!(*word, "sig" | "seg" | "har")));
        starts_any(words, next, &self.denying).is_some()
    }
}

/// Whether a text is so short that each of its words bears on what is asked.
pub(crate) fn is_short(text: &str) -> bool {
    words(text).len() <= SHORT
}

/// Whether any of the phrases stands in a text, in lower case.
pub(crate) fn has_any(text: &str, phrases: &[String]) -> bool {
    let words = words(text);
    (0..words.len()).any(|at| starts_any(&words, at, phrases).is_some())
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// How many words the longest of the phrases takes that stands at word `at`.
fn starts_any(words: &[&str], at: usize, phrases: &[String]) -> Option<usize> {
    phrases.iter().filter_map(|phrase| starts(words, at, phrase)).max()
}

fn starts(words: &[&str], at: usize, phrase: &str) -> Option<usize> {
    let mut len = 0;
    for part in phrase.split(' ') {
        let word = words.get(at + len)?;
        let fits = match part.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => *word == part,
        };
        if !fits {
            return None;
        }
        len += 1;
    }
    Some(len)
}
