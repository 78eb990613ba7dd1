//! What else is in the same system: the assessment is of the system as a whole.

use super::compared::Aspect;
use super::families::Comparison;
use super::work::{LeftOut, Work};
use crate::gaps::{Assessment, RegisterAssessment};
use crate::law::Likeness;
use std::collections::BTreeMap;

/// Writes into each work what is left out in its system.
pub(super) fn tell(
    assessed: &RegisterAssessment,
    comparison: &Comparison,
    works: &mut [Work],
    first: &[usize],
) {
    let mut by_system: BTreeMap<(&[u32], &[u32]), Vec<&Assessment>> = BTreeMap::new();
    for assessment in &assessed.assessments {
        let signature = comparison.signature(assessment.activity);
        let system = signature.terms(Aspect::MainSystem);
        if !system.is_empty() {
            by_system.entry((signature.terms(Aspect::Controller), system)).or_default().push(assessment);
        }
    }
    let work_of: BTreeMap<usize, usize> = works
        .iter()
        .enumerate()
        .flat_map(|(at, work)| work.everything().map(move |activity| (activity, at)))
        .collect();
    let first: std::collections::BTreeSet<usize> = first.iter().copied().collect();
    for (at, work) in works.iter_mut().enumerate() {
        let Some(one) = work.everything().next() else { continue };
        let signature = comparison.signature(one);
        let system = signature.terms(Aspect::MainSystem);
        let Some(of_system) = by_system.get(&(signature.terms(Aspect::Controller), system)) else { continue };
        let named = comparison.compared(one).said(Aspect::MainSystem).terms.first();
        let mut left = LeftOut { system: named.map(|term| term.kind.clone()), ..LeftOut::default() };
        for assessment in of_system {
            let activity = assessment.activity;
            match work_of.get(&activity) {
                Some(place) if *place == at => {}
                Some(place) => left.elsewhere.push((activity, *place)),
                None if first.contains(&activity) => left.first.push(activity),
                None if assessment.gap.is_some() => left.besides.push(activity),
                None if is_not_needed(assessment) => left.not_needed.push(activity),
                None => left.in_order.push(activity),
            }
        }
        left.nearest = nearest(comparison, one, &left.elsewhere);
        work.left_out = left;
    }
}

/// Of the works in the same system, the one that a processing differs least from.
fn nearest(
    comparison: &Comparison,
    activity: usize,
    elsewhere: &[(usize, usize)],
) -> Option<(usize, Vec<Likeness>)> {
    /// So many are asked at most: it is told and decides nothing.
    const ASKED: usize = 200;
    let apart = |(other, place): &(usize, usize)| (*place, comparison.pair(activity, *other).keeps_apart());
    let pairs = elsewhere.iter().take(ASKED).map(apart).filter(|(_, apart)| !apart.is_empty());
    pairs.min_by_key(|(place, apart)| (apart.len(), *place))
}

fn is_not_needed(assessment: &Assessment) -> bool {
    use crate::screening::NeedVerdict;
    matches!(assessment.need.verdict, NeedVerdict::NotIndicated | NeedVerdict::Exempt)
}
