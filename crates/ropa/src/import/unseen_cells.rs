//! What a sheet holds and does not show, and what it shows no longer: cells that a merged area covers, lost letters.

use crate::source::Place;
use crate::workbook::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// The cells that a merged area covers, by their number among the cells of the sheet.
pub(super) fn covered(sheet: &Sheet) -> BTreeSet<usize> {
    let mut areas: Vec<(Place, Place)> = sheet.merged.clone();
    areas.sort_unstable();
    let mut areas = areas.into_iter().peekable();
    // The areas that reach down to the row, by their first column.
    let mut open: BTreeMap<u32, (Place, Place)> = BTreeMap::new();
    let mut covered = BTreeSet::new();
    for (index, cell) in sheet.cells().iter().enumerate() {
        let place = cell.place;
        while let Some(area) = areas.next_if(|(first, _)| *first <= place) {
            open.insert(area.0.col, area);
        }
        let Some((first, last)) = open.range(..=place.col).next_back().map(|(_, area)| *area) else {
            continue;
        };
        if last.row < place.row {
            open.remove(&first.col);
        } else if place.col <= last.col && place != first {
            covered.insert(index);
        }
    }
    covered
}

/// The cells in which letters are lost: with the sign that stands for a lost one, or, where no cell has a letter beyond
/// those of English, with a question mark within a word.
pub(super) fn with_lost_letters(sheet: &Sheet) -> Vec<Place> {
    const FEWEST: usize = 2;
    let cells = || sheet.cells().iter();
    let plain = cells().all(|cell| !cell.text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
    let asked: Vec<Place> = match plain {
        true => cells().filter(|cell| has_mark_in_word(&cell.text)).map(|cell| cell.place).collect(),
        false => Vec::new(),
    };
    let lost = cells().filter(|cell| cell.text.contains(char::REPLACEMENT_CHARACTER)).map(|cell| cell.place);
    let mut places: Vec<Place> = lost.collect();
    if asked.len() >= FEWEST {
        places.extend(asked);
        places.sort_unstable();
        places.dedup();
    }
    places
}

/// Whether a question mark stands within a word, `f?rskola`, and not in an address.
fn has_mark_in_word(text: &str) -> bool {
    text.split_whitespace().filter(|word| !word.contains("://") && !word.contains('=')).any(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(3).any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_lowercase())
    })
}
