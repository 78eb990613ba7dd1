//! `cargo xtask`: tasks of those who build ropa.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod rooms;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask rooms            check which module uses which: no circles, floors in order, one place for each thing
cargo xtask rooms --list     draw it as text
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["rooms"] => rooms_in_order(&root()),
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
    let problems = match rooms::check(root) {
        Ok(problems) => problems,
        Err(error) => return told(Err(error)),
    };
    problems.iter().for_each(|problem| println!("{problem}"));
    match problems.len() {
        0 => println!("rooms: nothing to mend"),
        count => println!("rooms: {count} to mend"),
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
