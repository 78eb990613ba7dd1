//! Tables for analysis: what the data promise of each column holds of every row.

use ropa::art30::{Adjustments, CheckOptions};
use ropa::casefile::CaseFile;
use ropa::report::tables::{ColumnType, Table, TableValue, TablesView, csv, page, rows};
use ropa_tests::places::{checkout, fixtures};
use ropa_tests::registers::today;
use std::collections::BTreeSet;

fn with_fixture<T>(file: &str, ask: impl FnOnce(&TablesView<'_>) -> T) -> T {
    let case = CaseFile::builder(today()).file(fixtures().join(file)).open().unwrap();
    let assessed = case.assess().unwrap();
    let checked = case.check(CheckOptions::new(today()), &Adjustments::default());
    ask(&TablesView::new("Socialnämnden", &assessed, &checked))
}

#[test]
fn every_value_is_of_the_type_of_its_column_and_missing_only_where_it_may_be() {
    for file in ["socialnamnden.xlsx", "socialnamnden-2025.xlsx", "socialnamnden-screening.xlsx"] {
        with_fixture(file, |view| {
            for table in Table::all() {
                let columns = &table.schema().columns;
                for row in rows(table, view) {
                    assert_eq!(row.len(), columns.len(), "{table}");
                    for (column, value) in columns.iter().zip(&row) {
                        let fits = match value {
                            TableValue::Missing => column.null,
                            TableValue::Text(_) => column.kind == ColumnType::Text,
                            TableValue::Integer(_) => column.kind == ColumnType::Integer,
                            TableValue::Boolean(_) => column.kind == ColumnType::Boolean,
                            TableValue::Date(_) => column.kind == ColumnType::Date,
                        };
                        assert!(fits, "{table}.{}: {value:?}", column.name);
                    }
                }
            }
        });
    }
}

#[test]
fn the_tables_hang_together() {
    with_fixture("socialnamnden.xlsx", |view| {
        let column = |table: Table, name: &str| -> Vec<TableValue> {
            let at = table.schema().columns.iter().position(|column| column.name == name).unwrap();
            rows(table, view).into_iter().map(|row| row[at].clone()).collect()
        };
        let text = |value: &TableValue| match value {
            TableValue::Text(text) => text.clone(),
            other => panic!("no text: {other:?}"),
        };
        let keys: BTreeSet<String> = column(Table::Activities, "activity").iter().map(text).collect();
        assert_eq!(keys.len(), view.assessed.register().activities.len(), "a key stands twice");
        for table in [Table::Facts, Table::Rules, Table::Links, Table::Gaps, Table::Findings] {
            assert!(column(table, "activity").iter().all(|key| keys.contains(&text(key))), "{table}");
        }
        assert_eq!(rows(Table::Facts, view).len(), 9 * keys.len());
        let dpias: BTreeSet<String> = column(Table::Dpias, "dpia").iter().map(text).collect();
        assert!(column(Table::Links, "dpia").iter().all(|key| dpias.contains(&text(key))));
        let errors = column(Table::Gaps, "severity").iter().filter(|one| text(one) == "error").count();
        assert_eq!(column(Table::Boards, "gaps"), [TableValue::Integer(i64::try_from(errors).unwrap())]);
    });
}

#[test]
fn csv_has_the_columns_of_the_data_and_the_same_bytes_twice() {
    with_fixture("socialnamnden.xlsx", |view| {
        for table in Table::all() {
            let write = || {
                let mut out = Vec::new();
                csv(&mut out, table, view).unwrap();
                String::from_utf8(out).unwrap()
            };
            let written = write();
            let names: Vec<&str> = table.schema().columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(written.trim_start_matches('\u{feff}').lines().next().unwrap(), names.join(";"));
            assert_eq!(written, write());
        }
    });
}

#[test]
fn the_page_of_the_tables_is_made_of_the_data() {
    let kept = std::fs::read_to_string(checkout("docs/tables.md")).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == page(), "docs/tables.md is not what the data say: run `cargo xtask generate tables`");
}
