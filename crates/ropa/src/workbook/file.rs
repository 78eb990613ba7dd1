//! A file's bytes, read whole, or why they cannot be.

use crate::workbook::{Limits, Problem};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Reads a regular file that nobody writes to meanwhile.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Problem> {
    // Before opening, since Windows calls a folder a matter of permission, and a pipe would wait for
    // somebody to write to it.
    let found = fs::metadata(path).map_err(|error| {
        let is_link = fs::symlink_metadata(path).is_ok_and(|itself| itself.is_symlink());
        match Problem::of_io(&error) {
            Problem::NotFound if is_link => Problem::BrokenLink,
            other => other,
        }
    })?;
    if found.is_dir() {
        return Err(Problem::Folder);
    }
    if !found.is_file() {
        return Err(Problem::NotAFile);
    }
    let file = File::open(path).map_err(|error| Problem::of_io(&error))?;
    steady(file, limits, || {})
}

/// Reads an open file; `meanwhile` is what happens between reading it and looking whether it is still
/// as it was.
fn steady(mut file: File, limits: &Limits, meanwhile: impl FnOnce()) -> Result<Vec<u8>, Problem> {
    let state = |file: &File| {
        // A system that keeps no times has the size alone.
        file.metadata().map(|found| (found.len(), found.modified().ok()))
    };
    let io = |error: std::io::Error| Problem::of_io(&error);
    let before = state(&file).map_err(io)?;
    if before.0 > limits.file_bytes {
        return Err(Problem::FileTooLarge { limit: limits.file_bytes });
    }
    let mut bytes = Vec::new();
    file.by_ref().take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    meanwhile();
    if state(&file).map_err(io)? != before {
        return Err(Problem::Changed);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_that_changes_meanwhile_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.csv");
        let limits = Limits::default();
        fs::write(&path, "Id;Namn\n1;Lön").unwrap();
        let open = || File::open(&path).unwrap();
        assert_eq!(steady(open(), &limits, || {}).unwrap(), "Id;Namn\n1;Lön".as_bytes());
        let append = || fs::File::options().append(true).open(&path).unwrap().write_all(b"\n2").unwrap();
        assert_eq!(steady(open(), &limits, append), Err(Problem::Changed));
        let same_size = || {
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        };
        assert_eq!(steady(open(), &limits, same_size), Err(Problem::Changed));
        // What was read is whole, though the name now stands for nothing.
        assert!(steady(open(), &limits, || fs::remove_file(&path).unwrap()).is_ok());
    }
}
