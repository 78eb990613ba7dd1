//! Suppliers and systems as delimited text that Swedish Excel opens with a double click.

use super::row::{COLUMNS, all};
use super::sentences::Sentences;
use super::view::SuppliersView;
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes one row per supplier, then one per system: semicolons, UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &SuppliersView<'_>) -> Result<(), WriteError> {
    let mut out = CsvOut::excel_sv(out)?;
    let sentences = Sentences::new(view);
    out.row(COLUMNS.iter().map(|(key, ..)| sentences.texts.column.of(key)))?;
    for row in all(&sentences) {
        out.row(COLUMNS.iter().map(|(_, _, content)| content(&sentences, row)))?;
    }
    Ok(out.finish()?)
}
