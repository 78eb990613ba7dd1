//! The JSON, against its published schemas.

use super::fixture::{counted, day, empty, made};
use ropa::report::inspect::{FileNotes, InspectView};
use ropa::report::{gaps, inspect};
use ropa::text::Lang;
use ropa::workbook::ReadNote;
use serde_json::{Value, json};

fn valid(schema: &str, document: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn document(lang: Lang) -> Value {
    let mut out = Vec::new();
    made().show(lang, |view| gaps::json(&mut out, view)).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn gaps_follow_their_schema() {
    for lang in [Lang::Sv, Lang::En] {
        valid(gaps::JSON_SCHEMA, &document(lang));
    }
    let mut out = Vec::new();
    empty().show(Lang::Sv, |view| gaps::json(&mut out, view)).unwrap();
    valid(gaps::JSON_SCHEMA, &serde_json::from_slice(&out).unwrap());
}

#[test]
fn the_schema_catches_mistakes() {
    let schema: Value = serde_json::from_str(gaps::JSON_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let spoilt: [fn(&mut Value); 8] = [
        |d| d["schema"] = json!("ropa/gaps/2"),
        |d| d["activities"][0]["verdict"] = json!("needed"),
        |d| d["activities"][0]["criteria"]["K1"]["value"] = json!("maybe"),
        |d| drop(d["activities"][0]["criteria"].as_object_mut().unwrap().remove("K9")),
        |d| d["activities"][0]["gap"]["severity"] = json!("fatal"),
        |d| d["activities"][0]["link"]["status"] = json!("ok"),
        |d| d["activities"][5]["criteria"]["K2"]["value"] = json!("yes"),
        |d| d["summary"]["gaps"]["lost"] = json!(1),
    ];
    for (number, spoil) in spoilt.into_iter().enumerate() {
        let mut document = document(Lang::Sv);
        spoil(&mut document);
        assert!(!validator.is_valid(&document), "mistake {number} goes unseen");
    }
}

#[test]
fn the_keys_hold_what_they_promise() {
    let document = document(Lang::Sv);
    let activities = document["activities"].as_array().unwrap();
    assert_eq!(document["summary"]["activities"], 12);
    assert_eq!(document["summary"]["gap_total"], 11);
    let gaps = activities.iter().filter_map(|activity| activity["gap"]["kind"].as_str());
    assert_eq!(document["summary"]["gaps"], json!(counted(gaps)));
    let first = &activities[0];
    assert_eq!(first["id"], "PPB-001");
    assert_eq!(first["processes"], json!(["3.3.1", "3.3.2"]));
    assert_eq!(
        first["source"],
        json!({"file": "registerförteckning 2026.xlsx", "sheet": "Registreringar", "row": 5})
    );
    assert_eq!(first["registered"], "2025-03-01");
    assert_eq!(first["article_35_3"], json!({"a": "no", "b": "yes", "c": "unknown"}));
    let k7 = &first["criteria"]["K7"];
    assert_eq!(k7["cells"], json!(["Registreringar!Q5"]));
    assert_eq!(k7["because"], "Kategorier av registrerade: Barn och unga (Registreringar!Q5)");
    let nameless = &activities[8];
    assert_eq!((&nameless["registered"], &nameless["decision"]), (&Value::Null, &Value::Null));
    assert_eq!(activities[1]["link"]["dpias"][0]["id"], "KB-2");
    assert_eq!(document["dpias"][1]["covers"], json!(["PPB-002"]));
    assert_eq!(document["orphan_dpias"], json!(["KB-9"]));
    assert_eq!(activities[11]["gap"], Value::Null);
}

#[test]
fn inspect_follows_its_schema_and_adds_up() {
    let made = made();
    let notes = [
        ReadNote::Encoding { name: "UTF-8", guessed: false },
        ReadNote::Delimiter(';'),
        ReadNote::OtherFormat { ending: "xls".into(), content: "xlsx" },
        ReadNote::FormulaWithoutValue(vec![made.import.not_understood[0].cell.clone()]),
    ];
    let files = [FileNotes::new("registerförteckning 2026.xlsx", &notes)];
    let view = InspectView::new(&made.import, &files, day("2026-11-23"), Lang::Sv);
    let mut out = Vec::new();
    inspect::json(&mut out, &view).unwrap();
    let document: Value = serde_json::from_slice(&out).unwrap();
    valid(inspect::JSON_SCHEMA, &document);
    assert_eq!(
        document["tables"][0]["columns"][1],
        json!({"header": "Benämning", "cell": "Registreringar!B4", "field": "name", "how": "fuzzy"})
    );
    assert_eq!(document["values_not_understood"][0]["cell"], "Registreringar!M6");
    let account = document["account"].as_object().unwrap();
    let sum = |keys: &[&str]| keys.iter().map(|key| account[*key].as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum(&["mapped", "kept", "structural", "reported"]), sum(&["cells"]));
}
