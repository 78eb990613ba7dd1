//! `cargo xtask`: tasks of those who build ropa.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod generate;
mod page;
mod rooms;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask rooms            check which module uses which: no circles, floors in order, one place for each thing
cargo xtask rooms --list     draw it as text
cargo xtask generate [NAME]  make anew what is made of something else: fixtures, rules, shell; check that both languages
                             have the same texts
cargo xtask generate --check [NAME]
                             tell what is not up to date, and write nothing
cargo xtask page             make the page of the whole program in one file, target/page/ropa.html
cargo xtask page --quick     the same soon, larger and slower, to be tried
cargo xtask page --of FILE   the same of a module that is built already
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["rooms"] => rooms_in_order(&root()),
        ["generate", "--check", ref names @ ..] => generated(&root(), true, names),
        ["generate", ref names @ ..] => generated(&root(), false, names),
        ["page"] => told(page::run(&root(), page::Build::Whole)),
        ["page", "--quick"] => told(page::run(&root(), page::Build::Quick)),
        ["page", "--of", module] => told(page::made_of(&root(), page::Build::Whole, Path::new(module))),
        ["rooms", "--list"] => told(rooms::list(&root()).map(|text| print!("{text}"))),
        _ => {
            eprint!("{HELP}");
            ExitCode::from(2)
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_path_buf()
}

fn rooms_in_order(root: &Path) -> ExitCode {
    match rooms::check(root) {
        Ok(problems) => all_told("rooms", &problems),
        Err(error) => told(Err(error)),
    }
}

fn generated(root: &Path, check: bool, names: &[&str]) -> ExitCode {
    match generate::run(root, check, names) {
        Ok(problems) => all_told("generate", &problems),
        Err(error) => told(Err(error)),
    }
}

/// Status 1 where there is something to mend.
fn all_told(task: &str, problems: &[impl std::fmt::Display]) -> ExitCode {
    problems.iter().for_each(|problem| println!("{problem}"));
    match problems.len() {
        0 => println!("{task}: nothing to mend"),
        count => println!("{task}: {count} to mend"),
    }
    ExitCode::from(u8::from(!problems.is_empty()))
}

/// Status 0, or 2 with what went wrong.
fn told<E: std::fmt::Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}
