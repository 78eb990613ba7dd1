//! Bytes with some ranges replaced.

use std::ops::Range;

/// Replacements in bytes; none may overlap another.
#[derive(Debug, Default)]
pub(in crate::writeback) struct Splices {
    edits: Vec<(Range<usize>, Vec<u8>)>,
}

impl Splices {
    pub(in crate::writeback) fn replace(&mut self, range: Range<usize>, with: impl Into<Vec<u8>>) {
        self.edits.push((range, with.into()));
    }

    pub(in crate::writeback) fn insert(&mut self, at: usize, what: impl Into<Vec<u8>>) {
        self.replace(at..at, what);
    }

    /// The bytes with the replacements made; those at one place in the order they were given.
    pub(in crate::writeback) fn apply(mut self, bytes: &[u8]) -> Vec<u8> {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = self.edits.iter().map(|(_, with)| with.len()).sum();
        let mut result = Vec::with_capacity(bytes.len() + added);
        let mut at = 0;
        for (range, with) in self.edits {
            result.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
            result.extend(with);
            at = at.max(range.end);
        }
        result.extend_from_slice(bytes.get(at..).unwrap_or_default());
        result
    }
}
