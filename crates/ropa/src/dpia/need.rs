//! The need for a DPIA: which rules hold, and the verdict that follows.

use super::facts::{Basis, Facts};
use crate::law::{FactId, Pack, Rule, RuleEffect, Strength, Truths};
use crate::model::Tri;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Whether a DPIA is needed, strongest first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NeedVerdict {
    /// The regulation or the authority's list demands it.
    Required,
    /// At least two criteria are met; reasons and the DPO's view can rebut it.
    Presumed,
    /// Answers are missing that would settle it.
    CannotBeExcluded,
    /// One heavy criterion, or a recital, speaks for it.
    Recommended,
    /// Nothing points to it.
    NotIndicated,
    /// Art. 35(10) or a list under Art. 35(5) exempts it.
    Exempt,
}

/// How one rule came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// The rule's id.
    pub rule: String,
    /// The pack it stands in.
    pub pack: String,
    /// Its weight.
    pub strength: Strength,
    /// Whether it holds.
    pub holds: Tri,
}

/// The need for a DPIA of one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The verdict.
    pub verdict: NeedVerdict,
    /// How many criteria are certainly met.
    pub low: usize,
    /// How many are met or not known.
    pub high: usize,
    /// Art. 35(3)(a), (b), (c).
    pub article_35_3: [Tri; 3],
    /// The rules that hold or cannot be excluded, strongest first.
    pub rules: Vec<RuleOutcome>,
    /// Rules that an exemption sets aside; they are shown all the same.
    pub overridden: Vec<String>,
    /// The smallest set of questions that would settle an open case, most decisive first.
    pub questions: Vec<FactId>,
}

/// The rules that answer for Art. 35(3)(a), (b) and (c).
const ARTICLE_35_3: [&str; 3] = ["D-35-3-A", "D-35-3-B", "D-35-3-C"];

/// The order in which questions are worth asking when nothing else tells them apart: those that a
/// colleague answers at once, and that are met most often, first.
const QUESTION_ORDER: [FactId; 9] = [
    FactId::K4,
    FactId::K7,
    FactId::K5,
    FactId::K3,
    FactId::K6,
    FactId::K1,
    FactId::K2,
    FactId::K8,
    FactId::K9,
];

/// Decides the need for a DPIA from the facts of one activity.
///
/// What certainly demands a DPIA is found before anything that can set it aside; an exemption is
/// returned together with the rules that it overrides.
pub(super) fn decide(rules: &[(&Pack, &Rule)], facts: &Facts) -> Need {
    let (low, high) = (facts.low(), facts.high());
    let mut outcomes = Vec::new();
    let mut article_35_3 = [Tri::Unknown; 3];
    let mut truth_of: BTreeMap<Strength, Tri> = BTreeMap::new();
    let (mut exempt, mut weakened) = (Tri::No, Tri::No);
    for (pack, rule) in rules {
        let holds = rule.when.evaluate(facts);
        if let Some(letter) = ARTICLE_35_3.iter().position(|id| *id == rule.id) {
            article_35_3[letter] = holds;
        }
        match rule.effect {
            Some(RuleEffect::Exempt) => exempt = exempt | holds,
            Some(RuleEffect::WeakenPresumption) => weakened = weakened | holds,
            None => {
                let truth = truth_of.entry(rule.strength).or_insert(Tri::No);
                *truth = *truth | holds;
            }
        }
        if !holds.is_no() {
            outcomes.push(RuleOutcome {
                rule: rule.id.clone(),
                pack: pack.id.clone(),
                strength: rule.strength,
                holds,
            });
        }
    }
    outcomes.sort_by_key(|outcome| (!outcome.holds.is_yes(), outcome.strength));

    let of = |strength| truth_of.get(&strength).copied().unwrap_or(Tri::No);
    // A list that nobody was asked about leaves nothing open that the criteria do not leave open.
    let listed = match facts.get(FactId::Listed) {
        Some(_) => of(Strength::Listed),
        None => Tri::from(of(Strength::Listed).is_yes()),
    };
    let demanded = of(Strength::Mandatory) | listed;
    let presumed = of(Strength::Presumed);
    let verdict = if exempt.is_yes() {
        NeedVerdict::Exempt
    } else if demanded.is_yes() {
        NeedVerdict::Required
    } else if presumed.is_yes() && !weakened.is_yes() {
        NeedVerdict::Presumed
    } else if demanded.is_unknown()
        || (presumed.is_unknown() && !weakened.is_yes())
        || denied_against_content(facts)
    {
        NeedVerdict::CannotBeExcluded
    } else if of(Strength::Recommended).is_yes() || presumed.is_yes() {
        NeedVerdict::Recommended
    } else {
        NeedVerdict::NotIndicated
    };
    let sets_aside = |outcome: &&RuleOutcome| {
        outcome.holds.is_yes()
            && match verdict {
                NeedVerdict::Exempt => outcome.strength != Strength::Exemption,
                NeedVerdict::Recommended => weakened.is_yes() && outcome.strength == Strength::Presumed,
                _ => false,
            }
    };
    let overridden = outcomes.iter().filter(sets_aside).map(|outcome| outcome.rule.clone()).collect();
    let questions = if verdict == NeedVerdict::CannotBeExcluded { questions(facts) } else { Vec::new() };
    Need { verdict, low, high, article_35_3, rules: outcomes, overridden, questions }
}

/// K4 is denied although the register itself names data of Art. 9 or 10, which K4 includes.
///
/// The denial counts, but as long as the register contradicts itself a DPIA cannot be excluded.
fn denied_against_content(facts: &Facts) -> bool {
    facts.truth(FactId::K4).is_no() && facts.truth(FactId::SpecialOrCriminal).is_yes()
}

/// The smallest set of questions whose answers settle an open case, most decisive first.
///
/// The case is open because fewer than two criteria are certain and two or more are possible. Any
/// yes may complete a presumption and only a no to every open question can rule one out, so no
/// open criterion can be left out; those that words in the register hint at come first.
fn questions(facts: &Facts) -> Vec<FactId> {
    let mut open: Vec<FactId> =
        QUESTION_ORDER.into_iter().filter(|id| facts.truth(*id).is_unknown()).collect();
    if denied_against_content(facts) {
        open.insert(0, FactId::K4);
    }
    // An answer on the authority's list that names no example of it.
    if facts.get(FactId::Listed).is_some_and(|fact| fact.value.is_unknown()) {
        open.push(FactId::Listed);
    }
    open.sort_by_key(|id| facts.get(*id).map(|fact| fact.basis) != Some(Basis::Hinted));
    open
}
