//! When each work is to be done: so many a quarter, in their order; days that people set are kept.

use super::quarter::Quarter;
use super::work::Work;
use crate::gaps::RegisterAssessment;
use crate::ledger::WorkStatus;
use crate::text::swedish_key;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What falls in one quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Load {
    /// The quarter.
    pub quarter: Quarter,
    /// How many works.
    pub works: usize,
    /// How many of them are new DPIAs.
    pub new: usize,
    /// How many works each unit has processing in; no unit last. A work of several units counts in each.
    pub units: Vec<(Option<String>, usize)>,
}

/// Gives each work its day: the one that is kept, else the last of the first quarter that has room.
pub(super) fn set_days(works: &mut [Work], per_quarter: usize, as_of: NaiveDate) {
    let mut taken: BTreeMap<Quarter, usize> = BTreeMap::new();
    for work in works.iter_mut() {
        if let Some(due) = work.progress.due {
            (work.due, work.due_kept) = (due, true);
            // What is done takes no more room.
            if work.status() != WorkStatus::Done {
                *taken.entry(Quarter::of(due)).or_default() += 1;
            }
        }
    }
    // What has not begun is assessed before it begins, whatever room there is.
    for work in works.iter_mut().filter(|work| !work.due_kept) {
        if let Some(day) = work.before.and_then(|day| day.pred_opt()) {
            work.due = day.max(as_of).min(Quarter::first_of_plan(as_of).last_day(as_of));
            *taken.entry(Quarter::of(work.due)).or_default() += 1;
        }
    }
    let mut quarter = Quarter::first_of_plan(as_of);
    for work in works.iter_mut().filter(|work| !work.due_kept && work.before.is_none()) {
        while taken.get(&quarter).is_some_and(|count| *count >= per_quarter) {
            quarter = quarter.next();
        }
        *taken.entry(quarter).or_default() += 1;
        work.due = quarter.last_day(as_of);
    }
}

/// How much falls in each quarter.
pub(super) fn load(assessed: &RegisterAssessment, works: &[Work]) -> Vec<Load> {
    let mut quarters: BTreeMap<Quarter, Vec<&Work>> = BTreeMap::new();
    for work in works.iter().filter(|work| work.status() != WorkStatus::Done) {
        quarters.entry(work.quarter()).or_default().push(work);
    }
    let of_quarter = |(quarter, works): (Quarter, Vec<&Work>)| {
        let mut units: BTreeMap<_, (Option<String>, usize)> = BTreeMap::new();
        for work in &works {
            for unit in units_of(assessed, work) {
                let place = (unit.is_none(), unit.as_deref().map(swedish_key));
                units.entry(place).or_insert((unit, 0)).1 += 1;
            }
        }
        Load {
            quarter,
            works: works.len(),
            new: works.iter().filter(|work| work.is_new()).count(),
            units: units.into_values().collect(),
        }
    };
    quarters.into_iter().map(of_quarter).collect()
}

/// The units that the members of a work are in, each once, in Swedish order.
pub(crate) fn units_of(assessed: &RegisterAssessment, work: &Work) -> Vec<Option<String>> {
    let activities = &assessed.register().activities;
    let mut units: Vec<Option<String>> =
        work.members.iter().map(|member| activities[member.activity].unit()).collect();
    units.sort_by_key(|unit| (unit.is_none(), unit.as_deref().map(swedish_key)));
    units.dedup();
    units
}
