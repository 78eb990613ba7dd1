//! What has become of the gaps since an earlier register, for the report of a year: what is closed and what has come, with why.

use super::judged::Told;
use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::diff::{GapCounts, KeptRecord};
use crate::model::Severity;

/// What has become of the gaps.
pub(in crate::report) struct SinceRegister {
    /// The figures; they add up.
    pub(in crate::report) counts: GapCounts,
    /// What is closed.
    pub(in crate::report) closed: Vec<Told>,
    /// What has come of processing that was there.
    pub(in crate::report) opened: Vec<Told>,
    /// New processing that has a gap, by its id and its name.
    pub(in crate::report) new: Vec<Told>,
}

impl SinceRegister {
    /// Tells what has become of the gaps between two registers: of what needs a DPIA and has none in force.
    pub(in crate::report) fn of(view: &DiffView<'_>) -> SinceRegister {
        let s = Sentences::new(view);
        let lacks = |side: Side, index: usize| {
            let gap = s.assessed(side).of(index).and_then(|one| one.gap.as_ref());
            gap.is_some_and(|gap| gap.severity == Severity::Error)
        };
        let kept = |is: &dyn Fn(&KeptRecord) -> bool| -> Vec<Told> {
            view.diff.kept.iter().filter(|one| is(one)).filter_map(|one| s.told(one)).collect()
        };
        let new = view.diff.new.iter().filter(|one| lacks(Side::New, one.index));
        SinceRegister {
            counts: view.diff.counts.lacking.clone(),
            closed: kept(&|one| lacks(Side::Old, one.old) && !lacks(Side::New, one.new)),
            opened: kept(&|one| !lacks(Side::Old, one.old) && lacks(Side::New, one.new)),
            new: new.map(|one| s.told_new(one.index)).collect(),
        }
    }
}
