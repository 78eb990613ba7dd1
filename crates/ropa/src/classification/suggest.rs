//! Suggestions of a process for an activity, by the words that both use. Never applied by itself.

use super::lexicon::lexicon;
use super::structure::StructureVersion;
use crate::model::{Field, ProcessingActivity};
use crate::source::CellRef;
use crate::text::{
    fold::{bare, without_diacritics},
    similarity::words_alike,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, IntoStaticStr};

/// Where a suggestion's words stand in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SuggestionGround {
    /// In its name.
    Name,
    /// In its purpose.
    Purpose,
    /// In its description.
    Description,
    /// Its unit is the one responsible for the process.
    Unit,
    /// It uses a system of the process.
    Systems,
}

/// Why a process is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SuggestionReason {
    /// Where the words stand.
    pub ground: SuggestionGround,
    /// The words, folded to lower case.
    pub words: Vec<String>,
    /// The record's cells.
    pub cells: Vec<CellRef>,
}

/// A process that an activity may belong to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ProcessSuggestion {
    /// The node.
    pub node: usize,
    /// 0 to 1.
    pub score: f64,
    /// Why, in the order of the grounds.
    pub reasons: Vec<SuggestionReason>,
}

/// The words of the nodes of a version, ready to be looked up.
#[derive(Debug)]
pub struct Suggester<'v> {
    version: &'v StructureVersion,
    words: Vec<Word>,
    /// Words by their first four letters.
    by_start: BTreeMap<String, Vec<usize>>,
    /// Total weight of each node's name.
    name_weight: Vec<f64>,
}

#[derive(Debug)]
struct Word {
    text: String,
    in_names: Vec<usize>,
    in_other: Vec<usize>,
    /// The rarer, the heavier.
    weight: f64,
}

/// What speaks for one node.
#[derive(Default)]
struct Evidence {
    name: BTreeMap<usize, f64>,
    other: BTreeMap<usize, f64>,
    words: BTreeMap<SuggestionGround, Vec<String>>,
}

fn start(word: &str) -> String {
    word.chars().take(4).collect()
}

/// The words of a text that say what it is about.
fn telling(text: &str) -> Vec<String> {
    let stop = &lexicon().stop_words;
    let mut telling: Vec<String> = Vec::new();
    for word in bare(text).split(' ') {
        let number = word.chars().all(|c| c.is_ascii_digit());
        let plain = without_diacritics(word);
        if word.chars().count() > 1
            && !number
            && !stop.contains(&*plain)
            && !telling.iter().any(|w| w == word)
        {
            telling.push(word.to_owned());
        }
    }
    telling
}

