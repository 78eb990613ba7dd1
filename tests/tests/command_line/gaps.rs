//! The binary on whole files: what a person sees, what a program reads, and what may go wrong.

use crate::program;
use ropa_tests::{assert_follows, places};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> String {
    places::fixture(name).display().to_string()
}

/// The binary in the folder of the fixtures, so that paths in its output are the same everywhere.
fn ropa(args: &[&str]) -> assert_cmd::assert::Assert {
    program::in_fixtures().args(args).assert()
}

fn stdout(args: &[&str], status: i32) -> String {
    String::from_utf8(ropa(args).code(status).get_output().stdout.clone()).unwrap()
}

fn stderr(args: &[&str]) -> String {
    String::from_utf8(ropa(args).code(2).get_output().stderr.clone()).unwrap()
}

fn json(args: &[&str], status: i32) -> Value {
    serde_json::from_str(&stdout(args, status)).unwrap()
}

const GAPS: [&str; 4] = ["gaps", "--as-of", "2026-11-23", "--format"];

fn gaps(files: &[&str]) -> Value {
    json(&[&GAPS[..], &["json"], files].concat(), 1)
}

#[test]
fn the_list_reads_as_it_should() {
    let text = stdout(&["gaps", "socialnamnden.xlsx", "--as-of", "2026-11-23"], 1);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("gaps_sv", text);
    let english =
        stdout(&["gaps", "socialnamnden-screening.xlsx", "--as-of", "2026-11-23", "--lang", "en"], 1);
    insta::assert_snapshot!("screening_en", english);
}

#[test]
fn json_follows_the_published_schema() {
    for file in ["socialnamnden.xlsx", "socialnamnden.ods", "socialnamnden-screening.xlsx"] {
        let list = gaps(&[file]);
        assert_follows("gaps-1", &list);
    }
}

#[test]
fn explain_tells_the_rank_that_the_list_tells() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = gaps(&["socialnamnden.xlsx"]);
    let ranked: Vec<&Value> =
        list["activities"].as_array().unwrap().iter().filter(|one| !one["rank"].is_null()).collect();
    let mut steps = std::collections::BTreeSet::new();
    for one in ranked.iter().filter(|one| one["id"].as_str().unwrap().starts_with("PPB-")) {
        if !steps.insert(one["rank"]["step"].as_str().unwrap().to_string()) {
            continue;
        }
        let id = one["id"].as_str().unwrap();
        let told = words(&stdout(&["explain", id, "socialnamnden.xlsx", "--as-of", "2026-11-23"], 0));
        let place = format!("Plats {} av {}", one["rank"]["position"], ranked.len());
        assert!(told.contains(&place), "{id}: {place}\n{told}");
        for reason in one["rank"]["reasons"].as_array().unwrap() {
            let reason = words(reason["text"].as_str().unwrap());
            assert!(told.contains(&reason), "{id}: {reason}\n{told}");
        }
    }
    assert!(steps.len() >= 4, "{steps:?}");
}

#[test]
fn three_forms_of_a_register_give_the_same_list() {
    let told = |list: &Value| {
        let mut rows: Vec<_> = list["activities"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| {
                let keys = ["id", "name", "verdict", "gap", "questions", "registered", "processes"];
                let mut row: Vec<String> = keys.iter().map(|key| a[*key].to_string()).collect();
                row.push(a["link"]["status"].to_string());
                row
            })
            .collect();
        rows.sort();
        rows
    };
    let xlsx = told(&gaps(&["socialnamnden.xlsx"]));
    assert_eq!(xlsx.len(), 65);
    assert_eq!(told(&gaps(&["socialnamnden.ods"])), xlsx);
    assert_eq!(told(&gaps(&["socialnamnden.csv", "socialnamnden-konsekvensbedomningar.csv"])), xlsx);
}

