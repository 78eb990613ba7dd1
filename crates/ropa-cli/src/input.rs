//! From the files named on the command line to a register.

use crate::args::{LawArgs, ReadingArgs};
use crate::documents;
use crate::error::CliError;
use crate::merging;
use chrono::NaiveDate;
use ropa::document::{Document, DocumentError, add_documents};
use ropa::dpia::{RecordedAnswer, RecordedDecision, RecordedTie};
use ropa::draftit::{Import, Importer, Merging, Prefer, Profile};
use ropa::law::RulePacks;
use ropa::report::Lang;
use ropa::sheet::{Limits, Workbook, open_workbook, read_bytes, read_workbook};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

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

/// Opens every file.
pub(crate) fn open(files: &[PathBuf]) -> Result<Vec<Workbook>, CliError> {
    let limits = Limits::default();
    let books = quietly(|| files.iter().map(|file| open_workbook(file, &limits)).collect::<Result<_, _>>());
    books.map_err(CliError::Read)
}

/// Reads with readers of foreign formats. One that fails inside is stopped at the library's door and
/// becomes an error; the trace that Rust would print on the way helps nobody at the prompt.
fn quietly<T>(read: impl FnOnce() -> T) -> T {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = read();
    std::panic::set_hook(hook);
    result
}

/// What files hold, before it is read as a register.
#[derive(Default)]
pub(crate) struct Opened {
    /// Tables, in the order of the files.
    pub(crate) tables: Vec<Workbook>,
    documents: Vec<Document>,
    /// Documents that could not be read.
    errors: Vec<DocumentError>,
    /// What else the folders hold.
    others: Vec<PathBuf>,
}

/// Opens every file, and the documents of every folder.
///
/// A document that cannot be read does not stop the others; it is told of, and entered in the import.
pub(crate) fn open_all(files: &[PathBuf]) -> Result<Opened, CliError> {
    let sorted = documents::sort(files)?;
    let tables = open(&sorted.tables)?;
    let (documents, errors) = quietly(|| documents::open(&sorted.documents));
    Ok(Opened { tables, documents, errors, others: sorted.others })
}

/// Opens and imports every file.
pub(crate) fn import(files: &[PathBuf], reading: &ReadingArgs) -> Result<(Vec<Workbook>, Import), CliError> {
    open_all(files)?.import(files, reading)
}

impl Opened {
    /// The register that was opened, of the files named.
    pub(crate) fn import(
        mut self,
        files: &[PathBuf],
        reading: &ReadingArgs,
    ) -> Result<(Vec<Workbook>, Import), CliError> {
        let profile = profile(reading.profile.as_deref())?;
        self.tables.retain(|book| match documents::instead_of(book, &profile) {
            Some(document) => {
                self.documents.push(document);
                false
            }
            None => true,
        });
        let mut import = imported(&self.tables, files, reading)?;
        add_documents(&mut import, &profile, &self.documents);
        documents::enter_errors(&mut import, &self.errors);
        documents::tell(&import, &self.errors, &self.others, language(reading, &import));
        Ok((self.tables, import))
    }
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
