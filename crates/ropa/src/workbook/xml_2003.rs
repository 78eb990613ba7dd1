//! Workbooks of Excel 2002 and 2003 that are one XML document (XML Spreadsheet 2003), with a prefix on the elements or
//! without.

use crate::source::{Place, Text};
use crate::workbook::collect::{Collector, SheetCells};
use crate::workbook::excel::{Beyond, Sheets};
use crate::workbook::guard;
use crate::workbook::hidden_lines::{Hidden, add};
use crate::workbook::number_format::{NumberFormat, iso_date};
use crate::workbook::xml_text::{local, text_of};
use crate::workbook::{CellKind, Limits, Problem, Sheet, Visibility};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Reads a workbook.
pub(super) fn read(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    guard::flat::check(bytes, limits)?;
    let mut xml = quick_xml::Reader::from_reader(bytes);
    xml.config_mut().expand_empty_elements = true;
    let mut collector = Collector::new(limits);
    let mut book = Book::default();
    let mut sheets = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) => match local(tag.name().as_ref()) {
                "Style" => book.style = attribute(&tag, "ID").unwrap_or_default(),
                "NumberFormat" => {
                    let code = attribute(&tag, "Format").unwrap_or_default();
                    let code = named_format(&code).to_string();
                    book.formats.insert(book.style.clone(), (NumberFormat::of(&code), code));
                }
                "Worksheet" => {
                    let name = Text::from(attribute(&tag, "Name").unwrap_or_default().as_str());
                    if sheets.len() >= limits.sheets {
                        return Err(Problem::TooManySheets { found: sheets.len() + 1, limit: limits.sheets });
                    }
                    let mut reader = SheetReader::new(&mut book, limits, name.clone());
                    let mut cells = collector.sheet(name.clone());
                    reader.read(&mut xml, &mut cells)?;
                    let (merged, hidden, visibility) = (reader.merged, reader.hidden, reader.visibility);
                    let mut sheet = Sheet::new(name, cells.finish());
                    (sheet.merged, sheet.visibility) = (merged, visibility);
                    (sheet.hidden_rows, sheet.hidden_columns) = (hidden.rows, hidden.columns);
                    sheets.push(sheet);
                }
                _ => {}
            },
            Event::Eof if sheets.is_empty() => {
                return Err(Problem::NotASpreadsheet { what: "an XML document" });
            }
            Event::Eof => return Ok((sheets, book.beyond.notes(file).collect())),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Book {
    /// The style that is being defined.
    style: String,
    formats: BTreeMap<String, (NumberFormat, String)>,
    beyond: Beyond,
    merged_areas: u64,
}

/// The code that a name of a format stands for.
fn named_format(name: &str) -> &str {
    match name {
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "Yes/No" => "\"Ja\";\"Ja\";\"Nej\"",
        "True/False" => "\"TRUE\";\"TRUE\";\"FALSE\"",
        "" | "General Number" | "Currency" | "Euro Currency" => "General",
        code => code,
    }
}

struct SheetReader<'b> {
    book: &'b mut Book,
    limits: &'b Limits,
    name: Text,
    /// The row and the column of the next cell, from zero.
    row: u32,
    col: u32,
    column: u32,
    merged: Vec<(Place, Place)>,
    hidden: Hidden,
    visibility: Visibility,
}

/// A cell that is open.
#[derive(Default)]
struct Open {
    style: Option<String>,
    kind: Option<String>,
    text: String,
    across: u32,
}

