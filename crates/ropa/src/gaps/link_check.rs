//! How every link stands: what the ledger says, what the register says, and where they disagree.

use crate::gaps::assessment::{Assessment, RegisterAssessment};
use crate::ledger::traced_links::{TracedLink, counting};
use crate::linking::link::Via;
use crate::linking::recorded_link::LinkChoice;
use crate::screening::fingerprint::Change;
use crate::screening::verdict::NeedVerdict;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// What is wrong with a row of the ledger.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LinkIssue {
    /// The register has no such activity.
    Orphaned,
    /// The lists have no such DPIA.
    DpiaGone,
    /// Accepted in one row and rejected in another.
    AcceptedAndRejected,
    /// Rejected, though the register or the DPIA itself makes the link.
    Contradicted,
    /// Another row says the same.
    Duplicate,
    /// What bears on the risk has changed since it was accepted.
    Overtaken,
    /// It does not say by whom.
    Unsigned,
    /// It does not say when.
    Undated,
}

/// One row of the ledger with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedLink {
    /// The row, by its index.
    pub row: usize,
    /// What it leads to.
    pub state: TracedLink,
    /// Whether it counts: an acceptance that is followed, a rejection that is heeded.
    pub counts: bool,
    /// What is wrong with it.
    pub issues: Vec<LinkIssue>,
    /// How else the link is made, where the register or the DPIA makes it too.
    pub also: Vec<Via>,
}

/// How all links stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct LinkCheck {
    /// The rows of the ledger, in their order.
    pub ledger: Vec<CheckedLink>,
    /// Activities that need a DPIA and have none linked, by their index.
    pub in_need: Vec<usize>,
    /// DPIAs that no activity is linked to, by their index.
    pub unlinked_dpias: Vec<usize>,
}

impl LinkCheck {
    /// Whether there is nothing to act on.
    pub fn is_clean(&self) -> bool {
        self.in_need.is_empty()
            && self.unlinked_dpias.is_empty()
            && self.ledger.iter().all(|link| link.issues.is_empty())
    }
}

impl RegisterAssessment {
    /// The rows of the ledger that were judged and have lost the activity or the DPIA, by their index: they do not
    /// count.
    pub fn orphan_links(&self) -> impl Iterator<Item = usize> + '_ {
        let lost = |row: &usize| {
            self.links()[*row].choice != LinkChoice::Unclear && !self.traced_links[*row].is_linked()
        };
        (0..self.traced_links.len()).filter(lost)
    }

    /// How every link stands: each row of the ledger, and what no link reaches.
    pub fn check_links(&self) -> LinkCheck {
        let counting = counting(self.links(), &self.traced_links);
        let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (row, state) in self.traced_links.iter().enumerate() {
            state.ends().into_iter().for_each(|ends| rows.entry(ends).or_default().push(row));
        }
        let links: BTreeMap<(usize, usize), &[Via]> = self
            .assessments
            .iter()
            .flat_map(|assessment| &assessment.resolution.links)
            .map(|link| ((link.link.activity, link.link.dpia), &link.link.via[..]))
            .collect();
        let check = |(row, state): (usize, &TracedLink)| {
            let also = state.ends().and_then(|ends| links.get(&ends)).copied().unwrap_or_default();
            let also: Vec<Via> = also.iter().copied().filter(|via| *via != Via::Ledger).collect();
            let counts = state.ends().is_some_and(|ends| counting.get(&ends) == Some(&row));
            let issues = self.issues(row, counts, &rows, &also);
            CheckedLink { row, state: state.clone(), counts, issues, also }
        };
        let linked: BTreeSet<usize> = links.keys().map(|(_, dpia)| *dpia).collect();
        let mut in_need: Vec<usize> =
            self.assessments.iter().filter(|one| is_in_need(one)).map(|one| one.activity).collect();
        in_need.sort_unstable();
        LinkCheck {
            ledger: self.traced_links.iter().enumerate().map(check).collect(),
            in_need,
            unlinked_dpias: (0..self.register().dpias.len()).filter(|dpia| !linked.contains(dpia)).collect(),
        }
    }

    fn issues(
        &self,
        row: usize,
        counts: bool,
        rows: &BTreeMap<(usize, usize), Vec<usize>>,
        also: &[Via],
    ) -> Vec<LinkIssue> {
        let (link, state) = (&self.links()[row], &self.traced_links[row]);
        let same_ends = state.ends().and_then(|ends| rows.get(&ends)).map(Vec::as_slice).unwrap_or_default();
        let others =
            || same_ends.iter().filter(|other| **other != row).map(|other| self.links()[*other].choice);
        let opposite = match link.choice {
            LinkChoice::Accepted => Some(LinkChoice::Rejected),
            LinkChoice::Rejected => Some(LinkChoice::Accepted),
            LinkChoice::Unclear => None,
        };
        let stale = |change: &Change| !matches!(change, Change::Rules | Change::Rule(_));
        [
            (LinkIssue::Orphaned, state.activity.is_none()),
            (LinkIssue::DpiaGone, state.dpia.is_none()),
            (
                LinkIssue::AcceptedAndRejected,
                opposite.is_some_and(|opposite| others().any(|choice| choice == opposite)),
            ),
            (LinkIssue::Contradicted, link.choice == LinkChoice::Rejected && !also.is_empty()),
            (LinkIssue::Duplicate, !counts && others().any(|choice| choice == link.choice)),
            (LinkIssue::Overtaken, state.changed.iter().any(stale)),
            (LinkIssue::Unsigned, link.by.is_none()),
            (LinkIssue::Undated, link.on.is_none()),
        ]
        .into_iter()
        .filter(|(_, found)| *found)
        .map(|(issue, _)| issue)
        .collect()
    }
}

/// Whether a DPIA is needed and none is linked, nor a decision taken to do without.
fn is_in_need(assessment: &Assessment) -> bool {
    let needed = matches!(assessment.need.verdict, NeedVerdict::Required | NeedVerdict::Presumed);
    needed && assessment.standing.is_none() && assessment.lacks_link()
}
