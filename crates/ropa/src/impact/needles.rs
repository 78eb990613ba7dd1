//! Names looked for in free text.

use super::lexicon::WORDS;
use super::name::{Name, same_word};
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use std::ops::Range;

/// Letters from which a word in capitals at its beginning alone is a name, and from which a compound of it is known.
const LONG: usize = 5;
const SHORT: usize = 3;

/// The names to look for, each with a number of the caller's.
#[derive(Debug, Default)]
pub(super) struct Needles {
    all: Vec<(Name, usize)>,
}

impl Needles {
    /// Adds a name, unless it tells nothing or is there already.
    pub(super) fn add(&mut self, name: &Name, number: usize) {
        let common = WORDS.common_systems.are(&name.words().join(" "));
        if name.tells() && !common && !self.all.iter().any(|(known, _)| known == name) {
            self.all.push((name.clone(), number));
        }
    }

    /// The first name that stands in a text: the number, and the sentence that it stands in.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let tokens = Tokens::of(text);
        let found = (0..tokens.len()).find_map(|at| {
            let fits = |(name, number): &(Name, usize)| Some((*number, stands(name, &tokens, at)?));
            self.all.iter().find_map(fits)
        });
        found.map(|(number, words)| (number, sentence(text, tokens.span(words))))
    }
}

/// The words that are a name, beginning at one.
fn stands(name: &Name, tokens: &Tokens<'_>, at: usize) -> Option<Range<usize>> {
    let words = name.words();
    let whole = words.iter().enumerate().all(|(n, word)| same_word(tokens.word(at + n), word));
    if let [word] = words {
        let letters = word.chars().count();
        let written = tokens.written(at);
        // A word that is a name is written as one; a short one in capitals alone.
        let capital = if letters <= SHORT {
            written.chars().all(|c| c.is_uppercase() || c.is_numeric())
        } else {
            written.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        };
        let compound = letters >= LONG && tokens.word(at).starts_with(word.as_str());
        return ((whole || compound) && capital).then_some(at..at + 1);
    }
    whole.then_some(at..at + words.len())
}

/// The first sentence of a text that holds one of some phrases.
pub(super) fn sentence_of<'t>(phrases: &Phrases<()>, text: &'t str) -> Option<&'t str> {
    let tokens = Tokens::of(text);
    let found = phrases.all(&tokens).into_iter().next()?;
    Some(sentence(text, tokens.span(found.words())))
}

/// The sentence or line of a text that a span stands in.
fn sentence(text: &str, span: Range<usize>) -> &str {
    let before = &text[..span.start];
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = before.rfind(". ").map_or(start, |at| start.max(at + 2));
    let after = &text[span.end..];
    let end = after.find(['\n', '\r']).unwrap_or(after.len());
    let end = after.find(". ").map_or(end, |at| end.min(at + 1));
    text[start..span.end + end].trim()
}

#[cfg(test)]
mod tests {
    use super::{Name, Needles};

    #[test]
    fn names_are_found_in_free_text_and_words_are_not() {
        let mut needles = Needles::default();
        for (number, name) in ["Linnea", "Porten", "VIS", "Linnea Systemdrift AB"].into_iter().enumerate() {
            needles.add(&Name::of(name).expect(name), number);
        }
        for (text, found) in [
            ("Uppgifterna förs över till Linnea och raderas.", Some(0)),
            ("Förs i Linneas register", Some(0)),
            ("Förs i Linneamodulen", Some(0)),
            ("Går genom porten till gården", None),
            ("Hämtas ur VIS", Some(2)),
            ("Så vis är det", None),
            ("Drivs av linnea systemdrift", Some(3)),
        ] {
            assert_eq!(needles.find(text).map(|(number, _)| number), found, "{text}");
        }
        let said = needles.find("Först ett. Sedan Linnea. Sist tre.");
        assert_eq!(said, Some((0, "Sedan Linnea.")));
    }
}
