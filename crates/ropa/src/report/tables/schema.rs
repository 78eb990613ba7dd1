//! Which tables there are, and the columns of each: data that the code, its tests and the documentation share.

use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use serde::Deserialize;
use std::fmt::Write;
use std::sync::LazyLock;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The tables as data, `ropa/tables/1`.
pub const SCHEMA: &str = include_str!("../../../schemas/tables-1.toml");

/// A table.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Table>)]
#[strum(serialize_all = "snake_case")]
pub enum Table {
    /// A row a register.
    Boards,
    /// A row a record of processing.
    Activities,
    /// A row a criterion of each record.
    Facts,
    /// A row a rule that holds or cannot be excluded.
    Rules,
    /// A row a DPIA linked to a record.
    Links,
    /// A row a DPIA.
    Dpias,
    /// A row an item of the list of work.
    Gaps,
    /// A row a finding of the checks.
    Findings,
}

lists_all!(Table);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ColumnType {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A day.
    Date,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TableColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Whether a value may be missing.
    #[serde(default)]
    pub null: bool,
    /// What it is.
    pub about: String,
}

/// A table as the data describe it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSchema {
    name: String,
    /// What a row is.
    pub about: String,
    /// The columns, in their order.
    pub columns: Vec<TableColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    table: Vec<TableSchema>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    crate::text::data::embedded(SCHEMA).expect("the embedded tables are valid, as a test shows")
});

impl Table {
    /// The columns, and what a row is.
    pub fn schema(self) -> &'static TableSchema {
        let name: &str = self.into();
        let found = FILE.table.iter().find(|table| table.name == name);
        found.expect("every table is described, as a test shows")
    }
}

/// The page of the documentation that lists all tables with their columns, made of the data.
pub fn page() -> String {
    let mut page = format!(
        "# The tables\n\nMade of `crates/ropa/schemas/tables-1.toml` by `cargo xtask generate tables`; schema `{}`. How to \
         write them, and what to ask of them, stands in [analysis.md](analysis.md).\n",
        FILE.schema
    );
    for table in &FILE.table {
        // Writing into a text never fails.
        let _ =
            write!(page, "\n## {}\n\n{}\n\n| column | type | |\n|---|---|---|\n", table.name, table.about);
        for column in &table.columns {
            let null = if column.null { ", may be missing" } else { "" };
            let _ = writeln!(page, "| `{}` | {}{null} | {} |", column.name, column.kind, column.about);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{FILE, Table};
    use crate::text::variants::IntoEnumIterator;

    #[test]
    fn every_table_is_described_and_every_description_has_its_table() {
        assert_eq!(FILE.table.len(), Table::iter().count());
        for table in Table::iter() {
            let columns = &table.schema().columns;
            assert_eq!(columns.first().map(|column| column.name.as_str()), Some("board"), "{table}");
            let mut names: Vec<_> = columns.iter().map(|column| &column.name).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), columns.len(), "{table}");
        }
    }
}
