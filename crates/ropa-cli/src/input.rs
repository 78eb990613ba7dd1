//! From the files named on the command line to a register.

use crate::args::{LawArgs, ReadingArgs};
use crate::documents;
use crate::error::CliError;
use crate::texts::texts;
use crate::{limits, merging};
use chrono::NaiveDate;
use ropa::documents::{Document, DocumentError, add_documents};
use ropa::import::{Import, Importer, Merging, Prefer, Profile, TableKind};
use ropa::law::RulePacks;
use ropa::linking::RecordedLink;
use ropa::report::Lang;
use ropa::screening::{RecordedAnswer, RecordedDecision};
use ropa::workbook::{
    Limits, ReadError, Workbook, open_workbook, open_workbook_with_password, read_bytes, read_workbook,
    read_workbook_with_password,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How far files are trusted, and what opens them.
#[derive(Default)]
struct Access {
    limits: Limits,
    password: Option<String>,
}

impl Access {
    /// What the call says.
    fn of(reading: &ReadingArgs) -> Result<Access, CliError> {
        let mut access = Access::default();
        for written in &reading.limit {
            limits::set(&mut access.limits, written).map_err(CliError::Limit)?;
        }
        access.password = reading.password_file.as_deref().map(password).transpose()?;
        Ok(access)
    }

    fn open(&self, file: &Path) -> Result<Workbook, ReadError> {
        match &self.password {
            Some(password) => open_workbook_with_password(file, &self.limits, password),
            None => open_workbook(file, &self.limits),
        }
    }

    fn open_all(&self, files: &[PathBuf]) -> Result<Vec<Workbook>, CliError> {
        quietly(|| files.iter().map(|file| self.open(file)).collect::<Result<_, _>>()).map_err(CliError::Read)
    }

    fn read(&self, path: &Path) -> Result<ReadFile, ReadError> {
        let bytes = read_bytes(path, &self.limits)?;
        let name = path.to_string_lossy();
        let book = match &self.password {
            Some(password) => read_workbook_with_password(&name, &bytes, &self.limits, password),
            None => read_workbook(&name, &bytes, &self.limits),
        }?;
        Ok(ReadFile { path: path.to_path_buf(), bytes, book })
    }
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

/// What a file holds but for one line end, which editors put there.
fn password(path: &Path) -> Result<String, CliError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| CliError::PasswordFile { path: path.to_path_buf(), source })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_string())
}

/// A file as it was read, with its bytes.
pub(crate) struct ReadFile {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    pub(crate) book: Workbook,
}

/// Opens every file of a register and keeps its bytes.
pub(crate) fn read(files: &[PathBuf], reading: &ReadingArgs) -> Result<Vec<ReadFile>, CliError> {
    let access = Access::of(reading)?;
    quietly(|| files.iter().map(|path| access.read(path)).collect::<Result<_, _>>()).map_err(CliError::Read)
}

