//! Phrases to look for in a text, and a table that finds them without trying each.

use crate::import::values::tokens::Tokens;
use serde::Deserialize;
use std::collections::HashMap;

/// One or more words to look for. A star stands for the rest of a word: `sjukdom*`, `*elever`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Phrase {
    words: Vec<Word>,
    letters: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Whole(Box<str>),
    Start(Box<str>),
    End(Box<str>),
}

/// The fewest letters beside a star, so that no phrase takes in half the language.
const LEAST_STEM: usize = 3;

impl TryFrom<String> for Phrase {
    type Error = String;

    fn try_from(text: String) -> Result<Phrase, String> {
        let tokens = Tokens::new(&text);
        let mut words = Vec::with_capacity(tokens.len());
        for i in 0..tokens.len() {
            let word: Box<str> = tokens.word(i).into();
            let star_before = tokens.gap(i).ends_with('*');
            let star_after = tokens.gap(i + 1).starts_with('*');
            if (star_before || star_after) && word.chars().count() < LEAST_STEM {
                return Err(format!("`{text}`: at least {LEAST_STEM} letters must stand beside a star"));
            }
            words.push(match (star_before, star_after) {
                (false, false) => Word::Whole(word),
                (false, true) => Word::Start(word),
                (true, false) => Word::End(word),
                (true, true) => return Err(format!("`{text}`: a word can have one star only")),
            });
        }
        if words.is_empty() {
            return Err(format!("`{text}` holds no word"));
        }
        let letters = words.iter().map(|w| w.text().chars().count()).sum();
        Ok(Phrase { words, letters })
    }
}

impl Word {
    fn text(&self) -> &str {
        match self {
            Word::Whole(text) | Word::Start(text) | Word::End(text) => text,
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Word::Whole(text) => **text == *word,
            Word::Start(text) => word.starts_with(&**text),
            Word::End(text) => word.ends_with(&**text),
        }
    }
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// How many words of the text it takes.
    pub(crate) len: usize,
    /// What it stands for.
    pub(crate) value: T,
    letters: usize,
}

impl<T> Found<T> {
    /// Whether this is the more exact of two finds at the same place.
    pub(crate) fn beats<U>(&self, other: &Found<U>) -> bool {
        (self.len, self.letters) > (other.len, other.letters)
    }
}

/// Many phrases, each standing for a value, indexed by their first word.
#[derive(Debug, Clone)]
pub(crate) struct Table<T> {
    phrases: Vec<(Phrase, T)>,
    whole: HashMap<Box<str>, Vec<usize>>,
    start: HashMap<Box<str>, Vec<usize>>,
    end: HashMap<Box<str>, Vec<usize>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { phrases: Vec::new(), whole: HashMap::new(), start: HashMap::new(), end: HashMap::new() }
    }
}

impl<T: Copy> Table<T> {
    /// Adds phrases. Of two equal phrases the one added last counts.
    pub(crate) fn add(&mut self, phrases: &[Phrase], value: T) {
        for phrase in phrases {
            let index = match &phrase.words[0] {
                Word::Whole(text) => self.whole.entry(text.clone()),
                Word::Start(text) => self.start.entry(text.clone()),
                Word::End(text) => self.end.entry(text.clone()),
            };
            index.or_default().push(self.phrases.len());
            self.phrases.push((phrase.clone(), value));
        }
    }

    /// The longest phrase that begins at word `at`.
    pub(crate) fn find(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found<T>> {
        let word = tokens.word(at);
        if word.is_empty() {
            return None;
        }
        let mut best: Option<(usize, Found<T>)> = None;
        let mut consider = |candidates: Option<&Vec<usize>>| {
            for &index in candidates.into_iter().flatten() {
                let (phrase, value) = &self.phrases[index];
                if phrase.fits(tokens, at) {
                    let found = Found { len: phrase.words.len(), value: *value, letters: phrase.letters };
                    let better = best.as_ref().is_none_or(|(held, best)| {
                        found.beats(best) || (!best.beats(&found) && index > *held)
                    });
                    if better {
                        best = Some((index, found));
                    }
                }
            }
        };
        consider(self.whole.get(word));
        if !self.start.is_empty() {
            for (cut, _) in word.char_indices().skip(LEAST_STEM).chain([(word.len(), ' ')]) {
                consider(self.start.get(&word[..cut]));
            }
        }
        if !self.end.is_empty() {
            for (cut, _) in word.char_indices() {
                consider(self.end.get(&word[cut..]));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether any phrase stands among the words from `from` up to `to`.
    pub(crate) fn occurs(&self, tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.find(tokens, i).is_some_and(|found| i + found.len <= to))
    }
}

impl Phrase {
    fn fits(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let last = at + self.words.len() - 1;
        // "barn-" of "barn- och utbildningsnämnden" is not the word "barn".
        !tokens.is_cut(last) && self.words.iter().enumerate().all(|(i, word)| word.fits(tokens.word(at + i)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(phrases: &[(&str, u8)]) -> Table<u8> {
        let mut table = Table::default();
        for (text, value) in phrases {
            table.add(&[Phrase::try_from((*text).to_owned()).expect("a phrase")], *value);
        }
        table
    }

    #[test]
    fn the_longest_phrase_wins() {
        let table = table(&[("adress", 1), ("ip-adress", 2), ("*adress", 3)]);
        assert_eq!(table.find(&Tokens::new("IP-adress"), 0).map(|f| f.value), Some(2));
        assert_eq!(table.find(&Tokens::new("adress"), 0).map(|f| f.value), Some(3));
        assert_eq!(table.find(&Tokens::new("bostadsadress"), 0).map(|f| f.value), Some(3));
        assert_eq!(table.find(&Tokens::new("adresser"), 0).map(|f| f.value), None);
    }

    #[test]
    fn a_cut_compound_is_no_word() {
        let table = table(&[("barn", 1), ("hälso- och sjukvård*", 2)]);
        assert!(table.find(&Tokens::new("barn- och utbildning"), 0).is_none());
        assert_eq!(table.find(&Tokens::new("hälso- och sjukvårdsuppgifter"), 0).map(|f| f.value), Some(2));
    }

    #[test]
    fn phrases_that_would_take_in_everything_are_refused() {
        for text in ["", "*", "a*", "*brott*"] {
            assert!(Phrase::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
