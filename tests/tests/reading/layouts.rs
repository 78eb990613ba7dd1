//! The shapes that registers come in, each from the bytes of a file to the register.
//!
//! `docs/formats.md` lists the variations with the tests that show them.

mod account;
mod around;
mod cells;
mod columns;
mod files;
mod forms;
mod headings;
mod rows;
mod ties;

use ropa::import::{Import, Importer, Layout, Notice, Profile, TableKind};
use ropa::model::{Dpia, Field, ProcessingActivity};
use ropa::workbook::{Limits, Workbook, read_workbook};
use rust_xlsxwriter::Workbook as Writer;

/// A workbook of sheets of lines, cells parted by `|`; a cell of `~` holds nothing.
fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
    xlsx_with(sheets, |_| {})
}

/// The same, with more done to it before it is saved.
fn xlsx_with(sheets: &[(&str, &str)], more: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut book = Writer::new();
    for (name, lines) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, line) in (0..).zip(lines.trim_matches('\n').lines()) {
            for (col, text) in (0..).zip(line.split('|')) {
                let text = text.trim().replace("\\n", "\n");
                if !text.is_empty() {
                    sheet.write(row, col, text).unwrap();
                }
            }
        }
    }
    more(&mut book);
    book.save_to_buffer().unwrap()
}

fn open(name: &str, bytes: &[u8]) -> Workbook {
    read_workbook(name, bytes, &Limits::default()).unwrap()
}

/// Reads a file, and makes sure that each of its cells is accounted for.
fn import(name: &str, bytes: &[u8]) -> Import {
    let book = open(name, bytes);
    let import = Importer::new(Profile::builtin()).import(std::slice::from_ref(&book));
    account::check(&import, &[book]);
    import
}

/// Reads one sheet of lines.
fn import_sheet(name: &str, lines: &str) -> Import {
    import("register.xlsx", &xlsx(&[(name, lines)]))
}

fn import_lines(lines: &str) -> Import {
    import_sheet("Blad1", lines)
}

/// The tables that hold records: kind, layout, number of records.
fn tables(import: &Import) -> Vec<(TableKind, Layout, usize)> {
    let with_records = import.tables.iter().filter(|table| table.header_row.is_some());
    with_records.map(|table| (table.kind, table.layout, table.records)).collect()
}

fn activity<'i>(import: &'i Import, key: &str) -> &'i ProcessingActivity {
    let keys: Vec<_> = import.register.activities.iter().map(|activity| &*activity.key).collect();
    import.register.activity(key).unwrap_or_else(|| panic!("no {key} in {keys:?}"))
}

fn dpia<'i>(import: &'i Import, key: &str) -> &'i Dpia {
    import.register.dpias.iter().find(|dpia| &*dpia.key == key).unwrap()
}

/// What a field's cells say, each with its address.
fn said(import: &Import, key: &str, field: Field) -> Vec<String> {
    let activity = activity(import, key);
    activity.entries_of(field).map(|entry| format!("{}={}", entry.place, entry.written.trim())).collect()
}

/// The kept columns of a record, with their headers.
fn extras(activity: &ProcessingActivity) -> Vec<(&str, &str)> {
    activity.extras.iter().map(|extra| (&*extra.header, extra.written.trim())).collect()
}

fn address(import: &Import, key: &str, field: Field) -> Option<String> {
    import.cell_of(activity(import, key), field).map(|cell| cell.place.to_string())
}

fn count(import: &Import, of: fn(&Notice) -> bool) -> usize {
    import.notices.iter().filter(|notice| of(notice)).count()
}
