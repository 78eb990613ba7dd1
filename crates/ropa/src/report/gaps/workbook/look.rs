//! How the workbook looks, and the table that its sheets have in common.

use crate::dpia::Severity;
use crate::model::Tri;
use crate::report::error::ReportError;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;
/// Rows of a sheet.
const ROW_LIMIT: usize = 1_048_576;
/// A4.
const PAPER: u8 = 9;

/// The formats. Every colour comes with a word, so that a print in grey says the same.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    pub(super) label: Format,
    pub(super) strong: Format,
    pub(super) number: Format,
    pub(super) share: Format,
    pub(super) input: Format,
    pub(super) input_date: Format,
    error: Format,
    warning: Format,
    note: Format,
    yes: Format,
    no: Format,
    unknown: Format,
}

impl Look {
    pub(super) fn new() -> Look {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = || cell().set_border(FormatBorder::Thin).set_border_color("BFBFBF");
        let centred = || lined().set_align(FormatAlign::Center);
        Look {
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(12).set_border_bottom(FormatBorder::Medium),
            header: lined().set_bold().set_background_color("1F3864").set_font_color("FFFFFF"),
            text: lined(),
            label: cell(),
            strong: lined().set_bold(),
            number: lined().set_num_format("#,##0").set_align(FormatAlign::Right),
            share: lined().set_num_format("0 %").set_align(FormatAlign::Right),
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

    pub(super) fn severity(&self, severity: Severity) -> &Format {
        match severity {
            Severity::Error => &self.error,
            Severity::Warning => &self.warning,
            Severity::Note => &self.note,
        }
    }

    pub(super) fn answer(&self, value: Tri) -> &Format {
        match value {
            Tri::Yes => &self.yes,
            Tri::No => &self.no,
            Tri::Unknown => &self.unknown,
        }
    }
}

/// Writes text as text, cut where a cell cannot hold it.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    format: &Format,
) -> Result<(), ReportError> {
    sheet.write_string_with_format(row, col, fitting(text), format)?;
    Ok(())
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

/// The columns of a table: header and width in characters.
pub(super) struct Columns<'t>(pub(super) Vec<(&'t str, f64)>);

impl Columns<'_> {
    /// Lays out a sheet as one table: header that stays, filter, widths, print set-up.
    pub(super) fn lay_out(
        &self,
        sheet: &mut Worksheet,
        look: &Look,
        rows: usize,
        page: &str,
    ) -> Result<(), ReportError> {
        if rows >= ROW_LIMIT {
            return Err(ReportError::TooManyRows { rows, limit: ROW_LIMIT - 1 });
        }
        for (col, (header, width)) in (0..).zip(&self.0) {
            sheet.set_column_width(col, *width)?;
            write(sheet, 0, col, header, &look.header)?;
        }
        let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
        let last_col = u16::try_from(self.0.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, last_row, last_col)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        set_page(sheet, page);
        Ok(())
    }
}

/// A4 across, as wide as the page, page numbers at the foot.
pub(super) fn set_page(sheet: &mut Worksheet, page: &str) {
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(format!("&L&A&R{page}"));
}

#[cfg(test)]
mod tests {
    use super::{CELL_LIMIT, fitting};

    #[test]
    fn long_text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting(&"å".repeat(CELL_LIMIT)).chars().count(), CELL_LIMIT);
        let cut = fitting(&"😀".repeat(CELL_LIMIT));
        assert!(cut.ends_with('…') && cut.encode_utf16().count() <= CELL_LIMIT, "{}", cut.len());
    }
}
