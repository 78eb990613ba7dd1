//! Lines of delimited text that a line break within a cell without quotation marks has cut in two.

use crate::source::Place;
use crate::workbook::delimited::{Cells, Dialect};
use std::collections::BTreeMap;

/// The lines that go on the line before, each with the column in which that ends.
#[derive(Default)]
pub(super) struct BrokenLines {
    ends: BTreeMap<u32, u32>,
}

impl BrokenLines {
    /// Finds such lines: all others are as long as the first, and each of these is short and makes a whole line together
    /// with the short one before it. Where short lines are common, or stand alone, nothing is put together.
    pub(super) fn of(text: &str, dialect: Dialect) -> BrokenLines {
        const NARROWEST: u32 = 5;
        let mut widths: Vec<(u32, u32)> = Vec::new();
        let mut cells = Cells::new(text, dialect);
        while let Ok(Some((place, text))) = cells.next_cell() {
            match widths.last_mut() {
                Some((row, width)) if *row == place.row => *width = place.col + 1,
                // A line without a mark and without a text is a blank one.
                _ if text.is_empty() && cells.is_at_line(place.row + 1) => {}
                _ => widths.push((place.row, 1)),
            }
        }
        let Some((_, whole)) = widths.first().copied().filter(|(_, width)| *width >= NARROWEST) else {
            return BrokenLines::default();
        };
        let mut ends = BTreeMap::new();
        let mut full = 0_usize;
        let mut lines = widths.iter().skip(1).peekable();
        while let Some((row, width)) = lines.next() {
            if *width == whole {
                full += 1;
                continue;
            }
            let next = lines.next_if(|(next, more)| {
                *next == row + 1 && *width > 1 && *more > 1 && width + more == whole + 1
            });
            match next {
                Some((next, _)) => ends.insert(*next, width - 1),
                None => return BrokenLines::default(),
            };
        }
        if full < ends.len() { BrokenLines::default() } else { BrokenLines { ends } }
    }

    /// Where a cell stands once lines are put together, and whether it goes on the cell before.
    pub(super) fn place(&mut self, place: Place) -> (Place, bool) {
        match self.ends.get(&place.row) {
            Some(end) => (Place::new(place.row - 1, end.saturating_add(place.col)), place.col == 0),
            None => (place, false),
        }
    }

    /// The cells in which the breaks stood.
    pub(super) fn places(&self) -> Vec<Place> {
        self.ends.iter().map(|(row, col)| Place::new(row - 1, *col)).collect()
    }
}
