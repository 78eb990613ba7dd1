//! Results to the screen, or safely to a file.

use crate::error::CliError;
use ropa::report::ReportError;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes what `render` makes to standard output, or to `path`: first to a temporary file beside
/// the target, then renamed, so that a failure leaves the old file as it was.
///
/// Refuses to write over any of the `inputs`.
pub(crate) fn write(
    path: Option<&Path>,
    inputs: &[PathBuf],
    render: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> Result<(), CliError> {
    let Some(path) = path else {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        return render(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|error| match error {
            ReportError::Write(error) => CliError::Stdout(error),
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
    let failed = |source| CliError::Write { path: path.to_path_buf(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".ropa-").tempfile_in(folder).map_err(failed)?;
    {
        let mut out = io::BufWriter::with_capacity(1 << 16, file.as_file_mut());
        render(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|error| match error {
            ReportError::Write(error) => failed(error),
            other => CliError::Report(other),
        })?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
