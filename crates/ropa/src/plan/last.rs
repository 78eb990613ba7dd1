//! What people did with the last plan, and what has become of it.

use super::draft::Draft;
use crate::gaps::{Assessment, RegisterAssessment};
use crate::ledger::{RecordedMember, RecordedPlan, RecordedProgress, WorkStatus};
use crate::linking::ActivityFinder;
use crate::screening::{Change, Fingerprint};
use crate::source::Text;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, IntoStaticStr};

/// Why a processing has left the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClosedHow {
    /// Its gap is closed.
    Closed,
    /// Its gap is only noted or to be considered now.
    OnlyNoted,
    /// The register has no such record.
    Gone,
}

/// A processing that has left the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Closed {
    /// Its index, where the register has it.
    pub activity: Option<usize>,
    /// What the last plan called it: its key, else its name.
    pub handle: Text,
    /// The family that it was in.
    pub family: Option<Text>,
    /// Why.
    pub how: ClosedHow,
}

/// What has become of the last plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SinceLast {
    /// What has left the plan.
    pub closed: Vec<Closed>,
    /// What is new in it, by index.
    pub new: Vec<usize>,
    /// What the program puts in another family than it did, with that one.
    pub moved: Vec<(usize, Text)>,
    /// What has changed in the records since, by index.
    pub changed: Vec<(usize, Vec<Change>)>,
    /// Families that people have marked as done while a gap stands.
    pub done_with_gap: Vec<String>,
    /// Families that have left the plan.
    pub families_gone: Vec<Text>,
}

/// The last plan, with its rows traced to activities.
pub(super) struct Last<'p> {
    pub(super) plan: &'p RecordedPlan,
    /// The row of each activity.
    pub(super) member: BTreeMap<usize, &'p RecordedMember>,
    first: BTreeMap<usize, &'p RecordedProgress>,
    lost: Vec<&'p RecordedMember>,
}

impl<'p> Last<'p> {
    pub(super) fn of(plan: &'p RecordedPlan, assessed: &RegisterAssessment) -> Last<'p> {
        let finder = ActivityFinder::new(assessed.register());
        let mut last = Last { plan, member: BTreeMap::new(), first: BTreeMap::new(), lost: Vec::new() };
        for row in &plan.members {
            let found = finder.find_recorded(
                row.activity.as_deref(),
                row.name.as_deref(),
                row.unit.as_deref(),
                row.fingerprint.as_ref(),
            );
            match found {
                Ok(activity) => {
                    last.member.insert(activity, row);
                }
                Err(_) => last.lost.push(row),
            }
        }
        for row in &plan.first {
            let found = finder.find(row.activity.as_deref(), row.name.as_deref(), row.unit.as_deref());
            if let Ok(activity) = found {
                last.first.insert(activity, &row.progress);
            }
        }
        last
    }

    /// What people wrote of something to settle first.
    pub(super) fn first(&self, activity: usize) -> RecordedProgress {
        self.first.get(&activity).map(|progress| (*progress).clone()).unwrap_or_default()
    }

    /// The family that a person has put an activity in.
    pub(super) fn by_hand(&self, activity: usize) -> Option<&'p Text> {
        self.member.get(&activity)?.by_hand()
    }

    /// What people wrote of a family.
    pub(super) fn progress(&self, family: &str) -> RecordedProgress {
        let work = self.plan.works.iter().find(|work| &*work.family == family);
        work.map(|work| work.progress.clone()).unwrap_or_default()
    }

