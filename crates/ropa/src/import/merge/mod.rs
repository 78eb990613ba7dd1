//! Several files to one register: what they hold alike is one record, what they hold differently is
//! told, and nothing is left out in silence.
//!
//! Records of different files are the same when they have the same id, or, where one of them has
//! none, the same name and unit. Within a file nothing is merged: what stands twice there is the
//! file's own matter.

mod choice;
mod content;
mod fields;
mod group;
mod join;
mod report;

pub use choice::Choice;
pub use report::{
    Alternative, Apart, Disagreement, Filled, MergeConflict, MergeReport, MergeRule, MergedRecord, Outcome,
    Question, Version,
};

use crate::import::draft::Draft;
use crate::text::UnknownWord;
use choice::{Choices, Choose};
use content::{Asked, Content, content};
use fields::MergeField;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Which of several answers to the same question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, EnumIter, EnumString, Display, IntoStaticStr)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Prefer>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Prefer {
    /// That of the record that was updated last, else registered or created last.
    Newest,
    /// That of the file named first.
    First,
    /// A person's; until then the records stay apart.
    Ask,
}

/// How records that several files hold become one.
///
/// The default: what is alike is folded, what one file lacks is filled from the other, and records
/// that answer differently stay apart.
#[derive(Debug, Clone, Copy, Default)]
pub struct Merging<'c> {
    /// Which answer counts where they differ.
    pub prefer: Option<Prefer>,
    /// What a person has chosen, which goes before any rule.
    pub choices: &'c [Choice],
}

/// Merges the records of several files; `starts` says at which record each file begins.
pub(super) fn merge<F: MergeField>(
    drafts: Vec<Draft<F>>,
    starts: &[usize],
    merging: Merging<'_>,
    report: &mut MergeReport,
) -> Vec<Draft<F>> {
    let mut choices = Choices::new(F::TABLE, merging.choices);
    let groups = if starts.len() < 2 { Vec::new() } else { group::groups(&drafts, starts) };
    let mut drafts: Vec<Option<Draft<F>>> = drafts.into_iter().map(Some).collect();
    for members in groups {
        let taken: Vec<(usize, Draft<F>)> = members
            .iter()
            .filter_map(|member| Some((member.file, drafts.get_mut(member.draft)?.take()?)))
            .collect();
        let kept = Group::new(taken).settled(merging.prefer, &mut choices, report);
        // A record stands where the first of those that it was made of stood.
        for (place, draft) in kept {
            drafts[members[place].draft] = Some(draft);
        }
    }
    report.unused_choices.extend(choices.unused());
    drafts.into_iter().flatten().collect()
}

/// The records of one thing, in the order of the files.
struct Group<F> {
    members: Vec<(usize, Draft<F>)>,
    contents: Vec<Content<F>>,
}

/// Members that say the same, by their indices; the first stands for all.
type Members = Vec<usize>;

impl<F: MergeField> Group<F> {
    fn new(members: Vec<(usize, Draft<F>)>) -> Group<F> {
        let contents = members.iter().map(|(_, draft)| content(&draft.record)).collect();
        Group { members, contents }
    }

    /// Makes as few records of the members as can be; each with the index of its first member.
    fn settled(
        self,
        prefer: Option<Prefer>,
        choices: &mut Choices<'_>,
        report: &mut MergeReport,
    ) -> Vec<(usize, Draft<F>)> {
        let versions = self.versions();
        let asked: Vec<Asked<F>> = match &versions[..] {
            [_] => Vec::new(),
            _ => self.disagreements(&versions),
        };
        let (order, outcome, takes) = self.outcome(&versions, &asked, prefer, choices);
        // What each file holds alike several times is told with the ids that come again.
        let files: BTreeSet<usize> = self.members.iter().map(|(file, _)| *file).collect();
        if !asked.is_empty() && versions.iter().any(|version| version.len() < files.len()) {
            report.conflicts.push(self.conflict(&versions, &asked, outcome, &order, &takes));
        }
        if matches!(outcome, Some(Outcome::Apart(_))) {
            return self.joined_apart(versions, report);
        }
        let (draft, merged) = self.joined(&versions, &order, &takes);
        report.records.push(merged);
        vec![(0, draft)]
    }

    /// The members that say the same, told apart by file: what a file holds twice stays two.
    fn versions(&self) -> Vec<Members> {
        let mut alike: BTreeMap<&Content<F>, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for (index, (file, _)) in self.members.iter().enumerate() {
            alike.entry(&self.contents[index]).or_default().entry(*file).or_default().push(index);
        }
        let mut versions: Vec<Members> = Vec::new();
        for files in alike.values() {
            let most = files.values().map(Vec::len).max().unwrap_or(0);
            for number in 0..most {
                let mut version: Members =
                    files.values().filter_map(|indices| indices.get(number)).copied().collect();
                version.sort_unstable();
                versions.push(version);
            }
        }
        versions.sort_unstable();
        versions
    }

