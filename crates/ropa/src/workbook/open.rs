//! From a file to a workbook.

use crate::source::{CellRef, Place, Text};
use crate::workbook::broken_lines::BrokenLines;
use crate::workbook::collect::Collector;
use crate::workbook::delimited::{self, Cells};
use crate::workbook::excel::{self, Sheets};
use crate::workbook::file_kind::{self, Content, FileKind};
use crate::workbook::file_name::stem_and_ending;
use crate::workbook::formula_guard::restored;
use crate::workbook::{
    CellKind, Limits, Problem, ReadError, ReadNote, ReadingRemark, ReadingRemarkKind, Sheet, Workbook,
};
use crate::workbook::{TextEncoding, html, json, lines_in_cells, ods, package, xml_2003, xml_records};
use crate::workbook::{decrypt, encoding, file, guard};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Opens a workbook or a delimited text and reads all its sheets.
///
/// The file is read whole and closed before its content is looked at. See [`read_workbook`].
///
/// # Errors
///
/// As [`read_workbook`], and where the file is missing, a folder, a pipe or a device, locked by another
/// program, not permitted to be read, or written to while it is read.
pub fn open_workbook(path: &Path, limits: &Limits) -> Result<Workbook, ReadError> {
    let bytes = read_bytes(path, limits)?;
    read_workbook(&path.to_string_lossy(), &bytes, limits)
}

/// The bytes of a file, up to the limit of its size, for [`read_workbook`].
///
/// # Errors
/// [`ReadError`] as [`open_workbook`] has it of the file itself, whatever its content.
pub(crate) fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    file::read(path, limits)
        .map_err(|problem| ReadError { file: Text::from(path.to_string_lossy().as_ref()), problem })
}

/// Reads all sheets of a workbook or a delimited text that is held in memory.
///
/// Read are workbooks of Excel and OpenDocument, delimited text in many encodings, web pages with tables, JSON and XML: see
/// `docs/formats.md`. The content tells which it is; `name` only names the file in what is said about it, and the one
/// sheet of a file without sheets.
///
/// Each cell has the text that a person sees, with these conventions: a number has a decimal point
/// and the decimals, zeros and words of its number format where the file has one; a date is ISO
/// 8601; truth is `TRUE` or `FALSE`; a formula is its saved value. Spaces around a text are kept. The apostrophe
/// that guards a text of a delimited file against being run as a formula (`'=1+1`) is no part of it; see
/// [`restored`](crate::workbook::restored).
///
/// ```
/// use ropa::source::Place;
/// use ropa::workbook::{Limits, read_workbook};
/// let book = read_workbook("register.csv", "Id;Ändamål\n7;\"Lön; arvode\"".as_bytes(), &Limits::default())?;
/// let sheet = &book.sheets[0];
/// assert_eq!(&*sheet.name, "register");
/// assert_eq!(&*sheet.cell(Place::new(1, 1)).unwrap().text, "Lön; arvode");
/// # Ok::<(), ropa::workbook::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError`] where the content is of no such kind, under a password, damaged, or beyond the
/// limits. A file is read whole or not at all.
///
/// # Panics
///
/// Never outwards. A panic inside a reader of foreign formats is caught and becomes
/// [`Problem::Damaged`]; until then the program's panic hook runs, which by default writes to
/// standard error. A program that wants silence sets its own hook, and one that is compiled with
/// `panic = "abort"` gives up this protection.
pub fn read_workbook(name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    read_named(name, bytes, limits, None)
}

/// Reads a workbook as [`read_workbook`] does, with a password where it is encrypted.
///
/// Opened are workbooks of Excel 2007 and later (.xlsx, .xlsm, .xlsb), encrypted by AES. A file that is
/// not encrypted needs no password, and is read as it is.
///
/// # Errors
///
/// As [`read_workbook`]; [`Problem::WrongPassword`] where the workbook has another password. The
/// password stands in no error.
pub fn read_workbook_with_password(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    password: &str,
) -> Result<Workbook, ReadError> {
    read_named(name, bytes, limits, Some(password))
}

fn read_named(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    password: Option<&str>,
) -> Result<Workbook, ReadError> {
    let file = Text::from(name);
    let (sheets, notes) = catch_unwind(AssertUnwindSafe(|| read(&file, bytes, limits, password)))
        .unwrap_or_else(|_| Err(Problem::damaged("its records contradict each other")))
        .map_err(|problem| ReadError { file: file.clone(), problem })?;
    Ok(Workbook { file, sheets, notes })
}

