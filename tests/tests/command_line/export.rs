//! `ropa export tables` on whole files and folders.

use crate::program;
use ropa_tests::places;
use std::path::Path;

fn in_folder(folder: &Path, args: &[&str], status: i32) -> String {
    let run = program::ropa(folder).args(["export", "tables"]).args(args).assert().code(status);
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_table_is_a_file_and_a_folder_with_anything_in_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("register.xlsx")).unwrap();
    in_folder(folder.path(), &["register.xlsx", "-o", "out"], 0);
    for table in ["boards", "activities", "facts", "rules", "links", "dpias", "gaps", "findings"] {
        assert!(folder.path().join("out").join(format!("{table}.csv")).is_file(), "{table}");
    }
    let told = in_folder(folder.path(), &["register.xlsx", "-o", "out"], 2);
    assert!(told.contains("Mappen out är inte tom"), "{told}");
}

#[test]
fn boards_are_parts_and_a_broken_one_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let board = |name: &str, settings: &str, whole: bool| {
        let path = folder.path().join("boards").join(name);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("ropa.toml"), settings).unwrap();
        if whole {
            std::fs::copy(places::fixture("socialnamnden.xlsx"), path.join("r.xlsx")).unwrap();
        }
    };
    board("a", "files = [\"r.xlsx\"]\n[controller]\nboard = \"Barn / unga\"\n", true);
    board("b", "files = [\"r.xlsx\"]\n", false);
    board("c", "files = [\"r.xlsx\"]\n[controller]\nboard = \"Barn / unga\"\n", true);
    board("d", "files = [\"r.xlsx\"]\n", true);
    let told = in_folder(folder.path(), &["--boards", "boards", "-o", "out"], 2);
    assert!(told.contains("b, c gick inte att läsa") && told.contains("står redan i tabellerna"), "{told}");
    let gaps = folder.path().join("out").join("gaps");
    let mut parts: Vec<String> =
        gaps.read_dir().unwrap().map(|part| part.unwrap().file_name().into_string().unwrap()).collect();
    parts.sort();
    assert_eq!(parts, ["board=Barn%20%2F%20unga", "board=d"]);
    let rows = std::fs::read_to_string(gaps.join("board=Barn%20%2F%20unga").join("gaps.csv")).unwrap();
    assert!(rows.lines().skip(1).all(|row| row.starts_with("Barn / unga;")));
}

#[test]
fn a_build_without_parquet_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("register.xlsx")).unwrap();
    let told = in_folder(folder.path(), &["register.xlsx", "-o", "out", "--format", "parquet"], 2);
    assert!(told.contains("byggt utan Parquet") && !folder.path().join("out").exists(), "{told}");
}
