//! Changes and migrations for a program: schemas `ropa/structure-diff/1` and `ropa/structure-migration/1`.

use super::{ChangeView, MigrationView};
use crate::classification::{AssignmentMove, ProcessNode, Relation, Severity, StructureVersion};
use crate::import::Import;
use crate::report::common::envelope::{Source, sources};
use crate::report::common::error::ReportError;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// The JSON Schema (draft 2020-12) of what [`ChangeView::json`] writes.
pub const CHANGE_JSON_SCHEMA: &str = include_str!("../../../schemas/structure-diff-1.json");

/// The JSON Schema (draft 2020-12) of what [`MigrationView::json`] writes.
pub const MIGRATION_JSON_SCHEMA: &str = include_str!("../../../schemas/structure-migration-1.json");

impl ChangeView<'_> {
    /// Writes the changes as one JSON document.
    ///
    /// # Errors
    /// [`ReportError::Write`] when `out` cannot be written to.
    pub fn json(&self, out: impl Write) -> Result<(), ReportError> {
        written(out, &ChangeOut::of(self))
    }
}

impl MigrationView<'_> {
    /// Writes every tie and declaration as one JSON document.
    ///
    /// # Errors
    /// [`ReportError::Write`] when `out` cannot be written to.
    pub fn json(&self, out: impl Write) -> Result<(), ReportError> {
        written(out, &MigrationOut::of(self))
    }
}

fn written(out: impl Write, document: &impl Serialize) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer(&mut out, document).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
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
struct ChangeOut<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    sources: Vec<Source<'a>>,
    older: VersionOut<'a>,
    newer: VersionOut<'a>,
    reused: Vec<ReuseOut<'a>>,
    changes: Vec<NodeChangeOut<'a>>,
    findings: Vec<FindingOut<'a>>,
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
struct FindingOut<'a> {
    issue: &'static str,
    severity: Severity,
    code: Option<String>,
    written: &'a str,
    codes: Vec<String>,
    cells: Vec<String>,
}

impl<'a> ChangeOut<'a> {
    fn of(view: &ChangeView<'a>) -> ChangeOut<'a> {
        let (older, newer) = (view.older, view.newer);
        ChangeOut {
            schema: "ropa/structure-diff/1",
            as_of: view.as_of,
            sources: view.import.map(sources).unwrap_or_default(),
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
            findings: view
                .change
                .findings
                .iter()
                .map(|finding| FindingOut {
                    issue: finding.issue.into(),
                    severity: finding.severity(),
                    code: finding.code.as_ref().map(ToString::to_string),
                    written: &finding.written,
                    codes: finding.codes.iter().map(ToString::to_string).collect(),
                    cells: finding.cells.iter().map(ToString::to_string).collect(),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct MigrationOut<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    sources: Vec<Source<'a>>,
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
    cell: String,
    mapped: bool,
}

#[derive(Serialize)]
struct UnresolvedOut<'a> {
    activity: &'a str,
    written: &'a str,
    cell: String,
    why: &'static str,
}

#[derive(Serialize)]
struct DeclarationOut<'a> {
    from: NodeOut<'a>,
    to: Option<NodeOut<'a>>,
    renamed: bool,
}

impl<'a> MigrationOut<'a> {
    fn of(view: &MigrationView<'a>) -> MigrationOut<'a> {
        let (older, newer, migration) = (view.older, view.newer, view.migration);
        let key = |index: usize| &*view.import.register.activities[index].key;
        MigrationOut {
            schema: "ropa/structure-migration/1",
            as_of: view.as_of,
            sources: sources(view.import),
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
                    cell: tie.cell.to_string(),
                    mapped: tie.mapped,
                })
                .collect(),
            unresolved: migration
                .unresolved
                .iter()
                .map(|tie| UnresolvedOut {
                    activity: key(tie.activity),
                    written: &tie.written,
                    cell: tie.cell.to_string(),
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
