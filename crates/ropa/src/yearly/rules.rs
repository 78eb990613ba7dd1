//! The rules that propose recommendations, as data.

use super::figure::{Absent, Amount, Figure};
use super::kind::FigureKind;
use crate::law::{Citation, Localized};
use serde::Deserialize;
use std::sync::LazyLock;

/// When a recommendation is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The figure is at least so many.
    AtLeast(usize),
    /// The figure is a share that is not all.
    NotAll,
    /// A person has not given the figure.
    NotGiven,
}

impl When {
    /// The records of a figure that a proposal is about: what is counted, or what is not.
    pub fn about(self, amount: &Amount) -> &[usize] {
        match self {
            When::AtLeast(_) => &amount.records,
            When::NotAll => &amount.others,
            When::NotGiven => &[],
        }
    }
}

/// One rule that proposes a recommendation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RecommendationRule {
    /// Its code, `REK-01`.
    pub id: String,
    /// The figure that it looks at.
    pub figure: FigureKind,
    /// When it proposes something.
    pub when: When,
    /// What the figure shows; `{counted}`, `{of}` and `{rest}` are its numbers.
    pub finding: Localized,
    /// The recommendation.
    pub text: Localized,
    /// What the board has to decide, where it has.
    #[serde(default)]
    pub decision: Option<Localized>,
    /// The command that shows more of it, for whoever goes on working.
    #[serde(default)]
    pub tool: Option<String>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    recommendation: Vec<RecommendationRule>,
}

static RULES: LazyLock<Vec<RecommendationRule>> = LazyLock::new(|| {
    let file: File = crate::text::data::embedded(include_str!("../../rulepacks/recommendations/yearly.toml"))
        .expect("the embedded rules are valid, as a test shows");
    file.recommendation
});

/// The rules, what the board should decide first at the top.
pub(crate) fn recommendation_rules() -> &'static [RecommendationRule] {
    &RULES
}

impl RecommendationRule {
    /// Whether it proposes something by these figures.
    pub(super) fn proposes(&self, figures: &[Figure]) -> bool {
        let figure = figures.iter().find(|figure| figure.kind == self.figure && figure.part.is_none());
        let Some(figure) = figure else { return false };
        match (self.when, &figure.value) {
            (When::AtLeast(least), Ok(amount)) => amount.counted >= least,
            (When::NotAll, Ok(amount)) => amount.of.is_some_and(|of| amount.counted < of),
            (When::NotGiven, Err(absent)) => *absent == Absent::NotGiven,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{When, recommendation_rules};
    use crate::yearly::kind::Wanted;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_can_be_read_and_rests_on_something() {
        let rules = recommendation_rules();
        let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), rules.len(), "a code stands twice");
        for rule in rules {
            assert!(!rule.citations.is_empty(), "{}", rule.id);
            let wanted = rule.figure.wanted();
            match rule.when {
                When::AtLeast(least) => assert!(least > 0 && wanted == Wanted::Fewer, "{}", rule.id),
                When::NotAll => assert_eq!(wanted, Wanted::More, "{}", rule.id),
                When::NotGiven => {}
            }
        }
    }
}
