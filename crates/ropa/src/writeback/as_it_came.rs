//! A file as it came, with only those cells changed that are to be changed.

use crate::source::{CellRef, Place};
use crate::workbook::{FileKind, Limits, Sheet, Workbook, read_workbook};
use crate::writeback::change::by_sheet;
use crate::writeback::{CellChange, TextEncoding, WritebackError, changed, patch, sheets};

/// A file that is handed back.
#[derive(Debug)]
#[non_exhaustive]
pub struct AsItCame {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its kind: that of the file that came, but a workbook of XML parts (.xlsx) where one of binary records
    /// (.xls, .xlsb) is changed, which cannot be written.
    pub kind: FileKind,
    /// The cells whose formula was written over: what it would have come to is lost.
    pub formulas: Vec<CellRef>,
}

/// The bytes of a file with some of its cells changed, and everything else as it was: sheets, order, formats,
/// comments, formulas, other parts. Without changes the bytes are the same.
///
/// Formulas in cells that are changed are written over and named; the caller decides whether that is meant.
///
/// The result is read back before it is handed out, and compared cell by cell.
///
/// ```
/// use ropa::writeback::{CellChange, TextEncoding, as_it_came};
/// use ropa::source::{CellRef, Place};
/// use ropa::workbook::{Limits, read_workbook};
/// let bytes = b"Id;Namn\r\n1;\"L\xf6n\"\r\n";
/// let book = read_workbook("r.csv", bytes, &Limits::default())?;
/// let cell = CellRef { file: "r.csv".into(), sheet: "r".into(), place: Place::new(1, 2) };
/// let change = CellChange { cell, text: "KB-1".into() };
/// let out = as_it_came(&book, bytes, &[change], TextEncoding::AsItIs, &Limits::default())?;
/// assert_eq!(out.bytes, b"Id;Namn\r\n1;\"L\xf6n\";KB-1\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`WritebackError`] where a sheet is not there, a text does not fit its encoding or its cell, or the result would
/// not read back as it should.
pub fn as_it_came(
    book: &Workbook,
    bytes: &[u8],
    changes: &[CellChange],
    encoding: TextEncoding,
    limits: &Limits,
) -> Result<AsItCame, WritebackError> {
    let kind = FileKind::of(bytes);
    if changes.is_empty() && encoding == TextEncoding::AsItIs {
        // What was read and shows no kind of its own is an encrypted workbook.
        return Ok(AsItCame {
            bytes: bytes.to_vec(),
            kind: kind.unwrap_or(FileKind::Xlsx),
            formulas: Vec::new(),
        });
    }
    let kind = kind.ok_or_else(|| WritebackError::Encrypted(book.file.clone()))?;
    let expected = changed(book, changes);
    let sorted = by_sheet(changes);
    if let Some(change) =
        changes.iter().find(|change| !book.sheets.iter().any(|sheet| sheet.name == change.cell.sheet))
    {
        return Err(WritebackError::NoSheet(change.cell.clone()));
    }
    let file = &*book.file;
    let mut formulas = Vec::new();
    let (bytes, kind) = match kind {
        FileKind::Xlsx => (patch::xlsx::patch(file, bytes, &sorted, &mut formulas)?, kind),
        FileKind::Ods => (patch::ods::patch(file, bytes, &sorted, &mut formulas)?, kind),
        FileKind::Text => {
            let sheet = book.sheets.first().map(|sheet| &*sheet.name).unwrap_or_default();
            let none = Default::default();
            let cells = sorted.get(sheet).unwrap_or(&none);
            (patch::text::patch(file, sheet, bytes, cells, encoding)?, kind)
        }
        FileKind::Json => (patch::json::patch(file, bytes, &sorted, limits)?, kind),
        FileKind::Xls
        | FileKind::Xlsb
        | FileKind::Html
        | FileKind::WebArchive
        | FileKind::Xml2003
        | FileKind::XmlRecords
        | FileKind::FlatOds => (sheets::xlsx(&expected)?, FileKind::Xlsx),
    };
    let read = read_workbook(file, &bytes, limits)?;
    match first_difference(&expected, &read) {
        None => Ok(AsItCame { bytes, kind, formulas }),
        Some(cell) => Err(WritebackError::NotFaithful(cell)),
    }
}

/// The first cell whose text is not the same in two workbooks.
pub(super) fn first_difference(expected: &Workbook, found: &Workbook) -> Option<CellRef> {
    let none = Sheet::default();
    let count = expected.sheets.len().max(found.sheets.len());
    (0..count).find_map(|index| {
        let a = expected.sheets.get(index).unwrap_or(&none);
        let b = found.sheets.get(index).unwrap_or(&none);
        let cell = |place| CellRef { file: expected.file.clone(), sheet: a.name.clone(), place };
        if a.name != b.name {
            return Some(cell(Place::new(0, 0)));
        }
        let same = a.cells().iter().zip(b.cells()).find(|(a, b)| a.place != b.place || a.text != b.text);
        if let Some((a, b)) = same {
            return Some(cell(a.place.min(b.place)));
        }
        let (a, b) = (a.cells(), b.cells());
        let longer = if a.len() > b.len() { a } else { b };
        longer.get(a.len().min(b.len())).map(|extra| cell(extra.place))
    })
}
