//! Phrases of a list of value words, as they are looked for in cells.

use crate::text::phrases::Phrases;
use crate::text::tokens::Cut;
use std::ops::{Deref, DerefMut};

/// Phrases, each standing for a value, looked for in a text that is cut into runs: `6.1e` is three words. None
/// ends in a cut word: "barn-" of "barn- och utbildningsnämnden" is not the word "barn".
#[derive(Debug, Clone)]
pub(crate) struct Table<T>(Phrases<T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(Phrases::new(Cut::Runs).without_cut_words())
    }
}

impl<T> Deref for Table<T> {
    type Target = Phrases<T>;

    fn deref(&self) -> &Phrases<T> {
        &self.0
    }
}

impl<T> DerefMut for Table<T> {
    fn deref_mut(&mut self) -> &mut Phrases<T> {
        &mut self.0
    }
}
