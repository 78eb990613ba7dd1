//! Boards side by side: the same figures as each board's own report, and one broken board that stops no other.

use super::{figure, in_folder};
use ropa_tests::{assert_follows, places};
use serde_json::Value;
use std::path::Path;

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];
const WRITTEN: &str =
    "Behandling;Kategorier av registrerade;Känsliga personuppgifter\nHemlig utredning;Barn;Ja\n";

/// A board with the fixture, a small one, one whose file of the year is wrong, and a folder that is no board.
fn boards() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for name in ["b/social", "b/liten", "b/trasig", "b/annat"] {
        std::fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    std::fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("b/social/r.xlsx")).unwrap();
    write("b/social/ropa.toml", "files = [\"r.xlsx\"]\n[controller]\nboard = \"Socialnämnden\"\n");
    write("b/liten/r.csv", WRITTEN);
    write("b/liten/ropa.toml", "files = [\"r.csv\"]\n");
    write("b/trasig/r.csv", WRITTEN);
    write("b/trasig/ropa.toml", "files = [\"r.csv\"]\n");
    write("b/trasig/arsuppgifter.toml", "[incidenter]\nantl = 1\n");
    write("b/annat/anteckning.txt", "inget register");
    folder
}

fn read(folder: &Path) -> Value {
    let call = [&["report", "--boards", "b", "--format", "json"][..], &DAY].concat();
    let (told, error) = in_folder(folder, &call, 2);
    assert!(error.contains("trasig") && error.contains("rad 2"), "{error}");
    serde_json::from_str(&told).unwrap()
}

#[test]
fn each_board_has_the_figures_of_its_own_report() {
    let folder = boards();
    let all = read(folder.path());
    assert_follows("boards-1", &all);
    let names: Vec<&str> =
        all["boards"].as_array().unwrap().iter().map(|board| board["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["liten", "Socialnämnden", "trasig"]);
    let own = [&["report", "r.xlsx", "--format", "json"][..], &DAY].concat();
    let (own, _) = in_folder(&folder.path().join("b/social"), &own, 1);
    let own: Value = serde_json::from_str(&own).unwrap();
    for one in all["boards"][1]["figures"].as_array().unwrap() {
        let same = figure(&own, one["figure"].as_str().unwrap(), None);
        for key in ["counted", "of", "percent", "absent", "left_out"] {
            assert_eq!(one[key], same[key], "{key} of {}", one["figure"]);
        }
    }
}

#[test]
fn a_broken_board_is_told_and_stops_no_other() {
    let folder = boards();
    let all = read(folder.path());
    assert_eq!(all["summary"], serde_json::json!({ "boards": 3, "read": 2 }));
    assert!(all["boards"][2]["broken"].as_str().unwrap().contains("antl"));
    assert_eq!(all["boards"][2]["figures"], serde_json::json!([]));
}

#[test]
fn no_words_of_a_board_stand_among_the_figures() {
    let folder = boards();
    for ending in ["txt", "html", "json", "xlsx"] {
        let name = format!("ut.{ending}");
        in_folder(folder.path(), &[&["report", "--boards", "b", "-o", &name][..], &DAY].concat(), 2);
        let bytes = std::fs::read(folder.path().join(&name)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Hemlig utredning"), "{ending}");
    }
    let (text, _) = in_folder(folder.path(), &[&["report", "--boards", "b"][..], &DAY].concat(), 2);
    insta::assert_snapshot!("boards_sv", text);
}

#[test]
fn a_folder_without_boards_says_what_is_wanted() {
    let folder = boards();
    let (_, told) = in_folder(folder.path(), &["report", "--boards", "b/annat"], 2);
    assert!(told.contains("ropa init"), "{told}");
}

#[test]
fn however_a_board_is_broken_the_others_are_read() {
    let folder = boards();
    std::fs::remove_file(folder.path().join("b/trasig/arsuppgifter.toml")).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join("b").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    let whole = std::fs::read(places::fixture("socialnamnden.xlsx")).unwrap();
    let ways: [(&str, &[u8]); 4] = [
        ("avhuggen", &whole[..whole.len() / 2]),
        ("tom", b""),
        ("skräp", b"\x00\xff\x13 inget kalkylark"),
        ("lås", &std::fs::read(places::fixture("skyddad.xlsx")).unwrap()),
    ];
    for (name, bytes) in ways {
        file(&format!("{name}/r.xlsx"), bytes);
        file(&format!("{name}/ropa.toml"), b"files = [\"r.xlsx\"]\n");
    }
    file("saknas/ropa.toml", b"files = [\"borta.xlsx\"]\n");
    file("fel/ropa.toml", b"files = [\n");
    let call = [&["report", "--boards", "b", "--format", "json"][..], &DAY].concat();
    let (told, error) = in_folder(folder.path(), &call, 2);
    let all: Value = serde_json::from_str(&told).unwrap();
    assert_follows("boards-1", &all);
    assert_eq!(all["summary"], serde_json::json!({ "boards": 9, "read": 3 }));
    for board in all["boards"].as_array().unwrap() {
        let name = board["name"].as_str().unwrap();
        let whole = ["liten", "Socialnämnden", "trasig"].contains(&name);
        assert_eq!(board["broken"].is_null(), whole, "{board}");
        assert!(whole || error.contains(name), "{name} is not told: {error}");
    }
}
