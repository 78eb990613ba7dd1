//! A sheet that is one table, and what fits in its cells.

use crate::text::wrap;
use crate::workbook::WriteError;
use crate::workbook::style::{Formats, set_page};
use rust_xlsxwriter::{Format, Worksheet};
use unicode_width::UnicodeWidthStr;

/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;
/// Rows of a sheet.
pub(crate) const ROW_LIMIT: usize = 1_048_576;

/// Writes text as text, cut where a cell cannot hold it.
pub(crate) fn write(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    sheet.write_string_with_format(row, col, fitting(text), format)?;
    Ok(())
}

/// Height of a row, in points, that shows so many lines; a sheet allows 409.
pub(crate) fn height_of(lines: usize) -> f64 {
    const LINE: f64 = 15.0;
    (LINE * lines.max(1) as f64).min(405.0)
}

/// How many lines a text takes in a column of a width in characters, broken between words.
pub(crate) fn lines_in(text: &str, width: f64) -> usize {
    // Columns are measured in digits, which are wider than most letters.
    wrap::lines_in(text, (width.max(2.0) * 1.1) as usize)
}

fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_LIMIT {
        return text.to_string();
    }
    let mut units = 1;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= CELL_LIMIT
        })
        .collect();
    cut.push('…');
    cut
}

/// One column of a table.
pub(crate) struct Column<'t> {
    pub(crate) header: &'t str,
    /// In characters.
    pub(crate) width: f64,
    /// Whether the header stands on end, to leave the column narrow.
    pub(crate) on_end: bool,
}

impl<'t> Column<'t> {
    pub(crate) fn new(header: &'t str, width: f64) -> Column<'t> {
        Column { header, width, on_end: false }
    }
}

/// A sheet that is one table: header that stays, filter, widths, print set-up; filled row by row.
pub(crate) struct SheetTable<'s> {
    pub(crate) sheet: &'s mut Worksheet,
    widths: Vec<f64>,
    /// The row to write, and how many lines its fullest cell takes.
    pub(crate) row: u32,
    lines: usize,
}

impl<'s> SheetTable<'s> {
    /// Lays out the sheet for so many rows.
    pub(crate) fn new(
        sheet: &'s mut Worksheet,
        formats: &Formats,
        columns: &[Column<'_>],
        rows: usize,
        page: &str,
    ) -> Result<SheetTable<'s>, WriteError> {
        if rows >= ROW_LIMIT {
            return Err(WriteError::TooManyRows { rows, limit: ROW_LIMIT - 1 });
        }
        let mut lines = 1;
        for (col, column) in (0..).zip(columns) {
            sheet.set_column_width(col, column.width)?;
            let format = if column.on_end { &formats.header_on_end } else { &formats.header };
            write(sheet, 0, col, column.header, format)?;
            // A line on end takes about a third of a line for each character.
            let on_end = column.header.width().div_ceil(3) + 1;
            lines =
                lines.max(if column.on_end { on_end } else { lines_in(column.header, column.width - 2.0) });
        }
        sheet.set_row_height(0, height_of(lines))?;
        let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
        let last_col = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, last_row, last_col)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        set_page(sheet, page);
        let widths = columns.iter().map(|column| column.width).collect();
        Ok(SheetTable { sheet, widths, row: 1, lines: 1 })
    }

    /// Writes a text in the current row.
    pub(crate) fn text(&mut self, col: u16, text: &str, format: &Format) -> Result<(), WriteError> {
        let width = self.widths.get(usize::from(col)).copied().unwrap_or(f64::MAX);
        self.lines = self.lines.max(lines_in(text, width));
        write(self.sheet, self.row, col, text, format)
    }

    /// Writes texts in the current row, from its first column.
    pub(crate) fn texts(&mut self, texts: &[(&str, &Format)]) -> Result<(), WriteError> {
        (0..).zip(texts).try_for_each(|(col, (text, format))| self.text(col, text, format))
    }

    /// Goes on to the next row.
    pub(crate) fn next(&mut self) -> Result<(), WriteError> {
        // A spreadsheet that opens the file does not always fit the heights itself.
        self.sheet.set_row_height(self.row, height_of(self.lines))?;
        self.row += 1;
        self.lines = 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{CELL_LIMIT, fitting, lines_in};

    #[test]
    fn a_row_is_as_high_as_its_fullest_cell() {
        for (text, width, lines) in
            [("", 10.0, 1), ("ett två tre", 7.0, 2), ("a\nb", 10.0, 2), ("sammansattaord", 5.0, 3)]
        {
            assert_eq!(lines_in(text, width), lines, "{text:?}");
        }
    }

    #[test]
    fn long_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting(&"å".repeat(CELL_LIMIT)).chars().count(), CELL_LIMIT);
        let cut = fitting(&"😀".repeat(CELL_LIMIT));
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= CELL_LIMIT, "{}", cut.len());
    }
}
