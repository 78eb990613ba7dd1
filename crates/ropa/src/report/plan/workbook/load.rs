//! The sheet of how much falls in each quarter.

use crate::report::common::wording::joined_by;
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
        Column::new(&texts.load_quarter, 12.0),
        Column::new(&texts.load_works, 12.0),
        Column::new(&texts.load_new, 12.0),
        Column::new(&texts.load_units, 80.0),
    ];
    let load = &words.view.plan.load;
    let mut table = SheetTable::new(sheet, formats, &columns, load.len(), &words.wording.lang.words().page)?;
    for quarter in load {
        table.text(0, &quarter.quarter.to_string(), &formats.text)?;
        table.sheet.write_number_with_format(table.row, 1, quarter.works as f64, &formats.number)?;
        table.sheet.write_number_with_format(table.row, 2, quarter.new as f64, &formats.number)?;
        table.text(3, &joined_by("\n", words.each_unit(quarter)), &formats.text)?;
        table.next()?;
    }
    Ok(())
}
