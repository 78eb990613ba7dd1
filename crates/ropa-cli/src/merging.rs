//! Records that several files hold: the choices that people have made, and a workbook for those they have not.

use crate::args::MergeArgs;
use crate::error::CliError;
use crate::output;
use crate::texts::texts;
use ropa::import::Import;
use ropa::report::merge::workbook;
use ropa::text::Lang;
use std::path::{Path, PathBuf};

/// Says which records answer differently and stay several, and writes the workbook to settle them in where one
/// is asked for.
pub(crate) fn tell(args: &MergeArgs, files: &[PathBuf], import: &Import, lang: Lang) -> Result<(), CliError> {
    let open = import.merged.open().count();
    let texts = texts(lang);
    match &args.conflicts {
        Some(path) if open == 0 => {
            anstream::eprintln!("ropa: {}", texts.fill("message.no_conflicts", &[("path", &path.display())]));
        }
        Some(path) => {
            let left_out = written(path, files, import, lang)?;
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("count", &(open - left_out)),
                ("path", &path.display()),
                ("argument", &crate::texts::argument(path)),
            ];
            anstream::eprintln!("ropa: {}", texts.fill("message.conflicts_written", &values));
            if left_out > 0 {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("count", &left_out), ("most", &ropa::report::merge::MOST_ANSWERS)];
                anstream::eprintln!("ropa: {}", texts.fill("message.conflicts_left_out", &values));
            }
        }
        None if open > 0 => {
            anstream::eprintln!("ropa: {}", texts.fill("message.open_conflicts", &[("count", &open)]));
        }
        None => {}
    }
    Ok(())
}

/// Writes the workbook; one that is there already may be filled in, and stays.
fn written(path: &Path, files: &[PathBuf], import: &Import, lang: Lang) -> Result<usize, CliError> {
    if path.exists() {
        return Err(CliError::ConflictsThere(path.to_path_buf()));
    }
    let mut left_out = 0;
    output::write(Some(path), files, |out| {
        left_out = workbook(out, import, lang)?;
        Ok(())
    })?;
    Ok(left_out)
}
