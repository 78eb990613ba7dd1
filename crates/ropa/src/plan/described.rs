//! What the processing of a family has in common, and what differs, each with its cells.

use super::compare::{Outcome, outcomes};
use super::compared::{Aspect, TermKind};
use super::families::Comparison;
use crate::law::Likeness;
use crate::source::CellRef;
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeMap;

/// A term, with the members that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TermOfMembers {
    /// What it bears on.
    pub aspect: Aspect,
    /// What it is.
    pub kind: TermKind,
    /// The activities that have it, by their indices.
    pub members: Vec<usize>,
    /// The cells that it was read from.
    pub cells: Vec<CellRef>,
}

/// One condition, over all that a family covers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Condition {
    /// The condition.
    pub likeness: Likeness,
    /// How they stand to each other.
    pub outcome: Outcome,
    /// The terms, each with its members.
    pub terms: Vec<TermOfMembers>,
    /// The activities of which the register does not say it.
    pub unknown: Vec<usize>,
}

/// The conditions of a family, in the order of the law, and those that part any two of it.
pub(super) fn conditions(comparison: &Comparison, covered: &[usize]) -> (Vec<Condition>, Vec<Likeness>) {
    let mut signatures: Vec<_> = covered.iter().map(|activity| comparison.signature(*activity)).collect();
    signatures.sort_unstable();
    signatures.dedup();
    let found = outcomes(&comparison.rules, &signatures, covered.len() > 1);
    let against = found.iter().filter(|(.., parts)| *parts).map(|(likeness, ..)| *likeness).collect();
    let conditions = found
        .into_iter()
        .map(|(likeness, outcome, _)| condition(comparison, covered, likeness, outcome))
        .collect();
    (conditions, against)
}

fn condition(comparison: &Comparison, covered: &[usize], likeness: Likeness, outcome: Outcome) -> Condition {
    let mut terms: BTreeMap<(Aspect, String), TermOfMembers> = BTreeMap::new();
    let mut unknown = Vec::new();
    for activity in covered.iter().copied() {
        let compared = comparison.compared(activity);
        let aspects = Aspect::iter().filter(|aspect| aspect.likeness() == likeness);
        for aspect in aspects {
            let said = compared.said(aspect);
            // What stands in for another is no loss where it is not said: a technology, a chapter.
            let counts = !matches!(aspect, Aspect::Technology | Aspect::Chapter | Aspect::OtherSystems);
            if counts && !said.known && !unknown.contains(&activity) {
                unknown.push(activity);
            }
            for term in &said.terms {
                let entry = terms.entry((aspect, term.kind.key())).or_insert_with(|| TermOfMembers {
                    aspect,
                    kind: term.kind.clone(),
                    members: Vec::new(),
                    cells: Vec::new(),
                });
                entry.members.push(activity);
                entry.cells.extend(term.cells.iter().cloned());
            }
        }
    }
    Condition { likeness, outcome, terms: terms.into_values().collect(), unknown }
}
