//! What is wrong, or worth knowing, in a structure, in its assignments and in a mapping between versions.

use super::assignment::Assignments;
use super::code::ProcessCode;
use super::likeness::same_name;
use super::mapping::{Mapping, Relation};
use super::structure::StructureVersion;
use crate::model::Severity;
use crate::source::{CellRef, Text};
use crate::text::UnknownWord;
use crate::text::fold::bare;
use crate::text::variants::lists_all;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a finding is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<StructureIssue>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum StructureIssue {
    /// A cell can mean either of two codes: 3.1 or 3.10.
    AmbiguousCode,
    /// A number cell was read as the only code it can mean.
    CodeFromNumber,
    /// A decimal comma was read as a dot.
    CommaDecimal,
    /// A code became a date; the candidates are what it may have been.
    CodeBecameDate,
    /// A text that should be a code is none.
    InvalidCode,
    /// A row has no code where the others have.
    CodeMissing,
    /// A code has more levels than the structure means to have.
    TooDeep,
    /// A date, a level or a mark could not be read, or says otherwise than another row of the same node.
    ValueNotUnderstood,
    /// Two nodes have the same code.
    DuplicateCode,
    /// The node one level up is missing.
    OrphanNode,
    /// The code's numbers are not as many as the stated level.
    LevelMismatch,
    /// A node has no name.
    NameMissing,
    /// Two nodes have the same name; usual for zero nodes.
    DuplicateName,
    /// A leaf gets children later, so that assignments to it become weak.
    LeafHasChildrenLater,
    /// A number is left out between siblings.
    Gap,
    /// An activity is assigned to an inner node.
    InnerNodeTied,
    /// A node is valid outside the validity of the version or of its parent.
    NodeOutsideValidity,
    /// A node of a locked level is not as in the common structure.
    LockedLevelChanged,
    /// A code means something else than before, and no mapping row says so.
    CodeReusedWithoutMapping,
    /// A mapping row names a code that its version does not have.
    MappingTargetMissing,
    /// A mapping row leads to a node that is no longer in force.
    MappingTargetRetired,
    /// Mapping rows lead in a circle, or through more than ten steps.
    MappingCircle,
    /// A node of the old version has no mapping row.
    MappingIncomplete,
    /// A mapping row says something else than the structures.
    MappingRelationDiffers,
    /// A node ends without a decision or a remark that says why.
    RetiredWithoutDecision,
}

lists_all!(StructureIssue);

