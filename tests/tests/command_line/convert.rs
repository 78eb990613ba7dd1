//! Registers in other forms, and accepted ties written into the register as it came.

use crate::program;
use ropa::workbook::{Limits, Workbook, read_workbook};
use std::path::Path;

const REGISTER: &str = "ID;Behandling;Ändamål;Kategorier av registrerade;Känsliga personuppgifter;Referens till konsekvensbedömning;Egen\r\n\
    P1;Lön;Betala;Anställda;Nej;;x\r\n\
    P2;Larm;Hjälpa;Brukare;Hälsa;SN 2024/7;\r\n\
    P3;Val;Rösta;Väljare;Nej;-;\r\n\
    P4;Arkiv;Bevara;Alla;Nej;KB-1;y\r\n";
const DPIAS: &str = "KB-ID;Diarienummer;Konsekvensbedömning;Status;Godkänd\n\
    KB-1;SN 1;Lönesystem;Godkänd;2026-01-15\n;SN 2024/9;Trygghetslarm;Godkänd;2026-01-15\n";
const LEDGER: &str = "Nyckel;Behandling;KB-nyckel;Konsekvensbedömning;Koppling\n\
    P1;Lön;KB-1;Lönesystem;Koppla\nP2;Larm;SN 2024/9;Trygghetslarm;Koppla\nP2;Larm;KB-1;Lönesystem;Koppla\n\
    P3;Val;KB-1;Lönesystem;Koppla\nP4;Arkiv;KB-1;Lönesystem;Koppla\nP4;Arkiv;SN 2024/9;Trygghetslarm;Avvisa\n\
    P9;Borta;KB-1;Lönesystem;Koppla\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("register.csv"), REGISTER).unwrap();
    std::fs::write(folder.path().join("kb.csv"), DPIAS).unwrap();
    std::fs::write(folder.path().join("kopplingar.csv"), LEDGER).unwrap();
    folder
}

fn ropa(folder: &Path, args: &[&str], status: i32) -> String {
    let done = program::ropa(folder).args(args).args(["--as-of", "2026-11-25"]).assert().code(status);
    let told = if status == 2 { &done.get_output().stderr } else { &done.get_output().stdout };
    String::from_utf8(told.clone()).unwrap()
}

fn read(folder: &Path, name: &str) -> Workbook {
    read_workbook(name, &std::fs::read(folder.join(name)).unwrap(), &Limits::default()).unwrap()
}

const WRITE_LINKS: [&str; 6] =
    ["convert", "register.csv", "kb.csv", "--write-links", "--links", "kopplingar.csv"];

#[test]
fn accepted_ties_go_into_the_column_that_the_register_has() {
    let folder = folder();
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["-o", "ut.csv"]].concat(), 0);
    insta::assert_snapshot!(told, @"
    Hänvisningar att föra in: 4
      register!F2  P1 Lön: KB-1
      register!F3  P2 Larm: ”SN 2024/7” blir ”SN 2024/7; KB-1”
      register!F3  P2 Larm: ”SN 2024/7; KB-1” blir ”SN 2024/7; KB-1; SN 2024/9”
      register!F4  P3 Val: ”-” blir ”KB-1”
    Kopplingar som registret redan anger: 1
    Kopplingar vars behandling eller konsekvensbedömning inte finns bland filerna: 1. Är listan över konsekvensbedömningar med i anropet? ropa link list visar dem.
    Skrivet: ut.csv
    ");
    let expected = REGISTER
        .replace("Nej;;x", "Nej;KB-1;x")
        .replace("SN 2024/7", "\"SN 2024/7; KB-1; SN 2024/9\"")
        .replace("Nej;-;", "Nej;KB-1;");
    assert_eq!(std::fs::read_to_string(folder.path().join("ut.csv")).unwrap(), expected);
    // What is there already is not written again.
    std::fs::rename(folder.path().join("ut.csv"), folder.path().join("register.csv")).unwrap();
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["-o", "igen.csv"]].concat(), 0);
    assert!(told.starts_with("Hänvisningar att föra in: 0\n"), "{told}");
    assert_eq!(std::fs::read_to_string(folder.path().join("igen.csv")).unwrap(), expected);
}

