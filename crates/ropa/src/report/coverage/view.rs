//! What a report of coverage shows.

#[cfg(feature = "read")]
use crate::casefile::{CoverageAnswer, StructureHistory};
use crate::classification::{
    Assignments, Coverage, Evaluation, NodeCoverage, Outcome, ProcessNode, ProcessSuggestion,
    StructureFinding, StructureVersion,
};
use crate::gaps::RegisterAssessment;
use crate::import::Import;
use crate::law::RulePacks;
use crate::model::ProcessingActivity;
use crate::text::Lang;
use std::collections::BTreeMap;

/// What to show: a version of a structure, the register tied to it, and how the one covers the other.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CoverageView<'a> {
    /// The version of the structure.
    pub version: &'a StructureVersion,
    /// What is worth mending in the structure itself.
    pub structure_findings: &'a [StructureFinding],
    /// The register, and how it was read.
    pub import: &'a Import,
    /// Which processes each activity belongs to.
    pub assignments: &'a Assignments,
    /// The coverage.
    pub coverage: &'a Coverage,
    /// Verdict and gap of each activity, by its index: the codes of
    /// [`NeedVerdict`](crate::screening::NeedVerdict) and [`GapKind`](crate::gaps::GapKind).
    pub outcomes: &'a BTreeMap<usize, Outcome>,
    /// Processes that untied activities may belong to, by the activity's index, best first.
    pub suggestions: &'a BTreeMap<usize, Vec<ProcessSuggestion>>,
    /// Whether registering by process suits, where that was asked.
    pub evaluation: Option<&'a Evaluation>,
    /// The rule packs that the verdicts rest on.
    pub packs: &'a RulePacks,
    /// The filters, as the user wrote them; empty where all is shown.
    pub filters: &'a [String],
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> CoverageView<'a> {
    /// What a case file answers on the coverage of its structure.
    #[cfg(feature = "read")]
    pub fn new(
        structure: &'a StructureHistory,
        answer: &'a CoverageAnswer,
        assessed: &'a RegisterAssessment,
        filters: &'a [String],
        lang: Lang,
    ) -> CoverageView<'a> {
        CoverageView {
            version: &structure.version,
            structure_findings: &answer.findings,
            import: assessed.import(),
            assignments: &answer.assignments,
            coverage: &answer.coverage,
            outcomes: &answer.outcomes,
            suggestions: &answer.suggestions,
            evaluation: answer.evaluation.as_ref(),
            packs: assessed.packs(),
            filters,
            lang,
        }
    }

    /// Whether something is missing, or there is something to look at.
    pub fn has_findings(&self) -> bool {
        self.coverage.totals.missing > 0
            || !self.coverage.unassigned.is_empty()
            || !self.coverage.unresolved.is_empty()
            || self.with_findings().next().is_some()
    }

    /// An activity of the register.
    pub(crate) fn activity(&self, index: usize) -> &'a ProcessingActivity {
        &self.import.register.activities[index]
    }

    /// A node of the version.
    pub(crate) fn node(&self, index: usize) -> &'a ProcessNode {
        &self.version.nodes()[index]
    }

    /// The nodes with something worth knowing.
    pub(crate) fn with_findings(&self) -> impl Iterator<Item = &'a NodeCoverage> {
        self.coverage.nodes.iter().filter(|node| !node.findings.is_empty())
    }
}
