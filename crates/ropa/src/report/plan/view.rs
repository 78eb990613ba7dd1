//! What a report of a plan shows.

use crate::gaps::{RegisterAssessment, Selection};
use crate::import::Import;
use crate::plan::Plan;
use crate::report::gaps::GapView;
use crate::text::Lang;

/// What to show: a plan, and what it was made of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PlanView<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// Which assessments the plan was made of.
    pub selection: &'a Selection,
    /// The plan.
    pub plan: &'a Plan,
    /// The filters that made the selection, as the user wrote them.
    pub filters: &'a [String],
    /// The file of the last plan, where there was one.
    pub last: Option<&'a str>,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> PlanView<'a> {
    /// A plan without words on how it was selected.
    pub fn new(
        assessed: &'a RegisterAssessment,
        selection: &'a Selection,
        plan: &'a Plan,
        lang: Lang,
    ) -> PlanView<'a> {
        PlanView { assessed, selection, plan, filters: &[], last: None, lang }
    }

    /// How the register was read.
    pub(crate) fn import(&self) -> &'a Import {
        self.assessed.import()
    }

    /// The same as a list of gaps, for what both tell.
    pub(super) fn gaps(&self) -> GapView<'a> {
        GapView { filters: self.filters, ..GapView::new(self.assessed, self.selection, self.lang) }
    }
}
