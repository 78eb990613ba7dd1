//! Worked cases with an expectation from outside: decisions, the authority's list, guidance.
//!
//! Runs where the collection stands beside the checkout (`../shared/domain/dpia_cases.json`, or under
//! `ROPA_SHARED`); the table in `screening.rs` is for everybody.

use ropa::law::FactId;
use ropa_tests::places::shared;
use ropa_tests::registers::{assess, workbook};
use serde_json::Value;

const QUESTIONS: [&str; 9] = [
    "Utvärdering eller poängsättning",
    "Automatiserat beslutsfattande",
    "Systematisk övervakning",
    "Känsliga eller mycket personliga uppgifter",
    "Stor omfattning",
    "Matchning eller kombination av uppgifter",
    "Sårbara registrerade",
    "Ny teknik",
    "Hindrar rättighet, tjänst eller avtal",
];

/// One row to be screened: name, nine answers, public place, listed example, individual professional.
struct Case {
    id: String,
    name: String,
    answers: [&'static str; 9],
    public_place: &'static str,
    listed: String,
    individual: &'static str,
    /// Whether there are data of Art. 9 or 10; a form that only asks for "sensitive or highly personal" cannot say.
    special: &'static str,
    expected: String,
}

fn cases() -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared("domain/dpia_cases.json")?).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    Some(file["cases"].as_array().unwrap().clone())
}

fn answer(value: &str) -> &'static str {
    match value {
        "yes" => "Ja",
        "no" => "Nej",
        _ => "",
    }
}

impl Case {
    fn of(case: &Value) -> Case {
        let text = |key: &str| case[key].as_str().unwrap_or_default().to_string();
        let id = text("id");
        Case {
            answers: FactId::CRITERIA.map(|id| answer(case["criteria"][id.id()].as_str().unwrap())),
            public_place: if id == "O-15" { "Ja" } else { "" },
            listed: text("listed"),
            // The recital is the whole point of this case, and its form has a question for it.
            individual: if id == "O-26" { "Ja" } else { "" },
            special: if case["art35_3"]["b"] == "yes" { "Ja" } else { "" },
            expected: text("expected_verdict"),
            name: text("name_sv"),
            id,
        }
    }

    /// The case with one of its variants, which the collection describes in words.
    fn variant(case: &Value, variant: &Value) -> Option<Case> {
        let mut varied = Case::of(case);
        let change = variant["change"].as_str().unwrap();
        varied.id = format!("{}: {change}", varied.id);
        varied.expected = variant["expected_verdict"].as_str()?.to_string();
        if let Some(met) = variant["criteria_yes"].as_array() {
            varied.listed.clear();
            // Another processing than the one that the name speaks of.
            varied.name = varied.id.split(':').next().unwrap_or_default().to_string();
            varied.answers =
                FactId::CRITERIA.map(|id| if met.iter().any(|m| m == id.id()) { "Ja" } else { "Nej" });
        }
        for (number, id) in FactId::CRITERIA.iter().enumerate() {
            for (word, text) in [("yes", "Ja"), ("no", "Nej"), ("unknown", "")] {
                if change.contains(&format!("{id}={word}")) {
                    varied.answers[number] = text;
                }
            }
        }
        for (words, text) in
            [("large_scale yes", "Ja"), ("large_scale no", "Nej"), ("large_scale unknown", "")]
        {
            if change.starts_with(words) {
                varied.answers[4] = text;
            }
        }
        Some(varied)
    }

    fn row(&self) -> Vec<String> {
        let mut row = vec![self.name.clone()];
        row.extend(self.answers.map(String::from));
        row.extend([
            self.public_place.into(),
            self.listed.clone(),
            self.individual.into(),
            self.special.into(),
        ]);
        row
    }
}

fn header() -> Vec<String> {
    let rest =
        ["Allmän plats", "Exempel i IMY:s förteckning", "Enskild yrkesutövare", "Känsliga personuppgifter"];
    ["Behandling"].iter().chain(&QUESTIONS).chain(&rest).map(|text| text.to_string()).collect()
}

#[test]
fn every_case_and_variant_gets_its_expected_verdict() {
    let Some(cases) = cases() else { return };
    let mut all: Vec<Case> = Vec::new();
    for case in &cases {
        all.push(Case::of(case));
        let variants = case["variants"].as_array().into_iter().flatten();
        all.extend(variants.filter_map(|variant| Case::variant(case, variant)));
    }
    assert!(all.len() > 20);
    let mut table = vec![header()];
    table.extend(all.iter().map(Case::row));
    assess(&workbook(&[("Register", table)]), |_, found| {
        for (case, found) in all.iter().zip(found) {
            assert_eq!(found.need.verdict.to_string(), case.expected, "{}", case.id);
        }
    });
}

#[test]
fn tallies_are_those_of_the_cases() {
    let Some(cases) = cases() else { return };
    let mut table = vec![header()];
    table.extend(cases.iter().map(|case| Case::of(case).row()));
    assess(&workbook(&[("Register", table)]), |_, found| {
        for (case, found) in cases.iter().zip(found) {
            let count = |key: &str| usize::try_from(case[key].as_u64().unwrap()).unwrap();
            assert_eq!((found.need.low, found.need.high), (count("low"), count("high")), "{}", case["id"]);
        }
    });
}

#[test]
fn with_all_answers_blank_no_case_is_ruled_out() {
    let Some(cases) = cases() else { return };
    let mut table = vec![header()];
    for case in &cases {
        let mut row = vec![Case::of(case).name];
        row.resize(table[0].len(), String::new());
        table.push(row);
    }
    assess(&workbook(&[("Register", table)]), |_, found| {
        assert_eq!(found.len(), cases.len());
        for (case, found) in cases.iter().zip(found) {
            assert_eq!(found.need.verdict.to_string(), "cannot_be_excluded", "{}", case["id"]);
        }
    });
}
