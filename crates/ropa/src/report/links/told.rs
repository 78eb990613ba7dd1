//! Suggestions one by one, for a page in which a person judges them.

use super::view::{SuggestionsView, likelihood, percent, reasons};
use serde::Serialize;

/// A suggestion in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SuggestionTold {
    /// The key of the activity.
    pub activity: String,
    /// Its name.
    pub activity_name: String,
    /// The key of the DPIA.
    pub dpia: String,
    /// Its title.
    pub dpia_name: String,
    /// How likely it is, in words.
    pub likelihood: String,
    /// The same in hundredths.
    pub percent: String,
    /// What speaks for it, with the cells.
    pub reasons: String,
}

/// The suggestions in their order.
pub fn told(view: &SuggestionsView<'_>) -> Vec<SuggestionTold> {
    let wording = view.wording();
    let one = |suggestion: &crate::matching::Suggestion| {
        let (activity, dpia) = (view.activity(suggestion.activity), view.dpia(suggestion.dpia));
        SuggestionTold {
            activity: activity.key.to_string(),
            activity_name: activity.label().to_string(),
            dpia: dpia.key.to_string(),
            dpia_name: dpia.label().to_string(),
            likelihood: wording.texts.links.likelihood.of(likelihood(suggestion.score)).to_string(),
            percent: percent(suggestion.score).to_string(),
            reasons: reasons(&wording, &suggestion.evidence),
        }
    };
    view.suggestions.iter().map(one).collect()
}
