//! DPIAs that may be the ones for activities that have none linked, looked for where it matters.

use super::assessment::RegisterAssessment;
use crate::dpia::LinkStatus;
use crate::matching::{SuggestOptions, Suggestion, Without, best, suggest};
use crate::screening::NeedVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// What is suggested, and what nothing is suggested for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SuggestedLinks {
    /// The suggestions, likeliest first.
    pub suggestions: Vec<Suggestion>,
    /// Activities and DPIAs that nothing is suggested for.
    pub without: Without,
}

impl RegisterAssessment {
    /// Suggests links for the activities that may need a DPIA and have none linked, and for the DPIAs that nothing
    /// points to. What the ledger has judged is not suggested again. `threshold` is the least likelihood, 0 to 1.
    pub fn suggest_links(&self, threshold: f64) -> SuggestedLinks {
        let unlinked = |status| {
            matches!(
                status,
                LinkStatus::None
                    | LinkStatus::Claimed
                    | LinkStatus::OtherAnswers
                    | LinkStatus::Pending
                    | LinkStatus::Unresolved
                    | LinkStatus::Ambiguous
            )
        };
        let wanted = self
            .assessments
            .iter()
            .filter(|one| one.need.verdict != NeedVerdict::NotIndicated && unlinked(one.resolution.status));
        let dpias = self.orphan_dpias.iter().copied().collect();
        let wanted = wanted.map(|one| one.activity).collect();
        let options = SuggestOptions { threshold, dpias, ..options(self, wanted) };
        let suggestions = suggest(self.register(), &options);
        let without = Without::of(self.register(), &options, &suggestions);
        SuggestedLinks { suggestions, without }
    }

    /// The likeliest DPIA for each activity that has a gap and no DPIA linked, by the activity's index. A candidate
    /// is no link.
    ///
    /// Made at the first call. In a register of more than 5,000 activities none are looked for: a list must not wait
    /// for them, and [`suggest_links`](Self::suggest_links) finds them.
    pub fn candidates(&self) -> &BTreeMap<usize, Suggestion> {
        self.candidates.get_or_init(|| of_gaps(self))
    }
}

/// In a larger register a list of gaps is not made to wait for candidates.
const MOST_ACTIVITIES: usize = 5_000;

/// The likeliest DPIA for each gap that has none linked, as [`SuggestOptions`] set the threshold. Nothing is
/// looked for where there is no such gap, or no DPIA that it could be.
fn of_gaps(assessed: &RegisterAssessment) -> BTreeMap<usize, Suggestion> {
    let gaps = assessed.assessments.iter().filter(|one| one.lacks_link());
    let gaps: BTreeSet<usize> = gaps.map(|one| one.activity).collect();
    let register = assessed.register();
    if gaps.is_empty() || register.dpias.is_empty() || register.activities.len() > MOST_ACTIVITIES {
        return BTreeMap::new();
    }
    best(suggest(register, &options(assessed, gaps)))
}

fn options(assessed: &RegisterAssessment, activities: BTreeSet<usize>) -> SuggestOptions {
    let settled = assessed.traced_links.iter().filter_map(|state| state.ends()).collect();
    SuggestOptions { settled, activities: Some(activities), ..SuggestOptions::default() }
}
