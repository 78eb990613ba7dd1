//! The yearly report as a workbook: figures, the records behind each, recommendations, what has become of the gaps, and
//! native charts.

mod charts;
mod since;

use super::chart::charts;
use super::sections::sections;
use super::view::YearlyView;
use super::words::Words;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, ROW_LIMIT, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use crate::yearly::{Behind, Figure, FigureKind};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the records do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn workbook(mut out: impl Write, view: &YearlyView<'_>) -> Result<(), WriteError> {
    let words = Words::new(view);
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.report.as_of, &words.title())?);
    let made = Book { w: &words, formats: &formats, numbers: numbers(view) };
    made.figures(add(&mut book, &words, "board")?, &view.report.first_page())?;
    made.figures(add(&mut book, &words, "figures")?, &view.report.figures.iter().collect::<Vec<_>>())?;
    made.records(add(&mut book, &words, "records")?)?;
    made.recommendations(add(&mut book, &words, "recommendations")?)?;
    if !view.report.followed_up.is_empty() {
        made.followed_up(add(&mut book, &words, "followed_up")?)?;
    }
    if let Some(since) = words.since_register() {
        made.since(add(&mut book, &words, "since")?, &since)?;
    }
    let drawn = charts(&words);
    if !drawn.is_empty() {
        made.charts(add(&mut book, &words, "charts")?, &drawn)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn add<'b>(
    book: &'b mut Workbook,
    words: &Words<'_, '_>,
    key: &str,
) -> Result<&'b mut Worksheet, WriteError> {
    let sheet = book.add_worksheet();
    sheet.set_name(words.texts.sheet.of(key))?;
    Ok(sheet)
}

/// The numbers that the other formats give the figures.
fn numbers(view: &YearlyView<'_>) -> BTreeMap<FigureKind, String> {
    let shown = sections(view.report, view.order).into_iter().flat_map(|section| section.figures);
    shown.map(|one| (one.figure.kind, one.number)).collect()
}

struct Book<'b, 'v, 'a> {
    w: &'b Words<'v, 'a>,
    formats: &'b Formats,
    numbers: BTreeMap<FigureKind, String>,
}

