//! The rule packs: what they must hold, and what they answer.

use chrono::NaiveDate;
use proptest::prelude::*;
use ropa::dpia::{DpiaRemark, DpiaState, LinkStatus};
use ropa::gaps::GapKind;
use ropa::law::{
    Citation, Compound, Condition, Derived, Evidence, ExplainedKind, FactId, LawError, Localized, RuleEffect,
    RulePacks, Strength, Truths,
};
use ropa::model::{DataCategory, SubjectCategory, Tri};
use ropa::screening::NeedVerdict;
use ropa_tests::places;
use std::collections::BTreeMap;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

// ---- What the built-in packs hold ----------------------------------------------------------------------------------

#[test]
fn the_nine_criteria_are_worded_by_the_authority() {
    let packs = RulePacks::default();
    let ids: Vec<_> = packs.criteria().map(|criterion| criterion.id).collect();
    assert_eq!(ids, FactId::CRITERIA);
    for criterion in packs.criteria() {
        assert!(criterion.citations[0].text.contains("DI-2018-13200"), "{}", criterion.id);
    }
    let eu = RulePacks::select(&["eu-gdpr"]).unwrap();
    assert_ne!(eu.criterion(FactId::K9).unwrap().wording, packs.criterion(FactId::K9).unwrap().wording);
    assert_eq!(eu.criterion(FactId::K9).unwrap().question, packs.criterion(FactId::K9).unwrap().question);
    assert!(packs.criterion(FactId::K9).unwrap().test.as_ref().unwrap().sv.contains("syftet"));
}

#[test]
fn the_rules_of_the_regulation_and_the_list_have_their_weight() {
    let packs = RulePacks::builtin();
    let rules: Vec<_> = packs
        .rules(day(2026, 11, 24))
        .map(|(pack, rule)| (pack.id.as_str(), rule.id.as_str(), rule.strength, rule.effect))
        .collect();
    use Strength::*;
    assert_eq!(
        rules,
        [
            ("eu-gdpr", "D-35-3-A", Mandatory, None),
            ("eu-gdpr", "D-35-3-B", Mandatory, None),
            ("eu-gdpr", "D-35-3-C", Mandatory, None),
            ("eu-gdpr", "D-WP248-2", Presumed, None),
            ("eu-gdpr", "D-WP248-3", Presumed, None),
            ("eu-gdpr", "D-R91-DEC", Recommended, None),
            ("eu-gdpr", "D-ONE-STRONG", Recommended, None),
            ("eu-gdpr", "D-ONE-SPECIAL", Recommended, None),
            ("eu-gdpr", "D-OWN", Recommended, None),
            ("eu-gdpr", "X-35-10", Exemption, Some(RuleEffect::Exempt)),
            ("eu-gdpr", "X-R91", Exemption, Some(RuleEffect::WeakenPresumption)),
            ("se-imy", "D-LIST-SE", Listed, None),
        ]
    );
}

#[test]
fn rules_apply_from_their_day() {
    let packs = RulePacks::builtin();
    let on = |day| packs.rules(day).map(|(_, rule)| rule.id.as_str()).collect::<Vec<_>>();
    assert!(on(day(2018, 5, 24)).is_empty());
    assert!(on(day(2018, 5, 25)).contains(&"D-35-3-A"));
    assert!(!on(day(2019, 1, 15)).contains(&"D-LIST-SE"));
    assert!(on(day(2019, 1, 16)).contains(&"D-LIST-SE"));
}

#[test]
fn categories_that_make_a_criterion_true() {
    let packs = RulePacks::builtin();
    let k4 = &packs.criterion(FactId::K4).unwrap().derived;
    let k7 = &packs.criterion(FactId::K7).unwrap().derived;
    // A national identification number has a protection of its own, but is no special category.
    use DataCategory::*;
    let ordinary: Vec<_> =
        DataCategory::all().filter(|category| !k4.data_categories.contains(category)).collect();
    assert_eq!(
        ordinary,
        [
            NationalId,
            Name,
            Contact,
            Employment,
            Education,
            ImageSound,
            Technical,
            CaseAdministration,
            Ordinary
        ]
    );
    use SubjectCategory::*;
    let others: Vec<_> =
        SubjectCategory::all().filter(|category| !k7.data_subjects.contains(category)).collect();
    assert_eq!(others, [Relatives, Public, Customers, Suppliers, Elected, PermitHolders, Other]);
    for criterion in packs.criteria().filter(|criterion| ![FactId::K4, FactId::K7].contains(&criterion.id)) {
        let derived = Derived { asks_from: None, asks: Vec::new(), ..criterion.derived.clone() };
        assert_eq!(derived, Default::default(), "{}", criterion.id);
    }
}

