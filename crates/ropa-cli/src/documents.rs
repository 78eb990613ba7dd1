//! What to say of DPIAs that are documents beside the tables.

use crate::texts::texts;
use ropa::casefile::CaseFile;
use ropa::import::DocumentOutcome;
use ropa::text::Lang;
use ropa::workbook::FileKind;
use std::path::{Path, PathBuf};

/// So many of the other files in a folder are named.
const NAMED: usize = 5;

/// Says which documents were not read and why, which are no DPIAs, and what else the folders hold.
pub(crate) fn tell(case: &CaseFile<'_>, files: &[PathBuf], lang: Lang) {
    tell_left_out(case, lang);
    let tables = tables_left_out(case, files);
    if !tables.is_empty() {
        let told =
            texts(lang).fill("document.tables", &[("count", &tables.len()), ("names", &named(&tables))]);
        anstream::eprintln!("ropa: {told}");
    }
}

/// The tables in the folders named, which nobody named themselves: a folder is only looked through for documents.
pub(crate) fn tables_left_out(case: &CaseFile<'_>, files: &[PathBuf]) -> Vec<PathBuf> {
    let others = case.other_files().iter().filter(|path| is_table(path) && !files.contains(path));
    others.cloned().collect()
}

fn is_table(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    !hidden && ending.is_some_and(|ending| FileKind::only_tables(&ending))
}

/// The first of some files by name.
fn named(paths: &[impl AsRef<Path>]) -> String {
    let mut names: Vec<_> =
        paths.iter().take(NAMED).map(|path| path.as_ref().display().to_string()).collect();
    if paths.len() > NAMED {
        names.push("…".to_string());
    }
    names.join(", ")
}

/// The same, without the tables that the folders hold.
pub(crate) fn tell_left_out(case: &CaseFile<'_>, lang: Lang) {
    let (import, errors) = (case.import(), case.unread_documents());
    let texts = texts(lang);
    for error in errors {
        anstream::eprintln!("ropa: {}", crate::reading::document(error, lang));
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
    let others: Vec<&PathBuf> = case.other_files().iter().filter(|path| !is_table(path)).collect();
    if !others.is_empty() {
        anstream::eprintln!(
            "ropa: {}",
            texts.fill("document.others", &[("count", &others.len()), ("names", &named(&others))])
        );
    }
}