    fn content_of(&self, version: &Members) -> &Content<F> {
        &self.contents[version[0]]
    }

    fn draft_of(&self, version: &Members) -> &Draft<F> {
        &self.members[version[0]].1
    }

    /// The questions that versions answer differently; a question that one does not answer is none.
    fn disagreements(&self, versions: &[Members]) -> Vec<Asked<F>> {
        let mut answers: BTreeMap<&Asked<F>, BTreeSet<&str>> = BTreeMap::new();
        for version in versions {
            for (asked, said) in self.content_of(version) {
                answers.entry(asked).or_default().insert(said);
            }
        }
        let differs = answers.into_iter().filter(|(_, said)| said.len() > 1);
        differs.map(|(asked, _)| asked.clone()).collect()
    }

    /// In which order the versions count, what becomes of them, and for questions that a person has
    /// settled the version whose answer counts.
    #[allow(clippy::type_complexity)]
    fn outcome(
        &self,
        versions: &[Members],
        asked: &[Asked<F>],
        prefer: Option<Prefer>,
        choices: &mut Choices<'_>,
    ) -> (Vec<usize>, Option<Outcome>, BTreeMap<Asked<F>, usize>) {
        let in_order: Vec<usize> = (0..versions.len()).collect();
        let apart = |why| (in_order.clone(), Some(Outcome::Apart(why)), BTreeMap::new());
        let mut files = BTreeSet::new();
        let members = versions.iter().flatten();
        if versions.len() > 1 && !members.into_iter().all(|member| files.insert(self.members[*member].0)) {
            return apart(Apart::Repeated);
        }
        let newest = self.newest_first(versions);
        if asked.is_empty() {
            // Nothing differs, so that it does not matter which comes first; the newest, else the one
            // that says most, is the one to name.
            let mut order = in_order.clone();
            order.sort_by_key(|index| std::cmp::Reverse(self.content_of(&versions[*index]).len()));
            return (newest.unwrap_or(order), None, BTreeMap::new());
        }
        if asked.iter().any(|asked| matches!(asked, Asked::Field(field) if F::VERSIONS.contains(field))) {
            return apart(Apart::Versions);
        }
        let (disagreements, _) = self.alternatives(versions, asked);
        let record = self.record_key(versions);
        match choices.find(&record, &disagreements) {
            Some(Choose::Apart) => return apart(Apart::Decided),
            Some(Choose::Answers(chosen)) => {
                let takes: BTreeMap<Asked<F>, usize> = asked
                    .iter()
                    .zip(&disagreements)
                    .zip(chosen)
                    .map(|((asked, said), chosen)| (asked.clone(), said.answers[chosen].versions[0]))
                    .collect();
                let mut order = in_order.clone();
                let often = |index: &usize| takes.values().filter(|take| *take == index).count();
                order.sort_by_key(|index| std::cmp::Reverse(often(index)));
                return (order, Some(Outcome::Merged(MergeRule::Chosen)), takes);
            }
            None => {}
        }
        if F::are_other_things(
            &versions.iter().map(|version| &self.draft_of(version).record).collect::<Vec<_>>(),
        ) {
            return apart(Apart::OtherRecord);
        }
        match (prefer, newest) {
            (Some(Prefer::First), _) => (in_order, Some(Outcome::Merged(MergeRule::First)), BTreeMap::new()),
            (Some(Prefer::Newest), Some(order)) => {
                (order, Some(Outcome::Merged(MergeRule::Newest)), BTreeMap::new())
            }
            (Some(Prefer::Newest), None) => apart(Apart::NotDated),
            (Some(Prefer::Ask) | None, _) => apart(Apart::NoRule),
        }
    }

    /// The versions, the newest first; absent where their dates do not tell.
    fn newest_first(&self, versions: &[Members]) -> Option<Vec<usize>> {
        let mut dated: Vec<_> = versions
            .iter()
            .enumerate()
            .map(|(index, version)| Some((F::dated(&self.draft_of(version).record)?, index)))
            .collect::<Option<_>>()?;
        dated.sort_by_key(|(date, index)| (std::cmp::Reverse(date.date), *index));
        let told = dated.windows(2).all(|pair| pair[1].0.latest() < pair[0].0.date);
        told.then(|| dated.into_iter().map(|(_, index)| index).collect())
    }
}
