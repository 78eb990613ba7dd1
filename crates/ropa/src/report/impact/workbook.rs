//! What an incident touches, as a workbook to work in: the answer, the records, the notification, the DPIAs, the units.

use super::row::{COLUMNS, Row, Rows};
use super::sentences::Sentences;
use super::view::ImpactView;
use crate::impact::Ring;
use crate::model::Severity;
use crate::report::common::wording::joined_by;
use crate::report::gaps::files_read;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable, height_of, lines_in, write};
use crate::workbook::style::{Formats, list_made_on, set_page};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text, whatever it begins with;
/// nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the records do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn workbook(mut out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::told_whole(view);
    let rows = Rows::new(&sentences);
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.assessed.as_of(), &sentences.title())?);
    let book_of = Book { sentences: &sentences, rows: &rows, formats: &formats };
    book_of.answer(add(&mut book, &sentences, "answer")?)?;
    book_of.records(add(&mut book, &sentences, "hits")?, &rows.hits(), true)?;
    book_of.notification(add(&mut book, &sentences, "notification")?)?;
    book_of.units(add(&mut book, &sentences, "units")?)?;
    book_of.dpias(add(&mut book, &sentences, "dpias")?)?;
    book_of.records(add(&mut book, &sentences, "rest")?, &rows.rest(), false)?;
    book_of.searched(add(&mut book, &sentences, "searched")?)?;
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

struct Book<'b, 's, 'v, 'a> {
    sentences: &'b Sentences<'v, 'a>,
    rows: &'b Rows<'s, 'v, 'a>,
    formats: &'b Formats,
}

impl Book<'_, '_, '_, '_> {
    fn page(&self) -> &str {
        &self.sentences.wording.lang.words().page
    }

