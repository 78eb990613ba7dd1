//! The findings as a workbook to work in: figures, one row per finding, and what the rules say.

use super::csv::row;
use super::sentences::{completeness, counts};
use super::shares::{Share, by_field, by_process_group, by_unit};
use super::view::CheckView;
use crate::art30::rules;
use crate::report::common::wording::{Wording, joined};
use crate::source::CellRef;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable, height_of, lines_in, write};
use crate::workbook::style::{Formats, list_made_on, set_page};
use rust_xlsxwriter::{Url, Workbook, Worksheet};
use std::io::Write;

/// The columns of the list, by the key of their header, with their widths; the last two are for the
/// person who mends.
const LIST: [(&str, f64); 14] = [
    ("severity", 10.0),
    ("rule", 8.0),
    ("name", 28.0),
    ("id", 10.0),
    ("activity", 30.0),
    ("unit", 20.0),
    ("process", 9.0),
    ("field", 20.0),
    ("cell", 7.0),
    ("message", 44.0),
    ("remedy", 44.0),
    ("source", 26.0),
    ("done_by", 14.0),
    ("done_on", 12.0),
];

/// The column of the list that holds the address.
const CELL: u16 = 8;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text, whatever it
/// begins with; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the findings do not fit in a sheet, [`WriteError::Write`] when `out`
/// cannot be written to.
pub fn workbook(mut out: impl Write, view: &CheckView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let texts = &wording.texts.check;
    let formats = Formats::new();
    let mut book = Workbook::new();
    let title = texts.title.fill(&[("date", &view.checked.options.as_of)]);
    book.set_properties(&list_made_on(view.checked.options.as_of, &title)?);
    summary(book.add_worksheet().set_name(texts.sheet.of("summary"))?, view, &wording, &formats, &title)?;
    findings_sheet(
        book.add_worksheet().set_name(texts.sheet.of("findings"))?,
        view,
        &wording,
        &formats,
        None,
    )?;
    told(book.add_worksheet().set_name(texts.sheet.of("rules"))?, &wording, &formats)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn columns<'t>(wording: &Wording<'_>, columns: &[(&'t str, f64)]) -> Vec<Column<'t>>
where
    'static: 't,
{
    let texts = &wording.texts.check.column;
    columns.iter().map(|(key, width)| Column::new(texts.of_static(key), *width)).collect()
}

fn summary(
    sheet: &mut Worksheet,
    view: &CheckView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
    title: &str,
) -> Result<(), WriteError> {
    let texts = &wording.texts.check;
    let widths = [46.0, 10.0, 10.0, 10.0, 10.0, 10.0];
    for (col, width) in (0..).zip(widths) {
        sheet.set_column_width(col, width)?;
    }
    write(sheet, 0, 0, title, &formats.title)?;
    sheet.set_row_height(0, 24)?;
    let sentences = [counts(view, wording), completeness(view, wording), texts.completeness_how.clone()];
    let mut row = 2;
    for sentence in &sentences {
        sheet.merge_range(row, 0, row, 5, sentence, &formats.label)?;
        sheet.set_row_height(row, height_of(lines_in(sentence, 92.0)))?;
        row += 1;
    }
    let named = |groups: Vec<(Option<String>, Share)>| -> Vec<(String, Share)> {
        groups.into_iter().map(|(key, share)| (wording.group(key.as_deref()), share)).collect()
    };
    let fields = by_field(view).into_iter().map(|(field, share)| (view.field(field).to_string(), share));
    let blocks = [
        (&texts.by_field, fields.collect::<Vec<_>>()),
        (&texts.by_unit, named(by_unit(view))),
        (&texts.by_process_group, named(by_process_group(view))),
    ];
    for (heading, shares) in blocks {
        row += 1;
        sheet.merge_range(row, 0, row, 5, heading, &formats.label)?;
        sheet.set_row_height(row, height_of(lines_in(heading, 92.0)))?;
        row += 1;
        for (col, key) in (0..).zip(["group", "share", "answered", "asked", "complete", "records"]) {
            write(sheet, row, col, texts.column.of(key), &formats.header)?;
        }
        for (key, share) in shares {
            row += 1;
            write(sheet, row, 0, &key, &formats.text)?;
            let part = share.answered as f64 / share.asked.max(1) as f64;
            sheet.write_number_with_format(row, 1, part, &formats.share)?;
            for (col, number) in (2..).zip([share.answered, share.asked, share.complete, share.records]) {
                sheet.write_number_with_format(row, col, number as f64, &formats.number)?;
            }
        }
        row += 1;
    }
    if !view.checked.missing_columns.is_empty() {
        row += 1;
        for text in [&texts.missing_title, &texts.missing_why] {
            sheet.merge_range(row, 0, row, 5, text, &formats.label)?;
            sheet.set_row_height(row, height_of(lines_in(text, 92.0)))?;
            row += 1;
        }
        write(sheet, row, 0, texts.column.of("field"), &formats.header)?;
        sheet.merge_range(row, 1, row, 2, texts.column.of("sheet"), &formats.header)?;
        sheet.merge_range(row, 3, row, 5, texts.column.of("not_tried"), &formats.header)?;
        for missing in &view.checked.missing_columns {
            row += 1;
            write(sheet, row, 0, view.field(missing.field), &formats.text)?;
            sheet.merge_range(row, 1, row, 2, &missing.sheet, &formats.text)?;
            sheet.merge_range(row, 3, row, 5, &joined(&missing.rules), &formats.text)?;
        }
    }
    set_page(sheet, &wording.lang.words().page);
    Ok(())
}

/// Where the address of a cell leads, where it leads anywhere.
pub(super) type Link<'l> = &'l dyn Fn(&CellRef) -> Option<String>;

/// One row per finding, as [`super::csv()`] has them, with room for who mended it and when.
pub(super) fn findings_sheet(
    sheet: &mut Worksheet,
    view: &CheckView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
    link: Option<Link<'_>>,
) -> Result<(), WriteError> {
    let rules = view.by_rule();
    let rows = rules.iter().map(|(_, _, findings)| findings.len()).sum();
    let page = &wording.lang.words().page;
    let mut table = SheetTable::new(sheet, formats, &columns(wording, &LIST), rows, page)?;
    for (_, severity, findings) in rules {
        for finding in findings {
            let [_, rule, name, id, activity, unit, process, field, cell, _, message, remedy, _, source, ..] =
                row(view, wording, finding);
            table.texts(&[
                (wording.severity(severity), formats.severity(severity)),
                (&rule, &formats.text),
                (&name, &formats.strong),
                (&id, &formats.text),
                (&activity, &formats.text),
                (&unit, &formats.text),
                (&process, &formats.text),
                (&field, &formats.text),
                (&cell, &formats.text),
                (&message, &formats.text),
                (&remedy, &formats.text),
                (&source, &formats.text),
                ("", &formats.input),
                ("", &formats.input_date),
            ])?;
            if let Some(target) = link.and_then(|link| link(&view.cell(finding)?)) {
                let url = Url::new(target).set_text(&cell);
                table.sheet.write_url_with_format(table.row, CELL, url, &formats.link)?;
            }
            table.next()?;
        }
    }
    Ok(())
}

/// What every rule says, whether it found something or not.
fn told(sheet: &mut Worksheet, wording: &Wording<'_>, formats: &Formats) -> Result<(), WriteError> {
    const RULES: [(&str, f64); 7] = [
        ("rule", 8.0),
        ("severity", 10.0),
        ("name", 30.0),
        ("why", 60.0),
        ("remedy", 44.0),
        ("good", 36.0),
        ("source", 32.0),
    ];
    let page = &wording.lang.words().page;
    let mut table = SheetTable::new(sheet, formats, &columns(wording, &RULES), rules().len(), page)?;
    for rule in rules() {
        table.texts(&[
            (&rule.id, &formats.text),
            (wording.severity(rule.severity), formats.severity(rule.severity)),
            (wording.local(&rule.name), &formats.strong),
            (wording.local(&rule.why), &formats.text),
            (wording.local(&rule.remedy), &formats.text),
            (wording.local(&rule.good), &formats.text),
            (&wording.citations(&rule.citations), &formats.text),
        ])?;
        table.next()?;
    }
    Ok(())
}
