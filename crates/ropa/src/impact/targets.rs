//! Which names of a register are meant by a question, and which other names they are tied to.

use super::called::{Called, RegisterName, RegisterNames};
use super::name::{Name, NameMatch};
use super::products::makers;
use super::tie::{TieGround, Ties};
use crate::text::nearest_of;
use std::collections::BTreeMap;

/// How many of the nearest names are told where none is meant.
const NEAREST: usize = 5;

/// The names that a question is about, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// Names of the kind that was asked for.
    pub(super) named: BTreeMap<usize, NameMatch>,
    /// Names of the other kind that are tied to them, with the ground and the activities that show it.
    pub(super) tied: BTreeMap<usize, (TieGround, Vec<usize>)>,
    /// Names of the other kind that are tied to a name which is only like the one asked for.
    pub(super) perhaps_tied: BTreeMap<usize, TieGround>,
}

impl Targets {
    pub(super) fn of(asked: &Name, called: Called, names: &RegisterNames<'_>, ties: &Ties) -> Targets {
        let of = |called| names.all.iter().enumerate().filter(move |(_, one)| one.called == called);
        let mut targets = Targets::default();
        for (number, one) in of(called) {
            if let Some(how) = meant(asked, one) {
                targets.named.insert(number, how);
            }
        }
        for tie in ties.all() {
            let (own, other) = match called {
                Called::Supplier => (tie.supplier, tie.system),
                Called::System => (tie.system, tie.supplier),
            };
            match targets.named.get(&own) {
                Some(NameMatch::Alike) => drop(targets.perhaps_tied.insert(other, tie.ground)),
                Some(_) => targets.tie(other, tie.ground, &tie.shown_by),
                None => {}
            }
        }
        if called == Called::Supplier {
            for (number, system) in of(Called::System) {
                let bears = asked.tells() && (asked.is_same(&system.name) || system.name.begins_with(asked));
                let made =
                    || makers(&system.name).any(|maker| asked.is_same(maker) || asked.begins_with(maker));
                if bears {
                    targets.tie(number, TieGround::BearsName, &[]);
                } else if made() {
                    targets.tie(number, TieGround::Product, &[]);
                }
            }
        }
        targets
    }

    /// Keeps the surest ground.
    fn tie(&mut self, number: usize, ground: TieGround, shown_by: &[usize]) {
        let known = self.tied.entry(number).or_insert((ground, Vec::new()));
        if ground < known.0 {
            *known = (ground, Vec::new());
        }
        if ground == known.0 {
            known.1.extend_from_slice(shown_by);
        }
    }
}

/// How a name of the register is the one asked for: by itself, or by what the register says that it is called too.
fn meant(asked: &Name, one: &RegisterName) -> Option<NameMatch> {
    let explained = || one.also.iter().any(|also| asked.is_same(also));
    match asked.compare(&one.name) {
        Some(how) if how < NameMatch::Explained => Some(how),
        _ if explained() => Some(NameMatch::Explained),
        how => how,
    }
}

/// The names of the register nearest to one that it does not have.
pub(super) fn nearest(asked: &str, names: &RegisterNames<'_>) -> Vec<(Called, String)> {
    let called = names.all.iter().enumerate().map(|(number, one)| (number, one.spelling()));
    let near: Vec<usize> = nearest_of(asked, called, NEAREST);
    near.into_iter()
        .map(|number| (names.all[number].called, names.all[number].spelling().to_string()))
        .collect()
}
