//! What every list tells first: files in which no table was found, and columns that may ask what no other column does.

use crate::import::{ColumnMatch, Import, TableInfo, TableKind};
use crate::law::FactId;
use crate::model::{AnyField, DpiaField, Field};
use crate::report::common::page::{Page, Style};
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined};
use crate::screening::gather::answering_fields;
use std::collections::BTreeMap;

/// Writes what a person should settle before anything else is read, with the command that helps.
pub(crate) fn first(page: &mut Page, wording: &Wording<'_>, import: &Import) {
    let top = &wording.texts.gaps.top;
    let refused = refused(import);
    if let Some(first) = refused.first() {
        let files = joined(refused.iter().map(|file| quoted(file)));
        let line = top.refused.fill(&[("files", &files), ("file", first)]);
        page.paragraph(0, 6, Style::Warning, &line);
    }
    let name = |field: AnyField| match field {
        AnyField::Activity(field) => wording.lang.words().field.of(field.key()),
        AnyField::Dpia(field) => wording.lang.words().dpia_field.of(field.key()),
    };
    for Unasked { table, fields, columns } in unasked(import) {
        let shown = columns.iter().take(SHOWN);
        let mut columns_shown =
            joined(shown.map(|column| format!("{} ({})", quoted(&column.header), column.place)));
        if columns.len() > SHOWN {
            columns_shown.push_str(" …");
        }
        let line = top.unasked.fill(&[
            ("table", &format!("{}, {}", table.file, table.sheet)),
            ("fields", &joined(fields.iter().map(|field| name(*field)))),
            ("columns", &columns_shown),
            ("file", &table.file),
        ]);
        page.paragraph(0, 6, Style::Warning, &line);
    }
    let possible = possible_columns(import);
    let Some((table, ..)) = possible.first() else { return };
    let column = |(table, column, field): &(&TableInfo, &ColumnMatch, AnyField)| {
        let place = format!("{} {}", table.file, column.place);
        top.possible_column.fill(&[
            ("header", &quoted(&column.header)),
            ("cell", &place),
            ("field", &name(*field)),
        ])
    };
    let columns = joined(possible.iter().map(column));
    page.paragraph(0, 6, Style::Warning, &top.possible.fill(&[("columns", &columns), ("file", &table.file)]));
}

/// The files in which no table was found.
pub(crate) fn refused(import: &Import) -> Vec<&str> {
    let mut files: BTreeMap<&str, bool> = BTreeMap::new();
    for table in &import.tables {
        *files.entry(&table.file).or_default() |= table.kind != TableKind::Other;
    }
    files.into_iter().filter(|(_, read)| !read).map(|(file, _)| file).collect()
}

/// The columns that were read into nothing and may ask what no other column of their table does, of what a verdict or
/// the state of a DPIA is read from.
pub(crate) fn possible_columns(import: &Import) -> Vec<(&TableInfo, &ColumnMatch, AnyField)> {
    let of_table = |table| {
        let asked = |field: AnyField| columns_of(table).any(|column| column.field == Some(field));
        let possible = columns_of(table).filter_map(|column| Some((table, column, column.possible?)));
        possible.filter(|(_, _, field)| is_core(*field) && !asked(*field)).collect::<Vec<_>>()
    };
    import.tables.iter().flat_map(of_table).collect()
}

/// So many columns that nothing tells of are named in a line.
const SHOWN: usize = 6;

/// Questions that no column of a table asks, though all rests on them, beside columns of which nothing tells what they are.
pub(crate) struct Unasked<'i> {
    /// The table.
    pub(crate) table: &'i TableInfo,
    /// The questions, each by the field that answers it.
    pub(crate) fields: Vec<AnyField>,
    /// The columns, one of which may ask them.
    pub(crate) columns: Vec<&'i ColumnMatch>,
}

/// What no column of a table asks though unread columns are there that might.
pub(crate) fn unasked(import: &Import) -> Vec<Unasked<'_>> {
    let has = |kind: TableKind| import.tables.iter().any(|table| table.kind == kind && table.records > 0);
    let asks_anywhere =
        |field: AnyField| import.tables.iter().flat_map(columns_of).any(|column| column.field == Some(field));
    let linked = asks_anywhere(Field::DpiaRef.into()) || asks_anywhere(DpiaField::Covers.into());
    let both = has(TableKind::Activities) && has(TableKind::Dpias) && !linked;
    let of_table = |table: &'_ TableInfo| -> Vec<AnyField> {
        let asks = |any: &[AnyField]| {
            let one = |column: &ColumnMatch| {
                column.field.or(column.possible).is_some_and(|field| any.contains(&field))
            };
            columns_of(table).any(one)
        };
        let questions: Vec<Vec<AnyField>> = match table.kind {
            TableKind::Activities => {
                use Field::{DataCategories, DataSubjects, DpiaDone, DpiaRef, K4, Sensitive};
                let mut questions =
                    vec![vec![DataSubjects.into()], vec![DataCategories.into(), Sensitive.into(), K4.into()]];
                questions.extend(both.then(|| vec![DpiaRef.into(), DpiaDone.into()]));
                questions
            }
            TableKind::Dpias => {
                use DpiaField::{Approved, ApprovedBy, Status};
                vec![vec![Status.into(), Approved.into(), ApprovedBy.into()]]
            }
            TableKind::Classification | TableKind::Other => Vec::new(),
        };
        questions.into_iter().filter(|any| !asks(any)).filter_map(|any| any.first().copied()).collect()
    };
    let unread = |column: &&ColumnMatch| {
        column.field.is_none() && column.possible.is_none() && !column.header.trim().is_empty()
    };
    let tables = import.tables.iter().filter(|table| table.records > 0);
    let unasked = tables.map(|table| Unasked {
        table,
        fields: of_table(table),
        columns: columns_of(table).filter(unread).collect(),
    });
    unasked.filter(|unasked| !unasked.fields.is_empty() && !unasked.columns.is_empty()).collect()
}

fn columns_of(table: &TableInfo) -> impl Iterator<Item = &ColumnMatch> {
    table.columns.iter()
}

/// Whether a verdict, or the state of a DPIA, rests on a field.
fn is_core(field: AnyField) -> bool {
    match field {
        AnyField::Activity(field) => {
            use Field::{
                Art10, DataCategories, DataSubjectCount, DataSubjects, DpiaDone, DpiaRef, Sensitive,
            };
            matches!(
                field,
                DataSubjects | DataCategories | Sensitive | Art10 | DataSubjectCount | DpiaRef | DpiaDone
            ) || FactId::CRITERIA.into_iter().any(|criterion| answering_fields(criterion).contains(&field))
        }
        AnyField::Dpia(field) => {
            use DpiaField::{Approved, Covers, DpoAdvice, HighRiskRemains, ResidualRisk, Review, Status};
            matches!(field, Approved | Covers | DpoAdvice | HighRiskRemains | ResidualRisk | Review | Status)
        }
    }
}