#[test]
fn every_verdict_gap_state_and_remark_can_be_explained() {
    let packs = RulePacks::builtin();
    let codes = NeedVerdict::all()
        .map(|code| code.to_string())
        .chain(GapKind::all().map(|code| code.to_string()))
        .chain(LinkStatus::all().map(|code| code.to_string()))
        .chain(DpiaState::all().map(|code| code.to_string()))
        .chain(DpiaRemark::all().map(|code| code.to_string()));
    for code in codes {
        assert!(packs.state(&code).is_some(), "{code} has no text");
        assert_eq!(packs.explain(&code).unwrap().kind, ExplainedKind::State, "{code} means two things");
    }
}

#[test]
fn no_text_is_empty_and_no_language_copies_the_other() {
    let packs = RulePacks::builtin();
    let good = |code: &str, text: &Localized| {
        assert!(!text.sv.trim().is_empty() && !text.en.trim().is_empty(), "{code}");
        assert_ne!(text.sv, text.en, "{code}: one language stands in both places");
        for text in [&text.sv, &text.en] {
            assert!(!text.contains("  ") && text.trim() == text, "{code}: \"{text}\" has stray spaces");
        }
    };
    for pack in packs.packs() {
        good(&pack.id, &pack.title);
        pack.caveats.iter().for_each(|caveat| good(&pack.id, caveat));
    }
    for code in packs.codes() {
        let explained = packs.explain(code).unwrap();
        for text in
            [explained.wording, explained.explanation, explained.question, explained.test, explained.remedy]
        {
            text.into_iter().for_each(|text| good(code, text));
        }
    }
}

fn citations(packs: &RulePacks) -> Vec<(&str, &Citation)> {
    let of = |code| packs.explain(code).unwrap().citations.iter().map(move |citation| (code, citation));
    packs.codes().into_iter().flat_map(of).collect()
}

#[test]
fn sources_have_addresses_that_are_addresses_and_say_how_sure_they_are() {
    let packs = RulePacks::builtin();
    for (code, citation) in citations(&packs) {
        assert!(
            citation.url.as_ref().is_none_or(|url| url.starts_with("https://") || url.starts_with("http://")),
            "{code}: {citation:?}"
        );
        // What stands nowhere else has no address; what was read has one, so that it can be read again.
        match citation.evidence {
            Evidence::Primary => {
                assert!(citation.url.is_some() && citation.verified(), "{code}: {citation:?}")
            }
            Evidence::Secondary => assert!(!citation.verified()),
            Evidence::Unverified | Evidence::Conclusion => {
                assert!(citation.url.is_none() && !citation.verified(), "{code}: {citation:?}");
            }
        }
        let concluded = citation.text.to_lowercase().contains("slutsats");
        assert_eq!(concluded, citation.evidence == Evidence::Conclusion, "{code}: {citation:?}");
    }
    let unverified: Vec<_> = citations(&packs)
        .into_iter()
        .filter(|(_, citation)| citation.evidence == Evidence::Unverified)
        .map(|(code, _)| code)
        .collect();
    assert_eq!(unverified, ["K7", "K8", "K9", "D-35-3-A", "W-5", "W-6", "W-7", "N-WHISTLE"]);
}

#[test]
fn every_source_can_be_named_in_english() {
    let swedish =
        ["artikel", "artiklarna", "skäl", "punkt", "slutsats", "enligt", "förteckning", "svensk", "meningen"];
    for (code, citation) in citations(&RulePacks::builtin()) {
        let english = citation.english().to_lowercase();
        assert!(!swedish.iter().any(|word| english.contains(word)), "{code}: {}", citation.english());
    }
}

#[test]
fn listed_examples_meet_two_criteria_and_only_one_is_the_authoritys_own_count() {
    let packs = RulePacks::builtin();
    let ids: Vec<_> = packs.examples(day(2026, 11, 24)).map(|example| example.id.as_str()).collect();
    let expected: Vec<_> = (1..=13).map(|number| format!("IMY-EX-{number:02}")).collect();
    assert_eq!(ids, expected);
    assert!(
        packs
            .examples(day(2026, 11, 24))
            .all(|example| example.criteria.len() >= 2 && !example.words.is_empty())
    );
    let counted: Vec<_> =
        packs.examples(day(2026, 11, 24)).filter(|example| example.criteria_by_authority).collect();
    assert_eq!(counted.len(), 1);
    assert_eq!(
        (counted[0].id.as_str(), &counted[0].criteria[..]),
        ("IMY-EX-13", &[FactId::K3, FactId::K4, FactId::K8][..])
    );
    let se = packs.packs().iter().find(|pack| pack.id == "se-imy").unwrap();
    assert!(se.caveats.iter().any(|caveat| caveat.sv.contains("nummer 14")));
}

// ---- Explaining ----------------------------------------------------------------------------------------------------

#[test]
fn every_code_is_found_whatever_its_case_and_has_a_source() {
    let packs = RulePacks::builtin();
    for code in packs.codes() {
        let explained = packs.explain(&code.to_lowercase()).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(explained.code, code);
        assert!(!explained.citations.is_empty(), "{code}");
    }
    assert_eq!(packs.explain(" no-dpia ").unwrap().code, "no_dpia");
    assert!(packs.explain("D-WP248-4").is_none());
}

