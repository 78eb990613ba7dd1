//! Where in a sheet the tables stand.

use super::header::ColumnMatch;
use crate::model::Text;
use serde::Serialize;
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
}

/// A table found in a sheet, and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct TableInfo {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// What it holds.
    pub kind: TableKind,
    /// How records lie in it.
    pub layout: Layout,
    /// The header's first row, counted from one; absent where no table was found.
    pub header_row: Option<u32>,
    /// Records read.
    pub records: usize,
    /// The columns, in order.
    pub columns: Vec<ColumnMatch>,
}
