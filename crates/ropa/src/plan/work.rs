//! The plan: the works, in their order.

use super::action::Action;
use super::answers_first::FirstStep;
use super::assemble;
use super::calendar::CalendarEntry;
use super::described::Condition;
use super::last::SinceLast;
use super::left_out::LeftOut;
use super::options::PlanOptions;
use super::quarter::Quarter;
use super::schedule::Load;
use crate::gaps::{RegisterAssessment, Selection};
use crate::law::Likeness;
use crate::ledger::{RecordedPlan, RecordedProgress};
use chrono::NaiveDate;

pub use crate::ledger::WorkStatus;

/// A processing of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its index in the register.
    pub activity: usize,
    /// Whether the DPIA that exists is to be widened to it.
    pub joins: bool,
    /// The family that the program proposes, where a person has put it in another.
    pub moved_from: Option<String>,
}

/// One DPIA to be carried out, finished, approved, reviewed or widened, and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// `F3`; the same from one plan to the next.
    pub family: String,
    /// What is to be done, first things first.
    pub actions: Vec<Action>,
    /// The DPIA that exists, by its index in the register; of a new one, one that is only planned.
    pub dpia: Option<usize>,
    /// The processing whose gap it closes.
    pub members: Vec<Member>,
    /// Other processing that the DPIA covers, by index.
    pub covered: Vec<usize>,
    /// The place of its most urgent member in the order of work.
    pub position: usize,
    /// What its processing has in common, and what differs.
    pub conditions: Vec<Condition>,
    /// The conditions that speak against what people have put together by hand, or what a DPIA covers already.
    pub against: Vec<Likeness>,
    /// What else is in the same system.
    pub left_out: LeftOut,
    /// The first day of the earliest processing that has not begun: the assessment comes before it (Art. 35(1)).
    pub before: Option<NaiveDate>,
    /// By when.
    pub due: NaiveDate,
    /// Whether the day was kept from the last plan.
    pub due_kept: bool,
    /// What people have written of it.
    pub progress: RecordedProgress,
}

impl Work {
    /// Whether a new DPIA is carried out.
    pub fn is_new(&self) -> bool {
        self.actions == [Action::New]
    }

    /// Whether several share it and an annex has to name a difference, or what could not be compared.
    pub fn needs_annex(&self) -> bool {
        use super::compare::Outcome;
        self.everything().nth(1).is_some()
            && self.conditions.iter().any(|condition| condition.outcome != Outcome::Same)
    }

    /// The members, then what else the DPIA covers, by index.
    pub fn everything(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().map(|member| member.activity).chain(self.covered.iter().copied())
    }

    /// How far it has come, as people have written.
    pub fn status(&self) -> WorkStatus {
        self.progress.status.unwrap_or_default()
    }

    /// The quarter that it is due in.
    pub fn quarter(&self) -> Quarter {
        Quarter::of(self.due)
    }
}

/// How sure it is that no fewer would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// New DPIAs as the program proposes, before people moved anything.
    pub new: usize,
    /// So many are needed at least under the same conditions.
    pub bound: usize,
    /// The processing that they are shared out among, what exists and could be widened taken into account.
    pub processings: usize,
}

impl Method {
    /// Whether no fewer are possible under the same conditions.
    pub fn is_least(&self) -> bool {
        self.new == self.bound
    }
}

/// What cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// No work fits in a quarter.
    #[error("a quarter must have room for at least one DPIA")]
    NoRoom,
    /// No processing fits in a DPIA.
    #[error("a DPIA must be allowed to cover at least one processing")]
    NoSize,
}

/// A plan for what a register lacks.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Plan {
    /// The limits.
    pub options: PlanOptions,
    /// What to settle first.
    pub first: Vec<FirstStep>,
    /// By when that is to be settled.
    pub first_due: NaiveDate,
    /// The works, in their order: what exists, then what is new, each by its most urgent member.
    pub works: Vec<Work>,
    /// How sure it is that no fewer new DPIAs would do.
    pub method: Method,
    /// How much falls in each quarter.
    pub load: Vec<Load>,
    /// What falls due, in the order of the days.
    pub calendar: Vec<CalendarEntry>,
    /// What has become of the last plan, where there was one.
    pub since: Option<SinceLast>,
    /// Gaps of the selection that are only recommended or noted, by index: not planned.
    pub besides: Vec<usize>,
}

impl Plan {
    /// Plans for the gaps of a selection; what people wrote in the last plan is kept.
    ///
    /// # Errors
    /// [`PlanError`] where the limits leave room for nothing.
    pub fn of(
        assessed: &RegisterAssessment,
        selection: &Selection,
        options: PlanOptions,
        last: Option<&RecordedPlan>,
    ) -> Result<Plan, PlanError> {
        if options.per_quarter == 0 {
            return Err(PlanError::NoRoom);
        }
        if options.largest == Some(0) {
            return Err(PlanError::NoSize);
        }
        Ok(assemble::plan(assessed, selection, options, last))
    }

    /// The works on what exists.
    pub fn existing(&self) -> impl Iterator<Item = &Work> {
        self.works.iter().filter(|work| !work.is_new())
    }

    /// The new DPIAs.
    pub fn new(&self) -> impl Iterator<Item = &Work> {
        self.works.iter().filter(|work| work.is_new())
    }

    /// How many gaps the works close.
    pub fn closes(&self) -> usize {
        self.works.iter().map(|work| work.members.len()).sum()
    }

    /// The work of a family, by its code, or of a processing, by its index.
    pub fn work(&self, family: &str) -> Option<&Work> {
        self.works.iter().find(|work| crate::text::same(&work.family, family.trim()))
    }

    /// The work that a processing is in.
    pub fn work_of(&self, activity: usize) -> Option<&Work> {
        self.works.iter().find(|work| work.members.iter().any(|member| member.activity == activity))
    }
}