/// Opens every file beside a register, within the default limits.
pub(crate) fn open(files: &[PathBuf]) -> Result<Vec<Workbook>, CliError> {
    Access::default().open_all(files)
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

/// Opens every file of a register, and the documents of every folder.
///
/// A document that cannot be read does not stop the others; it is told of, and entered in the import.
pub(crate) fn open_all(files: &[PathBuf], reading: &ReadingArgs) -> Result<Opened, CliError> {
    let sorted = documents::sort(files)?;
    let tables = Access::of(reading)?.open_all(&sorted.tables)?;
    let (documents, errors) = quietly(|| documents::open(&sorted.documents));
    Ok(Opened { tables, documents, errors, others: sorted.others })
}

/// Opens and imports every file, for what is said of the cells themselves.
pub(crate) fn import(files: &[PathBuf], reading: &ReadingArgs) -> Result<(Vec<Workbook>, Import), CliError> {
    let mut opened = open_all(files, reading)?;
    opened.part_documents(reading)?;
    let import = imported(&opened.tables, files, reading)?;
    let tables = std::mem::take(&mut opened.tables);
    Ok((tables, opened.with_documents(import, reading)?))
}

/// Opens and imports every file, and lets go of the cells as they are read.
pub(crate) fn register(files: &[PathBuf], reading: &ReadingArgs) -> Result<Import, CliError> {
    open_all(files, reading)?.register(files, reading)
}

impl Opened {
    /// The register that was opened, of the files named.
    pub(crate) fn register(mut self, files: &[PathBuf], reading: &ReadingArgs) -> Result<Import, CliError> {
        self.part_documents(reading)?;
        let tables = std::mem::take(&mut self.tables);
        let import = by(reading, files, |importer| importer.import_owned(tables))?;
        self.with_documents(import, reading)
    }

    /// Takes the text files that hold no table but a DPIA out of the tables.
    fn part_documents(&mut self, reading: &ReadingArgs) -> Result<(), CliError> {
        let profile = profile(reading.profile.as_deref())?;
        self.tables.retain(|book| match documents::instead_of(book, &profile) {
            Some(document) => {
                self.documents.push(document);
                false
            }
            None => true,
        });
        Ok(())
    }

    /// The register with the documents, those that could not be read told of.
    fn with_documents(self, mut import: Import, reading: &ReadingArgs) -> Result<Import, CliError> {
        add_documents(&mut import, &*profile(reading.profile.as_deref())?, &self.documents);
        documents::enter_errors(&mut import, &self.errors);
        let lang = language(reading, &import);
        documents::tell(&import, &self.errors, &self.others, lang);
        tell_of_files_without_tables(&import, lang);
        Ok(import)
    }
}

/// Says of each file that nothing in it was taken for a register or a list of DPIAs: whoever named it counts on
/// what it says.
fn tell_of_files_without_tables(import: &Import, lang: Lang) {
    let mut read: BTreeMap<&str, bool> = BTreeMap::new();
    for table in &import.tables {
        *read.entry(&table.file).or_default() |= table.kind != TableKind::Other;
    }
    for (file, _) in read.into_iter().filter(|(_, read)| !read) {
        let said = texts(lang).fill("message.file_without_table", &[("file", &file)]);
        anstream::eprintln!("ropa: {said}");
    }
}

/// The register that workbooks hold, read from the files named.
pub(crate) fn imported(
    books: &[Workbook],
    files: &[PathBuf],
    reading: &ReadingArgs,
) -> Result<Import, CliError> {
    by(reading, files, |importer| importer.import(books))
}

/// Imports by the profile and the rule of merging that the call asks for.
fn by(
    reading: &ReadingArgs,
    files: &[PathBuf],
    import: impl FnOnce(&Importer<'_>) -> Import,
) -> Result<Import, CliError> {
    let profile = profile(reading.profile.as_deref())?;
    let choices = merging::choices(&reading.merging)?;
    let merging = Merging { prefer: reading.merging.prefer.map(Prefer::from), choices: &choices };
    let import = import(&Importer::new(&profile).with_merging(merging));
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
    ropa::ledger::read_decisions(book).map_err(CliError::Beside)
}

/// The ties recorded in a ledger or a review, where one is named.
pub(crate) fn ties(path: Option<&PathBuf>) -> Result<Vec<RecordedLink>, CliError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let books = open(std::slice::from_ref(path))?;
    let book = books.first().ok_or(CliError::NoFiles)?;
    ropa::ledger::read_links(book).map_err(CliError::Beside)
}

/// The answers recorded in a file, where one is named.
pub(crate) fn answers(path: Option<&PathBuf>) -> Result<Vec<RecordedAnswer>, CliError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let books = open(std::slice::from_ref(path))?;
    let book = books.first().ok_or(CliError::NoFiles)?;
    ropa::ledger::read_answers(book).map_err(CliError::Beside)
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