fn read(file: &Text, bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Sheets, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Problem::FileTooLarge { limit: limits.file_bytes });
    }
    guard::check_tables(bytes, limits)?;
    let format = match file_kind::sniff(bytes) {
        Content::Readable(format) => format,
        Content::Encrypted => {
            let within = decrypt::decrypt(bytes, password, limits)?;
            return match (read_decrypted(file, &within.content, limits), within.changed) {
                (found, false) => found,
                (Ok((sheets, mut notes)), true) => {
                    notes.push(ReadNote::Remark(ReadingRemark {
                        kind: ReadingRemarkKind::ChangedAfterEncryption,
                        file: file.clone(),
                        cells: Vec::new(),
                        detail: "".into(),
                    }));
                    Ok((sheets, notes))
                }
                (Err(Problem::Damaged { .. } | Problem::NotASpreadsheet { .. }), true) => {
                    Err(Problem::ChangedAfterEncryption)
                }
                (Err(problem), true) => Err(problem),
            };
        }
        Content::Other(what) => return Err(Problem::NotASpreadsheet { what }),
    };
    read_as(format, file, bytes, limits)
}

/// Reads what stood within an encrypted workbook.
fn read_decrypted(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    guard::check_tables(bytes, limits)?;
    match file_kind::sniff(bytes) {
        Content::Readable(format) => read_as(format, file, bytes, limits),
        Content::Encrypted => Err(Problem::damaged("it is encrypted twice")),
        Content::Other(what) => Err(Problem::NotASpreadsheet { what }),
    }
}

fn read_as(format: FileKind, file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let (sheets, mut notes) = match format {
        FileKind::Xlsx => excel::read_xlsx(file, bytes, limits),
        FileKind::Xlsb => excel::read_xlsb(bytes, limits),
        FileKind::Ods => ods::read(file, bytes, limits),
        FileKind::Xls => excel::read_xls(file, bytes, limits),
        FileKind::Text => read_text(file, bytes, limits),
        FileKind::Json => json::read(&Text::from(stem_and_ending(file).0), bytes, limits),
        FileKind::Html => html::read(&Text::from(stem_and_ending(file).0), bytes, limits),
        FileKind::WebArchive => html::read_message(&Text::from(stem_and_ending(file).0), bytes, limits),
        FileKind::Xml2003 => xml_2003::read(file, &xml_in_utf8(bytes), limits),
        FileKind::XmlRecords => xml_records::read(&xml_in_utf8(bytes), limits),
        FileKind::FlatOds => ods::read_flat(file, &xml_in_utf8(bytes), limits),
    }?;
    let mut sheets = sheets;
    if !matches!(format, FileKind::Text | FileKind::Json) {
        for sheet in &mut sheets {
            let Some((apart, places)) = lines_in_cells::taken_apart(sheet, limits) else { continue };
            let name = &sheet.name;
            let cells =
                places.into_iter().map(|place| CellRef { file: file.clone(), sheet: name.clone(), place });
            let cells = cells.collect();
            notes.push(ReadNote::Remark(ReadingRemark {
                cells,
                ..ReadingRemark::of_file(ReadingRemarkKind::LinesInCells, file)
            }));
            *sheet = apart;
        }
        let cells: u64 = sheets.iter().map(|sheet| sheet.cells().len() as u64).sum();
        if cells > limits.cells {
            return Err(Problem::TooManyCells { sheet: None, limit: limits.cells });
        }
    }
    let (_, ending) = stem_and_ending(file);
    if FileKind::promised_by(&ending.to_ascii_lowercase()).is_some_and(|promised| promised != format) {
        notes.insert(0, ReadNote::OtherFormat { ending: ending.to_string(), content: format.name() });
    }
    Ok((sheets, notes))
}

/// A document of XML in UTF-8, whatever it was written in.
fn xml_in_utf8(bytes: &[u8]) -> Vec<u8> {
    let bytes = package::in_utf8(bytes.to_vec());
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    const HEAD: usize = 200;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
    let name = head
        .split("encoding=")
        .nth(1)
        .and_then(|rest| rest.get(1..)?.split(['"', '\'']).next().map(str::to_owned));
    let encoding = name
        .and_then(|name| TextEncoding::named(&name))
        .unwrap_or(TextEncoding::web(encoding_rs::WINDOWS_1252));
    encoding.decode(&bytes).into_owned().into_bytes()
}

