//! Writes pages of the documentation: `make-pages FOLDER` those on the rules of the checks, `make-pages FOLDER tables` that on
//! the tables for analysis; `cargo xtask generate` calls it.

#![allow(clippy::print_stderr)]

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: make-pages FOLDER [tables]");
        return ExitCode::from(2);
    };
    let of_tables = std::env::args_os().nth(2).is_some_and(|which| which == "tables");
    let pages = match of_tables {
        true => vec![("tables.md".to_string(), ropa::report::tables::page())],
        false => ropa::report::explain::rules_pages(),
    };
    for (name, page) in pages {
        let path = folder.join(name);
        if let Err(error) = std::fs::write(&path, page) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