#[test]
fn the_list_is_grouped_by_process_and_by_unit() {
    // One unit is written with two blanks in the register, and is the same unit.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for by in ["process", "unit"] {
        let list = gaps(&["socialnamnden.xlsx", "--group-by", by, "--process", "3"]);
        assert_follows("gaps-1", &list);
        let groups = list["groups"]["groups"].as_array().unwrap();
        // Every activity shown is in each group that it names, and in no other.
        let mut expected: std::collections::BTreeMap<String, Vec<&str>> = Default::default();
        for activity in list["activities"].as_array().unwrap() {
            let id = activity["id"].as_str().unwrap();
            let keys: Vec<String> = match by {
                "unit" => vec![words(activity["unit"].as_str().unwrap_or_default())],
                _ => activity["processes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|c| c.as_str().unwrap().into())
                    .collect(),
            };
            keys.into_iter().for_each(|key| expected.entry(key).or_default().push(id));
        }
        let found = groups.iter().map(|group| {
            let ids = group["activities"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            (group["key"].as_str().unwrap_or_default().to_string(), ids)
        });
        assert_eq!(found.collect::<std::collections::BTreeMap<_, Vec<_>>>(), expected, "{by}");
        if by == "process" {
            let keys: Vec<&str> = groups.iter().map(|group| group["key"].as_str().unwrap()).collect();
            let at = |key: &str| keys.iter().position(|found| *found == key).unwrap();
            assert!(at("3.1") < at("3.1.1") && at("3.9.2") < at("3.10.1"), "{keys:?}");
        }
        let csv = stdout(&[&GAPS[..], &["csv", "socialnamnden.xlsx", "--group-by", by]].concat(), 1);
        assert!(csv.starts_with("\u{feff}Grupp;Id;"));
    }
    let args =
        ["gaps", "socialnamnden.xlsx", "--as-of", "2026-11-23", "--group-by", "process", "--process", "3.3"];
    insta::assert_snapshot!("gaps_by_process_sv", stdout(&args, 1));

    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("lista.xlsx").display().to_string();
    ropa(&["gaps", "socialnamnden.xlsx", "--as-of", "2026-11-23", "--group-by", "unit", "-o", &book]).code(1);
    let sheets =
        ropa::workbook::open_workbook(Path::new(&book), &ropa::workbook::Limits::default()).unwrap().sheets;
    let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names[..3], ["Sammanfattning", "Att göra", "Per enhet"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "csv", "json", "xlsx"] {
        let run = || {
            let args = [&GAPS[..], &[format, "socialnamnden.xlsx"]].concat();
            ropa(&args).code(1).get_output().stdout.clone()
        };
        assert!(run() == run(), "{format}");
    }
}

#[test]
fn inspect_accounts_for_every_cell() {
    for file in ["socialnamnden.xlsx", "socialnamnden.ods", "socialnamnden.csv"] {
        let told = json(&["inspect", file, "--format", "json", "--as-of", "2026-11-23"], 1);
        assert_follows("inspect-1", &told);
        let count = |key: &str| told["account"][key].as_u64().unwrap();
        assert!(count("cells") > 2000);
        assert_eq!(
            count("cells"),
            ["mapped", "kept", "structural", "reported"].map(count).iter().sum::<u64>()
        );
    }
}

#[test]
fn filters_narrow_the_list_and_say_what_they_left_out() {
    let all = gaps(&["socialnamnden.xlsx"])["activities"].as_array().unwrap().len();
    let of = |filter: &[&str]| {
        let list = json(&[&GAPS[..], &["json", "socialnamnden.xlsx"], filter].concat(), 1);
        list["activities"].as_array().unwrap().clone()
    };
    let registered = of(&["--registered", "2025"]);
    assert_eq!(registered.len(), 24);
    assert!(registered.iter().all(|a| a["registered"].as_str().unwrap().starts_with("2025")));
    assert!(of(&["--process", "3.3"]).iter().all(|a| a["processes"].to_string().contains("3.3")));
    assert!(of(&["--verdict", "presumed"]).iter().all(|a| a["verdict"] == "presumed"));
    assert!(of(&["--only-gaps"]).iter().all(|a| !a["gap"].is_null()));
    let unit = of(&["--unit", "barn och unga"]);
    assert!(!unit.is_empty() && unit.len() < all);
}

#[test]
fn a_code_and_a_record_can_be_explained() {
    insta::assert_snapshot!("explain_rule", stdout(&["explain", "d-35-3-b", "--as-of", "2026-11-23"], 0));
    let record = stdout(&["explain", "PPB-045", "socialnamnden.xlsx", "--as-of", "2026-11-23"], 0);
    insta::assert_snapshot!("explain_record", record);
}

/// What no column asks is told first where a column that nobody read may be the question, and only there.
#[test]
fn a_core_question_that_no_column_asks_is_told_first() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("r.csv").display().to_string();
    let register = |own: &str| {
        format!(
            "Behandlings-ID;Behandling;Ändamål med behandlingen;Rättslig grund;Kategorier av personuppgifter{own}\n\
             1;Lön;Betala lön;Avtal;Bankkonto{}\n2;Kö;Ordna plats;Myndighetsutövning;Namn{}\n",
            own.replace("Krumelur", "qwx"),
            own.replace("Krumelur", "qwz"),
        )
    };
    std::fs::write(&file, register(";Krumelur")).unwrap();
    let told = json(&["gaps", &file, "--format", "json", "--as-of", "2026-11-29"], 1);
    assert_follows("gaps-1", &told);
    let unasked = &told["reading"]["unasked"];
    assert_eq!(unasked[0]["fields"], serde_json::json!(["data_subjects"]), "{unasked}");
    let text = stdout(&["gaps", &file, "--as-of", "2026-11-29"], 1);
    let first: String = text.lines().take(8).map(str::trim).collect::<Vec<_>>().join(" ");
    assert!(first.contains("frågar efter Kategorier av registrerade"), "{first}");
    assert!(first.contains("Krumelur (F1)"), "{first}");
    std::fs::write(&file, register("")).unwrap();
    let told = json(&["gaps", &file, "--format", "json", "--as-of", "2026-11-29"], 1);
    assert_eq!(told["reading"]["unasked"], serde_json::json!([]));
}