#[test]
fn an_explanation_holds_what_its_kind_has() {
    let packs = RulePacks::builtin();
    let criterion = packs.explain("k6").unwrap();
    assert_eq!((criterion.kind, criterion.pack.id.as_str()), (ExplainedKind::Criterion, "se-imy"));
    assert!(criterion.question.is_some() && criterion.test.is_some() && criterion.remedy.is_none());
    let eu = RulePacks::select(&[]).unwrap();
    assert_eq!(eu.explain("K6").unwrap().pack.id, "eu-gdpr");

    let rule = packs.explain("D-35-3-B").unwrap();
    assert_eq!(rule.strength, Some(Strength::Mandatory));
    assert_eq!(rule.when.unwrap().facts(), [FactId::SpecialOrCriminal, FactId::K5]);
    let cases: Vec<_> = rule.supported_by.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(cases, ["DI-2019-7024"]);

    assert_eq!(packs.explain("IMY-EX-03").unwrap().criteria, [FactId::K4, FactId::K7]);
    assert!(packs.explain("IMY-2023-1647").unwrap().supports.contains(&"other_controller".to_string()));
    let cases = packs.explain("other_controller").unwrap().supported_by;
    assert_eq!(cases.iter().map(|case| case.id.as_str()).collect::<Vec<_>>(), ["IMY-2023-1647"]);
}

#[test]
fn a_misspelt_code_finds_the_nearest() {
    let packs = RulePacks::builtin();
    assert_eq!(packs.near_codes("D-WP248-4"), ["D-WP248-2", "D-WP248-3"]);
    assert_eq!(packs.near_codes("no_dpai")[0], "no_dpia");
    assert!(packs.near_codes("kalkylblad").is_empty());
}

// ---- Choosing packs, and packs of one's own ------------------------------------------------------------------------

#[test]
fn the_regulation_is_always_the_first_of_the_packs() {
    let ids = |packs: RulePacks| packs.packs().iter().map(|pack| pack.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(RulePacks::select(&["se-imy"]).unwrap()), ["eu-gdpr", "se-imy"]);
    assert_eq!(ids(RulePacks::select(&["se-imy", "eu-gdpr", "se-imy"]).unwrap()), ["eu-gdpr", "se-imy"]);
    assert_eq!(ids(RulePacks::select(&[]).unwrap()), ["eu-gdpr"]);
    assert_eq!(ids(RulePacks::builtin()), RulePacks::known());
}

#[test]
fn an_unknown_pack_is_an_error_that_lists_the_known() {
    let error = RulePacks::select(&["se-imy", "no"]).unwrap_err();
    assert_eq!(
        error,
        LawError::UnknownPack { id: "no".into(), known: vec!["eu-gdpr".into(), "se-imy".into()] }
    );
}

const HEAD: &str = r#"id = "egen"
version = "1"
status = "in_force"
valid_from = "2018-05-25"
title = { sv = "Egen", en = "Own" }
"#;

const RULE: &str = r#"
[[rules]]
id = "D-WP248-2"
strength = "presumed"
when = { criteria_at_least = 4 }
valid_from = "2026-01-01"
name = { sv = "Fyra", en = "Four" }
explanation = { sv = "a", en = "b" }
remedy = { sv = "c", en = "d" }
citations = [{ text = "Nämndens beslut", text_en = "Decision of the board", evidence = "primary" }]
"#;

const EXAMPLE: &str = r#"
[[examples]]
id = "IMY-EX-03"
wording = { sv = "a", en = "b" }
words = ["visselblås*"]
criteria = ["K4", "K7"]
citations = [{ text = "IMY", evidence = "primary" }]
"#;

const DECISION: &str = r#"
[[decisions]]
id = "DNR-1"
date = "2026"
holding = { sv = "a", en = "b" }
supports = ["D-WP248-2"]
citations = [{ text = "IMY", evidence = "primary" }]
"#;

fn with(text: &str) -> Result<RulePacks, LawError> {
    RulePacks::builtin().with_pack("egen.toml", text)
}

#[test]
fn a_rule_of_ones_own_replaces_another_on_the_days_on_which_it_applies() {
    let pack_of = |packs: &RulePacks, on| {
        let found: Vec<_> = packs.rules(on).filter(|(_, rule)| rule.id == "D-WP248-2").collect();
        assert_eq!(found.len(), 1);
        found[0].0.id.clone()
    };
    let packs = with(&format!("{HEAD}{RULE}")).unwrap();
    assert_eq!(pack_of(&packs, day(2025, 12, 31)), "eu-gdpr");
    assert_eq!(pack_of(&packs, day(2026, 1, 1)), "egen");
    assert_eq!(packs.rule("D-WP248-2").unwrap().0.id, "egen");

    let until = RULE.replace("valid_from", "valid_to = \"2026-06-30\"\nvalid_from");
    let packs = with(&format!("{HEAD}{until}")).unwrap();
    assert_eq!(pack_of(&packs, day(2026, 6, 30)), "egen");
    assert_eq!(pack_of(&packs, day(2026, 7, 1)), "eu-gdpr");

    let packs = with(&format!("{}{RULE}", HEAD.replace("2018-05-25", "2026-03-01"))).unwrap();
    assert_eq!(pack_of(&packs, day(2026, 2, 28)), "eu-gdpr");
}

