//! One thing to tell of a difference.

/// One thing to tell, and what belongs to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) head: String,
    pub(super) lines: Vec<String>,
}

impl Entry {
    pub(super) fn plain(head: String) -> Entry {
        Entry { head, lines: Vec::new() }
    }
}
