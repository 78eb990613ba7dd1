//! What a short text is made of, for a linear model: its words, their stems, pairs of them, and runs of their letters.
//!
//! A feature is a number that its text is hashed to. The tools that fit the models and the program that uses them both
//! ask here, so that they see the same.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::text::fold;
use crate::text::stems::stem;
use crate::text::tokens::{Tokens, is_opaque};
use std::collections::BTreeMap;

/// A feature of a text.
pub type Feature = u32;

/// Runs of letters that are features.
const SHORTEST_RUN: usize = 3;
const LONGEST_RUN: usize = 5;
/// So many words of a text are looked at; the rest of a long one explains.
const MOST_WORDS: usize = 40;

/// How much the kinds of features weigh.
const WORD: f32 = 1.0;
const STEM: f32 = 1.0;
const PAIR: f32 = 0.8;
const RUN: f32 = 0.35;
const PLACE: f32 = 0.5;
const SHAPE: f32 = 0.3;

/// The features of a text with their values; the values' squares add up to one.
pub fn features(text: &str) -> Vec<(Feature, f32)> {
    let mut found: BTreeMap<Feature, f32> = BTreeMap::new();
    let mut add = |kind: u8, text: &str, value: f32| {
        found.entry(hash(kind, text)).or_insert(value);
    };
    let text = spoken(text);
    let folded = fold(&text);
    let tokens = Tokens::runs(&text);
    let words: Vec<&str> = without_number(tokens.words().take(MOST_WORDS).collect(), &folded);
    let mut stems: Vec<String> = Vec::with_capacity(words.len());
    for word in &words {
        add(b'w', word, WORD);
        let stem = stem(word);
        add(b's', &stem, STEM);
        stems.push(stem.into_owned());
        runs(word, &mut |run| add(b'r', run, RUN));
    }
    for pair in stems.windows(2) {
        add(b'p', &format!("{} {}", pair[0], pair[1]), PAIR);
    }
    for pair in stems.windows(3) {
        add(b'q', &format!("{} _ {}", pair[0], pair[2]), PAIR * 0.5);
    }
    if let (Some(first), Some(last)) = (stems.first(), stems.last()) {
        add(b'f', first, PLACE);
        add(b'l', last, PLACE);
    }
    let many = match words.len() {
        0 | 1 => "1",
        2 => "2",
        3 | 4 => "3",
        5..=8 => "5",
        _ => "9",
    };
    add(b'n', many, SHAPE);
    if folded.trim_end().ends_with('?') {
        add(b'n', "?", SHAPE);
    }
    let norm = found.values().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    found.into_iter().map(|(feature, value)| (feature, value / norm)).collect()
}

/// A text with the words of a name for programs parted: `dataSubjects`, `data_subjects`.
fn spoken(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.push(if c == '_' { ' ' } else { c });
        before = c;
    }
    text
}

/// The words without the number that a text begins with: `3. `, `4.1 `, `7) `.
fn without_number<'w>(words: Vec<&'w str>, folded: &str) -> Vec<&'w str> {
    let numbers = words.iter().take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    let begins = folded.starts_with(|c: char| c.is_ascii_digit());
    if begins && numbers < words.len() { words[numbers..].to_vec() } else { words }
}

/// The runs of letters of a word, with its ends marked.
fn runs(word: &str, each: &mut impl FnMut(&str)) {
    if is_opaque(word) {
        return;
    }
    let marked = format!("^{word}$");
    let ends: Vec<usize> = marked.char_indices().map(|(at, _)| at).chain([marked.len()]).collect();
    for length in SHORTEST_RUN..=LONGEST_RUN {
        for at in ends.windows(length + 1) {
            each(&marked[at[0]..at[length]]);
        }
    }
}

/// A text's number (FNV-1a), folded to 24 bits: the models are smaller, and hardly any two features meet.
pub(crate) fn hash(kind: u8, text: &str) -> Feature {
    let hash = std::iter::once(kind)
        .chain(text.bytes())
        .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash >> 24 ^ hash & 0xff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(heading: &str) -> Vec<Feature> {
        features(heading).into_iter().map(|(feature, _)| feature).collect()
    }

    #[test]
    fn what_does_not_matter_makes_no_feature() {
        assert_eq!(numbers("4.1 Ändamål"), numbers("ändamål"));
        assert_eq!(numbers("data_subjects"), numbers("Data Subjects"));
        assert_eq!(numbers("dataSubjects"), numbers("data subjects"));
        assert_ne!(numbers("Godkänd"), numbers("Godkänd av"));
    }

    #[test]
    fn any_text_has_features_of_length_one() {
        for heading in ["", "#", "7", "Ändamål", "Vilka finns med i det här?"] {
            let sum: f32 = features(heading).iter().map(|(_, value)| value * value).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{heading}: {sum}");
        }
    }
}
