//! Boards side by side as a workbook: a row each, to sort and to filter.

use super::view::{BoardsView, percent};
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use crate::yearly::{Absent, BoardFigure, FigureKind, SIDE_BY_SIDE};
use rust_xlsxwriter::Workbook;
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the boards do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn workbook(mut out: impl Write, view: &BoardsView<'_>) -> Result<(), WriteError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.as_of, &view.title())?);
    let sheet = book.add_worksheet();
    sheet.set_name(&view.texts().sheet)?;
    let texts = view.texts();
    let heads: Vec<String> = SIDE_BY_SIDE
        .iter()
        .flat_map(|kind| {
            let label = view.label(*kind);
            [&texts.counted, &texts.of, &texts.share, &texts.left_out]
                .map(|text| text.fill(&[("figure", &label)]))
        })
        .collect();
    let mut columns = vec![Column::new(&texts.board, 40.0)];
    columns.extend(heads.iter().map(|head| Column::new(head, 16.0)));
    columns.push(Column::new(&texts.broken, 60.0));
    let page = &view.lang.words().page;
    let mut table = SheetTable::new(sheet, &formats, &columns, view.boards.len(), page)?;
    for board in view.boards {
        table.text(0, &board.name, &formats.strong)?;
        for (col, (place, kind)) in (1..).step_by(4).zip(SIDE_BY_SIDE.into_iter().enumerate()) {
            if let Some(figure) = board.figure(place) {
                cells(&mut table, &formats, view, (col, kind), figure)?;
            }
        }
        if let (Err(why), Ok(last)) = (&board.figures, u16::try_from(columns.len() - 1)) {
            table.text(last, why, &formats.text)?;
        }
        table.next()?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// How many, of how many, the share, and what was left out; where there is no number, why.
fn cells(
    table: &mut SheetTable<'_>,
    formats: &Formats,
    view: &BoardsView<'_>,
    (col, kind): (u16, FigureKind),
    figure: &Result<BoardFigure, Absent>,
) -> Result<(), WriteError> {
    let Ok(number) = figure else { return table.text(col, &view.said(kind, figure), &formats.text) };
    let past = &number.number;
    let row = table.row;
    table.sheet.write_number_with_format(row, col, past.counted as f64, &formats.number)?;
    if let Some(of) = past.of {
        table.sheet.write_number_with_format(row, col + 1, of as f64, &formats.number)?;
    }
    if let Some(percent) = percent(past) {
        table.sheet.write_number_with_format(row, col + 2, percent as f64 / 100.0, &formats.share)?;
    }
    table.text(col + 3, &view.left_out(number), &formats.text)
}
