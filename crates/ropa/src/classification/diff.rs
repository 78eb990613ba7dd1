//! What changed from one version of a structure to the next, and what that touches in the register.

use super::assignment::Assignments;
use super::code::ProcessCode;
use super::likeness::{likeness, same_name};
use super::mapping::{Mapping, Relation};
use super::structure::StructureVersion;
use super::validate::{StructureFinding, StructureIssue, validate_mapping};
use crate::source::Text;
use crate::text::fold::bare;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// From this likeness on, two names under the same code are taken for one process renamed, where
/// no mapping says.
const RENAMED: f64 = 0.6;

/// Nodes that belong together across two versions, and what happened to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodeChange {
    /// What happened: often one thing, sometimes several (recoded and renamed).
    pub kinds: BTreeSet<Relation>,
    /// The nodes in the older version.
    pub from: Vec<usize>,
    /// The nodes in the newer version.
    pub to: Vec<usize>,
    /// Whether a mapping says so; otherwise it is read from codes and names.
    pub mapped: bool,
    /// The remarks of the mapping rows.
    pub notes: Vec<Text>,
    /// The activities assigned to the older nodes, as indices in the register.
    pub activities: Vec<usize>,
}

/// A code that means something else than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CodeReuse {
    /// The code.
    pub code: ProcessCode,
    /// The node that had it.
    pub from: usize,
    /// The node that has it now.
    pub to: usize,
    /// Whether the mapping has a row for the old code.
    pub mapped: bool,
    /// The activities assigned to the old node.
    pub activities: Vec<usize>,
}

/// All changes between two versions.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct VersionChange {
    /// The changes, in the order of the older version, new nodes last.
    pub changes: Vec<NodeChange>,
    /// The codes that mean something else than before.
    pub reused: Vec<CodeReuse>,
    /// What is wrong with the mapping, or missing without one.
    pub findings: Vec<StructureFinding>,
}

impl VersionChange {
    /// The change that an older node is part of.
    pub fn of(&self, older: usize) -> Option<&NodeChange> {
        self.changes.iter().find(|change| change.from.contains(&older))
    }
}

/// Compares two versions, by the mapping where it has rows, and else by codes and names.
///
/// `assignments` are assignments to the older version, for what each change touches.
pub fn diff(
    older: &StructureVersion,
    newer: &StructureVersion,
    mapping: Option<&Mapping>,
    assignments: Option<&Assignments>,
) -> VersionChange {
    let names = unique_names(newer);
    let mut leads: Vec<(Vec<usize>, bool)> = Vec::with_capacity(older.nodes().len());
    let mut taken = vec![false; newer.nodes().len()];
    for (index, node) in older.nodes().iter().enumerate() {
        let found = node.code.as_ref().zip(mapping).map(|(code, mapping)| mapping.follow(code, newer));
        let lead = match found {
            Some(found) if found.mapped => (found.nodes, true),
            _ => (Vec::from_iter(inferred(older, newer, index, &names)), false),
        };
        for to in &lead.0 {
            taken[*to] |= lead.1;
        }
        leads.push(lead);
    }
    // A guess by name yields to a mapping row that claims the node for something else.
    for (to, mapped) in &mut leads {
        if !*mapped {
            to.retain(|to| !taken[*to]);
        }
    }
    let mut touched: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for assignment in assignments.map_or(&[][..], |assignments| &assignments.all) {
        touched.entry(assignment.node).or_default().insert(assignment.activity);
    }
    let touched = |from: &[usize]| -> Vec<usize> {
        let all: BTreeSet<usize> = from.iter().filter_map(|i| touched.get(i)).flatten().copied().collect();
        all.into_iter().collect()
    };

    let mut change = VersionChange::default();
    for (index, node) in older.nodes().iter().enumerate() {
        if let Some(code) = &node.code
            && let Some(now) = newer.find(code)
            && !leads[index].0.contains(&now)
        {
            let (mapped, activities) = (leads[index].1, touched(&[index]));
            change.reused.push(CodeReuse { code: code.clone(), from: index, to: now, mapped, activities });
        }
    }
    for (from, to) in groups(&leads, newer.nodes().len()) {
        let mapped = from.iter().any(|i| leads[*i].1);
        let mut kinds = kinds(older, newer, &leads, &from, &to);
        if change.reused.iter().any(|reuse| from.contains(&reuse.from)) {
            kinds.insert(Relation::CodeReused);
        }
        let mut notes = Vec::new();
        for code in from.iter().filter_map(|i| older.nodes()[*i].code.as_ref()) {
            notes.extend(mapping.iter().flat_map(|m| m.rows_from(code)).filter_map(|row| row.note.clone()));
        }
        change.changes.push(NodeChange { kinds, activities: touched(&from), from, to, mapped, notes });
    }
    change.findings = findings(older, newer, mapping, &change);
    change
}

/// The nodes with names that no other node has.
fn unique_names(version: &StructureVersion) -> BTreeMap<String, usize> {
    let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (index, node) in version.nodes().iter().enumerate() {
        names.entry(bare(&node.name).into_owned()).and_modify(|one| *one = None).or_insert(Some(index));
    }
    names
        .into_iter()
        .filter_map(|(name, one)| Some((name, one?)))
        .filter(|(name, _)| !name.is_empty())
        .collect()
}

