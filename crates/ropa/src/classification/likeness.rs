//! How names of processes and activities compare.

use crate::text::{fold::bare, similarity::names_alike};

/// How alike two names are, 0 to 1, whatever the order of their words.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    names_alike(&bare(one), &bare(other))
}

/// Whether two names are the same but for case and punctuation.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}
