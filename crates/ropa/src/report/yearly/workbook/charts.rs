//! The sheet of charts, which a spreadsheet draws itself.

use super::super::chart::Chart;
use super::Book;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::write;
use rust_xlsxwriter::{ChartType, Worksheet};

impl Book<'_, '_, '_> {
    /// The numbers of each chart, with the chart beside them.
    pub(super) fn charts(&self, sheet: &mut Worksheet, charts: &[Chart]) -> Result<(), WriteError> {
        /// So many rows a chart takes at least.
        const LEAST: u32 = 18;
        sheet.set_column_width(0, 64.0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        let name = self.w.texts.sheet.of("charts").to_string();
        let mut row = 0;
        for chart in charts {
            write(sheet, row, 0, chart.title, &self.formats.label)?;
            let first = row + 1;
            let mut next = first;
            for bar in &chart.bars {
                write(sheet, next, 0, &bar.label, &self.formats.text)?;
                sheet.write_number_with_format(next, 1, bar.value as f64, &self.formats.number)?;
                next += 1;
            }
            sheet.insert_chart(row, 3, &drawn(chart, &name, first, next - 1))?;
            row = next.max(row + LEAST) + 2;
        }
        Ok(())
    }
}

/// Bars from the top down, as the rows stand.
fn drawn(chart: &Chart, sheet: &str, first: u32, last: u32) -> rust_xlsxwriter::Chart {
    let mut drawn = rust_xlsxwriter::Chart::new(ChartType::Bar);
    drawn.title().set_name(chart.title).set_font(rust_xlsxwriter::ChartFont::new().set_size(12));
    drawn.legend().set_hidden();
    // Of bars, the vertical axis is that of the rows.
    drawn.y_axis().set_reverse();
    drawn.x_axis().set_min(0).set_max(u32::try_from(chart.most).unwrap_or(u32::MAX));
    drawn
        .add_series()
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, 1, last, 1))
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    drawn.set_width(760).set_height(340);
    drawn
}
