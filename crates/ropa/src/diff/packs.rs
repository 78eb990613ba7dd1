//! Rule packs that are others on the two sides.

use crate::gaps::RegisterAssessment;
use std::collections::{BTreeMap, BTreeSet};

/// A rule pack that only one side rests on, or in another version, or of which other rules are in force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackChange {
    /// The pack.
    pub pack: String,
    /// Its version on the old side, where that rests on it.
    pub before: Option<String>,
    /// Its version on the new side, where that rests on it.
    pub now: Option<String>,
    /// Rules that are in force on the new side only.
    pub rules_added: Vec<String>,
    /// Rules that are in force on the old side only.
    pub rules_removed: Vec<String>,
}

/// What is not the same of the law that the two sides rest on.
pub(super) fn changes(old: &RegisterAssessment, new: &RegisterAssessment) -> Vec<PackChange> {
    let (before, now) = (versions(old), versions(new));
    let (rules_then, rules_now) = (in_force(old), in_force(new));
    let ids: BTreeSet<&str> = before.keys().chain(now.keys()).copied().collect();
    let one = |id: &str| {
        let only = |of: &BTreeSet<(&str, &str)>, other: &BTreeSet<(&str, &str)>| -> Vec<String> {
            of.difference(other).filter(|(pack, _)| *pack == id).map(|(_, rule)| rule.to_string()).collect()
        };
        PackChange {
            pack: id.to_string(),
            before: before.get(id).map(ToString::to_string),
            now: now.get(id).map(ToString::to_string),
            rules_added: only(&rules_now, &rules_then),
            rules_removed: only(&rules_then, &rules_now),
        }
    };
    let differs = |change: &PackChange| {
        change.before != change.now || !change.rules_added.is_empty() || !change.rules_removed.is_empty()
    };
    ids.into_iter().map(one).filter(differs).collect()
}

fn versions(assessed: &RegisterAssessment) -> BTreeMap<&str, &str> {
    assessed.packs().packs().iter().map(|pack| (pack.id.as_str(), pack.version.as_str())).collect()
}

fn in_force(assessed: &RegisterAssessment) -> BTreeSet<(&str, &str)> {
    let rules = assessed.packs().rules(assessed.as_of());
    rules.map(|(pack, rule)| (pack.id.as_str(), rule.id.as_str())).collect()
}
