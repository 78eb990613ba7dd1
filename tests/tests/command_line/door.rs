//! The door without a command: a register alone, and nothing at all.

use crate::program;
use ropa_tests::places;
use std::fs;
use std::path::Path;

const DAY: [&str; 2] = ["--as-of", "2026-11-23"];

fn run(folder: &Path, args: &[&str], status: i32) -> String {
    let output = program::ropa(folder).args(args).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{args:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let listed = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = listed.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn with_nothing_it_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &[], 0).starts_with("Börja så här: dra filen"));
    assert!(run(folder.path(), &["--lang", "en"], 0).starts_with("Begin like this: drop the file"));
    assert!(names(folder.path()).is_empty(), "nothing was written");
}

#[test]
fn a_register_gets_a_page_and_a_workbook_beside_it_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("Mina filer å ä ö");
    fs::create_dir(&deep).unwrap();
    let register = deep.join("Register 2026.xlsx");
    fs::copy(places::fixture("socialnamnden.xlsx"), &register).unwrap();
    let before = fs::read(&register).unwrap();
    let path = register.display().to_string();
    let said = run(folder.path(), &[&[path.as_str()], &DAY[..]].concat(), 1);
    let expected = ["Register 2026 - brister.html", "Register 2026 - brister.xlsx", "Register 2026.xlsx"];
    assert_eq!(names(&deep), expected);
    for name in &expected[..2] {
        let whole = std::path::absolute(deep.join(name)).unwrap().display().to_string();
        assert!(said.contains(&whole), "{said}");
    }
    assert!(said.contains("Arbetslistan: 58 bland 65 behandlingar"), "{said}");
    let page = fs::read(deep.join(expected[0])).unwrap();
    run(folder.path(), &[&[path.as_str(), "--no-open"], &DAY[..]].concat(), 1);
    assert_eq!(names(&deep).len(), 5);
    assert_eq!(fs::read(deep.join("Register 2026 - brister (2).html")).unwrap(), page, "the same bytes");
    assert_eq!(fs::read(&register).unwrap(), before);
}

/// A list beside the register, given with it by mistake, must not count as processing.
#[test]
fn what_ropa_wrote_is_no_register_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("r.xlsx")).unwrap();
    run(folder.path(), &[&["r.xlsx"], &DAY[..]].concat(), 1);
    let list = "r - brister.xlsx";
    let both = run(folder.path(), &[&["gaps", "r.xlsx", list], &DAY[..]].concat(), 1);
    let both = both.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(both.contains("Filen är en lista som ropa har skrivit"), "{both}");
    assert!(both.contains("Sammanfattning av 65 behandlingar"), "{both}");
    run(folder.path(), &[&["gaps", list], &DAY[..]].concat(), 2);
}

#[test]
fn the_page_is_the_same_as_of_gaps_and_fetches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("r.xlsx")).unwrap();
    run(folder.path(), &["r.xlsx", "--lang", "en", "--as-of", "2026-11-23"], 1);
    let page = fs::read_to_string(folder.path().join("r - gaps.html")).unwrap();
    let listed = run(
        folder.path(),
        &["gaps", "r.xlsx", "--lang", "en", "--as-of", "2026-11-23", "--format", "html"],
        1,
    );
    assert_eq!(page, listed);
    assert!(page.contains("default-src 'none'") && page.contains("script-src 'sha256-"));
    assert!(
        !page.contains(" src=") && !page.contains("url(") && !page.contains("<link"),
        "nothing from elsewhere"
    );
    assert_eq!(page.matches("<details").count(), 58, "each gap once");
    assert_eq!(page.matches(" data-row").count(), 58, "each can be chosen");
    assert!(page.contains("The order is an order of work."), "it says when, never whether");
}

#[test]
fn the_ledgers_beside_the_register_count_wherever_it_is_started() {
    let folder = tempfile::tempdir().unwrap();
    let (there, here) = (folder.path().join("register"), folder.path().join("annan"));
    fs::create_dir(&there).unwrap();
    fs::create_dir(&here).unwrap();
    fs::copy(places::fixture("socialnamnden.xlsx"), there.join("r.xlsx")).unwrap();
    fs::write(there.join("ropa.toml"), "language = \"en\"\n").unwrap();
    let said = run(&here, &["../register/r.xlsx", "--as-of", "2026-11-23"], 1);
    assert!(said.starts_with("The list of work: 58 among 65 activities"), "{said}");
}

#[test]
fn what_is_no_register_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brev.csv"), "Hej;du\nglade;ta\n").unwrap();
    run(folder.path(), &["brev.csv"], 2);
    run(folder.path(), &["finns-inte.xlsx"], 2);
    assert_eq!(names(folder.path()), ["brev.csv"]);
}