impl<'v> Suggester<'v> {
    /// Reads the names, descriptions and document types of all nodes.
    pub fn new(version: &'v StructureVersion) -> Suggester<'v> {
        let mut found: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (index, node) in version.nodes().iter().enumerate() {
            for word in telling(&node.name) {
                found.entry(word).or_default().0.push(index);
            }
            let types = node.document_types.iter().map(|document| &*document.name);
            let above = version.parent(index).map(|parent| &*version.nodes()[parent].name);
            let other: Vec<&str> =
                node.description.as_deref().into_iter().chain(types).chain(above).collect();
            for word in telling(&other.join(" ")) {
                found.entry(word).or_default().1.push(index);
            }
        }
        let nodes = version.nodes().len() as f64;
        let mut suggester =
            Suggester { version, words: Vec::new(), by_start: BTreeMap::new(), name_weight: Vec::new() };
        suggester.name_weight = vec![0.0; version.nodes().len()];
        for (text, (in_names, in_other)) in found {
            let weight = (1.0 + nodes / in_names.len().max(1) as f64).ln();
            for node in &in_names {
                suggester.name_weight[*node] += weight;
            }
            suggester.by_start.entry(start(&text)).or_default().push(suggester.words.len());
            suggester.words.push(Word { text, in_names, in_other, weight });
        }
        suggester
    }

    /// The leaves in force on a day that an activity may belong to, best first, at most `limit`.
    ///
    /// The score weighs how much of the process's name the record's name and purpose use (rare words
    /// weigh more), how much of the record's name the process uses, and its description, unit and systems.
    pub fn suggest(
        &self,
        activity: &ProcessingActivity,
        as_of: NaiveDate,
        limit: usize,
    ) -> Vec<ProcessSuggestion> {
        let name = telling(activity.text(Field::Name).unwrap_or_default());
        let purpose = telling(activity.text(Field::Purpose).unwrap_or_default());
        let description = telling(activity.text(Field::Description).unwrap_or_default());
        let texts = [
            (SuggestionGround::Name, 1.0, &name),
            (SuggestionGround::Purpose, 0.7, &purpose),
            (SuggestionGround::Description, 0.4, &description),
        ];
        let mut evidence: BTreeMap<usize, Evidence> = BTreeMap::new();
        let mut name_hits: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for (ground, factor, words) in texts {
            for (position, word) in words.iter().enumerate() {
                for (id, alike) in self.alike(word) {
                    let known = &self.words[id];
                    for (node, in_name) in known
                        .in_names
                        .iter()
                        .map(|n| (*n, true))
                        .chain(known.in_other.iter().map(|n| (*n, false)))
                    {
                        let one = evidence.entry(node).or_default();
                        let slot = if in_name { &mut one.name } else { &mut one.other };
                        let best = slot.entry(id).or_default();
                        *best = best.max(alike * factor);
                        let used = one.words.entry(ground).or_default();
                        if !used.contains(word) {
                            used.push(word.clone());
                        }
                        if ground == SuggestionGround::Name {
                            let hits = name_hits.entry(node).or_insert_with(|| vec![0.0; name.len()]);
                            hits[position] = hits[position].max(alike);
                        }
                    }
                }
            }
        }
        let mut suggestions: Vec<ProcessSuggestion> = evidence
            .into_iter()
            .filter(|(node, _)| self.version.is_leaf(*node, as_of))
            .map(|(node, evidence)| self.weigh(activity, node, evidence, name_hits.get(&node)))
            .filter(|suggestion| suggestion.score >= 0.15)
            .collect();
        suggestions.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.node.cmp(&b.node)));
        suggestions.truncate(limit);
        suggestions
    }

    /// The nodes whose names are most like a text, best first, at most `limit`.
    pub(super) fn named_like(&self, text: &str, limit: usize) -> Vec<usize> {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for word in telling(text) {
            for (id, alike) in self.alike(&word) {
                for node in &self.words[id].in_names {
                    *scores.entry(*node).or_default() += alike * self.words[id].weight;
                }
            }
        }
        let mut best: Vec<(usize, f64)> =
            scores.into_iter().map(|(node, sum)| (node, sum / self.name_weight[node].max(1.0))).collect();
        best.retain(|(_, score)| *score >= 0.4);
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.into_iter().take(limit).map(|(node, _)| node).collect()
    }

    /// The known words like a word, with how alike they are.
    fn alike(&self, word: &str) -> Vec<(usize, f64)> {
        let ids = self.by_start.get(&start(word)).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .map(|id| (*id, words_alike(word, &self.words[*id].text)))
            .filter(|(_, l)| *l > 0.0)
            .collect()
    }

    fn weigh(
        &self,
        activity: &ProcessingActivity,
        index: usize,
        evidence: Evidence,
        name_hits: Option<&Vec<f64>>,
    ) -> ProcessSuggestion {
        let node = &self.version.nodes()[index];
        let weighted: f64 = evidence.name.iter().map(|(id, alike)| alike * self.words[*id].weight).sum();
        let of_process = weighted / self.name_weight[index].max(f64::MIN_POSITIVE);
        let of_record = name_hits.map_or(0.0, |hits| hits.iter().sum::<f64>() / hits.len().max(1) as f64);
        let other = (evidence.other.values().sum::<f64>() / 3.0).min(1.0);
        let mut score = 0.6 * of_process.min(1.0) + 0.25 * of_record + 0.15 * other;
        let cells = |field| activity.entries_of(field).map(|entry| activity.cell(entry)).collect::<Vec<_>>();
        let field = |ground| match ground {
            SuggestionGround::Name => Field::Name,
            SuggestionGround::Purpose => Field::Purpose,
            SuggestionGround::Description => Field::Description,
            SuggestionGround::Unit => Field::Unit,
            SuggestionGround::Systems => Field::Systems,
        };
        let mut reasons: Vec<SuggestionReason> = evidence
            .words
            .into_iter()
            .map(|(ground, words)| SuggestionReason { ground, words, cells: cells(field(ground)) })
            .collect();
        let pairs = [
            (SuggestionGround::Unit, node.responsible_unit.as_deref(), activity.text(Field::Unit)),
            (SuggestionGround::Systems, node.systems.as_deref(), activity.text(Field::Systems)),
        ];
        for (ground, of_node, of_record) in pairs {
            if let (Some(of_node), Some(of_record)) = (of_node, of_record) {
                let shared: Vec<String> =
                    telling(of_node).into_iter().filter(|word| telling(of_record).contains(word)).collect();
                if !shared.is_empty() {
                    score += 0.1;
                    reasons.push(SuggestionReason { ground, words: shared, cells: cells(field(ground)) });
                }
            }
        }
        ProcessSuggestion { node: index, score: score.min(1.0), reasons }
    }
}
