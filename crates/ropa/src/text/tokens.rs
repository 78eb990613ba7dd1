//! A text cut into words, each with its place in the text.

use super::fold::{is_hyphen, is_invisible, is_mark, push_word};
use std::ops::Range;

/// Letters of the longest word that is taken apart or compared letter by letter. The longest words in use have
/// some forty; what is longer is no word, and opaque.
pub(crate) const LONGEST_WORD: usize = 64;

/// Whether a word is too long to be taken apart or compared letter by letter.
pub(crate) fn is_opaque(word: &str) -> bool {
    // No letter takes less than a byte.
    word.len() > LONGEST_WORD && word.chars().nth(LONGEST_WORD).is_some()
}

/// Where a text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A word is a run of letters and digits, `covid19`; `§` is a word too, since law is cited by it.
    Words,
    /// A word is a run of letters or a run of digits: `6.1e` is three words, and `5år` two.
    Runs,
}

/// The words of a text, folded, each knowing where in the text it stands.
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'s> {
    source: &'s str,
    cut: Cut,
    /// The folded words with single blanks between.
    joined: String,
    list: Vec<Token>,
}

#[derive(Debug, Clone, Copy)]
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
    Sign,
    Other,
}

fn class(c: char, before: Class, cut: Cut) -> Class {
    let digit = if cut == Cut::Runs { Class::Digit } else { Class::Letter };
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => digit,
        '§' if cut == Cut::Words => Class::Sign,
        // What is invisible, or written upon a letter, belongs to the word that it stands in.
        c if (is_mark(c) || is_invisible(c)) && before != Class::Sign => before,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => digit,
        _ => Class::Other,
    }
}

impl<'s> Tokens<'s> {
    /// The words of a text, cut as [`Cut::Words`].
    pub(crate) fn of(source: &'s str) -> Tokens<'s> {
        Tokens::cut(source, Cut::Words)
    }

    /// The words of a text, cut as [`Cut::Runs`].
    pub(crate) fn runs(source: &'s str) -> Tokens<'s> {
        Tokens::cut(source, Cut::Runs)
    }

    /// The words of a text.
    pub(crate) fn cut(source: &'s str, cut: Cut) -> Tokens<'s> {
        let list = Vec::with_capacity(source.len() / 6 + 1);
        let mut tokens = Tokens { source, cut, joined: String::with_capacity(source.len()), list };
        let (mut before, mut start, mut end) = (Class::Other, 0, 0);
        for (at, c) in source.char_indices() {
            let now = class(c, before, cut);
            if now != before || now == Class::Sign {
                tokens.push(before, start, end);
                (before, start) = (now, at);
            }
            if !is_invisible(c) {
                end = at + c.len_utf8();
            }
        }
        tokens.push(before, start, end);
        tokens
    }

    fn push(&mut self, class: Class, start: usize, end: usize) {
        if class == Class::Other || end <= start {
            return;
        }
        if !self.list.is_empty() {
            self.joined.push(' ');
        }
        let low = self.joined.len();
        push_word(&mut self.joined, &self.source[start..end]);
        self.list.push(Token { start, end, low, high: self.joined.len() });
    }

    /// The text.
    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    /// Where it was cut.
    pub(crate) fn cut_at(&self) -> Cut {
        self.cut
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether it has no words.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The words, folded.
    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.list.iter().map(|token| &self.joined[token.low..token.high])
    }

    /// The words, folded, with single blanks between.
    pub(crate) fn joined(&self) -> &str {
        &self.joined
    }

    /// Word `i`, folded; empty past the end.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |token| &self.joined[token.low..token.high])
    }

    /// Word `i` as written; empty past the end.
    pub(crate) fn written(&self, i: usize) -> &'s str {
        self.list.get(i).map_or("", |token| &self.source[token.start..token.end])
    }

    /// Where word `i` starts in the text; the end of the text past the last.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.source.len(), |token| token.start)
    }

    /// Where the word before `i` ends in the text; zero before the first.
    pub(crate) fn end_before(&self, i: usize) -> usize {
        let before = i.checked_sub(1).map(|i| self.list.get(i).map_or(self.source.len(), |token| token.end));
        before.unwrap_or(0)
    }

