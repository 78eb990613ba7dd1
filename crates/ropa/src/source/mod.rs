//! Where a fact was read: file, sheet, cell and the text as written.

pub(crate) mod place;

pub use place::{CellRef, Place, Text, Within, column_letters};
