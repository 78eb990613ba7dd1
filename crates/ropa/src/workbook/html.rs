//! Tables and lists of terms of web pages, which many systems save under .xls, and pages saved as one message (.mht).

use crate::source::{Place, Text};
use crate::workbook::collect::{Collector, SheetCells};
use crate::workbook::described;
use crate::workbook::encoding::{self, Decoded};
use crate::workbook::excel::Sheets;
use crate::workbook::markup::{Hidden, is_block, is_unseen};
use crate::workbook::own_mark;
use crate::workbook::{
    CellKind, Limits, Problem, ReadNote, ReadingRemark, ReadingRemarkKind, Sheet, TextEncoding,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::{StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// What a page without a table is called.
const NO_TABLE: Problem = Problem::NotASpreadsheet { what: "a web page" };

/// Reads the tables of a page into one sheet, below each other, and below them its lists of terms.
pub(super) fn read(name: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let page = decode(bytes, limits)?;
    let mut collector = Collector::new(limits);
    let sheet = sheet(name, &page.text, limits, &mut collector)?.ok_or(NO_TABLE)?;
    let note = ReadNote::Encoding { name: page.encoding, guessed: page.guessed };
    let own =
        own_mark::is_in_page(&page.text).then(|| ReadingRemark::of_file(ReadingRemarkKind::OwnList, name));
    let notes = std::iter::once(note).chain(own.map(ReadNote::Remark));
    Ok((vec![sheet], notes.collect()))
}

/// Reads a page that was saved as a message: each of its pages with tables is a sheet.
pub(super) fn read_message(name: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    for (number, content) in (1_usize..).zip(pages(bytes)) {
        let page = decode(&content, limits)?;
        let name = if number == 1 { name.clone() } else { Text::from(format!("{name} {number}").as_str()) };
        if sheets.len() >= limits.sheets {
            return Err(Problem::TooManySheets { found: number, limit: limits.sheets });
        }
        sheets.extend(sheet(&name, &page.text, limits, &mut collector)?);
    }
    if sheets.is_empty() {
        Err(Problem::NotASpreadsheet { what: "a saved web page" })
    } else {
        Ok((sheets, Vec::new()))
    }
}

/// The text of a page, in the encoding that it names unless it shows another.
fn decode<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Decoded<'b>, Problem> {
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let named = head.split("charset=").nth(1).and_then(|rest| {
        let name: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        TextEncoding::named(&name)
    });
    let plain = std::str::from_utf8(bytes).is_ok()
        || bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || bytes.contains(&0);
    encoding::decode(bytes, limits.text_encoding.or(if plain { None } else { named }))
}

/// The sheet of a page's tables, where it has any.
fn sheet(
    name: &Text,
    page: &str,
    limits: &Limits,
    collector: &mut Collector<'_>,
) -> Result<Option<Sheet>, Problem> {
    let mut cells = collector.sheet(name.clone());
    let mut reader =
        Reader { limits, tables: Vec::new(), merged: Vec::new(), row: 0, unseen: 0, found: false };
    let mut hidden = Hidden::default();
    for Ok(token) in Tokenizer::new(page) {
        if hidden.holds(&token) {
            continue;
        }
        match token {
            Token::StartTag(tag) => reader.open(&tag)?,
            Token::EndTag(tag) => reader.close(&tag.name, &mut cells)?,
            Token::String(text) if reader.unseen == 0 => reader.say(&String::from_utf8_lossy(&text))?,
            _ => {}
        }
    }
    while !reader.tables.is_empty() {
        reader.close(b"table", &mut cells)?;
    }
    let described = described::rows(page, limits)?;
    if !described.is_empty() {
        reader.found = true;
        reader.end_table(Table { rows: described, ..Table::default() }, &mut cells)?;
    }
    let mut sheet = Sheet::new(name.clone(), cells.finish());
    sheet.merged = reader.merged;
    Ok(reader.found.then_some(sheet))
}

struct Reader<'l> {
    limits: &'l Limits,
    /// Tables that are open, each within a cell of the one before.
    tables: Vec<Table>,
    merged: Vec<(Place, Place)>,
    /// The next row of the sheet.
    row: u32,
    unseen: usize,
    found: bool,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    /// Its rows, each cell with its column and text.
    rows: Vec<Vec<(u32, String)>>,
    merged: Vec<(Place, Place)>,
    /// How many rows further a cell takes a column.
    taken: BTreeMap<u32, u32>,
    cell: Option<Cell>,
    col: u32,
}

