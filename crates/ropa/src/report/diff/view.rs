//! What a list of differences shows.

use crate::diff::RegisterDiff;
use crate::gaps::RegisterAssessment;
use crate::text::Lang;

/// What to show: the difference between two assessed registers.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct DiffView<'a> {
    /// The old register.
    pub old: &'a RegisterAssessment,
    /// The new register.
    pub new: &'a RegisterAssessment,
    /// What is different.
    pub diff: &'a RegisterDiff,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> DiffView<'a> {
    /// What two registers say otherwise.
    pub fn new(
        old: &'a RegisterAssessment,
        new: &'a RegisterAssessment,
        diff: &'a RegisterDiff,
        lang: Lang,
    ) -> DiffView<'a> {
        DiffView { old, new, diff, lang }
    }
}
