//! A workbook in which a person accepts or rejects suggestions.

use super::view::{LinksView, reasons};
use crate::beside::review_headers;
use crate::model::Field;
use crate::report::Lang;
use crate::report::error::ReportError;
use crate::report::look::{Column, Look, Table, made_on};
use rust_xlsxwriter::{DataValidation, Workbook};
use std::io::Write;

/// The widths of the columns of [`review_headers`].
const WIDTHS: [f64; 11] = [12.0, 30.0, 20.0, 34.0, 12.0, 36.0, 11.0, 60.0, 12.0, 24.0, 24.0];
/// The column of the choice.
const CHOICE: u16 = 8;

/// Writes one row per suggestion: both sides, what speaks for it, and a list to choose from. Filled in, it is
/// read by [`read_ties`](crate::beside::read_ties). The same view gives the same bytes; nothing is a formula.
///
/// # Errors
/// [`ReportError::TooManyRows`] when the suggestions do not fit in a sheet, [`ReportError::Write`] when `out`
/// cannot be written to.
pub fn review(mut out: impl Write, view: &LinksView<'_>) -> Result<(), ReportError> {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let look = Look::new();
    let mut book = Workbook::new();
    book.set_properties(&made_on(view.as_of, &texts.title.fill(&[("date", &view.as_of)]))?);
    let sheet = book.add_worksheet().set_name(&texts.sheet)?;
    let headers = review_headers(view.lang == Lang::Sv);
    let columns: Vec<_> =
        headers.iter().zip(WIDTHS).map(|(header, width)| Column::new(header, width)).collect();
    let rows = view.suggestions.len();
    let mut table = Table::new(sheet, &look, &columns, rows, &wording.texts.gaps.workbook.page)?;
    for one in view.suggestions {
        let (activity, dpia) = (view.activity(one.activity), view.dpia(one.dpia));
        let unit = activity.unit().unwrap_or_default();
        let why = reasons(&wording, &one.evidence);
        table.texts(&[
            (&activity.key, &look.text),
            (activity.label(), &look.strong),
            (&unit, &look.text),
            (activity.text(Field::Purpose).unwrap_or_default(), &look.text),
            (&dpia.key, &look.text),
            (dpia.label(), &look.strong),
            ("", &look.share),
            (&why, &look.text),
            ("", &look.input),
            ("", &look.input),
            ("", &look.input),
        ])?;
        let score = (one.score * 100.0).floor() / 100.0;
        table.sheet.write_number_with_format(table.row, 6, score, &look.share)?;
        table.next()?;
    }
    let choices = ["accepted", "rejected", "unclear"].map(|choice| texts.choose.of(choice));
    let list = DataValidation::new().allow_list_strings(&choices)?;
    let list = list.set_input_title(&texts.choose_title)?.set_input_message(&texts.choose_prompt)?;
    let last = u32::try_from(rows).unwrap_or(u32::MAX).max(1);
    table.sheet.add_data_validation(1, CHOICE, last, CHOICE, &list)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}
