//! Recommendations: proposed from the figures by rules that are data, edited by people, followed up the year after.

use super::area::Area;
use super::by_hand::{ByHand, OwnRecommendation, RecommendationStatus};
use super::figure::Figure;
use super::last::LastReport;
use super::rules::{RecommendationRule, recommendation_rules};
use chrono::NaiveDate;

/// A recommendation of this year.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
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
#[non_exhaustive]
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
    let proposed = recommendation_rules().iter().filter(|rule| rule.proposes(figures));
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
    let of_people = by_hand
        .recommendations
        .iter()
        .filter(|own| !recommendation_rules().iter().any(|rule| rule.id == own.id));
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
    let of_rule = |own: &OwnRecommendation| recommendation_rules().iter().any(|rule| rule.id == own.id);
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
        let rule = recommendation_rules().iter().find(|rule| rule.id == then.id);
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
