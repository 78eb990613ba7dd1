//! Where a fact was read: file, sheet, cell and the text as written.

pub(crate) mod place;

pub(crate) use place::column_letters;
pub use place::{CellRef, Place, Text, Within};
