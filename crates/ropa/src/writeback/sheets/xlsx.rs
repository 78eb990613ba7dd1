//! Sheets as a workbook of XML parts.

use crate::source::CellRef;
use crate::workbook::{Cell, CellKind, NumberFormat, Sheet, Visibility, Workbook, plain};
use crate::writeback::WritebackError;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook as Xlsx, Worksheet};
use std::collections::BTreeMap;

const ROW_LIMIT: u32 = 1_048_576;
const COL_LIMIT: u32 = 16_384;
const CELL_LIMIT: usize = 32_767;
/// Characters that the name of a sheet holds.
const NAME_LIMIT: usize = 31;

/// A workbook with the same sheets and the same cells in place: numbers, dates and truth as such, with the format
/// that shows what the file showed; merged areas and hidden sheets too.
///
/// # Errors
/// [`WritebackError::DoesNotFit`] and [`WritebackError::TooLong`] where Excel's sheets have no room.
pub fn xlsx(book: &Workbook) -> Result<Vec<u8>, WritebackError> {
    let mut out = Xlsx::new();
    // The same sheets give the same bytes on any day.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    out.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut look = Look::default();
    let mut names: Vec<String> = Vec::new();
    let shown = book.sheets.iter().position(|sheet| sheet.visibility == Visibility::Visible).unwrap_or(0);
    for (index, sheet) in book.sheets.iter().enumerate() {
        let name = name_of(&sheet.name, &names);
        let page = out.add_worksheet();
        page.set_name(&name)?;
        names.push(name);
        match sheet.visibility {
            Visibility::Visible => {}
            // One sheet must be shown.
            _ if index == shown => {}
            Visibility::Hidden => {
                page.set_hidden(true);
            }
            Visibility::VeryHidden => {
                page.set_very_hidden(true);
            }
        }
        if index == shown {
            page.set_active(true);
            page.set_first_tab(true);
        }
        write(&book.file, sheet, page, &mut look)?;
    }
    if book.sheets.is_empty() {
        out.add_worksheet();
    }
    Ok(out.save_to_buffer()?)
}

/// A name that a sheet can have and no other sheet has.
fn name_of(wanted: &str, taken: &[String]) -> String {
    let is_free = |name: &str| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let plain: String = wanted
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { '-' } else { c })
        .collect();
    let plain = plain.trim_matches('\'').trim();
    let plain = if plain.is_empty() { "Blad" } else { plain };
    let cut = |room: usize| plain.chars().take(room).collect::<String>();
    let first = cut(NAME_LIMIT);
    if is_free(&first) {
        return first;
    }
    (2..)
        .map(|number| format!("{} ({number})", cut(NAME_LIMIT - 6)))
        .find(|name| is_free(name))
        .unwrap_or(first)
}

/// The formats of numbers and dates, made as they are needed.
#[derive(Default)]
struct Look {
    of_number: BTreeMap<String, Format>,
}

impl Look {
    fn number(&mut self, code: &str) -> &Format {
        self.of_number
            .entry(code.to_string())
            .or_insert_with(|| Format::new().set_num_format(code).set_align(FormatAlign::Top))
    }
}

