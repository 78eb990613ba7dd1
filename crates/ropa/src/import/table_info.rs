//! Which tables were found, and how each was read.

use crate::import::account::Account;
use crate::import::header::ColumnMatch;
use crate::model::AnyField;
use crate::source::{Place, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, IntoStaticStr};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TableKind {
    /// Records of processing.
    Activities,
    /// DPIAs.
    Dpias,
    /// A classification structure.
    Classification,
    /// Something else: a glossary, instructions, another list.
    Other,
}

/// How records lie in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Layout {
    /// One record per row.
    Rows,
    /// One record per column.
    Columns,
    /// Questions and answers below each other.
    Form,
    /// A document that is one record.
    Document,
}

/// A line above a table that says something of all of it: `Personuppgiftsansvarig: Socialnämnden`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Metadata {
    /// What it is about, `Personuppgiftsansvarig`.
    pub label: Text,
    /// What it says, `Socialnämnden`.
    pub text: Text,
    /// The cell that says it.
    pub place: Place,
}

/// A table found in a sheet, and how it was read.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct TableInfo {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// What it holds.
    pub kind: TableKind,
    /// How records lie in it.
    pub layout: Layout,
    /// The header's first row, counted from one; absent where no table was found. Where records lie in
    /// columns, and in forms, the row of the first question.
    pub header_row: Option<u32>,
    /// Records read.
    pub records: usize,
    /// The columns, in order.
    pub columns: Vec<ColumnMatch>,
    /// What the lines above the table say of all of it.
    pub metadata: Vec<Metadata>,
    /// In forms: the cells for answers that are asked for and empty, by the record's row and the
    /// field.
    pub open: BTreeMap<(u32, AnyField), Place>,
    /// What became of the cells of the table, with what stands above and below it.
    pub account: Account,
}

impl TableInfo {
    /// A sheet without a table.
    pub(crate) fn without_records(file: &Text, sheet: &Text, account: Account) -> TableInfo {
        TableInfo {
            file: file.clone(),
            sheet: sheet.clone(),
            kind: TableKind::Other,
            layout: Layout::Rows,
            header_row: None,
            records: 0,
            columns: Vec::new(),
            metadata: Vec::new(),
            open: BTreeMap::new(),
            account,
        }
    }
}
