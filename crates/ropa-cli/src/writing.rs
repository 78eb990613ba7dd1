//! What to tell the user of a file that could not be written.

use crate::texts::{Texts, texts};
use ropa::text::Lang;
use ropa::writeback::WritebackError;
use std::fmt::Display;
use std::io;
use std::path::Path;

/// Why the system did not let a file be written, and what to do.
pub(crate) fn refused(path: &Path, source: &io::Error, texts: &Texts) -> String {
    // On Windows: access denied, as for a file that is open, a sharing violation, and a lock on a part of it.
    const OPEN_ELSEWHERE: [i32; 3] = [5, 32, 33];
    let open = cfg!(windows) && source.raw_os_error().is_some_and(|code| OPEN_ELSEWHERE.contains(&code));
    let key = match source.kind() {
        _ if open && path.exists() => "locked",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => "full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "denied",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no_folder",
        io::ErrorKind::IsADirectory => "is_folder",
        _ => "other",
    };
    // In full: "the folder ." tells nobody where to look.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = whole.parent().unwrap_or(&whole);
    let why = texts.fill(&format!("writing.{key}"), &[("cause", source), ("folder", &folder.display())]);
    texts.fill("error.write", &[("path", &path.display()), ("cause", &why)])
}

/// Why an export could not be made, and what to do.
pub(crate) fn export(error: &WritebackError, lang: Lang) -> String {
    let texts = texts(lang);
    let say = |key: &str, values: &[(&str, &dyn Display)]| texts.fill(&format!("export.{key}"), values);
    match error {
        WritebackError::Read(error) => crate::reading::message(error, lang),
        WritebackError::NoSheet(cell) => say("no_sheet", &[("sheet", &cell.sheet)]),
        WritebackError::NotInEncoding { cell, encoding, character } => {
            say("not_in_encoding", &[("cell", cell), ("encoding", encoding), ("character", character)])
        }
        WritebackError::LossyText { file, encoding } => {
            say("lossy", &[("path", file), ("encoding", encoding)])
        }
        WritebackError::SharedFormula(cell) => say("shared_formula", &[("cell", cell)]),
        WritebackError::Encrypted(file) => say("encrypted", &[("path", file)]),
        WritebackError::NoDelimiter(cell) => say("no_delimiter", &[("cell", cell)]),
        WritebackError::NoPlace(cell) => say("no_place", &[("cell", cell)]),
        WritebackError::TooLong { cell, limit } => say("too_long", &[("cell", cell), ("limit", limit)]),
        WritebackError::NotFaithful(cell) => say("not_faithful", &[("cell", cell)]),
        WritebackError::DoesNotFit { sheet, what } => {
            say("does_not_fit", &[("sheet", sheet), ("what", what)])
        }
        WritebackError::Part { part, detail } => {
            let part = texts.find(&format!("export.named.{part}")).unwrap_or(part);
            say("part", &[("part", &part), ("because", &ropa::report::refusal::because(detail, lang))])
        }
        other => say("other", &[("cause", other)]),
    }
}
