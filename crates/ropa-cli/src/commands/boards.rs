//! A folder of boards: one folder a board, each with settings of its own.

use crate::config::NAME;
use crate::error::CliError;
use std::path::{Path, PathBuf};

/// The folders with settings of their own, by name.
pub(super) fn folders(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let unread = |source| CliError::Folder { path: folder.to_path_buf(), source };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.join(NAME).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    match folders.is_empty() {
        true => Err(CliError::NoBoards(folder.to_path_buf())),
        false => Ok(folders),
    }
}

/// What a folder is called.
pub(super) fn called(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
