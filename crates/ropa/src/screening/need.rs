//! The need for a DPIA: which rules hold, and the verdict that follows.

use crate::law::{FactId, Pack, Rule, RuleEffect, Strength, Truths};
use crate::model::Tri;
use crate::screening::case::Case;
use crate::screening::facts::{Basis, Facts};
use crate::screening::questions::{Settler, Settling};
use crate::screening::verdict::NeedVerdict;

/// How one rule came out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
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
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
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
    /// So many answers of yes to these settle it, whichever they are; the rest then need no answer.
    pub enough_yes: Option<usize>,
}

/// The rules that answer for Art. 35(3)(a), (b) and (c).
const ARTICLE_35_3: [&str; 3] = ["D-35-3-A", "D-35-3-B", "D-35-3-C"];

/// Decides the need for a DPIA from the facts of one activity and the case they make.
///
/// What certainly demands a DPIA is found before anything that can set it aside; an exemption is
/// returned together with the rules that it overrides.
pub(crate) fn decide(rules: &[(&Pack, &Rule)], facts: &Facts, case: &Case, settler: &mut Settler) -> Need {
    let mut outcomes = Vec::new();
    let mut article_35_3 = [Tri::Unknown; 3];
    let mut weakened = Tri::No;
    for (pack, rule) in rules {
        let holds = rule.when.evaluate(case);
        if let Some(letter) = ARTICLE_35_3.iter().position(|id| *id == rule.id) {
            article_35_3[letter] = holds;
        }
        if rule.effect == Some(RuleEffect::WeakenPresumption) {
            weakened = weakened | holds;
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

    let verdict = case.verdict(rules);
    let sets_aside = |outcome: &&RuleOutcome| {
        outcome.holds.is_yes()
            && match verdict {
                NeedVerdict::Exempt => outcome.strength != Strength::Exemption,
                NeedVerdict::Recommended => weakened.is_yes() && outcome.strength == Strength::Presumed,
                _ => false,
            }
    };
    let overridden = outcomes.iter().filter(sets_aside).map(|outcome| outcome.rule.clone()).collect();
    let Settling { questions, enough_yes } = settler.settling(rules, case, |id| rank(facts, id));
    let (low, high) = (case.low(), case.high());
    Need { verdict, low, high, article_35_3, rules: outcomes, overridden, questions, enough_yes }
}

/// Where a question stands: what resembles a listed example first, since one yes to it settles all; then what the
/// register contradicts itself on, then what it gives reason to ask.
fn rank(facts: &Facts, id: FactId) -> u8 {
    match facts.get(id).map(|fact| fact.basis) {
        Some(Basis::Hinted | Basis::Contradicted) if id == FactId::Listed => 0,
        Some(Basis::Contradicted) => 1,
        Some(Basis::Hinted) => 2,
        _ => 3,
    }
}
