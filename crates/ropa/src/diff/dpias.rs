//! What has become of the DPIAs.

use super::change::FieldChange;
use super::listed;
use super::said::Said;
use crate::linking::finders::DpiaFinder;
use crate::model::{Dpia, DpiaField, Kind, Register};
use crate::text::variants::IntoEnumIterator;
use std::collections::{BTreeMap, BTreeSet};

/// A DPIA that both sides have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeptDpia {
    /// Its index on the old side.
    pub old: usize,
    /// Its index on the new side.
    pub new: usize,
    /// What is said of it otherwise, in the order of the fields.
    pub changes: Vec<FieldChange<DpiaField>>,
}

/// What has become of the DPIAs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DpiaDiff {
    /// What both sides have, in the order of the new.
    pub kept: Vec<KeptDpia>,
    /// What only the old side has, by index.
    pub gone: Vec<usize>,
    /// What only the new side has, by index.
    pub new: Vec<usize>,
}

impl DpiaDiff {
    pub(super) fn of(old: &Register, new: &Register) -> DpiaDiff {
        let pairs = pairs(old, new);
        let mut diff = DpiaDiff::default();
        for (index, then) in old.dpias.iter().enumerate() {
            match pairs.get(&index).and_then(|at| Some((*at, new.dpias.get(*at)?))) {
                Some((at, now)) => {
                    diff.kept.push(KeptDpia { old: index, new: at, changes: changes(then, now) })
                }
                None => diff.gone.push(index),
            }
        }
        diff.kept.sort_by_key(|one| one.new);
        let known: BTreeSet<usize> = pairs.into_values().collect();
        diff.new = (0..new.dpias.len()).filter(|index| !known.contains(index)).collect();
        diff
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty() && self.kept.iter().all(|one| one.changes.is_empty())
    }
}

/// The new DPIA of each old one; those with the same key and title first, and none twice.
fn pairs(old: &Register, new: &Register) -> BTreeMap<usize, usize> {
    let finder = DpiaFinder::new(new);
    let mut of_new: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<(bool, usize, usize)> = Vec::new();
    for (index, dpia) in old.dpias.iter().enumerate() {
        if let Ok(at) = finder.find(Some(&dpia.key), Some(dpia.label())) {
            let same =
                new.dpias.get(at).is_some_and(|now| now.key == dpia.key && now.label() == dpia.label());
            found.push((!same, index, at));
        }
    }
    found.sort_unstable();
    for (_, index, at) in found {
        of_new.entry(at).or_insert(index);
    }
    of_new.into_iter().map(|(new, old)| (old, new)).collect()
}

fn changes(then: &Dpia, now: &Dpia) -> Vec<FieldChange<DpiaField>> {
    let said = |dpia: &Dpia, field: DpiaField| {
        let parts = match field.kind() {
            Kind::Name if !field.takes_many() => listed::whole,
            _ => listed::passages,
        };
        Said::of(dpia, field, &parts)
    };
    let change = |field: DpiaField| {
        let (was, is) = (said(then, field), said(now, field));
        let difference = was.difference(&is)?;
        Some(FieldChange {
            of: field,
            kind: difference.kind,
            area: None,
            before: was.cells,
            now: is.cells,
            added: difference.added,
            removed: difference.removed,
        })
    };
    DpiaField::iter().filter_map(change).collect()
}
