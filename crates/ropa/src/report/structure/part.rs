//! A report as titled tables, which every format writes in its own way.

use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::texts::Structure as Texts;
use crate::report::common::wording::joined_by;
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Workbook};
use std::io::Write;

/// A titled table.
pub(super) struct Part {
    /// The key of its title and of its sheet's name.
    pub(super) key: &'static str,
    /// The keys of its headers.
    pub(super) columns: &'static [&'static str],
    /// Its rows.
    pub(super) rows: Vec<Vec<String>>,
    /// Whether a person has to look at it.
    pub(super) urgent: bool,
    /// What a person may choose in each row, as a last column to fill; empty where there is nothing to.
    pub(super) choices: Vec<Vec<String>>,
}

impl Part {
    pub(super) fn new(
        key: &'static str,
        columns: &'static [&'static str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Part {
        Part { key, columns, rows: rows.into_iter().collect(), urgent: false, choices: Vec::new() }
    }

    pub(super) fn urgent(self) -> Part {
        Part { urgent: true, ..self }
    }
}

/// A report: a title, sentences about the whole, and its tables.
pub(super) struct Parts {
    pub(super) texts: &'static Texts,
    pub(super) as_of: NaiveDate,
    pub(super) title: String,
    pub(super) sentences: Vec<String>,
    pub(super) parts: Vec<Part>,
    /// What the footer of a printed page says.
    pub(super) page: &'static str,
}

impl Parts {
    pub(super) fn text(&self, options: TextOptions) -> String {
        let mut page = Page::new(options);
        page.heading(Style::Heading, &self.title);
        for sentence in &self.sentences {
            page.paragraph(2, 2, Style::Plain, sentence);
        }
        for part in self.parts.iter().filter(|part| !part.rows.is_empty()) {
            let style = if part.urgent { Style::Warning } else { Style::Heading };
            page.heading(style, &format!("{} ({})", self.texts.part.of(part.key), part.rows.len()));
            let shown = page.rows(part.rows.len());
            for row in &part.rows[..shown] {
                page.paragraph(
                    2,
                    2,
                    Style::Plain,
                    &joined_by(" | ", row.iter().filter(|cell| !cell.is_empty())),
                );
            }
            let left = part.rows.len() - shown;
            if left > 0 {
                page.paragraph(2, 0, Style::Dim, &self.texts.more.form(left).fill(&[("count", &left)]));
            }
        }
        page.finish()
    }

    pub(super) fn csv(&self, out: impl Write) -> Result<(), WriteError> {
        let mut rows = CsvOut::excel_sv(out)?;
        for part in &self.parts {
            let header = part.columns.iter().map(|key| self.texts.column.of(key));
            let title = std::iter::once(self.texts.part.of(part.key));
            rows.row(title.chain(header))?;
            for row in &part.rows {
                rows.row(std::iter::once(part.key).chain(row.iter().map(String::as_str)))?;
            }
        }
        Ok(rows.finish()?)
    }

    pub(super) fn workbook(&self, mut out: impl Write) -> Result<(), WriteError> {
        let formats = Formats::new();
        let mut book = Workbook::new();
        book.set_properties(&list_made_on(self.as_of, &self.title)?);
        let sheet = book.add_worksheet();
        sheet.set_name(self.texts.sheet.of("summary"))?;
        sheet.set_column_width(0, 110)?;
        crate::workbook::sheet_table::write(sheet, 0, 0, &self.title, &formats.title)?;
        for (row, sentence) in (2..).zip(&self.sentences) {
            crate::workbook::sheet_table::write(sheet, row, 0, sentence, &formats.label)?;
        }
        for part in &self.parts {
            let sheet = book.add_worksheet();
            sheet.set_name(self.texts.sheet.of(part.key))?;
            let width = |key: &str| match key {
                "from" | "to" | "now" | "what" => 44.0,
                "activities" | "note" | "candidates" => 50.0,
                _ => 26.0,
            };
            let mut columns: Vec<_> =
                part.columns.iter().map(|key| Column::new(self.texts.column.of(key), width(key))).collect();
            if !part.choices.is_empty() {
                columns.extend(["choice", "who"].map(|key| Column::new(self.texts.column.of(key), 30.0)));
            }
            let mut table = SheetTable::new(sheet, &formats, &columns, part.rows.len(), self.page)?;
            for (index, row) in part.rows.iter().enumerate() {
                let cells: Vec<_> = row.iter().map(|cell| (cell.as_str(), &formats.text)).collect();
                table.texts(&cells)?;
                if let Some(choices) = part.choices.get(index) {
                    let col = u16::try_from(row.len()).unwrap_or(u16::MAX);
                    table.sheet.write_blank(table.row, col, &formats.input)?;
                    table.sheet.write_blank(table.row, col + 1, &formats.input)?;
                    // A list of choices holds 255 characters; where they are longer, the cell is free.
                    if let Ok(list) = DataValidation::new().allow_list_strings(choices) {
                        table.sheet.add_data_validation(table.row, col, table.row, col, &list)?;
                    }
                }
                table.next()?;
            }
        }
        out.write_all(&book.save_to_buffer()?)?;
        out.flush()?;
        Ok(())
    }
}
