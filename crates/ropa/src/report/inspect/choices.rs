//! What each heading may stand for, for a page in which a person chooses.

use super::review::{ReviewView, kind, rows, sample, settled, sureness};
use crate::import::TableKind;
use crate::model::{AnyField, DpiaField, Field};
use crate::report::common::wording::Wording;
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use serde::Serialize;

/// One heading, with some of its cells and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HeadingChoice {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell of the heading.
    pub cell: String,
    /// Whether it heads a list of DPIAs rather than of activities.
    pub dpia: bool,
    /// The heading.
    pub header: String,
    /// Some of what stands in its cells.
    pub sample: Vec<String>,
    /// The key of the field that it surely stands for.
    pub field: Option<&'static str>,
    /// The key of the field that it likely stands for, where that is not sure.
    pub proposal: Option<&'static str>,
    /// How sure that is, and why.
    pub sureness: String,
}

/// The headings of an import, as the workbook of columns has them.
pub fn heading_choices(view: &ReviewView<'_>) -> Vec<HeadingChoice> {
    let wording = Wording::of_import(view.lang, true);
    let choice = |row: &_| {
        let super::review::Row { table, column } = row;
        let field = settled(column);
        HeadingChoice {
            file: table.file.to_string(),
            sheet: table.sheet.to_string(),
            cell: column.place.to_string(),
            dpia: kind(table) == TableKind::Dpias,
            header: column.header.to_string(),
            sample: sample(view.books, row).into_iter().map(String::from).collect(),
            field: field.map(AnyField::key),
            proposal: column.field.or(column.possible).filter(|_| field.is_none()).map(AnyField::key),
            sureness: sureness(&wording, column),
        }
    };
    rows(view.import).iter().map(choice).collect()
}

/// The fields of an activity, or with `dpia` of a DPIA, that a heading may stand for: key and name, sorted by name.
pub fn field_names(dpia: bool, lang: Lang) -> Vec<(&'static str, String)> {
    let words = lang.words();
    let mut names: Vec<(&'static str, String)> = match dpia {
        true => {
            DpiaField::iter().map(|one| (one.key(), words.dpia_field.of(one.key()).to_string())).collect()
        }
        false => Field::iter().map(|one| (one.key(), words.field.of(one.key()).to_string())).collect(),
    };
    names.sort_by_key(|(_, name)| name.to_lowercase());
    names
}