#[test]
fn nothing_of_a_proposed_pack_is_applied() {
    let criterion = r#"
[[criteria]]
id = "K1"
name = { sv = "a", en = "b" }
wording = { sv = "a", en = "b" }
question = { sv = "a", en = "b" }
citations = [{ text = "Förslag", text_en = "Proposal", evidence = "secondary" }]
"#;
    let text = format!("{}{RULE}{EXAMPLE}{DECISION}{criterion}", HEAD.replace("in_force", "proposed"));
    let (packs, builtin) = (with(&text).unwrap(), RulePacks::builtin());
    let rules =
        |packs: &RulePacks| packs.rules(day(2026, 11, 24)).map(|(_, rule)| rule.clone()).collect::<Vec<_>>();
    assert_eq!(rules(&packs), rules(&builtin));
    assert!(packs.criteria().eq(builtin.criteria()));
    assert!(packs.examples(day(2026, 11, 24)).eq(builtin.examples(day(2026, 11, 24))));
    assert!(packs.decisions().eq(builtin.decisions()));
    assert_eq!(packs.explain("D-WP248-2").unwrap().pack.id, "eu-gdpr");
    assert_eq!(packs.explain("DNR-1").unwrap().pack.id, "egen");
}

#[test]
fn a_pack_with_the_id_of_another_takes_its_place() {
    let regulation = places::text("crates/ropa/rulepacks/eu-gdpr.toml");
    let revised = regulation.replace("version = \"", "version = \"egen-");
    let packs = with(&revised).unwrap();
    assert!(packs.packs()[0].version.starts_with("egen-"));
    assert_eq!(packs.packs().len(), 2);
    assert!(packs.criteria().eq(RulePacks::builtin().criteria()), "the national wordings still refine it");

    let error = with(&HEAD.replace("egen", "eu-gdpr")).unwrap_err().to_string();
    assert!(error.contains("takes the place of eu-gdpr, but lacks the criterion K1"), "{error}");
}

#[test]
fn an_example_of_ones_own_replaces_the_listed_and_stays_unambiguous() {
    let packs = with(&format!("{HEAD}{EXAMPLE}")).unwrap();
    assert_eq!(
        packs.examples(day(2026, 11, 24)).count(),
        RulePacks::builtin().examples(day(2026, 11, 24)).count()
    );
    assert_eq!(packs.example_named_in("visselblåsning", day(2026, 11, 24)).unwrap().wording.sv, "a");
}

#[test]
fn an_example_counts_on_its_own_days_and_those_of_its_pack() {
    let wording = |packs: &RulePacks, on| {
        let found: Vec<_> = packs.examples(on).filter(|example| example.id == "IMY-EX-03").collect();
        assert!(found.len() <= 1);
        found.first().map(|example| example.wording.sv == "a")
    };
    let (before, after) = (day(2026, 12, 31), day(2027, 1, 1));
    let of_2027 = [
        format!("{}{EXAMPLE}", HEAD.replace("2018-05-25", "2027-01-01")),
        format!("{HEAD}{}", EXAMPLE.replace("criteria =", "valid_from = \"2027-01-01\"\ncriteria =")),
    ];
    for text in of_2027 {
        let packs = with(&text).unwrap();
        assert_eq!((wording(&packs, before), wording(&packs, after)), (Some(false), Some(true)), "{text}");
        let named = |on| &packs.example_named_in("visselblåsning", on).unwrap().wording.sv;
        assert!(named(before) != "a" && named(after) == "a");
    }

    // An example that the authority takes off its list stays in the pack with its last day.
    let list = places::text("crates/ropa/rulepacks/se-imy.toml");
    let ended = list.replace("id = \"IMY-EX-03\"", "id = \"IMY-EX-03\"\nvalid_to = \"2026-12-31\"");
    let packs = with(&ended).unwrap();
    assert_eq!((wording(&packs, before), wording(&packs, after)), (Some(false), None));
    assert_eq!(wording(&packs, day(2019, 1, 15)), None, "the list did not apply yet");
    assert!(packs.example("IMY-EX-03").is_some(), "what is over can still be explained");
}

#[test]
fn an_entry_to_come_takes_nothing_away_today() {
    let step = places::text("crates/ropa/rulepacks/eu-gdpr.toml");
    let (_, step) = step.split_once("[[work_steps]]\nid = \"W-1\"").unwrap();
    let (step, _) = step.split_once("\n[[work_steps]]").unwrap();
    let text = format!("{HEAD}[[work_steps]]\nid = \"W-1\"{}", step.replace("2018-05-25", "2027-01-01"));
    let packs = with(&text).unwrap();
    let ids = |packs: &RulePacks| {
        packs.work_steps(day(2026, 11, 24)).iter().map(|step| step.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&packs), ids(&RulePacks::builtin()));
}

