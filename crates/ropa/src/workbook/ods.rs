//! OpenDocument workbooks: the text that each cell shows, which stands in the file.
//!
//! What is anchored to a cell and is not its text, such as pictures, shapes and comments, is passed over.

use crate::source::{CellRef, Place, Text};
use crate::workbook::collect::{Collector, SheetCells};
use crate::workbook::excel::Sheets;
use crate::workbook::guard;
use crate::workbook::hidden_lines::add;
use crate::workbook::number_format::{iso_date, plain};
use crate::workbook::{CellKind, Limits, Problem, ReadNote, Sheet, Visibility, is_error_value};
use ::zip::ZipArchive;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};
use std::ops::Range;

/// Reads a zipped workbook.
pub(super) fn read(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    guard::zip::check(bytes, limits)?;
    guard::ods::check(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let content = archive.by_name("content.xml").map_err(Problem::damaged)?;
    read_content(file, BufReader::new(content), limits)
}

/// Reads a workbook that is one XML document (.fods).
pub(super) fn read_flat(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    guard::flat::check(bytes, limits)?;
    guard::ods::check_content(bytes, limits)?;
    read_content(file, bytes, limits)
}

fn read_content(file: &Text, content: impl BufRead, limits: &Limits) -> Result<Sheets, Problem> {
    let mut xml = quick_xml::Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let mut collector = Collector::new(limits);
    let mut book = Book::new(limits);
    let mut buffer = Vec::new();
    let mut sheets = Vec::new();
    let mut unsaved = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) if tag.name().as_ref() == "table:table" && book.passed_over == 0 => {
                let name = Text::from(attribute(&tag, "table:name").unwrap_or_default().as_str());
                let mut cells = collector.sheet(name.clone());
                let mut grid = Grid::default();
                read_table(&mut xml, &mut book, &mut grid, &mut cells)?;
                let mut sheet = Sheet::new(name, cells.finish());
                if attribute(&tag, "table:style-name")
                    .is_some_and(|style| book.unseen_styles.contains(&style))
                {
                    sheet.visibility = Visibility::Hidden;
                }
                let cell = |place| CellRef { file: file.clone(), sheet: sheet.name.clone(), place };
                unsaved.extend(grid.unsaved.into_iter().map(cell));
                sheet.merged = grid.merged;
                (sheet.hidden_rows, sheet.hidden_columns) = (grid.hidden_rows, grid.hidden_columns);
                if sheets.len() >= limits.sheets {
                    return Err(Problem::TooManySheets { found: sheets.len() + 1, limit: limits.sheets });
                }
                sheets.push(sheet);
            }
            Event::Start(tag) => book.enter(&tag),
            Event::End(tag) => book.leave(tag.name().as_ref()),
            Event::Eof => {
                let told = (!unsaved.is_empty()).then_some(ReadNote::FormulaWithoutValue(unsaved));
                return Ok((sheets, told.into_iter().collect()));
            }
            _ => {}
        }
    }
}

/// What is known outside the tables.
struct Book<'l> {
    limits: &'l Limits,
    /// The style that is being defined, and those of sheets that are not shown.
    style: Option<String>,
    unseen_styles: BTreeSet<String>,
    /// Elements within one another whose tables are none of the workbook.
    passed_over: usize,
    merged_areas: u64,
}

impl Book<'_> {
    fn new(limits: &Limits) -> Book<'_> {
        Book { limits, style: None, unseen_styles: BTreeSet::new(), passed_over: 0, merged_areas: 0 }
    }

    fn enter(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name"),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.unseen_styles.extend(self.style.clone());
            }
            "table:tracked-changes" | "table:dde-links" => self.passed_over += 1,
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        if matches!(name, "table:tracked-changes" | "table:dde-links") {
            self.passed_over = self.passed_over.saturating_sub(1);
        }
    }
}

/// Where in a sheet its cells come.
#[derive(Default)]
struct Grid {
    row: u32,
    col: u32,
    row_repeats: u32,
    /// The cells of the row that is open: place, how many, kind and text.
    cells: Vec<(u32, u32, CellKind, String)>,
    column: u32,
    merged: Vec<(Place, Place)>,
    /// Formulas whose value the file does not hold.
    unsaved: Vec<Place>,
    hidden_rows: Vec<Range<u32>>,
    hidden_columns: Vec<Range<u32>>,
}

