//! Titles as words that can be compared: folded, without filler, without endings.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Letters that stay of a word whose ending is taken off.
const STEM: usize = 4;

/// The word lists and weights, from `lexicons/link.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkWords {
    filler: BTreeSet<String>,
    endings: Vec<String>,
    pub(super) weights: Weights,
}

/// What each piece of evidence weighs.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    pub(super) base: f64,
    pub(super) whole: f64,
    pub(super) purpose: f64,
    pub(super) system: f64,
    pub(super) process: f64,
    pub(super) unit: f64,
    pub(super) supplier: f64,
    pub(super) among_activities: f64,
    pub(super) whole_and_top: f64,
}

/// The lists that come with the library.
pub(super) static WORDS: LazyLock<LinkWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicons/link.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// Lower case, words of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let folded: String = text.nfc().flat_map(char::to_lowercase).collect();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(String::from)
        .collect();
    words.into_iter()
}

/// Whether a word says nothing of what a title is about.
pub(super) fn is_filler(word: &str) -> bool {
    WORDS.filler.contains(word)
}

/// The words of a text that say what it is about, without their endings.
pub(super) fn stems(text: &str) -> Vec<String> {
    words(text).filter(|word| !is_filler(word)).map(|word| stem(&word)).collect()
}

/// A word without its ending: "utredningar" and "utreda" become alike.
fn stem(word: &str) -> String {
    let cut =
        |ending: &String| word.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() >= STEM);
    WORDS.endings.iter().find_map(cut).unwrap_or(word).to_string()
}

/// The pieces of a stem that survive compounds and misspellings: runs of four letters.
pub(super) fn grams(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    letters.windows(4).map(|run| run.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{grams, stems};

    #[test]
    fn titles_are_compared_by_what_they_are_about() {
        assert_eq!(stems("Konsekvensbedömning av utredningar om barn"), ["utred", "barn"]);
        assert_eq!(stems("Utreda barns behov"), ["utred", "barn", "behov"]);
        assert_eq!(grams("bistånd"), ["bist", "istå", "stån", "tånd"]);
    }
}
