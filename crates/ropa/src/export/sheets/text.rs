//! One sheet as delimited text, in the dialect asked for.

use crate::export::ExportError;
use crate::model::{CellRef, Place};
use crate::sheet::{CellKind, Sheet, encode, neutralised};
use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::Write;

/// How text is divided into cells and lines, and put in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: u8,
    /// What ends a line.
    pub line_end: &'static str,
    pub(in crate::export) encoding: &'static Encoding,
    /// Whether a byte order mark stands first.
    pub mark: bool,
}

impl Dialect {
    /// What Swedish Excel opens with a double click: semicolons, UTF-8 with a byte order mark, CRLF.
    pub const EXCEL_SV: Dialect =
        Dialect { delimiter: b';', line_end: "\r\n", encoding: UTF_8, mark: true };
    /// What English Excel opens with a double click: commas, UTF-8 with a byte order mark, CRLF.
    pub const EXCEL_EN: Dialect = Dialect { delimiter: b',', ..Dialect::EXCEL_SV };
    /// RFC 4180: commas, UTF-8 without a mark, CRLF.
    pub const RFC4180: Dialect = Dialect { mark: false, ..Dialect::EXCEL_EN };

    /// The same in UTF-8, with or without its byte order mark.
    pub fn in_utf_8(self, mark: bool) -> Dialect {
        Dialect { encoding: UTF_8, mark, ..self }
    }

    /// The same in Windows-1252, which older programs take for granted.
    pub fn in_windows_1252(self) -> Dialect {
        Dialect { encoding: WINDOWS_1252, mark: false, ..self }
    }

    /// The same in UTF-16 with its byte order mark, as Excel saves "Unicode text".
    pub fn in_utf_16(self) -> Dialect {
        Dialect { encoding: UTF_16LE, mark: true, ..self }
    }
}

/// What so many empty cells would take is more than any register, and a stray cell far out.
const MOST_CELLS: u64 = 100_000_000;

/// Writes a sheet as delimited text, its cells in their places. A text that a spreadsheet would run as a formula
/// has an apostrophe in front, which reading takes away again; see [`neutralised`].
///
/// # Errors
/// [`ExportError::NotInEncoding`], [`ExportError::DoesNotFit`] and [`ExportError::Write`].
pub fn csv(mut out: impl Write, file: &str, sheet: &Sheet, dialect: Dialect) -> Result<(), ExportError> {
    let mut cells: u64 = 0;
    let mut text = Vec::new();
    let mut next = 0_u32;
    for (row, filled) in sheet.rows() {
        let width = filled.last().map_or(0, |cell| u64::from(cell.place.col) + 1);
        cells = cells.saturating_add(width + u64::from(row - next));
        if cells > MOST_CELLS {
            let what = filled.last().map(|cell| cell.place.to_string()).unwrap_or_default();
            return Err(ExportError::DoesNotFit { sheet: sheet.name.to_string(), what });
        }
        for _ in next..row {
            text.extend_from_slice(dialect.line_end.as_bytes());
        }
        next = row + 1;
        let mut at = 0;
        let mut line: Vec<Cow<'_, str>> = Vec::new();
        for cell in filled {
            line.extend((at..cell.place.col).map(|_| Cow::Borrowed("")));
            // A number is none that could be run.
            line.push(if cell.kind == CellKind::Text { neutralised(&cell.text) } else { (&*cell.text).into() });
            at = cell.place.col + 1;
            encode(dialect.encoding, &cell.text).map_err(|character| ExportError::NotInEncoding {
                cell: CellRef { file: file.into(), sheet: sheet.name.clone(), place: cell.place },
                encoding: dialect.encoding.name(),
                character,
            })?;
        }
        write_line(&mut text, &line, dialect)?;
    }
    finish(&mut out, &text, dialect)
}

/// Writes text that is known to fit its encoding, with the byte order mark of the dialect.
pub(in crate::export) fn finish(out: &mut impl Write, text: &[u8], dialect: Dialect) -> Result<(), ExportError> {
    if dialect.mark {
        out.write_all(if dialect.encoding == UTF_16LE { b"\xff\xfe" } else { b"\xef\xbb\xbf" })?;
    }
    let text = std::str::from_utf8(text).unwrap_or_default();
    out.write_all(&encode(dialect.encoding, text).unwrap_or_default())?;
    Ok(())
}

/// Writes a table of texts as delimited text.
///
/// # Errors
/// [`ExportError::NotInEncoding`] and [`ExportError::Write`].
pub fn table_csv(out: &mut impl Write, rows: &[Vec<String>], dialect: Dialect) -> Result<(), ExportError> {
    let mut text = Vec::new();
    for (line, row) in (0_u32..).zip(rows) {
        for (col, cell) in (0_u32..).zip(row) {
            encode(dialect.encoding, cell).map_err(|character| ExportError::NotInEncoding {
                cell: CellRef { file: "".into(), sheet: "".into(), place: Place::new(line, col) },
                encoding: dialect.encoding.name(),
                character,
            })?;
        }
        let cells: Vec<_> = row.iter().map(|cell| neutralised(cell)).collect();
        write_line(&mut text, &cells, dialect)?;
    }
    finish(out, &text, dialect)
}

/// Writes one line of cells.
pub(in crate::export) fn write_line(
    out: &mut Vec<u8>,
    cells: &[impl AsRef<str>],
    dialect: Dialect,
) -> Result<(), ExportError> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .terminator(match dialect.line_end {
            "\r\n" => ::csv::Terminator::CRLF,
            other => ::csv::Terminator::Any(other.as_bytes().first().copied().unwrap_or(b'\n')),
        })
        .flexible(true)
        .from_writer(out);
    let failed = |error: ::csv::Error| ExportError::Write(std::io::Error::other(error));
    writer.write_record(cells.iter().map(|cell| cell.as_ref().as_bytes())).map_err(failed)?;
    writer.flush()?;
    Ok(())
}
