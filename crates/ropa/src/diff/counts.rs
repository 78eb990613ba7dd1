//! The figures. They add up: what was there is kept, merged or not in the new file, and what is there is kept or new.

use super::{KeptRecord, RegisterDiff, Sureness};
use crate::gaps::{Assessment, RegisterAssessment};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many records there were and are.
///
/// `before = unchanged + changed + merged + gone`, and `now = unchanged + changed + new`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DiffCounts {
    /// Records of the old register.
    pub before: usize,
    /// Records of the new.
    pub now: usize,
    /// Kept, and say all that they did.
    pub unchanged: usize,
    /// Kept, and say something otherwise.
    pub changed: usize,
    /// One now with another that is kept.
    pub merged: usize,
    /// Not in the new file.
    pub gone: usize,
    /// Not in the old file.
    pub new: usize,
    /// Of those changed: only in words, or in dates of upkeep.
    pub lightly_changed: usize,
    /// Of those changed: in what bears on the risk.
    pub risk_changed: usize,
    /// Of those kept: likely the same, and not surely.
    pub likely: usize,
    /// Of those kept: with another id.
    pub renumbered: usize,
    /// Of those not in the new file, and of the new: with one of a like name on the other side.
    pub open: usize,
    /// The gaps.
    pub gaps: GapCounts,
}

/// How many gaps there were and are.
///
/// `before = closed + same + other_kind + merged + gone`, and `now = opened + same + other_kind + new`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GapCounts {
    /// Gaps of the old register.
    pub before: usize,
    /// Gaps of the new.
    pub now: usize,
    /// Of a kept record: a gap that was not there.
    pub opened: usize,
    /// Of a kept record: a gap that is not there any more.
    pub closed: usize,
    /// Of a kept record: the same kind of gap.
    pub same: usize,
    /// Of a kept record: another kind of gap.
    pub other_kind: usize,
    /// Of a record that has become one with another.
    pub merged: usize,
    /// Of a record that is not in the new file: not told as closed.
    pub gone: usize,
    /// Of a new record.
    pub new: usize,
}

impl DiffCounts {
    pub(super) fn of(diff: &RegisterDiff, old: &RegisterAssessment, new: &RegisterAssessment) -> DiffCounts {
        let kept = |is: &dyn Fn(&KeptRecord) -> bool| diff.kept.iter().filter(|one| is(one)).count();
        let open = diff.gone.iter().chain(&diff.new).filter(|one| !one.candidates.is_empty()).count();
        DiffCounts {
            before: old.register().activities.len(),
            now: new.register().activities.len(),
            unchanged: kept(&KeptRecord::is_unchanged),
            changed: kept(&|one| !one.is_unchanged()),
            merged: diff.merged.len(),
            gone: diff.gone.len(),
            new: diff.new.len(),
            lightly_changed: kept(&KeptRecord::only_lightly_changed),
            risk_changed: kept(&KeptRecord::bears_on_risk),
            likely: kept(&|one| one.sureness == Sureness::Likely),
            renumbered: kept(&|one| one.renumbered),
            open,
            gaps: GapCounts::of(diff, old, new),
        }
    }
}

impl GapCounts {
    fn of(diff: &RegisterDiff, old: &RegisterAssessment, new: &RegisterAssessment) -> GapCounts {
        let (then, now) = (with_gap(old), with_gap(new));
        let mut counts = GapCounts { before: then.len(), now: now.len(), ..GapCounts::default() };
        for one in &diff.kept {
            match (then.contains(&one.old), now.contains(&one.new)) {
                (true, true) if one.gap.is_some() => counts.other_kind += 1,
                (true, true) => counts.same += 1,
                (true, false) => counts.closed += 1,
                (false, true) => counts.opened += 1,
                (false, false) => {}
            }
        }
        counts.merged = diff.merged.iter().filter(|one| then.contains(&one.old)).count();
        counts.gone = diff.gone.iter().filter(|one| then.contains(&one.index)).count();
        counts.new = diff.new.iter().filter(|one| now.contains(&one.index)).count();
        counts
    }
}

fn with_gap(assessed: &RegisterAssessment) -> BTreeSet<usize> {
    let with = assessed.assessments.iter().filter(|one: &&Assessment| one.gap.is_some());
    with.map(|one| one.activity).collect()
}
