//! How a case file covers its classification structure.

use super::{CaseFile, StructureHistory};
use crate::classification::{
    Assignments, Coverage, CoverageOptions, Evaluation, FitThresholds, Outcome, ProcessCode,
    ProcessSuggestion, StructureFinding, Suggester, coverage, evaluate, validate_assignments,
};
use crate::gaps::RegisterAssessment;
use std::collections::{BTreeMap, BTreeSet};

/// So many suggestions are made for an activity without a process.
const SUGGESTIONS: usize = 3;

/// What is asked of the coverage.
#[derive(Debug, Clone, Default)]
pub struct CoverageQuestion {
    /// Levels to list, from the top; all where none is set.
    pub level: Option<usize>,
    /// Only activities of a unit whose name contains this.
    pub unit: Option<String>,
    /// Only the process with this code, and those below it.
    pub under: Option<ProcessCode>,
    /// The version that the register's codes were written against, where it is not the newest.
    pub written_against: Option<String>,
    /// Whether to evaluate how registering by process fits.
    pub evaluate: bool,
}

/// How the register covers the structure.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CoverageAnswer {
    /// Which processes each activity belongs to.
    pub assignments: Assignments,
    /// What is registered, missing and declared none.
    pub coverage: Coverage,
    /// Verdict and gap of each activity, by its index.
    pub outcomes: BTreeMap<usize, Outcome>,
    /// Processes suggested for activities without one, by the activity's index.
    pub suggestions: BTreeMap<usize, Vec<ProcessSuggestion>>,
    /// Whether registering by process fits, where that was asked.
    pub evaluation: Option<Evaluation>,
    /// What is worth mending in the structure and in the assignments to it.
    pub findings: Vec<StructureFinding>,
}

impl CaseFile<'_> {
    /// How the register covers its structure, with the verdicts and gaps of its assessment; none where no structure
    /// was named.
    pub fn coverage(
        &self,
        assessed: &RegisterAssessment,
        question: &CoverageQuestion,
    ) -> Option<CoverageAnswer> {
        let StructureHistory { version, findings, .. } = self.structure()?;
        let (register, day) = (self.register(), self.as_of());
        let outcomes: BTreeMap<usize, Outcome> = assessed
            .assessments
            .iter()
            .map(|assessment| {
                let verdict: &'static str = assessment.need.verdict.into();
                let gap = assessment.gap.as_ref().map(|gap| <&'static str>::from(gap.kind).into());
                (assessment.activity, Outcome { verdict: verdict.into(), gap })
            })
            .collect();
        let assignments = self.assignments(question.written_against.as_deref());
        let options = CoverageOptions {
            as_of: day,
            level: question.level,
            unit: question.unit.as_deref().map(Into::into),
            under: question.under.clone(),
        };
        let renamed = BTreeSet::new();
        let covered = coverage(version, register, &assignments, &outcomes, &renamed, &options);
        let evaluation = question.evaluate.then(|| {
            // The reading needs every level, whatever is listed.
            let whole = CoverageOptions { level: None, ..options };
            let whole = coverage(version, register, &assignments, &outcomes, &renamed, &whole);
            evaluate(version, register, &assignments, &whole, &FitThresholds::default())
        });
        let suggester = Suggester::new(version);
        let suggestions = covered
            .unassigned
            .iter()
            .map(|index| (*index, suggester.suggest(&register.activities[*index], day, SUGGESTIONS)))
            .collect();
        let findings =
            findings.iter().cloned().chain(validate_assignments(version, &assignments, day)).collect();
        Some(CoverageAnswer { assignments, coverage: covered, outcomes, suggestions, evaluation, findings })
    }
}
