//! What becomes of the register's ties in a new version.

use super::change::{node, nodes};
use super::part::{Part, Parts};
use crate::classification::{AssignmentMove, MigratedAssignment, Migration, StructureVersion};
use crate::import::Import;
use crate::model::Field;
use crate::report::TextOptions;
use crate::report::common::quote::{name, quoted};
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use std::io::Write;

/// What becomes of every tie and declaration.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct MigrationView<'a> {
    /// The older version.
    pub older: &'a StructureVersion,
    /// The newer version.
    pub newer: &'a StructureVersion,
    /// What becomes of the ties and declarations.
    pub migration: &'a Migration,
    /// The register.
    pub import: &'a Import,
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> MigrationView<'a> {
    /// What becomes of the ties and declarations of a version.
    pub fn new(
        older: &'a StructureVersion,
        newer: &'a StructureVersion,
        migration: &'a Migration,
        import: &'a Import,
        as_of: NaiveDate,
        lang: Lang,
    ) -> MigrationView<'a> {
        MigrationView { older, newer, migration, import, as_of, lang }
    }
}

impl MigrationView<'_> {
    /// Writes the migration for a person.
    pub fn text(&self, options: TextOptions) -> String {
        self.parts().text(options)
    }

    /// Writes every tie and declaration as CSV, a table below the other.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn csv(&self, out: impl Write) -> Result<(), WriteError> {
        self.parts().csv(out)
    }

    /// Writes a workbook to review: the splits to decide on, with a list of the processes to choose
    /// between, and all that moved.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn workbook(&self, out: impl Write) -> Result<(), WriteError> {
        self.parts().workbook(out)
    }

    /// Whether someone must decide something.
    pub fn has_findings(&self) -> bool {
        self.migration
            .all
            .iter()
            .any(|tie| matches!(tie.outcome, AssignmentMove::NeedsDecision | AssignmentMove::StaleCode))
            || !self.migration.unresolved.is_empty()
            || self.migration.declarations.iter().any(|declaration| declaration.to.is_none())
    }

    /// How the register names an activity: its id, or else its row.
    fn activity(&self, index: usize) -> [String; 2] {
        let activity = &self.import.register.activities[index];
        let row = &self.lang.texts().gaps.row.row;
        let handle = activity
            .text(Field::Id)
            .map_or_else(|| row.fill(&[("row", &activity.origin.row)]), |id| quoted(id).to_string());
        [handle, name(activity.label()).to_string()]
    }

    fn rows(&self, outcome: AssignmentMove) -> impl Iterator<Item = Vec<String>> {
        self.migration.with(outcome).map(|tie| {
            let [id, label] = self.activity(tie.activity);
            vec![
                id,
                label,
                quoted(&tie.written).to_string(),
                tie.cell.to_string(),
                node(self.older, tie.from),
                nodes(self.newer, &tie.to),
            ]
        })
    }

    fn parts(&self) -> Parts {
        const TIE: &[&str] = &["activity", "name", "written", "cell", "from", "now"];
        const OPEN: &[&str] = &["activity", "name", "written", "cell", "from", "candidates"];
        let catalogue = self.lang.texts();
        let texts = &catalogue.structure;
        let counts = AssignmentMove::iter().filter_map(|outcome| {
            let count = self.migration.with(outcome).count();
            (count > 0).then(|| format!("{count} {}", texts.outcome.of(outcome.into())))
        });
        let total = self.migration.all.len();
        let counted = texts.ties.fill(&[
            ("total", &total),
            ("outcomes", &crate::report::common::wording::joined(counts)),
            ("unresolved", &self.migration.unresolved.len()),
            ("untied", &self.migration.unassigned.len()),
        ]);
        let decide = |tie: &MigratedAssignment| {
            let mut list: Vec<String> = tie.to.iter().map(|to| self.newer.nodes()[*to].label()).collect();
            list.push(texts.other.clone());
            list
        };
        let choices = self.migration.with(AssignmentMove::NeedsDecision).map(decide).collect();
        let unresolved = self.migration.unresolved.iter().map(|tie| {
            let [id, label] = self.activity(tie.activity);
            let why = catalogue.coverage.unresolved.of(tie.why.into()).to_string();
            let candidates = nodes(self.older, &tie.candidates);
            vec![id, label, quoted(&tie.written).to_string(), tie.cell.to_string(), why, candidates]
        });
        let untied = self.migration.unassigned.iter().map(|activity| self.activity(*activity).to_vec());
        let (carried, lapsed): (Vec<_>, Vec<_>) =
            self.migration.declarations.iter().partition(|declaration| declaration.to.is_some());
        let lapsed = lapsed.iter().map(|declaration| vec![node(self.older, declaration.from)]);
        let carried = carried.iter().map(|declaration| {
            let to = declaration.to.map(|to| node(self.newer, to)).unwrap_or_default();
            let note = if declaration.renamed { texts.renamed.clone() } else { String::new() };
            vec![node(self.older, declaration.from), to, note]
        });
        Parts {
            texts,
            as_of: self.as_of,
            title: texts
                .migration_title
                .fill(&[("older", &name(&self.older.info.label)), ("newer", &name(&self.newer.info.label))]),
            sentences: vec![counted, texts.untouched.clone()],
            parts: vec![
                Part {
                    choices,
                    ..Part::new("decide", OPEN, self.rows(AssignmentMove::NeedsDecision)).urgent()
                },
                Part::new("stale", OPEN, self.rows(AssignmentMove::StaleCode)).urgent(),
                Part::new("lapsed", &["from"], lapsed).urgent(),
                Part::new("moved", TIE, self.rows(AssignmentMove::Moved)),
                Part::new("joined", TIE, self.rows(AssignmentMove::Joined)),
                Part::new("carried", &["from", "now", "note"], carried),
                Part::new(
                    "unresolved",
                    &["activity", "name", "written", "cell", "what", "candidates"],
                    unresolved,
                )
                .urgent(),
                Part::new("untied", &["activity", "name"], untied),
            ],
            page: &self.lang.words().page,
        }
    }
}