/// Where a node went, by its code and name alone.
fn inferred(
    older: &StructureVersion,
    newer: &StructureVersion,
    index: usize,
    names: &BTreeMap<String, usize>,
) -> Option<usize> {
    let node = &older.nodes()[index];
    let same_place = match &node.code {
        Some(code) => newer.find(code),
        None => newer.nodes().iter().position(|other| other.key == node.key),
    };
    let alike = |to: usize| likeness(&node.name, &newer.nodes()[to].name);
    let stays = same_place.filter(|to| same_name(&node.name, &newer.nodes()[*to].name));
    stays
        .or_else(|| names.get(&*bare(&node.name)).copied())
        .or_else(|| same_place.filter(|to| alike(*to) >= RENAMED))
}

/// The nodes that hang together through what leads where; new nodes last.
fn groups(leads: &[(Vec<usize>, bool)], newer: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); newer];
    for (from, (to, _)) in leads.iter().enumerate() {
        for to in to {
            back[*to].push(from);
        }
    }
    let mut done = vec![false; leads.len()];
    let mut groups = Vec::new();
    for start in 0..leads.len() {
        if done[start] {
            continue;
        }
        let (mut from, mut to) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![start];
        while let Some(old) = open.pop() {
            if from.insert(old) {
                done[old] = true;
                for new in leads[old].0.iter().filter(|new| to.insert(**new)) {
                    open.extend(&back[*new]);
                }
            }
        }
        groups.push((from.into_iter().collect(), to.into_iter().collect()));
    }
    groups.extend((0..newer).filter(|new| back[*new].is_empty()).map(|new| (Vec::new(), vec![new])));
    groups
}

fn kinds(
    older: &StructureVersion,
    newer: &StructureVersion,
    leads: &[(Vec<usize>, bool)],
    from: &[usize],
    to: &[usize],
) -> BTreeSet<Relation> {
    let mut kinds = BTreeSet::new();
    match (from, to) {
        ([], _) => drop(kinds.insert(Relation::New)),
        (_, []) => drop(kinds.insert(Relation::Retired)),
        ([old], [new]) => {
            let (was, is) = (&older.nodes()[*old], &newer.nodes()[*new]);
            let moved = match (older.parent(*old), newer.parent(*new)) {
                (Some(was), Some(is)) => !leads[was].0.contains(&is),
                // Part of a structure may be read without its roots.
                _ => was.code.as_ref().map(|c| c.parent()) != is.code.as_ref().map(|c| c.parent()),
            };
            if moved {
                kinds.insert(Relation::Moved);
            } else if was.code != is.code {
                kinds.insert(Relation::Recoded);
            }
            if !same_name(&was.name, &is.name) {
                kinds.insert(Relation::Renamed);
            }
            if was.level != is.level {
                kinds.insert(Relation::LevelChanged);
            }
            if kinds.is_empty() {
                kinds.insert(Relation::Same);
            }
        }
        _ => {
            if from.len() > 1 {
                kinds.insert(Relation::Merged);
            }
            if to.len() > 1 {
                kinds.insert(Relation::Split);
            }
        }
    }
    kinds
}

fn findings(
    older: &StructureVersion,
    newer: &StructureVersion,
    mapping: Option<&Mapping>,
    change: &VersionChange,
) -> Vec<StructureFinding> {
    let about = |issue, index: usize, now: usize| {
        let (was, is) = (&older.nodes()[index], &newer.nodes()[now]);
        let cells = was.cell().into_iter().chain(is.cell()).cloned().collect();
        let codes = is.code.iter().cloned().collect();
        StructureFinding { issue, code: was.code.clone(), written: was.name.clone(), codes, cells }
    };
    let mut findings = Vec::new();
    match mapping {
        Some(mapping) => {
            let day = newer.info.valid_from.unwrap_or(NaiveDate::MIN);
            findings.extend(validate_mapping(older, newer, mapping, day));
            findings.extend(mapping.rows.iter().filter_map(|row| {
                let (from, says) = (row.from.as_ref()?, row.relation?);
                let is = change.of(older.find(from)?)?;
                let agrees = match says {
                    Relation::Same => is.kinds.iter().all(|kind| *kind == Relation::Same),
                    // The next two are what the row itself shows, and checked there.
                    Relation::Retired | Relation::New | Relation::CodeReused => true,
                    says => is.kinds.contains(&says),
                };
                (!agrees).then(|| StructureFinding {
                    issue: StructureIssue::MappingRelationDiffers,
                    code: Some(from.clone()),
                    written: row.relation_written.clone().unwrap_or_default(),
                    codes: row.to.iter().cloned().collect(),
                    cells: vec![row.cell.clone()],
                })
            }));
        }
        None => {
            for (code, index) in older.codes() {
                if let Some(now) = newer.find(code)
                    && !same_name(&older.nodes()[index].name, &newer.nodes()[now].name)
                {
                    findings.push(about(StructureIssue::CodeReusedWithoutMapping, index, now));
                }
            }
        }
    }
    for change in &change.changes {
        if let ([old], [new]) = (&change.from[..], &change.to[..])
            && older.children(*old).is_empty()
            && !newer.children(*new).is_empty()
        {
            findings.push(about(StructureIssue::LeafHasChildrenLater, *old, *new));
        }
    }
    findings
}
