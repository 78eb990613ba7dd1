//! How the workbooks that this library writes look: formats, paper, properties.

use crate::model::Severity;
use crate::model::Tri;
use crate::workbook::WriteError;
use crate::workbook::own_mark::{OWN_LIST, OWN_PLAN};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet,
};

/// A4.
pub(crate) const PAPER: u8 = 9;

/// The formats. Every colour comes with a word, so that a print in grey says the same.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) header: Format,
    pub(super) header_on_end: Format,
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

impl Formats {
    pub(crate) fn new() -> Formats {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = || cell().set_border(FormatBorder::Thin).set_border_color("BFBFBF");
        let header = || lined().set_bold().set_background_color("1F3864").set_font_color("FFFFFF");
        let centred = || lined().set_align(FormatAlign::Center);
        Formats {
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

/// Title, and the day that counts as today as the day it was made, so that the bytes stay the same.
pub(crate) fn made_on(day: NaiveDate, title: &str) -> Result<DocProperties, WriteError> {
    let (month, day_of_month) = (day.month() as u8, day.day() as u8);
    // A year that a workbook cannot hold gives its first.
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year)).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, month, day_of_month)?;
    Ok(DocProperties::new().set_title(title).set_author("ropa").set_creation_datetime(&made))
}

/// The same for a list that tells of a register and is none, so that it is not read as one.
pub(crate) fn list_made_on(day: NaiveDate, title: &str) -> Result<DocProperties, WriteError> {
    Ok(made_on(day, title)?.set_keywords(OWN_LIST))
}

/// The same for a plan, so that it is found and read back.
pub(crate) fn plan_made_on(day: NaiveDate, title: &str) -> Result<DocProperties, WriteError> {
    Ok(made_on(day, title)?.set_keywords(format!("{OWN_LIST} {OWN_PLAN}")))
}

/// A4 across, as wide as the page, page numbers at the foot.
pub(crate) fn set_page(sheet: &mut Worksheet, page: &str) {
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(format!("&L&A&R{page}"));
}
