//! Compound files: a clean copy of the workbook stream, with what calamine would trust taken out.

use crate::workbook::known_errors::known_error;
use crate::workbook::{Limits, Problem};
use cfb::{CompoundFile, Version};
use std::io::{Cursor, Read, Write};
use std::ops::Range;

/// Reads the workbook stream with a reader that checks its sectors, checks what its records would
/// make calamine hold, and puts it alone into a new compound file.
///
/// calamine therefore never follows the sector chains of the file itself, which in hostile files
/// loop and make it allocate without bound.
///
/// Gives the records too.
pub(in crate::workbook) fn clean(bytes: &[u8], limits: &Limits) -> Result<(Vec<u8>, Vec<u8>), Problem> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
        .ok_or_else(|| Problem::damaged("there is no workbook in the compound file"))?;
    let mut records = Vec::new();
    let longest = bytes.len() as u64;
    file.open_stream(name)
        .and_then(|stream| stream.take(longest).read_to_end(&mut records))
        .map_err(Problem::damaged)?;
    tame(&mut records, limits)?;
    let file = rebuild(&records).map_err(Problem::damaged)?;
    Ok((file, records))
}

fn rebuild(records: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(records)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// Record types of \[MS-XLS\] 2.3.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000A;
    pub(super) const EXTERN_SHEET: u16 = 0x0017;
    pub(super) const NAME: u16 = 0x0018;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00BD;
    pub(super) const RICH_STRING: u16 = 0x00D6;
    pub(super) const MERGED_AREAS: u16 = 0x00E5;
    pub(super) const SHARED_STRINGS: u16 = 0x00FC;
    pub(super) const SHARED_STRING_CELL: u16 = 0x00FD;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_OR_ERROR: u16 = 0x0205;
    pub(super) const RK: u16 = 0x027E;
    pub(super) const BOF: u16 = 0x0809;
    /// A type that no reader of cells looks at (ExtSST).
    pub(super) const IGNORED: u16 = 0x00FF;
}

/// Walks the records as calamine does, counts what it would hold, and hides from it what is not
/// needed here: stated dimensions, names, and the tokens of formulas.
fn tame(stream: &mut [u8], limits: &Limits) -> Result<(), Problem> {
    let mut sheets = Vec::new();
    let mut string_chars = Vec::new();
    let mut at = 0;
    while let Some(found) = Record::at(stream, at) {
        match found.kind {
            record::BOUND_SHEET if found.data.len() >= 4 => {
                sheets.push(u32_at(stream, found.data.start) as usize)
            }
            record::SHARED_STRINGS => {
                string_chars = shared_string_lengths(stream, &found);
                if string_chars.len() as u64 > limits.shared_strings {
                    return Err(Problem::TooManySharedStrings { limit: limits.shared_strings });
                }
            }
            record::NAME | record::EXTERN_SHEET => hide(stream, at),
            record::EOF => break,
            _ => {}
        }
        at = found.next;
    }
    if sheets.len() > limits.sheets {
        return Err(Problem::TooManySheets { found: sheets.len(), limit: limits.sheets });
    }

    sheets.sort_unstable();
    let mut free_from = at;
    let mut usage = Usage::default();
    for start in sheets {
        if start < free_from {
            return Err(Problem::damaged("two sheets use the same records"));
        }
        free_from = walk_sheet(stream, start, &string_chars, &mut usage, limits)?;
    }
    Ok(())
}

/// What calamine would hold: full rectangles of values and of formulas, and a copy of the text for
/// each cell that shares it.
#[derive(Default)]
struct Usage {
    cells: u64,
    text_bytes: u64,
    merged_areas: u64,
}

