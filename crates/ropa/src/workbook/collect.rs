//! Cells gathered into sheets, within the limits.

use crate::source::{Place, Text};
use crate::workbook::{Cell, CellKind, Limits, Problem, is_error_value};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What a workbook has used of its limits, and the texts its cells share.
pub(super) struct Collector<'l> {
    limits: &'l Limits,
    cells: u64,
    text_bytes: u64,
    /// Shared strings already copied, by the address where the reader keeps them. They stay there
    /// as long as the workbook is open.
    by_address: HashMap<usize, Text, BuildHasherDefault<AddressHasher>>,
    /// Short texts, of which registers repeat a few many times over: "Ja", "Nej", a unit's name.
    short: HashSet<Text>,
}

impl<'l> Collector<'l> {
    pub(super) fn new(limits: &'l Limits) -> Collector<'l> {
        Collector { limits, cells: 0, text_bytes: 0, by_address: HashMap::default(), short: HashSet::new() }
    }

    /// Starts a sheet.
    pub(super) fn sheet(&mut self, name: Text) -> SheetCells<'_, 'l> {
        SheetCells { book: self, name, cells: Vec::new() }
    }

    fn shared(&mut self, text: &str) -> Result<Text, Problem> {
        let address = text.as_ptr().addr();
        if let Some(known) = self.by_address.get(&address) {
            return Ok(known.clone());
        }
        let copy = self.copy(text)?;
        self.by_address.insert(address, copy.clone());
        Ok(copy)
    }

    fn owned(&mut self, text: &str) -> Result<Text, Problem> {
        const SHORT: usize = 32;
        const MANY: usize = 1 << 16;
        if text.len() > SHORT {
            return self.copy(text);
        }
        if let Some(known) = self.short.get(text) {
            return Ok(known.clone());
        }
        let copy = self.copy(text)?;
        if self.short.len() < MANY {
            self.short.insert(copy.clone());
        }
        Ok(copy)
    }

    fn copy(&mut self, text: &str) -> Result<Text, Problem> {
        self.text_bytes += text.len() as u64;
        if self.text_bytes > self.limits.text_bytes {
            return Err(Problem::TooMuchText { limit: self.limits.text_bytes });
        }
        Ok(Text::from(text))
    }
}

/// The cells of one sheet.
pub(super) struct SheetCells<'c, 'l> {
    book: &'c mut Collector<'l>,
    name: Text,
    cells: Vec<Cell>,
}

impl SheetCells<'_, '_> {
    /// Adds a cell, unless the text is empty.
    pub(super) fn push(&mut self, place: Place, kind: CellKind, text: &str) -> Result<(), Problem> {
        if text.is_empty() {
            return Ok(());
        }
        self.check(place, text)?;
        let kind = if kind == CellKind::Text && is_error_value(text) { CellKind::Error } else { kind };
        let text = self.book.owned(text)?;
        self.cells.push(Cell { place, kind, text });
        Ok(())
    }

    /// Adds a text that the reader keeps at one address for all the cells that show it.
    pub(super) fn push_shared(&mut self, place: Place, text: &str) -> Result<(), Problem> {
        if text.is_empty() {
            return Ok(());
        }
        self.check(place, text)?;
        let text = self.book.shared(text)?;
        let kind = if is_error_value(&text) { CellKind::Error } else { CellKind::Text };
        self.cells.push(Cell { place, kind, text });
        Ok(())
    }

    /// The cells, in the order in which they were pushed.
    pub(super) fn finish(self) -> Vec<Cell> {
        self.cells
    }

    fn check(&mut self, place: Place, text: &str) -> Result<(), Problem> {
        let Limits { cells, rows, columns, cell_bytes, .. } = *self.book.limits;
        let sheet = || Some(self.name.clone());
        if place.row >= rows {
            return Err(Problem::TooManyRows { sheet: sheet(), place, limit: rows });
        }
        if place.col >= columns {
            return Err(Problem::TooManyColumns { sheet: sheet(), place, limit: columns });
        }
        if text.len() > cell_bytes {
            return Err(Problem::CellTooLong { sheet: sheet(), place: Some(place), limit: cell_bytes });
        }
        self.book.cells += 1;
        if self.book.cells > cells {
            return Err(Problem::TooManyCells { sheet: sheet(), limit: cells });
        }
        Ok(())
    }
}

/// Spreads an address over the table with one multiplication; addresses need no stronger hash,
/// as no file decides them.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        // 2^64 divided by the golden ratio.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = (self.0 ^ address as u64).wrapping_mul(SPREAD);
        self.0 ^= self.0 >> 32;
    }
}
