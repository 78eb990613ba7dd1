//! Which system is whose, by what the register says in other records.

use super::called::{Called, RegisterNames};
use super::lexicon::WORDS;
use super::products::makers;
use super::torn::BesideName;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// What ties a system to a supplier; the surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TieGround {
    /// Records name this system alone and this supplier alone.
    Alone,
    /// Records name both, and what else they name belongs together.
    Remaining,
    /// The system bears the supplier's name.
    BearsName,
    /// A list of products says so.
    Product,
    /// Records name both among others: no more than a likelihood.
    Together,
}

impl TieGround {
    /// Whether it is more than a likelihood.
    pub fn ties(self) -> bool {
        self != TieGround::Together
    }
}

/// A tie between a system and a supplier of the register, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tie {
    pub(super) system: usize,
    pub(super) supplier: usize,
    pub(super) ground: TieGround,
    /// The activities that show it.
    pub(super) shown_by: Vec<usize>,
}

/// The ties of a register, by system and supplier.
#[derive(Debug, Default)]
pub(super) struct Ties {
    all: BTreeMap<(usize, usize), Tie>,
    /// The systems of each supplier.
    by_supplier: BTreeMap<usize, Vec<usize>>,
}

impl Ties {
    pub(super) fn of(names: &RegisterNames<'_>) -> Ties {
        let records: Vec<Record> = (0..names.of.len()).map(|index| Record::of(names, index)).collect();
        let mut ties = Ties::default();
        ties.alone(&records);
        ties.remaining(&records);
        ties.by_name(names);
        ties.together(&records);
        for (system, supplier) in ties.all.keys() {
            ties.by_supplier.entry(*supplier).or_default().push(*system);
        }
        ties
    }

    /// All ties.
    pub(super) fn all(&self) -> impl Iterator<Item = &Tie> {
        self.all.values()
    }

    /// The ties of a system.
    pub(super) fn of_system(&self, system: usize) -> impl Iterator<Item = &Tie> {
        self.all.range((system, 0)..=(system, usize::MAX)).map(|(_, tie)| tie)
    }

    /// The ties of a supplier.
    pub(super) fn of_supplier(&self, supplier: usize) -> impl Iterator<Item = &Tie> {
        let systems = self.by_supplier.get(&supplier).into_iter().flatten();
        systems.filter_map(move |system| self.between(*system, supplier))
    }

    /// The tie between two, where there is one.
    pub(super) fn between(&self, system: usize, supplier: usize) -> Option<&Tie> {
        self.all.get(&(system, supplier))
    }

    fn is_tied(&self, system: usize) -> bool {
        self.of_system(system).any(|tie| tie.ground.ties())
    }

    fn add(&mut self, system: usize, supplier: usize, ground: TieGround, shown_by: Vec<usize>) {
        self.all.entry((system, supplier)).or_insert(Tie { system, supplier, ground, shown_by });
    }

    /// One system and one supplier, and nothing else. Where records differ, the one that at least half of them name.
    fn alone(&mut self, records: &[Record]) {
        let pairs = records.iter().filter_map(|one| match (&one.systems[..], &one.suppliers[..]) {
            ([system], [supplier]) => Some((*system, *supplier, one.index)),
            _ => None,
        });
        self.add_most(pairs, TieGround::Alone);
    }

    /// What remains of records when systems that are tied are set aside with their suppliers.
    fn remaining(&mut self, records: &[Record]) {
        let pairs: Vec<_> = records.iter().filter_map(|record| self.remainder(record)).collect();
        self.add_most(pairs.into_iter(), TieGround::Remaining);
    }

    fn remainder(&self, record: &Record) -> Option<(usize, usize, usize)> {
        let systems: Vec<usize> = record.systems.iter().copied().filter(|one| !self.is_tied(*one)).collect();
        let others = || record.systems.iter().filter(|one| !systems.contains(one));
        let accounted = |supplier: &usize| others().any(|system| self.between(*system, *supplier).is_some());
        let suppliers: Vec<usize> = record.suppliers.iter().copied().filter(|one| !accounted(one)).collect();
        match (&systems[..], &suppliers[..]) {
            ([system], [supplier]) => Some((*system, *supplier, record.index)),
            _ => None,
        }
    }

    fn add_most(&mut self, pairs: impl Iterator<Item = (usize, usize, usize)>, ground: TieGround) {
        let mut by_system: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (system, supplier, index) in pairs {
            by_system.entry(system).or_default().entry(supplier).or_default().push(index);
        }
        for (system, suppliers) in by_system {
            let total: usize = suppliers.values().map(Vec::len).sum();
            for (supplier, shown_by) in suppliers {
                if shown_by.len() * 2 >= total {
                    self.add(system, supplier, ground, shown_by);
                }
            }
        }
    }

    /// Systems that bear a supplier's name, and products of the list.
    fn by_name(&mut self, names: &RegisterNames<'_>) {
        let of = |called| names.all.iter().enumerate().filter(move |(_, one)| one.called == called);
        // By the first word, so that not every system is compared with every supplier.
        let mut suppliers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, supplier) in of(Called::Supplier) {
            if let Some(word) = supplier.name.words().first() {
                suppliers.entry(stem(word)).or_default().push(number);
            }
        }
        for (number, system) in of(Called::System) {
            let first = system.name.words().first().map_or("", |word| stem(word));
            for supplier in suppliers.get(first).into_iter().flatten() {
                let name = &names.all[*supplier].name;
                if name.is_same(&system.name) && name.tells() || name.shares_first_word(&system.name) {
                    self.add(number, *supplier, TieGround::BearsName, Vec::new());
                }
            }
            for maker in makers(&system.name) {
                let first = maker.words().first().map_or("", |word| stem(word));
                for supplier in suppliers.get(first).into_iter().flatten() {
                    self.add(number, *supplier, TieGround::Product, Vec::new());
                }
            }
        }
    }

    /// Systems that nothing ties, beside suppliers that no system of the record accounts for.
    fn together(&mut self, records: &[Record]) {
        let mut seen: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for record in records {
            for system in record.systems.iter().filter(|one| !self.is_tied(**one)) {
                for supplier in &record.suppliers {
                    let accounted = record
                        .systems
                        .iter()
                        .any(|other| self.between(*other, *supplier).is_some_and(|tie| tie.ground.ties()));
                    if !accounted {
                        seen.entry((*system, *supplier)).or_default().push(record.index);
                    }
                }
            }
        }
        for ((system, supplier), shown_by) in seen {
            self.add(system, supplier, TieGround::Together, shown_by);
        }
    }
}

/// A word without the s of a genitive, to look it up by.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The systems and suppliers that one activity names as its own.
struct Record {
    index: usize,
    systems: Vec<usize>,
    suppliers: Vec<usize>,
}

impl Record {
    fn of(names: &RegisterNames<'_>, index: usize) -> Record {
        let distinct = |called| {
            let here = names.here(index, called).filter(|one| one.torn.beside.is_none_or(counts));
            let numbers: BTreeSet<usize> = here.map(|one| one.name).collect();
            numbers.into_iter().collect::<Vec<_>>()
        };
        let mut systems = distinct(Called::System);
        systems.retain(|system| !WORDS.common_systems.are(names.all[*system].spelling()));
        Record { index, systems, suppliers: distinct(Called::Supplier) }
    }
}

/// Whether what stands beside a name lets it be somebody's system or supplier.
fn counts(beside: BesideName) -> bool {
    beside == BesideName::Former
}
