//! Third countries and the Commission's decisions on adequacy (Art. 45), from `rulepacks/adequacy.toml`.

use crate::law::{Evidence, Localized};
use crate::text::phrases::{Phrase, Phrases};
use crate::text::tokens::Tokens;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;
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
    /// The decision's number.
    pub(super) decision: Option<String>,
    /// How sure the first day is, where it is not of the decision as several tables give it.
    #[serde(rename = "day")]
    #[allow(dead_code)]
    day_evidence: Option<Evidence>,
    /// Whom the decision covers, where it does not cover all.
    pub(super) limits: Option<Localized>,
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
    eea: Vec<Member>,
}

/// A country of the EU or the EEA.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    /// ISO 3166-1.
    #[allow(dead_code)]
    code: String,
    pub(super) name: Localized,
    #[serde(default)]
    also: Vec<String>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../rulepacks/adequacy.toml"))
        .expect("the embedded table is valid, as a test shows")
});

/// The names of the countries, by their places in the table.
static NAMES: LazyLock<Phrases<usize>> = LazyLock::new(|| {
    let mut names = Phrases::default();
    for (at, country) in TABLE.country.iter().enumerate() {
        add(&mut names, &country.name, &country.also, at);
    }
    names
});

/// The same of the countries of the EEA.
static MEMBERS: LazyLock<Phrases<usize>> = LazyLock::new(|| {
    let mut names = Phrases::default();
    for (at, member) in TABLE.eea.iter().enumerate() {
        add(&mut names, &member.name, &member.also, at);
    }
    names
});

fn add(names: &mut Phrases<usize>, name: &Localized, also: &[String], at: usize) {
    let of = [&name.sv, &name.en].into_iter().chain(also);
    names.add(&of.filter_map(|name| Phrase::literal(name)).collect::<Vec<_>>(), at);
}

/// The first country of the EU or the EEA that a text names.
pub(super) fn member_in(text: &str) -> Option<&'static Member> {
    MEMBERS.all(&Tokens::of(text)).first().and_then(|found| TABLE.eea.get(found.value))
}

/// The third countries that a text names.
pub(super) fn countries_in(text: &str) -> impl Iterator<Item = &'static Country> + use<> {
    let named = NAMES.all(&Tokens::of(text));
    let named: BTreeSet<usize> = named.into_iter().map(|found| found.value).collect();
    named.into_iter().filter_map(|at| TABLE.country.get(at))
}

#[cfg(test)]
mod tests {
    use super::{TABLE, countries_in, member_in};
    use std::collections::BTreeSet;

    #[test]
    fn countries_are_told_from_other_words() {
        let named = |text: &str| countries_in(text).map(|country| country.code.as_str()).collect::<Vec<_>>();
        assert_eq!(named("Ja, USA och Indien"), ["IN", "US"]);
        assert_eq!(named("Förenade kungariket (support)"), ["GB"]);
        assert_eq!(named("Fo\u{308}renade Kungariket"), ["GB"]);
        assert!(named("Usage of systems inside the EU").is_empty());
        let codes: BTreeSet<_> = TABLE.country.iter().map(|country| &country.code).collect();
        assert_eq!(codes.len(), TABLE.country.len());
        assert_eq!(member_in("Ja, Norge").map(|member| member.name.en.as_str()), Some("Norway"));
        assert!(member_in("Ja, USA").is_none());
        assert!(TABLE.country.iter().all(|country| country.from.is_none() == country.decision.is_none()));
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
