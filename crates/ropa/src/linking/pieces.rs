//! The parts of a text that may each name something: lines, pieces of a list, words, names of files.

use crate::linking::index::names_file;
use crate::linking::reference_words::WORDS;
use std::ops::Range;

/// Letters of a word that ends a sentence: a shorter one before a full stop may be cut short.
const WHOLE_WORD: usize = 5;
/// What joins the members of a list.
const JOINTS: [&str; 9] =
    [" och ", " o ", " samt ", " og ", " and ", " resp. ", " resp ", " respektive ", " jämte "];

/// Whether a full stop after a text ends a sentence: a short word before it may be cut short, "t.ex.".
pub(super) fn ends_sentence(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    before.trim().is_empty()
        || word.ends_with(|c: char| c.is_ascii_digit())
        || word.chars().count() >= WHOLE_WORD && !word.contains('.')
        || WORDS.is_negation(word)
}

pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    split_at(text, &['\n', '\r', ';'])
}

/// The parts of a text that may each be a title.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for part in split_at(text, &[';', '\n', '\r', '|', ',']) {
        let (mut start, words) = (part.start, &text[part.clone()]);
        let mut joints: Vec<(usize, &str)> =
            JOINTS.iter().flat_map(|joint| words.match_indices(joint)).collect();
        joints.sort_unstable();
        for (at, joint) in joints {
            if part.start + at >= start {
                pieces.push(start..part.start + at);
                start = part.start + at + joint.len();
            }
        }
        pieces.push(start..part.end);
    }
    pieces
}

/// Whether what joins the members of a list stands right before a place.
pub(super) fn follows_joint(text: &str, at: usize) -> bool {
    JOINTS.iter().any(|joint| text[..at].ends_with(joint))
}

/// The same, parted also where a sentence ends and where brackets, a dash, or a sign for "and" stands.
pub(super) fn small_pieces(text: &str) -> Vec<Range<usize>> {
    let mut small = Vec::new();
    for piece in pieces(text) {
        let part = &text[piece.clone()];
        let mut start = piece.start;
        for (at, c) in part.char_indices() {
            let spaced = part[..at].ends_with(' ') && part[at + c.len_utf8()..].starts_with(' ');
            let ends = c == '.' && part[at + c.len_utf8()..].starts_with(' ') && ends_sentence(&part[..at]);
            if ends || matches!(c, '(' | ')' | '+' | '&') || matches!(c, '-' | '–' | '/') && spaced {
                small.push(start..piece.start + at);
                start = piece.start + at + c.len_utf8();
            }
        }
        small.push(start..piece.end);
    }
    small
}

pub(super) fn split_at(text: &str, signs: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| signs.contains(c)) {
        parts.push(start..at);
        start = at + c.len_utf8();
    }
    parts.push(start..text.len());
    parts
}

pub(super) fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let bare = part.trim_start_matches(|c: char| c.is_whitespace() || "-•–".contains(c));
    let start = span.end - bare.len();
    start..start + bare.trim_end().len()
}

/// The words of a text that blanks and brackets part.
pub(super) fn words_of(text: &str) -> Vec<Range<usize>> {
    split_at(text, &[' ', '\t', '\n', '\r', ';', ',', '|', '(', ')', '[', ']', '"', '\'', '”', '=', '\u{a0}'])
        .into_iter()
        .filter(|span| !span.is_empty())
        .collect()
}

/// Where the names of files end within a line.
pub(super) fn ends_of_files(text: &str, line: &Range<usize>) -> Vec<usize> {
    let dots = text[line.clone()].match_indices('.').map(|(at, _)| line.start + at + 1);
    dots.filter_map(|from| {
        let rest = &text[from..line.end];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let end = rest[..length].to_lowercase();
        (names_file(&format!("x.{end}")) && length > 0).then_some(from + length)
    })
    .collect()
}