struct Cell {
    text: String,
    rows: u32,
    columns: u32,
}

impl Reader<'_> {
    fn open(&mut self, tag: &StartTag<()>) -> Result<(), Problem> {
        let name: &[u8] = &tag.name;
        if is_unseen(name) && !tag.self_closing {
            self.unseen += 1;
        }
        match name {
            b"table" => {
                if self.tables.len() >= self.limits.nesting as usize {
                    return Err(Problem::NestedTooDeep {
                        part: "HTML".to_string(),
                        limit: self.limits.nesting,
                    });
                }
                self.found = true;
                self.tables.push(Table::default());
            }
            b"tr" => {
                self.end_cell()?;
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                }
            }
            b"td" | b"th" => {
                self.end_cell()?;
                let span = |name: &[u8], most| {
                    let value = tag
                        .attributes
                        .get(name)
                        .map(|value| String::from_utf8_lossy(&value.value).into_owned());
                    value.and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
                };
                let (rows, columns) =
                    (span(b"rowspan", self.limits.rows), span(b"colspan", self.limits.columns));
                if let Some(table) = self.tables.last_mut() {
                    if table.rows.is_empty() {
                        table.begin_row();
                    }
                    table.cell = Some(Cell { text: String::new(), rows, columns });
                }
            }
            name if is_block(name) => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8], cells: &mut SheetCells<'_, '_>) -> Result<(), Problem> {
        match name {
            b"table" => {
                self.end_cell()?;
                if let Some(table) = self.tables.pop() {
                    self.end_table(table, cells)?;
                }
            }
            b"td" | b"th" | b"tr" => self.end_cell()?,
            name if is_unseen(name) => self.unseen = self.unseen.saturating_sub(1),
            name if is_block(name) => self.end_line(),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Problem> {
        let limit = self.limits.cell_bytes;
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            // A line end of the source is a blank; only a block begins a line.
            cell.text.push_str(&text.replace(['\r', '\n', '\t'], " "));
            if cell.text.len() > limit.saturating_mul(2) {
                return Err(Problem::CellTooLong { sheet: None, place: None, limit });
            }
        }
        Ok(())
    }

    fn end_line(&mut self) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.text.push('\n');
        }
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let most = self.limits.columns;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        table.place(cell, most);
        if table.merged.len() as u64 + self.merged.len() as u64 > self.limits.merged_areas {
            return Err(Problem::TooManyMergedAreas { limit: self.limits.merged_areas });
        }
        Ok(())
    }

    /// Puts a table's rows below those that are there, after a blank one.
    fn end_table(&mut self, table: Table, cells: &mut SheetCells<'_, '_>) -> Result<(), Problem> {
        if table.rows.iter().flatten().all(|(_, text)| text.is_empty()) {
            return Ok(());
        }
        let top = if self.row == 0 { 0 } else { self.row.saturating_add(1) };
        for (row, texts) in (top..).zip(&table.rows) {
            for (col, text) in texts {
                cells.push(Place::new(row, *col), CellKind::Text, text)?;
            }
        }
        let down = |place: Place| Place::new(place.row.saturating_add(top), place.col);
        self.merged.extend(table.merged.into_iter().map(|(first, last)| (down(first), down(last))));
        self.row = top.saturating_add(u32::try_from(table.rows.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}

impl Table {
    fn begin_row(&mut self) {
        if !self.rows.is_empty() {
            self.taken.retain(|_, rows| {
                *rows -= 1;
                *rows > 0
            });
        }
        self.rows.push(Vec::new());
        self.col = 0;
    }

    fn place(&mut self, cell: Cell, most_columns: u32) {
        while self.taken.get(&self.col).is_some_and(|rows| *rows > 0) && self.col < most_columns {
            self.col += 1;
        }
        let row = u32::try_from(self.rows.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let last = Place::new(row.saturating_add(cell.rows - 1), self.col.saturating_add(cell.columns - 1));
        if cell.rows > 1 {
            for col in self.col..=last.col.min(most_columns) {
                self.taken.insert(col, cell.rows);
            }
        }
        if cell.rows > 1 || cell.columns > 1 {
            self.merged.push((Place::new(row, self.col), last));
        }
        let lines = cell.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if let Some(texts) = self.rows.last_mut()
            && !text.is_empty()
        {
            texts.push((self.col, text));
        }
        self.col = last.col.saturating_add(1);
    }
}

/// The web pages in a message, decoded.
fn pages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let boundary = text.split("boundary=").nth(1).map(|rest| {
        let rest = rest.trim_start();
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or_default(),
        }
    });
    let parts: Vec<&str> = match boundary.filter(|boundary| !boundary.is_empty()) {
        Some(boundary) => text.split(&format!("--{boundary}")).collect(),
        None => vec![&text],
    };
    parts.into_iter().filter_map(page).collect()
}

/// The page of a part, where it is one.
fn page(part: &str) -> Option<Vec<u8>> {
    let part = part.trim_start();
    let (head, body) = part.split_once("\r\n\r\n").or_else(|| part.split_once("\n\n"))?;
    let head = head.to_ascii_lowercase();
    if !head.contains("text/html") || head.contains("multipart/") {
        return None;
    }
    let way = head.split("content-transfer-encoding:").nth(1).unwrap_or_default().trim_start();
    Some(if way.starts_with("quoted-printable") {
        unquoted(body)
    } else if way.starts_with("base64") {
        let plain: String = body.chars().filter(|c| !c.is_whitespace()).collect();
        STANDARD.decode(plain.trim_end_matches('-')).ok()?
    } else {
        body.as_bytes().to_vec()
    })
}

/// A text whose signs are written as `=E4`, and whose lines go on after `=`.
fn unquoted(body: &str) -> Vec<u8> {
    let bytes = body.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != b'=' {
            out.push(*byte);
            at += 1;
            continue;
        }
        let code = body.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok());
        match (code, bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(code), ..) => {
                out.push(code);
                at += 3;
            }
            (None, Some(b'\r'), Some(b'\n')) => at += 3,
            (None, Some(b'\n'), _) => at += 2,
            _ => {
                out.push(b'=');
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let (sheets, _) = read(&"a".into(), bytes, &Limits::default()).unwrap();
        sheets[0]
            .rows()
            .map(|(_, cells)| cells.iter().map(|cell| format!("{}={}", cell.place, cell.text)).collect())
            .collect()
    }

    #[test]
    fn tables_are_read_with_their_spans() {
        let page = "<!-- x --><div>Titel<table><tr><th>Id<th>Namn</tr>\n<tr><td rowspan=2>1<td>L&ouml;n<br>\n och arvode\n<tr><td>B</table><table><tr><td colspan='2'>c</td><td>d</table>";
        assert_eq!(
            rows(page.as_bytes()),
            [
                vec!["A1=Id", "B1=Namn"],
                vec!["A2=1", "B2=Lön\noch arvode"],
                vec!["B3=B"],
                vec!["A5=c", "C5=d"]
            ]
        );
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(rows(&wide).len(), 4);
        let western = b"<meta charset=windows-1252><table><tr><td>L\xf6n</table>";
        assert_eq!(rows(western), [["A1=Lön"]]);
        assert!(read(&"a".into(), b"<html><p>hej</html>", &Limits::default()).is_err());
    }

    #[test]
    fn a_page_saved_as_a_message_is_read() {
        let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<meta charset=3Dwindows-1252><table><tr><td>L=F6n =\r\nA</table>\r\n--x--";
        let (sheets, _) = read_message(&"a".into(), message.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(&*sheets[0].cells()[0].text, "Lön A");
    }
}
