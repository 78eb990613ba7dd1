//! The list of gaps as a workbook to work in: figures, what to do, every activity, every DPIA, and
//! what the words mean.

mod all;
mod dpias;
mod look;
mod sources;
mod summary;
mod todo;

use super::view::GapView;
use crate::report::error::ReportError;
use crate::report::wording::Wording;
use chrono::Datelike;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes: the day it was made is the day that
/// counts as today.
///
/// Every text is written as text, whatever it begins with; nothing is a formula.
///
/// # Errors
/// [`ReportError::TooManyRows`] when the activities do not fit in a sheet,
/// [`ReportError::Write`] when `out` cannot be written to.
pub fn workbook(mut out: impl Write, view: &GapView<'_>) -> Result<(), ReportError> {
    let wording = view.wording();
    let look = Look::new();
    let mut book = Workbook::new();
    let texts = &wording.texts.gaps;
    book.set_properties(&properties(view, &wording)?);
    summary::write(book.add_worksheet(), view, &wording, &look)?;
    todo::write(book.add_worksheet(), view, &wording, &look)?;
    all::write(book.add_worksheet(), view, &wording, &look)?;
    dpias::write(book.add_worksheet(), view, &wording, &look)?;
    sources::write(book.add_worksheet(), &wording, &look)?;
    let names =
        [&texts.sheet.summary, &texts.sheet.todo, &texts.sheet.all, &texts.sheet.dpias, &texts.sheet.sources];
    for (sheet, name) in book.worksheets_mut().iter_mut().zip(names) {
        sheet.set_name(name.as_str())?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn properties(view: &GapView<'_>, wording: &Wording<'_>) -> Result<DocProperties, ReportError> {
    let day = view.assessed.as_of;
    let (month, day_of_month) = (day.month() as u8, day.day() as u8);
    // A year that a workbook cannot hold gives its first.
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year)).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, month, day_of_month)?;
    let title = &wording.texts.gaps.workbook.title;
    Ok(DocProperties::new().set_title(title.as_str()).set_author("ropa").set_creation_datetime(&made))
}
