//! What a name may mean.

use crate::linking::link::Via;

/// Records that a mention may mean, the surest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hits {
    pub(super) via: Via,
    pub(super) records: Vec<usize>,
    /// Whether only one of them needs be near for it to be the one meant.
    pub(super) sure: bool,
    /// Whether the diary is left out: sure only where there is one.
    pub(super) without_diary: bool,
}

impl Hits {
    pub(super) fn sure(via: Via, records: &[usize]) -> Hits {
        Hits { via, records: records.to_vec(), sure: true, without_diary: false }
    }
}
