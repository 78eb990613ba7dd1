//! The place of a gap in the order of work: its step, why it is of that step, and what parts it from others there.
//!
//! It says when, never whether: everyone for whom a DPIA is presumed still owes one, or a reasoned decision.

use crate::law::{FactId, WorkSign};
use crate::screening::fingerprint::Change;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;

/// The place of one gap in the order of work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Rank {
    /// Its place among all gaps of the register, from one.
    pub position: usize,
    /// The step that it belongs to, by its code in the rule packs; none where no step takes it.
    pub step: Option<String>,
    /// Why: every sign of the step that the record shows, and what the step tells besides.
    pub reasons: Vec<RankReason>,
    /// What parts it from others of the same step.
    pub ties: RankTies,
    /// What it may be assessed together with.
    pub family: WorkFamily,
}

/// One sign that a record shows, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct RankReason {
    /// The sign.
    pub sign: WorkSign,
    /// The facts that it is about.
    pub facts: Vec<FactId>,
    /// The text that it rests on, as written, or the code of a rule or an example.
    pub written: Option<Text>,
    /// The day after which it holds.
    pub after: Option<NaiveDate>,
    /// What has changed.
    pub changes: Vec<Change>,
    /// The DPIA that it is about, by its index in the register.
    pub dpia: Option<usize>,
    /// The cells that it was read from.
    pub cells: Vec<CellRef>,
}

impl RankReason {
    /// A sign with nothing more to say of it.
    pub(crate) fn of(sign: WorkSign) -> RankReason {
        RankReason {
            sign,
            facts: Vec::new(),
            written: None,
            after: None,
            changes: Vec::new(),
            dpia: None,
            cells: Vec::new(),
        }
    }
}

/// What parts gaps of one step, in the order of its weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct RankTies {
    /// Whether anything in the register points to a criterion: what nothing points to comes last.
    pub pointed: bool,
    /// Criteria that are certainly met: most first.
    pub certain: usize,
    /// Signs of danger that the step names: most first.
    pub danger: usize,
    /// Persons, at most as the register counts them: most first.
    pub persons: Option<u64>,
    /// What stands for the persons where they are unknown: unknown is not few, so it is the middle of those that the
    /// register counts.
    pub persons_else: u64,
    /// Gaps to act on in the same family, itself among them: most first.
    pub in_family: usize,
    /// When the processing started: newest first, unknown last.
    pub start: Option<NaiveDate>,
    /// Since when the gap has stood: longest first, unknown last.
    pub since: Option<NaiveDate>,
    /// Open questions that something in the register points to: most first.
    pub hinted: usize,
}

impl RankTies {
    /// What sorts gaps of one step.
    pub(crate) fn key(&self) -> impl Ord + use<> {
        use std::cmp::Reverse;
        (
            Reverse(self.pointed),
            Reverse(self.certain),
            Reverse(self.danger),
            Reverse(self.persons.unwrap_or(self.persons_else)),
            Reverse(self.in_family),
            Reverse(self.start),
            (self.since.is_none(), self.since),
            Reverse(self.hinted),
        )
    }
}

/// What processing is grouped by until its families are settled: the group of processes, else the system.
///
/// Being of one group is no proof that one DPIA can cover all of it (Art. 35(1), last sentence).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkFamily {
    /// The first two levels of the process's code, else its name.
    Process(String),
    /// The first system named, where no process is.
    System(String),
    /// Neither is named.
    Unnamed,
}
