//! The sheet of what to settle first.

use super::{columns, days, excel_day, is_swedish, place, statuses};
use crate::ledger::{OF_FIRST, PlanColumn, status_word};
use crate::model::Field;
use crate::plan::FirstStep;
use crate::report::common::wording::joined_by;
use crate::report::plan::words::PlanWords;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::SheetTable;
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

const WIDTHS: [f64; 11] = [26.0, 12.0, 34.0, 28.0, 40.0, 26.0, 18.0, 12.0, 14.0, 24.0, 26.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    words: &PlanWords<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let steps = &words.view.plan.first;
    let columns = columns(words, OF_FIRST, WIDTHS);
    let mut table = SheetTable::new(sheet, formats, &columns, steps.len(), &words.wording.lang.words().page)?;
    for step in steps {
        for (at, column) in (0..).zip(OF_FIRST) {
            if column == PlanColumn::Due {
                let day = step.progress.due.unwrap_or(words.view.plan.first_due);
                match excel_day(day) {
                    Some(day) => {
                        table.sheet.write_datetime_with_format(table.row, at, &day, &formats.input_date)?
                    }
                    None => table.sheet.write_blank(table.row, at, &formats.input_date)?,
                };
                continue;
            }
            let input = matches!(column, PlanColumn::Owner | PlanColumn::Status | PlanColumn::Note);
            let format = if input { &formats.input } else { &formats.text };
            table.text(at, &text(words, step, column), format)?;
        }
        table.next()?;
    }
    if let Ok(last @ 1..) = u32::try_from(steps.len()) {
        let (due, status) = (place(OF_FIRST, PlanColumn::Due), place(OF_FIRST, PlanColumn::Status));
        table.sheet.add_data_validation(1, due, last, due, &days(words)?)?;
        table.sheet.add_data_validation(1, status, last, status, &statuses(words)?)?;
    }
    Ok(())
}

fn text(words: &PlanWords<'_>, step: &FirstStep, column: PlanColumn) -> String {
    let activity = words.activity(step.activity);
    match column {
        PlanColumn::What => words.first_kind(step.kind).to_string(),
        PlanColumn::Activity => activity.key.to_string(),
        PlanColumn::Name => activity.text(Field::Name).unwrap_or_default().to_string(),
        PlanColumn::Unit => activity.unit().unwrap_or_default(),
        PlanColumn::Ask => match step.facts.is_empty() {
            true => words.wording.gap(step.gap).to_string(),
            false => words.wording.labels(step.facts.iter().copied()),
        },
        PlanColumn::Otherwise => joined_by("; ", words.first_parts(step).last()),
        PlanColumn::Owner => match &step.progress.owner {
            Some(owner) => owner.to_string(),
            None => activity.text(Field::Responsible).unwrap_or_default().to_string(),
        },
        PlanColumn::Status => status_word(step.progress.status.unwrap_or_default(), is_swedish(words)),
        PlanColumn::Note => step.progress.note.as_deref().unwrap_or_default().to_string(),
        PlanColumn::Where => words.wording.place(&activity.origin),
        _ => String::new(),
    }
}
