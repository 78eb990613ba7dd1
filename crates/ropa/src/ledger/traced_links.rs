//! Links between DPIAs and processing that people have accepted or rejected.

use crate::linking::finders::{ActivityFinder, DpiaFinder, RowRecord};
use crate::linking::recorded_link::{LinkChoice, RecordedLink};
use crate::model::Register;
use crate::screening::fingerprint::Change;
use std::collections::BTreeMap;

/// What a row of the ledger leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TracedLink {
    /// The activity, by its index.
    pub activity: Option<usize>,
    /// Activities it may mean, where none is found.
    pub activity_candidates: Vec<usize>,
    /// The DPIA, by its index.
    pub dpia: Option<usize>,
    /// DPIAs it may mean, where none is found.
    pub dpia_candidates: Vec<usize>,
    /// What has changed since in a way that may overtake the DPIA; known only where the register was assessed
    /// with the ledger ([`RegisterAssessment::traced_links`](crate::gaps::RegisterAssessment::traced_links)).
    pub changed: Vec<Change>,
}

impl TracedLink {
    /// Whether both ends are there.
    pub fn is_linked(&self) -> bool {
        self.ends().is_some()
    }

    /// Both ends, where both are there.
    pub fn ends(&self) -> Option<(usize, usize)> {
        Some((self.activity?, self.dpia?))
    }
}

/// The rows that count, by the activity and the DPIA that they join: of several on the same two, the latest.
/// Where it cannot be told which is the latest of an acceptance and a rejection, neither counts.
pub(crate) fn counting(links: &[RecordedLink], states: &[TracedLink]) -> BTreeMap<(usize, usize), usize> {
    let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (row, state) in states.iter().enumerate() {
        if let (Some(ends), true) = (state.ends(), links[row].choice != LinkChoice::Unclear) {
            rows.entry(ends).or_default().push(row);
        }
    }
    let latest = |rows: Vec<usize>| {
        let last = rows.iter().map(|row| links[*row].on).max()?;
        let undated = rows.iter().any(|row| links[*row].on.is_none());
        let mut of_last = rows.iter().copied().filter(|row| undated || links[*row].on == last);
        let row = of_last.next_back()?;
        of_last.all(|other| links[other].choice == links[row].choice).then_some(row)
    };
    rows.into_iter().filter_map(|(ends, rows)| Some((ends, latest(rows)?))).collect()
}

/// What each row of a ledger leads to in a register, in the order of the rows. Keys go first, where the name that
/// the row keeps fits what has the key now; a title finds a DPIA where its key is gone and the title is one DPIA's
/// alone.
pub fn trace(links: &[RecordedLink], register: &Register) -> Vec<TracedLink> {
    let (activities, dpias) = (ActivityFinder::new(register), DpiaFinder::new(register));
    let rows: Vec<RowRecord<'_>> = links.iter().map(record_of).collect();
    let state = |(link, activity): (&RecordedLink, Result<usize, Vec<usize>>)| {
        let mut state = TracedLink::default();
        match dpias.find(link.dpia.as_deref(), link.title.as_deref()) {
            Ok(index) => state.dpia = Some(index),
            Err(candidates) => state.dpia_candidates = candidates,
        }
        match activity {
            Ok(index) => state.activity = Some(index),
            Err(candidates) => state.activity_candidates = candidates,
        }
        state
    };
    links.iter().zip(activities.find_all(&rows)).map(state).collect()
}

/// What a row says of the record that it is about.
pub(crate) fn record_of(link: &RecordedLink) -> RowRecord<'_> {
    RowRecord {
        key: link.activity.as_deref(),
        name: link.name.as_deref(),
        unit: link.unit.as_deref(),
        fingerprint: link.fingerprint.as_ref(),
    }
}
