//! How files are read, as a person asks for it: profiles, several files, and the foot of every list.

use crate::program;
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::assert_follows;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const REGISTER: &str =
    "Behandlings-ID;Behandling;Enhet;Ändmål;Rättslig grund;Gallring;Senast uppdaterad;Telefon\r\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in files {
        std::fs::write(folder.path().join(name), format!("\u{feff}{REGISTER}{rows}")).unwrap();
    }
    folder
}

fn two_years() -> TempDir {
    folder(&[
        (
            "2024.csv",
            "A1;Lön;Ekonomi;Betala ut lön;Avtal;10 år;2024-02-01;x\r\nA2;Arkiv;Kansli;Bevara;Allmänt intresse;;;\r\n",
        ),
        (
            "2025.csv",
            "A1;Lön;Ekonomi;Betala ut lön;Allmänt intresse;;2025-02-01;x\r\nA2;Arkiv;Kansli;Bevara;Allmänt intresse;Bevaras;;\r\n",
        ),
    ])
}

fn ropa(folder: &Path, args: &[&str]) -> assert_cmd::assert::Assert {
    program::ropa(folder).args(args).assert()
}

fn told(folder: &Path, args: &[&str], status: i32) -> (String, String) {
    let assert = ropa(folder, args).code(status);
    let output = assert.get_output();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn json(folder: &Path, args: &[&str], schema: &str) -> Value {
    let assert = ropa(folder, &[args, &["--format", "json", "--as-of", "2026-11-24"]].concat());
    let told: Value = serde_json::from_slice(&assert.get_output().stdout).unwrap();
    assert_follows(schema, &told);
    told
}

#[test]
fn a_profile_is_proposed_finished_and_used() {
    let folder = two_years();
    let here = folder.path();
    let (said, _) = told(here, &["inspect", "2024.csv", "--write-profile", "min.toml"], 1);
    assert!(said.contains("ropa inspect 2024.csv --profile min.toml"), "{said}");
    let text = std::fs::read_to_string(here.join("min.toml")).unwrap();
    assert!(text.contains("purpose = \"Ändmål\" # 2024!D1, liknar: KONTROLLERA"), "{text}");
    let same = |args: &[&str]| json(here, args, "inspect-1");
    let (before, after) =
        (same(&["inspect", "2024.csv"]), same(&["inspect", "2024.csv", "--profile", "min.toml"]));
    assert_eq!(before["account"], after["account"]);
    assert_eq!(after["tables"][0]["columns"][3]["how"], "profile");
    assert_eq!(before["tables"][0]["columns"][7]["field"], Value::Null);
    // Never over a file that is there, and not on top of a profile of one's own.
    let (_, error) = told(here, &["inspect", "2024.csv", "--write-profile", "min.toml"], 2);
    assert!(error.contains("skrivs inte över"), "{error}");
    let (_, error) =
        told(here, &["inspect", "2024.csv", "--profile", "min.toml", "--write-profile", "ny.toml"], 2);
    assert!(error.contains("min.toml är en egen"), "{error}");
    assert!(!here.join("ny.toml").exists());
    let finished = text.replace("[activity]", "[activity]\narchiving = \"Telefon\"");
    std::fs::write(here.join("klar.toml"), finished).unwrap();
    let finished = same(&["inspect", "2024.csv", "--profile", "klar.toml"]);
    assert_eq!(finished["tables"][0]["columns"][7]["field"], "archiving");
    let (english, _) = told(here, &["inspect", "2024.csv", "--write-profile", "en.toml", "--lang", "en"], 1);
    assert!(english.contains("Finish it in a text editor"), "{english}");
}

#[test]
fn built_in_profiles_have_names() {
    let folder = two_years();
    let here = folder.path();
    for name in ["draftit", "art30", "screening", "behandlingsoversikt"] {
        told(here, &["check", "2024.csv", "--profile", name, "--as-of", "2026-11-24"], 1);
    }
    let (_, error) = told(here, &["check", "2024.csv", "--profile", "art3"], 2);
    assert!(error.contains("Menades art30?") && error.contains("behandlingsoversikt"), "{error}");
    std::fs::write(here.join("ropa.toml"), "files = [\"2024.csv\"]\nprofile = \"art30\"\n").unwrap();
    told(here, &["check", "--as-of", "2026-11-24"], 1);
}

#[test]
fn errors_in_a_profile_are_told_in_the_users_language() {
    let folder = two_years();
    let here = folder.path();
    for (text, sv, en) in [
        (
            "[activity]\npurpse = \"Varför\"",
            "min.toml, rad 2, kolumn 1: nyckeln ”purpse” finns inte. Menades purpose?",
            "min.toml, line 2, column 1",
        ),
        ("[activity.unit]\nfi = \"Yksikkö\"", "languages = [\"fi\"]", "languages = [\"fi\"]"),
        (
            "[activity]\nname = \"A\"\nunit = \"a\"",
            "står för både name och unit",
            "stands for both name and unit",
        ),
        ("[activity]\nname = \"\"", "minst en bokstav eller siffra", "at least one letter or digit"),
        (
            "[activity]\nname = 3",
            "”name” ska vara en text inom citattecken, eller en lista",
            "\"name\" must be",
        ),
        ("[separators]\nvärden = \";\"", "rad 2", "line 2"),
        ("[words.role]\ncontroler = [\"x\"]", "Menades controller?", "controller"),
        ("[activity", "går inte att läsa som TOML", "TOML"),
    ] {
        std::fs::write(here.join("min.toml"), text).unwrap();
        let (_, swedish) = told(here, &["gaps", "2024.csv", "--profile", "min.toml"], 2);
        assert!(swedish.contains(sv), "{swedish}");
        let (_, english) = told(here, &["gaps", "2024.csv", "--profile", "min.toml", "--lang", "en"], 2);
        assert!(english.contains(en), "{english}");
    }
}

#[test]
fn several_years_are_merged_and_it_is_said() {
    let folder = two_years();
    let here = folder.path();
    let (shown, said) = told(here, &["inspect", "2024.csv", "2025.csv", "--as-of", "2026-11-24"], 0);
    insta::assert_snapshot!("merged_sv", shown);
    assert!(said.contains("olika svar i filerna: 1.") && said.contains("--prefer newest"), "{said}");
    let found = json(here, &["inspect", "2024.csv", "2025.csv", "--prefer", "newest"], "inspect-1");
    assert_eq!(found["summary"]["activities"], 2);
    assert_eq!(found["merged"]["conflicts"][0]["rule"], "newest");
    assert_eq!(found["merged"]["records"][0]["filled"][0]["field"], "retention");
    std::fs::write(
        here.join("ropa.toml"),
        "files = [\"2024.csv\", \"2025.csv\"]\n[merge]\nprefer = \"newest\"\n",
    )
    .unwrap();
    let (shown, said) = told(here, &["check", "--as-of", "2026-11-24"], 1);
    assert!(shown.contains("1 post med olika svar avgjordes"), "{shown}");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn conflicts_are_asked_and_answered() {
    let folder = two_years();
    let here = folder.path();
    let asked = [
        "gaps",
        "2024.csv",
        "2025.csv",
        "--prefer",
        "ask",
        "--conflicts",
        "konflikter.xlsx",
        "--as-of",
        "2026-11-24",
    ];
    let (_, said) = told(here, &asked, 1);
    assert!(said.contains("konflikter.xlsx: välj svar i kolumnen Val"), "{said}");
    let bytes = std::fs::read(here.join("konflikter.xlsx")).unwrap();
    let book = read_workbook("konflikter.xlsx", &bytes, &Limits::default()).unwrap();
    let rows: Vec<Vec<String>> = book.sheets[0]
        .rows()
        .map(|(_, cells)| cells.iter().map(|cell| cell.text.to_string()).collect())
        .collect();
    assert!(rows.iter().flatten().any(|text| text == "Allmänt intresse"), "{rows:?}");
    // A workbook that may be filled in is not written over.
    let (_, error) = told(here, &asked, 2);
    assert!(error.contains("kan vara ifylld"), "{error}");
    // Filled in, saved as text as some do.
    let choices = "Slag;Post;Fält;Val;Svar 1;Svar 2\r\n\
                   behandling;A1;legal_basis;Svar 1;Avtal;Allmänt intresse\r\n\
                   behandling;A1;updated;2;2024-02-01;2025-02-01\r\n";
    std::fs::write(here.join("val.csv"), format!("\u{feff}{choices}")).unwrap();
    let found = json(here, &["inspect", "2024.csv", "2025.csv", "--resolved", "val.csv"], "inspect-1");
    assert_eq!(found["summary"]["activities"], 2);
    assert_eq!(found["merged"]["conflicts"][0]["rule"], "chosen");
    std::fs::write(
        here.join("fel.csv"),
        "Post;Fält;Val;Svar 1;Svar 2\r\nA1;legal_basis;Svar 3;Avtal;Annat\r\n",
    )
    .unwrap();
    let (_, error) = told(here, &["gaps", "2024.csv", "2025.csv", "--resolved", "fel.csv"], 2);
    assert!(error.contains("fel!C2") && error.contains("svar 1, svar 2, håll isär"), "{error}");
    let (_, error) = told(here, &["gaps", "2024.csv", "2025.csv", "--prefer", "ask"], 2);
    assert!(error.contains("--conflicts"), "{error}");
}

#[test]
fn every_command_says_how_it_read() {
    let folder = two_years();
    let here = folder.path();
    std::fs::write(here.join("struktur.csv"), "kod;namn\r\n1;Styra\r\n1.1;Leda\r\n").unwrap();
    let day = ["--as-of", "2026-11-24"];
    for (command, more) in [
        (&["gaps"][..], &[][..]),
        (&["check"], &[]),
        (&["check", "--record", "A2"], &[]),
        (&["coverage"], &["--structure", "struktur.csv"]),
        (&["link", "suggest"], &[]),
        (&["link", "list"], &[]),
    ] {
        for (lang, account, likeness) in [
            (
                "sv",
                "Lästa celler: 31 = 21 till fält + 2 bevarade ordagrant + 8 rubriker",
                "1 rubrik lästes på likhet",
            ),
            (
                "en",
                "Cells read: 31 = 21 into fields + 2 kept verbatim + 8 headers",
                "1 header was read by likeness",
            ),
        ] {
            let args = [command, &["2024.csv", "--lang", lang], more, &day].concat();
            let shown = String::from_utf8(ropa(here, &args).get_output().stdout.clone()).unwrap();
            let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = account.split(" = ").next().unwrap();
            assert!(shown.contains(words.split(':').next().unwrap()), "{args:?}: {shown}");
            assert!(shown.contains(likeness), "{args:?}: {shown}");
        }
    }
    for (args, schema) in [
        (&["gaps", "2024.csv"][..], "gaps-1"),
        (&["check", "2024.csv"], "check-1"),
        (&["link", "suggest", "2024.csv"], "links-1"),
        (&["coverage", "2024.csv", "--structure", "struktur.csv"], "coverage-1"),
    ] {
        let found = json(here, args, schema);
        let account = &found["reading"]["account"];
        let sum: u64 = ["mapped", "kept", "structural", "reported"]
            .iter()
            .map(|key| account[key].as_u64().unwrap())
            .sum();
        assert_eq!(account["cells"].as_u64(), Some(sum), "{args:?}");
        assert_eq!(found["reading"]["headers_by_likeness"], 1, "{args:?}");
    }
}

#[test]
fn columns_are_settled_in_a_workbook_that_is_then_the_profile() {
    let folder = two_years();
    let here = folder.path();
    let (said, _) = told(here, &["inspect", "2024.csv", "--review", "kolumner.xlsx"], 1);
    assert!(said.contains("ropa inspect 2024.csv --profile kolumner.xlsx"), "{said}");
    let path = here.join("kolumner.xlsx");
    let book = read_workbook("kolumner.xlsx", &std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    let said = |row: u32, col: u32| {
        sheet.cell(ropa::source::Place::new(row, col)).map_or("", |cell| &*cell.text).to_owned()
    };
    assert_eq!([said(0, 4), said(0, 6)], ["Rubrik", "Betyder"]);
    assert_eq!([said(4, 4), said(4, 6)], ["Ändmål", "Ändamål (purpose)"]);
    assert_eq!([said(8, 4), said(8, 5), said(8, 6)], ["Telefon", "x", ""]);
    let read = |args: &[&str]| json(here, args, "inspect-1");
    let after = read(&["inspect", "2024.csv", "--profile", "kolumner.xlsx"]);
    assert_eq!(after["tables"][0]["columns"][3]["how"], "profile");
    assert_eq!(after["tables"][0]["columns"][3]["field"], "purpose");
    // Never over a file that is there.
    let (_, error) = told(here, &["inspect", "2024.csv", "--review", "kolumner.xlsx"], 2);
    assert!(error.contains("skrivs inte över"), "{error}");
}

/// A workbook of the columns that is sent back as it came settles nothing that the program was not sure of, in either
/// language.
#[test]
fn a_review_sent_back_untouched_makes_no_guess_certain() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let text = "Nr;Behandling;Ändamål;Vilka gäller det;Vad skriver vi upp;Hos vem\n1;Hemtjänst;Stöd;Kunder;Namn;Enhetschef\n2;Färdtjänst;Resa;Resenärer;Diagnos;Samordnare\n3;Lön;Betala;Anställda;Lön;Lönechef\n";
    std::fs::write(here.join("r.csv"), text).unwrap();
    for lang in ["sv", "en"] {
        let book = format!("columns-{lang}.xlsx");
        told(here, &["inspect", "r.csv", "--review", &book, "--lang", lang], 1);
        let before = json(here, &["inspect", "r.csv"], "inspect-1");
        let after = json(here, &["inspect", "r.csv", "--profile", &book], "inspect-1");
        let columns = |read: &serde_json::Value| read["tables"][0]["columns"].as_array().unwrap().clone();
        assert!(columns(&before).iter().any(|column| column["how"] == "likely"), "{before}");
        for (was, is) in columns(&before).iter().zip(&columns(&after)) {
            assert_eq!(was["field"], is["field"], "{lang}: {was}");
            if was["how"] == "likely" {
                assert_eq!(is["how"], "likely", "{lang}: {was}");
            }
        }
    }
}
