//! Changes as delimited text that Swedish Excel opens with a double click.

use super::row::{COLUMNS, changes};
use super::sentences::Sentences;
use super::view::DiffView;
use crate::workbook::{CsvOut, WriteError};
use std::io::Write;

/// Writes one row per change, what weighs most first: semicolons, UTF-8 with a byte order mark, CRLF. Records that only one
/// register has are no changes, and stand in the other forms.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &DiffView<'_>) -> Result<(), WriteError> {
    let mut out = CsvOut::excel_sv(out)?;
    let sentences = Sentences::new(view);
    out.row(COLUMNS.iter().map(|(key, ..)| sentences.texts.column.of(key)))?;
    for change in changes(&sentences) {
        out.row(COLUMNS.iter().map(|(_, _, content)| content(&sentences, &change)))?;
    }
    Ok(out.finish()?)
}
