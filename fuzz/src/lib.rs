//! What the fuzz targets share.

use ropa::import::Import;
use ropa::workbook::{Limits, Workbook};
use std::sync::{LazyLock, Once};

/// Small limits, so that the fuzzer meets each of them.
pub const SMALL: Limits = Limits {
    file_bytes: 1 << 20,
    inflated_bytes: 4 << 20,
    inflation: 400,
    parts: 100,
    sheets: 16,
    rows: 100_000,
    columns: 1_000,
    cells: 20_000,
    cell_bytes: 32 << 10,
    text_bytes: 1 << 20,
    shared_strings: 5_000,
    merged_areas: 200,
    nesting: 64,
    json_nesting: 32,
    password_rounds: 10,
    text_encoding: None,
};

/// Lets panics of the readers of foreign formats pass: the library catches them at its door. Any
/// other panic ends the run, as the fuzzer's own hook would.
pub fn let_foreign_panics_pass() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let fuzzer = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let foreign = panic.location().is_some_and(|place| place.file().contains("registry"));
            if !foreign {
                fuzzer(panic);
            }
        }));
    });
}

/// What holds for every workbook that was read.
pub fn check_workbook(book: &Workbook, limits: &Limits) {
    let mut cells = 0;
    assert!(book.sheets.len() <= limits.sheets);
    for sheet in &book.sheets {
        cells += sheet.cells().len() as u64;
        assert!(sheet.cells().is_sorted_by(|a, b| a.place <= b.place), "cells are in order");
        for cell in sheet.cells() {
            assert!(!cell.text.is_empty() && cell.text.len() <= limits.cell_bytes);
            assert!(cell.place.col < limits.columns);
        }
    }
    assert!(cells <= limits.cells);
}

/// What holds for every import: each cell that says something is counted once.
pub fn check_import(import: &Import, book: &Workbook) {
    let written = book.sheets.iter().flat_map(|sheet| sheet.cells()).filter(|cell| !cell.is_blank()).count();
    let account = import.account;
    assert_eq!(account.cells, written, "every cell is counted");
    assert_eq!(account.mapped + account.kept + account.structural + account.reported, account.cells);
    let of_tables: usize = import.tables.iter().map(|table| table.account.cells).sum();
    assert_eq!(of_tables, account.cells, "the tables together hold every cell");
}

/// The words of the dictionary, which the fuzzer uses too.
pub fn words() -> &'static [String] {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let quoted = |line: &'static str| line.strip_prefix('"')?.strip_suffix('"');
        include_str!("../words.dict").lines().filter_map(quoted).map(unescaped).collect()
    });
    &WORDS
}

fn unescaped(word: &str) -> String {
    let mut parts = word.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two digits"));
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("words are UTF-8")
}
