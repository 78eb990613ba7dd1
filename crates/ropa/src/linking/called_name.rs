//! What a record is called, ready to be compared with many others.

use crate::linking::normalise::normalise;
use crate::linking::title_words::stems;
use crate::text::tokens::is_opaque;
use std::collections::BTreeSet;

/// Fewest letters of a word that is part of a compound.
const PART: usize = 4;

/// A name with its words.
#[derive(Debug, Clone)]
pub(crate) struct CalledName {
    plain: String,
    words: BTreeSet<String>,
}

impl CalledName {
    pub(crate) fn of(name: &str) -> CalledName {
        let words = stems(name).into_iter().map(|(_, stem)| stem).collect();
        CalledName { plain: normalise(name), words }
    }

    /// How well this fits what a record is called now, from 0 to 1: what share of their words they have in common, of
    /// which a compound that holds the other's word counts half.
    pub(crate) fn fit(&self, now: &CalledName) -> f64 {
        if self.plain == now.plain {
            return 1.0;
        }
        let fit = |word: &String, others: &BTreeSet<String>| match others.contains(word) {
            true => 1.0,
            false if others.iter().any(|other| is_part(word, other)) => 0.5,
            false => 0.0,
        };
        let of = |words: &BTreeSet<String>, others: &BTreeSet<String>| -> f64 {
            words.iter().map(|word| fit(word, others)).sum()
        };
        let sum = of(&self.words, &now.words) + of(&now.words, &self.words);
        // Two names of the same words are still not one name.
        0.99 * sum / ((self.words.len() + now.words.len()).max(1) as f64)
    }

    /// Whether one name has all the words of the other.
    pub(crate) fn holds_or_is_held(&self, other: &CalledName) -> bool {
        self.words.is_subset(&other.words) || other.words.is_subset(&self.words)
    }
}

/// Whether one word begins or ends the other.
fn is_part(word: &str, of: &str) -> bool {
    let (short, long) = if word.len() <= of.len() { (word, of) } else { (of, word) };
    (long.starts_with(short) || long.ends_with(short)) && short.chars().count() >= PART && !is_opaque(long)
}
