//! What the JSON of every command begins with.

use crate::import::{Import, Layout, TableInfo, TableKind};
use crate::report::gaps::files;
use serde::Serialize;

/// One file that was read.
#[derive(Serialize)]
pub(crate) struct Source<'a> {
    path: &'a str,
    tables: Vec<Table<'a>>,
}

/// One table in it.
#[derive(Serialize)]
struct Table<'a> {
    sheet: &'a str,
    kind: TableKind,
    layout: Layout,
    header_row: Option<u32>,
    records: usize,
    /// Headers that no field stands for; their cells are kept verbatim.
    unmapped: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn of(table: &'a TableInfo) -> Table<'a> {
        let unmapped = table.columns.iter().filter(|column| column.field.is_none());
        Table {
            sheet: &table.sheet,
            kind: table.kind,
            layout: table.layout,
            header_row: table.header_row,
            records: table.records,
            unmapped: unmapped.map(|column| &*column.header).collect(),
        }
    }
}

/// The files that were read, in their order.
pub(crate) fn sources(import: &Import) -> Vec<Source<'_>> {
    files(import)
        .into_iter()
        .map(|(path, tables)| Source { path, tables: tables.into_iter().map(Table::of).collect() })
        .collect()
}
