//! How the workbook looks, and the table that its sheets have in common.

use crate::model::Severity;
use crate::model::Tri;
use crate::report::common::error::ReportError;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet,
};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;
/// Rows of a sheet.
const ROW_LIMIT: usize = 1_048_576;
/// A4.
pub(crate) const PAPER: u8 = 9;

/// The formats. Every colour comes with a word, so that a print in grey says the same.
pub(crate) struct Look {
    pub(crate) title: Format,
    pub(crate) header: Format,
    header_on_end: Format,
    pub(crate) text: Format,
    pub(crate) label: Format,
    pub(crate) strong: Format,
    pub(crate) number: Format,
    pub(crate) share: Format,
    pub(crate) link: Format,
    pub(crate) input: Format,
    pub(crate) input_date: Format,
    error: Format,
    warning: Format,
    note: Format,
    yes: Format,
    no: Format,
    unknown: Format,
}

impl Look {
    pub(crate) fn new() -> Look {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = || cell().set_border(FormatBorder::Thin).set_border_color("BFBFBF");
        let header = || lined().set_bold().set_background_color("1F3864").set_font_color("FFFFFF");
        let centred = || lined().set_align(FormatAlign::Center);
        Look {
            title: Format::new().set_bold().set_font_size(16),
            header: header(),
            header_on_end: header().set_rotation(90).set_align(FormatAlign::Bottom),
            text: lined(),
            label: cell(),
            strong: lined().set_bold(),
            number: lined().set_num_format("#,##0").set_align(FormatAlign::Right),
            share: lined().set_num_format("0 %").set_align(FormatAlign::Right),
            link: lined().set_font_color("0563C1").set_underline(FormatUnderline::Single),
            input: lined().set_background_color("F2F2F2"),
            input_date: lined().set_background_color("F2F2F2").set_num_format("yyyy-mm-dd"),
            error: lined().set_bold().set_background_color("F4B6B6").set_font_color("7B0000"),
            warning: lined().set_bold().set_background_color("FFE699").set_font_color("5C4400"),
            note: lined().set_background_color("DDEBF7"),
            yes: centred().set_bold().set_background_color("D9D9D9"),
            no: centred(),
            unknown: centred().set_italic().set_font_color("7F7F7F"),
        }
    }

    pub(crate) fn severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.error,
            Severity::Warning => &self.warning,
            Severity::Note => &self.note,
        }
    }

    pub(crate) fn answer(&self, value: Tri) -> &Format {
        match value {
            Tri::Yes => &self.yes,
            Tri::No => &self.no,
            Tri::Unknown => &self.unknown,
        }
    }
}

/// Names that a workbook takes for its sheets: at most 31 characters, none twice.
#[derive(Debug, Default)]
pub(crate) struct SheetNames {
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// A name of its own, as like the one wanted as can be.
    pub(crate) fn next(&mut self, wanted: &str) -> String {
        const LONGEST: usize = 31;
        let barred = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
        let plain: String = wanted.chars().map(|c| if barred(c) { '-' } else { c }).collect();
        let plain = plain.trim_matches('\'');
        let plain = if plain.is_empty() { "-" } else { plain };
        let mut candidate: String = plain.chars().take(LONGEST).collect();
        let mut number = 2;
        while !self.taken.insert(candidate.to_lowercase()) {
            let end = format!(" ({number})");
            candidate = plain.chars().take(LONGEST - end.len()).chain(end.chars()).collect();
            number += 1;
        }
        candidate
    }
}

/// Writes text as text, cut where a cell cannot hold it.
pub(crate) fn write(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    format: &Format,
) -> Result<(), ReportError> {
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
    let room = (width.max(2.0) * 1.1) as usize;
    let lines_of = |line: &str| {
        let (mut lines, mut taken) = (1, 0);
        for word in line.split(' ') {
            let wide = word.width();
            if taken > 0 && taken + 1 + wide > room {
                lines += 1;
                taken = 0;
            }
            // A word that is wider than the column is broken where it must be.
            lines += wide.saturating_sub(1) / room;
            taken = if wide > room { wide % room } else { taken + usize::from(taken > 0) + wide };
        }
        lines
    };
    text.split('\n').map(lines_of).sum()
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
pub(crate) struct Table<'s> {
    pub(crate) sheet: &'s mut Worksheet,
    widths: Vec<f64>,
    /// The row to write, and how many lines its fullest cell takes.
    pub(crate) row: u32,
    lines: usize,
}

impl<'s> Table<'s> {
    /// Lays out the sheet for so many rows.
    pub(crate) fn new(
        sheet: &'s mut Worksheet,
        look: &Look,
        columns: &[Column<'_>],
        rows: usize,
        page: &str,
    ) -> Result<Table<'s>, ReportError> {
        if rows >= ROW_LIMIT {
            return Err(ReportError::TooManyRows { rows, limit: ROW_LIMIT - 1 });
        }
        let mut lines = 1;
        for (col, column) in (0..).zip(columns) {
            sheet.set_column_width(col, column.width)?;
            let format = if column.on_end { &look.header_on_end } else { &look.header };
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
        Ok(Table { sheet, widths, row: 1, lines: 1 })
    }

    /// Writes a text in the current row.
    pub(crate) fn text(&mut self, col: u16, text: &str, format: &Format) -> Result<(), ReportError> {
        let width = self.widths.get(usize::from(col)).copied().unwrap_or(f64::MAX);
        self.lines = self.lines.max(lines_in(text, width));
        write(self.sheet, self.row, col, text, format)
    }

    /// Writes texts in the current row, from its first column.
    pub(crate) fn texts(&mut self, texts: &[(&str, &Format)]) -> Result<(), ReportError> {
        (0..).zip(texts).try_for_each(|(col, (text, format))| self.text(col, text, format))
    }

    /// Goes on to the next row.
    pub(crate) fn next(&mut self) -> Result<(), ReportError> {
        // A spreadsheet that opens the file does not always fit the heights itself.
        self.sheet.set_row_height(self.row, height_of(self.lines))?;
        self.row += 1;
        self.lines = 1;
        Ok(())
    }
}

/// Title, and the day that counts as today as the day it was made, so that the bytes stay the same.
pub(crate) fn made_on(day: NaiveDate, title: &str) -> Result<DocProperties, ReportError> {
    let (month, day_of_month) = (day.month() as u8, day.day() as u8);
    // A year that a workbook cannot hold gives its first.
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year)).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, month, day_of_month)?;
    Ok(DocProperties::new().set_title(title).set_author("ropa").set_creation_datetime(&made))
}

/// A4 across, as wide as the page, page numbers at the foot.
pub(crate) fn set_page(sheet: &mut Worksheet, page: &str) {
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(format!("&L&A&R{page}"));
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
