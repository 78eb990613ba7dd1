//! Tables for analysis: activities, facts, rules, links, DPIAs, gaps, findings and boards, as CSV and as Parquet.
//!
//! The columns are data (`schemas/tables-1.toml`); code, tests and `docs/tables.md` read the same.

mod csv;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod schema;
mod value;
mod view;

pub use self::csv::csv;
#[cfg(feature = "parquet")]
pub use self::parquet::parquet;
pub use schema::{ColumnType, SCHEMA, Table, TableColumn, TableSchema, page};
pub use value::TableValue;
pub use view::TablesView;

/// The rows of a table, each in the order of its columns.
pub fn rows(table: Table, view: &TablesView<'_>) -> Vec<Vec<TableValue>> {
    view.rows(table)
}
