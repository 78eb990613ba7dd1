//! Which activities the DPIAs that exist are linked to.

use super::action::{Action, may_be_widened};
use super::families::{Anchor, Comparison};
use super::options::Widen;
use crate::dpia::LinkState;
use crate::gaps::{Assessment, RegisterAssessment};
use crate::law::Likeness;
use std::collections::{BTreeMap, BTreeSet};

/// Which activities each DPIA is linked to.
pub(super) struct Links {
    all: BTreeMap<usize, Vec<usize>>,
    /// The link of each activity that counts: of several in the same state, the one whose other processing is most like
    /// it.
    homes: BTreeMap<usize, usize>,
    /// What is at home in each DPIA that may be widened.
    living: BTreeMap<usize, Vec<usize>>,
    /// DPIAs that are not finished, or not approved.
    in_the_making: BTreeSet<usize>,
}

impl Links {
    pub(super) fn of(assessed: &RegisterAssessment, comparison: &Comparison) -> Links {
        let mut links = Links {
            all: BTreeMap::new(),
            homes: BTreeMap::new(),
            living: BTreeMap::new(),
            in_the_making: BTreeSet::new(),
        };
        for link in assessed.assessments.iter().flat_map(|assessment| &assessment.resolution.links) {
            links.all.entry(link.link.dpia).or_default().push(link.link.activity);
        }
        for assessment in &assessed.assessments {
            let Some((at, home)) = links.nearest(assessment, comparison) else { continue };
            links.homes.insert(assessment.activity, at);
            if matches!(Action::of(home), Some(Action::Finish | Action::Approve)) {
                links.in_the_making.insert(home.link.dpia);
            }
            if may_be_widened(home) {
                links.living.entry(home.link.dpia).or_default().push(assessment.activity);
            }
        }
        links
    }

    /// Of the links in the best state, the one whose other processing is most like the activity.
    fn nearest<'a>(
        &self,
        assessment: &'a Assessment,
        comparison: &Comparison,
    ) -> Option<(usize, &'a LinkState)> {
        let links = &assessment.resolution.links;
        let best = assessment.resolution.deciding()?.status;
        let unlike = |link: &LinkState| {
            let others = self.all.get(&link.link.dpia).into_iter().flatten();
            let others = others.filter(|other| **other != assessment.activity);
            let pairs = others.map(|other| comparison.pair(assessment.activity, *other));
            pairs
                .map(|pair| (pair.keeps_apart().contains(&Likeness::Purpose), pair.keeps_apart().len()))
                .min()
        };
        let mut same = links.iter().enumerate().filter(|(_, link)| link.status == best);
        match links.iter().filter(|link| link.status == best).count() {
            1 => same.next(),
            // One that covers nothing else says nothing of what it is like.
            _ => same.min_by_key(|(at, link)| {
                let unlike = unlike(link);
                (unlike.is_none(), unlike, *at)
            }),
        }
    }

    /// The link of an activity that counts.
    pub(super) fn home<'a>(&self, assessment: &'a Assessment) -> Option<&'a LinkState> {
        assessment.resolution.links.get(*self.homes.get(&assessment.activity)?)
    }

    /// A DPIA that exists, with what is at home in it.
    pub(super) fn anchor(&self, dpia: usize, comparison: &Comparison) -> Anchor {
        let own = comparison.rules.options.widen == Widen::Process && !self.in_the_making.contains(&dpia);
        Anchor { covered: self.living.get(&dpia).cloned().unwrap_or_default(), own_processes: own }
    }

    /// What a DPIA is linked to.
    pub(super) fn linked_to(&self, dpia: usize) -> Vec<usize> {
        self.all.get(&dpia).cloned().unwrap_or_default()
    }

    /// The DPIAs that may be widened, where people let them be.
    pub(super) fn widened_from(&self, comparison: &Comparison) -> impl Iterator<Item = usize> {
        let widen = comparison.rules.options.widen != Widen::No;
        self.living.keys().copied().filter(move |_| widen)
    }
}
