//! A difference as a workbook: the figures, every change, needs and gaps, every record of both registers, DPIAs.

use super::row::{COLUMNS, Fate, RECORD_COLUMNS, changes, names, written};
use super::sentences::{Sentences, Side};
use super::view::DiffView;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the changes do not fit in a sheet, [`WriteError::Write`] when `out` cannot be written
/// to.
pub fn workbook(mut out: impl Write, view: &DiffView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.new.as_of(), &sentences.title())?);
    let made = Book { s: &sentences, formats: &formats };
    made.summary(made.add(&mut book, "summary")?)?;
    made.changes(made.add(&mut book, "changes")?)?;
    made.gaps(made.add(&mut book, "gaps")?)?;
    made.records(made.add(&mut book, "records")?)?;
    made.dpias(made.add(&mut book, "dpias")?)?;
    made.names(made.add(&mut book, "names")?)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

struct Book<'b, 'v, 'a> {
    s: &'b Sentences<'v, 'a>,
    formats: &'b Formats,
}

impl Book<'_, '_, '_> {
    fn add<'b>(&self, book: &'b mut Workbook, key: &str) -> Result<&'b mut Worksheet, WriteError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.s.texts.sheet.of(key))?;
        Ok(sheet)
    }

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

    /// A text, or a number where the column counts.
    fn cell(&self, table: &mut SheetTable<'_>, col: u16, key: &str, text: &str) -> Result<(), WriteError> {
        let format: &Format = if key.starts_with("name") { &self.formats.strong } else { &self.formats.text };
        match text.parse::<u32>() {
            Ok(number) if key.ends_with("changes") => {
                table.sheet.write_number_with_format(table.row, col, number, &self.formats.number)?;
                Ok(())
            }
            _ => table.text(col, text, format),
        }
    }

    fn summary(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let s = self.s;
        let warning = s.no_dpias().map(str::to_string);
        let nothing = s.view.diff.is_empty().then(|| s.texts.nothing.clone());
        let lines: Vec<String> =
            s.read().into_iter().chain(warning).chain(s.figures()).chain(nothing).collect();
        sheet.set_column_width(0, 120.0)?;
        crate::workbook::style::set_page(sheet, &s.wording.lang.words().page);
        sheet.write_string_with_format(0, 0, s.title(), &self.formats.title)?;
        for (row, line) in (2..).zip(&lines) {
            crate::workbook::sheet_table::write(sheet, row, 0, line, &self.formats.label)?;
            let lines = crate::workbook::sheet_table::lines_in(line, 120.0);
            sheet.set_row_height(row, crate::workbook::sheet_table::height_of(lines))?;
        }
        Ok(())
    }

    fn changes(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let rows = changes(self.s);
        let columns: Vec<(&str, f64)> = COLUMNS.iter().map(|(key, width, _)| (*key, *width)).collect();
        let mut table = self.table(sheet, &columns, rows.len())?;
        for row in &rows {
            for (col, (key, _, content)) in (0..).zip(&COLUMNS) {
                self.cell(&mut table, col, key, &content(self.s, row))?;
            }
            table.next()?;
        }
        Ok(())
    }

    /// Records whose need or gap is another.
    fn gaps(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let keys =
            ["id_now", "name_now", "unit_now", "verdict_before", "verdict_now", "gap_before", "gap_now"];
        let shown: Vec<_> = RECORD_COLUMNS.iter().filter(|(key, ..)| keys.contains(key)).collect();
        let rows: Vec<(Fate<'_>, String)> =
            Fate::all(self.s).into_iter().filter_map(|fate| Some((fate, fate.why(self.s)?))).collect();
        let columns: Vec<(&str, f64)> =
            shown.iter().map(|(key, width, _)| (*key, *width)).chain([("why", 70.0)]).collect();
        let mut table = self.table(sheet, &columns, rows.len())?;
        for (fate, why) in &rows {
            let texts = shown.iter().map(|(_, _, content)| content(self.s, *fate));
            for (col, (text, (key, _))) in (0..).zip(texts.chain([why.clone()]).zip(&columns)) {
                self.cell(&mut table, col, key, &text)?;
            }
            table.next()?;
        }
        Ok(())
    }

    /// Every record of both registers, once for each that it was.
    fn records(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let rows = Fate::all(self.s);
        let columns: Vec<(&str, f64)> = RECORD_COLUMNS.iter().map(|(key, width, _)| (*key, *width)).collect();
        let mut table = self.table(sheet, &columns, rows.len())?;
        for fate in rows {
            for (col, (key, _, content)) in (0..).zip(&RECORD_COLUMNS) {
                self.cell(&mut table, col, key, &content(self.s, fate))?;
            }
            table.next()?;
        }
        Ok(())
    }

    fn dpias(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let (s, diff) = (self.s, &self.s.view.diff.dpias);
        let columns = [
            ("fate", 22.0),
            ("dpia", 44.0),
            ("field", 24.0),
            ("before", 40.0),
            ("before_cell", 24.0),
            ("now", 40.0),
            ("now_cell", 24.0),
        ];
        let changes = diff.kept.iter().flat_map(|one| one.changes.iter().map(move |change| (one, change)));
        let changed = changes.map(|(one, change)| {
            let field = s.wording.lang.words().dpia_field.of(change.of.key()).to_string();
            let (before, now) = (written(&change.before), written(&change.now));
            let (before_cell, now_cell) = (s.places(&change.before), s.places(&change.now));
            let dpia = s.dpia(Side::New, one.new);
            vec![s.texts.fate.of("changed").to_string(), dpia, field, before, before_cell, now, now_cell]
        });
        let lone = |side: Side, of: &[usize], fate: &'static str| -> Vec<Vec<String>> {
            of.iter().map(|at| vec![s.texts.fate.of(fate).to_string(), s.dpia(side, *at)]).collect()
        };
        let (new, gone) = (lone(Side::New, &diff.new, "new"), lone(Side::Old, &diff.gone, "gone"));
        self.rows(sheet, &columns, &changed.chain(new).chain(gone).collect::<Vec<_>>())
    }

    fn names(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let rows: Vec<Vec<String>> =
            names(self.s).into_iter().map(|(what, records)| vec![what, records]).collect();
        self.rows(sheet, &[("what", 90.0), ("records", 60.0)], &rows)
    }

    fn rows(
        &self,
        sheet: &mut Worksheet,
        columns: &[(&str, f64)],
        rows: &[Vec<String>],
    ) -> Result<(), WriteError> {
        let mut table = self.table(sheet, columns, rows.len())?;
        for row in rows {
            for (col, text) in (0..).zip(row) {
                table.text(col, text, &self.formats.text)?;
            }
            table.next()?;
        }
        Ok(())
    }
}
