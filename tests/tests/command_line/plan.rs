//! `ropa plan` on whole files: what a person sees, the workbook found again, the calendar and the draft.

use crate::program;
use ropa_tests::{assert_follows, assert_page, places};
use serde_json::Value;
use std::io::Read;
use std::path::Path;

const DAY: [&str; 3] = ["plan", "--as-of", "2026-11-23"];

fn stdout(args: &[&str], status: i32) -> String {
    let run = program::in_fixtures().args(args).assert().code(status);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

fn plan(args: &[&str]) -> String {
    stdout(&[&DAY[..], &["socialnamnden.xlsx"], args].concat(), 1)
}

/// Runs in a folder of its own, which holds the register.
fn in_folder(folder: &Path, args: &[&str], status: i32) -> (String, String) {
    let run = program::ropa(folder).args(args).assert().code(status);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&run.get_output().stdout), text(&run.get_output().stderr))
}

fn folder_with_register() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("register.xlsx")).unwrap();
    folder
}

#[test]
fn the_plan_reads_as_it_should() {
    let text = plan(&[]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("plan_sv", text);
    insta::assert_snapshot!("plan_en", plan(&["--lang", "en", "--all"]));
}

#[test]
fn json_follows_the_published_schema() {
    for more in [&[][..], &["--largest", "2", "--no-annex", "--widen", "no"], &["--unit", "Vuxna"]] {
        let plan: Value = serde_json::from_str(&plan(&[&["--format", "json"], more].concat())).unwrap();
        assert_follows("plan-1", &plan);
        assert!(
            plan["works"]
                .as_array()
                .unwrap()
                .iter()
                .all(|work| !work["members"].as_array().unwrap().is_empty())
        );
    }
}

#[test]
fn every_gap_to_act_on_is_in_the_plan_once() {
    let plan: Value = serde_json::from_str(&plan(&["--format", "json"])).unwrap();
    let list = stdout(&["gaps", "--as-of", "2026-11-23", "--format", "json", "socialnamnden.xlsx"], 1);
    let list: Value = serde_json::from_str(&list).unwrap();
    let mut gaps: Vec<&str> = list["activities"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["gap"]["severity"] == "error" || one["gap"]["severity"] == "warning")
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    let members =
        plan["works"].as_array().unwrap().iter().flat_map(|work| work["members"].as_array().unwrap());
    let first = plan["first"].as_array().unwrap().iter().filter(|first| first["kind"] != "part");
    let mut planned: Vec<&str> = members.chain(first).map(|one| one["activity"].as_str().unwrap()).collect();
    gaps.sort_unstable();
    planned.sort_unstable();
    assert_eq!(planned, gaps);
}

#[test]
fn the_workbook_is_found_again_and_is_no_register() {
    let folder = folder_with_register();
    let at = |day: &'static str| ["plan", "register.xlsx", "--as-of", day];
    in_folder(folder.path(), &[&at("2026-11-23")[..], &["-o", "plan.xlsx"]].concat(), 1);
    let (text, told) = in_folder(folder.path(), &at("2027-11-23"), 1);
    assert!(told.contains("plan.xlsx") && text.contains("SEDAN FÖRRA PLANEN"), "{told}\n{text}");
    let (text, told) = in_folder(folder.path(), &[&at("2027-11-23")[..], &["--afresh"]].concat(), 1);
    assert!(told.is_empty() && !text.contains("SEDAN FÖRRA PLANEN"));
    // Beside the register it is a list of our own.
    let (gaps, _) = in_folder(
        folder.path(),
        &["gaps", "register.xlsx", "plan.xlsx", "--as-of", "2026-11-23", "--format", "json"],
        1,
    );
    let gaps: Value = serde_json::from_str(&gaps).unwrap();
    assert_eq!(gaps["summary"]["activities"], 65);
    // A plan that goes on in the same file keeps the last one.
    let (said, _) = in_folder(folder.path(), &[&at("2027-11-23")[..], &["-o", "plan.xlsx"]].concat(), 1);
    assert!(said.contains("plan.2027-11-23.bak.xlsx"), "{said}");
    let (_, told) = in_folder(folder.path(), &at("2028-01-10"), 1);
    assert!(told.contains("plan.xlsx") && !told.contains(".bak"), "{told}");
    // Two of one day are for a person to choose between.
    std::fs::copy(folder.path().join("plan.xlsx"), folder.path().join("plan kopia.xlsx")).unwrap();
    let (_, told) = in_folder(folder.path(), &at("2028-01-10"), 2);
    assert!(told.contains("--last"), "{told}");
}

/// The lines of a calendar, unfolded, each property with its value.
fn properties(calendar: &str) -> Vec<(String, String)> {
    assert!(
        calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']),
        "every line ends in CRLF"
    );
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "a line is longer than 75 octets");
    let whole = calendar.replace("\r\n ", "");
    let lines = whole.split("\r\n").filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a property has a value");
            assert!(name.chars().all(|c| c.is_ascii_uppercase() || "-;=".contains(c)), "{name}");
            (name.to_string(), value.to_string())
        })
        .collect()
}

