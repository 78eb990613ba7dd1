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
    let possible = possible_columns(import);
    let Some((table, ..)) = possible.first() else { return };
    let column = |(table, column, field): &(&TableInfo, &ColumnMatch, AnyField)| {
        let place = format!("{} {}", table.file, column.place);
        let field = match field {
            AnyField::Activity(field) => wording.lang.words().field.of(field.key()),
            AnyField::Dpia(field) => wording.lang.words().dpia_field.of(field.key()),
        };
        top.possible_column.fill(&[("header", &quoted(&column.header)), ("cell", &place), ("field", &field)])
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
