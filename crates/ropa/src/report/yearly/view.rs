//! What a yearly report shows.

use crate::gaps::RegisterAssessment;
use crate::plan::Plan;
use crate::report::diff::DiffView;
use crate::text::Lang;
use crate::yearly::{Order, YearlyReport};
use std::collections::BTreeMap;

/// What to show: a yearly report, what it was made of, and in which order.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct YearlyView<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// The report.
    pub report: &'a YearlyReport,
    /// The plan whose next steps are told.
    pub plan: &'a Plan,
    /// The names of the processes that figures are of, by index in the structure.
    pub processes: &'a BTreeMap<usize, String>,
    /// How the facts are sorted.
    pub order: Order,
    /// What the board is called; where absent, the one controller that the register names.
    pub board: Option<&'a str>,
    /// The data protection officer; where absent, the one that the file kept by hand or the register names.
    pub officer: Option<&'a str>,
    /// The difference to an earlier register, where one was named.
    pub since: Option<DiffView<'a>>,
    /// The file kept by hand, where there was one.
    pub by_hand: Option<&'a str>,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> YearlyView<'a> {
    /// What a case file answers, by the six areas.
    #[cfg(feature = "read")]
    pub fn new(
        assessed: &'a RegisterAssessment,
        answer: &'a crate::casefile::YearlyAnswer,
        lang: Lang,
    ) -> YearlyView<'a> {
        let (report, plan, processes) = (&answer.report, &answer.plan, &answer.processes);
        YearlyView {
            assessed,
            report,
            plan,
            processes,
            order: Order::Areas,
            board: None,
            officer: None,
            since: None,
            by_hand: None,
            lang,
        }
    }
}
