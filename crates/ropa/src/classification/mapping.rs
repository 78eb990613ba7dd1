//! What becomes of each code from one version of a structure to the next.

use super::code::ProcessCode;
use super::structure::StructureVersion;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, IntoStaticStr};

/// What happens to a node from one version to the next.
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
    Deserialize,
    EnumIter,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Relation {
    /// Nothing.
    Same,
    /// A new name under the same code.
    Renamed,
    /// A new code.
    Recoded,
    /// Another parent.
    Moved,
    /// One becomes several.
    Split,
    /// Several become one.
    Merged,
    /// No successor.
    Retired,
    /// No predecessor.
    New,
    /// Another level.
    LevelChanged,
    /// The old code lives on for something else.
    CodeReused,
}

/// One row of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRow {
    /// The code in the older version; absent for a node without predecessor.
    pub from: Option<ProcessCode>,
    /// The code in the newer version; absent for a node without successor.
    pub to: Option<ProcessCode>,
    /// What the row says it is.
    pub relation: Option<Relation>,
    /// The word for the relation, as written.
    pub relation_written: Option<Text>,
    /// When.
    pub date: Option<NaiveDate>,
    /// Remark.
    pub note: Option<Text>,
    /// The row's first cell.
    pub cell: CellRef,
}

/// A mapping from an older version to a newer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// Its rows, in the order written.
    pub rows: Vec<MappingRow>,
}

/// What an old code leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Successors {
    /// The nodes of the newer version, in tree order; several for a split.
    pub nodes: Vec<usize>,
    /// Codes that rows lead to and that the newer version does not have.
    pub missing: Vec<ProcessCode>,
    /// Codes where rows lead in a circle, or through more than ten steps.
    pub endless: Vec<ProcessCode>,
    /// Whether a row says that it ends, wholly or in part.
    pub ends: bool,
    /// Whether there is any row for it.
    pub mapped: bool,
}

impl Successors {
    /// The one node that it leads to, when all rows agree on that.
    pub fn single(&self) -> Option<usize> {
        match self.nodes[..] {
            [node] if self.missing.is_empty() && self.endless.is_empty() && !self.ends => Some(node),
            _ => None,
        }
    }

    /// Whether it ended without successor.
    pub fn retired(&self) -> bool {
        self.ends && self.nodes.is_empty() && self.missing.is_empty() && self.endless.is_empty()
    }
}

const MAX_STEPS: usize = 10;

impl Mapping {
    /// The rows for an old code.
    pub fn rows_from<'m>(&'m self, code: &'m ProcessCode) -> impl Iterator<Item = &'m MappingRow> {
        self.rows.iter().filter(move |row| row.from.as_ref() == Some(code))
    }

    /// The nodes of the newer version that an old code leads to.
    ///
    /// A target that the newer version lacks, but that has rows of its own, is followed further, at
    /// most ten steps.
    pub fn follow(&self, code: &ProcessCode, newer: &StructureVersion) -> Successors {
        let mut found = Successors::default();
        let mut open = vec![vec![code.clone()]];
        while let Some(trail) = open.pop() {
            let Some(code) = trail.last() else { continue };
            for row in self.rows_from(code) {
                found.mapped = true;
                let Some(target) = &row.to else {
                    found.ends = true;
                    continue;
                };
                if let Some(node) = newer.find(target) {
                    found.nodes.push(node);
                } else if self.rows_from(target).next().is_none() {
                    found.missing.push(target.clone());
                } else if trail.contains(target) || trail.len() > MAX_STEPS {
                    found.endless.push(target.clone());
                } else {
                    open.push(trail.iter().chain([target]).cloned().collect());
                }
            }
        }
        found.nodes.sort_unstable();
        found.nodes.dedup();
        found
    }
}
