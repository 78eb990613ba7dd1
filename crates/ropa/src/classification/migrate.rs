//! The assignments and declarations of one version, taken over to the next. Nothing is unlinked, and every step is told.

use super::assignment::{AssignmentRole, Assignments, UnresolvedAssignment};
use super::likeness::same_name;
use super::mapping::Mapping;
use super::structure::{NoneDeclaration, StructureVersion};
use crate::source::{CellRef, Text};
use serde::Serialize;
use std::collections::BTreeSet;
use strum::{Display, EnumIter, IntoStaticStr};

/// What becomes of one assignment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AssignmentMove {
    /// It leads to the one successor.
    Moved,
    /// It leads to the one successor, to which another assignment of the same activity leads already.
    Joined,
    /// The node was split, or cannot be followed: someone must choose among the candidates.
    NeedsDecision,
    /// The node ended; the assignment is kept to the old node.
    StaleCode,
}

/// One assignment, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MigratedAssignment {
    /// Index of the activity in the register.
    pub activity: usize,
    /// The node in the older version.
    pub from: usize,
    /// What becomes of it.
    pub outcome: AssignmentMove,
    /// The node in the newer version, for a assignment that moved; all it may be, where someone must choose.
    pub to: Vec<usize>,
    /// Whether the older assignment was the first of the record.
    pub role: AssignmentRole,
    /// The reference as written; it stays in the register as it is.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
    /// Whether a mapping row says so; otherwise code and name are the same in both versions.
    pub mapped: bool,
}

/// What becomes of a declaration that a process involves no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigratedDeclaration {
    /// The node in the older version.
    pub from: usize,
    /// The node that it is carried to; absent where it lapses and must be made anew.
    pub to: Option<usize>,
    /// The declaration; its parts may be missing where the sheet only says no.
    pub declaration: NoneDeclaration,
    /// Whether the node got another name, so that the declaration should be looked at.
    pub renamed: bool,
}

/// All that becomes of the assignments and declarations.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Migration {
    /// Every assignment of the older version, in order.
    pub all: Vec<MigratedAssignment>,
    /// The references that led nowhere in the older version, kept as they are.
    pub unresolved: Vec<UnresolvedAssignment>,
    /// The activities that had no assignment, kept as they are.
    pub unassigned: Vec<usize>,
    /// Every declaration of the older version, in tree order.
    pub declarations: Vec<MigratedDeclaration>,
}

impl Migration {
    /// The assignments with one outcome.
    pub fn with(&self, outcome: AssignmentMove) -> impl Iterator<Item = &MigratedAssignment> {
        self.all.iter().filter(move |assignment| assignment.outcome == outcome)
    }
}

/// Takes assignments to an older version over to a newer.
///
/// One to one and several to one move. One to several stays with all candidates: none is picked. A
/// node without successor keeps its assignments, flagged. A node without mapping row moves only where code
/// and name are the same in both versions. Where the code lives on for something else and the record
/// writes a name that is not the old node's, someone must choose.
///
/// A declaration of no personal data follows an unchanged, renamed, recoded or moved node, and lapses on a split
/// or merger.
pub fn migrate(
    assignments: &Assignments,
    older: &StructureVersion,
    newer: &StructureVersion,
    mapping: &Mapping,
) -> Migration {
    let mut migration = Migration {
        unresolved: assignments.unresolved.clone(),
        unassigned: assignments.unassigned.clone(),
        ..Migration::default()
    };
    let paths: Vec<Path> = (0..older.nodes().len()).map(|node| path(node, older, newer, mapping)).collect();
    let mut seen = BTreeSet::new();
    for assignment in &assignments.all {
        let path = &paths[assignment.node];
        let mut to = path.to.clone();
        // A code that lives on for something else, with a name beside it that is not the old node's:
        // it may have been written against the newer version.
        let other = older.nodes()[assignment.node].code.as_ref().and_then(|code| newer.find(code));
        let doubtful = assignment.name_differs && other.is_some_and(|other| !to.contains(&other));
        let outcome = match path.outcome {
            AssignmentMove::Moved | AssignmentMove::StaleCode if doubtful => {
                to.extend(other);
                AssignmentMove::NeedsDecision
            }
            AssignmentMove::Moved if !seen.insert((assignment.activity, path.to.clone())) => {
                AssignmentMove::Joined
            }
            outcome => outcome,
        };
        migration.all.push(MigratedAssignment {
            activity: assignment.activity,
            from: assignment.node,
            outcome,
            to,
            role: assignment.role,
            written: assignment.written.clone(),
            cell: assignment.cell.clone(),
            mapped: path.mapped,
        });
    }
    let mut arrivals = vec![0usize; newer.nodes().len()];
    for path in paths.iter() {
        for to in &path.to {
            arrivals[*to] += 1;
        }
    }
    for (from, node) in older.nodes().iter().enumerate().filter(|(_, node)| node.declares_none()) {
        let path = &paths[from];
        let alone = path.outcome == AssignmentMove::Moved && path.to.iter().all(|to| arrivals[*to] == 1);
        let to = path.to.first().copied().filter(|_| alone);
        migration.declarations.push(MigratedDeclaration {
            from,
            to,
            declaration: node.none_declaration.clone().unwrap_or_default(),
            renamed: to.is_some_and(|to| !same_name(&node.name, &newer.nodes()[to].name)),
        });
    }
    migration
}

/// Where a node's assignments go.
struct Path {
    outcome: AssignmentMove,
    to: Vec<usize>,
    mapped: bool,
}

fn path(from: usize, older: &StructureVersion, newer: &StructureVersion, mapping: &Mapping) -> Path {
    let node = &older.nodes()[from];
    let found = node.code.as_ref().map(|code| mapping.follow(code, newer)).unwrap_or_default();
    if let Some(to) = found.single() {
        return Path { outcome: AssignmentMove::Moved, to: vec![to], mapped: true };
    }
    if found.mapped {
        let outcome = if found.retired() { AssignmentMove::StaleCode } else { AssignmentMove::NeedsDecision };
        return Path { outcome, to: found.nodes, mapped: true };
    }
    let here = match &node.code {
        Some(code) => newer.find(code),
        None => newer.nodes().iter().position(|other| other.key == node.key),
    };
    let same = here.filter(|to| same_name(&node.name, &newer.nodes()[*to].name));
    match same {
        Some(to) => Path { outcome: AssignmentMove::Moved, to: vec![to], mapped: false },
        // What has the name or the code now is worth looking at, no more.
        None => {
            let mut to: Vec<usize> = newer.named(&node.name).iter().copied().chain(here).collect();
            to.sort_unstable();
            to.dedup();
            Path { outcome: AssignmentMove::NeedsDecision, to, mapped: false }
        }
    }
}