impl Book<'_, '_, '_> {
    fn table<'t>(
        &self,
        sheet: &'t mut Worksheet,
        columns: &[(&str, f64)],
        rows: usize,
    ) -> Result<SheetTable<'t>, WriteError> {
        let words = &self.w.texts.column;
        let columns: Vec<Column<'_>> =
            columns.iter().map(|(key, width)| Column::new(words.of(key), *width)).collect();
        SheetTable::new(sheet, self.formats, &columns, rows, &self.w.wording.lang.words().page)
    }

    fn number(&self, figure: &Figure) -> &str {
        let kind = figure.kind.whole().unwrap_or(figure.kind);
        self.numbers.get(&kind).map_or("", String::as_str)
    }

    fn part(&self, figure: &Figure) -> String {
        figure.part.as_ref().map(|part| self.w.part(part)).unwrap_or_default()
    }

    fn figures(&self, sheet: &mut Worksheet, figures: &[&Figure]) -> Result<(), WriteError> {
        let columns = [
            ("number", 7.0),
            ("figure", 46.0),
            ("part", 34.0),
            ("counted", 12.0),
            ("of", 10.0),
            ("noun", 30.0),
            ("percent", 9.0),
            ("left_out", 36.0),
            ("last", 12.0),
            ("last_of", 12.0),
        ];
        let mut table = self.table(sheet, &columns, figures.len())?;
        for figure in figures {
            let kind = figure.kind;
            table.texts(&[
                (self.number(figure), &self.formats.text),
                (self.w.figure(kind), &self.formats.strong),
                (&self.part(figure), &self.formats.text),
            ])?;
            self.amount(&mut table, figure)?;
            if let Some(last) = &figure.last {
                self.count(&mut table, 8, last.counted)?;
                last.of.map_or(Ok(()), |of| self.count(&mut table, 9, of))?;
            }
            table.next()?;
        }
        Ok(())
    }

    fn amount(&self, table: &mut SheetTable<'_>, figure: &Figure) -> Result<(), WriteError> {
        let Some(amount) = figure.amount() else {
            return table.text(3, &self.w.value(figure), &self.formats.text);
        };
        // A number of days or per cent says what it is; others can be reckoned with.
        match figure.kind {
            FigureKind::OldestGap | FigureKind::OfficerTime => {
                table.text(3, &self.w.counted(figure.kind, amount.counted), &self.formats.text)?;
            }
            _ => self.count(table, 3, amount.counted)?,
        }
        if let Some(of) = amount.of {
            self.count(table, 4, of)?;
            table.text(5, self.w.noun(figure.kind), &self.formats.text)?;
        }
        if let Some(percent) = amount.percent() {
            let share = percent as f64 / 100.0;
            table.sheet.write_number_with_format(table.row, 6, share, &self.formats.share)?;
        }
        table.text(7, &self.w.left_out(amount), &self.formats.text)
    }

    fn count(&self, table: &mut SheetTable<'_>, col: u16, count: usize) -> Result<(), WriteError> {
        table.sheet.write_number_with_format(table.row, col, count as f64, &self.formats.number)?;
        Ok(())
    }

    /// Every record that a figure counts, and every one that it could and does not.
    fn records(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let all = self.w.view.report.figures.iter().filter_map(|figure| Some((figure, figure.amount()?)));
        let all: Vec<_> = all.filter(|(_, amount)| amount.behind != Behind::Nothing).collect();
        let whole: usize = all.iter().map(|(_, amount)| amount.records.len() + amount.others.len()).sum();
        // Where a sheet cannot hold them all, those that are counted are what is asked for.
        let with_others = whole < ROW_LIMIT;
        let rows = if with_others { whole } else { all.iter().map(|(_, amount)| amount.records.len()).sum() };
        let columns = [
            ("number", 7.0),
            ("figure", 46.0),
            ("part", 30.0),
            ("id", 14.0),
            ("name", 44.0),
            ("unit", 34.0),
            ("counts", 9.0),
        ];
        let mut table = self.table(sheet, &columns, rows)?;
        for (figure, amount) in all {
            for (counted, records) in [("yes", &amount.records), ("no", &amount.others)] {
                if counted == "yes" || with_others {
                    for index in records {
                        self.record(&mut table, figure, amount.behind, *index, counted)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn record(
        &self,
        table: &mut SheetTable<'_>,
        figure: &Figure,
        behind: Behind,
        index: usize,
        counted: &str,
    ) -> Result<(), WriteError> {
        let [id, name, unit] = self.w.record(behind, index);
        let text = &self.formats.text;
        table.texts(&[
            (self.number(figure), text),
            (self.w.figure(figure.kind), text),
            (&self.part(figure), text),
            (&id, &self.formats.strong),
            (&name, text),
            (&unit, text),
            (self.w.texts.column.of(counted), text),
        ])?;
        table.next()
    }

    fn recommendations(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let all = &self.w.view.report.recommendations;
        let columns = [
            ("id", 10.0),
            ("area", 24.0),
            ("finding", 50.0),
            ("text", 50.0),
            ("sources", 30.0),
            ("decision", 44.0),
            ("status", 12.0),
            ("own", 40.0),
        ];
        let mut table = self.table(sheet, &columns, all.len())?;
        for one in all {
            let text = &self.formats.text;
            let status = one.status.map(|status| self.w.status(Some(status))).unwrap_or_default();
            table.texts(&[
                (&one.id, &self.formats.strong),
                (self.w.texts.area.of(one.area.into()), text),
                (&self.w.finding(one).unwrap_or_default(), text),
                (&self.w.recommended(one), text),
                (&self.w.sources(one), text),
                (&self.w.decision(one).unwrap_or_default(), text),
                (status, text),
            ])?;
            table.sheet.write_blank(table.row, 7, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }

    fn followed_up(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let all = &self.w.view.report.followed_up;
        let columns = [("id", 10.0), ("text", 70.0), ("status", 60.0), ("own", 40.0)];
        let mut table = self.table(sheet, &columns, all.len())?;
        for one in all {
            let text = &self.formats.text;
            table.texts(&[
                (&one.id, &self.formats.strong),
                (&one.text, text),
                (&self.w.became(one), text),
            ])?;
            table.sheet.write_blank(table.row, 3, &self.formats.input)?;
            table.next()?;
        }
        Ok(())
    }
}