#[test]
fn the_calendar_is_one_by_the_standard() {
    let calendar = plan(&["--format", "ics"]);
    let properties = properties(&calendar);
    let of = |name: &str| -> Vec<&str> {
        properties.iter().filter(|(of, _)| of == name).map(|(_, value)| value.as_str()).collect()
    };
    assert_eq!(properties[..2], [("BEGIN".into(), "VCALENDAR".into()), ("VERSION".into(), "2.0".into())]);
    assert_eq!(properties.last().unwrap(), &("END".to_string(), "VCALENDAR".to_string()));
    let events = of("BEGIN").len() - 1;
    assert!(events > 20);
    let mut uids = of("UID");
    assert_eq!(uids.len(), events);
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), events, "each event has a UID of its own");
    assert!(of("DTSTAMP").iter().all(|stamp| *stamp == "20261123T000000Z"));
    let days = of("DTSTART;VALUE=DATE");
    assert!(days.len() == events && days.iter().all(|day| day.len() == 8 && day.parse::<u32>().is_ok()));
    assert!(days.windows(2).all(|pair| pair[0] <= pair[1]), "in the order of the days");
    for text in of("SUMMARY").into_iter().chain(of("DESCRIPTION")) {
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            assert!(!matches!(sign, ',' | ';'), "not escaped: {text}");
            if sign == '\\' {
                assert!(matches!(signs.next(), Some('\\' | ',' | ';' | 'n')), "{text}");
            }
        }
    }
}

/// The texts of a document's paragraphs.
fn paragraphs(path: &Path) -> Vec<String> {
    let mut package = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let text = |paragraph: &str| -> String {
        let pieces = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        let texts: Vec<&str> = pieces.filter_map(|piece| piece.split("</w:t>").next()).collect();
        texts.join("\n")
    };
    xml.split("</w:p>").map(text).filter(|text| !text.is_empty()).collect()
}

#[test]
fn the_draft_quotes_cells_and_concludes_nothing() {
    let folder = folder_with_register();
    let args = ["plan", "draft", "PPB-048", "register.xlsx", "--as-of", "2026-11-23", "-o", "utkast.docx"];
    in_folder(folder.path(), &args, 0);
    let paragraphs = paragraphs(&folder.path().join("utkast.docx"));
    let place = |start: &str| paragraphs.iter().position(|text| text.starts_with(start)).expect(start);
    let order = ["4. Systematisk", "5. Nödvändighet", "6. Risker", "7. Åtgärder", "8. Kvarvarande"];
    assert!(order.map(place).is_sorted(), "the order of Art. 35(7)");
    // What the register says stands with its cell, and the cell holds it.
    let purpose = paragraphs.iter().find(|text| text.contains("[Registreringar!I54]")).expect("the purpose");
    assert!(purpose.starts_with("PPB-048: "), "{purpose}");
    assert!(paragraphs.iter().any(|text| text.starts_with("FYLLS I: Vilken risk är kvar")));
    let conclusions = ["risken är hög", "risken är låg", "är tillräckliga", "rekommenderar", "bedöms vara"];
    let said: Vec<&String> =
        paragraphs.iter().filter(|text| !text.contains("drar inga slutsatser")).collect();
    assert!(said.iter().all(|text| conclusions.iter().all(|word| !text.contains(word))), "{said:#?}");
    // Read as a document it is a draft, and closes nothing.
    let (gaps, _) = in_folder(
        folder.path(),
        &["gaps", "register.xlsx", "utkast.docx", "--as-of", "2026-11-23", "--format", "json"],
        1,
    );
    let gaps: Value = serde_json::from_str(&gaps).unwrap();
    let one = gaps["activities"].as_array().unwrap().iter().find(|one| one["id"] == "PPB-048").unwrap();
    assert_eq!(one["gap"]["kind"], "dpia_unfinished", "{}", one["link"]);
}

#[test]
fn a_family_that_is_not_there_is_told_with_those_that_are() {
    let folder = folder_with_register();
    let args = ["plan", "draft", "F99", "register.xlsx", "--as-of", "2026-11-23", "-o", "utkast.docx"];
    let (_, told) = in_folder(folder.path(), &args, 2);
    assert!(told.contains("F99") && told.contains("F1"), "{told}");
    let (_, told) = in_folder(folder.path(), &["plan", "register.xlsx", "--per-quarter", "0"], 2);
    assert!(told.contains("--per-quarter"), "{told}");
}

#[test]
fn the_page_fetches_nothing_and_lets_one_choose_among_all_of_the_plan() {
    let page = plan(&["--format", "html"]);
    assert_page(&page);
    let told: Value = serde_json::from_str(&plan(&["--format", "json"])).unwrap();
    let count = |key: &str| told[key].as_array().unwrap().len();
    assert_eq!(page.matches(" data-row").count(), count("works") + count("first"), "each row once");
    for list in ["unit", "process", "system", "state", "step", "action", "quarter"] {
        assert!(page.contains(&format!("<select name=\"{list}\">")), "{list}");
    }
    for work in told["works"].as_array().unwrap() {
        let family = work["family"].as_str().unwrap();
        let row = page.split(&format!(" id=\"{family}\"")).nth(1).unwrap();
        let row = row.split("data-group").next().unwrap();
        for member in work["members"].as_array().unwrap() {
            let id = member["activity"].as_str().unwrap();
            let name = member["name"].as_str().unwrap();
            assert!(
                row.contains(&format!("<summary>{id} ")) || row.contains(&format!(" {name}</summary>")),
                "{family} folds out to {id}"
            );
        }
    }
    let rows = plan(&["--format", "csv"]);
    assert!(rows.starts_with('\u{feff}') && rows.lines().count() > 50);
}
