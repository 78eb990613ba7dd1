//! Which notes on the law concern an activity, by what it says of itself. A note decides nothing.

use crate::law::{Note, RulePacks};
use crate::model::{Field, ProcessingActivity};
use crate::screening::signs::phrases;
use crate::source::CellRef;
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use chrono::NaiveDate;

/// The fields in which the words of a note are looked for.
const READ: [Field; 6] = [
    Field::Name,
    Field::Purpose,
    Field::Description,
    Field::Systems,
    Field::LegalReference,
    Field::LegalBasis,
];

/// The notes of the packs in force on a day that concern an activity, each with the first cell that says so.
pub(crate) fn law_notes<'p>(
    activity: &ProcessingActivity,
    packs: &'p RulePacks,
    on: NaiveDate,
) -> Vec<(&'p Note, CellRef)> {
    let notes: Vec<&Note> = packs.notes(on).collect();
    let mut words = Phrases::default();
    for (at, note) in notes.iter().enumerate() {
        words.add(&phrases(&note.signs), at);
    }
    let mut found: Vec<Option<CellRef>> = vec![None; notes.len()];
    for entry in READ.into_iter().flat_map(|field| activity.entries_of(field)) {
        for hit in words.all(&Tokens::of(&entry.written)) {
            found[hit.value].get_or_insert_with(|| activity.cell(entry));
        }
    }
    notes.into_iter().zip(found).filter_map(|(note, cell)| Some((note, cell?))).collect()
}
