//! From the files named on the command line to a register.

use crate::args::{LawArgs, ReadingArgs};
use crate::error::CliError;
use chrono::NaiveDate;
use ropa::dpia::{RecordedDecision, RecordedTie};
use ropa::draftit::{Import, Importer, Profile};
use ropa::law::RulePacks;
use ropa::report::Lang;
use ropa::sheet::{Limits, Workbook, open_workbook, read_bytes, read_workbook};
use std::path::PathBuf;

/// A file as it was read, with its bytes.
pub(crate) struct ReadFile {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    pub(crate) book: Workbook,
}

/// Opens every file and keeps its bytes.
pub(crate) fn read(files: &[PathBuf]) -> Result<Vec<ReadFile>, CliError> {
    let limits = Limits::default();
    quietly(|| {
        files
            .iter()
            .map(|path| {
                let bytes = read_bytes(path, &limits)?;
                let book = read_workbook(&path.to_string_lossy(), &bytes, &limits)?;
                Ok(ReadFile { path: path.clone(), bytes, book })
            })
            .collect::<Result<_, _>>()
    })
    .map_err(CliError::Read)
}

/// Imports files that were read.
pub(crate) fn import_read(files: Vec<ReadFile>, profile: &Profile) -> (Vec<ReadFile>, Import) {
    let books: Vec<Workbook> = files.iter().map(|file| file.book.clone()).collect();
    let import = Importer::new(profile).import(&books);
    (files, import)
}

/// The user's profile, else the built-in one.
pub(crate) fn profile(reading: &ReadingArgs) -> Result<Profile, CliError> {
    let Some(path) = &reading.profile else { return Ok(Profile::builtin().clone()) };
    let text = std::fs::read_to_string(path)
        .map_err(|source| CliError::ProfileFile { path: path.clone(), source })?;
    Profile::parse(&path.display().to_string(), &text).map_err(CliError::Profile)
}

/// Opens every file.
pub(crate) fn open(files: &[PathBuf]) -> Result<Vec<Workbook>, CliError> {
    let limits = Limits::default();
    let books: Result<_, _> = quietly(|| files.iter().map(|file| open_workbook(file, &limits)).collect());
    books.map_err(CliError::Read)
}

/// Reads without what Rust prints of a failure inside. Such a one is stopped at the library's door and becomes an
/// error; its trace helps nobody at the prompt.
fn quietly<R>(read: impl FnOnce() -> R) -> R {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = read();
    std::panic::set_hook(hook);
    result
}

/// Opens and imports every file.
pub(crate) fn import(files: &[PathBuf], reading: &ReadingArgs) -> Result<(Vec<Workbook>, Import), CliError> {
    let profile = profile(reading)?;
    let books = open(files)?;
    let import = Importer::new(&profile).import(&books);
    Ok((books, import))
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

/// The language to answer in: the one asked for, else that of the files.
pub(crate) fn language(reading: &ReadingArgs, import: &Import) -> Lang {
    let of_files = if import.is_english() { Lang::En } else { Lang::Sv };
    reading.lang.map_or(of_files, Lang::from)
}

/// The day that counts as today.
pub(crate) fn today(as_of: Option<NaiveDate>) -> NaiveDate {
    as_of.unwrap_or_else(|| chrono::Local::now().date_naive())
}
