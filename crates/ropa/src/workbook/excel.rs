//! Workbooks, read with calamine.

use crate::source::{CellRef, Place, Text};
use crate::workbook::collect::{Collector, SheetCells};
use crate::workbook::comments;
use crate::workbook::guard::{self, BudgetedBytes};
use crate::workbook::hidden_lines;
use crate::workbook::number_format::{self, NumberFormat};
use crate::workbook::{
    CellKind, Limits, Problem, ReadNote, ReadingRemark, ReadingRemarkKind, Sheet, Visibility, own_mark,
};
use crate::workbook::{package, xls_formats};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Sheets, and what is to be known of how they were read.
pub(super) type Sheets = (Vec<Sheet>, Vec<ReadNote>);

/// Reads a zipped workbook of XML parts, cell by cell.
pub(super) fn read_xlsx(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let mut contents = guard::zip::check(bytes, limits)?;
    let mended = match contents.odd || package::has_odd_targets(bytes) {
        true => Some(package::mended(bytes)?),
        false => None,
    };
    if let Some(mended) = &mended {
        contents = guard::zip::check(mended, limits)?;
    }
    let bytes = mended.as_deref().unwrap_or(bytes);
    let mut book = Xlsx::new(BudgetedBytes::new(bytes)).map_err(xlsx_problem)?;
    let from_1904 = book.has_1904_epoch();
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    let mut unsaved = Vec::new();
    let mut beyond = Beyond::default();
    for meta in worksheets(&book, limits)? {
        let mut cells = collector.sheet(Text::from(meta.name.as_str()));
        let has_blanks = read_xlsx_cells(&mut book, &meta.name, &mut cells, from_1904, &mut beyond)?;
        let mut sheet = Sheet::new(meta.name.as_str(), cells.finish());
        sheet.visibility = visibility(meta.visible);
        if contents.merged {
            let areas = book.merge_cells_by_sheet_name(&meta.name).map_err(xlsx_problem)?;
            sheet.merged = areas.into_iter().map(corners).collect();
        }
        // Only a cell that reads as empty can be a formula without a value.
        if has_blanks && contents.formulas {
            let places = formulas_without_value(&mut book, &meta.name)?;
            let cell = |place| CellRef { file: file.clone(), sheet: sheet.name.clone(), place };
            unsaved.extend(places.into_iter().map(cell));
        }
        sheets.push(sheet);
    }
    if contents.hidden {
        // What calamine could read is worth more than a word on what is hidden.
        let mut hidden = hidden_lines::read(bytes).unwrap_or_default();
        for sheet in &mut sheets {
            let found = hidden.remove(&*sheet.name).unwrap_or_default();
            (sheet.hidden_rows, sheet.hidden_columns) = (found.rows, found.columns);
        }
    }
    let mut comments = comments::read(bytes).unwrap_or_default();
    for sheet in &mut sheets {
        sheet.comments = comments.remove(&*sheet.name).unwrap_or_default();
    }
    let own =
        own_mark::is_in_package(bytes).then(|| ReadingRemark::of_file(ReadingRemarkKind::OwnList, file));
    let mut notes =
        if unsaved.is_empty() { Vec::new() } else { vec![ReadNote::FormulaWithoutValue(unsaved)] };
    notes.extend(beyond.notes(file));
    notes.extend(own.map(ReadNote::Remark));
    Ok((sheets, notes))
}

/// Numbers in formats that are not followed, by the format: the sheet and the place of each.
#[derive(Default)]
pub(super) struct Beyond(BTreeMap<String, Vec<(Text, Place)>>);

impl Beyond {
    pub(super) fn add(&mut self, code: &str, sheet: &str, place: Place) {
        self.0.entry(code.to_string()).or_default().push((sheet.into(), place));
    }

    pub(super) fn notes(self, file: &Text) -> impl Iterator<Item = ReadNote> {
        self.0.into_iter().map(|(code, places)| {
            let cell = |(sheet, place)| CellRef { file: file.clone(), sheet, place };
            let cells = places.into_iter().map(cell).collect();
            ReadNote::Remark(ReadingRemark {
                kind: ReadingRemarkKind::NumberFormat,
                file: file.clone(),
                cells,
                detail: code.into(),
            })
        })
    }
}

