//! Makes one record of several, each answer with the file that it stands in.

use crate::import::draft::Draft;
use crate::import::header::key;
use crate::import::merge::content::{Asked, is_answer, question};
use crate::import::merge::fields::MergeField;
use crate::import::merge::report::{
    Alternative, Disagreement, Filled, MergeConflict, MergeReport, MergedRecord, Outcome, Version,
};
use crate::import::merge::{Group, Members};
use crate::import::record_keys::Identity;
use crate::model::{Entry, Extra, Origin, OriginIndex, Record};
use crate::source::{CellRef, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl<F: MergeField> Group<F> {
    /// The id, or the key of name and unit, that the members have in common.
    pub(super) fn record_key(&self, versions: &[Members]) -> Text {
        let identities = || versions.iter().flatten().map(|member| &self.members[*member].1.identity.0);
        let id = identities().find_map(|identity| match identity {
            Identity::Id(id) => Some(id.clone()),
            Identity::Name { .. } => None,
        });
        id.or_else(|| identities().next().map(|identity| identity.key().into())).unwrap_or_default()
    }

    fn label(&self, version: &Members) -> Text {
        F::label(&self.draft_of(version).record).unwrap_or_default().into()
    }

    fn origins(&self, version: &Members) -> Vec<Origin> {
        version.iter().map(|member| self.members[*member].1.record.origin.clone()).collect()
    }

    /// The answers to each question that is answered differently, and for each version which of them
    /// is its own.
    #[allow(clippy::type_complexity)]
    pub(super) fn alternatives(
        &self,
        versions: &[Members],
        asked: &[Asked<F>],
    ) -> (Vec<Disagreement>, Vec<BTreeMap<usize, usize>>) {
        let mut disagreements = Vec::new();
        let mut owns = Vec::new();
        for asked in asked {
            let mut answers: Vec<(&str, Alternative)> = Vec::new();
            let mut own = BTreeMap::new();
            let mut asked_as = None;
            for (index, version) in versions.iter().enumerate() {
                let Some(said) = self.content_of(version).get(asked) else { continue };
                let record = &self.draft_of(version).record;
                asked_as.get_or_insert_with(|| question(asked, record));
                let at = answers.iter().position(|(other, _)| *other == said).unwrap_or_else(|| {
                    let (text, _) = written(record, asked);
                    answers.push((said, Alternative { text, cells: Vec::new(), versions: Vec::new() }));
                    answers.len() - 1
                });
                own.insert(index, at);
                answers[at].1.versions.push(index);
                for member in version {
                    answers[at].1.cells.extend(written(&self.members[*member].1.record, asked).1);
                }
            }
            let Some(question) = asked_as else { continue };
            let answers = answers.into_iter().map(|(_, answer)| answer).collect();
            disagreements.push(Disagreement { question, answers, chosen: None });
            owns.push(own);
        }
        (disagreements, owns)
    }

    pub(super) fn conflict(
        &self,
        versions: &[Members],
        asked: &[Asked<F>],
        outcome: Option<Outcome>,
        order: &[usize],
        takes: &BTreeMap<Asked<F>, usize>,
    ) -> MergeConflict {
        let (mut questions, owns) = self.alternatives(versions, asked);
        let outcome = outcome.unwrap_or(Outcome::Apart(crate::import::merge::Apart::NoRule));
        if matches!(outcome, Outcome::Merged(_)) {
            for ((disagreement, own), asked) in questions.iter_mut().zip(&owns).zip(asked) {
                let from = takes.get(asked).or_else(|| order.iter().find(|index| own.contains_key(index)));
                disagreement.chosen = from.and_then(|index| own.get(index)).copied();
            }
        }
        MergeConflict {
            kind: F::TABLE,
            record: self.record_key(versions),
            label: self.label(&versions[0]),
            versions: versions
                .iter()
                .map(|version| Version {
                    origins: self.origins(version),
                    dated: F::dated(&self.draft_of(version).record).cloned(),
                })
                .collect(),
            questions,
            outcome,
        }
    }

    /// One record for each version.
    pub(super) fn joined_apart(
        self,
        versions: Vec<Members>,
        report: &mut MergeReport,
    ) -> Vec<(usize, Draft<F>)> {
        let mut members: Vec<Option<Draft<F>>> =
            self.members.into_iter().map(|(_, draft)| Some(draft)).collect();
        let mut kept = Vec::new();
        for version in versions {
            let mut drafts = version.iter().filter_map(|member| members[*member].take());
            let Some(mut first) = drafts.next() else { continue };
            for other in drafts {
                first.record.others.push(other.record.origin);
                widen(&mut first.record, &other.record.asked);
            }
            if version.len() > 1 {
                report.records.push(merged(&first, first.identity.0.key().into(), Vec::new()));
            }
            kept.push((version[0], first));
        }
        kept
    }

    /// One record of all versions: each question answered by the version that is taken for it, else
    /// by the first in `order` that answers it.
    pub(super) fn joined(
        self,
        versions: &[Members],
        order: &[usize],
        takes: &BTreeMap<Asked<F>, usize>,
    ) -> (Draft<F>, MergedRecord) {
        let record_key = self.record_key(versions);
        let all: BTreeSet<Asked<F>> =
            self.contents.iter().flat_map(|content| content.keys().cloned()).collect();
        let base = order[0];
        // Which version answers each question that the base does not answer, or is not to answer.
        let mut from: Vec<(Asked<F>, usize)> = Vec::new();
        for asked in all {
            let answers = |index: &&usize| self.content_of(&versions[**index]).contains_key(&asked);
            let Some(&source) = takes.get(&asked).or_else(|| order.iter().find(answers)) else { continue };
            if source != base {
                from.push((asked, source));
            }
        }
        let answered = self.contents[versions[base][0]].clone();
        let identity = self.members.iter().map(|(_, draft)| &draft.identity);
        let identity =
            identity.into_iter().find(|(identity, _)| matches!(identity, Identity::Id(_))).cloned();

        let mut rest: Vec<Draft<F>> = self.members.into_iter().map(|(_, draft)| draft).collect();
        let chosen = versions[base][0];
        let mut draft = rest.remove(chosen);
        let other = |member: usize| &rest[if member > chosen { member - 1 } else { member }].record;
        let mut numbers: BTreeMap<usize, OriginIndex> = BTreeMap::new();
        for &member in order.iter().flat_map(|index| &versions[*index]).filter(|member| **member != chosen) {
            if let Some(number) = OriginIndex::other(draft.record.others.len()) {
                numbers.insert(member, number);
                draft.record.others.push(other(member).origin.clone());
                widen(&mut draft.record, &other(member).asked);
            }
        }
        let mut filled = Vec::new();
        for (asked, source) in from {
            let member = versions[source][0];
            let Some(number) = numbers.get(&member) else { continue };
            let donor = other(member);
            take(&mut draft.record, donor, &asked, *number);
            if !answered.contains_key(&asked) {
                let cells = written(donor, &asked).1;
                let asked = question(&asked, donor);
                filled.extend(cells.into_iter().map(|cell| Filled { question: asked.clone(), cell }));
            }
        }
        if let (Identity::Name { .. }, Some(identity)) = (&draft.identity.0, identity) {
            draft.identity = identity;
        }
        let merged = merged(&draft, record_key, filled);
        (draft, merged)
    }
}

fn merged<F: MergeField>(draft: &Draft<F>, record: Text, filled: Vec<Filled>) -> MergedRecord {
    let origins = [&draft.record.origin].into_iter().chain(&draft.record.others).cloned().collect();
    let label = F::label(&draft.record).unwrap_or_default().into();
    MergedRecord { kind: F::TABLE, record, label, origins, filled }
}

/// Adds the questions that another file asks.
fn widen<F: Copy + Ord>(record: &mut Record<F>, asked: &Arc<BTreeSet<F>>) {
    if !Arc::ptr_eq(&record.asked, asked) && !asked.is_subset(&record.asked) {
        record.asked = Arc::new(record.asked.union(asked).copied().collect());
    }
}

/// Takes a question's answer from another record, in place of what the record says of it.
fn take<F: Copy + Ord>(record: &mut Record<F>, donor: &Record<F>, asked: &Asked<F>, origin: OriginIndex) {
    match asked {
        Asked::Field(field) => {
            record.entries.retain(|entry| entry.field != *field);
            let answers = donor.entries_of(*field).filter(|entry| is_answer(entry));
            record.entries.extend(answers.map(|entry| Entry { origin, ..entry.clone() }));
        }
        Asked::Column(column) => {
            record.extras.retain(|extra| key(&extra.header) != *column);
            let answers = donor.extras.iter().filter(|extra| key(&extra.header) == *column);
            record.extras.extend(answers.map(|extra| Extra { origin, ..extra.clone() }));
        }
    }
}

/// How a record answers a question, and in which cells.
fn written<F: Copy + Ord>(record: &Record<F>, asked: &Asked<F>) -> (Text, Vec<CellRef>) {
    let (texts, cells): (Vec<&str>, Vec<CellRef>) = match asked {
        Asked::Field(field) => record
            .entries_of(*field)
            .filter(|entry| is_answer(entry))
            .map(|entry| (entry.written.trim(), record.cell(entry)))
            .unzip(),
        Asked::Column(column) => record
            .extras
            .iter()
            .filter(|extra| key(&extra.header) == *column)
            .map(|extra| (extra.written.trim(), record.cell(extra)))
            .unzip(),
    };
    (texts.join(" | ").into(), cells)
}
