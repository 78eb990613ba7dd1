//! The sheet of what falls due.

use super::excel_day;
use crate::report::plan::words::PlanWords;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

pub(super) fn write(
    sheet: &mut Worksheet,
    words: &PlanWords<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let texts = &words.texts().workbook;
    let columns = [
        Column::new(&texts.calendar_day, 12.0),
        Column::new(&texts.calendar_what, 60.0),
        Column::new(&texts.calendar_about, 60.0),
    ];
    let entries = &words.view.plan.calendar;
    let mut table =
        SheetTable::new(sheet, formats, &columns, entries.len(), &words.wording.lang.words().page)?;
    let day = formats.text.clone().set_num_format("yyyy-mm-dd");
    for entry in entries {
        match excel_day(entry.day) {
            Some(date) => {
                table.sheet.write_datetime_with_format(table.row, 0, &date, &day)?;
            }
            None => table.text(0, &entry.day.to_string(), &formats.text)?,
        }
        table.text(1, &words.entry(entry), &formats.text)?;
        table.text(2, &words.handles(&entry.activities), &formats.text)?;
        table.next()?;
    }
    Ok(())
}
