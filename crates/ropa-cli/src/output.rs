//! Results to the screen, or safely to a file.

use crate::error::CliError;
use chrono::NaiveDate;
use ropa::workbook::WriteError;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes what `render` makes to standard output, or to `path`: first to a temporary file beside
/// the target, then renamed, so that a failure leaves the old file as it was.
///
/// Refuses to write over any of the `inputs`.
pub(crate) fn write(
    path: Option<&Path>,
    inputs: &[PathBuf],
    render: impl FnOnce(&mut dyn Write) -> Result<(), WriteError>,
) -> Result<(), CliError> {
    let Some(path) = path else {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        return render(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|error| match error {
            WriteError::Write(error) => CliError::Stdout(error),
            other => CliError::Report(other),
        });
    };
    let same = |input: &PathBuf| match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(output)) => input == output,
        _ => false,
    };
    if inputs.iter().any(same) {
        return Err(CliError::OverwritesInput(path.to_path_buf()));
    }
    let file = beside(path, render)?;
    file.persist(path).map_err(|error| failed(path, error.error))?;
    Ok(())
}

/// Refuses to write over a document that people may have written on in.
pub(crate) fn must_be_new(path: Option<&Path>) -> Result<(), CliError> {
    match path.filter(|path| path.exists()) {
        Some(path) => Err(CliError::Exists(path.to_path_buf())),
        None => Ok(()),
    }
}

/// Writes what `render` makes to a file that was not there, and gives its name: `path`, or with a number where
/// something is called so already.
pub(crate) fn write_new(
    path: &Path,
    render: impl FnOnce(&mut dyn Write) -> Result<(), WriteError>,
) -> Result<PathBuf, CliError> {
    let mut file = beside(path, render)?;
    let mut number = 1;
    loop {
        let name = numbered(path, number);
        match file.persist_noclobber(&name) {
            Ok(_) => return Ok(name),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                file = error.file;
                number += 1;
            }
            Err(error) => return Err(failed(&name, error.error)),
        }
    }
}

/// `lista (2).xlsx` for the second file of a name.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_path_buf();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem} ({number}){ending}"))
}

/// Writes new bytes in the place of a file that was read, which is kept beside it under a name of its own; gives
/// that name. Refuses where the file no longer holds the bytes that were read.
pub(crate) fn replace(path: &Path, read: &[u8], new: &[u8], day: NaiveDate) -> Result<PathBuf, CliError> {
    // The file itself, where the name is a link to it.
    let path = &path.canonicalize().map_err(|error| failed(path, error))?;
    let file = beside(path, |out| Ok(out.write_all(new)?))?;
    if let Ok(kept) = path.metadata() {
        // A file that all in the group may read is still one.
        let _ = file.as_file().set_permissions(kept.permissions());
    }
    let backup = backup(path, read, day)?;
    // As late as can be: what someone saved meanwhile is not written over.
    let unchanged = std::fs::read(path).map(|now| now == read);
    let done = match unchanged {
        Ok(true) => file.persist(path).map(|_| ()).map_err(|error| failed(path, error.error)),
        Ok(false) => Err(CliError::ChangedMeanwhile(path.clone())),
        Err(error) => Err(failed(path, error)),
    };
    if done.is_err() {
        // Nothing was replaced, so nothing needs to be kept.
        let _ = std::fs::remove_file(&backup);
    }
    done.map(|()| backup)
}

/// Keeps the bytes that were read under a name that no file has: `register.2026-11-25.bak.xlsx`.
fn backup(path: &Path, read: &[u8], day: NaiveDate) -> Result<PathBuf, CliError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let mut number = 1;
    loop {
        let count = if number == 1 { String::new() } else { format!("-{number}") };
        let name = path.with_file_name(format!("{stem}.{day}{count}.bak{ending}"));
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(mut file) => {
                let written = file.write_all(read).and_then(|()| file.sync_all());
                return match written {
                    Ok(()) => Ok(name),
                    Err(error) => {
                        let _ = std::fs::remove_file(&name);
                        Err(failed(&name, error))
                    }
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(failed(&name, error)),
        }
    }
}

/// A temporary file in the folder of `path`, with what `render` makes. It is removed unless it takes the place of
/// another.
fn beside(
    path: &Path,
    render: impl FnOnce(&mut dyn Write) -> Result<(), WriteError>,
) -> Result<NamedTempFile, CliError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file(folder).map_err(|error| failed(path, error))?;
    {
        let mut out = io::BufWriter::with_capacity(1 << 16, file.as_file_mut());
        render(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|error| match error {
            WriteError::Write(error) => failed(path, error),
            other => CliError::Report(other),
        })?;
    }
    File::sync_all(file.as_file()).map_err(|error| failed(path, error))?;
    Ok(file)
}

fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ropa-");
    // As any new file: readable by those whom the user lets read, not by the user alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn failed(path: &Path, source: io::Error) -> CliError {
    CliError::Write { path: path.to_path_buf(), source }
}
