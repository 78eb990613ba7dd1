//! From the files named on the command line to a register.

use crate::args::{LawArgs, ReadingArgs};
use crate::error::CliError;
use chrono::NaiveDate;
use ropa::dpia::{RecordedAnswer, RecordedDecision, RecordedTie};
use ropa::draftit::{Import, Importer, Profile};
use ropa::law::RulePacks;
use ropa::report::Lang;
use ropa::sheet::{Limits, Workbook, open_workbook};
use std::path::PathBuf;

/// Opens every file.
pub(crate) fn open(files: &[PathBuf]) -> Result<Vec<Workbook>, CliError> {
    let limits = Limits::default();
    // A reader that fails inside is stopped at the library's door and becomes an error; the trace
    // that Rust would print on the way helps nobody at the prompt.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let books = files.iter().map(|file| open_workbook(file, &limits)).collect::<Result<_, _>>();
    std::panic::set_hook(hook);
    books.map_err(CliError::Read)
}

/// Opens and imports every file.
pub(crate) fn import(files: &[PathBuf], reading: &ReadingArgs) -> Result<(Vec<Workbook>, Import), CliError> {
    let books = open(files)?;
    let import = imported(&books, reading)?;
    Ok((books, import))
}

/// The register that workbooks hold.
pub(crate) fn imported(books: &[Workbook], reading: &ReadingArgs) -> Result<Import, CliError> {
    let profile = match &reading.profile {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|source| CliError::ProfileFile { path: path.clone(), source })?;
            Some(Profile::parse(&path.display().to_string(), &text).map_err(CliError::Profile)?)
        }
    };
    Ok(Importer::new(profile.as_ref().unwrap_or(Profile::builtin())).import(books))
}

/// The rule packs asked for: built-in ids, and files of the user's own.
pub(crate) fn packs(law: &LawArgs) -> Result<RulePacks, CliError> {
    let (files, ids): (Vec<&String>, Vec<&String>) =
        law.pack.iter().partition(|pack| pack.ends_with(".toml"));
    let mut packs = if ids.is_empty() {
        RulePacks::builtin()
    } else {
        RulePacks::select(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>()).map_err(CliError::Law)?
    };
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|source| CliError::PackFile { path: PathBuf::from(file), source })?;
        packs = packs.with_pack(file, &text).map_err(CliError::Law)?;
    }
    Ok(packs)
}

/// The decisions recorded in a file, where one is named.
pub(crate) fn decisions(path: Option<&PathBuf>) -> Result<Vec<RecordedDecision>, CliError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let books = open(std::slice::from_ref(path))?;
    let book = books.first().ok_or(CliError::NoFiles)?;
    ropa::beside::read_decisions(book).map_err(CliError::Beside)
}

/// The ties recorded in a ledger or a review, where one is named.
pub(crate) fn ties(path: Option<&PathBuf>) -> Result<Vec<RecordedTie>, CliError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let books = open(std::slice::from_ref(path))?;
    let book = books.first().ok_or(CliError::NoFiles)?;
    ropa::beside::read_ties(book).map_err(CliError::Beside)
}

/// The answers recorded in a file, where one is named.
pub(crate) fn answers(path: Option<&PathBuf>) -> Result<Vec<RecordedAnswer>, CliError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let books = open(std::slice::from_ref(path))?;
    let book = books.first().ok_or(CliError::NoFiles)?;
    ropa::beside::read_answers(book).map_err(CliError::Beside)
}

/// The language to answer in: the one asked for, else that of the files.
pub(crate) fn language(reading: &ReadingArgs, import: &Import) -> Lang {
    let of_files = if import.is_english() { Lang::En } else { Lang::Sv };
    reading.lang.map_or(of_files, Lang::from)
}

/// The day that counts as today.
pub(crate) fn today(as_of: Option<NaiveDate>) -> NaiveDate {
    as_of.unwrap_or_else(|| chrono::Local::now().date_naive())
}
