//! The register as it came, with each finding as a note on its cell.

use super::view::CheckView;
use super::workbook::findings_sheet;
use crate::art30::Finding;
use crate::import::{Layout, TableInfo};
use crate::model::Severity;
use crate::report::common::wording::Wording;
use crate::source::{CellRef, Place};
use crate::workbook::WriteError;
use crate::workbook::sheet_names::SheetNames;
use crate::workbook::sheet_table::{height_of, lines_in, write};
use crate::workbook::style::{Formats, PAPER, made_on};
use crate::workbook::{Cell, CellKind, Sheet, Visibility, Workbook as Book};
use rust_xlsxwriter::{ExcelDateTime, Format, Note, Workbook, Worksheet};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (8, 32);
/// Digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;

/// Writes one file of the register as a workbook: its sheets with every cell in its place, the cells
/// that findings stand at coloured and with a note, and a sheet that lists the findings with a link to
/// each cell. Comments that cells had stand before the notes.
///
/// Records that the view does not show are left out and their rows hidden, so that every address stays
/// the same as in the register. Values are kept; how the register looked is not. The same view gives the
/// same bytes, and nothing is a formula.
///
/// # Errors
/// [`WriteError::Workbook`] where a sheet's name or size does not fit in a workbook,
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn annotated(mut out: impl Write, view: &CheckView<'_>, book: &Book) -> Result<(), WriteError> {
    let wording = view.wording();
    let formats = Formats::new();
    let mut made = Workbook::new();
    let title = wording.texts.check.title.fill(&[("date", &view.checked.options.as_of)]);
    made.set_properties(&made_on(view.checked.options.as_of, &title)?);
    let mut given = SheetNames::default();
    let sheets = book.sheets.iter().map(|sheet| &*sheet.name);
    let names: Vec<String> =
        sheets.chain([wording.texts.check.sheet.of("findings")]).map(|name| given.next(name)).collect();
    for (sheet, name) in book.sheets.iter().zip(&names) {
        let target = made.add_worksheet().set_name(name.as_str())?;
        copy(target, sheet, view, &book.file, &wording, &formats)?;
        if sheet.visibility != Visibility::Visible {
            target.set_hidden(true);
        }
    }
    let list = made.add_worksheet().set_name(&names[book.sheets.len()])?;
    let link = |cell: &CellRef| {
        let sheet = book.sheets.iter().position(|sheet| sheet.name == cell.sheet)?;
        (cell.file == book.file)
            .then(|| format!("internal:'{}'!{}", names[sheet].replace('\'', "''"), cell.place))
    };
    findings_sheet(list, view, &wording, &formats, Some(&link))?;
    out.write_all(&made.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// Rows and columns that belong only to records that are not shown.
fn hidden(view: &CheckView<'_>, file: &str, sheet: &Sheet) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let of_sheet = |table: &&TableInfo| *table.file == *file && table.sheet == sheet.name;
    let tables: Vec<&TableInfo> = view.import.tables.iter().filter(of_sheet).collect();
    let header = tables.iter().filter_map(|table| table.header_row).min().unwrap_or(0);
    let columns = tables.iter().any(|table| table.layout == Layout::Columns);
    let lines = |shown: bool| -> BTreeSet<u32> {
        let activities = view.import.register.activities.iter().enumerate();
        let own = activities.filter(|(index, activity)| {
            *activity.origin.file == *file
                && activity.origin.sheet == sheet.name
                && view.shown.contains(index) == shown
        });
        let places = own.flat_map(|(_, activity)| {
            let entries = activity.entries.iter().map(|entry| entry.place);
            entries.chain(activity.extras.iter().map(|extra| extra.place))
        });
        // What stands above the table is said of all its records.
        let below = places.filter(|place| columns || place.row >= header);
        below.map(|place| if columns { place.col } else { place.row }).collect()
    };
    let gone = &lines(false) - &lines(true);
    if columns { (BTreeSet::new(), gone) } else { (gone, BTreeSet::new()) }
}

fn copy(
    target: &mut Worksheet,
    sheet: &Sheet,
    view: &CheckView<'_>,
    file: &str,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let mut noted: BTreeMap<Place, Vec<&Finding>> = BTreeMap::new();
    for finding in view.findings() {
        if let Some(cell) = view.cell(finding).filter(|cell| *cell.file == *file && cell.sheet == sheet.name)
        {
            noted.entry(cell.place).or_default().push(finding);
        }
    }
    let headers: BTreeSet<Place> = view
        .import
        .tables
        .iter()
        .filter(|table| *table.file == *file && table.sheet == sheet.name)
        .flat_map(|table| table.columns.iter().map(|column| column.place))
        .collect();
    // A register is too wide for one page; the header and the way to tell records apart are repeated.
    target.set_paper_size(PAPER).set_landscape();
    if let Some(row) = headers.iter().map(|place| place.row).min() {
        target.set_freeze_panes(row + 1, 0)?;
        target.set_repeat_rows(row, row)?;
    }
    let (rows, cols) = hidden(view, file, sheet);
    for row in &rows {
        target.set_row_hidden(*row)?;
    }
    // Titles above the table run over its columns and are as wide as they are.
    let first = headers.iter().map(|place| place.row).min().unwrap_or(0);
    let plain = Format::new();
    let kept: Vec<&Cell> = sheet
        .cells()
        .iter()
        .filter(|cell| !rows.contains(&cell.place.row) && !cols.contains(&cell.place.col))
        .collect();
    let widths = widths(kept.iter().copied().filter(|cell| cell.place.row >= first));
    for line in kept.chunk_by(|a, b| a.place.row == b.place.row) {
        let lines =
            line.iter().map(|cell| lines_in(&cell.text, widths.get(&cell.place.col).copied().unwrap_or(0.0)));
        let row = line[0].place.row;
        if row >= first {
            target.set_row_height(row, height_of(lines.max().unwrap_or(1)))?;
        }
    }
    for cell in kept {
        if cell.place.row < first {
            write_cell(target, cell, &plain)?;
        } else if !noted.contains_key(&cell.place) {
            let format = if headers.contains(&cell.place) { &formats.header } else { &formats.text };
            write_cell(target, cell, format)?;
        }
    }
    for (place, findings) in &noted {
        let col = column(*place)?;
        let gravest = findings.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Note);
        match sheet.cell(*place) {
            Some(cell) => write_cell(target, cell, formats.severity(gravest))?,
            None => {
                target.write_blank(place.row, col, formats.severity(gravest))?;
            }
        }
        let before = sheet.comments.get(place).map(|comment| &**comment);
        target.insert_note(place.row, col, &note(view, before, findings, wording))?;
    }
    for (place, comment) in &sheet.comments {
        let is_shown = !rows.contains(&place.row) && !cols.contains(&place.col);
        if is_shown && !noted.contains_key(place) {
            target.insert_note(place.row, column(*place)?, &of_text(comment.to_string()))?;
        }
    }
    for (col, width) in widths {
        target.set_column_width(u16::try_from(col).unwrap_or(u16::MAX), width)?;
    }
    for col in &cols {
        target.set_column_hidden(u16::try_from(*col).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// The width of each column, in characters: that of its longest line, within bounds.
fn widths<'c>(cells: impl Iterator<Item = &'c Cell>) -> BTreeMap<u32, f64> {
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in cells {
        let longest = cell.text.lines().map(|line| line.width()).max().unwrap_or(0);
        let width = widths.entry(cell.place.col).or_default();
        *width = longest.max(*width);
    }
    widths.into_iter().map(|(col, width)| (col, (width + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)).collect()
}

/// A column as the writer counts it; one that no workbook has is an error there.
fn column(place: Place) -> Result<u16, WriteError> {
    u16::try_from(place.col).map_err(|_| rust_xlsxwriter::XlsxError::RowColumnLimitError.into())
}

/// A number, a date or a truth value stays one where nothing is lost; everything else is text.
fn write_cell(target: &mut Worksheet, cell: &Cell, format: &Format) -> Result<(), WriteError> {
    let (row, col) = (cell.place.row, column(cell.place)?);
    match cell.kind {
        CellKind::Number if cell.text.len() <= DIGITS_KEPT => {
            if let Ok(number) = cell.text.parse::<f64>()
                && number.is_finite()
                && number.to_string() == *cell.text
            {
                target.write_number_with_format(row, col, number, format)?;
                return Ok(());
            }
        }
        CellKind::Bool => {
            target.write_boolean_with_format(row, col, &*cell.text == "TRUE", format)?;
            return Ok(());
        }
        CellKind::Date => {
            if let Ok(date) = ExcelDateTime::parse_from_str(&cell.text) {
                let has_time = cell.text.contains(':');
                let shown = if has_time { "yyyy-mm-dd hh:mm" } else { "yyyy-mm-dd" };
                let format = format.clone().set_num_format(shown);
                target.write_datetime_with_format(row, col, &date, &format)?;
                return Ok(());
            }
        }
        _ => {}
    }
    write(target, row, col, &cell.text, format)
}

/// The comment that a cell had, what the findings at it say, and what to do.
fn note(view: &CheckView<'_>, before: Option<&str>, findings: &[&Finding], wording: &Wording<'_>) -> Note {
    let texts = &wording.texts.check;
    let mut parts: Vec<String> = before.map(str::to_string).into_iter().collect();
    for finding in findings {
        let rule = &finding.rule;
        parts.push(texts.note.fill(&[
            ("severity", &wording.severity(finding.severity)),
            ("id", &rule.id),
            ("message", &view.message(finding)),
            ("remedy", &wording.local(&rule.remedy)),
            ("source", &wording.citations(&rule.citations)),
        ]));
    }
    of_text(parts.join("\n\n"))
}

/// A note as large as its text, as far as a screen goes.
fn of_text(text: String) -> Note {
    /// No cell and no note holds more characters.
    const LONGEST: usize = 32_000;
    let text: String = text.chars().take(LONGEST).collect();
    let lines = lines_in(&text, 46.0);
    Note::new(text)
        .set_author("ropa")
        .add_author_prefix(false)
        .set_width(340)
        .set_height(u32::try_from(lines * 17 + 12).unwrap_or(600).min(600))
}
