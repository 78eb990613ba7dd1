//! The plan: what to settle first, the works in their order, and what falls when.

use super::answers_first::FirstStep;
use super::calendar::CalendarEntry;
use super::last::SinceLast;
use super::method::Method;
use super::options::PlanOptions;
use super::schedule::Load;
use super::work::Work;
use chrono::NaiveDate;

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
    /// The works on what exists.
    pub fn existing(&self) -> impl Iterator<Item = &Work> {
        self.works.iter().filter(|work| !work.is_new())
    }

    /// The new DPIAs.
    pub fn new_ones(&self) -> impl Iterator<Item = &Work> {
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
