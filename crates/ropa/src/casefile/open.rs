//! From files to workbooks and documents, each file read once.

use super::CaseFileError;
use super::input::Input;
use super::watch::{Progress, Watch};
use crate::documents::{
    Document, DocumentError, DocumentLimits, add_documents, document_bytes, is_document_named, list_folder,
    read_document,
};
use crate::import::{DocumentInfo, DocumentOutcome, Import, Importer, Layout, Profile};
use crate::workbook::{Limits, Problem, ReadError, Workbook, read_workbook, read_workbook_with_password};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table as it was opened.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OpenedTable {
    on_disk: Option<PathBuf>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its sheets.
    pub book: Workbook,
}

impl OpenedTable {
    /// The file on disk; its name, where it was held in memory.
    pub fn path(&self) -> &Path {
        self.on_disk.as_deref().unwrap_or(Path::new(&*self.book.file))
    }
}

/// What files hold, before it is read as a register.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Tables, in the order of the files.
    pub(super) tables: Vec<OpenedTable>,
    pub(super) documents: Vec<Document>,
    /// Documents that could not be read.
    pub(super) errors: Vec<DocumentError>,
    /// What else the folders hold.
    pub(super) others: Vec<PathBuf>,
}

/// How files are opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Access<'a> {
    pub(super) limits: &'a Limits,
    pub(super) document_limits: &'a DocumentLimits,
    pub(super) password: Option<&'a str>,
    pub(super) profile: &'a Profile,
    pub(super) watch: Watch<'a>,
}

/// Reads the sheets of one file.
pub(super) fn table(file: &Input, limits: &Limits, password: Option<&str>) -> Result<Workbook, ReadError> {
    let bytes = file.read(limits)?;
    sheets(&file.name(), &bytes, limits, password)
}

fn sheets(name: &str, bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Workbook, ReadError> {
    match password {
        Some(password) => read_workbook_with_password(name, bytes, limits, password),
        None => read_workbook(name, bytes, limits),
    }
}

/// Opens every file of a register, and the documents of every folder. A document that cannot be read does not stop
/// the others.
pub(super) fn open(files: &[Input], access: Access<'_>) -> Result<Opened, CaseFileError> {
    let mut opened = Opened::default();
    let files = within_folders(files, &mut opened)?;
    for (done, (file, of_folder)) in files.iter().enumerate() {
        access.watch.look(Progress::Opening { file: &file.name(), done, of: files.len() })?;
        opened.one(file, *of_folder, access)?;
    }
    Ok(opened)
}

/// The files named, and the documents of folders, which are told from tables by standing there.
fn within_folders(files: &[Input], opened: &mut Opened) -> Result<Vec<(Input, bool)>, CaseFileError> {
    let mut all = Vec::new();
    for file in files {
        match file.path().filter(|path| path.is_dir()) {
            None => all.push((file.clone(), false)),
            Some(path) => {
                let folder = list_folder(path).map_err(|error| ReadError {
                    file: file.name().as_ref().into(),
                    problem: Problem::Io { detail: error.to_string() },
                })?;
                all.extend(folder.documents.into_iter().map(|path| (path.into(), true)));
                opened.others.extend(folder.others);
            }
        }
    }
    Ok(all)
}

impl Opened {
    fn one(&mut self, file: &Input, of_folder: bool, access: Access<'_>) -> Result<(), CaseFileError> {
        let name = file.name();
        if of_folder {
            match document_bytes(file.path().unwrap_or(Path::new("")), access.document_limits) {
                Ok(bytes) => self.document(&name, &bytes, access.document_limits),
                Err(error) => self.errors.push(error),
            }
            return Ok(());
        }
        let bytes = match file.read(access.limits) {
            Ok(bytes) => bytes,
            // A document that cannot be read is told of with the others.
            Err(error) if is_document_named(&name, None) => {
                self.errors.push(DocumentError { file: error.file, problem: error.problem.into() });
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        if is_document_named(&name, Some(&bytes)) {
            self.document(&name, &bytes, access.document_limits);
            return Ok(());
        }
        let book = sheets(&name, &bytes, access.limits, access.password)?;
        match instead_of(&book, &bytes, access) {
            Some(document) => self.documents.push(document),
            None => {
                self.tables.push(OpenedTable { on_disk: file.path().map(Path::to_path_buf), bytes, book })
            }
        }
        Ok(())
    }

    fn document(&mut self, name: &str, bytes: &[u8], limits: &DocumentLimits) {
        match read_document(name, bytes, limits) {
            Ok(document) => self.documents.push(document),
            Err(error) => self.errors.push(error),
        }
    }

    /// Adds the documents to an import, those that could not be read told of.
    pub(super) fn add_documents(&self, import: &mut Import, profile: &Profile) {
        add_documents(import, profile, &self.documents);
        enter_errors(import, &self.errors);
    }
}

/// A text file that holds no table, where it is a DPIA. Labels and values below each other are no table.
fn instead_of(book: &Workbook, bytes: &[u8], access: Access<'_>) -> Option<Document> {
    if !Path::new(&*book.file).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt")) {
        return None;
    }
    let table = Importer::new(access.profile).import(std::slice::from_ref(book));
    let in_rows = table.tables.iter().any(|table| table.records > 0 && table.layout != Layout::Form);
    if in_rows || !table.register.activities.is_empty() {
        return None;
    }
    let document = read_document(&book.file, bytes, access.document_limits).ok()?;
    let mut tried = Import::default();
    add_documents(&mut tried, access.profile, std::slice::from_ref(&document));
    (!tried.register.dpias.is_empty()).then_some(document)
}

/// Enters the documents that could not be read, so that the results tell of them.
fn enter_errors(import: &mut Import, errors: &[DocumentError]) {
    import.documents.extend(errors.iter().map(|error| DocumentInfo {
        file: error.file.clone(),
        format: None,
        outcome: DocumentOutcome::Unreadable { fault: error.problem.fault() },
        copy_of: None,
        missing: Vec::new(),
        differs: Vec::new(),
        measures: Vec::new(),
        versions: 0,
        tracked_changes: false,
    }));
    import.documents.sort_by(|a, b| a.file.cmp(&b.file));
}
