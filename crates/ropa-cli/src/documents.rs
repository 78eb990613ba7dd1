//! DPIAs that are documents, beside the tables: which files they are, and what to say of them.

use crate::error::CliError;
use crate::texts::{Texts, texts};
use ropa::documents::{
    Document, DocumentError, DocumentLimits, DocumentProblem, add_documents, is_document, list_folder,
    open_document,
};
use ropa::import::{DocumentInfo, DocumentOutcome, Import, Importer, Layout, Profile};
use ropa::report::Lang;
use ropa::workbook::{Problem, ReadError, Workbook};
use std::path::{Path, PathBuf};

/// So many of the other files in a folder are named.
const NAMED: usize = 5;

/// The files named, told apart.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    /// Workbooks and delimited text.
    pub(crate) tables: Vec<PathBuf>,
    /// Documents, those of folders too.
    pub(crate) documents: Vec<PathBuf>,
    /// Files in folders that are neither.
    pub(crate) others: Vec<PathBuf>,
}

/// Tells documents from tables, by their content, and looks into folders.
pub(crate) fn sort(files: &[PathBuf]) -> Result<Sorted, CliError> {
    let mut sorted = Sorted::default();
    for file in files {
        if file.is_dir() {
            let folder = list_folder(file).map_err(|error| {
                let problem = Problem::Io { detail: error.to_string() };
                CliError::Read(ReadError { file: file.to_string_lossy().as_ref().into(), problem })
            })?;
            sorted.documents.extend(folder.documents);
            sorted.others.extend(folder.others);
        } else if is_document(file) {
            sorted.documents.push(file.clone());
        } else {
            sorted.tables.push(file.clone());
        }
    }
    Ok(sorted)
}

/// Documents as far as they could be read, and what went wrong with the others.
pub(crate) fn open(files: &[PathBuf]) -> (Vec<Document>, Vec<DocumentError>) {
    let limits = DocumentLimits::default();
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        match open_document(file, &limits) {
            Ok(document) => documents.push(document),
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

/// A text file that holds no table, where it is a DPIA. Labels and values below each other are no table.
pub(crate) fn instead_of(book: &Workbook, profile: &Profile) -> Option<Document> {
    let path = Path::new(&*book.file);
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt")) {
        return None;
    }
    let table = Importer::new(profile).import(std::slice::from_ref(book));
    let in_rows = table.tables.iter().any(|table| table.records > 0 && table.layout != Layout::Form);
    if in_rows || !table.register.activities.is_empty() {
        return None;
    }
    let document = open_document(path, &DocumentLimits::default()).ok()?;
    let mut tried = Import::default();
    add_documents(&mut tried, profile, std::slice::from_ref(&document));
    (!tried.register.dpias.is_empty()).then_some(document)
}

/// Enters the documents that could not be read, so that the results tell of them.
pub(crate) fn enter_errors(import: &mut Import, errors: &[DocumentError]) {
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

/// Says which documents were not read and why, which are no DPIAs, and what else the folders hold.
pub(crate) fn tell(import: &Import, errors: &[DocumentError], others: &[PathBuf], lang: Lang) {
    let texts = texts(lang);
    for error in errors {
        anstream::eprintln!("ropa: {}", message(error, lang));
    }
    if !errors.is_empty() {
        let read = import.documents.len() - errors.len();
        anstream::eprintln!(
            "ropa: {}",
            texts.fill("document.unread", &[("count", &errors.len()), ("read", &read)])
        );
    }
    for info in &import.documents {
        if let DocumentOutcome::NotADpia { sign, begins } = &info.outcome {
            let begins: String =
                begins.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            let why = texts.fill(&format!("document.{sign}"), &[("begins", &begins)]);
            anstream::eprintln!("ropa: {}: {why}", info.file);
        }
    }
    if !others.is_empty() {
        let mut names: Vec<_> = others.iter().take(NAMED).map(|path| path.display().to_string()).collect();
        if others.len() > NAMED {
            names.push("…".to_string());
        }
        let names = names.join(", ");
        anstream::eprintln!(
            "ropa: {}",
            texts.fill("document.others", &[("count", &others.len()), ("names", &names)])
        );
    }
}

/// The file, what is wrong with it and what to do.
pub(crate) fn message(error: &DocumentError, lang: Lang) -> String {
    format!("{}: {}", error.file, problem(&error.problem, texts(lang)))
}

fn problem(problem: &DocumentProblem, texts: &Texts) -> String {
    let say =
        |key: &str, values: &[(&str, &dyn std::fmt::Display)]| texts.fill(&format!("document.{key}"), values);
    let kind = |what: &str| texts.find(&format!("document.kind.{what}")).unwrap_or(what).to_string();
    match problem {
        DocumentProblem::File(problem) => crate::reading::problem(problem, texts),
        DocumentProblem::PasswordProtected => say("password_protected", &[]),
        DocumentProblem::NoText { pages: 0 } => say("empty", &[]),
        DocumentProblem::NoText { pages } => say("no_text", &[("pages", pages)]),
        DocumentProblem::OldFormat { what } => say("old_format", &[("what", &kind(what))]),
        DocumentProblem::NotADocument { what } => say("not_a_document", &[("what", &kind(what))]),
        DocumentProblem::InflatedTooLarge { limit } => {
            say("inflated_too_large", &[("limit", &(limit >> 20))])
        }
        DocumentProblem::TooMuchText { limit } => say("too_much_text", &[("limit", &(limit >> 20))]),
        DocumentProblem::TooManyBlocks { limit } => say("too_many_blocks", &[("limit", limit)]),
        DocumentProblem::TooManyPages { found, limit } => {
            say("too_many_pages", &[("found", found), ("limit", limit)])
        }
        DocumentProblem::TooDeep { limit } => say("too_deep", &[("limit", limit)]),
        DocumentProblem::XmlEntities { part } => say("xml_entities", &[("part", part)]),
        DocumentProblem::Damaged { detail } => say("damaged", &[("detail", detail)]),
        // A kind of error that this catalogue does not know yet; the library's own words.
        other => other.to_string(),
    }
}