#[test]
fn a_reference_stands_before_a_no() {
    let folder = folder();
    std::fs::write(folder.path().join("register.csv"), REGISTER.replace("Nej;;x", "Nej;Nej, men utred;x"))
        .unwrap();
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["-o", "ut.csv"]].concat(), 0);
    assert!(told.contains("”Nej, men utred” blir ”KB-1; Nej, men utred”"), "{told}");
}

#[test]
fn gaps_counts_what_was_written_without_the_ledger() {
    let folder = folder();
    ropa(folder.path(), &[&WRITE_LINKS[..], &["-o", "ut.csv"]].concat(), 0);
    let told = ropa(folder.path(), &["gaps", "ut.csv", "kb.csv", "--format", "json", "--lang", "sv"], 0);
    let list: serde_json::Value = serde_json::from_str(&told).unwrap();
    let dpias = |id: &str| {
        let all = list["activities"].as_array().unwrap();
        let one = all.iter().find(|one| one["id"] == id).unwrap();
        let dpias = one["link"]["dpias"].as_array().unwrap();
        dpias.iter().map(|dpia| dpia["id"].as_str().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    assert_eq!((dpias("P1"), dpias("P3")), (vec!["KB-1".to_string()], vec!["KB-1".to_string()]));
    assert_eq!(dpias("P2").len(), 2);
}

#[test]
fn a_register_without_the_column_gets_it_only_when_asked() {
    let folder = folder();
    let without = REGISTER.replace("Referens till konsekvensbedömning", "Anteckning om annat");
    std::fs::write(folder.path().join("register.csv"), &without).unwrap();
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["-o", "ut.csv"]].concat(), 0);
    assert!(told.contains("--add-column") && told.contains("Referens till konsekvensbedömning"), "{told}");
    assert_eq!(std::fs::read_to_string(folder.path().join("ut.csv")).unwrap(), without);
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["--add-column", "-o", "ut2.csv"]].concat(), 0);
    assert!(told.contains("Ny kolumn: register!H1 ”Referens till konsekvensbedömning”"), "{told}");
    let text = std::fs::read_to_string(folder.path().join("ut2.csv")).unwrap();
    assert!(
        text.contains(";Referens till konsekvensbedömning\r\nP1;Lön;Betala;Anställda;Nej;;x;KB-1\r\n"),
        "{text}"
    );
}

#[test]
fn in_place_keeps_every_older_file() {
    let folder = folder();
    let in_place = [&WRITE_LINKS[..], &["--in-place"]].concat();
    let told = ropa(folder.path(), &in_place, 0);
    assert!(
        told.contains("Den gamla finns kvar som") && told.contains("register.2026-11-25.bak.csv"),
        "{told}"
    );
    let backup = folder.path().join("register.2026-11-25.bak.csv");
    assert_eq!(std::fs::read_to_string(&backup).unwrap(), REGISTER);
    let changed = std::fs::read_to_string(folder.path().join("register.csv")).unwrap();
    assert!(changed.contains("Nej;KB-1;x"));
    // Nothing more to change: nothing is written, and nothing is kept.
    ropa(folder.path(), &in_place, 0);
    assert!(!folder.path().join("register.2026-11-25-2.bak.csv").exists());
    std::fs::write(folder.path().join("register.csv"), REGISTER.replace("Lön", "Löner")).unwrap();
    ropa(folder.path(), &in_place, 0);
    assert_eq!(std::fs::read_to_string(&backup).unwrap(), REGISTER);
    assert!(folder.path().join("register.2026-11-25-2.bak.csv").exists());
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder();
    let count = || std::fs::read_dir(folder.path()).unwrap().count();
    let before = count();
    let told = ropa(folder.path(), &[&WRITE_LINKS[..], &["--in-place", "--dry-run"]].concat(), 0);
    assert!(told.contains("KB-1") && told.ends_with("Inget är skrivet (--dry-run).\n"), "{told}");
    assert_eq!(count(), before);
    assert_eq!(std::fs::read_to_string(folder.path().join("register.csv")).unwrap(), REGISTER);
    for args in [
        &["-o", "a.csv"][..],
        &["--layout", "canonical", "-o", "a.xlsx"],
        &["--layout", "art30", "-o", "a.xlsx"],
        &["--layout", "art30", "-o", "a.csv"],
        &["-o", "a.json"],
    ] {
        let told = ropa(folder.path(), &[&["convert", "register.csv", "--dry-run"], args].concat(), 0);
        assert!(told.starts_with("Skulle skrivas: a."), "{told}");
        assert!(told.ends_with("Inget är skrivet (--dry-run).\n"), "{told}");
        assert_eq!(count(), before, "{args:?}");
    }
}

