//! The days on which something of a pack applies.

use super::pack::{
    CheckChange, FamilyCondition, ListedExample, Note, Pack, PackStatus, Rule, StrongSecrecy, WorkStep,
};
use chrono::NaiveDate;

/// Something with an id that applies on some days.
pub(super) trait Dated {
    /// What a later pack replaces it by.
    fn id(&self) -> &str;

    /// The first and the last day; none where it has no limit.
    fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>);

    /// Whether it is law or a proposal.
    fn status(&self) -> PackStatus {
        PackStatus::InForce
    }

    /// Whether it applies on a day.
    fn applies(&self, on: NaiveDate) -> bool {
        let (from, to) = self.days();
        self.status() == PackStatus::InForce
            && from.is_none_or(|from| from <= on)
            && to.is_none_or(|to| on <= to)
    }

    /// Whether its last day is before its first.
    fn ends_before_it_begins(&self) -> bool {
        matches!(self.days(), (Some(from), Some(to)) if to < from)
    }
}

macro_rules! dated {
    ($($kind:ident $($status:ident)?),+) => {
        $(impl Dated for $kind {
            fn id(&self) -> &str {
                &self.id
            }

            fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
                (self.valid_from.into(), self.valid_to)
            }

            $(fn $status(&self) -> PackStatus {
                self.$status
            })?
        })+
    };
}

dated!(
    Pack status,
    Note status,
    Rule,
    ListedExample,
    StrongSecrecy,
    CheckChange,
    WorkStep,
    FamilyCondition
);
