//! Ties between DPIAs and processing that people have accepted or rejected.

use super::decision::{Change, Fingerprint};
use super::finder::{ActivityFinder, DpiaFinder};
use crate::model::{CellRef, Register, Text};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a person said of a tie.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TieChoice {
    /// The DPIA concerns the processing.
    Accepted,
    /// It does not; it is not to be suggested again.
    Rejected,
    /// Not yet known.
    Unclear,
}

/// One row of the ledger. Nothing in it is judged; what is absent was not written.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedTie {
    /// What was said.
    pub choice: TieChoice,
    /// Key or id of the activity.
    pub activity: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// Key of the DPIA: its id, else its case number, else its title.
    pub dpia: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// What of the processing it covers, where not all.
    pub scope: Option<Text>,
    /// How the tie was found.
    pub how: Option<Text>,
    /// Who said so.
    pub by: Option<Text>,
    /// When.
    pub on: Option<NaiveDate>,
    /// What bears on the risk of the processing, as it was then.
    pub fingerprint: Option<Fingerprint>,
    /// Remarks.
    pub note: Option<Text>,
    /// The first cell of its row.
    pub cell: CellRef,
}

/// What a row of the ledger leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TieState {
    /// The activity, by its index.
    pub activity: Option<usize>,
    /// Activities it may mean, where none is found.
    pub activity_candidates: Vec<usize>,
    /// The DPIA, by its index.
    pub dpia: Option<usize>,
    /// DPIAs it may mean, where none is found.
    pub dpia_candidates: Vec<usize>,
    /// What has changed since in a way that may overtake the DPIA; known only where the register was assessed
    /// with the ledger ([`RegisterAssessment::tie_states`](super::RegisterAssessment::tie_states)).
    pub changed: Vec<Change>,
}

impl TieState {
    /// Whether both ends are there.
    pub fn is_tied(&self) -> bool {
        self.ends().is_some()
    }

    /// Both ends, where both are there.
    pub fn ends(&self) -> Option<(usize, usize)> {
        Some((self.activity?, self.dpia?))
    }
}

/// The rows that count, by the activity and the DPIA that they join: of several on the same two, the latest.
/// Where it cannot be told which is the latest of an acceptance and a rejection, neither counts.
pub(super) fn counting(ties: &[RecordedTie], states: &[TieState]) -> BTreeMap<(usize, usize), usize> {
    let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (row, state) in states.iter().enumerate() {
        if let (Some(ends), true) = (state.ends(), ties[row].choice != TieChoice::Unclear) {
            rows.entry(ends).or_default().push(row);
        }
    }
    let latest = |rows: Vec<usize>| {
        let last = rows.iter().map(|row| ties[*row].on).max()?;
        let undated = rows.iter().any(|row| ties[*row].on.is_none());
        let mut of_last = rows.iter().copied().filter(|row| undated || ties[*row].on == last);
        let row = of_last.next_back()?;
        of_last.all(|other| ties[other].choice == ties[row].choice).then_some(row)
    };
    rows.into_iter().filter_map(|(ends, rows)| Some((ends, latest(rows)?))).collect()
}

/// What each row of a ledger leads to in a register, in the order of the rows. Keys go first, where the name that
/// the row keeps fits what has the key now; a title finds a DPIA where its key is gone and the title is one DPIA's
/// alone.
pub fn trace(ties: &[RecordedTie], register: &Register) -> Vec<TieState> {
    let (activities, dpias) = (ActivityFinder::new(register), DpiaFinder::new(register));
    let state = |tie: &RecordedTie| {
        let mut state = TieState::default();
        match dpias.find(tie.dpia.as_deref(), tie.title.as_deref()) {
            Ok(index) => state.dpia = Some(index),
            Err(candidates) => state.dpia_candidates = candidates,
        }
        let (key, name, unit) = (tie.activity.as_deref(), tie.name.as_deref(), tie.unit.as_deref());
        match activities.find_recorded(key, name, unit, tie.fingerprint.as_ref()) {
            Ok(index) => state.activity = Some(index),
            Err(candidates) => state.activity_candidates = candidates,
        }
        state
    };
    ties.iter().map(state).collect()
}
