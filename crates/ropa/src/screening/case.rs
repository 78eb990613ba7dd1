//! The truths of one activity without what they rest on: small enough to try answers on.

use crate::law::{FactId, Pack, Rule, RuleEffect, Strength, Truths};
use crate::model::Tri;
use crate::screening::verdict::NeedVerdict;

/// How many facts there are.
const FACTS: usize = FactId::OwnNeed as usize + 1;

/// What the rules can tell of one activity, and how an answer would change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Case {
    pub(crate) truths: [Tri; FACTS],
    /// Whether the form has no other question on Arts 9 and 10 than K4, so that a yes to it says yes to them.
    pub(crate) only_asked_as_k4: bool,
    /// Whether the effect of decisions is not asked for itself, so that a yes to K2 says yes to it.
    pub(crate) effect_follows: bool,
    /// Whether the register was asked about the authority's list. A list that nobody was asked about leaves
    /// nothing open that the criteria do not leave open.
    pub(crate) list_asked: bool,
    /// K4 is denied although the register itself names data of Art. 9 or 10, which K4 includes, and nobody
    /// has confirmed the denial.
    pub(crate) k4_contradicted: bool,
    /// Whether the data named would weigh heavily alone, were K4 met.
    pub(crate) heavy_with_k4: bool,
    /// Whether data of Art. 9 or 10 are answered for themselves; a yes to them is one to K4.
    pub(crate) special_answered: bool,
}

impl Truths for Case {
    fn truth(&self, fact: FactId) -> Tri {
        self.truths[fact as usize]
    }
}

impl Case {
    pub(crate) fn of(facts: &impl Truths) -> Case {
        let mut truths = [Tri::Unknown; FACTS];
        for fact in <FactId as strum::IntoEnumIterator>::iter() {
            truths[fact as usize] = facts.truth(fact);
        }
        Case {
            truths,
            only_asked_as_k4: false,
            effect_follows: false,
            list_asked: false,
            k4_contradicted: false,
            heavy_with_k4: false,
            special_answered: false,
        }
    }

    /// The same case, of facts to which others were added.
    pub(crate) fn with_facts(self, facts: &impl Truths) -> Case {
        Case { truths: Case::of(facts).truths, ..self }
    }

    /// The case when a question is answered as well. A certain yes stays: a no beside it is a contradiction,
    /// which does not make the need smaller.
    pub(crate) fn answered(mut self, fact: FactId, yes: bool) -> Case {
        use FactId::{Heavy, K2, K4, LegalEffect, SpecialOrCriminal};
        let truth = |case: &mut Case, fact: FactId, yes: bool| {
            let known = &mut case.truths[fact as usize];
            *known = if yes || known.is_yes() { Tri::Yes } else { Tri::No };
        };
        truth(&mut self, fact, yes);
        match (fact, yes) {
            (K2, true) if self.effect_follows => truth(&mut self, LegalEffect, true),
            (SpecialOrCriminal, true) => {
                self.special_answered = true;
                truth(&mut self, K4, true);
            }
            (K4, true) => {
                self.k4_contradicted = false;
                if self.only_asked_as_k4 {
                    truth(&mut self, SpecialOrCriminal, true);
                }
                if self.heavy_with_k4 {
                    truth(&mut self, Heavy, true);
                }
            }
            (K4, false) if !self.special_answered => {
                self.k4_contradicted = false;
                truth(&mut self, SpecialOrCriminal, false);
            }
            _ => {}
        }
        self
    }

    /// The verdict. What certainly demands a DPIA is found before anything that can set it aside.
    pub(crate) fn verdict(&self, rules: &[(&Pack, &Rule)]) -> NeedVerdict {
        let verdict = self.by_rules(rules);
        let certain = [NeedVerdict::Exempt, NeedVerdict::Required, NeedVerdict::CannotBeExcluded];
        if self.k4_contradicted
            && !certain.contains(&verdict)
            && self.answered(FactId::K4, true).by_rules(rules) != verdict
        {
            // The denial counts, but where it decides the case and the register contradicts it, a DPIA cannot be
            // excluded.
            return NeedVerdict::CannotBeExcluded;
        }
        verdict
    }

    fn by_rules(&self, rules: &[(&Pack, &Rule)]) -> NeedVerdict {
        let (mut exempt, mut weakened) = (Tri::No, Tri::No);
        let (mut demanded, mut presumed, mut recommended) = (Tri::No, Tri::No, Tri::No);
        for (_, rule) in rules {
            let holds = rule.when.evaluate(self);
            let truth = match (rule.effect, rule.strength) {
                (Some(RuleEffect::Exempt), _) => &mut exempt,
                (Some(RuleEffect::WeakenPresumption), _) => &mut weakened,
                (None, Strength::Listed) if !self.list_asked => {
                    demanded = demanded | Tri::from(holds.is_yes());
                    continue;
                }
                (None, Strength::Mandatory | Strength::Listed) => &mut demanded,
                (None, Strength::Presumed) => &mut presumed,
                (None, Strength::Recommended) => &mut recommended,
                (None, Strength::Exemption) => continue,
            };
            *truth = *truth | holds;
        }
        if exempt.is_yes() {
            NeedVerdict::Exempt
        } else if demanded.is_yes() {
            NeedVerdict::Required
        } else if presumed.is_yes() && !weakened.is_yes() {
            NeedVerdict::Presumed
        } else if demanded.is_unknown() || (presumed.is_unknown() && !weakened.is_yes()) {
            NeedVerdict::CannotBeExcluded
        } else if recommended.is_yes() || presumed.is_yes() {
            NeedVerdict::Recommended
        } else {
            NeedVerdict::NotIndicated
        }
    }
}
