//! DPIAs whose place another has taken, as their list says in any of its columns.

use crate::linking::cell::CellReading;
use crate::linking::index::Index;
use crate::linking::lexicon::WORDS;
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

/// The DPIAs that are replaced or repealed, by their index: by their own row, or by that of the one that replaces them.
pub(super) fn of(register: &Register, index: &Index) -> BTreeMap<usize, Replaced> {
    let mut replaced = BTreeMap::new();
    for (number, dpia) in register.dpias.iter().enumerate() {
        for (said, written, cell) in remarks(dpia) {
            let tokens = Tokens::of(&said);
            if tokens.len() > REMARK {
                continue;
            }
            let what = || Replaced { written: written.clone(), cell: cell.clone() };
            if says(&WORDS.replaced, &tokens).is_some() {
                replaced.entry(number).or_insert_with(what);
            } else if let Some(after) = says(&WORDS.replaces, &tokens).filter(|_| is_in_force(dpia)) {
                let named = CellReading::of(&said[tokens.start(after)..], index, false);
                let hits = named.mentions.iter().filter_map(|mention| mention.hits.first());
                let near = |old: &usize| register.dpias[*old].origin.file == dpia.origin.file;
                let old = hits.filter(|hits| hits.sure).flat_map(|hits| hits.records.iter().copied());
                for old in old.filter(near).filter(|old| *old != number) {
                    replaced.entry(old).or_insert_with(what);
                }
            }
        }
    }
    replaced
}

/// Where words stand that are not denied; the word after them.
fn says(phrases: &crate::text::phrases::Phrases<()>, tokens: &Tokens<'_>) -> Option<usize> {
    let denied = |at: usize| at > 0 && REFERENCE.is_negation(tokens.word(at - 1));
    let found = (0..tokens.len()).find_map(|at| phrases.find(tokens, at).filter(|_| !denied(at)))?;
    Some(found.at + found.len)
}

/// What a row says in columns of remarks and in those that no field stands for: with the heading, as it is said there.
fn remarks(dpia: &Dpia) -> Vec<(String, Text, CellRef)> {
    let fields = [DpiaField::Notes, DpiaField::Status, DpiaField::Version, DpiaField::Review];
    let entries = fields.into_iter().flat_map(|field| dpia.entries_of(field));
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
