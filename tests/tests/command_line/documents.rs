//! Registers with DPIAs that are documents, through the binary.

use crate::program;
use ropa_tests::places;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn fixtures() -> PathBuf {
    places::fixtures()
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn ropa(args: &[&str]) -> Ran {
    let output = program::ropa(&fixtures()).args(args).output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let ran = ropa(&["gaps", "socialnamnden.xlsx", "dpia-dokument", "--as-of", "2026-10-30"]);
    // What was not read is an error, after the list.
    assert_eq!(ran.status, 2);
    for part in [
        "losenord.docx: dokumentet är skyddat med lösenord",
        "losenord.pdf: dokumentet är skyddat med lösenord",
        "skannad.pdf: dokumentet har nästan ingen text (antal sidor: 1)",
        "trasig.docx: filen är skadad",
        "gammal.doc: innehållet är ett äldre Word-dokument (.doc)",
        "Dokument som inte kunde läsas: 7. De övriga (10) är lästa.",
        "är inte en konsekvensbedömning (börjar med ”Protokoll”)",
        "Andra filer i mapparna, som inte lästes: 2",
        "Tabeller i mapparna, som inte lästes: 1 (dpia-dokument/ovrigt/telefonlista.csv)",
    ] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
    assert!(ran.out.contains("7 dokument kunde inte läsas"), "{}", ran.out);
    assert!(ran.out.contains("konsekvensbedömningar som är dokument"), "{}", ran.out);
}

/// A folder that holds registers, for whoever names the folder and not the registers in it.
fn folder_of_registers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register");
    std::fs::create_dir_all(register.join("äldre år")).unwrap();
    std::fs::copy(places::fixture("socialnamnden.xlsx"), register.join("mitt register.xlsx")).unwrap();
    std::fs::copy(places::fixture("socialnamnden.csv"), register.join("äldre år/nämnd.csv")).unwrap();
    std::fs::write(register.join("brev.txt"), "Hej!\nDet här är ett brev.\n").unwrap();
    std::fs::write(register.join("bild.png"), "ingen bild").unwrap();
    folder
}

#[test]
fn a_folder_of_registers_is_refused_with_what_was_left_out_and_what_to_write() {
    let folder = folder_of_registers();
    for command in [&["gaps"][..], &["plan"], &["check"], &["impact", "--supplier", "A"]] {
        let run = program::ropa(folder.path()).args(command).arg("register").assert().code(2);
        let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        for part in [
            "Ingen tabell med behandlingar hittades i register.",
            "En mapp läses bara efter konsekvensbedömningar som är dokument",
            "register/mitt register.xlsx, register/äldre år/nämnd.csv",
            "ropa gaps \"register/mitt register.xlsx\"",
            "register/brev.txt: har varken namn eller innehåll som en konsekvensbedömning",
            "Andra filer i mapparna, som inte lästes: 1 (register/bild.png)",
        ] {
            assert!(said.contains(part), "{command:?}: {part}\n{said}");
        }
        assert!(!said.contains("ropa inspect register"), "it would not name them\n{said}");
    }
}

#[test]
fn a_table_in_a_folder_beside_the_register_is_named_and_not_read() {
    let folder = folder_of_registers();
    let run = program::ropa(folder.path())
        .args(["gaps", "register/mitt register.xlsx", "register", "--as-of", "2026-11-24"])
        .assert();
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    let told = "Tabeller i mapparna, som inte lästes: 1 (register/äldre år/nämnd.csv). Är någon av dem ett register \
        eller en lista, ange den själv i anropet";
    assert!(said.contains(told), "what was named itself is read\n{said}");
}

#[test]
fn a_short_name_in_capitals_is_a_title_and_an_id_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let register = "ID;Behandling;Ändamål\nSN-301;Tvångsvård;Vårda\n";
    std::fs::write(folder.path().join("register.csv"), register).unwrap();
    let kb = "# Konsekvensbedömning LVM\n\nDnr: SN 2025/7\n\nOmfattar behandlingar: SN-301\n";
    std::fs::write(folder.path().join("kb.md"), kb).unwrap();
    std::fs::write(folder.path().join("annan.md"), kb.replace(" LVM", "").replace("2025/7", "2025/8"))
        .unwrap();
    let done = program::ropa(folder.path())
        .args(["link", "list", "register.csv", "kb.md", "annan.md", "--as-of", "2026-10-30", "--lang", "sv"])
        .output()
        .unwrap();
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(told.contains("Konsekvensbedömning LVM"), "{told}");
    assert!(!told.contains("SN-301 <-") && told.contains("annan"), "{told}");
}

#[test]
fn a_document_that_cannot_be_read_raises_the_status_of_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register.csv");
    std::fs::write(&register, "ID;Behandling;Ändamål\nSN-301;Val;Rösta\n").unwrap();
    let register = register.to_str().unwrap();
    for command in [&["link", "suggest"][..], &["link", "list"]] {
        let alone = ropa(&[command, &[register, "--as-of", "2026-10-30"]].concat());
        assert_eq!(alone.status, 0, "{command:?} {} {}", alone.out, alone.err);
        let locked = "dpia-dokument/ovrigt/losenord.docx";
        let ran = ropa(&[command, &[register, locked, "--as-of", "2026-10-30"]].concat());
        assert_eq!(ran.status, 1, "{command:?} {} {}", ran.out, ran.err);
    }
}

#[test]
fn the_same_is_told_in_english() {
    let ran = ropa(&["inspect", "dpia-dokument/ovrigt", "--lang", "en", "--as-of", "2026-10-30"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("losenord.docx: the document is protected with a password"), "{}", ran.err);
    assert!(ran.err.contains("is a form that nobody has filled in"), "{}", ran.err);
    assert!(ran.out.contains("could not be read (damaged)"), "{}", ran.out);
}

#[test]
fn documents_change_no_link_that_the_list_gives() {
    let links = |args: &[&str]| -> BTreeMap<String, String> {
        let ran = ropa(&[args, &["--format", "json", "--as-of", "2026-10-30"]].concat());
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let activities = json["activities"].as_array().unwrap();
        let of = |one: &serde_json::Value| {
            (format!("{} {}", one["id"], one["name"]), one["link"]["status"].as_str().unwrap().to_string())
        };
        activities.iter().map(of).collect()
    };
    let alone = links(&["gaps", "socialnamnden.xlsx"]);
    let together = links(&["gaps", "socialnamnden.xlsx", "dpia-dokument"]);
    assert_eq!(alone.len(), together.len());
    for (activity, before) in &alone {
        let after = &together[activity];
        let lost = ["none", "ambiguous", "unresolved"].contains(&after.as_str());
        assert!(before == after || !lost, "{activity}: {before} became {after}");
    }
}

#[test]
fn a_text_file_with_a_table_stays_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("register.txt");
    std::fs::write(&table, "Behandlings-ID;Behandling;Ändamål\nPPB-1;Lön;Betala lön\n").unwrap();
    let document = fixtures().join("dpia-dokument/familjehem.txt");
    let ran = ropa(&[
        "inspect",
        table.to_str().unwrap(),
        document.to_str().unwrap(),
        "--format",
        "json",
        "--as-of",
        "2026-10-30",
    ]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (json["summary"]["activities"].as_u64(), json["summary"]["dpias"].as_u64()),
        (Some(1), Some(1))
    );
    let fields = json["documents"][0]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["field"] == "case_number" && field["text"] == "3.3.4-205/2021"));
}
