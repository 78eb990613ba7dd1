//! Where a register or a list says in words that the conditions of an approval are not met.

use super::remark::About;
use crate::linking::lexicon::WORDS;
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity};
use crate::source::{CellRef, Text};

/// The first text that says so: beside the reference, in the remarks of the record, or in the list.
pub(super) fn said_unmet(activity: &ProcessingActivity, dpia: &Dpia) -> Option<(About, CellRef)> {
    const OF_RECORD: [Field; 2] = [Field::DpiaRef, Field::Notes];
    const OF_DPIA: [DpiaField; 3] = [DpiaField::Conditions, DpiaField::Status, DpiaField::Notes];
    let entries = OF_RECORD.into_iter().flat_map(|field| activity.entries_of(field));
    let entries = entries.map(|entry| (&entry.written, activity.cell(entry)));
    let extras = activity.extras.iter().map(|extra| (&extra.written, activity.cell(extra)));
    let listed = OF_DPIA.into_iter().flat_map(|field| dpia.entries_of(field));
    let listed = listed.map(|entry| (&entry.written, dpia.cell(entry)));
    let said = |(written, _): &(&Text, CellRef)| WORDS.says_conditions_unmet(written);
    let (written, cell) = entries.chain(extras).chain(listed).find(said)?;
    Some((About::Written(written.clone(), cell.clone()), cell))
}
