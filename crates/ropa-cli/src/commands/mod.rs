//! One file per command. None decides anything: each opens files, calls the library and writes.

mod boards;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod coverage;
pub(crate) mod decide;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod gaps;
pub(crate) mod impact;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod link;
pub(crate) mod main_job;
pub(crate) mod man;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod screen;
pub(crate) mod structure;
pub(crate) mod suppliers;

use crate::error::CliError;
use crate::output;
use ropa::report::TextOptions;
use std::io::IsTerminal;
use std::path::PathBuf;

/// How text is laid out on standard output or in a file.
fn text_options(to_file: bool, all: bool) -> TextOptions {
    let terminal = !to_file && std::io::stdout().is_terminal();
    // `anstream` knows NO_COLOR, CLICOLOR and what the terminal can do.
    let colour = terminal && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    TextOptions {
        colour,
        rows: if all { None } else { TextOptions::default().rows },
        ..TextOptions::default()
    }
}

/// The ledger to write: the one named, else the one that is called so in the working folder.
fn ledger(named: Option<&PathBuf>, name: &str) -> Result<PathBuf, CliError> {
    let path = named.cloned().unwrap_or_else(|| PathBuf::from(name));
    match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        true => Ok(path),
        false => Err(CliError::NotCsv(path)),
    }
}

/// Says on standard output what was done.
fn say(text: &str) -> Result<(), CliError> {
    output::write(None, &[], |out| Ok(writeln!(out, "{text}")?))
}
