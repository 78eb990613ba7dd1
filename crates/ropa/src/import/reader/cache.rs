//! What serves reading a table quickly: columns by place, and texts read before.

use crate::import::values::Reading;
use crate::source::Text;
use std::collections::{BTreeMap, HashMap};

/// For each column of a sheet, which column of the table it is.
#[derive(Default)]
pub(super) struct ByCol {
    /// The columns that a spreadsheet can have.
    near: Vec<Option<usize>>,
    /// Columns further out, in sheets that no spreadsheet made.
    far: BTreeMap<u32, usize>,
}

impl ByCol {
    const NEAR: usize = 16_384;

    pub(super) fn get(&self, col: u32) -> Option<usize> {
        match col as usize {
            near if near < ByCol::NEAR => self.near.get(near).copied().flatten(),
            _ => self.far.get(&col).copied(),
        }
    }

    pub(super) fn set(&mut self, col: u32, index: usize) {
        let near = col as usize;
        if near >= ByCol::NEAR {
            self.far.insert(col, index);
            return;
        }
        if self.near.len() <= near {
            self.near.resize(near + 1, None);
        }
        self.near[near] = Some(index);
    }
}
/// What the texts of one column were read as; most columns say few things many times.
#[derive(Default)]
pub(super) struct ReadingCache {
    known: HashMap<Text, Reading>,
    /// The one before, which in a sorted register is often the same.
    last: Option<(Text, Reading)>,
    asked: usize,
    found: usize,
}

impl ReadingCache {
    /// Longer texts seldom come twice.
    const LONGEST: usize = 120;
    /// After so many texts the column has shown whether its texts come again.
    const TRIAL: usize = 1_000;
    /// A column is not remembered beyond so many texts.
    const MOST: usize = 10_000;

    pub(super) fn read(&mut self, text: &Text, read: impl Fn(&str) -> Reading) -> Reading {
        let varied = self.asked >= ReadingCache::TRIAL && self.found * 4 < self.asked;
        if varied || text.len() > ReadingCache::LONGEST {
            return read(text);
        }
        self.asked += 1;
        if let Some((_, reading)) = self.last.as_ref().filter(|(last, _)| last == text) {
            self.found += 1;
            return reading.clone();
        }
        let reading = match self.known.get(text) {
            Some(reading) => {
                self.found += 1;
                reading.clone()
            }
            None => {
                let reading = read(text);
                if self.known.len() < ReadingCache::MOST {
                    self.known.insert(text.clone(), reading.clone());
                }
                reading
            }
        };
        self.last = Some((text.clone(), reading.clone()));
        reading
    }
}
