//! A plan: the fewest honest DPIAs for what lacks one, in the order of work, with dates and owners.
//!
//! Several processings may share one DPIA where they are similar and present similar high risks (Art. 35(1), last
//! sentence). What is compared, and what a difference does, are data of the rule packs (`[[family_conditions]]`); here
//! it is applied. Nothing is shared by likeness of names alone, nothing across controllers, and what is unknown is not
//! equal to anything.

mod action;
mod answers_first;
mod assemble;
mod calendar;
mod compare;
mod compared;
mod cover;
mod described;
mod draft;
mod families;
mod last;
mod left_out;
mod linked;
mod method;
mod options;
mod quarter;
mod read_compared;
mod rules;
mod schedule;
mod signature;
mod whole;
mod work;

pub use action::Action;
pub use answers_first::{FirstKind, FirstStep};
pub use calendar::{CalendarEntry, CalendarKind};
pub use compare::{Outcome, Pair};
pub use compared::{Aspect, TermKind};
pub use described::{Condition, TermOfMembers};
pub use families::Comparison;
pub use last::{Closed, ClosedHow, SinceLast};
pub use method::Method;
pub use options::{PlanOptions, PurposeBy, Widen};
pub use quarter::Quarter;
pub use schedule::Load;
pub use whole::{Plan, PlanError};
pub use work::{LeftOut, Member, Work};

pub(crate) use last::print;
pub(crate) use schedule::units_of;
