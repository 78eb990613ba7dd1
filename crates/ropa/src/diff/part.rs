//! One part of what a cell says, ready to compare.

use crate::source::Text;
use crate::text::fold::spaced;

/// One part of an answer: an item of a list, a yes, a date, a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// As written, composed and with single blanks.
    pub(super) raw: String,
    /// What it was read as: parts with the same reading say the same.
    pub(super) reading: String,
    /// As it is shown.
    pub(super) shown: Text,
    /// Whether it is the yes or the no that the rest of the cell belongs to.
    pub(super) answers: bool,
}

impl Part {
    pub(super) fn new(written: &str, reading: impl Into<String>) -> Part {
        Part { raw: spaced(written), reading: reading.into(), shown: written.trim().into(), answers: false }
    }

    /// The yes or the no of a cell.
    pub(super) fn answer(written: &str, reading: String) -> Part {
        Part { answers: true, ..Part::new(written, reading) }
    }
}
