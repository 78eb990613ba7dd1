//! Whose data, and how many persons: a range, never one invented number.

use crate::model::{Entry, Field, ProcessingActivity, Value};
use crate::source::{CellRef, Text};
use crate::text::fold;
use std::collections::BTreeMap;

/// How many persons some activities concern.
///
/// One person may stand in several activities, so that the number lies between the largest single one and the sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Persons {
    /// The largest single number: at least so many.
    pub low: Option<u64>,
    /// The sum of the numbers, of ranges their upper end.
    pub high: Option<u64>,
    /// Whether some number has no upper end, so that there may be more than the sum.
    pub open: bool,
    /// Whether some number is said to be about right, or a range.
    pub about: bool,
    /// The activity of the largest single number, and its cell.
    pub largest: Option<(usize, CellRef)>,
    /// How many activities give a number.
    pub counted: usize,
    /// The activities that give none, or none that can be read.
    pub without: Vec<usize>,
}

impl Persons {
    pub(super) fn of<'r>(activities: impl Iterator<Item = (usize, &'r ProcessingActivity)>) -> Persons {
        let mut persons = Persons::default();
        for (index, activity) in activities {
            match number(activity) {
                Some(entry) => persons.add(index, activity, entry),
                None => persons.without.push(index),
            }
        }
        persons
    }

    fn add(&mut self, index: usize, activity: &ProcessingActivity, entry: &Entry<Field>) {
        let Value::Count(count) = entry.value else { return };
        self.counted += 1;
        if self.low.is_none_or(|low| count.min > low) {
            self.low = Some(count.min);
            self.largest = Some((index, activity.cell(entry)));
        }
        let most = count.max.unwrap_or(count.min);
        self.high = Some(self.high.unwrap_or(0).saturating_add(most));
        self.open |= count.max.is_none();
        self.about |= count.about || count.max != Some(count.min);
    }
}

fn number(activity: &ProcessingActivity) -> Option<&Entry<Field>> {
    activity.entries_of(Field::DataSubjectCount).find(|entry| matches!(entry.value, Value::Count(_)))
}

/// A category as written, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// As written; of several spellings the first.
    pub written: Text,
    /// The activities that name it.
    pub activities: Vec<usize>,
    /// The cells.
    pub cells: Vec<CellRef>,
}

/// The categories of data subjects, those that most activities name first.
pub(super) fn whose<'r>(activities: impl Iterator<Item = (usize, &'r ProcessingActivity)>) -> Vec<Written> {
    let mut found = Collected::default();
    for (index, activity) in activities {
        for (entry, item) in activity.items(Field::DataSubjects) {
            found.add(&item.written, index, || activity.cell(entry));
        }
    }
    found.most_first()
}

/// Things as written, gathered by their folded text.
#[derive(Debug, Default)]
pub(super) struct Collected {
    by_text: BTreeMap<String, Written>,
}

impl Collected {
    pub(super) fn add(&mut self, written: &Text, activity: usize, cell: impl FnOnce() -> CellRef) {
        let known = self.by_text.entry(fold(written).into_owned()).or_insert_with(|| Written {
            written: written.clone(),
            activities: Vec::new(),
            cells: Vec::new(),
        });
        if known.activities.last() != Some(&activity) {
            known.activities.push(activity);
            known.cells.push(cell());
        }
    }

    pub(super) fn most_first(self) -> Vec<Written> {
        let mut all: Vec<Written> = self.by_text.into_values().collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.activities.len()));
        all
    }
}
