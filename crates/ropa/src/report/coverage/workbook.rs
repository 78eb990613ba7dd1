//! Coverage as a workbook: figures, the tree with rows that fold, and lists to work in.

use super::csv::{EVALUATION, evaluation};
use super::said::{Said, percent_of, suggestion_words};
use super::view::CoverageView;
use crate::classification::{CoverageState, NodeCoverage, Severity as Urgency};
use crate::model::Field;
use crate::model::Severity;
use crate::report::common::error::ReportError;
use crate::report::common::style::{Column, Look, Table, made_on, write};
use crate::report::common::wording::joined;
use rust_xlsxwriter::{DataValidation, Format, Workbook, Worksheet};
use std::io::Write;

/// The deepest level of folding that a spreadsheet has.
const DEEPEST: usize = 7;

/// Writes the workbook. The same view gives the same bytes. Every text is written as text, whatever
/// it begins with; nothing is a formula.
///
/// # Errors
/// [`ReportError::TooManyRows`] when the nodes do not fit in a sheet, [`ReportError::Write`] when
/// `out` cannot be written to.
pub fn workbook(mut out: impl Write, view: &CoverageView<'_>) -> Result<(), ReportError> {
    let said = Said::new(view);
    let look = Look::new();
    let mut book = Workbook::new();
    book.set_properties(&made_on(view.coverage.as_of, &said.title())?);
    let sheet = |book: &mut Workbook, key: &str| -> Result<(), ReportError> {
        book.add_worksheet().set_name(said.texts.sheet.of(key))?;
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
            "summary" => summary(sheet, &said, &look)?,
            "tree" => tree(sheet, &said, &look)?,
            "missing" => missing(sheet, &said, &look)?,
            "ties" => ties(sheet, &said, &look)?,
            "unresolved" => unresolved(sheet, &said, &look)?,
            "structure" => structure(sheet, &said, &look)?,
            _ => whether_it_suits(sheet, &said, &look)?,
        }
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

fn columns<'t>(said: &'t Said<'_, '_>, columns: &[(&'t str, f64)]) -> Vec<Column<'t>> {
    columns.iter().map(|(key, width)| Column::new(said.texts.column.of(key), *width)).collect()
}

fn page<'t>(said: &'t Said<'_, '_>) -> &'t str {
    &said.wording.texts.gaps.workbook.page
}

fn summary(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    let (texts, coverage) = (&said.texts.head, said.view.coverage);
    sheet.set_column_width(0, 48)?;
    sheet.set_column_width(1, 12)?;
    sheet.set_column_width(2, 60)?;
    write(sheet, 0, 0, &said.title(), &look.title)?;
    sheet.set_row_height(0, 24)?;
    let mut row = 2;
    let mut sentence = |sheet: &mut Worksheet, text: &str| -> Result<(), ReportError> {
        sheet.merge_range(row, 0, row, 2, text, &look.label)?;
        sheet.set_row_height(
            row,
            crate::report::common::style::height_of(crate::report::common::style::lines_in(text, 115.0)),
        )?;
        row += 1;
        Ok(())
    };
    sentence(sheet, &said.read())?;
    if !coverage.version_in_force {
        sentence(sheet, &texts.not_in_force)?;
    }
    if !said.view.filters.is_empty() {
        sentence(sheet, &texts.filtered.fill(&[("filters", &said.view.filters.join(" "))]))?;
    }
    sentence(sheet, &said.share())?;
    sentence(sheet, &said.activities_counted())?;
    let (verdicts, gaps) = said.outcomes();
    if !verdicts.is_empty() {
        sentence(sheet, &verdicts)?;
        sentence(sheet, &gaps)?;
    }
    sentence(sheet, &texts.page_note)?;
    row += 1;
    write(sheet, row, 0, said.texts.column.of("state"), &look.header)?;
    write(sheet, row, 1, said.texts.column.of("leaves"), &look.header)?;
    sheet.set_row_height(row, 45)?;
    for (state, count) in said.states() {
        row += 1;
        write(sheet, row, 0, said.state(state), state_format(look, Some(state)))?;
        sheet.write_number_with_format(row, 1, count as f64, &look.number)?;
    }
    row += 1;
    write(sheet, row, 0, &said.wording.texts.gaps.workbook.total, &look.strong)?;
    sheet.write_number_with_format(row, 1, coverage.totals.leaves as f64, &look.number)?;
    crate::report::common::style::set_page(sheet, page(said));
    Ok(())
}

fn state_format(look: &Look, state: Option<CoverageState>) -> &Format {
    match state {
        Some(CoverageState::Missing) => look.severity(Severity::Error),
        Some(CoverageState::ViaParent) => look.severity(Severity::Warning),
        Some(CoverageState::Registered) => look.severity(Severity::Note),
        _ => &look.text,
    }
}

/// The tree: rows below a node fold together with it.
fn tree(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    let nodes = &said.view.coverage.nodes;
    let layout = columns(
        said,
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
    let mut table = Table::new(sheet, look, &layout, nodes.len(), page(said))?;
    let top = nodes.iter().map(|node| node.level).min().unwrap_or(1);
    for node in nodes {
        let inner = node.state.is_none() && node.leaves.leaves > 0;
        let name = if inner { &look.strong } else { &look.text };
        let indented = format!("{}{}", "   ".repeat(node.level - top.min(node.level)), node.name);
        let code = node.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let state = said.leaf(node).unwrap_or_default();
        table.texts(&[(&code, name), (&indented, name), (&state, state_format(look, node.state))])?;
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
            table.sheet.write_number_with_format(table.row, col, number as f64, &look.number)?;
        }
        table.text(11, &said.handles(&node.activities), &look.text)?;
        table.text(12, &said.findings(node), &look.text)?;
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

fn missing(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    let missing = &said.view.coverage.missing;
    let layout = columns(said, &[("code", 14.0), ("name", 50.0), ("expected", 60.0), ("who", 20.0)]);
    let mut table = Table::new(sheet, look, &layout, missing.len(), page(said))?;
    for leaf in missing {
        let node = said.view.node(leaf.node);
        let code = node.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let reasons = said.expected(&leaf.expected);
        table.texts(&[(&code, &look.strong), (&node.name, &look.text), (&reasons, &look.text)])?;
        table.sheet.write_blank(table.row, 3, &look.input)?;
        table.next()?;
    }
    Ok(())
}

/// Activities without a process, a row for each suggestion, with room for a choice.
fn ties(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    const CHOICE: u16 = 7;
    let untied = &said.view.coverage.unassigned;
    let rows: usize = untied.iter().map(|activity| said.suggestions(*activity).len().max(1)).sum();
    let layout = columns(
        said,
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
    let mut table = Table::new(sheet, look, &layout, rows, page(said))?;
    for activity in untied {
        let record = said.view.activity(*activity);
        let handle = said.handle(*activity);
        let unit = record.unit().unwrap_or_default();
        let suggestions = said.suggestions(*activity);
        for index in 0..suggestions.len().max(1) {
            let (mut node, mut words, mut cells) =
                (said.texts.row.no_suggestion.clone(), String::new(), String::new());
            if let Some(suggestion) = suggestions.get(index) {
                node = said.node(suggestion.node);
                words = suggestion_words(suggestion);
                cells = joined(suggestion.reasons.iter().flat_map(|reason| &reason.cells));
            }
            table.texts(&[
                (&handle, &look.strong),
                (record.text(Field::Name).unwrap_or_default(), &look.text),
                (&unit, &look.text),
                (&node, &look.text),
            ])?;
            if let Some(suggestion) = suggestions.get(index) {
                let share = f64::from(percent_of(suggestion.score)) / 100.0;
                table.sheet.write_number_with_format(table.row, 4, share, &look.share)?;
            } else {
                table.sheet.write_blank(table.row, 4, &look.text)?;
            }
            table.text(5, &words, &look.text)?;
            table.text(6, &cells, &look.text)?;
            table.sheet.write_blank(table.row, CHOICE, &look.input)?;
            table.sheet.write_blank(table.row, CHOICE + 1, &look.input)?;
            table.next()?;
        }
    }
    if let Ok(last @ 1..) = u32::try_from(rows) {
        let choice = &said.texts.choice;
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

fn unresolved(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    let layout = columns(
        said,
        &[("activity", 14.0), ("written", 34.0), ("cell", 30.0), ("why", 40.0), ("candidates", 60.0)],
    );
    let rows: Vec<_> = said.all_unresolved().collect();
    let mut table = Table::new(sheet, look, &layout, rows.len(), page(said))?;
    for tie in rows {
        table.texts(&[
            (&said.handle(tie.activity), &look.strong),
            (&tie.written, &look.text),
            (&tie.cell.to_string(), &look.text),
            (said.unresolved_why(tie), &look.text),
            (&said.nodes(&tie.candidates), &look.text),
        ])?;
        table.next()?;
    }
    Ok(())
}

fn structure(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    let layout = columns(said, &[("severity", 14.0), ("finding", 100.0)]);
    let findings = said.structure_findings();
    let mut table = Table::new(sheet, look, &layout, findings.len(), page(said))?;
    for (urgency, text) in findings {
        let format = look.severity(match urgency {
            Urgency::Error => Severity::Error,
            Urgency::Warning => Severity::Warning,
            Urgency::Note => Severity::Note,
        });
        table.texts(&[(said.texts.severity.of(urgency.into()), format), (&text, &look.text)])?;
        table.next()?;
    }
    Ok(())
}

fn whether_it_suits(sheet: &mut Worksheet, said: &Said<'_, '_>, look: &Look) -> Result<(), ReportError> {
    const WIDTHS: [f64; 14] =
        [14.0, 36.0, 14.0, 40.0, 40.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 13.0, 12.0, 40.0];
    let layout: Vec<_> = EVALUATION.into_iter().zip(WIDTHS).collect();
    let rows = evaluation(said);
    let mut table = Table::new(sheet, look, &columns(said, &layout), rows.len(), page(said))?;
    for row in &rows {
        let cells: Vec<_> = row.iter().map(|text| (text.as_str(), &look.text)).collect();
        table.texts(&cells)?;
        table.next()?;
    }
    Ok(())
}
