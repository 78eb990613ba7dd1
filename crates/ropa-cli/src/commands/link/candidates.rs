//! Which DPIAs may be the ones for activities that have none linked.

use ropa::dpia::{LinkStatus, NeedVerdict, RegisterAssessment};
use ropa::link::{SuggestOptions, Suggestion, best, suggest};
use std::collections::{BTreeMap, BTreeSet};

/// Suggestions for the activities that may need a DPIA and have none linked; what the ledger has judged is
/// not suggested again.
pub(super) fn suggestions(assessed: &RegisterAssessment<'_>, threshold: f64) -> Vec<Suggestion> {
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
    let options = SuggestOptions { threshold, ..options(assessed, wanted.map(|one| one.activity).collect()) };
    suggest(assessed.register, &options)
}

/// The likeliest DPIA for each gap that has none linked, as [`SuggestOptions`] set the threshold. Nothing is
/// looked for where there is no such gap, or no DPIA that it could be.
pub(crate) fn of_gaps(assessed: &RegisterAssessment<'_>) -> BTreeMap<usize, Suggestion> {
    let gaps = assessed.assessments.iter().filter(|one| one.lacks_link());
    let gaps: BTreeSet<usize> = gaps.map(|one| one.activity).collect();
    if gaps.is_empty() || assessed.register.dpias.is_empty() {
        return BTreeMap::new();
    }
    best(suggest(assessed.register, &options(assessed, gaps)))
}

fn options(assessed: &RegisterAssessment<'_>, activities: BTreeSet<usize>) -> SuggestOptions {
    let settled = assessed.tie_states.iter().filter_map(|state| state.ends()).collect();
    SuggestOptions { settled, activities: Some(activities), ..SuggestOptions::default() }
}
