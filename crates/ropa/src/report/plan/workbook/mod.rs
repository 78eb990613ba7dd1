//! A plan as a workbook to work in: owners, dates, status and moves are read back the next time.

mod calendar;
mod first;
mod load;
mod members;
mod summary;
mod works;

use super::view::PlanView;
use super::words::PlanWords;
use crate::ledger::{PlanColumn, WorkStatus, plan_header, status_word};
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::Column;
use crate::workbook::style::{Formats, plan_made_on};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Workbook};
use std::io::Write;

/// Writes the workbook. The same plan gives the same bytes: the day it was made is the day that counts as today.
///
/// Every text is written as text, whatever it begins with; nothing is a formula. The workbook carries the mark of a
/// plan, so that it is found and read back, and is not taken for a register.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the processing does not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn workbook(mut out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let texts = words.texts();
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&plan_made_on(view.assessed.as_of(), &texts.workbook.title)?);
    let sheets: [(&str, Sheet); 6] = [
        (&texts.sheet.summary, summary::write),
        (&texts.sheet.works, works::write),
        (&texts.sheet.members, members::write),
        (&texts.sheet.first, first::write),
        (&texts.sheet.calendar, calendar::write),
        (&texts.sheet.load, load::write),
    ];
    for (name, write) in sheets {
        let sheet = book.add_worksheet();
        write(sheet, &words, &formats)?;
        sheet.set_name(name)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// Writes one sheet.
type Sheet = fn(&mut rust_xlsxwriter::Worksheet, &PlanWords<'_>, &Formats) -> Result<(), WriteError>;

fn is_swedish(words: &PlanWords<'_>) -> bool {
    words.wording.lang == Lang::Sv
}

/// Columns of a sheet that is read back, as wide as given.
fn columns<const N: usize>(
    words: &PlanWords<'_>,
    columns: [PlanColumn; N],
    widths: [f64; N],
) -> [Column<'static>; N] {
    let mut widths = widths.into_iter();
    columns.map(|column| Column::new(plan_header(column, is_swedish(words)), widths.next().unwrap_or(12.0)))
}

/// The place of a column in a sheet.
fn place<const N: usize>(columns: [PlanColumn; N], wanted: PlanColumn) -> u16 {
    let place = columns.iter().position(|column| *column == wanted).unwrap_or_default();
    u16::try_from(place).unwrap_or_default()
}

/// The words for how far a work may have come.
fn statuses(words: &PlanWords<'_>) -> Result<DataValidation, WriteError> {
    let choice = &words.wording.texts.gaps.choice;
    let list: Vec<String> = WorkStatus::iter().map(|status| status_word(status, is_swedish(words))).collect();
    Ok(DataValidation::new()
        .allow_list_strings(&list)?
        .set_input_title(choice.progress_title.as_str())?
        .set_input_message(choice.progress_prompt.as_str())?
        .set_error_title(choice.progress_title.as_str())?
        .set_error_message(choice.error.as_str())?)
}

/// A day.
fn days(words: &PlanWords<'_>) -> Result<DataValidation, WriteError> {
    let choice = &words.wording.texts.gaps.choice;
    let first = ExcelDateTime::from_ymd(2018, 5, 25)?;
    Ok(DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        .set_input_title(choice.due_title.as_str())?
        .set_input_message(choice.due_prompt.as_str())?
        .set_error_title(choice.due_title.as_str())?
        .set_error_message(choice.due_error.as_str())?)
}

/// A day as a spreadsheet keeps it; nothing for one that it cannot hold.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}
