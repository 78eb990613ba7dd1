//! The sheet of DPIAs: what to do, who, when, how far, and the reason to paste.

use super::{columns, days, excel_day, is_swedish, place, statuses};
use crate::ledger::{OF_WORKS, PlanColumn, status_word};
use crate::plan::{Outcome, Work};
use crate::report::common::wording::{joined, joined_by};
use crate::report::plan::words::PlanWords;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{SheetTable, write as put};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

const WIDTHS: [f64; 15] =
    [9.0, 9.0, 14.0, 30.0, 40.0, 8.0, 36.0, 26.0, 18.0, 12.0, 14.0, 24.0, 60.0, 40.0, 36.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    words: &PlanWords<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let works = &words.view.plan.works;
    let columns = columns(words, OF_WORKS, WIDTHS);
    let mut table = SheetTable::new(sheet, formats, &columns, works.len(), &words.wording.lang.words().page)?;
    for work in works {
        row(&mut table, words, formats, work)?;
        table.next()?;
    }
    if let Ok(last @ 1..) = u32::try_from(works.len()) {
        let (due, status) = (place(OF_WORKS, PlanColumn::Due), place(OF_WORKS, PlanColumn::Status));
        table.sheet.add_data_validation(1, due, last, due, &days(words)?)?;
        table.sheet.add_data_validation(1, status, last, status, &statuses(words)?)?;
    }
    Ok(())
}

fn row(
    table: &mut SheetTable<'_>,
    words: &PlanWords<'_>,
    formats: &Formats,
    work: &Work,
) -> Result<(), WriteError> {
    for (at, column) in (0..).zip(OF_WORKS) {
        let input = matches!(column, PlanColumn::Owner | PlanColumn::Status | PlanColumn::Note);
        match column {
            PlanColumn::Count | PlanColumn::Place => {
                let number = if column == PlanColumn::Count { work.members.len() } else { work.position };
                table.sheet.write_number_with_format(table.row, at, number as f64, &formats.number)?;
            }
            PlanColumn::Due => match excel_day(work.due) {
                Some(day) => {
                    table.sheet.write_datetime_with_format(table.row, at, &day, &formats.input_date)?;
                }
                None => {
                    table.sheet.write_blank(table.row, at, &formats.input_date)?;
                }
            },
            // Long texts to copy: the row does not grow by them.
            PlanColumn::Reason | PlanColumn::Differs | PlanColumn::LeftOut => {
                put(table.sheet, table.row, at, &text(words, work, column), &formats.text)?;
            }
            _ => {
                let text = text(words, work, column);
                let format = if input { &formats.input } else { &formats.text };
                table.text(at, &text, format)?;
            }
        }
    }
    Ok(())
}

fn text(words: &PlanWords<'_>, work: &Work, column: PlanColumn) -> String {
    match column {
        PlanColumn::Family => work.family.clone(),
        PlanColumn::Action => words.actions(work),
        PlanColumn::Title => words.title(work),
        PlanColumn::Covers => joined_by("\n", work.members.iter().map(|member| words.member(member))),
        PlanColumn::Why => words.why(work).unwrap_or_default(),
        PlanColumn::Unit => joined(crate::plan::units_of(words.view.assessed, work).into_iter().flatten()),
        PlanColumn::Owner => match &work.progress.owner {
            Some(owner) => owner.to_string(),
            None => words.owner(work).unwrap_or_default(),
        },
        PlanColumn::Status => status_word(work.status(), is_swedish(words)),
        PlanColumn::Note => work.progress.note.as_deref().unwrap_or_default().to_string(),
        PlanColumn::Reason => words.reason(work),
        PlanColumn::Differs => {
            let differs = words.conditions(work, Outcome::Differs);
            joined_by(
                "\n",
                differs.into_iter().filter(|_| work.everything().nth(1).is_some()).chain(words.against(work)),
            )
        }
        PlanColumn::LeftOut => words.left_out_parts(work),
        _ => String::new(),
    }
}
