//! Writes the pages on the rules of the checks: `make-pages FOLDER`; `cargo xtask generate` calls it.

#![allow(clippy::print_stderr)]

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: make-pages FOLDER");
        return ExitCode::from(2);
    };
    for (name, page) in ropa::report::explain::rules_pages() {
        let path = folder.join(name);
        if let Err(error) = std::fs::write(&path, page) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