#[test]
fn mistakes_say_what_is_wrong_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("tom.xlsx"), "").unwrap();
    std::fs::write(at("karta.xlsx"), "%PDF-1.7 en karta").unwrap();
    std::fs::write(at("citat.csv"), "Id;Namn\n1;\"Lön\n").unwrap();
    std::fs::write(at("brev.txt"), "Hej!\nDetta är inget register.\n").unwrap();
    for (args, told) in [
        (vec!["gaps".to_string(), at("saknas.xlsx")], "saknas.xlsx: filen finns inte"),
        (vec!["gaps".into(), at("tom.xlsx")], "tom.xlsx: filen är tom"),
        (vec!["gaps".into(), at("tom.xlsx"), "--lang".into(), "en".into()], "tom.xlsx: the file is empty"),
        (vec!["gaps".into(), at("karta.xlsx")], "karta.xlsx: innehållet är ett PDF-dokument"),
        (vec!["gaps".into(), at("citat.csv")], "citattecknet som inleder cell B2 stängs aldrig"),
        (vec!["gaps".into(), at("brev.txt")], "ropa inspect"),
        (vec!["gaps".into(), fixture("socialnamnden.xlsx"), "--pack".into(), "no".into()], "se-imy"),
        (
            vec!["gaps".into(), fixture("socialnamnden.xlsx"), "--registered".into(), "i fjol".into()],
            "i fjol",
        ),
        (vec!["explain".into(), "no_dpi".into()], "no_dpia"),
        (vec!["explain".into(), "PPB-999".into(), fixture("socialnamnden.xlsx")], "PPB-999"),
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let message = stderr(&args);
        assert!(message.contains(told), "{args:?}: {message}");
    }
}

#[test]
fn a_file_is_written_whole_and_the_input_never() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("register.csv");
    std::fs::copy(fixture("socialnamnden.csv"), &input).unwrap();
    let before = std::fs::read(&input).unwrap();
    let path = |path: &PathBuf| path.display().to_string();
    let message = stderr(&["gaps", &path(&input), "-o", &path(&input)]);
    assert!(message.contains("skrivs inte över"), "{message}");
    assert_eq!(std::fs::read(&input).unwrap(), before);

    let output = folder.path().join("lista.csv");
    std::fs::write(&output, "gammal").unwrap();
    ropa(&["gaps", &path(&input), "-o", &path(&output), "--as-of", "2026-11-23"]).code(1);
    let list = std::fs::read(&output).unwrap();
    assert!(list.starts_with(b"\xef\xbb\xbfId;"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}
