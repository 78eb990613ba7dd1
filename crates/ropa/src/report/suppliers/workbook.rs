//! Suppliers and systems as a workbook: suppliers, systems, what names no processor, and the list checked both ways.

use super::row::COLUMNS;
use super::sentences::Sentences;
use super::view::SuppliersView;
use crate::impact::{Called, ListCheck, NameMatch};
use crate::model::{Field, Severity};
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the names do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn workbook(mut out: impl Write, view: &SuppliersView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.assessed.as_of(), &sentences.title())?);
    let made = Book { s: &sentences, formats: &formats };
    made.rows(add(&mut book, &sentences, "suppliers")?, Called::Supplier)?;
    made.rows(add(&mut book, &sentences, "systems")?, Called::System)?;
    made.without_processor(add(&mut book, &sentences, "without_processor")?)?;
    if let Some(check) = view.check {
        made.listed(add(&mut book, &sentences, "list")?, check)?;
        made.unlisted(add(&mut book, &sentences, "unlisted")?, check)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn add<'b>(
    book: &'b mut Workbook,
    sentences: &Sentences<'_, '_>,
    key: &str,
) -> Result<&'b mut Worksheet, WriteError> {
    let sheet = book.add_worksheet();
    sheet.set_name(sentences.texts.sheet.of(key))?;
    Ok(sheet)
}

struct Book<'b, 'v, 'a> {
    s: &'b Sentences<'v, 'a>,
    formats: &'b Formats,
}

impl Book<'_, '_, '_> {
    fn table<'t>(
        &self,
        sheet: &'t mut Worksheet,
        columns: &[(&str, f64)],
        rows: usize,
    ) -> Result<SheetTable<'t>, WriteError> {
        let words = &self.s.texts.column;
        let columns: Vec<Column<'_>> =
            columns.iter().map(|(key, width)| Column::new(words.of(key), *width)).collect();
        SheetTable::new(sheet, self.formats, &columns, rows, &self.s.wording.lang.words().page)
    }

    fn rows(&self, sheet: &mut Worksheet, called: Called) -> Result<(), WriteError> {
        let rows = self.s.view.rows(called);
        let columns: Vec<(&str, f64)> = COLUMNS.iter().map(|(key, width, _)| (*key, *width)).collect();
        let mut table = self.table(sheet, &columns, rows.len())?;
        for row in rows {
            for (col, (_, _, content)) in (0..).zip(&COLUMNS) {
                let text = content(self.s, row);
                let format = if col == 1 { &self.formats.strong } else { &self.formats.text };
                match text.parse::<u32>() {
                    Ok(number) if col > 1 => {
                        table.sheet.write_number_with_format(table.row, col, number, &self.formats.number)?;
                    }
                    _ => table.text(col, &text, format)?,
                }
            }
            table.next()?;
        }
        Ok(())
    }

    /// What names a system and no processor, with room for the answer.
    fn without_processor(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let register = self.s.view.assessed.register();
        let without = &self.s.view.found.without_processor;
        let columns = [
            ("id", 12.0),
            ("activity", 40.0),
            ("unit", 34.0),
            ("system", 30.0),
            ("processors", 30.0),
            ("own", 30.0),
        ];
        let mut table = self.table(sheet, &columns, without.len())?;
        for index in without {
            let activity = &register.activities[*index];
            table.texts(&[
                (&self.s.handle(*index), &self.formats.strong),
                (activity.label(), &self.formats.text),
                (&activity.unit().unwrap_or_default(), &self.formats.text),
                (activity.text(Field::Systems).unwrap_or_default(), &self.formats.text),
                (activity.text(Field::Processors).unwrap_or_default(), &self.formats.text),
            ])?;
            table.sheet.write_blank(table.row, 5, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }

    /// Every name of the list, with what it is in the register.
    fn listed(&self, sheet: &mut Worksheet, check: &ListCheck) -> Result<(), WriteError> {
        let columns = [
            ("called", 14.0),
            ("name", 40.0),
            ("cell", 24.0),
            ("found", 36.0),
            ("how", 34.0),
            ("activities", 12.0),
        ];
        let mut table = self.table(sheet, &columns, check.listed.len())?;
        for one in &check.listed {
            let found = one.found.and_then(|(row, how)| Some((self.s.view.rows(one.called).get(row)?, how)));
            let (name, how) = match found {
                Some((row, how)) => (row.spelling.as_str(), self.s.impact.how.of(how.into())),
                None => (self.s.texts.column.of("not_found"), ""),
            };
            let format = match found {
                None => self.formats.severity(Severity::Error),
                Some((_, NameMatch::Alike)) => self.formats.severity(Severity::Warning),
                Some(_) => &self.formats.text,
            };
            table.texts(&[
                (self.s.impact.called.of(one.called.into()), &self.formats.text),
                (&one.written, &self.formats.strong),
                (&one.cell.to_string(), &self.formats.text),
                (name, format),
                (how, &self.formats.text),
            ])?;
            let count = found.map_or(0, |(row, _)| row.activities.len());
            table.sheet.write_number_with_format(table.row, 5, count as f64, &self.formats.number)?;
            table.next()?;
        }
        Ok(())
    }

    /// The names of the register that the list does not have.
    fn unlisted(&self, sheet: &mut Worksheet, check: &ListCheck) -> Result<(), WriteError> {
        let columns = [("called", 14.0), ("name", 40.0), ("activities", 12.0), ("ids", 60.0), ("own", 40.0)];
        let of = |called: Called, numbers: &[usize]| -> Vec<_> {
            numbers.iter().filter_map(|row| self.s.view.rows(called).get(*row)).collect()
        };
        let mut rows = of(Called::Supplier, &check.unlisted_suppliers);
        rows.extend(of(Called::System, &check.unlisted_systems));
        let mut table = self.table(sheet, &columns, rows.len())?;
        for row in rows {
            table.texts(&[
                (self.s.impact.called.of(row.called.into()), &self.formats.text),
                (&row.spelling, &self.formats.strong),
            ])?;
            let count = row.activities.len() as f64;
            table.sheet.write_number_with_format(table.row, 2, count, &self.formats.number)?;
            table.text(3, &self.s.all_ids(&row.activities), &self.formats.text)?;
            table.sheet.write_blank(table.row, 4, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }
}
