//! The smallest set of questions whose answers settle an open case.

use crate::law::{FactId, Pack, Rule, RuleEffect, Strength, Truths};
use crate::screening::case::Case;
use crate::screening::verdict::NeedVerdict;
use std::collections::HashMap;

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

/// How many facts beside those that must be asked are tried in every combination; past that the set is one that
/// nothing can be left out of, but perhaps not the smallest.
const TRIED: usize = 10;

/// How many answers of yes are looked at to see whether they settle a case whichever they are.
const ENOUGH_UP_TO: usize = 3;

/// What would settle an open case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settling {
    /// The questions. Whatever yes and no they all get, the case is settled; and each can decide it.
    pub(crate) questions: Vec<FactId>,
    /// So many answers of yes settle the case, whichever they are, and the rest need no answer.
    pub(crate) enough_yes: Option<usize>,
}

/// Finds settling sets, and remembers those found: a register holds few kinds of cases.
#[derive(Debug, Default)]
pub(crate) struct Settler {
    found: HashMap<Case, Settling>,
}

impl Settler {
    /// What would settle a case; nothing where it is settled.
    ///
    /// `rank` puts first what something in the register speaks for. Else those whose yes demands most come before
    /// others.
    pub(crate) fn settling(
        &mut self,
        rules: &[(&Pack, &Rule)],
        case: &Case,
        rank: impl Fn(FactId) -> u8,
    ) -> Settling {
        if case.verdict(rules) != NeedVerdict::CannotBeExcluded {
            return Settling::default();
        }
        let mut settling = self.found.entry(*case).or_insert_with(|| search(rules, case)).clone();
        settling.questions.sort_by_key(|question| {
            let reached = case.answered(*question, true).verdict(rules);
            (rank(*question), reached, place(*question))
        });
        settling
    }
}

fn place(question: FactId) -> (usize, FactId) {
    (QUESTION_ORDER.iter().position(|id| *id == question).unwrap_or(QUESTION_ORDER.len()), question)
}

fn search(rules: &[(&Pack, &Rule)], case: &Case) -> Settling {
    let search = Search { rules, case };
    let mut candidates = search.candidates();
    candidates.sort_by_key(|question| place(*question));
    let settles = |set: &[FactId]| search.settles(case, set);
    // What no set can do without; most often that is all there is to ask.
    let (mut set, rest): (Vec<FactId>, Vec<FactId>) = candidates.iter().partition(|question| {
        let others: Vec<FactId> = candidates.iter().copied().filter(|other| other != *question).collect();
        !settles(&others)
    });
    if !settles(&set) {
        set = match rest.len() <= TRIED {
            true => (1..=rest.len())
                .flat_map(|size| choices(&rest, size))
                .map(|more| [set.as_slice(), &more].concat())
                .find(|set| settles(set))
                .unwrap_or(candidates),
            false => {
                let mut kept = candidates;
                for question in rest.iter().rev() {
                    let fewer: Vec<FactId> = kept.iter().copied().filter(|other| other != question).collect();
                    if settles(&fewer) {
                        kept = fewer;
                    }
                }
                kept
            }
        };
    }
    // A contradicted no can decide only where nothing else is left open: what no set of every question can do
    // without may then be left out of a smaller one.
    while let Some(spare) = (0..set.len()).find(|place| settles(&without(&set, *place))) {
        set.remove(spare);
    }
    let enough_yes = (1..=ENOUGH_UP_TO.min(set.len())).find(|count| {
        choices(&set, *count).into_iter().all(|chosen| {
            let answered = chosen.iter().fold(*case, |case, question| case.answered(*question, true));
            answered.verdict(rules) != NeedVerdict::CannotBeExcluded
        })
    });
    Settling { questions: set, enough_yes }
}

struct Search<'s> {
    rules: &'s [(&'s Pack, &'s Rule)],
    case: &'s Case,
}

impl Search<'_> {
    /// The facts that an open rule waits for. What exempts is no way to settle a case: a no to it says nothing.
    fn candidates(&self) -> Vec<FactId> {
        let mut candidates = self.waited_for(self.case);
        if self.case.data_contradicted {
            let known = !self.case.truth(FactId::K4).is_unknown();
            candidates.push(if known { FactId::SpecialOrCriminal } else { FactId::K4 });
        }
        // Where what is asked turns out to be met, other rules may wait.
        candidates.extend(self.case.open_asked());
        candidates.extend(self.waited_for(&self.case.all_asked()));
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// The unknown facts that the open rules of a case read.
    fn waited_for(&self, case: &Case) -> Vec<FactId> {
        let weakened = self.rules.iter().any(|(_, rule)| {
            rule.effect == Some(RuleEffect::WeakenPresumption) && rule.when.evaluate(case).is_yes()
        });
        let matters = |rule: &Rule| match rule.strength {
            Strength::Mandatory => true,
            Strength::Listed => case.list_asked,
            Strength::Presumed => !weakened,
            Strength::Recommended | Strength::Exemption => false,
        };
        let open = self.rules.iter().map(|(_, rule)| *rule).filter(|rule| rule.effect.is_none());
        open.filter(|rule| matters(rule) && rule.when.evaluate(case).is_unknown())
            .flat_map(|rule| rule.when.facts())
            .filter(|fact| fact.can_be_asked() && case.truth(*fact).is_unknown())
            .collect()
    }

    /// Whether every combination of yes and no to these settles the case.
    fn settles(&self, case: &Case, set: &[FactId]) -> bool {
        let settled = || case.verdict(self.rules) != NeedVerdict::CannotBeExcluded;
        let Some((question, rest)) = set.split_first() else { return settled() };
        // More answers make certain what is not, never the other way round; only an exception can undo.
        if !set.iter().any(|fact| self.can_undo(*fact)) && settled() {
            return true;
        }
        [true, false].into_iter().all(|yes| self.settles(&case.answered(*question, yes), rest))
    }

    fn can_undo(&self, fact: FactId) -> bool {
        self.rules.iter().any(|(_, rule)| rule.effect.is_some() && rule.when.facts().contains(&fact))
    }
}

/// All but the one at this place.
fn without(set: &[FactId], place: usize) -> Vec<FactId> {
    [&set[..place], &set[place + 1..]].concat()
}

/// Every choice of so many, in the order given.
fn choices(of: &[FactId], size: usize) -> Vec<Vec<FactId>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let starts = 0..=of.len().saturating_sub(size);
    starts
        .filter(|start| start + size <= of.len())
        .flat_map(|start| {
            choices(&of[start + 1..], size - 1).into_iter().map(move |rest| {
                let mut chosen = vec![of[start]];
                chosen.extend(rest);
                chosen
            })
        })
        .collect()
}
