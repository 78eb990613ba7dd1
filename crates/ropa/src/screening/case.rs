//! The truths of one activity without what they rest on, small enough to try answers on, and the verdict that the
//! rules come to by them.

use crate::law::{FactId, Pack, Rule, RuleEffect, Strength, Truths};
use crate::model::Tri;
use crate::screening::verdict::NeedVerdict;

/// How many facts there are.
const FACTS: usize = FactId::OwnNeed as usize + 1;

/// What the rules can tell of one activity, and how an answer would change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Case {
    pub(crate) truths: [Tri; FACTS],
    /// Whether the effect of decisions is not asked for itself, so that a yes to K2 says yes to it.
    pub(crate) effect_follows: bool,
    /// Whether the register was asked about the authority's list. A list that nobody was asked about leaves
    /// nothing open that the criteria do not leave open.
    pub(crate) list_asked: bool,
    /// Data of Art. 9 or 10, or highly personal data, are denied by a plain no although the register itself names
    /// them, and nobody has said why.
    pub(crate) data_contradicted: bool,
    /// The criteria that would weigh heavily alone, were they met.
    pub(crate) heavy_with: FactSet,
    /// The criteria that nobody has settled and something in the register speaks for.
    pub(crate) asked: FactSet,
    /// Whether data of Art. 9 or 10 are answered for themselves; a yes to them is one to K4.
    pub(crate) special_answered: bool,
}

/// A set of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct FactSet(u32);

impl FactSet {
    pub(crate) fn contains(self, fact: FactId) -> bool {
        self.0 & (1 << fact as u32) != 0
    }
}

impl FromIterator<FactId> for FactSet {
    fn from_iter<I: IntoIterator<Item = FactId>>(facts: I) -> FactSet {
        FactSet(facts.into_iter().fold(0, |set, fact| set | 1 << fact as u32))
    }
}

impl Truths for Case {
    fn truth(&self, fact: FactId) -> Tri {
        self.truths[fact as usize]
    }
}

impl Case {
    pub(crate) fn of(facts: &impl Truths) -> Case {
        let mut truths = [Tri::Unknown; FACTS];
        for fact in <FactId as crate::text::variants::IntoEnumIterator>::iter() {
            truths[fact as usize] = facts.truth(fact);
        }
        Case {
            truths,
            effect_follows: false,
            list_asked: false,
            data_contradicted: false,
            heavy_with: FactSet::default(),
            asked: FactSet::default(),
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
        if matches!(fact, K4 | SpecialOrCriminal) {
            self.data_contradicted = false;
        }
        if yes && self.heavy_with.contains(fact) {
            truth(&mut self, Heavy, true);
        }
        match (fact, yes) {
            (K2, true) if self.effect_follows => truth(&mut self, LegalEffect, true),
            (SpecialOrCriminal, true) => {
                self.special_answered = true;
                truth(&mut self, K4, true);
            }
            (K4, false) if !self.special_answered => truth(&mut self, SpecialOrCriminal, false),
            _ => {}
        }
        self
    }

    /// The verdict. What certainly demands a DPIA is found before anything that can set it aside.
    pub(crate) fn verdict(&self, rules: &[(&Pack, &Rule)]) -> NeedVerdict {
        let verdict = self.by_rules(rules);
        if !matches!(verdict, NeedVerdict::Recommended | NeedVerdict::NotIndicated) {
            return verdict;
        }
        // Where the register contradicts itself on the data, or what it gives reason to ask would demand more, a
        // DPIA cannot be excluded.
        if self.data_contradicted || self.all_asked().by_rules(rules) < verdict {
            return NeedVerdict::CannotBeExcluded;
        }
        verdict
    }

    /// The criteria that something speaks for and nobody has answered.
    pub(crate) fn open_asked(&self) -> impl Iterator<Item = FactId> {
        let open = |id: &FactId| self.asked.contains(*id) && self.truth(*id).is_unknown();
        FactId::CRITERIA.into_iter().filter(open)
    }

    /// The case where everything that something speaks for is so.
    pub(crate) fn all_asked(&self) -> Case {
        self.open_asked().fold(*self, |case, fact| case.answered(fact, true))
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