#[test]
fn what_has_no_days_counts_on_those_of_its_pack() {
    let criterion = r#"
[[criteria]]
id = "K1"
name = { sv = "a", en = "b" }
wording = { sv = "a", en = "b" }
question = { sv = "a", en = "b" }
citations = [{ text = "Nämnden", text_en = "The board", evidence = "secondary" }]

[[states]]
id = "no_dpia"
name = { sv = "a", en = "b" }
explanation = { sv = "a", en = "b" }
remedy = { sv = "a", en = "b" }
citations = [{ text = "Nämnden", text_en = "The board", evidence = "secondary" }]
"#;
    let text = format!("{}{criterion}", HEAD.replace("2018-05-25", "2027-01-01"));
    let on = |day| {
        let packs = with(&text).unwrap().on(day);
        let name = packs.criterion(FactId::K1).unwrap().name.sv.clone();
        let pack = packs.explain("K1").unwrap().pack.id.clone();
        (name == "a", packs.state("no_dpia").unwrap().name.sv == "a", pack)
    };
    assert_eq!(on(day(2026, 12, 31)), (false, false, "se-imy".to_string()));
    assert_eq!(on(day(2027, 1, 1)), (true, true, "egen".to_string()));
    // The regulation is always there to read by.
    assert_eq!(RulePacks::builtin().on(day(2018, 1, 1)).criteria().count(), 9);
    assert_eq!(RulePacks::builtin().on(day(2018, 6, 1)).explain("K1").unwrap().pack.id, "eu-gdpr");
}

#[test]
fn what_has_no_system_or_purpose_in_common_shares_nothing() {
    let regulation = places::text("crates/ropa/rulepacks/eu-gdpr.toml");
    for (id, key) in [("F-2", "differs"), ("F-2", "unknown"), ("F-3", "differs"), ("F-3", "unknown")] {
        let (before, after) = regulation.split_once(&format!("id = \"{id}\"")).unwrap();
        let after = after.replacen(&format!("{key} = \"own\""), &format!("{key} = \"annex\""), 1);
        let error = with(&format!("{before}id = \"{id}\"{after}")).unwrap_err().to_string();
        assert!(error.contains(&format!("{id}: of ")) && error.contains(key), "{error}");
    }
}

