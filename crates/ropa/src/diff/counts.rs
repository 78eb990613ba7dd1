//! The figures. They add up: what was there is kept, merged or not in the new file, and what is there is kept or new.

use super::{KeptRecord, RegisterDiff, Sureness};
use crate::gaps::{Assessment, Gap, RegisterAssessment};
use crate::model::Severity;
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
    /// Of those unchanged: their need or their gap is another all the same.
    pub judged_otherwise: usize,
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
    /// All that is on the list of work: what lacks a DPIA, what is to be investigated, what is to be considered or is only noted.
    pub gaps: GapCounts,
    /// Of these, what needs a DPIA and has none in force. These are the gaps of the yearly report.
    pub lacking: GapCounts,
}

/// How many gaps there were and are, of all or of some.
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
            judged_otherwise: kept(&KeptRecord::is_only_judged_otherwise),
            changed: kept(&|one| !one.is_unchanged()),
            merged: diff.merged.len(),
            gone: diff.gone.len(),
            new: diff.new.len(),
            lightly_changed: kept(&KeptRecord::only_lightly_changed),
            risk_changed: kept(&KeptRecord::bears_on_risk),
            likely: kept(&|one| one.sureness == Sureness::Likely),
            renumbered: kept(&|one| one.renumbered),
            open,
            gaps: GapCounts::of(diff, &with_gap(old, |_| true), &with_gap(new, |_| true)),
            lacking: GapCounts::of(diff, &with_gap(old, lacks), &with_gap(new, lacks)),
        }
    }
}

impl GapCounts {
    fn of(diff: &RegisterDiff, then: &BTreeSet<usize>, now: &BTreeSet<usize>) -> GapCounts {
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

/// Whether a DPIA is needed and none is in force.
fn lacks(gap: &Gap) -> bool {
    gap.severity == Severity::Error
}

fn with_gap(assessed: &RegisterAssessment, is: impl Fn(&Gap) -> bool) -> BTreeSet<usize> {
    let with = assessed.assessments.iter().filter(|one: &&Assessment| one.gap.as_ref().is_some_and(&is));
    with.map(|one| one.activity).collect()
}
