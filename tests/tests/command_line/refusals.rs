//! What is said of files that are too large, locked away, or no files at all.

use crate::program;
use ropa_tests::places;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    places::fixture(name)
}

fn ropa(folder: &Path, args: &[&str]) -> assert_cmd::assert::Assert {
    program::ropa(folder).args(args).assert()
}

/// What is said in Swedish and in English, without the program's name.
fn refused(folder: &Path, args: &[&str]) -> [String; 2] {
    ["sv", "en"].map(|lang| {
        let assert = ropa(folder, &[args, &["--lang", lang]].concat()).code(2);
        let output = assert.get_output();
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr.clone()).unwrap().trim_end().replace("ropa: ", "")
    })
}

#[test]
fn a_limit_is_told_with_the_flag_that_raises_it() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(
        here.join("register.csv"),
        "Behandlings-ID;Behandling;Ändamål\n1;Lön;Betala ut lön\n2;Skolskjuts;Planera turer\n",
    )
    .unwrap();
    assert_eq!(
        refused(here, &["gaps", "register.csv", "--limit", "cells=5"]),
        [
            "register.csv: arbetsboken har fler än 5 celler (i bladet register); ta bort blad som inte är registret och \
             lösa celler långt ned eller till höger, eller höj gränsen om du litar på filen: --limit cells=10",
            "register.csv: the workbook has more than 5 cells (in the sheet register); delete sheets that are not the \
             register and stray cells far down or to the right, or raise the limit if you trust the file: --limit cells=10"
        ]
    );
    assert_eq!(
        refused(here, &["check", "register.csv", "--limit", "rows=2", "--limit", "file_bytes=1KiB"])[0],
        "register.csv: cell A3 (i bladet register) ligger bortom rad 2; ta bort lösa celler långt ned, eller höj gränsen \
         om du litar på filen: --limit rows=4"
    );
    // The last one counts, and the configuration comes before the call.
    std::fs::write(here.join("ropa.toml"), "[limits]\ncells = 3\nfile_bytes = \"1 MiB\"\n").unwrap();
    assert!(refused(here, &["inspect", "register.csv"])[0].contains("fler än 3 celler"));
    ropa(here, &["inspect", "register.csv", "--limit", "cells=4", "--limit", "cells=100"]).code(0);
}

#[test]
fn files_without_a_register_are_all_named_as_one_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("a.csv"), "Frukt;Pris\nÄpple;2\n").unwrap();
    std::fs::write(here.join("min lista.csv"), "Bil;Färg\nVolvo;röd\n").unwrap();
    assert_eq!(
        refused(here, &["gaps", "a.csv", "min lista.csv"]),
        [
            "Ingen tabell med behandlingar hittades i a.csv, min lista.csv. Se hur filerna lästes: ropa inspect a.csv \
             \"min lista.csv\"",
            "No table of processing was found in a.csv, min lista.csv. See how the files were read: ropa inspect a.csv \
             \"min lista.csv\""
        ]
    );
}

#[test]
fn a_limit_that_there_is_none_of_is_told_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("register.csv"), "Id;Behandling\n1;Lön\n").unwrap();
    assert_eq!(
        refused(here, &["gaps", "register.csv", "--limit", "cell=5"]),
        [
            "Ingen gräns heter ”cell”. Menades cells? Gränserna står i docs/limits.md.",
            "There is no limit \"cell\". Did you mean cells? The limits stand in docs/limits.md."
        ]
    );
    assert!(refused(here, &["gaps", "register.csv", "--limit", "cells=många"])[0].contains("inte ”många”"));
    std::fs::write(here.join("ropa.toml"), "[limits]\ncell = 3\n").unwrap();
    let [swedish, english] = refused(here, &["gaps", "register.csv"]);
    assert!(swedish.contains("rad 2") && swedish.contains("Menades cells?"), "{swedish}");
    assert!(english.contains("Did you mean cells?"), "{english}");
    std::fs::write(here.join("ropa.toml"), "[limits]\ncells = \"3 MiB\"\n").unwrap();
    assert!(refused(here, &["gaps", "register.csv"])[0].contains("inte ”3 MiB”"));
}

