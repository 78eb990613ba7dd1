//! The files that exports are tried on.

use ropa::workbook::{Limits, Workbook, read_workbook};
use ropa_tests::places;
use std::path::{Path, PathBuf};

/// The project's own files.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let mut files = places::files_below(&places::fixtures());
    files.retain(|path| path.extension().is_some_and(|ending| ending != "toml" && ending != "md"));
    files
}

/// Files that were not written for this project, where they stand beside the checkout.
pub(crate) fn shared(folder: &str) -> Vec<PathBuf> {
    places::shared(&format!("data/{folder}")).map_or_else(Vec::new, |folder| places::files_below(&folder))
}

/// A file and what it reads as, where it can be read.
pub(crate) fn read(path: &Path) -> Option<(Vec<u8>, Workbook)> {
    let bytes = std::fs::read(path).unwrap();
    let book = read_workbook(&path.to_string_lossy(), &bytes, &Limits::default()).ok()?;
    Some((bytes, book))
}

/// Every cell by sheet and place.
pub(crate) fn cells(book: &Workbook) -> Vec<(String, String, String)> {
    let of_sheet = |sheet: &ropa::workbook::Sheet| {
        let name = sheet.name.to_string();
        let cell =
            |cell: &ropa::workbook::Cell| (name.clone(), cell.place.to_string(), cell.text.to_string());
        sheet.cells().iter().map(cell).collect::<Vec<_>>()
    };
    book.sheets.iter().flat_map(of_sheet).collect()
}
