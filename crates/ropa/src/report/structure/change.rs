//! What changed between two versions.

use super::part::{Part, Parts};
use crate::classification::{NodeChange, Relation, StructureVersion, VersionChange};
use crate::import::Import;
use crate::model::Severity;
use crate::report::TextOptions;
use crate::report::common::quote::name;
use crate::report::common::wording::{joined, joined_by};
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use std::io::Write;

/// The changes between two versions, and the register that they touch.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ChangeView<'a> {
    /// The older version.
    pub older: &'a StructureVersion,
    /// The newer version.
    pub newer: &'a StructureVersion,
    /// What changed.
    pub change: &'a VersionChange,
    /// The register whose ties were counted, where one was.
    pub import: Option<&'a Import>,
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> ChangeView<'a> {
    /// The changes between two versions, without a register beside them.
    pub fn new(
        older: &'a StructureVersion,
        newer: &'a StructureVersion,
        change: &'a VersionChange,
        as_of: NaiveDate,
        lang: Lang,
    ) -> ChangeView<'a> {
        ChangeView { older, newer, change, import: None, as_of, lang }
    }
}

/// Code and name of a node.
pub(super) fn node(version: &StructureVersion, index: usize) -> String {
    let node = &version.nodes()[index];
    match &node.code {
        Some(code) => format!("{code} {}", name(&node.name)),
        None => name(&node.name).to_string(),
    }
}

pub(super) fn nodes(version: &StructureVersion, indices: &[usize]) -> String {
    joined_by("; ", indices.iter().map(|index| node(version, *index)))
}

/// Keys of activities, as the register names them.
pub(super) fn keys(import: Option<&Import>, activities: &[usize]) -> String {
    let Some(import) = import else { return String::new() };
    joined(activities.iter().map(|index| &*import.register.activities[*index].key))
}

impl ChangeView<'_> {
    /// Writes the changes for a person.
    pub fn text(&self, options: TextOptions) -> String {
        self.parts().text(options)
    }

    /// Writes the changes as CSV, a table below the other.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn csv(&self, out: impl Write) -> Result<(), WriteError> {
        self.parts().csv(out)
    }

    /// Writes the changes as a workbook, a sheet for each table.
    ///
    /// # Errors
    /// [`WriteError::Write`] when `out` cannot be written to.
    pub fn workbook(&self, out: impl Write) -> Result<(), WriteError> {
        self.parts().workbook(out)
    }

    /// Whether anything is to be looked at: a code with another meaning, or a fault of the mapping.
    pub fn has_findings(&self) -> bool {
        let serious =
            |finding: &&crate::classification::StructureFinding| finding.severity() != Severity::Note;
        !self.change.reused.is_empty() || self.change.findings.iter().any(|finding| serious(&finding))
    }

    fn parts(&self) -> Parts {
        let catalogue = self.lang.texts();
        let texts = &catalogue.structure;
        let kinds =
            |change: &NodeChange| joined(change.kinds.iter().map(|kind| texts.relation.of((*kind).into())));
        let same = |change: &&NodeChange| change.kinds.iter().all(|kind| *kind == Relation::Same);
        let counts = Relation::iter().filter_map(|relation| {
            let count = self.change.changes.iter().filter(|change| change.kinds.contains(&relation)).count();
            (count > 0).then(|| format!("{count} {}", texts.relation.of(relation.into())))
        });
        let counted = texts.changes.fill(&[("changes", &joined(counts))]);
        let basis = |mapped: bool| if mapped { texts.mapped.clone() } else { texts.inferred.clone() };
        let reused = self.change.reused.iter().map(|reuse| {
            vec![
                reuse.code.to_string(),
                node(self.older, reuse.from),
                node(self.newer, reuse.to),
                basis(reuse.mapped),
                keys(self.import, &reuse.activities),
            ]
        });
        let changed = self.change.changes.iter().filter(|change| !same(change)).map(|change| {
            vec![
                kinds(change),
                nodes(self.older, &change.from),
                nodes(self.newer, &change.to),
                basis(change.mapped),
                keys(self.import, &change.activities),
                joined_by("; ", &change.notes),
            ]
        });
        let findings = self.change.findings.iter().map(|finding| {
            let code = finding.code.as_ref().map(ToString::to_string).unwrap_or_default();
            vec![
                catalogue.coverage.severity.of(finding.severity().into()).to_string(),
                catalogue.coverage.structure.of(finding.issue.into()).to_string(),
                code,
                joined(&finding.codes),
                joined(&finding.cells),
            ]
        });
        let unchanged = self.change.changes.iter().filter(same);
        let unchanged = unchanged
            .map(|change| vec![nodes(self.older, &change.from), keys(self.import, &change.activities)]);
        Parts {
            texts,
            as_of: self.as_of,
            title: texts
                .change_title
                .fill(&[("older", &name(&self.older.info.label)), ("newer", &name(&self.newer.info.label))]),
            sentences: vec![counted],
            parts: vec![
                Part::new("reused", &["code", "from", "to", "basis", "activities"], reused).urgent(),
                Part::new("mapping", &["severity", "what", "code", "candidates", "cell"], findings).urgent(),
                Part::new("changed", &["what", "from", "to", "basis", "activities", "note"], changed),
                Part::new("unchanged", &["from", "activities"], unchanged),
            ],
            page: &self.lang.words().page,
        }
    }
}
