//! Names that a workbook takes for its sheets.

use std::collections::BTreeSet;

/// Names that a workbook takes for its sheets: at most 31 characters, none twice.
#[derive(Debug, Default)]
pub(crate) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name of its own, as like the one wanted as can be.
    pub(crate) fn next(&mut self, wanted: &str) -> String {
        const LONGEST: usize = 31;
        let barred = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
        let plain: String = wanted.chars().map(|c| if barred(c) { '-' } else { c }).collect();
        let plain = plain.trim_matches('\'');
        let plain = if plain.is_empty() { "-" } else { plain };
        let mut candidate: String = plain.chars().take(LONGEST).collect();
        let mut number = 2;
        while !self.taken.insert(candidate.to_lowercase()) {
            let end = format!(" ({number})");
            candidate = plain.chars().take(LONGEST - end.len()).chain(end.chars()).collect();
            number += 1;
        }
        candidate
    }
}
