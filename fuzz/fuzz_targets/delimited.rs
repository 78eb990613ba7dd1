//! Delimited text: whatever its bytes, it is read or refused, and no text is lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::workbook::{ReadNote, read_workbook};
use ropa_fuzz::{SMALL, check_workbook};

fuzz_target!(|data: &[u8]| {
    match read_workbook("register.csv", data, &SMALL) {
        Ok(book) => {
            check_workbook(&book, &SMALL);
            if let Some(text) = plain(data) {
                let delimiter = book.notes.iter().find_map(|note| match note {
                    ReadNote::Delimiter(delimiter) => Some(*delimiter),
                    _ => None,
                });
                let marks = |c: &char| Some(*c) != delimiter && !matches!(c, '\n' | '\r');
                let written = text.chars().filter(marks);
                let read = book.sheets.iter().flat_map(|sheet| sheet.cells());
                // A line break within a cell had cut its line in two.
                let letters = read.flat_map(|cell| cell.text.chars()).filter(|c| *c != '\n');
                assert!(letters.eq(written), "every letter is in a cell");
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

/// Text in which only delimiters and line ends are no part of a cell: no quotation, no escape, no apostrophe
/// that guards a formula, no JSON, no markup and no sign that is left out.
fn plain(data: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(data).ok()?;
    let special = text.contains(['"', '\\', '\'', '\0', '\u{1a}', '\u{feff}', '<'])
        || text.contains("\r\r\n")
        || text.trim_start().starts_with(['{', '['])
        || text.get(..4)?.eq_ignore_ascii_case("sep=");
    let signature =
        ["PK", "%PDF", "{\\rtf", "Rar!", "PAR1", "SQLite"].iter().any(|sign| text.starts_with(sign));
    (!special && !signature).then_some(text)
}