#[test]
fn a_formula_is_written_over_only_when_asked() {
    let folder = folder();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(REGISTER.lines()) {
        for (col, text) in (0..).zip(line.split(';')) {
            sheet.write(row, col, text).unwrap();
        }
    }
    sheet.write_formula(1, 5, rust_xlsxwriter::Formula::new("=Z1").set_result("-")).unwrap();
    book.save(folder.path().join("register.xlsx")).unwrap();
    let call = |args: &[&str], status| {
        let call = ["convert", "register.xlsx", "kb.csv", "--write-links", "--links", "kopplingar.csv"];
        ropa(folder.path(), &[&call[..], args].concat(), status)
    };
    let refused = call(&["-o", "ut.xlsx"], 2);
    assert!(refused.contains("Sheet1!F2") && refused.contains("--overwrite-formulas"), "{refused}");
    assert!(!folder.path().join("ut.xlsx").exists());
    let before = std::fs::read(folder.path().join("register.xlsx")).unwrap();
    call(&["--in-place"], 2);
    assert_eq!(std::fs::read(folder.path().join("register.xlsx")).unwrap(), before);
    let told = call(&["--in-place", "--dry-run"], 0);
    assert!(told.contains("Formler i vägen: Sheet1!F2. Utan --overwrite-formulas skrivs inget."), "{told}");
    let told = call(&["--overwrite-formulas", "-o", "ut.xlsx"], 0);
    assert!(told.contains("Formler som skrivs över: Sheet1!F2\n"), "{told}");
    let cell = read(folder.path(), "ut.xlsx").sheets[0].cell(ropa::source::Place::new(1, 5)).cloned();
    assert_eq!(&*cell.unwrap().text, "KB-1");
}

