//! A file as it came: the same bytes when nothing is changed, and else only the cell that is.

use crate::files::{cells, fixtures, read, shared};
use ropa::export::{CellChange, ExportError, FileKind, TextEncoding, as_it_came, changed, csv, Dialect, xlsx};
use ropa::model::{CellRef, Place};
use ropa::sheet::{Limits, Workbook, read_workbook};
use std::path::Path;

fn change(book: &Workbook, sheet: usize, place: Place, text: &str) -> CellChange {
    let cell = CellRef { file: book.file.clone(), sheet: book.sheets[sheet].name.clone(), place };
    CellChange { cell, text: text.into() }
}

/// Says the first that differs, and not all of both.
fn same<T: PartialEq + std::fmt::Debug>(found: &[T], expected: &[T], path: &Path) {
    let differs = found.iter().zip(expected).find(|(a, b)| a != b);
    assert!(differs.is_none() && found.len() == expected.len(), "{}: {differs:?}", path.display());
}

/// The cells of a file after a change, as they are read back.
fn after(book: &Workbook, bytes: &[u8], change: &CellChange) -> Result<Workbook, ExportError> {
    let limits = Limits::default();
    let out = as_it_came(book, bytes, std::slice::from_ref(change), TextEncoding::AsItIs, &limits)?;
    Ok(read_workbook(&book.file, &out.bytes, &limits)?)
}

/// Changes a cell in the middle, one at the end of a row, and one below all, one at a time.
fn try_file(path: &Path) -> usize {
    let Some((bytes, book)) = read(path) else { return 0 };
    let limits = Limits::default();
    let kept = as_it_came(&book, &bytes, &[], TextEncoding::AsItIs, &limits).unwrap();
    assert_eq!(kept.bytes, bytes, "{}", path.display());
    let mut tried = 0;
    for (index, sheet) in book.sheets.iter().enumerate() {
        let Some(last) = sheet.cells().last().map(|cell| cell.place) else { continue };
        let middle = sheet.cells()[sheet.cells().len() / 2].place;
        let is_json = FileKind::of(&bytes) == Some(FileKind::Json);
        let beyond = [Place::new(middle.row, last.col + 3), Place::new(last.row + 2, 1)];
        let places = [middle, last].into_iter().chain(beyond.into_iter().filter(|_| !is_json));
        for place in places {
            let change = change(&book, index, place, "KB-1; å \"ä\" & <ö>");
            let expected = cells(&changed(&book, std::slice::from_ref(&change)));
            match after(&book, &bytes, &change) {
                Ok(read) => same(&cells(&read), &expected, path),
                Err(ExportError::SharedFormula(_) | ExportError::NoDelimiter(_)) => continue,
                Err(ExportError::NoPlace(_)) if is_json || path.extension().is_some_and(|e| e == "ods") => continue,
                Err(ExportError::LossyText { .. } | ExportError::NotInEncoding { .. }) => continue,
                Err(error) => panic!("{}: {error}", path.display()),
            }
            tried += 1;
        }
    }
    tried
}

#[test]
fn every_fixture_changes_in_one_cell_only() {
    let tried: usize = fixtures().iter().map(|path| try_file(path)).sum();
    assert!(tried > 20, "{tried}");
}

#[test]
fn every_register_of_others_changes_in_one_cell_only() {
    let files = shared("registers");
    let tried: usize = files.iter().map(|path| try_file(path)).sum();
    assert!(files.is_empty() || tried > 100, "{tried}");
}

#[test]
fn files_that_readers_stumble_on_change_in_one_cell_only() {
    let files = shared("corpus");
    let tried: usize = files.iter().map(|path| try_file(path)).sum();
    assert!(files.is_empty() || tried > 100, "{tried}");
}

#[test]
fn another_format_has_the_same_cells_in_place() {
    let limits = Limits::default();
    for path in fixtures().iter().chain(&shared("registers")) {
        let Some((_, book)) = read(path) else { continue };
        let bytes = xlsx(&book).unwrap();
        let back = read_workbook(&book.file, &bytes, &limits).unwrap();
        assert_eq!(back.sheets.len(), book.sheets.len());
        for (sheet, again) in book.sheets.iter().zip(&back.sheets) {
            assert_eq!((sheet.visibility, &sheet.merged), (again.visibility, &again.merged), "{}", path.display());
            same(again.cells(), sheet.cells(), path);
            let mut text = Vec::new();
            csv(&mut text, &book.file, sheet, Dialect::EXCEL_SV).unwrap();
            if text.len() > 3 {
                let name = format!("{}.csv", sheet.name.replace('/', "-"));
                let back = read_workbook(&name, &text, &limits).unwrap();
                let texts = |sheet: &ropa::sheet::Sheet| {
                    sheet.cells().iter().map(|cell| (cell.place, cell.text.clone())).collect::<Vec<_>>()
                };
                same(&texts(&back.sheets[0]), &texts(sheet), path);
            }
        }
    }
}
