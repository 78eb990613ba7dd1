//! What became of every non-empty cell.

use serde::Serialize;
use std::ops::AddAssign;

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CellUse {
    /// Read into a field.
    Mapped,
    /// Kept verbatim as an extra column.
    Kept,
    /// Header, title, note, glossary: part of the sheet, not of a record.
    Structural,
    /// Could not be placed; reported with its address.
    Reported,
}

/// The import account: every non-empty cell counted once, so that `cells` is the sum of the others.
///
/// A cell of only white space counts as empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Account {
    /// Non-empty cells in the files.
    pub cells: usize,
    /// Read into a field.
    pub mapped: usize,
    /// Kept verbatim as an extra column.
    pub kept: usize,
    /// Part of the sheet, not of a record.
    pub structural: usize,
    /// Reported with their address, one by one or with the sheet or table they stand in.
    pub reported: usize,
}

impl Account {
    /// Counts a cell as something else than before.
    pub(super) fn change(&mut self, from: CellUse, to: CellUse) {
        *self.of(from) -= 1;
        *self.of(to) += 1;
    }

    fn of(&mut self, became: CellUse) -> &mut usize {
        match became {
            CellUse::Mapped => &mut self.mapped,
            CellUse::Kept => &mut self.kept,
            CellUse::Structural => &mut self.structural,
            CellUse::Reported => &mut self.reported,
        }
    }

    /// Enters cells that became the same.
    pub(crate) fn enter(&mut self, became: CellUse, cells: usize) {
        self.cells += cells;
        *self.of(became) += cells;
    }
}

impl AddAssign for Account {
    fn add_assign(&mut self, other: Account) {
        self.cells += other.cells;
        self.mapped += other.mapped;
        self.kept += other.kept;
        self.structural += other.structural;
        self.reported += other.reported;
    }
}
