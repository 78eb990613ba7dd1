//! Points of an article, in the many ways they are written: "6.1 e", "Art. 6(1)(e)", "p6-e".

use crate::import::value_words::{Points, Tables};
use crate::model::{Art9Point, LegalBasis, Term};
use crate::text::tokens::Tokens;

/// An article whose points are a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Article {
    Six,
    Nine,
}

impl Article {
    fn number(self) -> &'static str {
        match self {
            Article::Six => "6",
            Article::Nine => "9",
        }
    }

    fn paragraph(self) -> &'static str {
        match self {
            Article::Six => "1",
            Article::Nine => "2",
        }
    }

    fn point(self, letter: &str) -> Option<Term> {
        match self {
            Article::Six => letter.parse::<LegalBasis>().ok().map(Term::Basis),
            Article::Nine => letter.parse::<Art9Point>().ok().map(Term::Art9),
        }
    }
}

/// A point found in a text: the term, or `None` where the article has no such point, and the
/// words from the first to the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) term: Option<Term>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The points of the article among the words from `from` up to `to`.
pub(crate) fn find(
    words: &Tables,
    article: Article,
    tokens: &Tokens<'_>,
    from: usize,
    to: usize,
) -> Vec<Point> {
    let mut points = Vec::new();
    let mut at = from;
    while at < to {
        match words.points.letter(article, tokens, at, to) {
            Some(letter) => {
                points.push(Point { term: article.point(tokens.word(letter)), from: at, to: letter + 1 });
                at = more_letters(words, article, tokens, letter + 1, to, &mut points);
            }
            None => at += 1,
        }
    }
    if points.is_empty() {
        points = bare_letter(article, tokens, from, to).into_iter().collect();
    }
    points
}

impl Points {
    /// The word that is the letter of a point of which word `at` is the article's number.
    fn letter(&self, article: Article, tokens: &Tokens<'_>, at: usize, to: usize) -> Option<usize> {
        if tokens.word(at) != article.number() {
            return None;
        }
        let named = at > 0 && self.article.find(tokens, at - 1).is_some();
        let mut next = at + 1;
        let mut paragraph = false;
        while next < to {
            if let Some(word) = self.point.find(tokens, next) {
                next += word.len;
            } else if !paragraph && tokens.word(next) == article.paragraph() {
                paragraph = true;
                next += 1;
            } else {
                break;
            }
        }
        let joined = next < to && !tokens.gap(next).chars().all(char::is_whitespace);
        let alone = at == 0 && next + 1 == tokens.len();
        let is_point = next < to && is_letter(tokens.word(next)) && (named || paragraph || joined || alone);
        (is_point && !is_preposition(tokens, next)).then_some(next)
    }
}

/// Reads "och e", ", f" after a point; gives the word after the last.
fn more_letters(
    words: &Tables,
    article: Article,
    tokens: &Tokens<'_>,
    mut at: usize,
    to: usize,
    points: &mut Vec<Point>,
) -> usize {
    loop {
        let joiner =
            words.and.find(tokens, at).or_else(|| words.or.find(tokens, at)).map_or(0, |found| found.len);
        let letter = at + joiner;
        let joined = joiner > 0 || tokens.gap(letter).contains([',', '/', '&', '+']);
        let term = article.point(tokens.word(letter));
        if letter < to && joined && term.is_some() && !is_preposition(tokens, letter) {
            points.push(Point { term, from: letter, to: letter + 1 });
            at = letter + 1;
        } else {
            return at;
        }
    }
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the letter is the Swedish "i" of "artikel 9.2 i dataskyddsförordningen".
fn is_preposition(tokens: &Tokens<'_>, at: usize) -> bool {
    let plain = |gap: &str| !gap.is_empty() && gap.chars().all(char::is_whitespace);
    tokens.word(at) == "i" && plain(tokens.gap(at)) && at + 1 < tokens.len() && plain(tokens.gap(at + 1))
}

/// A text that is a letter and nothing else: "e", "h)".
fn bare_letter(article: Article, tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Point> {
    let only = to == from + 1 && is_letter(tokens.word(from));
    only.then(|| article.point(tokens.word(from))).flatten().map(|term| Point { term: Some(term), from, to })
}
