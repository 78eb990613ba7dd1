//! Which record of the old register is which of the new: by the matching that carries ledgers over from year to year,
//! all records seen together.

use super::renames::Renames;
use super::{LoneRecord, MergedRecord};
use crate::ledger::Successor;
use crate::ledger::carried::{FormerRecord, successors};
use crate::linking::ActivityFinder;
use crate::linking::called_name::CalledName;
use crate::linking::finders::RowRecord;
use crate::linking::normalise::normalise;
use crate::model::{ProcessingActivity, Register};
use crate::screening::Fingerprint;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// How sure it is that two records are the same.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sureness {
    /// The id and the name, the name and the unit, or all that it says.
    Sure,
    /// A like name that fits no other record so well: for a person to confirm.
    Likely,
}

/// What has become of an old record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is this one.
    Is(usize, Sureness),
    /// It is the same as another that has become this one.
    Merged(usize),
    /// The new register does not have it; it may be one of these.
    Gone(Vec<usize>),
}

/// Names that have less in common are not taken for one record's.
const LIKELY: f64 = 0.5;

/// What has become of all old records.
#[derive(Debug)]
pub(super) struct Identities<'r> {
    old: &'r Register,
    new: &'r Register,
    /// What each is called.
    old_names: Vec<CalledName>,
    new_names: Vec<CalledName>,
    fates: Vec<Fate>,
}

impl<'r> Identities<'r> {
    pub(super) fn of(old: &'r Register, new: &'r Register) -> Identities<'r> {
        let rows = Rows::of(old);
        let mut found = rows.successors(new, &|unit| unit.to_string());
        // A unit that has another name hides its records; once it is known, they are looked for again.
        let surely: Vec<(usize, usize)> =
            found.iter().enumerate().filter_map(|(old, found)| Some((old, sure(found)?))).collect();
        let renames = Renames::of(old, new, surely.into_iter());
        if renames.has_units() {
            let again = rows.successors(new, &|unit| renames.unit(unit));
            for (found, again) in found.iter_mut().zip(again) {
                if sure(found).is_none() {
                    *found = again;
                }
            }
        }
        let names = |of: &Register| of.activities.iter().map(|one| CalledName::of(one.label())).collect();
        let (old_names, new_names) = (names(old), names(new));
        let mut identities = Identities { old, new, old_names, new_names, fates: Vec::new() };
        identities.fates = identities.settle(&found);
        identities.part_merged(&rows);
        identities.take_likely();
        identities
    }

    /// What is sure; of several old records that are one now, the one whose name fits best is it.
    fn settle(&self, found: &[Successor]) -> Vec<Fate> {
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (old, found) in found.iter().enumerate() {
            sure(found).into_iter().for_each(|new| claims.entry(new).or_default().push(old));
        }
        let heir: BTreeMap<usize, usize> = claims
            .into_iter()
            .filter_map(|(new, claiming)| Some((new, self.best(new, &claiming, found)?)))
            .collect();
        let fate = |(old, successor): (usize, &Successor)| match (sure(successor), successor) {
            (Some(new), _) if heir.get(&new) == Some(&old) => Fate::Is(new, Sureness::Sure),
            (Some(new), _) => Fate::Merged(new),
            (None, Successor::Likely(candidates)) => Fate::Gone(candidates.clone()),
            (None, _) => Fate::Gone(Vec::new()),
        };
        found.iter().enumerate().map(fate).collect()
    }

    fn best(&self, new: usize, claiming: &[usize], found: &[Successor]) -> Option<usize> {
        let rank = |old: &usize| {
            let unchanged = matches!(found.get(*old), Some(Successor::Unchanged(_)));
            (unchanged, self.fit(*old, new))
        };
        // The first of those that fit as well.
        claiming.iter().copied().reduce(|best, other| {
            let ((best_kept, best_fit), (kept, fit)) = (rank(&best), rank(&other));
            if kept.cmp(&best_kept).then(fit.total_cmp(&best_fit)).is_gt() { other } else { best }
        })
    }

    /// How well the names of an old and a new record fit each other.
    fn fit(&self, old: usize, new: usize) -> f64 {
        let names = self.old_names.get(old).zip(self.new_names.get(new));
        names.map_or(0.0, |(then, now)| then.fit(now))
    }

    /// Whether an old and a new record may belong together: their names are alike, and where the other one is known to be
    /// another's, one name holds the other, as where a record was split or taken up into another.
    fn may_belong(&self, old: usize, new: usize, taken: bool) -> bool {
        let held = || {
            let names = self.old_names.get(old).zip(self.new_names.get(new));
            names.is_some_and(|(then, now)| then.holds_or_is_held(now))
        };
        self.fit(old, new) >= LIKELY && (!taken || held())
    }

    /// Gives a record that would share its successor a successor of its own, where one with its name and its unit is free:
    /// first one that says all that it did.
    fn part_merged(&mut self, rows: &Rows<'_>) {
        let mut taken: BTreeSet<usize> = self.pairs().map(|(_, new)| new).collect();
        let mut fates = std::mem::take(&mut self.fates);
        for (old, fate) in fates.iter_mut().enumerate().filter(|(_, fate)| matches!(fate, Fate::Merged(_))) {
            let twin = |new: &usize| !taken.contains(new) && self.are_called_the_same(old, *new);
            let twins: Vec<usize> = (0..self.new.activities.len()).filter(twin).collect();
            let says = |new: &&usize| rows.is_as_it_was(old, self.new.activities.get(**new));
            if let Some(new) = twins.iter().find(says).or(twins.first()) {
                *fate = Fate::Is(*new, Sureness::Sure);
                taken.insert(*new);
            }
        }
        self.fates = fates;
    }

    /// Whether an old and a new record have the same name, in the same unit.
    fn are_called_the_same(&self, old: usize, new: usize) -> bool {
        let unit = |of: &Register, at: usize| of.activities.get(at).and_then(ProcessingActivity::unit);
        self.fit(old, new) >= 1.0
            && unit(self.old, old).as_deref().map(normalise) == unit(self.new, new).as_deref().map(normalise)
    }

    /// Pairs what is free on both sides where each is the other's best, and alone so.
    fn take_likely(&mut self) {
        let taken: BTreeSet<usize> = self.pairs().map(|(_, new)| new).collect();
        let mut fates = std::mem::take(&mut self.fates);
        let mut fits: Vec<(f64, usize, usize)> = Vec::new();
        for (old, fate) in fates.iter_mut().enumerate() {
            let Fate::Gone(candidates) = fate else { continue };
            candidates.retain(|new| self.may_belong(old, *new, taken.contains(new)));
            let free = candidates.iter().filter(|new| !taken.contains(new));
            fits.extend(free.map(|new| (self.fit(old, *new), old, *new)));
        }
        let alone = |(fit, old, new): &(f64, usize, usize)| {
            let rival = |(other_fit, other_old, other_new): &(f64, usize, usize)| {
                (other_old == old) != (other_new == new) && other_fit >= fit
            };
            !fits.iter().any(rival)
        };
        for (_, old, new) in fits.iter().filter(|pair| alone(pair)) {
            if let Some(fate) = fates.get_mut(*old) {
                *fate = Fate::Is(*new, Sureness::Likely);
            }
        }
        self.fates = fates;
    }

    /// What both registers have.
    pub(super) fn kept(&self) -> impl Iterator<Item = (usize, usize, Sureness)> {
        self.fates.iter().enumerate().filter_map(|(old, fate)| match fate {
            Fate::Is(new, sureness) => Some((old, *new, *sureness)),
            _ => None,
        })
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.kept().map(|(old, new, _)| (old, new))
    }

    pub(super) fn merged(&self) -> Vec<MergedRecord> {
        let merged = |(old, fate): (usize, &Fate)| match fate {
            Fate::Merged(new) => Some(MergedRecord { old, new: *new }),
            _ => None,
        };
        self.fates.iter().enumerate().filter_map(merged).collect()
    }

    pub(super) fn gone(&self) -> Vec<LoneRecord> {
        let gone = |(index, fate): (usize, &Fate)| match fate {
            Fate::Gone(candidates) => Some(LoneRecord { index, candidates: candidates.clone() }),
            _ => None,
        };
        self.fates.iter().enumerate().filter_map(gone).collect()
    }

    /// What the old register did not have, each with what it may have been, or been a part of.
    pub(super) fn new_ones(&self) -> Vec<LoneRecord> {
        let taken: BTreeSet<usize> = self.pairs().map(|(_, new)| new).collect();
        let kept: BTreeSet<usize> = self.pairs().map(|(old, _)| old).collect();
        let lone: Vec<usize> = (0..self.new.activities.len()).filter(|new| !taken.contains(new)).collect();
        let finder = ActivityFinder::new(self.old);
        let candidates = |new: usize| {
            let activity = &self.new.activities[new];
            let (name, unit) = (activity.label(), activity.unit());
            let found = finder.find(Some(&activity.key), Some(name), unit.as_deref());
            let mut candidates = found.map_or_else(|near| near, |one| vec![one]);
            candidates.retain(|old| self.may_belong(*old, new, kept.contains(old)));
            candidates
        };
        lone.into_iter().map(|index| LoneRecord { index, candidates: candidates(index) }).collect()
    }
}

