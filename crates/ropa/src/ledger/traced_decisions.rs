//! Which activity a recorded decision concerns.

use crate::linking::finders::{ActivityFinder, RowRecord};
use crate::model::Register;
use crate::screening::recorded_decision::{DecisionKind, RecordedDecision};
use std::collections::BTreeMap;

/// A decision on an activity that the register does not have, or has several of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrphanDecision {
    /// Index among the recorded decisions.
    pub decision: usize,
    /// Indices of activities that it may concern, likeliest first.
    pub candidates: Vec<usize>,
}

/// The decisions of a register, by activity.
#[derive(Debug, Default)]
pub(crate) struct DecisionBook {
    /// Indices of the decisions that are no waivers, by activity.
    pub(crate) of: BTreeMap<usize, Vec<usize>>,
    pub(crate) orphans: Vec<OrphanDecision>,
}

impl DecisionBook {
    pub(crate) fn of(decisions: &[RecordedDecision], register: &Register) -> DecisionBook {
        let mut book = DecisionBook::default();
        let finder = ActivityFinder::new(register);
        let rows: Vec<RowRecord<'_>> = decisions.iter().map(record_of).collect();
        for (index, (decision, found)) in decisions.iter().zip(finder.find_all(&rows)).enumerate() {
            match found {
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

/// What a row says of the record that it is about.
pub(crate) fn record_of(decision: &RecordedDecision) -> RowRecord<'_> {
    RowRecord {
        key: decision.key.as_deref(),
        name: decision.name.as_deref(),
        unit: decision.unit.as_deref(),
        fingerprint: decision.fingerprint.as_ref(),
    }
}
