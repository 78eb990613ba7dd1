//! Where in a file something was read.

use std::fmt;
use std::sync::Arc;

/// Text that many places share without copying: file names, sheet names and cell texts.
pub type Text = Arc<str>;

/// A cell's position within its sheet, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Row, from zero.
    pub row: u32,
    /// Column, from zero.
    pub col: u32,
}

impl Place {
    /// The place in row `row` and column `col`, both counted from zero.
    pub fn new(row: u32, col: u32) -> Place {
        Place { row, col }
    }
}

/// Writes the place as a spreadsheet does, `K5`.
///
/// ```
/// use ropa::model::Place;
/// assert_eq!(Place::new(4, 10).to_string(), "K5");
/// assert_eq!(Place::new(0, 26).to_string(), "AA1");
/// ```
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&column_letters(self.col))?;
        write!(f, "{}", u64::from(self.row) + 1)
    }
}

/// The letters of a column counted from zero: 0 is `A`, 26 is `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::with_capacity(3);
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A cell, with its sheet and file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet's name; the file's stem for a text file.
    pub sheet: Text,
    /// The cell within the sheet.
    pub place: Place,
}

/// Writes sheet and cell, `Registreringar!K5`; the file is left to the caller, who knows whether
/// there is more than one.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.place)
    }
}