    fn columns<'t>(&'t self, columns: &[(&'t str, f64)]) -> Vec<Column<'t>> {
        columns.iter().map(|(key, width)| Column::new(self.sentences.texts.column.of(key), *width)).collect()
    }

    /// The answer in sentences, as the text begins.
    fn answer(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        const WIDTH: f64 = 110.0;
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        let import = s.view.assessed.import();
        sheet.set_column_width(0, WIDTH)?;
        write(sheet, 0, 0, &s.title(), &self.formats.title)?;
        sheet.set_row_height(0, 24)?;
        let read = s.wording.texts.gaps.top.read.fill(&[("files", &files_read(import, &s.wording))]);
        let sure = impact.sure().count();
        let mut parts: Vec<(Option<&str>, Vec<String>)> =
            vec![(None, std::iter::once(read).chain(s.since()).chain(s.clock()).collect())];
        parts.push((Some(&s.texts.answer.title), s.answer()));
        if sure > 0 {
            let mut persons = s.persons(&impact.persons, sure);
            persons.extend(s.persons_named());
            persons.push(s.whose());
            parts.push((Some(&s.texts.persons.title), persons));
            let heavy = impact
                .kinds
                .heavy
                .iter()
                .map(|one| joined_by(" ", std::iter::once(s.heavy(one)).chain(s.heavy_ids(one))));
            parts.push((Some(&s.texts.kinds.title), heavy.chain(s.categories()).collect()));
            parts.push((Some(&s.texts.told.title), s.told()));
        }
        parts.push((Some(&s.texts.names.title), s.names()));
        let mut row = 2;
        for (heading, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            if let Some(heading) = heading {
                row += 1;
                write(sheet, row, 0, heading, &self.formats.header)?;
                row += 1;
            }
            for line in lines {
                write(sheet, row, 0, &line, &self.formats.label)?;
                sheet.set_row_height(row, height_of(lines_in(&line, WIDTH)))?;
                row += 1;
            }
        }
        set_page(sheet, self.page());
        Ok(())
    }

    fn records(&self, sheet: &mut Worksheet, rows: &[Row<'_>], hit: bool) -> Result<(), WriteError> {
        let mut layout: Vec<(&str, f64)> = COLUMNS.iter().map(|(key, width, _)| (*key, *width)).collect();
        layout.push(("answer", 30.0));
        let mut table =
            SheetTable::new(sheet, self.formats, &self.columns(&layout), rows.len(), self.page())?;
        for row in rows {
            let severity = match row.hit.map(|(_, hit)| hit.ring) {
                Some(Ring::Named | Ring::Tied) => Some(Severity::Error),
                Some(Ring::Likely) => Some(Severity::Warning),
                None if !row.answers.0.answers() || !row.answers.1.answers() => Some(Severity::Warning),
                None => None,
            };
            for (col, (_, _, content)) in (0..).zip(&COLUMNS) {
                let format = match (col, severity) {
                    (0, Some(severity)) => self.formats.severity(severity),
                    (1, _) => &self.formats.strong,
                    _ => &self.formats.text,
                };
                table.text(col, &content(self.rows, row), format)?;
            }
            let last = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
            table.sheet.write_blank(table.row, last, &self.formats.input)?;
            table.next()?;
        }
        if hit {
            sheet.set_freeze_panes(1, 3)?;
        }
        Ok(())
    }

    /// The facts of Art. 33(3), with a column to write in.
    fn notification(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let (s, breach) = (self.sentences, &self.sentences.view.impact.breach);
        let layout = [("point", 26.0), ("fact", 34.0), ("filled", 18.0), ("said", 70.0), ("own", 60.0)];
        let facts = breach.points.iter().map(|point| point.facts.len()).sum();
        let mut table = SheetTable::new(sheet, self.formats, &self.columns(&layout), facts, self.page())?;
        for point in &breach.points {
            for fact in &point.facts {
                let severity = match fact.filled {
                    crate::impact::FactFilled::Filled => Severity::Note,
                    crate::impact::FactFilled::Half => Severity::Warning,
                    crate::impact::FactFilled::Open => Severity::Error,
                };
                table.texts(&[
                    (&s.point(point), &self.formats.strong),
                    (s.fact(fact.fact), &self.formats.text),
                    (s.filled(fact), self.formats.severity(severity)),
                    (&s.fact_said(fact), &self.formats.text),
                ])?;
                table.sheet.write_blank(table.row, 4, &self.formats.input)?;
                table.next()?;
            }
        }
        Ok(())
    }

    fn units(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let (s, impact) = (self.sentences, self.sentences.view.impact);
        let layout = [
            ("unit", 44.0),
            ("hits", 10.0),
            ("likely", 10.0),
            ("persons", 22.0),
            ("ids", 60.0),
            ("answer", 40.0),
        ];
        let columns = self.columns(&layout);
        let mut table = SheetTable::new(sheet, self.formats, &columns, impact.units.len(), self.page())?;
        for unit in &impact.units {
            let of = |likely: bool| {
                let hits = unit.hits.iter().filter_map(|number| impact.hits.get(*number));
                hits.filter(move |hit| (hit.ring == Ring::Likely) == likely).map(|hit| hit.activity)
            };
            let (sure, likely): (Vec<usize>, Vec<usize>) = (of(false).collect(), of(true).collect());
            table.text(0, &s.unit(unit), &self.formats.strong)?;
            for (col, count) in [(1, sure.len()), (2, likely.len())] {
                table.sheet.write_number_with_format(table.row, col, count as f64, &self.formats.number)?;
            }
            table.text(3, &s.persons_short(&unit.persons), &self.formats.text)?;
            let ids: Vec<usize> = sure.into_iter().chain(likely).collect();
            table.text(4, &s.all_ids(&ids), &self.formats.text)?;
            table.sheet.write_blank(table.row, 5, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }

    fn dpias(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let (s, covering) = (self.sentences, &self.sentences.view.impact.covering);
        let layout = [
            ("dpia", 14.0),
            ("title", 44.0),
            ("state", 24.0),
            ("covers", 40.0),
            ("residual", 36.0),
            ("review", 18.0),
            ("answer", 40.0),
        ];
        let columns = self.columns(&layout);
        let mut table = SheetTable::new(sheet, self.formats, &columns, covering.dpias.len(), self.page())?;
        for one in &covering.dpias {
            let dpia = s.view.dpia(one.dpia);
            let covers: Vec<usize> = one.activities.iter().map(|(activity, ..)| *activity).collect();
            let review = if one.review { crate::model::Tri::Yes } else { crate::model::Tri::No };
            table.texts(&[
                (&dpia.key, &self.formats.strong),
                (dpia.label(), &self.formats.text),
                (&s.dpia_states(one), &self.formats.text),
                (&s.all_ids(&covers), &self.formats.text),
                (&s.residual(one), &self.formats.text),
                (s.wording.tri(review), self.formats.answer(review)),
            ])?;
            table.sheet.write_blank(table.row, 6, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }

    fn searched(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let (s, searched) = (self.sentences, &self.sentences.view.impact.searched);
        let layout = [("file", 26.0), ("sheet", 22.0), ("column", 40.0), ("field", 34.0), ("records", 10.0)];
        let columns = self.columns(&layout);
        let mut table = SheetTable::new(sheet, self.formats, &columns, searched.columns.len(), self.page())?;
        for column in &searched.columns {
            let field = column.field.map_or("", |field| s.wording.lang.words().field.of(field.key()));
            table.texts(&[
                (&column.file, &self.formats.text),
                (&column.sheet, &self.formats.text),
                (&column.header, &self.formats.text),
                (field, &self.formats.text),
            ])?;
            table.sheet.write_number_with_format(
                table.row,
                4,
                column.records as f64,
                &self.formats.number,
            )?;
            table.next()?;
        }
        Ok(())
    }
}
