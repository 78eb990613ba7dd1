//! The documents of a folder.

use crate::documents::open::ending;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folder {
    /// Files with the ending of a document, also of those formats that cannot be read, sorted by path.
    pub documents: Vec<PathBuf>,
    /// Other files, sorted by path: hidden ones, the marks of documents that are open (`~$...`), and
    /// files of other kinds.
    pub others: Vec<PathBuf>,
}

/// Folders inside each other, as deep as they are looked into.
const DEEPEST: usize = 16;
/// Files looked at; a folder of more is hardly one of DPIAs.
const MOST_FILES: usize = 20_000;

/// Lists the documents of a folder and of the folders inside it.
///
/// Links to other folders are not followed.
///
/// # Errors
///
/// What the system says of a folder that cannot be looked into, or that holds too many files.
pub(crate) fn list_folder(folder: &Path) -> io::Result<Folder> {
    let mut found = Folder::default();
    list(folder, 0, &mut found)?;
    found.documents.sort();
    found.others.sort();
    Ok(found)
}

fn list(folder: &Path, depth: usize, found: &mut Folder) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_hidden = name.starts_with('.') || name.starts_with("~$") || name.starts_with(".~lock");
        if kind.is_dir() {
            if !is_hidden && depth < DEEPEST {
                list(&path, depth + 1, found)?;
            }
        } else if !is_hidden && is_document_name(&name) {
            found.documents.push(path);
        } else {
            found.others.push(path);
        }
        if found.documents.len() + found.others.len() > MOST_FILES {
            return Err(io::Error::other(format!("more than {MOST_FILES} files")));
        }
    }
    Ok(())
}

fn is_document_name(name: &str) -> bool {
    const ENDINGS: [&str; 10] = ["docx", "docm", "dotx", "odt", "pdf", "md", "markdown", "txt", "doc", "rtf"];
    ending(name).is_some_and(|ending| ENDINGS.contains(&&*ending))
}
