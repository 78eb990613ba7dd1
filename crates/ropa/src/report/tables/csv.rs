//! A table as delimited text.

use super::schema::Table;
use super::value::TableValue;
use super::view::TablesView;
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes a table as the CSV that Excel opens: semicolons, UTF-8 with a mark. A missing value is an empty cell.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, table: Table, view: &TablesView<'_>) -> Result<(), WriteError> {
    let mut csv = CsvOut::excel_sv(out)?;
    csv.row(table.schema().columns.iter().map(|column| &column.name))?;
    for row in view.rows(table) {
        csv.row(row.iter().map(TableValue::written))?;
    }
    csv.finish()?;
    Ok(())
}
