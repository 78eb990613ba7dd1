//! Texts of cells taken apart: passages, names, codes.

use super::part::Part;
use crate::impact::names_written;
use crate::linking::normalise::normalise;
use crate::linking::title_words::{stem, words};

/// A text as it is compared where no list of words knows it: its words without endings, in their order.
pub(super) fn plain(text: &str) -> String {
    let stems: Vec<String> = words(text).iter().map(|word| stem(word)).collect();
    if stems.is_empty() { normalise(text) } else { stems.join(" ") }
}

/// The passages of a text: what stands on a line, or between semicolons, bars and bullets.
pub(super) fn passages(text: &str) -> Vec<Part> {
    let parts = text.split([';', '\n', '\r', '|', '•', '\u{2028}']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(|part| Part::new(part, plain(part))).collect()
}

/// The suppliers or systems that a cell names; where it names none, its passages.
pub(super) fn names(text: &str) -> Vec<Part> {
    let named = names_written(text);
    match named.is_empty() {
        true => passages(text),
        false => named.into_iter().map(|(written, key)| Part::new(&written, key)).collect(),
    }
}

/// A name, whole: "Linnea; Porten" is no list here.
pub(super) fn whole(text: &str) -> Vec<Part> {
    vec![Part::new(text, plain(text))]
}
