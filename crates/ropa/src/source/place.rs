//! Where in a file something was read.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Text that many places share without copying: file names, sheet names and cell texts.
pub type Text = Arc<str>;

/// A cell's position within its sheet, or a text's within its document, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Row, from zero; in a document the number of the paragraph, the table row or the line.
    pub row: u32,
    /// Column, from zero; in a document the cell of the table row.
    pub col: u32,
    /// What rows are counted in.
    pub within: Within,
}

/// What the rows of a place are counted in. The number is that of a [`Part`](crate::model::Part) of the
/// record's [`Origin`](crate::model::Origin).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The rows of the sheet that the record stands in.
    #[default]
    Sheet,
    /// A section's own heading.
    Heading(u16),
    /// The paragraphs of a section.
    Paragraphs(u16),
    /// The rows of the tables of a section.
    TableRows(u16),
    /// The lines of a text file; the part is the section.
    Lines(u16),
    /// The lines of a page; the part is the page.
    Page(u16),
}

impl Within {
    /// The number of the part, other than for the record's own sheet.
    pub fn part(self) -> Option<u16> {
        use Within::*;
        match self {
            Sheet => None,
            Heading(part) | Paragraphs(part) | TableRows(part) | Lines(part) | Page(part) => Some(part),
        }
    }
}

impl Place {
    /// The place in row `row` and column `col` of a sheet, both counted from zero.
    pub fn new(row: u32, col: u32) -> Place {
        Place { row, col, within: Within::Sheet }
    }

    /// The place of a paragraph, a line or a row of cells in a document, counted from zero.
    pub fn in_document(within: Within, row: u32, col: u32) -> Place {
        Place { row, col, within }
    }
}

/// Writes the place as a spreadsheet does, `K5`, and in a document as `¶ 4`, `row 2` or `line 12`.
///
/// ```
/// use ropa::source::{Place, Within};
/// assert_eq!(Place::new(4, 10).to_string(), "K5");
/// assert_eq!(Place::new(0, 26).to_string(), "AA1");
/// assert_eq!(Place::in_document(Within::Paragraphs(0), 3, 0).to_string(), "¶ 4");
/// ```
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u64::from(self.row) + 1;
        match self.within {
            Within::Sheet => write!(f, "{}{number}", column_letters(self.col)),
            Within::Heading(_) => f.write_str("heading"),
            Within::Paragraphs(_) => write!(f, "¶ {number}"),
            Within::TableRows(_) => write!(f, "row {number}"),
            Within::Lines(_) | Within::Page(_) => write!(f, "line {number}"),
        }
    }
}

/// The letters of a column counted from zero: 0 is `A`, 26 is `AA`.
pub(crate) fn column_letters(col: u32) -> String {
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet's name; the file's stem for a text file; in a document the heading of the section,
    /// or the number of the page.
    pub sheet: Text,
    /// The cell within the sheet.
    pub place: Place,
}

/// Writes sheet and cell, `Registreringar!K5`, or section and paragraph, `2 Beskrivning, ¶ 4`; the
/// file is left to the caller, who knows whether there is more than one.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.within {
            Within::Sheet => write!(f, "{}!{}", self.sheet, self.place),
            Within::Page(_) => write!(f, "page {}, {}", self.sheet, self.place),
            _ if self.sheet.is_empty() => write!(f, "{}", self.place),
            _ => write!(f, "{}, {}", self.sheet, self.place),
        }
    }
}