impl StructureIssue {
    /// How serious it is.
    pub fn severity(self) -> Severity {
        use StructureIssue::*;
        match self {
            AmbiguousCode
            | CodeBecameDate
            | InvalidCode
            | DuplicateCode
            | LevelMismatch
            | MappingTargetMissing
            | MappingCircle
            | MappingIncomplete
            | CodeReusedWithoutMapping
            | LockedLevelChanged => Severity::Error,
            CodeMissing
            | TooDeep
            | ValueNotUnderstood
            | OrphanNode
            | NameMissing
            | LeafHasChildrenLater
            | NodeOutsideValidity
            | MappingTargetRetired
            | MappingRelationDiffers
            | RetiredWithoutDecision => Severity::Warning,
            CodeFromNumber | CommaDecimal | DuplicateName | Gap | InnerNodeTied => Severity::Note,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StructureFinding {
    /// What it is about.
    pub issue: StructureIssue,
    /// The code concerned, where there is one.
    pub code: Option<ProcessCode>,
    /// The text concerned: as written in the cell, or the node's name.
    pub written: Text,
    /// Codes it may be, or the other codes concerned.
    pub codes: Vec<ProcessCode>,
    /// The cells.
    pub cells: Vec<CellRef>,
}

impl StructureFinding {
    /// How serious it is.
    pub fn severity(&self) -> Severity {
        self.issue.severity()
    }

    fn of_node(issue: StructureIssue, version: &StructureVersion, index: usize) -> StructureFinding {
        let node = &version.nodes()[index];
        let cells = node.cell().cloned().into_iter().collect();
        StructureFinding {
            issue,
            code: node.code.clone(),
            written: node.name.clone(),
            codes: Vec::new(),
            cells,
        }
    }

    fn and(mut self, version: &StructureVersion, other: usize) -> StructureFinding {
        let node = &version.nodes()[other];
        self.codes.extend(node.code.clone());
        self.cells.extend(node.cell().cloned());
        self
    }
}

/// Checks one version by itself. Findings stand in tree order.
pub fn validate(version: &StructureVersion) -> Vec<StructureFinding> {
    let mut findings = Vec::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let shallowest = version.nodes().iter().map(|node| node.level).min().unwrap_or(1);
    for (index, node) in version.nodes().iter().enumerate() {
        let finding = |issue| StructureFinding::of_node(issue, version, index);
        if let Some(code) = &node.code {
            if let Some(first) = version.find(code).filter(|first| *first != index) {
                findings.push(finding(StructureIssue::DuplicateCode).and(version, first));
            }
            // Roots may be implied: a structure that begins at level 2 has no orphans there.
            let parent_exists = code.parent().is_none_or(|parent| version.find(&parent).is_some());
            if !parent_exists && code.level() > shallowest {
                findings.push(finding(StructureIssue::OrphanNode));
            }
            if code.level() > version.style.max_depth {
                findings.push(finding(StructureIssue::TooDeep));
            }
            if node.stated_level.is_some_and(|level| level != code.level()) {
                findings.push(finding(StructureIssue::LevelMismatch));
            }
        }
        if node.name.trim().is_empty() {
            findings.push(finding(StructureIssue::NameMissing));
        } else {
            match names.entry(bare(&node.name).into_owned()) {
                std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(index)),
                std::collections::btree_map::Entry::Occupied(first) => {
                    findings.push(finding(StructureIssue::DuplicateName).and(version, *first.get()));
                }
            }
        }
        if outside_validity(version, index) {
            findings.push(finding(StructureIssue::NodeOutsideValidity));
        }
        if becomes_inner(version, index) {
            findings.push(finding(StructureIssue::LeafHasChildrenLater));
        }
        if let Some(to) = node.valid_to
            && version.info.valid_to.is_none_or(|end| to < end)
            && node.remark.is_none()
            && version.info.decision.is_none()
        {
            findings.push(finding(StructureIssue::RetiredWithoutDecision));
        }
    }
    findings.extend(gaps(version));
    findings
}

/// Numbers left out between siblings: one finding for each sibling that follows a gap.
fn gaps(version: &StructureVersion) -> Vec<StructureFinding> {
    let mut findings = Vec::new();
    let mut last: BTreeMap<Option<ProcessCode>, u16> = BTreeMap::new();
    for (code, index) in version.codes() {
        let Some(number) = code.segments().last().copied() else { continue };
        let before = last.insert(code.parent(), number);
        if let Some(before) = before.filter(|before| number > before + 1) {
            let mut finding = StructureFinding::of_node(StructureIssue::Gap, version, index);
            finding.codes.push(code.with_last(before));
            findings.push(finding);
        }
    }
    findings
}

fn outside_validity(version: &StructureVersion, index: usize) -> bool {
    let (from, to) = version.validity(index);
    let bounds = [(version.info.valid_from, version.info.valid_to)];
    let parent = version.parent(index).map(|parent| version.validity(parent));
    bounds.into_iter().chain(parent).any(|(start, end)| {
        let early = matches!((from, start), (Some(from), Some(start)) if from < start);
        let late = matches!((to, end), (Some(to), Some(end)) if to > end)
            || to.is_none() && end.is_some() && version.info.valid_to.is_none();
        early || late
    })
}

/// Whether a node is a leaf on its first day and gets children on a later one.
fn becomes_inner(version: &StructureVersion, index: usize) -> bool {
    let Some(from) = version.validity(index).0 else { return false };
    !version.children(index).is_empty()
        && version.is_leaf(index, from)
        && version
            .children(index)
            .iter()
            .any(|child| version.validity(*child).0.is_some_and(|day| day > from))
}

/// The activities assigned to inner nodes on a day, where they cover the leaves below only weakly.
pub fn validate_assignments(
    version: &StructureVersion,
    assignments: &Assignments,
    as_of: NaiveDate,
) -> Vec<StructureFinding> {
    let inner = assignments.all.iter().filter(|assignment| !version.children(assignment.node).is_empty());
    let inner = inner.filter(|assignment| !version.is_leaf(assignment.node, as_of));
    inner
        .map(|assignment| {
            let mut finding =
                StructureFinding::of_node(StructureIssue::InnerNodeTied, version, assignment.node);
            finding.cells = vec![assignment.cell.clone()];
            finding.written = assignment.written.clone();
            finding
        })
        .collect()
}

/// Nodes of the locked upper levels that are not as in the common structure: other name, added or left out.
///
/// A whole area of the common structure may be left out (a body need not have every area), but
/// within an area that is used, its locked levels stand.
pub fn validate_locked(
    version: &StructureVersion,
    base: &StructureVersion,
    locked_levels: usize,
) -> Vec<StructureFinding> {
    let mut findings = Vec::new();
    for (code, index) in version.codes().filter(|(code, _)| code.level() <= locked_levels) {
        // Core areas that the common structure lacks wholly are the body's own.
        if base.find(&code.prefix(1)).is_none() {
            continue;
        }
        let same =
            base.find(code).is_some_and(|b| same_name(&base.nodes()[b].name, &version.nodes()[index].name));
        if !same {
            findings.push(StructureFinding::of_node(StructureIssue::LockedLevelChanged, version, index));
        }
    }
    for (code, index) in base.codes().filter(|(code, _)| code.level() <= locked_levels) {
        if version.find(code).is_none() && version.find(&code.prefix(1)).is_some() {
            findings.push(StructureFinding::of_node(StructureIssue::LockedLevelChanged, base, index));
        }
    }
    findings
}

/// Checks a mapping against the two versions that it joins.
///
/// `as_of` is the day on which targets should be in force; usually the newer version's first day.
pub fn validate_mapping(
    older: &StructureVersion,
    newer: &StructureVersion,
    mapping: &Mapping,
    as_of: NaiveDate,
) -> Vec<StructureFinding> {
    let mut findings = Vec::new();
    for row in &mapping.rows {
        let finding = |issue, code: &Option<ProcessCode>| StructureFinding {
            issue,
            code: code.clone(),
            written: row.relation_written.clone().or_else(|| row.note.clone()).unwrap_or_default(),
            codes: row.from.iter().chain(&row.to).cloned().collect(),
            cells: vec![row.cell.clone()],
        };
        if let Some(from) = &row.from {
            let chained = mapping.rows.iter().any(|other| other.to.as_ref() == Some(from));
            if older.find(from).is_none() && !chained {
                findings.push(finding(StructureIssue::MappingTargetMissing, &row.from));
            }
            let found = mapping.follow(from, newer);
            if let Some(to) = &row.to
                && newer.find(to).is_none()
            {
                if found.missing.contains(to) {
                    findings.push(finding(StructureIssue::MappingTargetMissing, &row.to));
                } else if !found.endless.is_empty() {
                    findings.push(finding(StructureIssue::MappingCircle, &row.to));
                }
            }
        } else if row.to.as_ref().is_some_and(|to| newer.find(to).is_none()) {
            findings.push(finding(StructureIssue::MappingTargetMissing, &row.to));
        }
        if let Some(target) = row.to.as_ref().and_then(|to| newer.find(to))
            && newer.validity(target).1.is_some_and(|end| end < as_of)
        {
            findings.push(finding(StructureIssue::MappingTargetRetired, &row.to));
        }
        let retires = row.from.is_some() && row.to.is_none();
        if retires && row.note.is_none() && newer.info.decision.is_none() {
            findings.push(finding(StructureIssue::RetiredWithoutDecision, &row.from));
        }
        let new = row.from.is_none();
        let says = row.relation;
        if retires && says.is_some_and(|r| r != Relation::Retired)
            || !retires && says == Some(Relation::Retired)
            || new && says.is_some_and(|r| r != Relation::New)
            || !new && says == Some(Relation::New)
        {
            findings.push(finding(StructureIssue::MappingRelationDiffers, &row.from));
        }
    }
    let last_day = newer.info.valid_from.and_then(|day| day.pred_opt()).or(older.info.valid_to);
    for (index, node) in older.nodes().iter().enumerate() {
        let in_force = last_day.is_none_or(|day| older.in_force(index, day));
        let Some(code) = node.code.as_ref().filter(|_| in_force) else { continue };
        if mapping.rows_from(code).next().is_some() {
            continue;
        }
        let mut finding = StructureFinding::of_node(StructureIssue::MappingIncomplete, older, index);
        if let Some(now) = newer.find(code)
            && !same_name(&node.name, &newer.nodes()[now].name)
        {
            finding.issue = StructureIssue::CodeReusedWithoutMapping;
            findings.push(finding.clone().and(newer, now));
            finding.issue = StructureIssue::MappingIncomplete;
        }
        findings.push(finding);
    }
    findings
}