#[test]
fn mistakes_are_told_with_line_column_and_remedy() {
    let cases = [
        // Form.
        (HEAD.replace("version = \"1\"", "version = 1"), "line 2, column 11: invalid type: integer"),
        (
            HEAD.replace("in_force", "in_use"),
            "line 3, column 10: unknown variant `in_use`, expected `in_force`",
        ),
        (format!("{HEAD}titel = 1\n"), "line 6, column 1: unknown field `titel`"),
        // The head.
        (HEAD.replace("\"1\"", "\" \""), "line 2, column 11: the pack has an empty version"),
        (HEAD.replace("Own", ""), "line 5, column 9: the title has an empty text; give both sv and en"),
        (format!("{HEAD}valid_to = \"2018-05-24\"\n"), "line 6, column 12: valid_to is before valid_from"),
        // Conditions.
        (
            format!("{HEAD}{}", RULE.replace("criteria_at_least", "criteria_at_lest")),
            "unknown condition \"criteria_at_lest\"; expected a fact such as \"K5\", or one of all, any, not,",
        ),
        (
            format!("{HEAD}{}", RULE.replace("{ criteria_at_least = 4 }", "{ all = [\"K1\", \"K10\"] }")),
            "line 10, column 23: unknown fact \"K10\"; facts are K1, K2,",
        ),
        (format!("{HEAD}{}", RULE.replace("criteria_at_least = 4", "any = []")), "any lists no condition"),
        (format!("{HEAD}{}", RULE.replace("= 4 }", "= 0 }")), "criteria_at_least is 0; there are 9 criteria"),
        (
            format!("{HEAD}{}", RULE.replace("= 4 }", "= 4, not = \"K1\" }")),
            "a condition has one key; join several with all = [...] or any = [...]",
        ),
        // Rules.
        (
            format!("{HEAD}{}", RULE.replace("\"presumed\"", "\"exemption\"")),
            "line 9, column 12: D-WP248-2: an exemption needs an effect",
        ),
        (
            format!("{HEAD}{}", RULE.replace("strength", "effect = \"exempt\"\nstrength")),
            "line 9, column 10: D-WP248-2: only an exemption has an effect, and the strength is presumed",
        ),
        (
            format!("{HEAD}{}", RULE.replace("valid_from", "valid_to = \"2025-12-31\"\nvalid_from")),
            "line 11, column 12: D-WP248-2: valid_to is before valid_from",
        ),
        (format!("{HEAD}{RULE}{RULE}"), "line 18, column 6: D-WP248-2: stands there twice"),
        (
            format!("{HEAD}{}", RULE.replace("\"a\"", "\" \"")),
            "line 13, column 15: D-WP248-2: explanation has an empty text",
        ),
        (format!("{HEAD}{}", RULE.replace("D-WP248-2", "")), "line 8, column 6: an empty id in rules"),
        (
            format!("{HEAD}{}", RULE.replace("D-WP248-2", "NO_DPIA")),
            "line 8, column 6: NO_DPIA: another pack has this id in states, not in rules",
        ),
        // Sources.
        (
            format!("{HEAD}{}", RULE.replace(RULE.lines().last().unwrap(), "citations = []")),
            "line 15, column 13: D-WP248-2: no source; give at least one in citations",
        ),
        (
            format!("{HEAD}{}", EXAMPLE.replace("text = \"IMY\"", "text = \"IMY\", url = \"imy.se\"")),
            "line 12, column 13: IMY-EX-03: the address \"imy.se\" of a source does not begin with https://",
        ),
        // Examples, decisions, wordings.
        (
            format!("{HEAD}{}", EXAMPLE.replace("\"K7\"", "\"heavy\"")),
            "line 11, column 12: IMY-EX-03: \"heavy\" is no criterion; criteria are K1 to K9",
        ),
        (
            format!("{HEAD}{}", EXAMPLE.replace("visselblås", "")),
            "line 10, column 9: IMY-EX-03: `*` holds no word",
        ),
        (
            format!("{HEAD}{}", DECISION.replace("D-WP248-2", "D-WP248-9")),
            "line 11, column 12: DNR-1: no pack in use has anything with the id \"D-WP248-9\"",
        ),
        (
            format!(
                "{HEAD}[[wordings]]\nid = \"heavy\"\nwording = {{ sv = \"a\", en = \"b\" }}\ncitations = [{{ text = \"x\", evidence = \"primary\" }}]\n"
            ),
            "line 7, column 6: heavy: is no criterion; criteria are K1 to K9",
        ),
    ];
    for (text, told) in cases {
        let error = with(&text).unwrap_err().to_string();
        assert!(error.starts_with("rule pack egen.toml: line "), "{error}");
        assert!(error.contains(told), "expected: {told}\ntold: {error}\n{text}");
    }
}

#[test]
fn columns_count_characters() {
    let error = with(&HEAD.replace("\"Egen\"", "\"Åäö\"").replace("\"Own\"", "1")).unwrap_err();
    assert!(error.to_string().contains("line 5, column 28: "), "{error}");
}

/// The page that describes the form.
fn page() -> String {
    places::text("docs/rulepacks.md")
}

#[test]
fn the_described_form_is_the_form() {
    let page = page();
    let example = page.split("r#\"").nth(1).unwrap().split("\"#").next().unwrap();
    let packs = with(example).unwrap();
    assert!(packs.rules(day(2026, 12, 1)).any(|(_, rule)| rule.id == "OUR-CAMERAS"));
    let facts = FactId::all().filter(|fact| !fact.is_criterion()).map(FactId::id);
    let data = DataCategory::all().map(DataCategory::code);
    let subjects = SubjectCategory::all().map(SubjectCategory::code);
    for code in facts.chain(data).chain(subjects) {
        assert!(page.contains(&format!("`{code}`")), "{code} is not described");
    }
}

// ---- Naming a listed example ---------------------------------------------------------------------------------------