/// Reads the cells of a sheet; gives whether some were there without a value.
fn read_xlsx_cells(
    book: &mut Xlsx<BudgetedBytes<'_>>,
    sheet: &str,
    cells: &mut SheetCells<'_, '_>,
    from_1904: bool,
    beyond: &mut Beyond,
) -> Result<bool, Problem> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(xlsx_problem)?;
    let codes: Vec<String> = reader
        .styles()
        .iter()
        .map(|style| {
            style.number_format.as_ref().map(|format| format.format_code.to_string()).unwrap_or_default()
        })
        .collect();
    let formats: Vec<NumberFormat> = codes.iter().map(|code| NumberFormat::of(code)).collect();
    let plainly = NumberFormat::default();
    let mut has_blanks = false;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(xlsx_problem)? {
        let format = formats.get(style).unwrap_or(&plainly);
        has_blanks |= *cell.get_value() == DataRef::Empty;
        if format.is_beyond && matches!(cell.get_value(), DataRef::Float(_) | DataRef::Int(_)) {
            beyond.add(&codes[style], sheet, place(cell.get_position()));
        }
        push(cells, place(cell.get_position()), cell.get_value(), format, from_1904)?;
    }
    Ok(has_blanks)
}

fn formulas_without_value(book: &mut Xlsx<BudgetedBytes<'_>>, sheet: &str) -> Result<Vec<Place>, Problem> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(xlsx_problem)?;
    let mut places = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(xlsx_problem)? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            places.push(place(cell.pos));
        }
    }
    Ok(places)
}

/// Reads a zipped workbook of binary parts, cell by cell.
pub(super) fn read_xlsb(bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let mended = match guard::zip::check(bytes, limits)?.odd {
        true => Some(package::mended(bytes)?),
        false => None,
    };
    let bytes = mended.as_deref().unwrap_or(bytes);
    let mut book = Xlsb::new(BudgetedBytes::new(bytes)).map_err(xlsb_problem)?;
    let from_1904 = book.has_1904_epoch();
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    let plainly = NumberFormat::default();
    for meta in worksheets(&book, limits)? {
        let mut reader = book.worksheet_cells_reader(&meta.name).map_err(xlsb_problem)?;
        let mut cells = collector.sheet(Text::from(meta.name.as_str()));
        while let Some(cell) = reader.next_cell().map_err(xlsb_problem)? {
            push(&mut cells, place(cell.get_position()), cell.get_value(), &plainly, from_1904)?;
        }
        let mut sheet = Sheet::new(meta.name, cells.finish());
        sheet.visibility = visibility(meta.visible);
        sheets.push(sheet);
    }
    Ok((sheets, Vec::new()))
}

