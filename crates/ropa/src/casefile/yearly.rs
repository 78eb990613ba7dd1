//! The yearly report of a case file.

use super::{CaseFile, CoverageQuestion};
use crate::art30::{Adjustments, CheckOptions};
use crate::gaps::{Filter, RegisterAssessment, Span};
use crate::impact::suppliers;
use crate::plan::{Plan, PlanError, PlanOptions};
use crate::yearly::{ByHand, LastError, LastReport, YearlyBasis, YearlyReport, without_words};
use chrono::{Datelike, NaiveDate};

/// What is asked of a year.
#[derive(Debug, Clone)]
pub struct YearlyQuestion<'q> {
    /// The period of what is told of as the year's; the calendar year of the day where absent.
    pub period: Option<Span>,
    /// How the records are checked.
    pub checks: CheckOptions,
    /// What the reader of the checks knows or wants otherwise.
    pub adjustments: Adjustments,
    /// The limits of the plan.
    pub plan: PlanOptions,
    /// What people have written of the year.
    pub by_hand: ByHand,
    /// The last report.
    pub last: Option<&'q LastReport>,
}

impl YearlyQuestion<'_> {
    /// The report of a public authority on a day, with nothing kept by hand and no earlier report.
    pub fn new(as_of: NaiveDate) -> Self {
        YearlyQuestion {
            period: None,
            checks: CheckOptions::new(as_of),
            adjustments: Adjustments::default(),
            plan: PlanOptions::default(),
            by_hand: ByHand::default(),
            last: None,
        }
    }
}

/// The report, and the plan that it tells of.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct YearlyAnswer {
    /// The report.
    pub report: YearlyReport,
    /// The plan.
    pub plan: Plan,
    /// The names of the processes that figures of the structure are of, with their codes, by index.
    pub processes: std::collections::BTreeMap<usize, String>,
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum YearlyError {
    /// Nothing can be planned.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The last report does not fit.
    #[error(transparent)]
    Last(#[from] LastError),
    /// A recommendation kept by hand has no words, and its id is neither a proposal's nor the last report's.
    #[error("the recommendation \"{0}\" is not known and has no words")]
    UnknownRecommendation(String),
}

impl CaseFile<'_> {
    /// The report of a year, of the assessment that every other list of the case rests on.
    ///
    /// # Errors
    /// [`YearlyError`] where the plan has no room, or the last report is not of an earlier day.
    pub fn yearly(
        &self,
        assessed: &RegisterAssessment,
        question: &YearlyQuestion<'_>,
    ) -> Result<YearlyAnswer, YearlyError> {
        if let Some(own) = without_words(&question.by_hand, question.last) {
            return Err(YearlyError::UnknownRecommendation(own.id.clone()));
        }
        let checked = self.check(question.checks, &question.adjustments);
        let plan = Plan::of(assessed, &Filter::default().select(assessed), question.plan, None)?;
        let suppliers = suppliers(assessed);
        let asked = CoverageQuestion { evaluate: true, ..CoverageQuestion::default() };
        let answer = self.coverage(assessed, &asked);
        let structure = answer.as_ref().and_then(|one| Some((&one.coverage, one.evaluation.as_ref()?)));
        let basis = YearlyBasis {
            assessed,
            checked: &checked,
            plan: &plan,
            suppliers: &suppliers,
            structure,
            period: question.period.unwrap_or_else(|| year_of(self.as_of())),
        };
        let report = YearlyReport::of(&basis, question.by_hand.clone(), question.last)?;
        let nodes = answer.iter().flat_map(|one| &one.coverage.nodes);
        let named = |code: &Option<_>, name: &str| match code {
            Some(code) => format!("{code} {name}"),
            None => name.to_string(),
        };
        let processes = nodes.map(|node| (node.node, named(&node.code, &node.name))).collect();
        Ok(YearlyAnswer { report, plan, processes })
    }
}

/// The calendar year of a day.
fn year_of(day: NaiveDate) -> Span {
    let year = day.year();
    Span { from: NaiveDate::from_ymd_opt(year, 1, 1), to: NaiveDate::from_ymd_opt(year, 12, 31) }
}
