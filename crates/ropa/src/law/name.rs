//! Which listed example a text in a register names.

use super::pack::ListedExample;
use crate::text::phrases::{Found, Phrase, Phrases};
use crate::text::tokens::Tokens;

/// The names of listed examples, by the places of the examples in their list.
#[derive(Debug, Clone, Default)]
pub(crate) struct ExampleNames {
    ids: Phrases<usize>,
    words: Phrases<usize>,
}

impl ExampleNames {
    /// The ids and the words of examples.
    pub(crate) fn of<'p>(examples: impl Iterator<Item = &'p ListedExample>) -> ExampleNames {
        let mut names = ExampleNames::default();
        for (at, example) in examples.enumerate() {
            names.ids.add(&Phrase::literal(&example.id), at);
            // Reading a pack refuses what is no phrase.
            let words = example.words.iter().filter_map(|phrase| Phrase::new(phrase).ok());
            names.words.add(&words.collect::<Vec<_>>(), at);
        }
        names
    }

    /// The place of the one example that a text names, by id or else by words; none where it names none, or several.
    ///
    /// An id outweighs words, since whoever wrote it meant that example.
    pub(crate) fn named_in(&self, text: &str) -> Option<usize> {
        let tokens = Tokens::of(text);
        let by_id = self.ids.all(&tokens);
        only(if by_id.is_empty() { self.words.all(&tokens) } else { by_id })
    }
}

/// What all finds stand for, where that is one thing.
fn only(found: Vec<Found<usize>>) -> Option<usize> {
    let first = found.first()?.value;
    found.iter().all(|other| other.value == first).then_some(first)
}
