//! Questions written, filled in, taken back, and counted.

use crate::program;
use serde_json::Value;
use std::path::Path;

const REGISTER: &str = "ID;Behandling;Enhet;Ändamål;Kategorier av registrerade;Känsliga personuppgifter;Uppgifter om brott\n\
    P1;Fritidskort;Barn;Ge stöd;Barn;Nej;Nej\n\
    P2;Trygghetskameror i entrén;Fastighet;Ökad trygghet;Besökare;Nej;Nej\n\
    P3;Utredning;Barn;Utreda behov;Barn;Hälsa;Nej\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("register.csv"), REGISTER).unwrap();
    folder
}

fn ropa(folder: &Path, args: &[&str], status: i32) -> String {
    let args = [args, &["--as-of", "2026-11-24"]].concat();
    let done = program::ropa(folder).args(args).assert().code(status);
    let told = if status == 2 { &done.get_output().stderr } else { &done.get_output().stdout };
    String::from_utf8(told.clone()).unwrap()
}

/// The delimited questionnaire with these answers, signed.
fn fill(folder: &Path, file: &str, reply: impl Fn(&str, &str) -> (&'static str, &'static str)) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let place = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(&path).unwrap();
    writer.write_record(&headers).unwrap();
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(String::from).collect();
        let (said, why) = reply(&cells[place("Nyckel")], &cells[place("Fråga")]);
        cells[place("Svar")] = said.into();
        cells[place("Motivering")] = why.into();
        cells[place("Besvarat av")] = "Anna, enhetschef".into();
        cells[place("Datum")] = "2026-11-20".into();
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
}