impl Grid {
    fn end_row(&mut self, cells: &mut SheetCells<'_, '_>) -> Result<(), Problem> {
        let repeats = if self.cells.is_empty() { 0 } else { self.row_repeats };
        for row in self.row..self.row.saturating_add(repeats) {
            for (col, count, kind, text) in &self.cells {
                for col in *col..col.saturating_add(*count) {
                    cells.push(Place::new(row, col), *kind, text)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeats);
        self.cells.clear();
        Ok(())
    }
}

fn read_table<R: BufRead>(
    xml: &mut quick_xml::Reader<R>,
    book: &mut Book<'_>,
    grid: &mut Grid,
    cells: &mut SheetCells<'_, '_>,
) -> Result<(), Problem> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table-column" => {
                    let count = repeated(&tag, "table:number-columns-repeated");
                    let end = grid.column.saturating_add(count);
                    if is_unseen(&tag) {
                        add(&mut grid.hidden_columns, grid.column..end.min(16_384));
                    }
                    grid.column = end;
                }
                "table:table-row" => {
                    grid.row_repeats = repeated(&tag, "table:number-rows-repeated");
                    grid.col = 0;
                    if is_unseen(&tag) {
                        let end = grid.row.saturating_add(grid.row_repeats).min(1_048_576);
                        add(&mut grid.hidden_rows, grid.row..end.max(grid.row));
                    }
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let head = Head::of(&tag);
                    let name = tag.name().as_ref().to_string();
                    let text = read_text(xml, &name)?;
                    if head.is_formula && head.value.is_none() && text.is_none() {
                        grid.unsaved.push(Place::new(grid.row, grid.col));
                    }
                    place_cell(head, text.unwrap_or_default(), book, grid)?;
                }
                name if is_aside(name) => {
                    let name = name.to_string();
                    pass_over(xml, &name)?;
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "table:table-row" => grid.end_row(cells)?,
                "table:table" => return Ok(()),
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Puts a cell into its row.
fn place_cell(head: Head, text: String, book: &mut Book<'_>, grid: &mut Grid) -> Result<(), Problem> {
    let (kind, text) = head.shown(text);
    if head.rows > 1 || head.columns > 1 {
        book.merged_areas += 1;
        if book.merged_areas > book.limits.merged_areas {
            return Err(Problem::TooManyMergedAreas { limit: book.limits.merged_areas });
        }
        let last =
            Place::new(grid.row.saturating_add(head.rows - 1), grid.col.saturating_add(head.columns - 1));
        grid.merged.push((Place::new(grid.row, grid.col), last));
    }
    if !text.is_empty() {
        grid.cells.push((grid.col, head.repeats, kind, text));
    }
    grid.col = grid.col.saturating_add(head.repeats);
    Ok(())
}

/// What a cell's tag says.
struct Head {
    kind: String,
    value: Option<String>,
    repeats: u32,
    rows: u32,
    columns: u32,
    is_error: bool,
    is_formula: bool,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Head {
        let kind = attribute(tag, "office:value-type")
            .or_else(|| attribute(tag, "calcext:value-type"))
            .unwrap_or_default();
        let name = match kind.as_str() {
            "date" => "office:date-value",
            "time" => "office:time-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            _ => "office:value",
        };
        let count = |name| repeated(tag, name);
        Head {
            value: attribute(tag, name),
            is_error: attribute(tag, "calcext:value-type").as_deref() == Some("error"),
            is_formula: attribute(tag, "table:formula").is_some(),
            kind,
            repeats: count("table:number-columns-repeated"),
            rows: count("table:number-rows-spanned"),
            columns: count("table:number-columns-spanned"),
        }
    }

    /// The cell's kind and text, in the form that cells of every format have.
    fn shown(&self, text: String) -> (CellKind, String) {
        let value = self.value.as_deref();
        match self.kind.as_str() {
            _ if self.is_error || is_error_value(&text) => (CellKind::Error, text),
            "date" => (CellKind::Date, value.map_or(text, |value| iso_date(value).to_string())),
            "time" => (CellKind::Date, value.and_then(clock).unwrap_or(text)),
            "boolean" => (CellKind::Bool, if value == Some("true") { "TRUE" } else { "FALSE" }.to_string()),
            "float" | "percentage" | "currency" => match value.and_then(|value| value.parse::<f64>().ok()) {
                Some(number) => (CellKind::Number, shown_number(&text, number, self.kind == "percentage")),
                None => (CellKind::Text, text),
            },
            _ if text.is_empty() => (CellKind::Text, value.unwrap_or_default().to_string()),
            _ => (CellKind::Text, text),
        }
    }
}

/// A time of day or a duration, `PT08H30M00S`, as a clock shows it.
fn clock(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.split_once('M')?;
    let seconds = seconds.strip_suffix('S')?.split(['.', ',']).next()?;
    Some(format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}"))
}

/// A number as its cell shows it, with a point for its decimals and nothing between thousands. What is shown is never
/// less than what is there.
fn shown_number(shown: &str, number: f64, percent: bool) -> String {
    let exact = plain(if percent { number * 100.0 } else { number });
    let shown = shown.trim();
    if shown.is_empty() {
        // A zero that the format hides is no zero.
        return if number == 0.0 { String::new() } else { exact };
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (shown.find(is_digit), shown.rfind(is_digit)) else {
        return shown.to_string();
    };
    let (before, run, after) = (&shown[..first], &shown[first..=last], &shown[last + 1..]);
    let within = |c: char| is_digit(c) || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'' | '’');
    if !run.chars().all(within) {
        return shown.to_string();
    }
    // The last mark parts the decimals, unless it parts thousands.
    let unsigned = exact.strip_prefix('-').unwrap_or(&exact);
    let (integers, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| -> String { text.chars().filter(|c| is_digit(*c)).collect() };
    let at = run.rfind(['.', ',']);
    let parted = at.map(|at| (digits(&run[..at]), digits(&run[at + 1..])));
    // Marks within a whole number part thousands, or are texts of the format.
    let grouped = run.split(|c| !is_digit(c)).skip(1).all(|group| group.len() == 3);
    let whole = (if grouped { digits(run) } else { String::new() }, String::new());
    let fits = |(whole, _): &(String, String)| same_number(whole, integers);
    let found =
        parted.filter(|parts| fits(parts)).or_else(|| Some(whole).filter(|parts| grouped && fits(parts)));
    match found {
        Some((whole, shown_decimals)) => {
            let kept =
                if decimals.len() > shown_decimals.len() { decimals.to_string() } else { shown_decimals };
            let point = if kept.is_empty() { "" } else { "." };
            format!("{before}{whole}{point}{kept}{after}")
        }
        // The digits of the number with a text of the format among them.
        None if same_number(&digits(run), &format!("{integers}{decimals}")) => shown.to_string(),
        // Rounded over a whole number, or in a form of its own.
        None if before.is_empty() && after.trim_matches(['%', ' ', '\u{a0}']).is_empty() => {
            if percent {
                format!("{exact}%")
            } else {
                exact
            }
        }
        None => shown.to_string(),
    }
}

fn same_number(digits: &str, other: &str) -> bool {
    digits.trim_start_matches('0') == other.trim_start_matches('0')
}

/// What stands at a cell or a sheet and is none of its text.
fn is_aside(name: &str) -> bool {
    name.starts_with("draw:")
        || name.starts_with("dr3d:")
        || matches!(
            name,
            "office:annotation"
                | "table:shapes"
                | "office:forms"
                | "table:detective"
                | "text:note"
                | "text:ruby-text"
        )
}

/// The text of a cell, up to its end; nothing where it has no paragraph at all.
fn read_text<R: BufRead>(xml: &mut quick_xml::Reader<R>, cell: &str) -> Result<Option<String>, Problem> {
    let mut text = String::new();
    let mut paragraphs = 0_usize;
    let mut within = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    within = true;
                }
                "text:s" => {
                    let count = repeated(&tag, "text:c").min(1_000) as usize;
                    text.push_str(&" ".repeat(count));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                name if is_aside(name) => {
                    let name = name.to_string();
                    pass_over(xml, &name)?;
                }
                _ => {}
            },
            Event::Text(part) if within => text.push_str(&part.into_inner()),
            Event::CData(part) if within => text.push_str(&part.into_inner()),
            Event::GeneralRef(reference) if within => {
                if let Ok(Some(letter)) = reference.resolve_char_ref() {
                    text.push(letter);
                } else if let Some(known) = quick_xml::escape::resolve_predefined_entity(&reference) {
                    text.push_str(known);
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                "text:p" | "text:h" => within = false,
                name if name == cell => return Ok((paragraphs > 0).then_some(text)),
                _ => {}
            },
            Event::Eof => return Ok((paragraphs > 0).then_some(text)),
            _ => {}
        }
    }
}

/// Goes past the end of an element that has just begun.
fn pass_over<R: BufRead>(xml: &mut quick_xml::Reader<R>, name: &str) -> Result<(), Problem> {
    let mut depth = 1_usize;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) if tag.name().as_ref() == name => depth += 1,
            Event::End(tag) if tag.name().as_ref() == name => {
                depth -= 1;
                if depth == 0 {
                    return Ok(());
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn is_unseen(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|how| matches!(how.as_str(), "collapse" | "filter"))
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{clock, shown_number};

    #[test]
    fn numbers_are_as_shown_and_never_less() {
        let cases = [
            ("SN-001", 1.0, false, "SN-001"),
            ("3,10", 3.1, false, "3.10"),
            ("3.10", 3.1, false, "3.10"),
            ("1 200", 1200.0, false, "1200"),
            ("1\u{a0}200,50 kr", 1200.5, false, "1200.50 kr"),
            ("1,234", 1234.0, false, "1234"),
            ("3", 3.125, false, "3.125"),
            ("50%", 0.5, true, "50%"),
            ("50,0 %", 0.5, true, "50.0 %"),
            ("-5", -5.0, false, "-5"),
            ("Dnr 0007/2025", 7.0, false, "Dnr 0007/2025"),
            ("7 månader", 7.0, false, "7 månader"),
            ("", 0.0, false, ""),
            ("Ja", 1.0, false, "Ja"),
            ("03.10", 310.0, false, "03.10"),
            ("1 200 000", 1_200_000.0, false, "1200000"),
            ("4", 3.9, false, "3.9"),
        ];
        for (shown, number, percent, text) in cases {
            assert_eq!(shown_number(shown, number, percent), text, "{shown}");
        }
        assert_eq!(clock("PT08H30M00S").as_deref(), Some("08:30:00"));
    }
}
