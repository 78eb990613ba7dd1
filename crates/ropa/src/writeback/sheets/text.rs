//! One sheet as delimited text, in the dialect asked for.

use crate::source::CellRef;
use crate::workbook::{CellKind, CsvError, Dialect, Sheet, guarded, neutralised, write_lines};
use crate::writeback::WritebackError;
use std::borrow::Cow;
use std::io::Write;

/// What so many empty cells would take is more than any register, and a stray cell far out.
const MOST_CELLS: u64 = 100_000_000;

/// Writes a sheet as delimited text, its cells in their places. A text that a spreadsheet would run as a formula
/// has an apostrophe in front, which reading takes away again; see [`neutralised`].
///
/// # Errors
/// [`WritebackError::NotInEncoding`], [`WritebackError::DoesNotFit`] and [`WritebackError::Write`].
pub fn csv(mut out: impl Write, file: &str, sheet: &Sheet, dialect: Dialect) -> Result<(), WritebackError> {
    let mut lines: Vec<Vec<Cow<'_, str>>> = Vec::new();
    let mut cells: u64 = 0;
    let mut next = 0_u32;
    for (row, filled) in sheet.rows() {
        let width = filled.last().map_or(0, |cell| u64::from(cell.place.col) + 1);
        cells = cells.saturating_add(width + u64::from(row - next));
        if cells > MOST_CELLS {
            let what = filled.last().map(|cell| cell.place.to_string()).unwrap_or_default();
            return Err(WritebackError::DoesNotFit { sheet: sheet.name.to_string(), what });
        }
        lines.extend((next..row).map(|_| Vec::new()));
        next = row + 1;
        let mut at = 0;
        let mut line: Vec<Cow<'_, str>> = Vec::new();
        for cell in filled {
            line.extend((at..cell.place.col).map(|_| Cow::Borrowed("")));
            // A number is none that could be run.
            line.push(if cell.kind == CellKind::Text {
                neutralised(&cell.text)
            } else {
                (&*cell.text).into()
            });
            at = cell.place.col + 1;
        }
        lines.push(line);
    }
    write_lines(&mut out, &lines, dialect).map_err(|error| failed(error, file, &sheet.name))
}

/// Writes a table of texts as delimited text.
///
/// # Errors
/// [`WritebackError::NotInEncoding`] and [`WritebackError::Write`].
pub fn table_csv(out: &mut impl Write, rows: &[Vec<String>], dialect: Dialect) -> Result<(), WritebackError> {
    write_lines(out, &guarded(rows), dialect).map_err(|error| failed(error, "", ""))
}

fn failed(error: CsvError, file: &str, sheet: &str) -> WritebackError {
    match error {
        CsvError::NotInEncoding { place, encoding, character } => WritebackError::NotInEncoding {
            cell: CellRef { file: file.into(), sheet: sheet.into(), place },
            encoding,
            character,
        },
        CsvError::Write(error) => WritebackError::Write(error),
    }
}
