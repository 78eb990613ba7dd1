//! Coverage as a workbook: figures, the tree with rows that fold, and lists to work in.

use super::csv::{EVALUATION, evaluation};
use super::sentences::{Sentences, percent_of, suggestion_words};
use super::view::CoverageView;
use crate::classification::{CoverageState, NodeCoverage};
use crate::model::Severity;
use crate::model::{Field, Severity as Urgency};
use crate::report::common::wording::joined;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable, write};
use crate::workbook::style::{Formats, list_made_on};
use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet};
use std::io::Write;

/// The deepest level of folding that a spreadsheet has.
const DEEPEST: usize = 7;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text, whatever
/// it begins with; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the nodes do not fit in a sheet, [`WriteError::Write`] when
/// `out` cannot be written to.
pub fn workbook(mut out: impl Write, view: &CoverageView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.coverage.as_of, &sentences.title())?);
    let sheet = |book: &mut Workbook, key: &str| -> Result<(), WriteError> {
        book.add_worksheet().set_name(sentences.texts.sheet.of(key))?;
        Ok(())
    };
    let mut keys = vec!["summary", "tree", "missing", "ties", "unresolved", "structure"];
    if view.evaluation.is_some() {
        keys.push("evaluation");
    }
    for key in &keys {
        sheet(&mut book, key)?;
    }
    for (sheet, key) in book.worksheets_mut().iter_mut().zip(&keys) {
        match *key {
            "summary" => summary(sheet, &sentences, &formats)?,
            "tree" => tree(sheet, &sentences, &formats)?,
            "missing" => missing(sheet, &sentences, &formats)?,
            "ties" => ties(sheet, &sentences, &formats)?,
            "unresolved" => unresolved(sheet, &sentences, &formats)?,
            "structure" => structure(sheet, &sentences, &formats)?,
            _ => whether_it_suits(sheet, &sentences, &formats)?,
        }
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn columns<'t>(sentences: &'t Sentences<'_, '_>, columns: &[(&'t str, f64)]) -> Vec<Column<'t>> {
    columns.iter().map(|(key, width)| Column::new(sentences.texts.column.of(key), *width)).collect()
}

fn page<'t>(sentences: &'t Sentences<'_, '_>) -> &'t str {
    &sentences.wording.lang.words().page
}

fn summary(
    sheet: &mut Worksheet,
    sentences: &Sentences<'_, '_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let (texts, coverage) = (&sentences.texts.head, sentences.view.coverage);
    sheet.set_column_width(0, 48)?;
    sheet.set_column_width(1, 12)?;
    sheet.set_column_width(2, 60)?;
    write(sheet, 0, 0, &sentences.title(), &formats.title)?;
    sheet.set_row_height(0, 24)?;
    let mut row = 2;
    let mut sentence = |sheet: &mut Worksheet, text: &str| -> Result<(), WriteError> {
        sheet.merge_range(row, 0, row, 2, text, &formats.label)?;
        sheet.set_row_height(
            row,
            crate::workbook::sheet_table::height_of(crate::workbook::sheet_table::lines_in(text, 115.0)),
        )?;
        row += 1;
        Ok(())
    };
    sentence(sheet, &sentences.read())?;
    if !coverage.version_in_force {
        sentence(sheet, &texts.not_in_force)?;
    }
    if !sentences.view.filters.is_empty() {
        sentence(sheet, &texts.filtered.fill(&[("filters", &sentences.view.filters.join(" "))]))?;
    }
    sentence(sheet, &sentences.share())?;
    sentence(sheet, &sentences.activities_counted())?;
    let (verdicts, gaps) = sentences.outcomes();
    if !verdicts.is_empty() {
        sentence(sheet, &verdicts)?;
        sentence(sheet, &gaps)?;
    }
    sentence(sheet, &texts.page_note)?;
    row += 1;
    write(sheet, row, 0, sentences.texts.column.of("state"), &formats.header)?;
    write(sheet, row, 1, sentences.texts.column.of("leaves"), &formats.header)?;
    sheet.set_row_height(row, 45)?;
    for (state, count) in sentences.states() {
        row += 1;
        write(sheet, row, 0, sentences.state(state), state_format(formats, Some(state)))?;
        sheet.write_number_with_format(row, 1, count as f64, &formats.number)?;
    }
    row += 1;
    write(sheet, row, 0, &sentences.wording.texts.gaps.workbook.total, &formats.strong)?;
    sheet.write_number_with_format(row, 1, coverage.totals.leaves as f64, &formats.number)?;
    crate::workbook::style::set_page(sheet, page(sentences));
    Ok(())
}

fn state_format(formats: &Formats, state: Option<CoverageState>) -> &Format {
    match state {
        Some(CoverageState::Missing) => formats.severity(Severity::Error),
        Some(CoverageState::ViaParent) => formats.severity(Severity::Warning),
        Some(CoverageState::Registered) => formats.severity(Severity::Note),
        _ => &formats.text,
    }
}

/// The tree: rows below a node fold together with it.
fn tree(sheet: &mut Worksheet, sentences: &Sentences<'_, '_>, formats: &Formats) -> Result<(), WriteError> {
    let nodes = &sentences.view.coverage.nodes;
    let layout = columns(
        sentences,
        &[
            ("code", 12.0),
            ("name", 44.0),
            ("state", 22.0),
            ("distinct", 12.0),
            ("leaves_expected", 12.0),
            ("leaves_registered", 12.0),
            ("leaves_missing", 10.0),
            ("required", 10.0),
            ("presumed", 12.0),
            ("undetermined", 13.0),
            ("gaps", 9.0),
            ("activities", 30.0),
            ("findings", 40.0),
        ],
    );
    sheet.group_symbols_above(true);
    let mut table = SheetTable::new(sheet, formats, &layout, nodes.len(), page(sentences))?;
    let top = nodes.iter().map(|node| node.level).min().unwrap_or(1);
    for node in nodes {
        let inner = node.state.is_none() && node.leaves.leaves > 0;
        let name = if inner { &formats.strong } else { &formats.text };
        let indented = format!("{}{}", "   ".repeat(node.level - top.min(node.level)), node.name);
        let code = node.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let state = sentences.leaf(node).unwrap_or_default();
        table.texts(&[(&code, name), (&indented, name), (&state, state_format(formats, node.state))])?;
        let verdict = |code: &str| node.verdicts.get(code).copied().unwrap_or(0);
        let numbers = [
            node.distinct,
            node.leaves.expected(),
            node.leaves.registered,
            node.leaves.missing,
            verdict("required"),
            verdict("presumed"),
            verdict("cannot_be_excluded"),
            node.gaps.values().sum(),
        ];
        for (col, number) in (3..).zip(numbers) {
            table.sheet.write_number_with_format(table.row, col, number as f64, &formats.number)?;
        }
        table.text(11, &sentences.handles(&node.activities), &formats.text)?;
        table.text(12, &sentences.findings(node), &formats.text)?;
        table.next()?;
    }
    for (first, last) in folds(nodes, top) {
        table.sheet.group_rows(first, last)?;
    }
    Ok(())
}

/// The rows below each node that has any, as first and last row of the sheet.
fn folds(nodes: &[NodeCoverage], top: usize) -> Vec<(u32, u32)> {
    let mut folds = Vec::new();
    for (index, node) in nodes.iter().enumerate().filter(|(_, node)| node.level < top + DEEPEST) {
        let below = nodes[index + 1..].iter().take_while(|other| other.level > node.level).count();
        // The header takes the first row.
        if let (Ok(first), Ok(last @ 1..)) = (u32::try_from(index + 2), u32::try_from(index + 1 + below))
            && below > 0
        {
            folds.push((first, last));
        }
    }
    folds
}

fn missing(
    sheet: &mut Worksheet,
    sentences: &Sentences<'_, '_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let missing = &sentences.view.coverage.missing;
    let layout = columns(sentences, &[("code", 14.0), ("name", 50.0), ("expected", 60.0), ("who", 20.0)]);
    let mut table = SheetTable::new(sheet, formats, &layout, missing.len(), page(sentences))?;
    for leaf in missing {
        let node = sentences.view.node(leaf.node);
        let code = node.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let reasons = sentences.expected(&leaf.expected);
        table.texts(&[(&code, &formats.strong), (&node.name, &formats.text), (&reasons, &formats.text)])?;
        table.sheet.write_blank(table.row, 3, &formats.input)?;
        table.next()?;
    }
    Ok(())
}

/// Activities without a process, a row for each suggestion, with room for a choice.
fn ties(sheet: &mut Worksheet, sentences: &Sentences<'_, '_>, formats: &Formats) -> Result<(), WriteError> {
    const CHOICE: u16 = 7;
    let untied = &sentences.view.coverage.unassigned;
    let rows: usize = untied.iter().map(|activity| sentences.suggestions(*activity).len().max(1)).sum();
    let layout = columns(
        sentences,
        &[
            ("activity", 14.0),
            ("name", 40.0),
            ("unit", 36.0),
            ("suggestion", 44.0),
            ("score", 9.0),
            ("words", 30.0),
            ("cell", 30.0),
            ("choice", 12.0),
            ("who", 18.0),
        ],
    );
    let mut table = SheetTable::new(sheet, formats, &layout, rows, page(sentences))?;
    for activity in untied {
        let record = sentences.view.activity(*activity);
        let handle = sentences.handle(*activity);
        let unit = record.unit().unwrap_or_default();
        let suggestions = sentences.suggestions(*activity);
        for index in 0..suggestions.len().max(1) {
            let (mut node, mut words, mut cells) =
                (sentences.texts.row.no_suggestion.clone(), String::new(), String::new());
            if let Some(suggestion) = suggestions.get(index) {
                node = sentences.node(suggestion.node);
                words = suggestion_words(suggestion);
                cells = joined(suggestion.reasons.iter().flat_map(|reason| &reason.cells));
            }
            table.texts(&[
                (&handle, &formats.strong),
                (record.text(Field::Name).unwrap_or_default(), &formats.text),
                (&unit, &formats.text),
                (&node, &formats.text),
            ])?;
            if let Some(suggestion) = suggestions.get(index) {
                let share = f64::from(percent_of(suggestion.score)) / 100.0;
                table.sheet.write_number_with_format(table.row, 4, share, &formats.share)?;
            } else {
                table.sheet.write_blank(table.row, 4, &formats.text)?;
            }
            table.text(5, &words, &formats.text)?;
            table.text(6, &cells, &formats.text)?;
            table.sheet.write_blank(table.row, CHOICE, &formats.input)?;
            table.sheet.write_blank(table.row, CHOICE + 1, &formats.input)?;
            table.next()?;
        }
    }
    if let Ok(last @ 1..) = u32::try_from(rows) {
        let choice = &sentences.texts.choice;
        let list = DataValidation::new()
            .allow_list_strings(&[&choice.tie, &choice.reject, &choice.unclear])?
            .set_input_title(choice.title.as_str())?
            .set_input_message(choice.prompt.as_str())?
            .set_error_title(choice.title.as_str())?
            .set_error_message(choice.error.as_str())?;
        table.sheet.add_data_validation(1, CHOICE, last, CHOICE, &list)?;
    }
    Ok(())
}

fn unresolved(
    sheet: &mut Worksheet,
    sentences: &Sentences<'_, '_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let layout = columns(
        sentences,
        &[("activity", 14.0), ("written", 34.0), ("cell", 30.0), ("why", 40.0), ("candidates", 60.0)],
    );
    let rows: Vec<_> = sentences.all_unresolved().collect();
    let mut table = SheetTable::new(sheet, formats, &layout, rows.len(), page(sentences))?;
    for tie in rows {
        table.texts(&[
            (&sentences.handle(tie.activity), &formats.strong),
            (&tie.written, &formats.text),
            (&tie.cell.to_string(), &formats.text),
            (sentences.unresolved_why(tie), &formats.text),
            (&sentences.nodes(&tie.candidates), &formats.text),
        ])?;
        table.next()?;
    }
    Ok(())
}

fn structure(
    sheet: &mut Worksheet,
    sentences: &Sentences<'_, '_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let layout = columns(sentences, &[("severity", 14.0), ("finding", 100.0)]);
    let findings = sentences.structure_findings();
    let mut table = SheetTable::new(sheet, formats, &layout, findings.len(), page(sentences))?;
    for (urgency, text) in findings {
        let format = formats.severity(match urgency {
            Urgency::Error => Severity::Error,
            Urgency::Warning => Severity::Warning,
            Urgency::Note => Severity::Note,
        });
        table.texts(&[(sentences.texts.severity.of(urgency.into()), format), (&text, &formats.text)])?;
        table.next()?;
    }
    Ok(())
}

fn whether_it_suits(
    sheet: &mut Worksheet,
    sentences: &Sentences<'_, '_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    const WIDTHS: [f64; 14] =
        [14.0, 36.0, 14.0, 40.0, 40.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 13.0, 12.0, 40.0];
    let layout: Vec<_> = EVALUATION.into_iter().zip(WIDTHS).collect();
    let rows = evaluation(sentences);
    let mut table =
        SheetTable::new(sheet, formats, &columns(sentences, &layout), rows.len(), page(sentences))?;
    for row in &rows {
        let cells: Vec<_> = row.iter().map(|text| (text.as_str(), &formats.text)).collect();
        table.texts(&cells)?;
        table.next()?;
    }
    Ok(())
}
