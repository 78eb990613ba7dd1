//! Which activity a recorded decision concerns.

use super::record::{DecisionKind, RecordedDecision};
use crate::model::{Field, ProcessingActivity, Register};
use std::collections::BTreeMap;

/// How alike two names must be for one to be offered for the other.
const ALIKE: f64 = 0.8;
/// How many candidates are offered.
const OFFERED: usize = 3;

/// A decision on an activity that the register does not have, or has several of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrphanDecision {
    /// Index among the recorded decisions.
    pub decision: usize,
    /// Indices of activities that it may concern, likeliest first.
    pub candidates: Vec<usize>,
}

/// The decisions of a register, by activity.
#[derive(Debug, Default)]
pub(in crate::dpia) struct DecisionBook {
    /// Indices of the decisions that are no waivers, by activity.
    pub(in crate::dpia) of: BTreeMap<usize, Vec<usize>>,
    pub(in crate::dpia) orphans: Vec<OrphanDecision>,
}

impl DecisionBook {
    pub(in crate::dpia) fn of(decisions: &[RecordedDecision], register: &Register) -> DecisionBook {
        let mut book = DecisionBook::default();
        for (index, decision) in decisions.iter().enumerate() {
            match activity_of(decision, register) {
                Ok(activity) if decision.kind != DecisionKind::Waiver => {
                    book.of.entry(activity).or_default().push(index);
                }
                Ok(_) => {}
                Err(candidates) => book.orphans.push(OrphanDecision { decision: index, candidates }),
            }
        }
        book
    }
}

/// The activity that a decision concerns: the one with its key or id, else, where the register has no
/// such id because its records have none, the only one with its name and unit.
///
/// # Errors
/// Candidates where no activity, or more than one, fits.
pub fn activity_of(decision: &RecordedDecision, register: &Register) -> Result<usize, Vec<usize>> {
    find_activity(decision.key.as_deref(), decision.name.as_deref(), decision.unit.as_deref(), register)
}

/// The activity that a row beside the register means; candidates where it is not there.
pub(in crate::dpia) fn find_activity(
    key: Option<&str>,
    name: Option<&str>,
    unit: Option<&str>,
    register: &Register,
) -> Result<usize, Vec<usize>> {
    let has_key = key.is_some();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let activities = || register.activities.iter().enumerate();
    let all = |fits: &dyn Fn(&ProcessingActivity) -> bool| -> Vec<usize> {
        activities().filter(|(_, activity)| fits(activity)).map(|(index, _)| index).collect()
    };
    if let Some(key) = key.map(plain) {
        let of_key = all(&|activity| {
            plain(&activity.key) == key || activity.text(Field::Id).is_some_and(|id| plain(id) == key)
        });
        match of_key[..] {
            [one] => return Ok(one),
            [_, _, ..] => return Err(of_key),
            [] => {}
        }
    }
    let Some(name) = name.map(plain) else { return Err(Vec::new()) };
    let unit = unit.map(plain);
    let named = all(&|activity| {
        let same_unit = || unit.is_none() || activity.unit().map(|of| plain(&of)) == unit;
        plain(activity.label()) == name && same_unit()
    });
    // A key that no record has is an id that is gone; the name alone then only makes candidates.
    if let ([one], false) = (&named[..], has_key) {
        return Ok(*one);
    }
    let mut near: Vec<(f64, usize)> = activities()
        .map(|(index, activity)| (strsim::jaro_winkler(&plain(activity.label()), &name), index))
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Err(near.into_iter().map(|(_, index)| index).take(OFFERED).collect())
}