fn sure(found: &Successor) -> Option<usize> {
    match found {
        Successor::Unchanged(one) | Successor::Sure(one) => Some(*one),
        Successor::Likely(_) | Successor::Gone => None,
    }
}

/// The records of a register as rows beside it would keep them.
struct Rows<'r> {
    register: &'r Register,
    units: Vec<Option<String>>,
    fingerprints: Vec<Fingerprint>,
}

impl<'r> Rows<'r> {
    fn of(register: &'r Register) -> Rows<'r> {
        let activities = &register.activities;
        Rows {
            register,
            units: activities.iter().map(ProcessingActivity::unit).collect(),
            fingerprints: activities.iter().map(Fingerprint::of_record).collect(),
        }
    }

    /// Whether a record of the new register says all that one of these did.
    fn is_as_it_was(&self, old: usize, now: Option<&ProcessingActivity>) -> bool {
        self.fingerprints.get(old).zip(now).is_some_and(|(then, now)| then.fits(&Fingerprint::of_all(now)))
    }

    /// What has become of each record, in their order; `unit` gives the name that a unit has now.
    fn successors(&self, new: &Register, unit: &dyn Fn(&str) -> String) -> Vec<Successor> {
        let units: Vec<Option<String>> = self.units.iter().map(|of| of.as_deref().map(unit)).collect();
        let beside = units.iter().zip(&self.fingerprints);
        let row = |(activity, (unit, fingerprint)): (&'r ProcessingActivity, _)| -> RowRecord<'_> {
            let (unit, fingerprint): (&Option<String>, &Fingerprint) = (unit, fingerprint);
            RowRecord {
                key: Some(&activity.key),
                name: Some(activity.label()),
                unit: unit.as_deref(),
                fingerprint: Some(fingerprint),
            }
        };
        let rows: Vec<RowRecord<'_>> = self.register.activities.iter().zip(beside).map(row).collect();
        let mut found = vec![Successor::Gone; rows.len()];
        let of: BTreeMap<FormerRecord, _> = successors(&rows, new);
        for one in of.into_values() {
            one.rows.iter().for_each(|row| found[*row] = one.successor.clone());
        }
        found
    }
}
