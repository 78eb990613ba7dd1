//! What a processing says, by the numbers of its terms.

use super::compared::{ASPECTS, Aspect, Compared, TermKind};
use crate::law::{Likeness, SubjectRole};
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeMap;

/// What a processing says, by the numbers of its terms: quick to compare, and equal where all is equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature {
    known: u32,
    terms: [Vec<u32>; ASPECTS],
    /// One bit for each role.
    roles: u8,
}

/// Children and clients weigh alike, then employees, then others.
const WEIGHTS: [u8; 3] = [0b0011, 0b0100, 0b1000];

impl Signature {
    pub(super) fn known(&self, aspect: Aspect) -> bool {
        self.known & (1 << aspect as usize) != 0
    }

    pub(super) fn terms(&self, aspect: Aspect) -> &[u32] {
        &self.terms[aspect as usize]
    }

    /// What it says of some conditions, and of nothing else.
    pub(super) fn on(&self, likenesses: &[Likeness]) -> Signature {
        let mut on = Signature::default();
        for aspect in Aspect::iter().filter(|aspect| likenesses.contains(&aspect.likeness())) {
            let at = aspect as usize;
            on.known |= self.known & (1 << at);
            on.terms[at].clone_from(&self.terms[at]);
        }
        if likenesses.contains(&Likeness::DataSubjects) {
            on.roles = self.roles;
        }
        on
    }

    /// The place of the weightiest role that it has.
    pub(super) fn role_weight(&self) -> usize {
        WEIGHTS.iter().position(|weight| self.roles & weight != 0).unwrap_or(WEIGHTS.len())
    }

    /// Whether both have a role of the weightiest kind in common.
    pub(super) fn shares_weightiest(&self, other: &Signature) -> bool {
        WEIGHTS.get(self.role_weight()).is_some_and(|weight| self.roles & other.roles & weight != 0)
    }
}

/// Numbers for terms.
#[derive(Default)]
pub(super) struct Numbers(BTreeMap<(Aspect, String), u32>);

impl Numbers {
    pub(super) fn of(&mut self, compared: &Compared) -> Signature {
        let mut signature = Signature::default();
        for aspect in Aspect::iter() {
            let said = compared.said(aspect);
            signature.known |= u32::from(said.known) << aspect as usize;
            let numbers = said.terms.iter().map(|term| {
                let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
                *self.0.entry((aspect, term.kind.key())).or_insert(next)
            });
            let mut numbers: Vec<u32> = numbers.collect();
            numbers.sort_unstable();
            signature.terms[aspect as usize] = numbers;
        }
        for term in &compared.said(Aspect::Role).terms {
            let TermKind::Role(role) = term.kind else { continue };
            let bit = SubjectRole::iter().position(|one| one == role).unwrap_or_default();
            signature.roles |= 1 << bit;
        }
        signature
    }
}
