//! Recommendations: proposed from the figures by rules that are data, edited by people, followed up the year after.

use super::area::Area;
use super::by_hand::{ByHand, OwnRecommendation, RecommendationStatus};
use super::figure::{Absent, Amount, Figure};
use super::kind::FigureKind;
use super::last::LastReport;
use crate::law::{Citation, Localized};
use chrono::NaiveDate;
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
pub fn recommendation_rules() -> &'static [RecommendationRule] {
    &RULES
}

impl RecommendationRule {
    /// Whether it proposes something by these figures.
    fn proposes(&self, figures: &[Figure]) -> bool {
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

/// A recommendation of this year.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// What it is known by from one year to the next: the code of the rule, or what a person calls it.
    pub id: String,
    /// The area.
    pub area: Area,
    /// The rule that proposes it; none where a person gives it.
    pub rule: Option<&'static RecommendationRule>,
    /// The words of a person, which go before those of the rule.
    pub own_text: Option<String>,
    /// The day it was given, where a person says so.
    pub given: Option<NaiveDate>,
    /// What has become of it, where a person says so.
    pub status: Option<RecommendationStatus>,
}

/// A recommendation of the last report, and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedUp {
    /// What it is known by.
    pub id: String,
    /// The area.
    pub area: Option<Area>,
    /// Its words then.
    pub text: String,
    /// What a person says has become of it.
    pub status: Option<RecommendationStatus>,
    /// Of a proposal of the program: whether what it rests on is still so.
    pub still: Option<bool>,
}

/// The recommendations of this year: the proposals in the order of the rules, then those of people.
pub(super) fn recommendations(
    figures: &[Figure],
    by_hand: &ByHand,
    last: Option<&LastReport>,
) -> Vec<Recommendation> {
    let proposed = RULES.iter().filter(|rule| rule.proposes(figures));
    let mut all: Vec<Recommendation> = proposed
        .map(|rule| {
            let own = by_hand.recommendations.iter().find(|own| own.id == rule.id);
            Recommendation {
                id: rule.id.clone(),
                area: rule.figure.area(),
                rule: Some(rule),
                own_text: own.and_then(|own| own.text.clone()),
                given: own.and_then(|own| own.given),
                status: own.and_then(|own| own.status),
            }
        })
        .collect();
    let of_people = by_hand.recommendations.iter().filter(|own| !RULES.iter().any(|rule| rule.id == own.id));
    all.extend(of_people.filter_map(|own| given_by_person(own, last)));
    all
}

/// What a person recommends. What is done is followed up, and not recommended again.
fn given_by_person(own: &OwnRecommendation, last: Option<&LastReport>) -> Option<Recommendation> {
    let then = last.and_then(|last| last.recommendations.iter().find(|then| then.id == own.id));
    if own.status == Some(RecommendationStatus::Done) {
        return None;
    }
    Some(Recommendation {
        id: own.id.clone(),
        area: own.area.or_else(|| then?.area).unwrap_or(Area::Register),
        rule: None,
        own_text: Some(own.text.clone().or_else(|| Some(then?.text.clone()))?),
        given: own.given,
        status: own.status,
    })
}

/// The first row of people that says nothing: its id is neither a proposal's nor the last report's, and it has no words.
pub(crate) fn without_words<'h>(
    by_hand: &'h ByHand,
    last: Option<&LastReport>,
) -> Option<&'h OwnRecommendation> {
    let of_rule = |own: &OwnRecommendation| RULES.iter().any(|rule| rule.id == own.id);
    let of_last = |own: &OwnRecommendation| {
        last.is_some_and(|last| last.recommendations.iter().any(|then| then.id == own.id))
    };
    by_hand.recommendations.iter().find(|own| own.text.is_none() && !of_rule(own) && !of_last(own))
}

/// What became of the recommendations of the last report.
pub(super) fn followed_up(
    figures: &[Figure],
    by_hand: &ByHand,
    last: Option<&LastReport>,
) -> Vec<FollowedUp> {
    let one = |then: &super::last::LastRecommendation| {
        let rule = RULES.iter().find(|rule| rule.id == then.id);
        let own = by_hand.recommendations.iter().find(|own| own.id == then.id);
        FollowedUp {
            id: then.id.clone(),
            area: rule.map(|rule| rule.figure.area()).or(then.area),
            text: then.text.clone(),
            status: own.and_then(|own| own.status),
            still: rule.map(|rule| rule.proposes(figures)),
        }
    };
    last.into_iter().flat_map(|last| &last.recommendations).map(one).collect()
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
