//! Sheets as sparse rows of cells.

use crate::source::{Place, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// What kind of content a cell has in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A date or time; the text is ISO 8601.
    Date,
    /// True or false.
    Bool,
    /// An error value such as `#N/A`.
    Error,
}

/// A non-empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands in the sheet.
    pub place: Place,
    /// The kind of content.
    pub kind: CellKind,
    /// The text as a person sees it.
    pub text: Text,
}

impl Cell {
    /// Whether the text is only white space (no-break space included).
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Whether a sheet is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Visibility {
    /// Shown.
    #[default]
    Visible,
    /// Hidden by the user.
    Hidden,
    /// Hidden so that only a program can show it.
    VeryHidden,
}

/// One sheet: its non-empty cells in row order, then column order.
///
/// Cells that hold no text at all are left out; cells of only white space are kept, so that a
/// reader can account for them.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The sheet's name; the file's stem for a text file.
    pub name: Text,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Merged areas, as first and last place.
    pub merged: Vec<(Place, Place)>,
    /// Hidden rows, by hand or by a filter; known of .xlsx only.
    pub hidden_rows: Vec<Range<u32>>,
    /// Hidden columns; known of .xlsx only.
    pub hidden_columns: Vec<Range<u32>>,
    /// Comments on cells, which are no part of what they say; known of .xlsx only.
    pub comments: BTreeMap<Place, Text>,
    cells: Vec<Cell>,
    /// For each non-empty row: its number and its cells.
    rows: Vec<(u32, Range<usize>)>,
}

impl Sheet {
    /// A sheet of cells given in row order, then column order; empty texts are left out.
    ///
    /// ```
    /// use ropa::source::Place;
    /// use ropa::workbook::{Cell, CellKind, Sheet};
    /// let cell = |row, col, text: &str| Cell { place: Place::new(row, col), kind: CellKind::Text, text: text.into() };
    /// let sheet = Sheet::new("Blad1", [cell(0, 0, "Namn"), cell(2, 1, "Ja")]);
    /// assert_eq!(&*sheet.cell(Place::new(2, 1)).unwrap().text, "Ja");
    /// assert_eq!(sheet.rows().map(|(row, _)| row).collect::<Vec<_>>(), [0, 2]);
    /// ```
    pub fn new(name: impl Into<Text>, cells: impl IntoIterator<Item = Cell>) -> Sheet {
        let mut sheet = Sheet { name: name.into(), ..Sheet::default() };
        let mut cells: Vec<Cell> = cells.into_iter().filter(|cell| !cell.text.is_empty()).collect();
        if !cells.is_sorted_by_key(|cell| cell.place) {
            cells.sort_by_key(|cell| cell.place);
        }
        for (index, cell) in cells.iter().enumerate() {
            match sheet.rows.last_mut() {
                Some((row, range)) if *row == cell.place.row => range.end = index + 1,
                _ => sheet.rows.push((cell.place.row, index..index + 1)),
            }
        }
        sheet.cells = cells;
        sheet
    }

    /// All non-empty cells, in row order, then column order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The non-empty rows, each with its number from zero and its non-empty cells.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (u32, &[Cell])> + ExactSizeIterator {
        self.rows.iter().map(|(row, range)| (*row, &self.cells[range.clone()]))
    }

    /// The non-empty cells of one row, numbered from zero.
    pub fn row(&self, row: u32) -> &[Cell] {
        match self.rows.binary_search_by_key(&row, |(number, _)| *number) {
            Ok(index) => &self.cells[self.rows[index].1.clone()],
            Err(_) => &[],
        }
    }

    /// The cell at a place, when it is not empty.
    pub fn cell(&self, place: Place) -> Option<&Cell> {
        let row = self.row(place.row);
        row.binary_search_by_key(&place.col, |cell| cell.place.col).ok().map(|index| &row[index])
    }
}

/// The sheets of one file.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The file as the user named it.
    pub file: Text,
    /// The sheets, in the order of the file.
    pub sheets: Vec<Sheet>,
    /// What a person should know of how the file was read, such as a guessed encoding.
    pub notes: Vec<ReadNote>,
}

impl Workbook {
    /// Whether it is a list that this library wrote, which tells of a register and is none.
    pub(crate) fn is_own_list(&self) -> bool {
        let own = |note: &ReadNote| matches!(note, ReadNote::Remark(remark) if remark.kind == crate::workbook::ReadingRemarkKind::OwnList);
        self.notes.iter().any(own)
    }
}

/// Something a person should know of how a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadNote {
    /// The encoding of a text file, by its common name, and whether it was guessed.
    Encoding {
        /// Such as `UTF-8` or `windows-1252`.
        name: &'static str,
        /// False where a byte order mark or valid UTF-8 decided.
        guessed: bool,
    },
    /// The delimiter of a text file.
    Delimiter(char),
    /// The content is of another format than the file's ending says.
    OtherFormat {
        /// The ending.
        ending: String,
        /// What the content is.
        content: &'static str,
    },
    /// Formula cells without a saved value, which read as empty.
    FormulaWithoutValue(Vec<crate::source::CellRef>),
    /// What every list tells, beside the formulas and a guessed encoding.
    Remark(crate::workbook::ReadingRemark),
}
