//! Which of several records that share an id is the near one: in the same workbook, of the same board, of another.

use crate::linking::normalise::normalise;
use crate::model::{Field, ProcessingActivity, Register};
use crate::source::Text;
use std::collections::{BTreeMap, BTreeSet};

/// How far a record is from the cell that refers to it, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    SameFile,
    SameFolder,
    Elsewhere,
    /// In a file of records that are all another board's.
    AnotherBoard,
}

impl Distance {
    pub(super) const ALL: [Distance; 4] =
        [Distance::SameFile, Distance::SameFolder, Distance::Elsewhere, Distance::AnotherBoard];
}

/// Whose records each file holds.
#[derive(Debug, Default)]
pub(super) struct Neighbourhood {
    owners: BTreeMap<Text, BTreeSet<String>>,
}

impl Neighbourhood {
    pub(super) fn of(register: &Register) -> Neighbourhood {
        let mut owners: BTreeMap<Text, BTreeSet<String>> = BTreeMap::new();
        for activity in &register.activities {
            if let Some(owner) = owner(activity) {
                owners.entry(activity.origin.file.clone()).or_default().insert(owner);
            }
        }
        Neighbourhood { owners }
    }

    /// How far it is from a record's files to the nearest of another's.
    pub(super) fn distance<'f>(
        &self,
        from: impl Iterator<Item = &'f Text> + Clone,
        to: impl Iterator<Item = &'f Text>,
    ) -> Distance {
        let between = |one: &Text, other: &Text| {
            if one == other {
                return Distance::SameFile;
            }
            let owners = self.owners.get(one).zip(self.owners.get(other));
            match owners {
                Some((ours, theirs)) if ours.is_disjoint(theirs) => Distance::AnotherBoard,
                _ if folder(one) == folder(other) => Distance::SameFolder,
                _ => Distance::Elsewhere,
            }
        };
        to.flat_map(|other| from.clone().map(move |one| between(one, other)))
            .min()
            .unwrap_or(Distance::Elsewhere)
    }
}

/// Whose a record is: its controller's, else that of the unit at the top.
fn owner(activity: &ProcessingActivity) -> Option<String> {
    let unit = || activity.unit().map(|unit| unit.split('/').next().unwrap_or_default().to_string());
    let owner = activity.text(Field::Controller).map(String::from).or_else(unit)?;
    Some(normalise(&owner)).filter(|owner| !owner.is_empty())
}

fn folder(file: &str) -> &str {
    file.rfind(['/', '\\']).map_or("", |at| &file[..at])
}
