//! OpenDocument workbooks: what their repeated rows and columns would expand to.

use crate::workbook::{Limits, Problem};
use ::zip::ZipArchive;
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};

/// Rows and columns that calamine expands at most.
const MOST_ROWS: u64 = 1_048_576;
const MOST_COLUMNS: u64 = 16_384;

/// Counts the cells and the text that calamine would hold for the file, and refuses what passes
/// the limits.
///
/// calamine holds each sheet as a full rectangle from the first used cell to the last, once for
/// values and once for formulas, and copies a repeated cell's text for each repetition.
pub(in crate::workbook) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let mut manifest = Vec::new();
    if let Ok(mut part) = archive.by_name("META-INF/manifest.xml") {
        part.read_to_end(&mut manifest).map_err(Problem::damaged)?;
    }
    if memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Problem::CannotDecrypt { how: "OpenDocument encryption" });
    }
    let content = archive.by_name("content.xml").map_err(Problem::damaged)?;
    check_content(BufReader::new(content), limits)
}

/// Counts the cells and the text of a workbook's content, as [`check`] does.
pub(in crate::workbook) fn check_content(content: impl BufRead, limits: &Limits) -> Result<(), Problem> {
    let mut xml = quick_xml::Reader::from_reader(content);
    // calamine waits for the end of a table without end, so every element must have its own.
    let mut open = 0_usize;
    xml.config_mut().expand_empty_elements = true;

    let mut book = Book { limits, cells: 0, text_bytes: 0, sheets: 0 };
    let mut sheet = Sheet::default();
    let mut row = Row::default();
    let mut cell = Cell::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(Problem::damaged)?;
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Eof if open > 0 => return Err(Problem::damaged("content.xml is cut off")),
            _ => {}
        }
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                name if name.starts_with("table:table") && cell.open => {
                    return Err(Problem::damaged("content.xml has a table inside a cell"));
                }
                "table:table" => sheet = Sheet::default(),
                "table:table-row" => row = Row::repeated(number(&tag, "table:number-rows-repeated")),
                "table:table-cell" | "table:covered-table-cell" => cell = Cell::of(&tag),
                _ => {}
            },
            Event::Text(text) => cell.text_bytes += text.len() as u64,
            Event::CData(text) => cell.text_bytes += text.len() as u64,
            Event::End(tag) => match tag.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => {
                    row.add(&cell);
                    book.hold(sheet.row_cells + row.cells, 0)?;
                    cell = Cell::default();
                }
                "table:table-row" => sheet.add(&row, &mut book)?,
                "table:table" => book.finish_sheet(&sheet)?,
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn number(tag: &BytesStart, attribute: &str) -> u64 {
    let found = tag.try_get_attribute(attribute).ok().flatten();
    // What is no number stops calamine.
    found.and_then(|attribute| attribute.value.parse().ok()).unwrap_or(1)
}

#[derive(Default)]
struct Cell {
    /// Its end tag is still to come.
    open: bool,
    repeats: u64,
    text_bytes: u64,
    used: bool,
}

impl Cell {
    fn of(tag: &BytesStart) -> Cell {
        let repeats = number(tag, "table:number-columns-repeated");
        let mut cell = Cell { open: true, repeats, text_bytes: 0, used: false };
        for attribute in tag.attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref();
            if name == "table:formula" || name.starts_with("office:") && name.ends_with("value") {
                cell.used = true;
                cell.text_bytes += attribute.value.len() as u64;
            }
        }
        cell
    }
}

#[derive(Default)]
struct Row {
    repeats: u64,
    /// Cells up to and with the last used one.
    cells: u64,
    /// Unused cells since then.
    unused: u64,
    text_bytes: u64,
}

impl Row {
    fn repeated(repeats: u64) -> Row {
        Row { repeats, ..Row::default() }
    }

    fn add(&mut self, cell: &Cell) {
        if !cell.used && cell.text_bytes == 0 {
            self.unused = cell.repeats.saturating_add(self.unused).min(MOST_COLUMNS);
            return;
        }
        let before = (self.cells + self.unused).min(MOST_COLUMNS);
        let repeats = cell.repeats.min(MOST_COLUMNS - before);
        self.cells = before + repeats;
        self.unused = 0;
        self.text_bytes = self.text_bytes.saturating_add(cell.text_bytes.saturating_mul(repeats));
    }
}

#[derive(Default)]
struct Sheet {
    rows: u64,
    /// The row after the last used one.
    used_rows: u64,
    first_used: Option<u64>,
    width: u64,
    /// Cells of the rows, each row taken once.
    row_cells: u64,
}

impl Sheet {
    fn add(&mut self, row: &Row, book: &mut Book) -> Result<(), Problem> {
        let repeats = row.repeats.min(MOST_ROWS - self.rows.min(MOST_ROWS));
        if row.cells > 0 {
            self.first_used.get_or_insert(self.rows);
            self.used_rows = self.rows + repeats;
            self.width = self.width.max(row.cells);
            self.row_cells += row.cells;
            book.hold(self.row_cells, row.text_bytes.saturating_mul(repeats.max(1)))?;
        }
        self.rows += repeats;
        Ok(())
    }

    fn rectangle(&self) -> u64 {
        (self.used_rows - self.first_used.unwrap_or(self.used_rows)) * self.width
    }
}

struct Book<'l> {
    limits: &'l Limits,
    cells: u64,
    text_bytes: u64,
    sheets: usize,
}

impl Book<'_> {
    /// Adds text, and refuses when it, or the cells of earlier sheets and those of this one, pass a
    /// limit.
    fn hold(&mut self, cells: u64, text_bytes: u64) -> Result<(), Problem> {
        let Limits { cells: most_cells, text_bytes: most_text, .. } = *self.limits;
        self.text_bytes = self.text_bytes.saturating_add(text_bytes);
        if self.cells + cells > most_cells {
            return Err(Problem::TooManyCells { sheet: None, limit: most_cells });
        }
        if self.text_bytes > most_text {
            return Err(Problem::TooMuchText { limit: most_text });
        }
        Ok(())
    }

    fn finish_sheet(&mut self, sheet: &Sheet) -> Result<(), Problem> {
        self.sheets += 1;
        if self.sheets > self.limits.sheets {
            return Err(Problem::TooManySheets { found: self.sheets, limit: self.limits.sheets });
        }
        self.hold(sheet.rectangle(), 0)?;
        self.cells += sheet.rectangle();
        Ok(())
    }
}
