//! A workbook in which a person settles what the columns mean.

use crate::import::{ColumnMatch, Import, Layout, MatchHow, TableInfo, TableKind};
use crate::ledger::column_headers;
use crate::model::{AnyField, DpiaField, Field};
use crate::report::common::wording::Wording;
use crate::report::inspect::text::grounds;
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::sheet_table::{Column, SheetTable, write};
use crate::workbook::style::{Formats, list_made_on};
use crate::workbook::{Workbook as Book, WriteError};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Formula, Workbook};
use std::collections::BTreeSet;
use std::io::Write;

/// The widths of the columns.
const WIDTHS: [f64; 8] = [22.0, 16.0, 8.0, 20.0, 34.0, 44.0, 40.0, 44.0];
/// The column of the field.
const FIELD: u16 = 6;
/// So many different cells of a column are shown.
const SAMPLED: usize = 3;

/// What to write: an import, and the workbooks that it was read from.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ReviewView<'a> {
    /// The import.
    pub import: &'a Import,
    /// The workbooks.
    pub books: &'a [&'a Book],
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> ReviewView<'a> {
    /// The columns of what was read.
    pub fn new(import: &'a Import, books: &'a [&'a Book], lang: Lang) -> ReviewView<'a> {
        ReviewView { import, books, lang }
    }
}

/// One heading of the workbook.
pub(super) struct Row<'a> {
    pub(super) table: &'a TableInfo,
    pub(super) column: &'a ColumnMatch,
}

/// Writes one row for each heading: some of its cells, the field in a list to choose from, and how sure it
/// is. Filled in, it is read by [`read_columns`](crate::ledger::read_columns), and as a profile. Gives the number of rows.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the headings do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn review(mut out: impl Write, view: &ReviewView<'_>) -> Result<usize, WriteError> {
    let wording = Wording::of_import(view.lang, true);
    let texts = &wording.texts.inspect;
    let rows = rows(view.import);
    let formats = Formats::new();
    let mut book = Workbook::new();
    // It holds nothing that depends on the day, and so carries none of its own.
    book.set_properties(&list_made_on(NaiveDate::default(), &texts.review_title)?);
    let sheet = book.add_worksheet().set_name(&texts.review_sheet)?;
    let headers = column_headers(view.lang == Lang::Sv);
    let columns: Vec<_> =
        headers.iter().zip(WIDTHS).map(|(header, width)| Column::new(header, width)).collect();
    let mut table = SheetTable::new(sheet, &formats, &columns, rows.len(), &wording.lang.words().page)?;
    for row in &rows {
        let kind = wording.lang.words().table_kind.of(kind(row.table).into()).to_owned();
        let place = row.column.place.to_string();
        let sample = sample(view.books, row).join(" | ");
        let field = settled(row.column).map(|field| entry(&wording, field)).unwrap_or_default();
        let sureness = sureness(&wording, row.column);
        table.texts(&[
            (&*row.table.file, &formats.text),
            (&*row.table.sheet, &formats.text),
            (&place, &formats.text),
            (&kind, &formats.text),
            (&*row.column.header, &formats.strong),
            (&sample, &formats.text),
            (&field, &formats.input),
            (&sureness, &formats.text),
        ])?;
        table.next()?;
    }
    let lists = [entries::<Field>(&wording), entries::<DpiaField>(&wording)];
    for (number, row) in (1..).zip(&rows) {
        let (letter, list) = match kind(row.table) {
            TableKind::Dpias => ('B', &lists[1]),
            _ => ('A', &lists[0]),
        };
        let formula = format!("='{}'!${letter}$2:${letter}${}", texts.review_fields, list.len() + 1);
        let list = DataValidation::new().allow_list_formula(Formula::new(formula));
        let list = list.set_input_title(&texts.review_choose)?.set_input_message(&texts.review_prompt)?;
        table.sheet.add_data_validation(number, FIELD, number, FIELD, &list)?;
    }
    let fields = book.add_worksheet().set_name(&texts.review_fields)?;
    for (col, list) in (0..).zip(&lists) {
        fields.set_column_width(col, 60.0)?;
        let kind = if col == 0 { TableKind::Activities } else { TableKind::Dpias };
        write(fields, 0, col, wording.lang.words().table_kind.of(kind.into()), &formats.header)?;
        for (row, entry) in (1..).zip(list) {
            write(fields, row, col, entry, &formats.text)?;
        }
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(rows.len())
}

