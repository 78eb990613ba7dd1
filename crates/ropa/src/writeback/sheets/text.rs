//! One sheet as delimited text, in the dialect asked for.

use crate::source::{CellRef, Place};
use crate::workbook::{CellKind, Sheet, TextFile, encode, neutralised};
use crate::writeback::WritebackError;
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
    encoding: &'static Encoding,
    /// Whether a byte order mark stands first.
    pub mark: bool,
}

impl Dialect {
    /// What Swedish Excel opens with a double click: semicolons, UTF-8 with a byte order mark, CRLF.
    pub const EXCEL_SV: Dialect = Dialect { delimiter: b';', line_end: "\r\n", encoding: UTF_8, mark: true };
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
    let place = |place| CellRef { file: file.into(), sheet: sheet.name.clone(), place };
    write(&mut out, &lines, dialect, &place)
}

/// Writes a table of texts as delimited text.
///
/// # Errors
/// [`WritebackError::NotInEncoding`] and [`WritebackError::Write`].
pub fn table_csv(out: &mut impl Write, rows: &[Vec<String>], dialect: Dialect) -> Result<(), WritebackError> {
    let lines: Vec<Vec<_>> =
        rows.iter().map(|row| row.iter().map(|cell| neutralised(cell)).collect()).collect();
    write(out, &lines, dialect, &|place| CellRef { file: "".into(), sheet: "".into(), place })
}

fn write(
    out: &mut impl Write,
    lines: &[Vec<Cow<'_, str>>],
    dialect: Dialect,
    cell: &dyn Fn(Place) -> CellRef,
) -> Result<(), WritebackError> {
    for (row, line) in (0_u32..).zip(lines) {
        for (col, text) in (0_u32..).zip(line) {
            encode(dialect.encoding, text).map_err(|character| WritebackError::NotInEncoding {
                cell: cell(Place::new(row, col)),
                encoding: dialect.encoding.name(),
                character,
            })?;
        }
    }
    let mut text = divided(lines, dialect, ::csv::QuoteStyle::Necessary)?;
    // A text of many commas in few columns may look as if they divided it; marks around every cell leave no doubt.
    let wide = lines.iter().any(|line| line.len() > 1);
    let found = TextFile::new(&text).ok().and_then(|file| file.delimiter());
    if wide && found != Some(char::from(dialect.delimiter)) {
        text = divided(lines, dialect, ::csv::QuoteStyle::Always)?;
    }
    if dialect.mark {
        out.write_all(if dialect.encoding == UTF_16LE { b"\xff\xfe" } else { b"\xef\xbb\xbf" })?;
    }
    let text = std::str::from_utf8(&text).unwrap_or_default();
    out.write_all(&encode(dialect.encoding, text).unwrap_or_default())?;
    Ok(())
}

/// Cells divided into a text.
fn divided(
    lines: &[Vec<Cow<'_, str>>],
    dialect: Dialect,
    quotes: ::csv::QuoteStyle,
) -> Result<Vec<u8>, WritebackError> {
    let failed = |error: ::csv::Error| WritebackError::Write(std::io::Error::other(error));
    let mut text = Vec::new();
    let mut builder = ::csv::WriterBuilder::new();
    builder.delimiter(dialect.delimiter).quote_style(quotes).flexible(true).terminator(
        match dialect.line_end {
            "\r\n" => ::csv::Terminator::CRLF,
            _ => ::csv::Terminator::Any(b'\n'),
        },
    );
    // An empty line is one; the writer would make a cell of nothing in it.
    for lines in lines.chunk_by(|a, b| a.is_empty() == b.is_empty()) {
        if lines[0].is_empty() {
            text.extend(dialect.line_end.repeat(lines.len()).bytes());
            continue;
        }
        let mut writer = builder.from_writer(&mut text);
        for line in lines {
            writer.write_record(line.iter().map(|cell| cell.as_bytes())).map_err(failed)?;
        }
        writer.flush()?;
    }
    Ok(text)
}
