//! Third countries and the Commission's decisions on adequacy (Art. 45), from `rulepacks/adequacy.toml`.

use crate::art30::lexicon::folded;
use crate::law::Localized;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

/// A country outside the EU and the EEA.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Country {
    /// ISO 3166-1.
    pub(super) code: String,
    pub(super) name: Localized,
    /// Other ways to write it, in lower case.
    #[serde(default)]
    also: Vec<String>,
    /// From when a decision on adequacy has been in force; without it there is none.
    from: Option<NaiveDate>,
    /// The last day of the decision, where it has one.
    until: Option<NaiveDate>,
}

impl Country {
    /// Whether a decision on adequacy is in force on a day.
    pub(super) fn adequate(&self, day: NaiveDate) -> bool {
        self.from.is_some_and(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

#[derive(Deserialize)]
struct File {
    country: Vec<Country>,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let file: File = crate::text::data::embedded(include_str!("../../rulepacks/adequacy.toml"))
        .expect("the embedded table is valid, as a test shows");
    file.country
});

/// The third countries that a text names.
pub(super) fn countries_in(text: &str) -> impl Iterator<Item = &'static Country> + use<> {
    let text = format!(" {} ", folded(text));
    COUNTRIES.iter().filter(move |country| {
        let names = [country.name.sv.to_lowercase(), country.name.en.to_lowercase()];
        let mut names = names.into_iter().chain(country.also.iter().cloned());
        names.any(|name| text.contains(&format!(" {} ", folded(&name))))
    })
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, countries_in};
    use std::collections::BTreeSet;

    #[test]
    fn countries_are_told_from_other_words() {
        let named = |text: &str| countries_in(text).map(|country| country.code.as_str()).collect::<Vec<_>>();
        assert_eq!(named("Ja, USA och Indien"), ["IN", "US"]);
        assert_eq!(named("Förenade kungariket (support)"), ["GB"]);
        assert!(named("Usage of systems inside the EU").is_empty());
        let codes: BTreeSet<_> = COUNTRIES.iter().map(|country| &country.code).collect();
        assert_eq!(codes.len(), COUNTRIES.len());
    }

    #[test]
    fn a_decision_has_its_days() {
        let kingdom = countries_in("Storbritannien").next().expect("a country");
        let on = |day: &str| kingdom.adequate(day.parse().expect("a day"));
        assert!(on("2026-11-24") && !on("2032-01-01") && !on("2020-01-01"));
        let kenya = countries_in("Kenya").next().expect("a country");
        assert!(!kenya.adequate("2026-11-24".parse().expect("a day")));
    }
}
