//! Acts that no longer apply, from `rulepacks/repealed.toml`.

use crate::law::{Evidence, Localized};
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

/// An act that is repealed, or a duty that has ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Repealed {
    /// Its number, or a short name.
    #[cfg_attr(not(test), allow(dead_code))]
    id: String,
    /// How a register names it.
    words: Phrases<()>,
    /// How a register names what replaced it: where it names both, it knows.
    replaced_by_words: Phrases<()>,
    /// The first day on which it does not apply.
    repealed: NaiveDate,
    /// What happened, in a sentence.
    pub(super) replaced_by: Localized,
    /// Where that is written.
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    /// How sure it is.
    #[cfg_attr(not(test), allow(dead_code))]
    evidence: Evidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    act: Vec<Repealed>,
}

static ACTS: LazyLock<Vec<Repealed>> = LazyLock::new(|| {
    let file: File = crate::text::data::embedded(include_str!("../../rulepacks/repealed.toml"))
        .expect("the embedded table is valid, as a test shows");
    file.act
});

/// The repealed act that a text names on a day, without what replaced it.
pub(super) fn named_in(text: &str, on: NaiveDate) -> Option<&'static Repealed> {
    let tokens = Tokens::of(text);
    let occurs = |phrases: &Phrases<()>| phrases.occurs(&tokens, 0..tokens.len());
    ACTS.iter().find(|act| act.repealed <= on && occurs(&act.words) && !occurs(&act.replaced_by_words))
}

#[cfg(test)]
mod tests {
    use super::{ACTS, named_in};

    #[test]
    fn repealed_acts_are_told_from_those_in_force() {
        let today = "2026-11-29".parse().expect("a day");
        let id = |text: &str| named_in(text, today).map(|act| act.id.as_str());
        assert_eq!(id("14 kap. 1 § socialtjänstlagen (2001:453)"), Some("2001:453"));
        assert_eq!(id("SoL 2001:453, nu 2025:400"), None);
        assert_eq!(id("Socialtjänstlagen"), None);
        assert_eq!(id("22 § PuL"), Some("1998:204"));
        assert_eq!(id("Kamerabevakningstillstånd 2021"), Some("camera-permit"));
        let before = "2025-06-30".parse().expect("a day");
        assert!(named_in("socialtjänstlagen (2001:453)", before).is_none());
    }

    #[test]
    fn every_act_has_a_source() {
        for act in ACTS.iter() {
            assert!(!act.source.is_empty() && !act.replaced_by.en.is_empty(), "{}", act.id);
            assert_ne!(act.evidence, crate::law::Evidence::Conclusion, "{}", act.id);
        }
    }

    #[test]
    fn what_we_advise_rests_on_no_repealed_act() {
        let today = "2026-11-29".parse().expect("a day");
        let packs = crate::law::RulePacks::builtin();
        let rules =
            crate::art30::rules().iter().flat_map(|rule| [(&rule.id, &rule.good), (&rule.id, &rule.remedy)]);
        let states =
            packs.packs().iter().flat_map(|pack| &pack.states).map(|state| (&state.id, &state.remedy));
        let ours = packs.packs().iter().flat_map(|pack| &pack.rules).map(|rule| (&rule.id, &rule.remedy));
        for (id, text) in rules.chain(states).chain(ours) {
            for said in [&text.sv, &text.en] {
                assert!(named_in(said, today).is_none(), "{id}: {said}");
            }
        }
    }
}
