use super::*;
use std::fs;

const LIST: &str = "
[[room]]
name = 'low'
purpose = 'ground'
[[room]]
name = 'high'
purpose = 'roof'
[[room]]
name = 'unbuilt'
purpose = 'later'
[functions]
folder = 'crates/ropa-cli/src/commands'
lines = 3
[[only]]
what = 'one likeness'
path = 'strsim'
allowed = ['crates/ropa/src/low/']
instead = 'ask low'
[[only]]
what = 'one maker'
path = 'Maker::new'
allowed = ['crates/ropa/src/high/maker.rs']
instead = 'ask high'
";

/// What is told of a library and a command line of these files.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let all = [("crates/list.toml", LIST), ("crates/ropa-cli/src/main.rs", "fn main() {}")];
    for (name, text) in all.iter().chain(files) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let (drawing, settings) = draw(root, &root.join("crates/list.toml")).expect("a drawing");
    let problems = checks::problems(&drawing, &settings);
    problems.iter().map(|problem| problem.to_string().replace("crates/ropa/src/", "")).collect()
}

fn with_lib(files: &[(&str, &str)]) -> Vec<String> {
    let lib: Vec<(String, &str)> =
        files.iter().map(|(name, text)| (format!("crates/ropa/src/{name}"), *text)).collect();
    told(&lib.iter().map(|(name, text)| (name.as_str(), *text)).collect::<Vec<_>>())
}

#[test]
fn a_house_in_order_has_nothing_to_mend() {
    let found = with_lib(&[
        ("lib.rs", "pub mod low; pub mod high; pub use high::Roof;"),
        (
            "low/mod.rs",
            "mod near; mod far; pub use near::nearest; pub use crate::low::far::Far; pub struct Low; mod inner { use super::Low; }",
        ),
        ("low/far.rs", "pub struct Far; fn x() { crate::low::Far::new() }"),
        ("low/near.rs", "use super::Low; pub fn nearest(_: Low) { strsim::jaro(1, 2) }"),
        ("high/mod.rs", "mod maker; pub struct Roof; #[cfg(test)] mod tests { use crate::nowhere::X; }"),
        (
            "high/maker.rs",
            "use super::Roof; use crate::low; /// [`crate::low::X`]\nfn x() { low::nearest(Maker::new()); }",
        ),
    ]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn rooms_out_of_order_are_told_with_their_lines() {
    let found = with_lib(&[
        ("lib.rs", "mod low; mod high; mod shed; pub struct Door;"),
        ("low.rs", "\nfn x() -> crate::high::Roof { crate::Door }"),
        ("high/mod.rs", "mod roof; pub use self::roof::*; use crate::low::x;"),
        ("high/roof.rs", "pub struct Roof;"),
        ("shed.rs", ""),
    ]);
    let starts: Vec<&str> = found.iter().map(|one| one.lines().next().unwrap_or_default()).collect();
    assert_eq!(
        starts,
        [
            "shed.rs:1: the room `shed` is not listed",
            "circle between rooms: low, high",
            "low.rs:2: `low` (room 1) knows `high` (room 2): crate::high::Roof in high/roof.rs",
            "low.rs:2: `low` uses what lib.rs defines: crate::Door in lib.rs",
        ]
    );
    assert!(
        found[1].contains("\n    high -> low (1 arrows): high/mod.rs:1 uses low.rs (crate::low::x)\n"),
        "{}",
        found[1]
    );
}

#[test]
fn a_circle_between_files_is_seen_through_re_exports_and_globs() {
    let lib = ("lib.rs", "mod high;");
    for (name, files) in [
        (
            "named",
            [
                ("high/a.rs", "pub struct A; use super::B;"),
                ("high/b/c.rs", "pub struct B; use crate::high::a::A;"),
            ],
        ),
        (
            "through a module",
            [
                ("high/a.rs", "pub struct A; use super::b; fn f() { b::B }"),
                ("high/b/c.rs", "pub struct B; use super::super::A;"),
            ],
        ),
        (
            "by a glob",
            [
                ("high/a.rs", "pub struct A; use super::*; fn f(_: B) {}"),
                ("high/b/c.rs", "pub struct B; use crate::high::a::A;"),
            ],
        ),
        (
            "inside a function",
            [
                ("high/a.rs", "pub struct A; fn f() { use crate::high::b::B as D; }"),
                ("high/b/c.rs", "pub struct B(crate::high::A);"),
            ],
        ),
    ] {
        let rest = [
            ("high/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
            ("high/b/mod.rs", "mod c; pub use c::B;"),
        ];
        let found = with_lib(&[&[lib][..], &rest, &files].concat());
        let first = found.first().map(String::as_str).unwrap_or_default();
        assert!(
            first.starts_with("high/a.rs:1: circle between files in the room `high`, in a knot of 2 files"),
            "{name}: {found:#?}"
        );
    }
}

#[test]
fn a_parent_and_what_is_below_it_may_know_each_other() {
    let found = with_lib(&[
        ("lib.rs", "mod high;"),
        ("high/mod.rs", "mod a; mod b; pub struct H; fn f() { a::A; b::B }"),
        ("high/a.rs", "pub struct A; use super::H;"),
        ("high/b.rs", "mod c; pub struct B; use super::H; fn f() { c::C }"),
        ("high/b/c.rs", "pub struct C; use super::B; use crate::high::H;"),
    ]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_command_line_is_looked_at_too() {
    let found = told(&[
        ("crates/ropa-cli/src/main.rs", "mod commands; mod a; mod b;"),
        ("crates/ropa-cli/src/a.rs", "pub fn a() { crate::b::b() }"),
        ("crates/ropa-cli/src/b.rs", "pub fn b() { super::a::a(); ropa::Maker::new() }"),
        ("crates/ropa-cli/src/commands.rs", "mod x;"),
        (
            "crates/ropa-cli/src/commands/x.rs",
            "pub fn short() {\n\n}\nfn long(\n) {\n\n}\nfn y() { use strsim::{jaro, osa}; }",
        ),
    ]);
    let starts: Vec<&str> = found.iter().map(|one| one.lines().next().unwrap_or_default()).collect();
    assert_eq!(
        starts,
        [
            "crates/ropa-cli/src/a.rs:1: circle between files in the command line, in a knot of 2 files",
            "crates/ropa-cli/src/commands/x.rs:4: `long` has 4 lines, 3 at most",
            "crates/ropa-cli/src/b.rs:1: one maker: `Maker::new` is used here",
            "crates/ropa-cli/src/commands/x.rs:8: one likeness: `strsim` is used here",
        ]
    );
}

#[test]
fn a_crate_named_for_a_room_is_the_room() {
    let found = told(&[
        ("crates/ropa-low/src/lib.rs", "mod x; pub use x::X;"),
        ("crates/ropa-low/src/x.rs", "pub struct X; use ropa::high::Roof;"),
        ("crates/ropa/src/lib.rs", "pub mod high;"),
        ("crates/ropa/src/high.rs", "pub struct Roof; use ropa_low::X;"),
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[1].starts_with("crates/ropa-low/src/x.rs:1: `low` (room 1) knows `high` (room 2)"),
        "{}",
        found[1]
    );
}