impl<'b> SheetReader<'b> {
    fn new(book: &'b mut Book, limits: &'b Limits, name: Text) -> SheetReader<'b> {
        let hidden = Hidden::default();
        SheetReader {
            book,
            limits,
            name,
            row: 0,
            col: 0,
            column: 0,
            merged: Vec::new(),
            hidden,
            visibility: Visibility::Visible,
        }
    }

    fn read(
        &mut self,
        xml: &mut quick_xml::Reader<&[u8]>,
        cells: &mut SheetCells<'_, '_>,
    ) -> Result<(), Problem> {
        let mut buffer = Vec::new();
        let mut open: Option<Open> = None;
        // Within a value, within a comment, within the word for how the sheet is shown.
        let (mut in_data, mut in_comment, mut in_visible) = (false, false, false);
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer).map_err(Problem::damaged)?;
            match &event {
                Event::Start(tag) => match local(tag.name().as_ref()) {
                    "Column" => self.column(tag),
                    "Row" => self.begin_row(tag),
                    "Cell" => open = Some(self.begin_cell(tag)?),
                    "Comment" => in_comment = true,
                    "Visible" => in_visible = true,
                    "Data" if !in_comment => {
                        in_data = true;
                        if let Some(open) = &mut open {
                            open.kind = attribute(tag, "Type");
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match local(tag.name().as_ref()) {
                    "Data" => in_data = false,
                    "Comment" => in_comment = false,
                    "Visible" => in_visible = false,
                    "Cell" => {
                        if let Some(open) = open.take() {
                            self.end_cell(open, cells)?;
                        }
                    }
                    "Row" => self.row = self.row.saturating_add(1),
                    "Worksheet" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                event => {
                    let Some(text) = text_of(event) else { continue };
                    if in_visible && text.trim().starts_with("Sheet") {
                        self.visibility = Visibility::Hidden;
                    }
                    if let Some(open) = open.as_mut().filter(|_| in_data) {
                        open.text.push_str(&text);
                    }
                }
            }
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = number(tag, "Index").map_or(self.column, |index| index.saturating_sub(1));
        let end = first.saturating_add(number(tag, "Span").unwrap_or(0)).saturating_add(1);
        if is_hidden(tag, "Width") {
            add(&mut self.hidden.columns, first..end.min(16_384).max(first));
        }
        self.column = end;
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        if let Some(index) = number(tag, "Index") {
            self.row = index.saturating_sub(1);
        }
        if is_hidden(tag, "Height") {
            add(&mut self.hidden.rows, self.row..self.row.saturating_add(1));
        }
        self.col = 0;
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> Result<Open, Problem> {
        if let Some(index) = number(tag, "Index") {
            self.col = index.saturating_sub(1);
        }
        let (across, down) = (number(tag, "MergeAcross").unwrap_or(0), number(tag, "MergeDown").unwrap_or(0));
        if across > 0 || down > 0 {
            self.book.merged_areas += 1;
            if self.book.merged_areas > self.limits.merged_areas {
                return Err(Problem::TooManyMergedAreas { limit: self.limits.merged_areas });
            }
            let last = Place::new(self.row.saturating_add(down), self.col.saturating_add(across));
            self.merged.push((Place::new(self.row, self.col), last));
        }
        Ok(Open { style: attribute(tag, "StyleID"), across, ..Open::default() })
    }

    fn end_cell(&mut self, open: Open, cells: &mut SheetCells<'_, '_>) -> Result<(), Problem> {
        let place = Place::new(self.row, self.col);
        self.col = self.col.saturating_add(open.across).saturating_add(1);
        let value = open.text.trim();
        let format = open.style.and_then(|style| self.book.formats.get(&style));
        let (kind, text) = match open.kind.as_deref() {
            Some("Number") => match value.parse::<f64>() {
                Ok(number) => {
                    if let Some((_, code)) = format.filter(|(format, _)| format.is_beyond) {
                        self.book.beyond.add(code, &self.name, place);
                    }
                    let shown = format.map_or_else(
                        || NumberFormat::default().text(number),
                        |(format, _)| format.text(number),
                    );
                    (CellKind::Number, shown)
                }
                Err(_) => (CellKind::Text, open.text),
            },
            Some("DateTime") => (CellKind::Date, iso_date(value.trim_end_matches(".000")).to_string()),
            Some("Boolean") => (CellKind::Bool, if value == "1" { "TRUE" } else { "FALSE" }.to_string()),
            Some("Error") => (CellKind::Error, value.to_string()),
            _ => match format {
                Some((format, _)) if !open.text.is_empty() => {
                    (CellKind::Text, format.around(&open.text).into_owned())
                }
                _ => (CellKind::Text, open.text),
            },
        };
        cells.push(place, kind, &text)
    }
}

/// The text of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| local(attribute.key.as_ref()) == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    attribute(tag, "Hidden").is_some_and(|hidden| hidden == "1")
        || attribute(tag, size).is_some_and(|size| size.trim().parse() == Ok(0.0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn workbooks_are_read_with_and_without_a_prefix() {
        let plain = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"&quot;SN-&quot;000\"/></Style></Styles><Worksheet ss:Name=\"Blad 1\"><Table><Column ss:Hidden=\"1\"/><Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">Lön &amp; <B>arvode</B></Data><Comment><Data>nej</Data></Comment></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row><Row ss:Index=\"4\"><Cell ss:Index=\"2\" ss:StyleID=\"s1\"><Data ss:Type=\"Number\">7</Data></Cell><Cell><Data ss:Type=\"DateTime\">2025-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>";
        let tags = [
            "Workbook",
            "Styles",
            "Style",
            "NumberFormat",
            "Worksheet",
            "Table",
            "Column",
            "Row",
            "Cell",
            "Data",
            "Comment",
        ];
        let mut prefixed = plain.replace(" xmlns=", " xmlns:x=");
        for tag in tags {
            prefixed = prefixed
                .replace(&format!("<{tag} "), &format!("<ss:{tag} "))
                .replace(&format!("<{tag}>"), &format!("<ss:{tag}>"))
                .replace(&format!("</{tag}>"), &format!("</ss:{tag}>"));
        }
        for book in [plain, &prefixed] {
            let (sheets, _) = read(&"a".into(), book.as_bytes(), &Limits::default()).unwrap();
            let cells: Vec<String> =
                sheets[0].cells().iter().map(|cell| format!("{}={}", cell.place, cell.text)).collect();
            assert_eq!(cells, ["A1=Lön & arvode", "C1=TRUE", "B4=SN-007", "C4=2025-03-01", "D4=#N/A"]);
            assert_eq!(&*sheets[0].name, "Blad 1");
            assert_eq!(sheets[0].hidden_columns, std::slice::from_ref(&(0..1)));
        }
        let entity = plain.replace("<Workbook ", "<!DOCTYPE x [<!ENTITY a \"b\">]><Workbook ");
        assert!(matches!(
            read(&"a".into(), entity.as_bytes(), &Limits::default()),
            Err(Problem::XmlEntities { .. })
        ));
    }
}
