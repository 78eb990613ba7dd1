//! The writing side of delimited text: one writer for every table that this library writes, in the dialects that
//! spreadsheets open.

use crate::workbook::formula_guard::neutralised;
use std::io::{self, Write};

/// How text is put in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

/// How text is divided into cells and lines, and put in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: u8,
    /// What ends a line.
    pub line_end: &'static str,
    encoding: Encoding,
    /// Whether a byte order mark stands first.
    pub mark: bool,
}

impl Dialect {
    /// What Swedish Excel opens with a double click: semicolons, UTF-8 with a byte order mark, CRLF.
    pub const EXCEL_SV: Dialect =
        Dialect { delimiter: b';', line_end: "\r\n", encoding: Encoding::Utf8, mark: true };
    /// What English Excel opens with a double click: commas, UTF-8 with a byte order mark, CRLF.
    pub const EXCEL_EN: Dialect = Dialect { delimiter: b',', ..Dialect::EXCEL_SV };
    /// RFC 4180: commas, UTF-8 without a mark, CRLF.
    pub const RFC4180: Dialect = Dialect { mark: false, ..Dialect::EXCEL_EN };

    /// The same in UTF-8, with or without its byte order mark.
    pub fn in_utf_8(self, mark: bool) -> Dialect {
        Dialect { encoding: Encoding::Utf8, mark, ..self }
    }

    /// The same in Windows-1252, which older programs take for granted.
    pub fn in_windows_1252(self) -> Dialect {
        Dialect { encoding: Encoding::Windows1252, mark: false, ..self }
    }

    /// The same in UTF-16 with its byte order mark, as Excel saves "Unicode text".
    pub fn in_utf_16(self) -> Dialect {
        Dialect { encoding: Encoding::Utf16, mark: true, ..self }
    }

    /// Its byte order mark, where it has one.
    fn mark(self) -> &'static [u8] {
        match (self.mark, self.encoding) {
            (false, _) => b"",
            (true, Encoding::Utf16) => b"\xff\xfe",
            (true, _) => b"\xef\xbb\xbf",
        }
    }
}

/// Writes rows of texts, each as it is said, as delimited text.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes away again; see
/// [`neutralised`].
pub(crate) struct CsvOut<W: Write> {
    writer: ::csv::Writer<W>,
}

impl<W: Write> CsvOut<W> {
    /// Begins a file that Swedish Excel opens with a double click.
    pub(crate) fn excel_sv(mut out: W) -> io::Result<CsvOut<W>> {
        out.write_all(Dialect::EXCEL_SV.mark())?;
        Ok(CsvOut::new(out, Dialect::EXCEL_SV, ::csv::QuoteStyle::Necessary))
    }

    fn new(out: W, dialect: Dialect, quotes: ::csv::QuoteStyle) -> CsvOut<W> {
        let mut builder = ::csv::WriterBuilder::new();
        let line_end = match dialect.line_end {
            "\r\n" => ::csv::Terminator::CRLF,
            _ => ::csv::Terminator::Any(b'\n'),
        };
        // Tables below each other have columns of their own, so rows may differ in length.
        builder.delimiter(dialect.delimiter).quote_style(quotes).flexible(true).terminator(line_end);
        CsvOut { writer: builder.from_writer(out) }
    }

    /// Writes a row.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> io::Result<()> {
        cells.into_iter().try_for_each(|cell| self.cell(&neutralised(cell.as_ref())))?;
        self.end_row()
    }

    fn cell(&mut self, text: &str) -> io::Result<()> {
        Ok(self.writer.write_field(text)?)
    }

    fn end_row(&mut self) -> io::Result<()> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Hands on what is not written yet.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(feature = "read")]
pub(crate) use whole::{CsvError, guarded, write_lines};

/// Whole tables, in any dialect.
#[cfg(feature = "read")]
mod whole {
    use super::{CsvOut, Dialect, Encoding};
    use crate::source::Place;
    use crate::workbook::formula_guard::neutralised;
    use crate::workbook::{TextFile, encode};
    use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1252};
    use std::borrow::Cow;
    use std::io::{self, Write};

    /// Why a table could not be written as delimited text.
    #[derive(Debug)]
    pub(crate) enum CsvError {
        /// The encoding has no such character.
        NotInEncoding { place: Place, encoding: &'static str, character: char },
        /// The target could not be written to.
        Write(io::Error),
    }

    impl From<io::Error> for CsvError {
        fn from(error: io::Error) -> CsvError {
            CsvError::Write(error)
        }
    }

    impl Encoding {
        fn named(self) -> &'static encoding_rs::Encoding {
            match self {
                Encoding::Utf8 => UTF_8,
                Encoding::Utf16 => UTF_16LE,
                Encoding::Windows1252 => WINDOWS_1252,
            }
        }
    }

    /// Rows of texts as they can stand in a file.
    pub(crate) fn guarded(rows: &[Vec<String>]) -> Vec<Vec<Cow<'_, str>>> {
        rows.iter().map(|row| row.iter().map(|cell| neutralised(cell)).collect()).collect()
    }

    /// Writes a table, its cells as they are to stand in the file.
    pub(crate) fn write_lines(
        out: &mut impl Write,
        lines: &[Vec<Cow<'_, str>>],
        dialect: Dialect,
    ) -> Result<(), CsvError> {
        let encoding = dialect.encoding.named();
        for (row, line) in (0_u32..).zip(lines) {
            for (col, text) in (0_u32..).zip(line) {
                encode(encoding, text).map_err(|character| CsvError::NotInEncoding {
                    place: Place::new(row, col),
                    encoding: encoding.name(),
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
        out.write_all(dialect.mark())?;
        let text = std::str::from_utf8(&text).unwrap_or_default();
        out.write_all(&encode(encoding, text).unwrap_or_default())?;
        Ok(())
    }

    /// Cells divided into a text.
    fn divided(
        lines: &[Vec<Cow<'_, str>>],
        dialect: Dialect,
        quotes: ::csv::QuoteStyle,
    ) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        // An empty line is one; the writer would make a cell of nothing in it.
        for lines in lines.chunk_by(|a, b| a.is_empty() == b.is_empty()) {
            if lines[0].is_empty() {
                text.extend(dialect.line_end.repeat(lines.len()).bytes());
                continue;
            }
            let mut rows = CsvOut::new(&mut text, dialect, quotes);
            for line in lines {
                line.iter().try_for_each(|cell| rows.cell(cell))?;
                rows.end_row()?;
            }
            rows.finish()?;
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::CsvOut;

    #[test]
    fn excel_opens_what_is_written_and_runs_none_of_it() {
        let mut bytes = Vec::new();
        let mut rows = CsvOut::excel_sv(&mut bytes).expect("a file");
        rows.row(["Id", "Namn"]).expect("a row");
        rows.row(["1", "=1+1; \"två\"", "mer"]).expect("a row");
        rows.finish().expect("the rows");
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            "\u{feff}Id;Namn\r\n1;\"'=1+1; \"\"två\"\"\";mer\r\n"
        );
    }
}