#[test]
fn examples_are_named_by_id_or_words_and_never_guessed() {
    let packs = RulePacks::builtin();
    let cases = [
        // By id, however it is written; an id outweighs words.
        ("IMY-EX-05", Some("IMY-EX-05")),
        ("ja, se imy-ex-05.", Some("IMY-EX-05")),
        ("IMY EX 05", Some("IMY-EX-05")),
        ("IMY\u{2011}EX\u{2011}05", Some("IMY-EX-05")),
        ("IMY-EX-03 (bakgrundskontroll ingår inte)", Some("IMY-EX-03")),
        ("IMY-EX-03, IMY-EX-05", None),
        ("IMY-EX-130", None),
        ("IMY-EX-14", None),
        // By words, inflected and in compounds.
        ("Bakgrundskontroll vid rekrytering", Some("IMY-EX-05")),
        ("bakgrundskontrollerna", Some("IMY-EX-05")),
        ("VISSELBLÅSARTJÄNST", Some("IMY-EX-03")),
        ("Visselbla\u{30a}sning", Some("IMY-EX-03")),
        ("Whistleblowing", Some("IMY-EX-03")),
        ("Välfärdsteknik i bostäder", Some("IMY-EX-13")),
        ("Kameror i bostaden nattetid", Some("IMY-EX-13")),
        ("trygghetskameror", Some("IMY-EX-13")),
        ("Övervakning av anställdas internetanvändning", Some("IMY-EX-01")),
        ("Monitoring of employees' internet use", Some("IMY-EX-01")),
        ("Vi behandlar uppgifter om patienter i stor omfattning", Some("IMY-EX-10")),
        // Not named, or not one.
        ("Visselblåsarsystem och bakgrundskontroll", None),
        ("patienter", None),
        ("kamera i entrén", None),
        ("i", None),
        ("Ja", None),
        ("", None),
        (" - ", None),
    ];
    for (text, expected) in cases {
        assert_eq!(
            packs.example_named_in(text, day(2026, 11, 24)).map(|example| example.id.as_str()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn the_authoritys_own_wording_never_names_another_example() {
    let packs = RulePacks::builtin();
    for example in packs.examples(day(2026, 11, 24)) {
        for text in [&example.wording.sv, &example.wording.en] {
            let named = packs.example_named_in(text, day(2026, 11, 24)).map(|named| &named.id);
            assert!(named.is_none_or(|id| *id == example.id), "{} is read as {named:?}", example.id);
        }
    }
}

// ---- Conditions ----------------------------------------------------------------------------------------------------

/// Answers given; what is not given is unknown.
struct Answers(BTreeMap<FactId, Tri>);

impl Truths for Answers {
    fn truth(&self, fact: FactId) -> Tri {
        self.0.get(&fact).copied().unwrap_or_default()
    }
}

fn answers(given: &str) -> Answers {
    let one = |pair: &str| {
        let (fact, value) = pair.split_once('=').unwrap();
        let value = match value {
            "yes" => Tri::Yes,
            "no" => Tri::No,
            _ => Tri::Unknown,
        };
        (fact.parse().unwrap(), value)
    };
    Answers(given.split_whitespace().map(one).collect())
}

/// Nine answers, K1 to K9: `y`, `n` or `?`.
fn nine(pattern: &str) -> Answers {
    let value = |c| match c {
        'y' => Tri::Yes,
        'n' => Tri::No,
        _ => Tri::Unknown,
    };
    Answers(FactId::CRITERIA.into_iter().zip(pattern.chars().map(value)).collect())
}

#[test]
fn rules_answer_in_three_values() {
    let packs = RulePacks::builtin();
    use Tri::{No, Unknown, Yes};
    for (rule, given, expected) in [
        ("D-35-3-A", "K1=yes extensive=yes K2=yes legal_effect=yes", Yes),
        ("D-35-3-A", "K1=yes extensive=yes K2=yes", Unknown),
        ("D-35-3-A", "K1=yes extensive=no", No),
        ("D-35-3-B", "special_or_criminal=yes K5=yes", Yes),
        ("D-35-3-B", "special_or_criminal=yes", Unknown),
        ("D-35-3-B", "K5=no", No),
        ("D-35-3-B", "K4=yes K5=yes special_or_criminal=no", No),
        ("D-35-3-C", "K3=yes public_place=yes K5=yes", Yes),
        ("D-35-3-C", "K3=yes public_place=yes K5=no", No),
        ("D-R91-DEC", "legal_effect=yes special_or_criminal=yes", Yes),
        ("D-R91-DEC", "legal_effect=yes", Unknown),
        ("D-LIST-SE", "listed=yes", Yes),
        ("D-LIST-SE", "", Unknown),
        ("D-OWN", "own_need=no", No),
        ("X-35-10", "duty_or_public_task=yes law_regulates=yes law_dpia=yes law_dpia_scope=yes", Yes),
        ("X-35-10", "duty_or_public_task=yes law_regulates=yes law_dpia=yes", Unknown),
        ("X-35-10", "duty_or_public_task=no", No),
        ("X-R91", "", Unknown),
    ] {
        assert_eq!(packs.rule(rule).unwrap().1.when.evaluate(&answers(given)), expected, "{rule}: {given}");
    }
    for (rule, pattern, expected) in [
        ("D-WP248-2", "yynnnnnnn", Yes),
        ("D-WP248-2", "ynnnnnnn?", Unknown),
        ("D-WP248-2", "ynnnnnnnn", No),
        ("D-WP248-2", "?????????", Unknown),
        ("D-WP248-3", "yyynnnnnn", Yes),
        ("D-WP248-3", "yynnnnnn?", Unknown),
        ("D-WP248-3", "yynnnnnnn", No),
    ] {
        assert_eq!(packs.rule(rule).unwrap().1.when.evaluate(&nine(pattern)), expected, "{rule}: {pattern}");
    }
}

#[test]
fn one_heavy_criterion_is_exactly_one() {
    let packs = RulePacks::builtin();
    let (_, rule) = packs.rule("D-ONE-STRONG").unwrap();
    for (pattern, heavy, expected) in [
        ("ynnnnnnnn", Tri::Yes, Tri::Yes),
        ("ynnnnnnnn", Tri::No, Tri::No),
        ("ynnnnnnnn", Tri::Unknown, Tri::Unknown),
        ("nnnnnnnnn", Tri::Yes, Tri::No),
        ("yynnnnnnn", Tri::Yes, Tri::No),
        ("y?nnnnnnn", Tri::Yes, Tri::Unknown),
        ("?nnnnnnnn", Tri::Yes, Tri::Unknown),
    ] {
        let mut facts = nine(pattern);
        facts.0.insert(FactId::Heavy, heavy);
        assert_eq!(rule.when.evaluate(&facts), expected, "{pattern} {heavy}");
    }
}

#[test]
fn kleene_tables() {
    use Tri::{No, Unknown, Yes};
    let fact = |id| Condition::Fact(id);
    let compound = |compound| Condition::Compound(Box::new(compound));
    let pair = || vec![fact(FactId::K1), fact(FactId::K2)];
    for (a, b, all, any) in [
        (No, No, No, No),
        (No, Unknown, No, Unknown),
        (No, Yes, No, Yes),
        (Unknown, Unknown, Unknown, Unknown),
        (Unknown, Yes, Unknown, Yes),
        (Yes, Yes, Yes, Yes),
    ] {
        for (a, b) in [(a, b), (b, a)] {
            let facts = Answers(BTreeMap::from([(FactId::K1, a), (FactId::K2, b)]));
            assert_eq!(compound(Compound::All(pair())).evaluate(&facts), all, "{a} and {b}");
            assert_eq!(compound(Compound::Any(pair())).evaluate(&facts), any, "{a} or {b}");
        }
        let facts = Answers(BTreeMap::from([(FactId::K1, a)]));
        assert_eq!(compound(Compound::Not(fact(FactId::K1))).evaluate(&facts), !a);
    }
}

fn any_fact() -> impl Strategy<Value = FactId> {
    proptest::sample::select(FactId::all().collect::<Vec<_>>())
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let compound = |compound| Condition::Compound(Box::new(compound));
    let leaf = prop_oneof![
        any_fact().prop_map(Condition::Fact),
        (1usize..=9).prop_map(move |n| compound(Compound::CriteriaAtLeast(n))),
        (1usize..=9).prop_map(move |n| compound(Compound::CriteriaExactly(n))),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(move |parts| compound(Compound::All(parts))),
            proptest::collection::vec(inner.clone(), 1..4)
                .prop_map(move |parts| compound(Compound::Any(parts))),
            inner.prop_map(move |part| compound(Compound::Not(part))),
        ]
    })
}

fn any_answers() -> impl Strategy<Value = BTreeMap<FactId, Tri>> {
    let value = proptest::sample::select(vec![Tri::No, Tri::Unknown, Tri::Yes]);
    proptest::collection::btree_map(any_fact(), value, 0..20)
}

proptest! {
    /// To answer an open question never turns a certain outcome into another one, whatever the rule.
    #[test]
    fn more_answers_never_change_a_certain_outcome(
        condition in any_condition(),
        given in any_answers(),
        more in any_answers(),
    ) {
        let before = condition.evaluate(&Answers(given.clone()));
        let mut answered = given;
        for (fact, value) in more {
            let answer = answered.entry(fact).or_default();
            if answer.is_unknown() {
                *answer = value;
            }
        }
        let after = condition.evaluate(&Answers(answered));
        prop_assert!(before.is_unknown() || after == before, "{before} became {after}");
    }

    /// More reasons for a DPIA never make a rule that asks for one hold less.
    #[test]
    fn a_demand_never_falls_by_a_further_yes(given in any_answers(), raised in any_fact()) {
        let packs = RulePacks::builtin();
        let mut more = given.clone();
        more.insert(raised, Tri::Yes);
        for (_, rule) in packs.rules(day(2026, 11, 24)) {
            // "Exactly one" gives way to "at least two", which weighs more.
            if !rule.id.starts_with("D-ONE-") {
                let (before, after) = (rule.when.evaluate(&Answers(given.clone())), rule.when.evaluate(&Answers(more.clone())));
                prop_assert!(after >= before, "{}: {before} became {after}", rule.id);
            }
        }
    }

    /// What is written can be read again.
    #[test]
    fn a_condition_survives_being_written(condition in any_condition()) {
        let written = serde_json::to_string(&condition).unwrap();
        prop_assert_eq!(serde_json::from_str::<Condition>(&written).unwrap(), condition);
    }

    /// No text makes the search for an example fail.
    #[test]
    fn any_text_can_be_searched(text in "\\PC*") {
        RulePacks::builtin().example_named_in(&text, day(2026, 11, 24));
    }

    /// No text makes reading a pack fail otherwise than by an error.
    #[test]
    fn any_text_can_be_tried_as_a_pack(text in "\\PC*", cut in 0usize..1200) {
        let _ = with(&text);
        let whole = format!("{HEAD}{RULE}{EXAMPLE}{DECISION}");
        let cut = whole.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(whole.len());
        let _ = with(&whole[..cut]);
    }
}
