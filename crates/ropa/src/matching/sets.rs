//! One DPIA that may cover a family of similar activities.

use crate::linking::title_words::stems;
use crate::matching::evidence::EvidenceKind;
use crate::matching::suggest::Suggestion;
use crate::model::{Field, ProcessingActivity, Register};
use crate::source::Text;
use crate::text::fold;
use std::collections::BTreeMap;

/// Below this a suggestion is one of several to choose between, rather than a member of a family.
const MEMBER: f64 = 0.5;

/// Activities that one DPIA may cover together.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SuggestedSet {
    /// Index of the DPIA in the register.
    pub dpia: usize,
    /// Indices of the activities, the likeliest first.
    pub activities: Vec<usize>,
    /// What all of them share: words of their names ([`EvidenceKind::Title`]), process, system, unit.
    pub shared: Vec<(EvidenceKind, Text)>,
}

/// The sets among suggestions: a DPIA with at least two likely activities that share words, process or system.
///
/// In the order in which the DPIAs come first among the suggestions.
pub fn sets(register: &Register, suggestions: &[Suggestion]) -> Vec<SuggestedSet> {
    let mut order: Vec<usize> = Vec::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for one in suggestions.iter().filter(|one| one.score >= MEMBER) {
        let of = members.entry(one.dpia).or_default();
        if of.is_empty() {
            order.push(one.dpia);
        }
        of.push(one.activity);
    }
    let set = |dpia: usize| {
        let activities = members.remove(&dpia)?;
        if activities.len() < 2 {
            return None;
        }
        let records: Vec<&ProcessingActivity> =
            activities.iter().map(|index| &register.activities[*index]).collect();
        let shared = shared(&records);
        // The same unit alone makes no family.
        let family = shared.iter().any(|(kind, _)| *kind != EvidenceKind::Unit);
        family.then_some(SuggestedSet { dpia, activities, shared })
    };
    order.into_iter().filter_map(set).collect()
}

/// What all the activities share.
fn shared(records: &[&ProcessingActivity]) -> Vec<(EvidenceKind, Text)> {
    let common = |of: &dyn Fn(&ProcessingActivity) -> Vec<(String, String)>| {
        let mut lists = records.iter().map(|record| of(record));
        let mut common: Vec<(String, String)> = Vec::new();
        for (written, key) in lists.next().unwrap_or_default() {
            if !common.iter().any(|(_, other)| *other == key) {
                common.push((written, key));
            }
        }
        for list in lists {
            common.retain(|(_, key)| list.iter().any(|(_, other)| other == key));
        }
        common.into_iter().map(|(written, _)| written).collect::<Vec<_>>()
    };
    let listed = |text: Option<&str>| {
        let parts = text.into_iter().flat_map(|text| text.split([';', ',', '\n', '|']));
        parts
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| (part.to_string(), fold(part).into_owned()))
            .collect()
    };
    let words = common(&|record| stems(record.label()));
    let processes = common(&|record| record.processes().into_iter().flat_map(beginnings).collect());
    // The longest beginning says the most.
    let process = processes.into_iter().max_by_key(String::len);
    let systems = common(&|record| listed(record.text(Field::Systems)));
    let units = common(&|record| {
        record.unit().map(|unit| (unit.clone(), fold(&unit).into_owned())).into_iter().collect()
    });
    [
        (EvidenceKind::Title, words.join(" ")),
        (EvidenceKind::Process, process.unwrap_or_default()),
        (EvidenceKind::System, systems.join(", ")),
        (EvidenceKind::Unit, units.join(", ")),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(kind, text)| (kind, text.into()))
    .collect()
}

/// A code and what it begins with, down to two levels.
fn beginnings(code: &str) -> Vec<(String, String)> {
    let levels: Vec<&str> = code.split('.').collect();
    let long = (2..=levels.len()).map(|taken| levels[..taken].join("."));
    let all: Vec<String> = if levels.len() < 2 { vec![code.to_string()] } else { long.collect() };
    all.into_iter().map(|code| (code.clone(), code)).collect()
}
