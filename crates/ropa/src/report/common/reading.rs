//! How the files were read, in short: the foot of every list, and what its JSON says of it.

use crate::import::{Account, ColumnMatch, Import, MatchHow, Notice, Outcome, TableInfo};
use crate::model::AnyField;
use crate::report::common::page::{Page, Style};
use crate::report::common::quote::quoted;
use crate::report::common::unsettled;
use crate::report::common::wording::{Wording, joined};
use crate::source::{CellRef, Text};
use crate::workbook::{ReadingRemark, ReadingRemarkKind};
use serde::Serialize;
use std::collections::BTreeSet;

/// Writes at the foot of a list how the files were read: the account of cells in one line, headers
/// read by likeness where there are any, and what became of records that several files hold.
pub(crate) fn foot(page: &mut Page, wording: &Wording<'_>, import: &Import) {
    page.blank();
    for line in lines(wording, import) {
        page.paragraph(0, 2, Style::Dim, &line);
    }
}

/// The lines of the foot.
pub(crate) fn lines(wording: &Wording<'_>, import: &Import) -> Vec<String> {
    let texts = &wording.texts.reading;
    let number = |count: usize| wording.lang.number(count);
    let account = import.account;
    let mut lines = vec![texts.account.fill(&[
        ("cells", &number(account.cells)),
        ("mapped", &number(account.mapped)),
        ("kept", &number(account.kept)),
        ("structural", &number(account.structural)),
        ("reported", &number(account.reported)),
    ])];
    let likeness = by_likeness(import);
    if likeness > 0 {
        lines.push(texts.likeness.form(likeness).fill(&[("count", &number(likeness))]));
    }
    let interpreted = interpreted(wording, import);
    if !interpreted.is_empty() {
        let count = interpreted.len();
        let columns = joined(interpreted);
        lines.push(texts.interpreted.form(count).fill(&[("count", &number(count)), ("columns", &columns)]));
    }
    let left_out = import.notices.iter().filter_map(|notice| match notice {
        Notice::LeftOut { header, cell } => {
            let cell = format!("{} {cell}", cell.file);
            Some(texts.left_out_column.fill(&[("header", &quoted(header)), ("cell", &cell)]))
        }
        _ => None,
    });
    let left_out: Vec<String> = left_out.collect();
    if !left_out.is_empty() {
        let count = left_out.len();
        let columns = joined(left_out);
        lines.push(texts.left_out.form(count).fill(&[("count", &number(count)), ("columns", &columns)]));
    }
    lines.extend(remarks(wording, import));
    lines.extend(merged(wording, import).map(|merged| texts.merged_foot.fill(&[("merged", &merged)])));
    lines
}

/// What every list tells of how cells were read, one line each.
pub(crate) fn remarks(wording: &Wording<'_>, import: &Import) -> Vec<String> {
    const CELLS_NAMED: usize = 12;
    let texts = &wording.texts.reading;
    let line = |remark: &ReadingRemark| {
        let count = remark.cells.len();
        let mut place = wording.cells(&remark.cells[..count.min(CELLS_NAMED)]);
        if count > CELLS_NAMED {
            place.push_str(&format!(", … (+{})", count - CELLS_NAMED));
        }
        if remark.cells.is_empty() {
            place = quoted(&remark.file).to_string();
        }
        let (what, detail) = (texts.remarks.of(remark.kind.into()), quoted(&remark.detail));
        if remark.detail.is_empty() {
            texts.remark.fill(&[("what", &what), ("place", &place)])
        } else {
            texts.remark_detail.fill(&[("what", &what), ("detail", &detail), ("place", &place)])
        }
    };
    import.remarks.iter().map(line).collect()
}

/// What became of records that several files hold, in one line.
pub(crate) fn merged(wording: &Wording<'_>, import: &Import) -> Option<String> {
    let texts = &wording.texts.reading;
    let number = |count: usize| wording.lang.number(count);
    let counts = MergeCounts::of(import);
    let parts = [
        (&texts.folded, counts.folded),
        (&texts.filled, counts.filled),
        (&texts.settled, counts.settled),
        (&texts.open, counts.open),
        (&texts.apart, counts.apart),
        (&texts.unused, counts.unused_choices),
    ];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let parts = joined(parts.map(|(text, count)| text.form(count).fill(&[("count", &number(count))])));
    (!parts.is_empty()).then(|| texts.merged.fill(&[("parts", &parts)]))
}

/// The columns that were read by what they likely mean, each with what it was read as; a question that many forms
/// ask is told once.
fn interpreted(wording: &Wording<'_>, import: &Import) -> BTreeSet<String> {
    let text = &wording.texts.reading.interpreted_column;
    let told = import.notices.iter().filter_map(|notice| match notice {
        Notice::LikelyHeader { header, field, .. } => {
            Some(text.fill(&[("header", &quoted(header)), ("field", &field_name(wording, *field))]))
        }
        _ => None,
    });
    told.collect()
}

