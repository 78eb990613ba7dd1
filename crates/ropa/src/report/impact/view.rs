//! What a report of an incident shows.

use crate::gaps::RegisterAssessment;
use crate::impact::Impact;
use crate::model::{Dpia, ProcessingActivity};
use crate::text::Lang;

/// What to show: what an incident touches, and the assessment that it rests on.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ImpactView<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// What the incident touches.
    pub impact: &'a Impact,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> ImpactView<'a> {
    /// What an incident touches.
    pub fn new(assessed: &'a RegisterAssessment, impact: &'a Impact, lang: Lang) -> ImpactView<'a> {
        ImpactView { assessed, impact, lang }
    }
}

impl<'a> ImpactView<'a> {
    /// An activity of the register.
    pub(crate) fn activity(&self, index: usize) -> &'a ProcessingActivity {
        &self.assessed.register().activities[index]
    }

    /// A DPIA of the register.
    pub(crate) fn dpia(&self, index: usize) -> &'a Dpia {
        &self.assessed.register().dpias[index]
    }
}
