//! From the files named on the command line to a register.

use crate::args::{LawArgs, ReadingArgs};
use crate::error::CliError;
use crate::merging;
use chrono::NaiveDate;
use ropa::dpia::{RecordedAnswer, RecordedDecision, RecordedTie};
use ropa::draftit::{Import, Importer, Merging, Prefer, Profile};
use ropa::law::RulePacks;
use ropa::report::Lang;
use ropa::sheet::{Limits, Workbook, open_workbook};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

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
    let import = imported(&books, files, reading)?;
    Ok((books, import))
}

/// The register that workbooks hold, read from the files named.
pub(crate) fn imported(
    books: &[Workbook],
    files: &[PathBuf],
    reading: &ReadingArgs,
) -> Result<Import, CliError> {
    let profile = profile(reading.profile.as_deref())?;
    let choices = merging::choices(&reading.merging)?;
    let merging = Merging { prefer: reading.merging.prefer.map(Prefer::from), choices: &choices };
    let import = Importer::new(&profile).with_merging(merging).import(books);
    merging::tell(&reading.merging, files, &import, language(reading, &import))?;
    Ok(import)
}

/// The profile asked for: a built-in one by its name, else a file; the built-in one where none is asked for.
pub(crate) fn profile(asked: Option<&Path>) -> Result<Cow<'static, Profile>, CliError> {
    let Some(path) = asked else { return Ok(Cow::Borrowed(Profile::builtin())) };
    if let Some(profile) = builtin(path).and_then(Profile::named) {
        return Ok(Cow::Borrowed(profile));
    }
    let is_a_name = path.extension().is_none() && path.components().count() == 1;
    if is_a_name && !path.exists() {
        return Err(CliError::UnknownProfile(path.display().to_string()));
    }
    let text = std::fs::read_to_string(path)
        .map_err(|source| CliError::ProfileFile { path: path.to_path_buf(), source })?;
    Profile::parse(&path.display().to_string(), &text).map(Cow::Owned).map_err(CliError::Profile)
}

/// The name of the built-in profile that an argument names.
pub(crate) fn builtin(asked: &Path) -> Option<&'static str> {
    Profile::builtin_names().find(|name| asked == Path::new(name))
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
