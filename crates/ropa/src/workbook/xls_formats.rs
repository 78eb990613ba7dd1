//! What calamine leaves out of Excel 97-2003 workbooks: number formats, and which rows and columns are hidden.

use crate::source::Place;
use crate::workbook::hidden_lines::{Hidden, add};
use crate::workbook::number_format::NumberFormat;
use std::collections::{BTreeMap, HashMap};

/// The formats of a workbook's sheets.
#[derive(Debug, Default)]
pub(super) struct XlsFormats {
    sheets: BTreeMap<String, XlsSheet>,
}

/// What is said of the cells and lines of one sheet.
#[derive(Debug, Default)]
pub(super) struct XlsSheet {
    /// The index of the format of each cell with a number or a text, where that shows more.
    cells: HashMap<Place, u16>,
    pub(super) hidden: Hidden,
}

/// A cell format's code, and what it does.
type Format = (String, NumberFormat);

/// Record types of \[MS-XLS\] 2.3.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const COLUMN: u16 = 0x007D;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RICH_TEXT: u16 = 0x00D6;
    pub(super) const CELL_FORMAT: u16 = 0x00E0;
    pub(super) const SHARED_TEXT: u16 = 0x00FD;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BOF: u16 = 0x0809;
}

/// Reads the formats from the records of a workbook, which calamine can read as they are.
pub(super) fn read(records: &[u8]) -> (XlsFormats, Vec<Format>) {
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut cell_formats: Vec<u16> = Vec::new();
    let mut bounds: Vec<(usize, String)> = Vec::new();
    let mut is_biff8 = false;
    for (kind, data) in Records::from(records, 0) {
        match kind {
            record::BOF => is_biff8 |= u16_at(data, 0) == Some(0x0600),
            record::FORMAT => {
                codes.extend(u16_at(data, 0).zip(text(data.get(2..).unwrap_or_default(), is_biff8, false)))
            }
            record::CELL_FORMAT => cell_formats.push(u16_at(data, 2).unwrap_or_default()),
            record::BOUND_SHEET => {
                let start = u16_at(data, 0)
                    .zip(u16_at(data, 2))
                    .map(|(low, high)| usize::from(low) | usize::from(high) << 16);
                bounds.extend(start.zip(text(data.get(6..).unwrap_or_default(), is_biff8, true)));
            }
            record::EOF => break,
            _ => {}
        }
    }
    let code = |id: &u16| {
        codes.get(id).map(String::as_str).or_else(|| builtin(*id)).unwrap_or("General").to_string()
    };
    let formats: Vec<Format> =
        cell_formats.iter().map(|id| (code(id), NumberFormat::of(&code(id)))).collect();
    let plainly = NumberFormat::of("General");
    let shows: Vec<bool> = formats.iter().map(|(_, format)| *format != plainly).collect();
    let sheets =
        bounds.into_iter().map(|(start, name)| (name, XlsSheet::read(records, start, &shows))).collect();
    (XlsFormats { sheets }, formats)
}

impl XlsFormats {
    pub(super) fn sheet(&self, name: &str) -> Option<&XlsSheet> {
        self.sheets.get(name)
    }
}

impl XlsSheet {
    fn read(records: &[u8], start: usize, shows: &[bool]) -> XlsSheet {
        let mut sheet = XlsSheet::default();
        let mut depth = 0_usize;
        for (kind, data) in Records::from(records, start) {
            let word = |at| u16_at(data, at).unwrap_or_default();
            let (row, col) = (u32::from(word(0)), u32::from(word(2)));
            match kind {
                record::BOF => depth += 1,
                record::EOF if depth <= 1 => break,
                record::EOF => depth -= 1,
                record::NUMBER
                | record::RK
                | record::FORMULA
                | record::SHARED_TEXT
                | record::TEXT
                | record::RICH_TEXT => sheet.note(Place::new(row, col), word(4), shows),
                record::MUL_RK => {
                    let formats = data.get(4..).unwrap_or_default().chunks_exact(6);
                    for (col, piece) in (col..).zip(formats) {
                        sheet.note(Place::new(row, col), u16_at(piece, 0).unwrap_or_default(), shows);
                    }
                }
                // Hidden, or without height.
                record::ROW if word(12) & 0x20 != 0 || word(6) & 0x7FFF == 0 => {
                    add(&mut sheet.hidden.rows, row..row + 1)
                }
                record::COLUMN if word(8) & 1 != 0 || word(4) == 0 => {
                    add(&mut sheet.hidden.columns, row..col.saturating_add(1).min(16_384));
                }
                _ => {}
            }
        }
        sheet
    }

    fn note(&mut self, place: Place, format: u16, shows: &[bool]) {
        if shows.get(usize::from(format)) == Some(&true) {
            self.cells.insert(place, format);
        }
    }

    /// The index of the format of a cell.
    pub(super) fn format(&self, place: Place) -> Option<usize> {
        self.cells.get(&place).map(|index| usize::from(*index))
    }
}

/// The codes of formats that every workbook has.
fn builtin(id: u16) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        48 => "##0.0E+0",
        _ => return None,
    })
}

/// A text with its length before it.
fn text(data: &[u8], is_biff8: bool, short: bool) -> Option<String> {
    let short = short || !is_biff8;
    let length = if short { usize::from(*data.first()?) } else { usize::from(u16_at(data, 0)?) };
    let data = data.get(if short { 1 } else { 2 }..)?;
    if !is_biff8 {
        return Some(
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(data.get(..length)?).0.into_owned(),
        );
    }
    let (flags, letters) = data.split_first()?;
    if flags & 1 == 0 {
        return Some(letters.get(..length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = letters
        .get(..length * 2)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Some(String::from_utf16_lossy(&units))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

/// The records of a stream, each with its type and its own data.
struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    fn from(stream: &'s [u8], at: usize) -> Records<'s> {
        Records { stream, at }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let head = self.stream.get(self.at..self.at.checked_add(4)?)?;
        let (kind, length) = (u16_at(head, 0)?, usize::from(u16_at(head, 2)?));
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}
