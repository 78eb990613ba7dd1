//! Changes and migrations for a program: schemas `ropa/structure-diff/1` and `ropa/structure-migration/1`.

use super::{ChangeView, MigrationView};
use crate::classification::{AssignmentMove, ProcessNode, Relation, StructureVersion};
use crate::import::Import;
use crate::report::common::envelope::Head;
use crate::report::common::json::{AsText, StructureFindingOut};
use crate::source::CellRef;
use crate::workbook::WriteError;
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`ChangeView::json`] writes.
pub const CHANGE_JSON_SCHEMA: &str = include_str!("../../../schemas/structure-diff-1.json");

/// The JSON Schema (draft 2020-12) of what [`MigrationView::json`] writes.
pub const MIGRATION_JSON_SCHEMA: &str = include_str!("../../../schemas/structure-migration-1.json");

impl ChangeView<'_> {
    /// Writes the changes as one JSON document.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn json(&self, out: impl Write) -> Result<(), WriteError> {
        let changes = Changes::of(self);
        let head = Head::new("ropa/structure-diff/1", self.as_of, self.lang, self.import);
        head.write(out, changes.summary(), &changes)
    }
}

impl MigrationView<'_> {
    /// Writes every tie and declaration as one JSON document.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn json(&self, out: impl Write) -> Result<(), WriteError> {
        let moves = Moves::of(self);
        let head = Head::new("ropa/structure-migration/1", self.as_of, self.lang, Some(self.import));
        head.write(out, moves.summary(), &moves)
    }
}

#[derive(Serialize)]
struct VersionOut<'a> {
    version: &'a str,
    files: &'a [crate::source::Text],
    nodes: usize,
}

impl<'a> VersionOut<'a> {
    fn of(version: &'a StructureVersion) -> VersionOut<'a> {
        VersionOut { version: &version.info.label, files: &version.info.files, nodes: version.nodes().len() }
    }
}

#[derive(Serialize)]
struct NodeOut<'a> {
    code: Option<String>,
    name: &'a str,
}

fn node(version: &StructureVersion, index: usize) -> NodeOut<'_> {
    let node: &ProcessNode = &version.nodes()[index];
    NodeOut { code: node.code.as_ref().map(ToString::to_string), name: &node.name }
}

fn nodes<'a>(version: &'a StructureVersion, indices: &[usize]) -> Vec<NodeOut<'a>> {
    indices.iter().map(|index| node(version, *index)).collect()
}

fn keys<'a>(import: Option<&'a Import>, activities: &[usize]) -> Vec<&'a str> {
    let key = |import: &'a Import| {
        let keys = activities.iter().map(|index| &*import.register.activities[*index].key);
        keys.collect()
    };
    import.map(key).unwrap_or_default()
}

#[derive(Serialize)]
struct Changes<'a> {
    older: VersionOut<'a>,
    newer: VersionOut<'a>,
    reused: Vec<ReuseOut<'a>>,
    changes: Vec<NodeChangeOut<'a>>,
    findings: Vec<StructureFindingOut<'a>>,
}

#[derive(Serialize)]
struct ReuseOut<'a> {
    code: String,
    from: NodeOut<'a>,
    to: NodeOut<'a>,
    mapped: bool,
    activities: Vec<&'a str>,
}

#[derive(Serialize)]
struct NodeChangeOut<'a> {
    kinds: Vec<Relation>,
    from: Vec<NodeOut<'a>>,
    to: Vec<NodeOut<'a>>,
    mapped: bool,
    notes: &'a [crate::source::Text],
    activities: Vec<&'a str>,
}

#[derive(Serialize)]
struct ChangeSummary {
    reused: usize,
    changes: usize,
    findings: usize,
}

impl<'a> Changes<'a> {
    fn summary(&self) -> ChangeSummary {
        ChangeSummary {
            reused: self.reused.len(),
            changes: self.changes.len(),
            findings: self.findings.len(),
        }
    }

    fn of(view: &ChangeView<'a>) -> Changes<'a> {
        let (older, newer) = (view.older, view.newer);
        Changes {
            older: VersionOut::of(older),
            newer: VersionOut::of(newer),
            reused: view
                .change
                .reused
                .iter()
                .map(|reuse| ReuseOut {
                    code: reuse.code.to_string(),
                    from: node(older, reuse.from),
                    to: node(newer, reuse.to),
                    mapped: reuse.mapped,
                    activities: keys(view.import, &reuse.activities),
                })
                .collect(),
            changes: view
                .change
                .changes
                .iter()
                .map(|change| NodeChangeOut {
                    kinds: change.kinds.iter().copied().collect(),
                    from: nodes(older, &change.from),
                    to: nodes(newer, &change.to),
                    mapped: change.mapped,
                    notes: &change.notes,
                    activities: keys(view.import, &change.activities),
                })
                .collect(),
            findings: StructureFindingOut::all(&view.change.findings),
        }
    }
}

#[derive(Serialize)]
struct Moves<'a> {
    older: VersionOut<'a>,
    newer: VersionOut<'a>,
    ties: Vec<TieOut<'a>>,
    unresolved: Vec<UnresolvedOut<'a>>,
    untied: Vec<&'a str>,
    declarations: Vec<DeclarationOut<'a>>,
}

#[derive(Serialize)]
struct TieOut<'a> {
    activity: &'a str,
    outcome: AssignmentMove,
    from: NodeOut<'a>,
    to: Vec<NodeOut<'a>>,
    role: crate::classification::AssignmentRole,
    written: &'a str,
    cell: AsText<&'a CellRef>,
    mapped: bool,
}

#[derive(Serialize)]
struct UnresolvedOut<'a> {
    activity: &'a str,
    written: &'a str,
    cell: AsText<&'a CellRef>,
    why: &'static str,
}

#[derive(Serialize)]
struct MoveSummary {
    ties: usize,
    unresolved: usize,
    untied: usize,
    declarations: usize,
}

#[derive(Serialize)]
struct DeclarationOut<'a> {
    from: NodeOut<'a>,
    to: Option<NodeOut<'a>>,
    renamed: bool,
}

impl<'a> Moves<'a> {
    fn summary(&self) -> MoveSummary {
        MoveSummary {
            ties: self.ties.len(),
            unresolved: self.unresolved.len(),
            untied: self.untied.len(),
            declarations: self.declarations.len(),
        }
    }

    fn of(view: &MigrationView<'a>) -> Moves<'a> {
        let (older, newer, migration) = (view.older, view.newer, view.migration);
        let key = |index: usize| &*view.import.register.activities[index].key;
        Moves {
            older: VersionOut::of(older),
            newer: VersionOut::of(newer),
            ties: migration
                .all
                .iter()
                .map(|tie| TieOut {
                    activity: key(tie.activity),
                    outcome: tie.outcome,
                    from: node(older, tie.from),
                    to: nodes(newer, &tie.to),
                    role: tie.role,
                    written: &tie.written,
                    cell: AsText(&tie.cell),
                    mapped: tie.mapped,
                })
                .collect(),
            unresolved: migration
                .unresolved
                .iter()
                .map(|tie| UnresolvedOut {
                    activity: key(tie.activity),
                    written: &tie.written,
                    cell: AsText(&tie.cell),
                    why: tie.why.into(),
                })
                .collect(),
            untied: migration.unassigned.iter().map(|index| key(*index)).collect(),
            declarations: migration
                .declarations
                .iter()
                .map(|declaration| DeclarationOut {
                    from: node(older, declaration.from),
                    to: declaration.to.map(|to| node(newer, to)),
                    renamed: declaration.renamed,
                })
                .collect(),
        }
    }
}
