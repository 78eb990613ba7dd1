//! Counting: each record is counted, could be but is not, or is left out for a reason.

use super::figure::{Absent, Amount, Behind, LeftOut};
use std::collections::BTreeMap;

/// Where a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placed {
    Counted,
    Not,
    Out(LeftOut),
}

impl Placed {
    /// Counted where something is so.
    pub(super) fn counted(so: bool) -> Placed {
        if so { Placed::Counted } else { Placed::Not }
    }
}

/// What has been counted so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    records: Vec<usize>,
    others: Vec<usize>,
    out: BTreeMap<LeftOut, usize>,
}

impl Tally {
    /// Counts every one.
    pub(super) fn of(records: impl IntoIterator<Item = (usize, Placed)>) -> Tally {
        let mut tally = Tally::default();
        for (index, placed) in records {
            match placed {
                Placed::Counted => tally.records.push(index),
                Placed::Not => tally.others.push(index),
                Placed::Out(why) => *tally.out.entry(why).or_default() += 1,
            }
        }
        tally
    }

    /// So many of so many.
    pub(super) fn share(self, behind: Behind) -> Amount {
        let of = self.records.len() + self.others.len();
        Amount { of: Some(of), ..self.number(behind) }
    }

    /// The mere number.
    pub(super) fn number(self, behind: Behind) -> Amount {
        Amount {
            counted: self.records.len(),
            of: None,
            left_out: self.out.into_iter().collect(),
            behind,
            records: self.records,
            others: self.others,
        }
    }

    /// The share; nothing where no record could be counted since none is asked.
    pub(super) fn asked(
        self,
        behind: Behind,
        field: impl Into<crate::model::AnyField>,
    ) -> Result<Amount, Absent> {
        let none = self.records.is_empty() && self.others.is_empty();
        let unasked = self.out.contains_key(&LeftOut::NotAsked)
            && !self
                .out
                .keys()
                .any(|why| matches!(why, LeftOut::Unanswered | LeftOut::Undated | LeftOut::Waived));
        match none && unasked {
            true => Err(Absent::NotAsked(field.into())),
            false => Ok(self.share(behind)),
        }
    }
}
