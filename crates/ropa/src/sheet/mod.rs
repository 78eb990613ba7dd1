//! Any workbook or delimited text as sheets of cells, each cell with its address.

mod grid;

pub use grid::{Cell, CellKind, ReadNote, Sheet, Visibility, Workbook};