#[test]
fn a_damaged_file_is_told_in_one_language() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let whole = std::fs::read(fixture("socialnamnden.xlsx")).unwrap();
    std::fs::write(here.join("avklippt.xlsx"), &whole[..whole.len() / 2]).unwrap();
    let broken = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet></Workbook>";
    std::fs::write(here.join("trasig.xml"), broken).unwrap();
    let compound = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 40]].concat();
    std::fs::write(here.join("avklippt.xls"), compound).unwrap();
    let cases = [
        (
            "trasig.xml",
            "filen är inte giltig XML: något är fel på rad 1, tecken 96; exportera filen på nytt",
            "the file is no valid XML: something is wrong at line 1, character 96; export the file again",
        ),
        (
            "avklippt.xls",
            "arbetsbok (den sammansatta filen är avklippt); öppna",
            "workbook (the compound file is cut off); open",
        ),
        (
            "avklippt.xlsx",
            "innehållet är ett skadat zip-arkiv; filen är troligen en arbetsbok som kopierades",
            "a damaged zip archive; the file is probably a workbook that was copied",
        ),
    ];
    for (file, swedish, english) in cases {
        let told = refused(here, &["gaps", file]);
        assert!(told[0].contains(swedish), "{}", told[0]);
        assert!(told[1].contains(english), "{}", told[1]);
    }
}

#[test]
fn an_encrypted_workbook_opens_with_a_file_of_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::copy(fixture("skyddad.xlsx"), here.join("skyddad.xlsx")).unwrap();
    let [swedish, english] = refused(here, &["gaps", "skyddad.xlsx"]);
    assert!(
        swedish.contains("--password-file") && english.contains("--password-file"),
        "{swedish} {english}"
    );
    // With and without a line end, and with the mark that an editor puts first.
    for written in ["Björk-2026", "Björk-2026\n", "Björk-2026\r\n", "\u{feff}Björk-2026\r\n"] {
        std::fs::write(here.join("lösen.txt"), written).unwrap();
        let assert = ropa(here, &["inspect", "skyddad.xlsx", "--password-file", "lösen.txt"]).code(0);
        let told = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
        assert!(!told.contains("Björk"), "{told}");
    }
    for wrong in ["björk-2026", "Björk-2026\n\n", " Björk-2026", ""] {
        std::fs::write(here.join("lösen.txt"), wrong).unwrap();
        let [swedish, english] = refused(here, &["gaps", "skyddad.xlsx", "--password-file", "lösen.txt"]);
        assert!(swedish.starts_with("skyddad.xlsx: arbetsboken har ett annat lösenord"), "{swedish}");
        assert!(!swedish.contains("jörk") && !english.contains("jörk"));
    }
    let [swedish, _] = refused(here, &["gaps", "skyddad.xlsx", "--password-file", "saknas.txt"]);
    assert!(swedish.starts_with("Filen med lösenordet, saknas.txt, kunde inte läsas"), "{swedish}");
    std::fs::write(here.join("lösen.txt"), b"Bj\xf6rk-2026").unwrap();
    assert!(refused(here, &["gaps", "skyddad.xlsx", "--password-file", "lösen.txt"])[0].contains("UTF-8"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    assert!(std::process::Command::new("mkfifo").arg(here.join("rör.csv")).status().unwrap().success());
    assert!(refused(here, &["gaps", "rör.csv"])[0].contains("ett rör (pipe) eller en enhet"));
    std::os::unix::fs::symlink("borta.csv", here.join("länk.csv")).unwrap();
    assert!(refused(here, &["gaps", "länk.csv"])[0].contains("en länk till en fil som inte finns"));
    let long = "å".repeat(300);
    assert!(refused(here, &["gaps", &long])[0].contains("för långt för systemet"));
}

#[test]
fn what_the_user_wrote_is_not_read_as_a_place_of_the_message() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    std::fs::write(here.join("register.csv"), "Id;Behandling\n1;Lön\n").unwrap();
    let [swedish, english] = refused(here, &["gaps", "register.csv", "--profile", "{known}"]);
    assert!(
        swedish.starts_with("Ingen inbyggd profil heter ”{known}”, och ingen fil heter så."),
        "{swedish}"
    );
    assert!(english.contains("“{known}”") || english.contains("\"{known}\""), "{english}");
}

#[test]
fn a_register_of_nothing_but_headers_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let headers = "Behandlings-ID;Behandling;Ändamål;Rättslig grund;Kategorier av registrerade\n";
    std::fs::write(here.join("register.csv"), headers).unwrap();
    for args in [
        &["gaps", "register.csv"][..],
        &["check", "register.csv"],
        &["convert", "register.csv", "-o", "ut.json"],
    ] {
        assert_eq!(
            refused(here, args),
            [
                "register.csv har rubriker men inga poster under dem. Kontrollera att exporten tog med raderna, och exportera på nytt",
                "register.csv holds headers and no records below them. See that the export took the rows with it, and export it again"
            ],
            "{args:?}"
        );
    }
}