fn verdicts(folder: &Path, more: &[&str]) -> Vec<(String, String)> {
    let text = ropa(folder, &[&["gaps", "register.csv", "--format", "json"], more].concat(), 1);
    let list: Value = serde_json::from_str(&text).unwrap();
    let mut found: Vec<(String, String)> = list["activities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap().into(), one["verdict"].as_str().unwrap().into()))
        .collect();
    found.sort();
    found
}

#[test]
fn what_is_answered_is_settled_and_stays_so() {
    let folder = folder();
    let here = folder.path();
    let told = ropa(here, &["screen", "export", "register.csv", "-o", "fragor.csv"], 1);
    assert!(told.starts_with("fragor.csv (behandlingar: 2"), "{told}");
    fill(here, "fragor.csv", |key, fact| match (key, fact) {
        ("P1", "K5") => ("Ja", ""),
        ("P1", _) => ("", ""),
        (_, _) => ("Nej", "Så är det inte"),
    });
    let told = ropa(here, &["screen", "apply", "fragor.csv", "register.csv"], 0);
    assert!(told.contains("Avgjorda med svaren: 2 av 2 öppna. Fortfarande öppna: 0."), "{told}");
    let own = |verdict: &str| verdict.to_string();
    assert_eq!(
        verdicts(here, &["--answers", "svar.csv"])
            .into_iter()
            .map(|(_, verdict)| verdict)
            .collect::<Vec<_>>(),
        [own("presumed"), own("not_indicated"), own("presumed")]
    );
    // The file stands in the folder, so every command counts it; what is answered is not asked again.
    assert_eq!(verdicts(here, &[])[0].1, "presumed");
    let told =
        ropa(here, &["screen", "export", "register.csv", "-o", "igen.xlsx", "--answers", "svar.csv"], 0);
    assert!(told.starts_with("Inget att fråga om"), "{told}");
    assert!(!here.join("igen.xlsx").exists());

    // The next export, with a settings file that finds the answers by itself.
    let next = REGISTER.replace("Fritidskort;", "Fritidskortet;");
    std::fs::write(here.join("register.csv"), next).unwrap();
    std::fs::write(here.join("ropa.toml"), "files = \"register.csv\"\n").unwrap();
    assert_eq!(verdicts(here, &[])[0].1, "presumed");
    // Answers follow a record that was given another id.
    let renumbered = REGISTER.replace("P1;Fritidskort;", "P9;Fritidskort;");
    std::fs::write(here.join("register.csv"), renumbered).unwrap();
    assert!(ropa(here, &["gaps"], 1).contains("13 svar bredvid registret räknas"));
    // A record that is gone leaves its answers orphaned, and that is said.
    let gone = REGISTER.lines().filter(|line| !line.starts_with("P1;")).collect::<Vec<_>>().join("\n");
    std::fs::write(here.join("register.csv"), gone).unwrap();
    let told = ropa(here, &["gaps"], 1);
    assert!(told.contains("SVAR ATT SE ÖVER"), "{told}");
}

#[test]
fn answers_come_from_several_files_and_what_does_not_count_is_said() {
    let folder = folder();
    let here = folder.path();
    let told = ropa(here, &["screen", "export", "register.csv", "-o", "fragor.csv", "--split-by", "unit"], 1);
    assert_eq!(told.lines().count(), 2, "{told}");
    fill(here, "fragor - Barn.csv", |_, fact| match fact {
        "K5" => ("Nej", ""),
        "K6" => ("Vet ej", ""),
        _ => ("Nej", "Nej"),
    });
    fill(here, "fragor - Fastighet.csv", |_, _| ("Ja", "Ja"));
    let files = ["screen", "apply", "fragor - Barn.csv", "fragor - Fastighet.csv", "register.csv"];
    let told = ropa(here, &files, 1);
    assert!(told.contains("Nej utan motivering där det behövs en, räknas inte: 1."), "{told}");
    assert!(told.contains("Vet ej, frågan är öppen: 1."), "{told}");
    assert!(told.contains("Avgjorda med svaren: 1 av 2 öppna. Fortfarande öppna: 1."), "{told}");
    // Once more: nothing is replaced, the file is the same byte for byte.
    let before = std::fs::read(here.join("svar.csv")).unwrap();
    let told = ropa(here, &files, 1);
    assert!(told.contains("ersatta 0"), "{told}");
    assert_eq!(std::fs::read(here.join("svar.csv")).unwrap(), before);
}

#[test]
fn a_word_that_is_no_answer_is_told_by_its_cell_and_nothing_is_written() {
    let folder = folder();
    let here = folder.path();
    ropa(here, &["screen", "export", "register.csv", "-o", "fragor.csv"], 1);
    fill(here, "fragor.csv", |_, _| ("Kanske", ""));
    let told = ropa(here, &["screen", "apply", "fragor.csv", "register.csv"], 2);
    assert!(told.contains("”Kanske” är inget av: ja, nej, vet ej"), "{told}");
    assert!(!here.join("svar.csv").exists());
    let told = ropa(here, &["screen", "apply", "register.csv"], 2);
    assert!(told.contains("är ett frågeformulär"), "{told}");
    std::fs::write(here.join("tomt.csv"), "Nyckel;Fråga;Svar\n").unwrap();
    let told = ropa(here, &["screen", "apply", "tomt.csv"], 2);
    assert!(told.contains("Inget register"), "{told}");
}

#[test]
fn threshold_records_are_written_for_one_and_for_all() {
    let folder = folder();
    let here = folder.path();
    ropa(here, &["screen", "record", "register.csv", "--id", "P3", "-o", "troskel.docx"], 0);
    assert!(std::fs::read(here.join("troskel.docx")).unwrap().starts_with(b"PK"));
    ropa(here, &["screen", "record", "register.csv", "--all", "-o", "alla"], 0);
    let mut names: Vec<_> = std::fs::read_dir(here.join("alla"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names[0], "troskelanalys - P1 Fritidskort.docx");
    assert_eq!(names.len(), 3);
    ropa(here, &["screen", "record", "register.csv", "--id", "P33", "-o", "x.docx"], 2);
}