    /// Every code that the last plan uses.
    fn codes(&self) -> BTreeSet<&'p str> {
        let of_members = self.plan.members.iter().flat_map(|row| row.family.iter().chain(&row.proposed));
        let of_works = self.plan.works.iter().map(|work| &work.family);
        of_members.chain(of_works).map(|code| &**code).collect()
    }

    /// What has become of it.
    pub(super) fn since(
        &self,
        assessed: &RegisterAssessment,
        works: &[super::work::Work],
        waiting: &BTreeSet<usize>,
        selected: &BTreeSet<usize>,
    ) -> SinceLast {
        let mut since = SinceLast::default();
        let now: BTreeMap<usize, &super::work::Work> = works
            .iter()
            .flat_map(|work| work.members.iter().map(move |member| (member.activity, work)))
            .collect();
        let of: BTreeMap<usize, &Assessment> =
            assessed.assessments.iter().map(|assessment| (assessment.activity, assessment)).collect();
        for (activity, row) in &self.member {
            let Some(assessment) = of.get(activity) else { continue };
            if let Some(then) = &row.fingerprint {
                let changes = then.changes(&print(assessed, assessment));
                if !changes.is_empty() && now.contains_key(activity) {
                    since.changed.push((*activity, changes));
                }
            }
            match now.get(activity) {
                Some(work) => {
                    let was = row.family.as_ref().filter(|_| row.by_hand().is_none());
                    if let Some(was) = was.filter(|was| ***was != *work.family) {
                        since.moved.push((*activity, was.clone()));
                    }
                }
                None if waiting.contains(activity) || !selected.contains(activity) => {}
                None => {
                    let how = if assessment.gap.is_none() { ClosedHow::Closed } else { ClosedHow::OnlyNoted };
                    since.closed.push(closed(Some(*activity), row, how));
                }
            }
        }
        since.closed.extend(self.lost.iter().map(|row| closed(None, row, ClosedHow::Gone)));
        since.new = now.keys().copied().filter(|activity| !self.member.contains_key(activity)).collect();
        let done = works.iter().filter(|work| work.status() == WorkStatus::Done);
        since.done_with_gap = done.map(|work| work.family.clone()).collect();
        let still: BTreeSet<&str> = works.iter().map(|work| work.family.as_str()).collect();
        let codes = self.plan.works.iter().map(|work| &work.family);
        since.families_gone = codes.filter(|code| !still.contains(&***code)).cloned().collect();
        since
    }
}

fn closed(activity: Option<usize>, row: &RecordedMember, how: ClosedHow) -> Closed {
    let handle = row.activity.clone().or_else(|| row.name.clone()).unwrap_or_default();
    Closed { activity, handle, family: row.family.clone(), how }
}

/// The facts that an activity is put in a family on.
pub(crate) fn print(assessed: &RegisterAssessment, assessment: &Assessment) -> Fingerprint {
    Fingerprint::of_need(assessed.activity(assessment), &assessment.facts, &assessment.need)
}

/// Gives each draft its code: that of the last plan which most of its members were proposed in, else the next.
pub(super) fn give_codes(drafts: &mut [Draft], last: Option<&Last<'_>>) {
    let used: BTreeSet<&str> = last.map(Last::codes).unwrap_or_default();
    let mut overlaps: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    if let Some(last) = last {
        for (at, draft) in drafts.iter().enumerate() {
            for activity in &draft.members {
                if let Some(code) = last.member.get(activity).and_then(|row| row.proposed.as_deref()) {
                    *overlaps.entry((at, code)).or_default() += 1;
                }
            }
        }
    }
    let mut ranked: Vec<(usize, usize, &str)> =
        overlaps.into_iter().map(|((at, code), count)| (count, at, code)).collect();
    ranked.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for (_, at, code) in ranked {
        if drafts[at].family.is_empty() && given.insert(code) {
            drafts[at].family = code.to_string();
        }
    }
    let numbered = |code: &&str| code.strip_prefix(CODE).and_then(|number| number.parse::<u32>().ok());
    let mut next = used.iter().filter_map(numbered).max().unwrap_or_default();
    for draft in drafts.iter_mut().filter(|draft| draft.family.is_empty()) {
        next = next.saturating_add(1);
        draft.family = format!("{CODE}{next}");
    }
}

/// How the codes of families begin.
const CODE: &str = "F";