    /// Where a run of words stands in the text.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        let start = self.start(words.start);
        start..self.end_before(words.end).max(start)
    }

    /// A run of words as written, with what stands between them.
    pub(crate) fn text(&self, words: Range<usize>) -> &'s str {
        &self.source[self.span(words)]
    }

    /// What stands between word `i - 1` and word `i`.
    pub(crate) fn gap(&self, i: usize) -> &'s str {
        &self.source[self.end_before(i)..self.start(i)]
    }

    /// Whether word `i` is a run of digits, or begins with one.
    pub(crate) fn is_number(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_numeric)
    }

    /// Whether word `i` is the cut first half of a compound: `barn` of "barn- och utbildning".
    pub(crate) fn is_cut(&self, i: usize) -> bool {
        let mut gap = self.gap(i + 1).chars().filter(|c| !is_invisible(*c));
        gap.next().is_some_and(is_hyphen) && gap.next().is_some_and(char::is_whitespace)
    }

    /// The first word that ends after a place in the text.
    pub(crate) fn at(&self, place: usize) -> usize {
        self.list.partition_point(|token| token.end <= place)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::{bare, fold};
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn words(tokens: &Tokens<'_>) -> Vec<String> {
        tokens.words().map(str::to_owned).collect()
    }

    #[test]
    fn texts_are_cut_into_words() {
        for (text, of_words, of_runs) in [
            ("Art. 6.1e (HÄLSA)", &["art", "6", "1e", "hälsa"][..], &["art", "6", "1", "e", "hälsa"][..]),
            ("3 kap. 5§", &["3", "kap", "5", "§"], &["3", "kap", "5"]),
            ("§§ 4\u{2013}5", &["§", "§", "4", "5"], &["4", "5"]),
            ("covid19 e-post", &["covid19", "e", "post"], &["covid", "19", "e", "post"]),
            ("Regi\u{ad}ster\u{200b} för", &["register", "för"], &["register", "för"]),
            ("ka\u{308}nslig q\u{308}", &["känslig", "q\u{308}"], &["känslig", "q\u{308}"]),
            ("  —\n", &[], &[]),
            ("", &[], &[]),
        ] {
            assert_eq!(words(&Tokens::of(text)), of_words, "{text}");
            assert_eq!(words(&Tokens::runs(text)), of_runs, "{text}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Se HA\u{308}LSA\u{ad}, och\u{200b} 5§.";
        let tokens = Tokens::of(text);
        assert_eq!(words(&tokens), ["se", "hälsa", "och", "5", "§"]);
        assert_eq!((tokens.written(1), tokens.gap(2)), ("HA\u{308}LSA", "\u{ad}, "));
        assert_eq!(tokens.text(0..2), "Se HA\u{308}LSA");
        assert_eq!(tokens.joined(), "se hälsa och 5 §");
        assert_eq!((tokens.word(9), tokens.written(9), tokens.start(9)), ("", "", text.len()));
        assert_eq!((tokens.gap(0), tokens.gap(5), tokens.end_before(9)), ("", ".", text.len()));
        assert_eq!((tokens.at(0), tokens.at(4), tokens.at(text.len())), (0, 1, 5));
        assert_eq!((tokens.span(2..2), tokens.is_empty()), (tokens.start(2)..tokens.start(2), false));
    }

    #[test]
    fn the_first_half_of_a_compound_is_cut() {
        let cut = |text: &str| Tokens::of(text).is_cut(0);
        assert!(cut("barn- och ungdom") && cut("barn\u{2011}\noch ungdom") && cut("barn\u{ad}- och"));
        assert!(!cut("barn - och") && !cut("e-post") && !cut("barn och") && !cut("barn-"));
    }

    #[test]
    fn only_what_is_no_word_is_opaque() {
        assert!(!is_opaque("barnavårdsutredningsdokumentationssystemleverantörsavtal"));
        assert!(!is_opaque(&"å".repeat(LONGEST_WORD)) && is_opaque(&"å".repeat(LONGEST_WORD + 1)));
    }

    proptest! {
        #[test]
        fn words_are_those_of_a_bare_text(text in "[a-cÅÄÖåö0-2 .,\u{308}\u{ad}\u{200d}\u{2013}\n-]{0,30}") {
            let tokens = Tokens::of(&text);
            prop_assert_eq!(tokens.joined(), bare(&text));
        }

        #[test]
        fn composed_or_not_the_words_are_the_same(text in any::<String>()) {
            let apart: String = text.nfd().collect();
            let together: String = text.nfc().collect();
            for cut in [Cut::Words, Cut::Runs] {
                let (apart, together) = (Tokens::cut(&apart, cut), Tokens::cut(&together, cut));
                prop_assert_eq!(apart.joined(), together.joined());
            }
        }

        #[test]
        fn words_and_gaps_are_the_text(text in any::<String>()) {
            for cut in [Cut::Words, Cut::Runs] {
                let tokens = Tokens::cut(&text, cut);
                let mut again = String::new();
                for i in 0..=tokens.len() {
                    again.push_str(tokens.gap(i));
                    again.push_str(tokens.written(i));
                }
                prop_assert_eq!(&again, &text);
                prop_assert!(tokens.words().all(|word| fold(word) == word && !word.is_empty()));
            }
        }
    }
}