#[test]
fn what_would_have_no_effect_is_refused() {
    let folder = folder();
    let links = |args: &[&str]| ropa(folder.path(), &[&WRITE_LINKS[..], args].concat(), 2);
    for args in [
        &["--layout", "canonical", "-o", "a.xlsx"][..],
        &["--layout", "art30", "-o", "a.csv"],
        &["-o", "a.json"],
    ] {
        assert!(
            links(args).contains("--write-links skriver in hänvisningarna i registret som det kom"),
            "{args:?}"
        );
    }
    let refused = |args: &[&str]| ropa(folder.path(), &[&["convert", "register.csv"], args].concat(), 2);
    let public = refused(&["--layout", "canonical", "--variant", "public", "-o", "a.xlsx"]);
    assert!(public.contains("--variant gäller registret enligt artikel 30"), "{public}");
    assert!(refused(&["--delimiter", "tab", "-o", "a.xlsx"]).contains("a.xlsx blir ingen sådan"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    // Whom it is for says which layout is meant.
    ropa(folder.path(), &["convert", "register.csv", "--variant", "public", "-o", "b.csv"], 0);
    assert!(std::fs::read_to_string(folder.path().join("b.csv")).unwrap().contains("30.1 b"));
    ropa(folder.path(), &["convert", "register.csv", "--layout", "canonical", "-o", "c.tsv"], 0);
    assert!(std::fs::read_to_string(folder.path().join("c.tsv")).unwrap().contains('\t'));
}

#[test]
fn every_layout_is_written_and_read_by_every_command() {
    let folder = folder();
    let path = folder.path();
    ropa(path, &["convert", "register.csv", "-o", "samma.xlsx"], 0);
    ropa(path, &["convert", "register.csv", "kb.csv", "-o", "hela.xlsx"], 0);
    ropa(path, &["convert", "register.csv", "kb.csv", "-o", "hela.json"], 0);
    ropa(path, &["convert", "register.csv", "kb.csv", "--layout", "canonical", "-o", "hela.csv"], 0);
    let gaps = |files: &[&str]| {
        // The ledger of the folder counts, and what it accepts closes every gap.
        let told = ropa(path, &[&["gaps"], files, &["--format", "json"]].concat(), 0);
        let list: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(list["lang"], "sv");
        // Without where each was read.
        let of = |one: &serde_json::Value| {
            ["id", "name", "verdict", "gap", "questions"].map(|key| one[key].clone())
        };
        list["activities"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let expected = gaps(&["register.csv", "kb.csv"]);
    assert_eq!(gaps(&["samma.xlsx", "kb.csv"]), expected);
    assert_eq!(gaps(&["hela.xlsx"]), expected);
    assert_eq!(gaps(&["hela.json"]), expected);
    assert_eq!(gaps(&["hela.csv", "hela - konsekvensbedömningar.csv"]), expected);
    ropa(path, &["convert", "hela.json", "-o", "igen.csv", "--layout", "canonical"], 0);
    assert_eq!(gaps(&["igen.csv", "igen - konsekvensbedömningar.csv"]), expected);
}

#[test]
fn the_canonical_workbook_holds_what_stands_beside_the_register() {
    let folder = folder();
    let all = [
        "convert",
        "register.csv",
        "kb.csv",
        "--layout",
        "canonical",
        "--links",
        "kopplingar.csv",
        "-o",
        "hela.xlsx",
    ];
    ropa(folder.path(), &all, 0);
    let names: Vec<_> =
        read(folder.path(), "hela.xlsx").sheets.iter().map(|sheet| sheet.name.to_string()).collect();
    assert_eq!(names, ["Behandlingar", "Konsekvensbedömningar", "Kopplingar", "Listval"]);
    // The sheet of ties is itself a ledger.
    let ledger =
        ["convert", "register.csv", "kb.csv", "--write-links", "--links", "hela.xlsx", "-o", "ut.csv"];
    assert!(ropa(folder.path(), &ledger, 0).starts_with("Hänvisningar att föra in: 4\n"));
}

#[test]
fn the_register_of_article_30_leaves_out_what_the_public_should_not_see() {
    let folder = folder();
    let register = "ID;Behandling;Ändamål;Registrerade;Säkerhetsåtgärder;Kontaktperson;Referens till konsekvensbedömning;Personuppgiftsansvarig;Roll (PuA/PuB)\n\
        P1;Lön;Betala;Anställda;Hemligt lås;Bo Ek;KB-77;Nämnden;PuA\nP2;Drift;;;Hemlig larmkod;Bo Ek;;Nämnden;PuB\n";
    std::fs::write(folder.path().join("register.csv"), register).unwrap();
    let text = |name: &str| {
        let book = read(folder.path(), name);
        book.sheets
            .iter()
            .flat_map(|sheet| sheet.cells())
            .map(|cell| cell.text.to_string())
            .collect::<Vec<_>>()
            .join("|")
    };
    ropa(folder.path(), &["convert", "register.csv", "--layout", "art30", "-o", "intern.xlsx"], 0);
    let public = ["convert", "register.csv", "--layout", "art30", "--variant", "public", "-o", "extern.xlsx"];
    ropa(folder.path(), &public, 0);
    let (internal, public) = (text("intern.xlsx"), text("extern.xlsx"));
    for secret in ["Hemligt lås", "Hemlig larmkod", "Bo Ek", "KB-77"] {
        assert!(internal.contains(secret) && !public.contains(secret), "{secret}");
    }
    for said in ["Betala", "30.1 b", "30.2 b", "uppgift saknas", "Personuppgiftsansvarig: Nämnden"] {
        assert!(internal.contains(said) && public.contains(said), "{said} in {public}");
    }
    assert_eq!(read(folder.path(), "extern.xlsx").sheets.len(), 2);
}

#[test]
fn the_register_of_article_30_says_what_crosses_and_comments_stand_for() {
    let folder = folder();
    let register = "Behandling;Ändamål;Registrerade - Barn;Registrerade - Anställda;Tredjelandsöverföring;Tredjelandsöverföring, text;Personuppgiftsansvarig\n\
        Fritids;Omsorg;x;;Ja;USA (DPF);Nämnden\nLotteri;Vet ej;x;x;Nej;;Nämnden\n";
    std::fs::write(folder.path().join("register.csv"), register).unwrap();
    ropa(folder.path(), &["convert", "register.csv", "--layout", "art30", "-o", "a.csv"], 0);
    let text = std::fs::read_to_string(folder.path().join("a.csv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[2].contains("Barn") && rows[2].contains("Ja, USA (DPF)"), "{text}");
    assert!(text.contains("\"Barn\nAnställda\""), "{text}");
    // A table without lines above it says who is responsible in each row.
    assert!(rows[0].contains("Personuppgiftsansvarig"), "{text}");
    assert!(rows[2].contains("Nämnden") && rows[3].contains("Nämnden") && !text.contains(";x;"), "{text}");
}

#[test]
fn text_is_written_in_the_dialect_asked_for() {
    let folder = folder();
    let written = |args: &[&str]| {
        ropa(folder.path(), &[&["convert", "register.csv", "-o", "ut.csv"], args].concat(), 0);
        std::fs::read(folder.path().join("ut.csv")).unwrap()
    };
    assert_eq!(written(&[]), REGISTER.as_bytes());
    let sv = written(&["--dialect", "excel-sv"]);
    assert!(sv.starts_with("\u{feff}ID;Behandling;Ändamål".as_bytes()), "{}", String::from_utf8_lossy(&sv));
    assert!(written(&["--dialect", "rfc4180"]).starts_with("ID,Behandling,Ändamål".as_bytes()));
    let old = written(&["--delimiter", "tab", "--encoding", "windows-1252", "--line-end", "lf"]);
    assert!(old.starts_with(b"ID\tBehandling\t\xc4ndam\xe5l"));
    assert!(!old.contains(&b'\r'));
    assert!(written(&["--encoding", "utf-16"]).starts_with(b"\xff\xfeI\0D\0"));
}

#[test]
fn what_cannot_be_written_is_said_with_a_way_on() {
    let folder = folder();
    for (args, said) in [
        (&["convert", "register.csv"][..], "-o register-ny.xlsx"),
        (&["convert", "register.csv", "-o", "ut.xls"], "kan inte skrivas i det formatet"),
        (&["convert", "register.csv", "-o", "ut.dat"], "ändelsen säger inte"),
        (&["convert", "register.csv", "-o", "register.csv"], "skrivs inte över"),
        (&["convert", "register.csv", "kb.csv", "--layout", "as-it-came", "-o", "ut.csv"], "Flera filer"),
        (&["convert", "register.csv", "--write-links", "-o", "ut.csv"], "--links kopplingar.csv"),
        (&["convert", "register.csv", "-o", "saknas/ut.csv"], "finns inte längre"),
    ] {
        let ledger = folder.path().join("kopplingar.csv");
        if said.contains("--links") {
            std::fs::remove_file(&ledger).unwrap();
        }
        let told = ropa(folder.path(), args, 2);
        assert!(told.contains(said), "{args:?}: {told}");
    }
}
