//! A text cut into words, each with its place in the text.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of a text in lower case, each knowing where in the text it stands.
///
/// A word is a run of letters or a run of digits: `6.1e` is three words.
pub(crate) struct Tokens<'s> {
    source: &'s str,
    lower: String,
    list: Vec<Token>,
}

#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    low: usize,
    high: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Other,
}

fn class(c: char, before: Class) -> Class {
    if c.is_alphabetic() {
        Class::Letter
    } else if c.is_numeric() {
        Class::Digit
    } else if is_mark(c) {
        before
    } else {
        Class::Other
    }
}

/// Whether a character is written upon the one before it. The tables are asked last: texts are
/// cut into words by the million, and no such mark is below U+0300.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

impl<'s> Tokens<'s> {
    pub(crate) fn new(source: &'s str) -> Tokens<'s> {
        let list = Vec::with_capacity(source.len() / 6 + 1);
        let mut tokens = Tokens { source, lower: String::with_capacity(source.len()), list };
        let mut before = Class::Other;
        let mut start = 0;
        for (at, c) in source.char_indices() {
            let now = class(c, before);
            if now != before {
                tokens.push(before, start, at);
                start = at;
                before = now;
            }
        }
        tokens.push(before, start, source.len());
        tokens
    }

    fn push(&mut self, class: Class, start: usize, end: usize) {
        if class == Class::Other {
            return;
        }
        let low = self.lower.len();
        let word = &self.source[start..end];
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower[low..].make_ascii_lowercase();
        } else if word.chars().any(is_mark) {
            self.lower.extend(word.chars().flat_map(char::to_lowercase).nfc());
        } else {
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.list.push(Token { start, end, low, high: self.lower.len() });
    }

    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The word in lower case; empty past the end.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| &self.lower[t.low..t.high])
    }

    /// The word as written; empty past the end.
    pub(crate) fn written(&self, i: usize) -> &'s str {
        self.list.get(i).map_or("", |t| &self.source[t.start..t.end])
    }

    /// Where word `i` starts; the end of the text past the last.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.source.len(), |t| t.start)
    }

    /// Where the word before `i` ends; zero before the first.
    pub(crate) fn end_before(&self, i: usize) -> usize {
        i.checked_sub(1)
            .and_then(|i| self.list.get(i))
            .map_or(if i == 0 { 0 } else { self.source.len() }, |t| t.end)
    }

    /// What stands between word `i - 1` and word `i`.
    pub(crate) fn gap(&self, i: usize) -> &'s str {
        &self.source[self.end_before(i)..self.start(i)]
    }

    /// Whether word `i` is a run of digits.
    pub(crate) fn is_number(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_numeric)
    }

    /// Whether word `i` is the cut first half of a compound: `barn` of "barn- och utbildning".
    pub(crate) fn is_cut(&self, i: usize) -> bool {
        let mut gap = self.gap(i + 1).chars();
        gap.next() == Some('-') && gap.next().is_some_and(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        (0..tokens.len()).map(|i| tokens.word(i).to_owned()).collect()
    }

    #[test]
    fn letters_and_digits_are_words_of_their_own() {
        assert_eq!(words("Art. 6.1e (HÄLSA)"), ["art", "6", "1", "e", "hälsa"]);
        assert_eq!(words("  "), [""; 0]);
    }

    #[test]
    fn a_letter_written_as_two_characters_is_one() {
        let tokens = Tokens::new("HA\u{308}LSA och");
        assert_eq!(tokens.word(0), "hälsa");
        assert_eq!(tokens.written(0), "HA\u{308}LSA");
        assert_eq!(tokens.gap(1), " ");
    }

    #[test]
    fn the_first_half_of_a_compound_is_cut() {
        let tokens = Tokens::new("barn- och e-post");
        assert!(tokens.is_cut(0));
        assert!(!tokens.is_cut(2));
    }
}
