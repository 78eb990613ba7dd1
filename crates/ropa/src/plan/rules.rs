//! The conditions of the rule packs, ready to be applied.

use super::options::{PlanOptions, PurposeBy};
use crate::gaps::CaseMaterial;
use crate::law::{FactId, FamilyCondition, Likeness, Parting, SubjectRole};
use crate::model::{DataCategory, SubjectCategory};
use crate::text::fold::{fold, tidy};
use crate::text::phrases::{Phrase, Phrases};
use crate::text::variants::IntoEnumIterator;
use std::collections::{BTreeMap, BTreeSet};

/// The conditions, ready to be applied.
pub(super) struct Rules {
    partings: BTreeMap<Likeness, (Parting, Parting)>,
    pub(super) heavy: Vec<FactId>,
    roles: BTreeMap<SubjectCategory, SubjectRole>,
    kinds: BTreeSet<DataCategory>,
    pub(super) technologies: Vec<(String, Phrases<()>)>,
    general: BTreeSet<String>,
    pub(super) acts: Phrases<usize>,
    /// The code and the section of each act.
    pub(super) act_names: Vec<(String, crate::source::Text)>,
    pub(super) options: PlanOptions,
}

impl Rules {
    pub(super) fn of(material: &CaseMaterial, options: PlanOptions) -> Rules {
        let conditions = material.packs().family_conditions(material.as_of());
        let mut acts = Phrases::default();
        let mut act_names = Vec::new();
        for (at, act) in material.packs().strong_secrecy(material.as_of()).enumerate() {
            acts.add(&ready(&act.words), at);
            act_names.push((act.id.clone(), act.section.as_str().into()));
        }
        let all = |of: fn(&FamilyCondition) -> Vec<String>| conditions.iter().flat_map(move |one| of(one));
        let technologies = conditions.iter().flat_map(|one| &one.technologies).map(|(name, words)| {
            let mut phrases = Phrases::default();
            phrases.add(&ready(words), ());
            (name.clone(), phrases)
        });
        let roles = conditions.iter().flat_map(|one| &one.roles);
        Rules {
            partings: conditions.iter().map(|one| (one.likeness, (one.differs, one.unknown))).collect(),
            heavy: conditions.iter().flat_map(|one| one.facts.iter().copied()).collect(),
            roles: roles.flat_map(|(role, of)| of.iter().map(|category| (*category, *role))).collect(),
            kinds: conditions.iter().flat_map(|one| one.kinds.iter().copied()).collect(),
            technologies: technologies.collect(),
            general: all(|one| one.general_systems.clone()).map(|name| plain(&name)).collect(),
            acts,
            act_names,
            options,
        }
    }

    /// What a known difference does; where the packs do not say, nothing may be shared.
    pub(super) fn differs(&self, likeness: Likeness) -> Parting {
        self.weighed(self.partings.get(&likeness).map_or(Parting::Own, |(differs, _)| *differs))
    }

    /// The conditions that may part two.
    pub(super) fn parting(&self) -> Vec<Likeness> {
        let parts = |likeness: &Likeness| {
            !self.options.with_annex
                || self.differs(*likeness) == Parting::Own
                || self.unknown(*likeness) == Parting::Own
        };
        Likeness::iter().filter(parts).collect()
    }

    /// What a difference does that an annex can name.
    pub(super) fn annexed(&self) -> Parting {
        self.weighed(Parting::Annex)
    }

    /// What it does that something cannot be compared.
    pub(super) fn unknown(&self, likeness: Likeness) -> Parting {
        self.partings.get(&likeness).map_or(Parting::Own, |(_, unknown)| *unknown)
    }

    fn weighed(&self, parting: Parting) -> Parting {
        if self.options.with_annex { parting } else { Parting::Own }
    }

    pub(super) fn by_chapter(&self) -> bool {
        self.options.purpose_by == PurposeBy::Either
    }

    pub(super) fn role(&self, category: SubjectCategory) -> Option<SubjectRole> {
        self.roles.get(&category).copied()
    }

    pub(super) fn is_sensitive(&self, category: DataCategory) -> bool {
        self.kinds.contains(&category)
    }

    /// Whether a system is a tool that everybody uses for everything.
    pub(super) fn is_general(&self, key: &str) -> bool {
        self.general.contains(key)
    }
}

/// A name as it is compared.
pub(super) fn plain(name: &str) -> String {
    fold(&tidy(name)).trim().trim_end_matches('.').to_string()
}

/// Phrases of a pack; reading it refuses what is none.
fn ready(words: &[String]) -> Vec<Phrase> {
    words.iter().filter_map(|word| Phrase::new(word).ok()).collect()
}
