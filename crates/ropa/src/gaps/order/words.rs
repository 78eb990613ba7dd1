//! The words of a step, ready to be looked for.

use crate::law::{WorkSign, WorkStep};
use crate::text::phrases::{Phrase, Phrases};
use crate::text::tokens::Tokens;
use std::collections::BTreeMap;

/// The words by which the signs of one step are known.
pub(super) struct StepWords(BTreeMap<WorkSign, Phrases<()>>);

impl StepWords {
    pub(super) fn of(step: &WorkStep) -> StepWords {
        let ready = |written: &Vec<String>| {
            let mut phrases = Phrases::default();
            // Reading a pack refuses what is no phrase.
            let known: Vec<Phrase> = written.iter().filter_map(|phrase| Phrase::new(phrase).ok()).collect();
            phrases.add(&known, ());
            phrases
        };
        StepWords(step.words.iter().map(|(sign, written)| (*sign, ready(written))).collect())
    }

    /// The first word of a sign that a text holds, as written there.
    pub(super) fn first_in(&self, sign: WorkSign, text: &str) -> Option<String> {
        let tokens = Tokens::of(text);
        let found = self.0.get(&sign)?.all(&tokens);
        let first = found.first()?;
        Some(tokens.source()[tokens.start(first.at)..tokens.end_before(first.at + first.len)].to_string())
    }

    /// Whether a text holds a word of a sign.
    pub(super) fn occur_in(&self, sign: WorkSign, text: &str) -> bool {
        self.0.get(&sign).is_some_and(|phrases| phrases.occur_in(text))
    }
}
