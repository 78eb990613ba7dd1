//! Where a register or a list says in words that the conditions of an approval are not met.

use super::remark::About;
use crate::linking::dpia_words::WORDS;
use crate::model::{Dpia, DpiaField, DpiaStatus, Field, ProcessingActivity, Register};
use crate::source::{CellRef, Text};
use std::collections::BTreeMap;

/// A text that says so, with its cell.
pub(crate) type SaidUnmet = (About, CellRef);

/// The first text that says so: beside the reference, in the remarks of the record, or in the list.
pub(super) fn said_unmet(activity: &ProcessingActivity, dpia: &Dpia) -> Option<SaidUnmet> {
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

/// Of each DPIA that was approved with conditions, what a record linked to it says of them. They are conditions of the
/// approval, which is one for all that the DPIA is linked to: whoever tells that they are not met tells it for all.
pub(crate) fn unmet_by_dpia(
    register: &Register,
    links: impl Iterator<Item = (usize, usize)>,
) -> BTreeMap<usize, SaidUnmet> {
    let mut unmet = BTreeMap::new();
    for (activity, dpia) in links {
        let (Some(record), Some(assessment)) = (register.activities.get(activity), register.dpias.get(dpia))
        else {
            continue;
        };
        if is_conditional(assessment)
            && !unmet.contains_key(&dpia)
            && let Some(said) = said_unmet(record, assessment)
        {
            unmet.insert(dpia, said);
        }
    }
    unmet
}

fn is_conditional(dpia: &Dpia) -> bool {
    dpia.status() == Some(DpiaStatus::ApprovedWithConditions)
        || dpia.answer(DpiaField::Conditions).given().is_some()
}