/// Reads an Excel 97-2003 workbook.
pub(super) fn read_xls(file: &Text, bytes: &[u8], limits: &Limits) -> Result<Sheets, Problem> {
    let (clean, records) = guard::xls::clean(bytes, limits)?;
    let mut book = Xls::new(Cursor::new(clean)).map_err(|error| match error {
        calamine::XlsError::Password => Problem::CannotDecrypt { how: "Excel 97-2003 encryption" },
        other => Problem::damaged(other),
    })?;
    let (styles, formats) = xls_formats::read(&records);
    let from_1904 = book.has_1904_epoch();
    let plainly = NumberFormat::default();
    let mut beyond = Beyond::default();
    let mut collector = Collector::new(limits);
    let mut sheets = Vec::new();
    for meta in worksheets(&book, limits)? {
        let range = book.worksheet_range(&meta.name).map_err(Problem::damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let style = styles.sheet(&meta.name);
        let mut cells = collector.sheet(Text::from(meta.name.as_str()));
        for (row, col, value) in range.used_cells() {
            let place = Place::new(top + row as u32, left + col as u32);
            let format = style.and_then(|style| formats.get(style.format(place)?));
            if let Some((code, format)) = format
                && format.is_beyond
                && matches!(value, Data::Float(_) | Data::Int(_))
            {
                beyond.add(code, &meta.name, place);
            }
            let format = format.map_or(&plainly, |(_, format)| format);
            push_data(&mut cells, place, value, format, from_1904)?;
        }
        let mut sheet = Sheet::new(meta.name.as_str(), cells.finish());
        sheet.visibility = visibility(meta.visible);
        let areas = book.merge_cells_by_sheet_name(&meta.name).map_err(Problem::damaged)?;
        sheet.merged = areas.into_iter().map(corners).collect();
        if let Some(style) = style {
            (sheet.hidden_rows, sheet.hidden_columns) =
                (style.hidden.rows.clone(), style.hidden.columns.clone());
        }
        sheets.push(sheet);
    }
    Ok((sheets, beyond.notes(file).collect()))
}

/// The sheets that hold cells; charts and macros do not.
fn worksheets<RS, R>(book: &R, limits: &Limits) -> Result<Vec<calamine::Sheet>, Problem>
where
    RS: std::io::Read + std::io::Seek,
    R: Reader<RS>,
{
    let sheets: Vec<calamine::Sheet> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    if sheets.len() > limits.sheets {
        return Err(Problem::TooManySheets { found: sheets.len(), limit: limits.sheets });
    }
    Ok(sheets)
}

fn push(
    cells: &mut SheetCells<'_, '_>,
    place: Place,
    value: &DataRef<'_>,
    format: &NumberFormat,
    from_1904: bool,
) -> Result<(), Problem> {
    match value {
        DataRef::SharedString(text) => match format.around(text) {
            Cow::Borrowed(text) => cells.push_shared(place, text),
            Cow::Owned(shown) => cells.push(place, CellKind::Text, &shown),
        },
        DataRef::String(text) => cells.push(place, CellKind::Text, &format.around(text)),
        DataRef::Float(number) => cells.push(place, CellKind::Number, &format.text(*number)),
        DataRef::Int(number) => cells.push(place, CellKind::Number, &format.text(*number as f64)),
        DataRef::Bool(value) => cells.push(place, CellKind::Bool, truth(*value)),
        DataRef::DateTime(value) => push_date(cells, place, *value, from_1904),
        DataRef::DateTimeIso(text) => cells.push(place, CellKind::Date, number_format::iso_date(text)),
        DataRef::DurationIso(text) => cells.push(place, CellKind::Date, text),
        DataRef::Error(error) => cells.push(place, CellKind::Error, &error.to_string()),
        DataRef::Empty => Ok(()),
    }
}

fn push_data(
    cells: &mut SheetCells<'_, '_>,
    place: Place,
    value: &Data,
    format: &NumberFormat,
    from_1904: bool,
) -> Result<(), Problem> {
    let borrowed = match value {
        Data::String(text) => return cells.push(place, CellKind::Text, &format.around(text)),
        Data::DateTimeIso(text) => return cells.push(place, CellKind::Date, number_format::iso_date(text)),
        Data::DurationIso(text) => return cells.push(place, CellKind::Date, text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    };
    push(cells, place, &borrowed, format, from_1904)
}

fn push_date(
    cells: &mut SheetCells<'_, '_>,
    place: Place,
    value: ExcelDateTime,
    from_1904: bool,
) -> Result<(), Problem> {
    match number_format::date(value, from_1904) {
        Some(text) => cells.push(place, CellKind::Date, &text),
        None => cells.push(place, CellKind::Number, &number_format::plain(value.as_f64())),
    }
}

fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

fn place((row, col): (u32, u32)) -> Place {
    Place::new(row, col)
}

fn corners(area: Dimensions) -> (Place, Place) {
    (place(area.start), place(area.end))
}

fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn xlsx_problem(error: calamine::XlsxError) -> Problem {
    match error {
        calamine::XlsxError::Password => Problem::PasswordProtected,
        other => Problem::damaged(other),
    }
}

fn xlsb_problem(error: calamine::XlsbError) -> Problem {
    match error {
        calamine::XlsbError::Password => Problem::PasswordProtected,
        other => Problem::damaged(other),
    }
}
