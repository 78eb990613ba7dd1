//! What an incident touches, as delimited text that Swedish Excel opens with a double click.

use super::row::{COLUMNS, Rows};
use super::sentences::Sentences;
use super::view::ImpactView;
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes one row per record: what is hit, ring by ring, then what does not answer, then what is not named. Semicolons,
/// UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let mut out = CsvOut::excel_sv(out)?;
    let sentences = Sentences::new(view);
    let rows = Rows::new(&sentences);
    out.row(COLUMNS.iter().map(|(key, ..)| sentences.texts.column.of(key)))?;
    for row in rows.hits().iter().chain(&rows.rest()) {
        out.row(COLUMNS.iter().map(|(_, _, content)| content(&rows, row)))?;
    }
    Ok(out.finish()?)
}