/// Gives where the sheet ends.
fn walk_sheet(
    stream: &mut [u8],
    start: usize,
    string_chars: &[u16],
    usage: &mut Usage,
    limits: &Limits,
) -> Result<usize, Problem> {
    let mut values = Area::default();
    let mut formulas = Area::default();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(found) = Record::at(stream, at) {
        let data = found.data.start;
        match found.kind {
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => return Ok(found.next),
            record::EOF => depth -= 1,
            record::DIMENSIONS => hide(stream, at),
            record::MERGED_AREAS => {
                /// Two rows and two columns of two bytes each, after a count.
                const AREA: usize = 8;
                usage.merged_areas += found.data.len().saturating_sub(2).div_ceil(AREA) as u64;
                if usage.merged_areas > limits.merged_areas {
                    return Err(Problem::TooManyMergedAreas { limit: limits.merged_areas });
                }
            }
            record::NUMBER
            | record::LABEL
            | record::RICH_STRING
            | record::BOOL_OR_ERROR
            | record::RK
            | record::SHARED_STRING_CELL
            | record::MUL_RK
            | record::FORMULA
                if found.data.len() >= 6 =>
            {
                let (row, col) = (u16_at(stream, data), u16_at(stream, data + 2));
                values.add(row, col);
                match found.kind {
                    record::MUL_RK => values.add(row, u16_at(stream, found.data.end - 2)),
                    record::SHARED_STRING_CELL if found.data.len() >= 10 => {
                        /// UTF-8 needs at most three bytes for a UTF-16 unit.
                        const BYTES_PER_UNIT: u64 = 3;
                        let index = u32_at(stream, data + 6) as usize;
                        let units = string_chars.get(index).copied().unwrap_or_default();
                        usage.text_bytes += u64::from(units) * BYTES_PER_UNIT;
                    }
                    record::BOOL_OR_ERROR => know_error(stream, data + 6, data + 7),
                    record::FORMULA => {
                        formulas.add(row, col);
                        know_saved_error(stream, &found.data);
                        empty_formula(stream, &found.data);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if usage.cells + values.cells() + formulas.cells() > limits.cells {
            return Err(Problem::TooManyCells { sheet: None, limit: limits.cells });
        }
        if usage.text_bytes > limits.text_bytes {
            return Err(Problem::TooMuchText { limit: limits.text_bytes });
        }
        at = found.next;
    }
    usage.cells += values.cells() + formulas.cells();
    Ok(at)
}

/// Makes the error of a cell one that calamine knows.
fn know_error(stream: &mut [u8], value: usize, is_error: usize) {
    let flagged = stream.get(is_error).is_some_and(|flag| *flag != 0);
    if let Some(value) = stream.get_mut(value).filter(|_| flagged) {
        *value = known_error(*value);
    }
}

/// The same of what a formula came to: an error where its kind is two and its last two bytes are set.
fn know_saved_error(stream: &mut [u8], data: &Range<usize>) {
    const SAVED: Range<usize> = 6..14;
    if let Some([2, _, error, .., 0xFF, 0xFF]) = stream[data.clone()].get_mut(SAVED) {
        *error = known_error(*error);
    }
}

/// States that a formula has no tokens; its saved value stays.
fn empty_formula(stream: &mut [u8], data: &Range<usize>) {
    const LENGTH_OF_TOKENS: usize = 20;
    if let Some(length) = stream[data.clone()].get_mut(LENGTH_OF_TOKENS..LENGTH_OF_TOKENS + 2) {
        length.fill(0);
    }
}

fn hide(stream: &mut [u8], record: usize) {
    stream[record..record + 2].copy_from_slice(&record::IGNORED.to_le_bytes());
}

/// The rectangle from the first used cell to the last.
#[derive(Default)]
struct Area {
    corners: Option<[u16; 4]>,
    records: u64,
}

impl Area {
    fn add(&mut self, row: u16, col: u16) {
        let [top, left, bottom, right] = self.corners.unwrap_or([row, col, row, col]);
        self.corners = Some([top.min(row), left.min(col), bottom.max(row), right.max(col)]);
        self.records += 1;
    }

    /// Cells of the rectangle, or the records where those are more, as when cells are given twice.
    fn cells(&self) -> u64 {
        let rectangle = self.corners.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        });
        rectangle.max(self.records)
    }
}

/// A record without its continuations.
struct Record {
    kind: u16,
    data: Range<usize>,
    /// Where the continuations of its data stand.
    continued: Vec<Range<usize>>,
    /// Where the next record begins.
    next: usize,
}

impl Record {
    /// The record that begins at a place; `None` at the end and where the stream is cut off.
    fn at(stream: &[u8], start: usize) -> Option<Record> {
        let header = |at: usize| {
            let end = at.checked_add(4)?.checked_add(usize::from(u16::from_le_bytes(
                stream.get(at.checked_add(2)?..at.checked_add(4)?)?.try_into().ok()?,
            )))?;
            (end <= stream.len()).then(|| (u16_at(stream, at), at + 4..end))
        };
        let (kind, data) = header(start)?;
        let mut next = data.end;
        let mut continued = Vec::new();
        while let Some((record::CONTINUE, more)) = header(next) {
            next = more.end;
            continued.push(more);
        }
        Some(Record { kind, data, continued, next })
    }
}

fn u16_at(stream: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([stream[at], stream[at + 1]])
}

fn u32_at(stream: &[u8], at: usize) -> u32 {
    u32::from(u16_at(stream, at)) | u32::from(u16_at(stream, at + 2)) << 16
}

/// The length of each shared string in UTF-16 units (\[MS-XLS\] 2.4.265, 2.5.293), up to the first
/// that is cut off.
fn shared_string_lengths(stream: &[u8], found: &Record) -> Vec<u16> {
    let pieces = std::iter::once(&found.data).chain(&found.continued).map(|range| &stream[range.clone()]);
    let mut bytes = Pieces { current: &[], rest: pieces.collect::<Vec<_>>().into_iter() };
    let mut lengths = Vec::new();
    // Two counts, which calamine does not believe either.
    if bytes.skip(8).is_none() {
        return lengths;
    }
    while let Some(units) = next_string(&mut bytes) {
        lengths.push(units);
    }
    lengths
}

fn next_string(bytes: &mut Pieces<'_>) -> Option<u16> {
    const TWO_BYTES: u8 = 0x01;
    const EXTENDED: u8 = 0x04;
    const RICH: u8 = 0x08;
    let units = bytes.u16()?;
    let flags = bytes.byte()?;
    let runs = if flags & RICH != 0 { usize::from(bytes.u16()?) } else { 0 };
    let extension =
        if flags & EXTENDED != 0 { usize::from(bytes.u16()?) | usize::from(bytes.u16()?) << 16 } else { 0 };
    let mut width = 1 + usize::from(flags & TWO_BYTES);
    let mut left = usize::from(units);
    while left > 0 {
        // A string that goes on in the next record states its width anew there.
        if bytes.current.is_empty() {
            bytes.advance()?;
            width = 1 + usize::from(bytes.byte()? & TWO_BYTES);
        }
        let here = left.min((bytes.current.len() / width).max(1));
        bytes.current = bytes.current.get(here * width..).unwrap_or_default();
        left -= here;
    }
    bytes.skip(runs * 4 + extension)?;
    Some(units)
}

/// Data that is spread over a record and its continuations.
struct Pieces<'s> {
    current: &'s [u8],
    rest: std::vec::IntoIter<&'s [u8]>,
}

impl<'s> Pieces<'s> {
    fn advance(&mut self) -> Option<()> {
        self.current = self.rest.next()?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.current.is_empty() {
            self.advance()?;
        }
        let (first, rest) = self.current.split_first()?;
        self.current = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.current.len() {
            count -= self.current.len();
            self.advance()?;
        }
        self.current = &self.current[count..];
        Some(())
    }
}
