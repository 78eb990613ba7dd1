//! Which DPIAs may be the ones for activities that have none linked.

use ropa::dpia::LinkStatus;
use ropa::gaps::RegisterAssessment;
use ropa::matching::{SuggestOptions, Suggestion, Without, best, suggest};
use ropa::screening::NeedVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// What is suggested, and what nothing is suggested for.
pub(super) struct Found {
    pub(super) suggestions: Vec<Suggestion>,
    pub(super) without: Without,
}

/// Suggestions for the activities that may need a DPIA and have none linked, and for the DPIAs that nothing points
/// to; what the ledger has judged is not suggested again.
pub(super) fn find(assessed: &RegisterAssessment<'_>, threshold: f64) -> Found {
    let unlinked = |status| {
        matches!(
            status,
            LinkStatus::None | LinkStatus::Claimed | LinkStatus::Unresolved | LinkStatus::Ambiguous
        )
    };
    let wanted = assessed
        .assessments
        .iter()
        .filter(|one| one.need.verdict != NeedVerdict::NotIndicated && unlinked(one.resolution.status));
    let dpias = assessed.orphan_dpias.iter().copied().collect();
    let wanted = wanted.map(|one| one.activity).collect();
    let options = SuggestOptions { threshold, dpias, ..options(assessed, wanted) };
    let suggestions = suggest(assessed.register, &options);
    let without = Without::of(assessed.register, &options, &suggestions);
    Found { suggestions, without }
}

/// In a larger register a list of gaps is not made to wait for candidates; `ropa link suggest` finds them.
const MOST_ACTIVITIES: usize = 5_000;

/// The likeliest DPIA for each gap that has none linked, as [`SuggestOptions`] set the threshold. Nothing is
/// looked for where there is no such gap, or no DPIA that it could be.
pub(crate) fn of_gaps(assessed: &RegisterAssessment<'_>) -> BTreeMap<usize, Suggestion> {
    let gaps = assessed.assessments.iter().filter(|one| one.lacks_link());
    let gaps: BTreeSet<usize> = gaps.map(|one| one.activity).collect();
    let register = assessed.register;
    if gaps.is_empty() || register.dpias.is_empty() || register.activities.len() > MOST_ACTIVITIES {
        return BTreeMap::new();
    }
    best(suggest(register, &options(assessed, gaps)))
}

fn options(assessed: &RegisterAssessment<'_>, activities: BTreeSet<usize>) -> SuggestOptions {
    let settled = assessed.traced_links.iter().filter_map(|state| state.ends()).collect();
    SuggestOptions { settled, activities: Some(activities), ..SuggestOptions::default() }
}
