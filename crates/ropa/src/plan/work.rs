//! One DPIA of a plan, and what it covers.

use super::action::Action;
use super::compare::Outcome;
use super::compared::TermKind;
use super::described::Condition;
use super::quarter::Quarter;
use crate::law::Likeness;
use crate::ledger::RecordedProgress;
use chrono::NaiveDate;

use crate::ledger::WorkStatus;

/// Other processing in the main system of a family, by what becomes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The system.
    pub system: Option<TermKind>,
    /// In another work of the plan, by its place.
    pub elsewhere: Vec<(usize, usize)>,
    /// To be settled first, by index of the activity.
    pub first: Vec<usize>,
    /// Covered by a living DPIA, or a decision stands.
    pub in_order: Vec<usize>,
    /// Nothing points to a need.
    pub not_needed: Vec<usize>,
    /// The other work of the plan that it differs least from, by its place, with what keeps them apart.
    pub nearest: Option<(usize, Vec<Likeness>)>,
    /// A DPIA is only recommended, the gap only noted, or it is outside the selection.
    pub besides: Vec<usize>,
}

impl LeftOut {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.elsewhere.len()
            + self.first.len()
            + self.in_order.len()
            + self.not_needed.len()
            + self.besides.len()
    }
}

/// A processing of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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

    /// Whether it exists, and is linked to processing that the conditions part.
    pub fn is_parted(&self) -> bool {
        !self.against.is_empty() && self.members.iter().all(|member| member.moved_from.is_none())
    }

    /// Whether several share it and an annex has to name a difference, or what could not be compared.
    pub fn needs_annex(&self) -> bool {
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