/// The headings, each once for a kind of table.
pub(super) fn rows(import: &Import) -> Vec<Row<'_>> {
    let mut seen = BTreeSet::new();
    let tables = import.tables.iter().filter(|table| table.kind != TableKind::Classification);
    let columns = tables.flat_map(|table| table.columns.iter().map(move |column| Row { table, column }));
    columns
        .filter(|row| row.table.layout != Layout::Document && !row.column.header.trim().is_empty())
        .filter(|row| seen.insert((kind(row.table) == TableKind::Dpias, row.column.header.to_lowercase())))
        .collect()
}

/// The kind that a table is taken for: one that was not read may be a register.
pub(super) fn kind(table: &TableInfo) -> TableKind {
    match table.kind {
        TableKind::Dpias => TableKind::Dpias,
        _ => TableKind::Activities,
    }
}

/// The field that the program is sure of. What it is not sure of is only proposed beside, so that a workbook sent back
/// as it is makes no guess certain.
pub(super) fn settled(column: &ColumnMatch) -> Option<AnyField> {
    column.field.filter(|_| column.how != MatchHow::Likely)
}

/// A field as it stands in the list: by its name, with its key to be known by.
fn entry(wording: &Wording<'_>, field: AnyField) -> String {
    let words = wording.lang.words();
    let name = match field {
        AnyField::Activity(field) => words.field.of(field.key()),
        AnyField::Dpia(field) => words.dpia_field.of(field.key()),
    };
    format!("{name} ({})", field.key())
}

/// The fields of a kind of record, after what says that a heading stands for none.
fn entries<F: IntoEnumIterator + Into<AnyField>>(wording: &Wording<'_>) -> Vec<String> {
    let none = format!("{} (-)", wording.texts.inspect.review_none);
    let mut names: Vec<String> = F::iter().map(|field| entry(wording, field.into())).collect();
    names.sort_by_key(|name| name.to_lowercase());
    std::iter::once(none).chain(names).collect()
}

/// How sure the program is, and why; what it would propose where it is not.
pub(super) fn sureness(wording: &Wording<'_>, column: &ColumnMatch) -> String {
    let texts = &wording.texts.inspect;
    let grounds = column.grounds.as_ref().map(|one| grounds(wording, one)).unwrap_or_default();
    let how = match (column.field, column.possible) {
        (None, Some(_)) => &*texts.review_possible,
        _ => wording.lang.words().match_how.of(column.how.into()),
    };
    let sure = format!("{how} {grounds}").trim_end().to_owned();
    match column.field.or(column.possible).filter(|_| settled(column).is_none()) {
        Some(field) => texts.review_proposal.fill(&[("field", &entry(wording, field)), ("sure", &sure)]),
        None => sure,
    }
}

/// Some of what stands in a column, or beside a question.
pub(super) fn sample<'b>(books: &[&'b Book], row: &Row<'_>) -> Vec<&'b str> {
    let book = books.iter().find(|book| book.file == row.table.file);
    let sheet = book.and_then(|book| book.sheets.iter().find(|sheet| sheet.name == row.table.sheet));
    let place = row.column.place;
    let across = row.table.layout != Layout::Rows;
    let cells = sheet.into_iter().flat_map(|sheet| sheet.cells());
    let mut seen = BTreeSet::new();
    cells
        .filter(|cell| match across {
            true => cell.place.row == place.row && cell.place.col > place.col,
            false => cell.place.col == place.col && cell.place.row > place.row,
        })
        .map(|cell| cell.text.trim())
        .filter(|text| !text.is_empty() && seen.insert(*text))
        .take(SAMPLED)
        .collect()
}
