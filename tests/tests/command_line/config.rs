//! A folder with a configuration and decisions: `ropa init`, `ropa decide`, and plain `ropa gaps`.

use crate::program;
use ropa_tests::{assert_follows, places};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the register of the fixtures.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = places::fixtures();
    for name in ["socialnamnden.xlsx", "socialnamnden.csv", "socialnamnden-konsekvensbedomningar.csv"] {
        std::fs::copy(fixtures.join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn ropa(folder: &Path, args: &[&str]) -> assert_cmd::assert::Assert {
    program::ropa(folder).args(args).assert()
}

fn stdout(folder: &Path, args: &[&str], status: i32) -> String {
    String::from_utf8(ropa(folder, args).code(status).get_output().stdout.clone()).unwrap()
}

fn stderr(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(ropa(folder, args).code(2).get_output().stderr.clone()).unwrap()
}

#[test]
fn a_folder_is_set_up_and_plain_commands_run() {
    let folder = folder();
    let here = folder.path();
    assert!(stderr(here, &["gaps"]).contains("ropa init"));
    stdout(here, &["init"], 0);
    let text = std::fs::read_to_string(here.join("ropa.toml")).unwrap();
    insta::assert_snapshot!("init_sv", text);
    let list = stdout(here, &["gaps", "--as-of", "2026-11-24"], 1);
    assert!(list.contains("Sammanfattning av 65 behandlingar"), "{list}");
    // Also from a folder below, and what the call says goes first.
    let below = here.join("2026");
    std::fs::create_dir(&below).unwrap();
    let checked = stdout(&below, &["check", "--as-of", "2026-11-24"], 1);
    assert!(checked.contains("Poster: 65."), "{checked}");
    let english = stdout(here, &["check", "--as-of", "2026-11-24", "--lang", "en"], 1);
    assert!(english.contains("Records: 65."), "{english}");
    assert!(stderr(here, &["init"]).contains("skrivs inte över"));
}

#[test]
fn settings_change_what_is_said() {
    let folder = folder();
    let here = folder.path();
    let text = "files = \"socialnamnden.xlsx\"\n[controller]\ndpo = \"ombud@example.se\"\n[check]\nignore = [\"c-81\"]\n\
        [check.severity]\nC-53 = \"note\"\n";
    std::fs::write(here.join("ropa.toml"), text).unwrap();
    let told: Value =
        serde_json::from_str(&stdout(here, &["check", "--as-of", "2026-11-24", "--format", "json"], 1))
            .unwrap();
    assert_eq!(told["ignored"]["C-81"], 50);
    let findings = told["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["rule"] != "C-81"));
    assert!(findings.iter().filter(|finding| finding["rule"] == "C-53").all(|one| one["severity"] == "note"));
    let missing = told["missing_columns"].as_array().unwrap();
    assert!(missing.iter().all(|column| column["field"] != "dpo"), "the officer is known for all");
}

#[test]
fn the_limits_of_the_plan_hold_wherever_one_is_made_and_the_call_goes_first() {
    let folder = folder();
    let here = folder.path();
    let text = "files = \"socialnamnden.xlsx\"\n[plan]\nper_quarter = 2\nlargest = 2\nsame_purpose = \"process\"\nannex = false\n\
        widen = \"no\"\n";
    std::fs::write(here.join("ropa.toml"), text).unwrap();
    let plan = |args: &[&str]| -> Value {
        let args = [&["plan", "--as-of", "2026-11-24", "--format", "json"], args].concat();
        serde_json::from_str(&stdout(here, &args, 1)).unwrap()
    };
    let told = plan(&[]);
    let limits = |largest: Value| {
        serde_json::json!({
            "per_quarter": 2, "largest": largest, "purpose_by": "process", "with_annex": false, "widen": "no"
        })
    };
    assert_eq!(told["options"], limits(2.into()));
    let covers = |work: &Value| work["members"].as_array().unwrap().len();
    assert!(
        told["works"].as_array().unwrap().iter().all(|work| work["dpia"].is_string() || covers(work) <= 2)
    );
    assert!(told["load"].as_array().unwrap().iter().all(|load| load["works"].as_u64().unwrap() <= 2));
    let text = stdout(here, &["plan", "--as-of", "2026-11-24"], 1);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("högst 2 behandlingar per bedömning") && text.contains("2 per kvartal"), "{text}");
    // What the call says goes first, also where it takes back.
    assert_eq!(plan(&["--largest", "all"])["options"], limits(Value::Null));
    let said = plan(&[
        "--annex",
        "--per-quarter",
        "5",
        "--widen",
        "family",
        "--same-purpose",
        "either",
        "--largest",
        "4",
    ]);
    let said = said["options"].clone();
    assert_eq!(
        said,
        serde_json::json!({
            "per_quarter": 5, "largest": 4, "purpose_by": "either", "with_annex": true, "widen": "family"
        })
    );
    // The yearly report tells of the same plan.
    let report = stdout(here, &["report", "--as-of", "2026-11-24", "--format", "json"], 1);
    let by_hand = stdout(here, &["report", "--as-of", "2026-11-24"], 1);
    std::fs::write(here.join("ropa.toml"), "files = \"socialnamnden.xlsx\"\n").unwrap();
    assert_ne!(report, stdout(here, &["report", "--as-of", "2026-11-24", "--format", "json"], 1));
    assert_ne!(by_hand, stdout(here, &["report", "--as-of", "2026-11-24"], 1));
}

#[test]
fn a_mistake_in_the_settings_is_told_with_its_place() {
    let folder = folder();
    let wrong = |text: &str| {
        std::fs::write(folder.path().join("ropa.toml"), text).unwrap();
        stderr(folder.path(), &["gaps"])
    };
    for (text, place, what) in [
        ("fils = \"a\"\n", "ropa.toml, rad 1, kolumn 1", "Menades files?"),
        ("files = \"a\"\n[check]\nstale_month = 12\n", "rad 3, kolumn 1", "Menades stale_months?"),
        ("[check]\nstale_months = \"tolv\"\n", "rad 2, kolumn 16", "ett heltal"),
        (
            "[plan]\nper_quarter = 0\n",
            "ropa.toml, rad 2, kolumn 15",
            "”per_quarter” 0; skriv ett heltal från 1",
        ),
        ("[plan]\nlargest = \"åtta\"\n", "rad 2, kolumn 11", "”largest” \"åtta\"; skriv ett heltal från 1"),
        (
            "[plan]\nwiden = \"allt\"\n",
            "rad 2, kolumn 9",
            "”widen” \"allt\"; skriv \"no\", \"process\" eller \"family\"",
        ),
        (
            "[plan]\nsame_purpose = true\n",
            "rad 2, kolumn 16",
            "”same_purpose” true; skriv \"either\" eller \"process\"",
        ),
        ("[plan]\nannex = \"nej\"\n", "rad 2, kolumn 9", "”annex” \"nej\"; skriv true eller false"),
        ("[plan]\nannexes = true\n", "rad 2, kolumn 1", "Menades annex?"),
        ("[check]\nignore = [\"Q-01\", \"C-010\"]\n", "rad 2, kolumn 19", "C-010"),
        ("[check.severity]\nC10 = \"note\"\n", "rad 2, kolumn 1", "Menades C-10?"),
        ("[check.severity]\nC-10 = \"fel\"\n", "rad 2, kolumn 8", "error, warning, note"),
        ("[controller]\nauthority = \"ja\"\n", "rad 2, kolumn 13", "true eller false"),
        ("language = \"se\"\n", "rad 1, kolumn 12", "sv, en"),
        ("structure = \"a.csv\"\n", "rad 1, kolumn 13", "avsnitt"),
        ("files = [\"a\"\n", "rad", "TOML"),
    ] {
        let told = wrong(text);
        assert!(told.contains(place) && told.contains(what), "{text:?} gave {told}");
    }
}

#[test]
fn a_decision_is_recorded_filled_in_and_counts() {
    let folder = folder();
    let here = folder.path();
    let files = ["socialnamnden.xlsx", "--as-of", "2026-11-24"];
    let gaps = || -> Value {
        let args = [&["gaps"][..], &files, &["--decisions", "beslut.csv", "--format", "json"]].concat();
        serde_json::from_str(&stdout(here, &args, 1)).unwrap()
    };
    let of = |list: &Value, id: &str| {
        let found = list["activities"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned();
        found.unwrap()
    };
    stdout(here, &[&["decide"][..], &files, &["--id", "PPB-005"]].concat(), 0);
    let before = of(&gaps(), "PPB-005");
    assert_eq!(
        (&before["decision"]["state"], &before["gap"]["kind"]),
        (&"incomplete".into(), &"decision_incomplete".into())
    );
    // A person fills in the rest in a spreadsheet.
    let path = here.join("beslut.csv");
    let mut text = std::fs::read_to_string(&path).unwrap();
    for criterion in before["decision"]["unexplained"].as_array().unwrap() {
        let criterion = criterion.as_str().unwrap();
        text = text.replace(&format!("{criterion}: "), &format!("{criterion}: liten krets "));
    }
    let line = text.lines().nth(1).unwrap().to_string();
    let mut cells: Vec<String> = line.split(';').map(String::from).collect();
    let at = cells.iter().position(|cell| cell.contains("presumed")).unwrap();
    for (cell, filled) in
        cells[at - 5..at].iter_mut().zip(["Delar", "2026-11-01", "Nämnden § 12", "2026-11-20", "2027-11-20"])
    {
        *cell = filled.to_string();
    }
    std::fs::write(&path, text.replace(&line, &cells.join(";"))).unwrap();
    let after = of(&gaps(), "PPB-005");
    assert_eq!(
        (&after["decision"]["state"], &after["gap"]),
        (&"stands".into(), &Value::Null),
        "{}",
        after["decision"]
    );
    assert_follows("gaps-1", &gaps());
    let text = stdout(here, &[&["gaps"][..], &files, &["--decisions", "beslut.csv"]].concat(), 1);
    assert!(text.contains("PPB-005  Konsekvensbedömning behövs inte; beslutet gäller"), "{text}");
}

#[test]
fn a_finding_is_accepted_by_decision() {
    let folder = folder();
    let here = folder.path();
    let reading = ["socialnamnden.xlsx", "--as-of", "2026-11-24"];
    let decide = ["--id", "PPB-044", "--rule", "c-52", "--reason", "Arkivet utreder", "--by", "Nämnden"];
    stdout(here, &[&["decide"][..], &reading, &decide].concat(), 0);
    let text = stdout(here, &[&["check"][..], &reading, &["--decisions", "beslut.csv"]].concat(), 1);
    assert!(
        text.contains("GODTAGEN IAKTTAGELSE (1)\n  C-52 Bostadssocialt arbete: beslutet gäller"),
        "{text}"
    );
    let told = stderr(here, &[&["decide"][..], &reading, &["--id", "PPB-044", "--rule", "C-520"]].concat());
    assert!(told.contains("C-52"), "{told}");
}

#[test]
fn a_wrong_cell_in_the_decisions_is_told() {
    let folder = folder();
    let here = folder.path();
    std::fs::write(
        here.join("beslut.csv"),
        "Nyckel;Beslut;Beslutat den\nPPB-1;Kanske;\nPPB-2;Godtas;i fjol\n",
    )
    .unwrap();
    let told = stderr(here, &["gaps", "socialnamnden.xlsx", "--decisions", "beslut.csv"]);
    insta::assert_snapshot!("wrong_decisions", told);
    let told = stderr(here, &["decide", "socialnamnden.xlsx", "--decisions", "beslut.xlsx"]);
    assert!(told.contains("bara till en csv-fil"), "{told}");
}
