//! DPIAs whose place another has taken, as their list says in any of its columns.

use crate::linking::cell::CellReading;
use crate::linking::dpia_words::WORDS;
use crate::linking::index::Index;
use crate::linking::reference_words::WORDS as REFERENCE;
use crate::model::{Dpia, DpiaField, DpiaStatus, Register};
use crate::source::{CellRef, Text};
use crate::text::tokens::Tokens;
use std::collections::BTreeMap;

/// More words than this tell of something else.
const REMARK: usize = 25;

/// What says that a DPIA is no longer in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// The words.
    pub(crate) written: Text,
    /// Their cell.
    pub(crate) cell: CellRef,
}

/// The DPIAs that are replaced or repealed, by their index: by their own row, or by that of the one that replaces them; and by
/// which, where it is told.
pub(super) fn of(register: &Register, index: &Index) -> (BTreeMap<usize, Replaced>, BTreeMap<usize, usize>) {
    let (mut replaced, mut successors) = (BTreeMap::new(), BTreeMap::new());
    for (number, dpia) in register.dpias.iter().enumerate() {
        for (said, written, cell) in remarks(dpia, &TOLD) {
            let tokens = Tokens::of(&said);
            if tokens.len() > REMARK {
                continue;
            }
            let what = || Replaced { written: written.clone(), cell: cell.clone() };
            let near = |other: &usize| register.dpias[*other].origin.file == dpia.origin.file;
            if let Some(after) = says(&WORDS.replaced, &tokens) {
                replaced.entry(number).or_insert_with(what);
                let by = named(&said[tokens.start(after)..], index);
                if let [by] = by.filter(near).filter(|by| *by != number).collect::<Vec<_>>()[..] {
                    successors.insert(number, by);
                }
            } else if let Some(after) = says(&WORDS.replaces, &tokens).filter(|_| is_in_force(dpia)) {
                let old = named(&said[tokens.start(after)..], index);
                for old in old.filter(near).filter(|old| *old != number) {
                    replaced.entry(old).or_insert_with(what);
                    successors.entry(old).or_insert(number);
                }
            }
        }
    }
    (replaced, successors)
}

/// The DPIAs that a text surely names.
fn named(text: &str, index: &Index) -> impl Iterator<Item = usize> {
    let hits = CellReading::of(text, index, false).mentions.into_iter();
    let hits = hits.filter_map(|mention| mention.hits.into_iter().next()).filter(|hits| hits.sure);
    hits.flat_map(|hits| hits.records)
}

/// Where words stand that are not denied; the word after them.
fn says(phrases: &crate::text::phrases::Phrases<()>, tokens: &Tokens<'_>) -> Option<usize> {
    let denied = |at: usize| at > 0 && REFERENCE.is_negation(tokens.word(at - 1));
    let found = (0..tokens.len()).find_map(|at| phrases.find(tokens, at).filter(|_| !denied(at)))?;
    Some(found.at + found.len)
}

/// Where a list tells that another has taken its place.
const TOLD: [DpiaField; 4] = [DpiaField::Notes, DpiaField::Status, DpiaField::Version, DpiaField::Review];

/// What a row says in some fields, and in columns that no field stands for: with the heading, as it is said there.
pub(crate) fn remarks(dpia: &Dpia, fields: &[DpiaField]) -> Vec<(String, Text, CellRef)> {
    let entries = fields.iter().flat_map(|field| dpia.entries_of(*field));
    let entries = entries.map(|entry| (entry.written.to_string(), entry.written.clone(), dpia.cell(entry)));
    let extras = dpia.extras.iter().filter(|extra| !extra.written.trim().is_empty());
    let extras = extras.filter(|extra| extra.written.contains(|c: char| c.is_alphanumeric())).map(|extra| {
        (format!("{} {}", extra.header, extra.written), extra.written.clone(), dpia.cell(extra))
    });
    entries.chain(extras).collect()
}

fn is_in_force(dpia: &Dpia) -> bool {
    match dpia.status() {
        Some(DpiaStatus::Approved | DpiaStatus::ApprovedWithConditions) => true,
        None => dpia.date(DpiaField::Approved).is_some(),
        _ => false,
    }
}
