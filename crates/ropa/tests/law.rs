//! The rule packs: what they must hold, and what they answer.
#![allow(clippy::unwrap_used)]

use ropa::dpia::{DpiaRemark, GapKind, LinkStatus, NeedVerdict};
use ropa::law::{Evidence, FactId, LawError, RulePacks};
use strum::IntoEnumIterator;

#[test]
fn the_nine_criteria_are_worded_by_the_authority() {
    let packs = RulePacks::builtin();
    let ids: Vec<_> = packs.criteria().map(|criterion| criterion.id).collect();
    assert_eq!(ids, FactId::CRITERIA);
    for criterion in packs.criteria() {
        assert!(criterion.citations[0].text.contains("DI-2018-13200"), "{}", criterion.id);
    }
    let eu = RulePacks::select(&["eu-gdpr"]).unwrap();
    assert_ne!(eu.criterion(FactId::K9).unwrap().wording, packs.criterion(FactId::K9).unwrap().wording);
    assert!(packs.criterion(FactId::K9).unwrap().test.as_ref().unwrap().sv.contains("syftet"));
}

#[test]
fn every_verdict_gap_state_and_remark_can_be_explained() {
    let packs = RulePacks::builtin();
    let codes = NeedVerdict::iter()
        .map(|code| code.to_string())
        .chain(GapKind::iter().map(|code| code.to_string()))
        .chain(LinkStatus::iter().map(|code| code.to_string()))
        .chain(DpiaRemark::iter().map(|code| code.to_string()));
    for code in codes {
        let state = packs.state(&code).unwrap_or_else(|| panic!("{code} has no text"));
        assert!(!state.remedy.sv.is_empty() && !state.explanation.en.is_empty());
    }
}

#[test]
fn every_code_is_found_whatever_its_case_and_has_a_source() {
    let packs = RulePacks::builtin();
    assert!(packs.codes().len() > 60);
    for code in packs.codes() {
        let explained = packs.explain(&code.to_lowercase()).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(explained.code, code);
        assert!(!explained.citations.is_empty(), "{code}");
    }
    assert_eq!(packs.explain("no-dpia").unwrap().code, "no_dpia");
    assert_eq!(packs.near_codes("D-WP248-4"), ["D-WP248-2", "D-WP248-3"]);
    assert!(packs.near_codes("kalkylblad").is_empty());
}

#[test]
fn what_a_decision_supports_exists() {
    let packs = RulePacks::builtin();
    for decision in packs.decisions() {
        for code in &decision.supports {
            assert!(packs.explain(code).is_some(), "{} supports {code}", decision.id);
        }
    }
    assert!(packs.explain("D-35-3-B").unwrap().supported_by.iter().any(|case| case.id == "DI-2019-7024"));
}

#[test]
fn addresses_are_addresses_and_only_what_was_read_counts_as_verified() {
    for pack in RulePacks::builtin().packs() {
        let citations = pack.rules.iter().flat_map(|rule| &rule.citations);
        for citation in citations.chain(pack.examples.iter().flat_map(|example| &example.citations)) {
            assert!(citation.url.as_ref().is_none_or(|url| url.starts_with("https://")), "{citation:?}");
            assert_eq!(citation.verified(), citation.evidence == Evidence::Primary);
        }
    }
}

#[test]
fn rules_apply_from_their_day() {
    let packs = RulePacks::builtin();
    let on = |year, month, day| {
        let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
        packs.rules(day).map(|(_, rule)| rule.id.as_str()).collect::<Vec<_>>()
    };
    assert!(on(2018, 5, 24).is_empty());
    assert!(on(2018, 12, 31).contains(&"D-35-3-A") && !on(2018, 12, 31).contains(&"D-LIST-SE"));
    assert!(on(2026, 11, 23).contains(&"D-LIST-SE"));
}

#[test]
fn a_pack_of_ones_own_replaces_rules_and_its_mistakes_are_pointed_out() {
    let own = |rule: &str| {
        format!(
            "id = \"egen\"\nversion = \"1\"\nstatus = \"in_force\"\nvalid_from = \"2026-01-01\"\n\
             title = {{ sv = \"Egen\", en = \"Own\" }}\n{rule}"
        )
    };
    let rule = "[[rules]]\nid = \"D-WP248-2\"\nstrength = \"presumed\"\nwhen = { criteria_at_least = 1 }\n\
        valid_from = \"2026-01-01\"\nname = { sv = \"Ett\", en = \"One\" }\nexplanation = { sv = \"a\", en = \"a\" }\n\
        remedy = { sv = \"b\", en = \"b\" }\ncitations = [{ text = \"Nämndens beslut\", evidence = \"primary\" }]\n";
    let packs = RulePacks::builtin().with_pack("egen.toml", &own(rule)).unwrap();
    assert_eq!(packs.rule("D-WP248-2").unwrap().0.id, "egen");

    for (text, told) in [
        (rule.replace("criteria_at_least", "criteria_at_lest"), "line 9, column 8"),
        (
            rule.replace(
                "citations = [{ text = \"Nämndens beslut\", evidence = \"primary\" }]",
                "citations = []",
            ),
            "no source",
        ),
        (rule.replace("\"presumed\"", "\"exemption\""), "only an exemption"),
        (format!("{rule}{rule}"), "twice"),
        (rule.replace("sv = \"a\"", "sv = \" \""), "empty text"),
    ] {
        let error = RulePacks::builtin().with_pack("egen.toml", &own(&text)).unwrap_err().to_string();
        assert!(error.contains("egen.toml") && error.contains(told), "{error}");
    }
}

#[test]
fn an_unknown_pack_is_an_error_that_lists_the_known() {
    let error = RulePacks::select(&["se-imy", "no"]).unwrap_err();
    assert_eq!(
        error,
        LawError::UnknownPack { id: "no".into(), known: vec!["eu-gdpr".into(), "se-imy".into()] }
    );
}

#[test]
fn examples_are_named_by_id_or_words_and_never_guessed() {
    let packs = RulePacks::builtin();
    let named = |text| packs.example_named_in(text).map(|example| example.id.as_str());
    assert_eq!(named("IMY-EX-05"), Some("IMY-EX-05"));
    assert_eq!(named("Bakgrundskontroll vid rekrytering"), Some("IMY-EX-05"));
    assert_eq!(named("Välfärdsteknik i bostäder"), Some("IMY-EX-13"));
    assert_eq!(named("Visselblåsarsystem och bakgrundskontroll"), None);
    assert_eq!(named("IMY-EX-130"), None);
}