fn read_text(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let decoded = encoding::decode(bytes, limits.text_encoding)?;
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Problem::Empty);
    }
    let unwrapped = delimited::unwrapped(&decoded.text);
    let whole = unwrapped.as_ref().map_or(&*decoded.text, |(text, _)| text);
    let (dialect, text) = delimited::dialect(whole);
    let offset = whole.len() - text.len();
    let name = Text::from(stem_and_ending(file).0);
    let mut collector = Collector::new(limits);
    let mut sheet = collector.sheet(name.clone());
    let mut cells = Cells::new(text, dialect);
    let mut lengths = LineLengths::default();
    let (mut stray, mut controls) = (Marked::of(&decoded.stray), Marked::of(&decoded.controls));
    let mut broken = BrokenLines::of(text, dialect);
    let mut pending: Option<(Place, String)> = None;
    while let Some((place, text)) = cells.next_cell()? {
        let (place, goes_on) = broken.place(place);
        if goes_on && let Some((_, before)) = &mut pending {
            before.push('\n');
            before.push_str(&text);
        } else {
            if let Some((place, text)) = pending.replace((place, text.into_owned())) {
                lengths.see(place, &text);
                sheet.push(place, CellKind::Text, restored(&text))?;
            }
        }
        let end = offset + cells.position();
        stray.see(place, end);
        controls.see(place, end);
    }
    if let Some((place, text)) = pending {
        lengths.see(place, &text);
        sheet.push(place, CellKind::Text, restored(&text))?;
    }
    let stray_quotes = cells.stray_quotes().to_vec();
    lengths.long.extend(lengths.beyond.take());
    let mut notes = vec![ReadNote::Encoding { name: decoded.encoding, guessed: decoded.guessed }];
    notes.extend(dialect.delimiter.map(ReadNote::Delimiter));
    let rows = unwrapped.map(|(_, rows)| rows).unwrap_or_default();
    let wrapped = rows.into_iter().map(|row| Place::new(row, 0)).collect();
    let mut tell = |kind, places: Vec<Place>, detail: &str| {
        let cells =
            places.into_iter().map(|place| CellRef { file: file.clone(), sheet: name.clone(), place });
        notes.push(ReadNote::Remark(ReadingRemark {
            kind,
            file: file.clone(),
            cells: cells.collect(),
            detail: detail.into(),
        }));
    };
    if decoded.doubtful {
        tell(ReadingRemarkKind::EncodingGuessed, Vec::new(), decoded.encoding);
    }
    let told = [
        (ReadingRemarkKind::StrayBytes, stray.places),
        (ReadingRemarkKind::ControlCharacters, controls.places),
        (ReadingRemarkKind::WrappedLines, wrapped),
        (ReadingRemarkKind::BrokenLines, broken.places()),
        (ReadingRemarkKind::StrayQuotes, stray_quotes),
        (ReadingRemarkKind::LongLines, lengths.long),
    ];
    for (kind, places) in told.into_iter().filter(|(_, places)| !places.is_empty()) {
        tell(kind, places, "");
    }
    Ok((vec![Sheet::new(name, sheet.finish())], notes))
}

/// Offsets in a text, and the cells in which they fall.
struct Marked<'o> {
    left: &'o [usize],
    places: Vec<Place>,
}

impl<'o> Marked<'o> {
    fn of(offsets: &'o [usize]) -> Marked<'o> {
        Marked { left: offsets, places: Vec::new() }
    }

    /// Takes the offsets before the end of a cell.
    fn see(&mut self, place: Place, end: usize) {
        let count = self.left.partition_point(|offset| *offset < end);
        if count > 0 {
            self.places.push(place);
            self.left = &self.left[count..];
        }
    }
}

/// Lines that hold something beyond the cells of the first full line.
#[derive(Default)]
struct LineLengths {
    row: u32,
    /// The cells of the line, and those of them that hold something.
    cells: u32,
    filled: u32,
    /// The first cell beyond the header that holds something.
    beyond: Option<Place>,
    header: Option<u32>,
    long: Vec<Place>,
}

impl LineLengths {
    fn see(&mut self, place: Place, text: &str) {
        const FEWEST: u32 = 3;
        if place.row != self.row {
            if self.header.is_none() && self.filled >= FEWEST {
                self.header = Some(self.cells);
            }
            self.long.extend(self.beyond.take());
            (self.row, self.cells, self.filled) = (place.row, 0, 0);
        }
        self.cells = place.col + 1;
        if !text.trim().is_empty() {
            self.filled += 1;
            if self.header.is_some_and(|width| place.col >= width) {
                self.beyond.get_or_insert(place);
            }
        }
    }
}
