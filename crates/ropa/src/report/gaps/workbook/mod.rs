//! The list of gaps as a workbook to work in: figures, what to do, every activity, every DPIA, and
//! what the words mean.

mod all;
mod dpias;
mod groups;
mod sources;
mod summary;
mod todo;

use super::view::{GapView, GroupBy};
use crate::workbook::WriteError;
use crate::workbook::style::{Formats, list_made_on};
use rust_xlsxwriter::Workbook;
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes: the day it was made is the day that
/// counts as today.
///
/// Every text is written as text, whatever it begins with; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the activities do not fit in a sheet,
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn workbook(mut out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let formats = Formats::new();
    let mut book = Workbook::new();
    let texts = &wording.texts.gaps;
    book.set_properties(&list_made_on(view.assessed.as_of(), &texts.workbook.title)?);
    summary::write(book.add_worksheet(), view, &wording, &formats)?;
    todo::write(book.add_worksheet(), view, &wording, &formats)?;
    let groups = view.groups();
    if let Some(groups) = &groups {
        groups::write(book.add_worksheet(), view, groups, &wording, &formats)?;
    }
    all::write(book.add_worksheet(), view, &wording, &formats)?;
    dpias::write(book.add_worksheet(), view, &wording, &formats)?;
    sources::write(book.add_worksheet(), &wording, &formats)?;
    let named = &texts.sheet;
    let grouped = match view.group_by {
        Some(GroupBy::Process) => Some(&named.by_process),
        Some(GroupBy::Unit) => Some(&named.by_unit),
        None => None,
    };
    let names = [&named.summary, &named.todo].into_iter().chain(grouped);
    let names = names.chain([&named.all, &named.dpias, &named.sources]);
    for (sheet, name) in book.worksheets_mut().iter_mut().zip(names) {
        sheet.set_name(name.as_str())?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}