fn field_name<'w>(wording: &'w Wording<'_>, field: AnyField) -> &'w str {
    let words = wording.lang.words();
    match field {
        AnyField::Activity(field) => words.field.of(field.key()),
        AnyField::Dpia(field) => words.dpia_field.of(field.key()),
    }
}

/// How many headers were read by likeness.
fn by_likeness(import: &Import) -> usize {
    let columns = import.tables.iter().flat_map(|table| &table.columns);
    columns.filter(|column| column.how == MatchHow::Fuzzy).count()
}

/// What became of records that several files hold.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct MergeCounts {
    /// Records not counted again, since another file holds them too.
    folded: usize,
    /// Records that took an answer from another file.
    filled: usize,
    /// Records with different answers, settled by a rule or a choice.
    settled: usize,
    /// Records with different answers that stay several until someone settles them.
    open: usize,
    /// Records with different answers that stay several for a reason of their own.
    apart: usize,
    /// Choices that fit no record.
    unused_choices: usize,
}

impl MergeCounts {
    fn of(import: &Import) -> MergeCounts {
        let merged = &import.merged;
        let settled = merged.conflicts.iter().filter(|one| matches!(one.outcome, Outcome::Merged(_))).count();
        let open = merged.open().count();
        MergeCounts {
            folded: merged.folded(),
            filled: merged.filled(),
            settled,
            open,
            apart: merged.conflicts.len() - settled - open,
            unused_choices: merged.unused_choices.len(),
        }
    }
}

/// How the files were read, for a program.
#[derive(Debug, Serialize)]
pub(crate) struct Reading {
    account: Account,
    /// Headers that were read by likeness.
    headers_by_likeness: usize,
    merged: MergeCounts,
    remarks: Vec<RemarkOut>,
    /// Files in which no table was found.
    refused: Vec<Text>,
    /// Columns that were not read and may ask what no other column does.
    possible_columns: Vec<ColumnOut>,
    /// Questions that no column asks, beside columns that nothing tells of.
    unasked: Vec<UnaskedOut>,
    /// Columns that were read by what they likely mean.
    interpreted_columns: Vec<ColumnOut>,
}

/// Questions that no column of a table asks, for a program.
#[derive(Debug, Serialize)]
struct UnaskedOut {
    file: Text,
    sheet: Text,
    fields: Vec<AnyField>,
    /// The headings of the columns that nothing tells of.
    columns: Vec<Text>,
}

impl UnaskedOut {
    fn of(unasked: unsettled::Unasked<'_>) -> UnaskedOut {
        UnaskedOut {
            file: unasked.table.file.clone(),
            sheet: unasked.table.sheet.clone(),
            fields: unasked.fields,
            columns: unasked.columns.into_iter().map(|column| column.header.clone()).collect(),
        }
    }
}

/// A column that a person should settle, for a program.
#[derive(Debug, Serialize)]
struct ColumnOut {
    file: Text,
    cell: String,
    header: Text,
    field: AnyField,
}

impl ColumnOut {
    fn of(table: &TableInfo, column: &ColumnMatch, field: AnyField) -> ColumnOut {
        let cell = format!("{}!{}", table.sheet, column.place);
        ColumnOut { file: table.file.clone(), cell, header: column.header.clone(), field }
    }
}

/// A remark, for a program.
#[derive(Debug, Serialize)]
struct RemarkOut {
    kind: ReadingRemarkKind,
    file: Text,
    cells: Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: Text,
}

impl RemarkOut {
    fn of(remark: &ReadingRemark) -> RemarkOut {
        let cells = remark.cells.iter().map(CellRef::to_string).collect();
        RemarkOut { kind: remark.kind, file: remark.file.clone(), cells, detail: remark.detail.clone() }
    }
}

impl Reading {
    pub(crate) fn of(import: &Import) -> Reading {
        Reading {
            account: import.account,
            headers_by_likeness: by_likeness(import),
            merged: MergeCounts::of(import),
            remarks: import.remarks.iter().map(RemarkOut::of).collect(),
            refused: unsettled::refused(import).into_iter().map(Text::from).collect(),
            possible_columns: unsettled::possible_columns(import)
                .into_iter()
                .map(|(table, column, field)| ColumnOut::of(table, column, field))
                .collect(),
            unasked: unsettled::unasked(import).into_iter().map(UnaskedOut::of).collect(),
            interpreted_columns: import
                .tables
                .iter()
                .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
                .filter(|(_, column)| column.how == MatchHow::Likely)
                .filter_map(|(table, column)| Some(ColumnOut::of(table, column, column.field?)))
                .collect(),
        }
    }
}