fn write(file: &str, sheet: &Sheet, page: &mut Worksheet, look: &mut Look) -> Result<(), WritebackError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let quoted = wrapped.clone().set_quote_prefix();
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    for cell in sheet.cells() {
        let place = cell.place;
        let cell_ref = || CellRef { file: file.into(), sheet: sheet.name.clone(), place };
        if place.row >= ROW_LIMIT || place.col >= COL_LIMIT {
            return Err(WritebackError::DoesNotFit {
                sheet: sheet.name.to_string(),
                what: place.to_string(),
            });
        }
        if cell.text.encode_utf16().count() > CELL_LIMIT {
            return Err(WritebackError::TooLong { cell: cell_ref(), limit: CELL_LIMIT });
        }
        let (row, col) = (place.row, place.col as u16);
        let longest = cell.text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        let width = widths.entry(col).or_default();
        *width = longest.max(*width);
        match value(cell) {
            Some(Value::Number(number, code)) => {
                page.write_number_with_format(row, col, number, look.number(&code))?;
            }
            Some(Value::Date(date, code)) => {
                page.write_datetime_with_format(row, col, date, look.number(code))?;
            }
            Some(Value::Bool(value)) => {
                page.write_boolean(row, col, value)?;
            }
            None => {
                let guarded = crate::workbook::neutralised(&cell.text) != *cell.text;
                page.write_string_with_format(
                    row,
                    col,
                    &*cell.text,
                    if guarded { &quoted } else { &wrapped },
                )?;
            }
        }
    }
    for (first, last) in &sheet.merged {
        if last.row >= ROW_LIMIT || last.col >= COL_LIMIT || first == last {
            continue;
        }
        // Areas that overlap, which no spreadsheet writes, stay apart. The cell keeps what it holds.
        let blank = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let merged =
            page.merge_range(first.row, first.col as u16, last.row, last.col as u16, "", &blank).is_ok();
        if merged && let Some(cell) = sheet.cell(*first) {
            match value(cell) {
                Some(Value::Number(number, code)) => {
                    page.write_number_with_format(first.row, first.col as u16, number, look.number(&code))?;
                }
                Some(Value::Date(date, code)) => {
                    page.write_datetime_with_format(first.row, first.col as u16, date, look.number(code))?;
                }
                Some(Value::Bool(value)) => {
                    page.write_boolean(first.row, first.col as u16, value)?;
                }
                None => {
                    page.write_string_with_format(first.row, first.col as u16, &*cell.text, &wrapped)?;
                }
            }
        }
        // What stands in the area beside its first cell was there before, and stays.
        for cell in sheet.cells().iter().filter(|cell| {
            cell.place != *first
                && (first.row..=last.row).contains(&cell.place.row)
                && (first.col..=last.col).contains(&cell.place.col)
        }) {
            page.write_string_with_format(cell.place.row, cell.place.col as u16, &*cell.text, &wrapped)?;
        }
    }
    for (col, longest) in widths {
        page.set_column_width(col, (longest as f64 + 2.0).clamp(8.0, 50.0))?;
    }
    Ok(())
}

enum Value {
    Number(f64, String),
    Date(ExcelDateTime, &'static str),
    Bool(bool),
}

/// The value that a cell of its kind holds, with the format that shows its text; none where it must be text.
fn value(cell: &Cell) -> Option<Value> {
    match cell.kind {
        CellKind::Text | CellKind::Error => None,
        CellKind::Bool => match &*cell.text {
            "TRUE" => Some(Value::Bool(true)),
            "FALSE" => Some(Value::Bool(false)),
            _ => None,
        },
        CellKind::Number => number(&cell.text),
        CellKind::Date => date(&cell.text),
    }
}

fn number(text: &str) -> Option<Value> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits, "%"),
        None => (text, ""),
    };
    let number: f64 = digits.parse().ok().filter(|number: &f64| number.is_finite())?;
    let number = if percent.is_empty() { number } else { number / 100.0 };
    if plain(number) == text {
        return Some(Value::Number(number, "General".into()));
    }
    let (integers, decimals) = digits.trim_start_matches('-').split_once('.').unwrap_or((digits, ""));
    let zeros = |count: usize| "0".repeat(count);
    let point = if decimals.is_empty() { "" } else { "." };
    let leading = if integers.starts_with('0') { integers.trim_start_matches('-').len() } else { 1 };
    let code = format!("{}{point}{}{percent}", zeros(leading.max(1)), zeros(decimals.len()));
    (NumberFormat::of(&code).text(number) == text).then_some(Value::Number(number, code))
}

fn date(text: &str) -> Option<Value> {
    let at = |moment: NaiveDateTime| {
        use chrono::{Datelike, Timelike};
        let year = u16::try_from(moment.year()).ok().filter(|year| (1900..=9999).contains(year))?;
        let day = ExcelDateTime::from_ymd(year, moment.month() as u8, moment.day() as u8).ok()?;
        day.and_hms(moment.hour() as u16, moment.minute() as u8, f64::from(moment.second())).ok()
    };
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(Value::Date(at(day.and_hms_opt(0, 0, 0)?)?, "yyyy-mm-dd"));
    }
    if let Ok(moment) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S") {
        return Some(Value::Date(at(moment)?, "yyyy-mm-dd hh:mm:ss"));
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M:%S").ok()?;
    use chrono::Timelike;
    let seconds = f64::from(time.num_seconds_from_midnight());
    Some(Value::Number(seconds / 86_400.0, "hh:mm:ss".into()))
}
