//! A record as read from a table: its fields, each with the cell it came from.

use super::value::{DateValue, Item, Value};
use crate::source::place::{CellRef, Place, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// The record's row (its column in a transposed table), counted from one as a person does;
    /// zero for a whole document.
    pub row: u32,
    /// Where else its texts stand: the sections or pages of a document. Empty for a record that is
    /// only a row of a sheet.
    pub parts: Arc<[Part]>,
}

impl Origin {
    /// Whether the record was read from a document, and not from a table.
    pub fn is_document(&self) -> bool {
        self.row == 0
    }
}

/// A section or a page of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The section's heading, or the page's number.
    pub name: Text,
}

/// Which of a record's origins a cell stands in: its own, or one of [`Record::others`].
///
/// Nearly every cell stands in the record's own. A number is kept and not the origin, since it fits
/// beside the field without a byte more for each of millions of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OriginIndex(u16);

impl OriginIndex {
    /// The record's own origin.
    pub const OWN: OriginIndex = OriginIndex(0);

    /// The origin at an index of [`Record::others`]; absent beyond 65,534 of them.
    pub fn other(index: usize) -> Option<OriginIndex> {
        u16::try_from(index.checked_add(1)?).ok().map(OriginIndex)
    }
}

/// A place, and which of the record's origins it is a place in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The origin.
    pub origin: OriginIndex,
    /// The cell within its sheet.
    pub place: Place,
}

impl<F> From<&Entry<F>> for Spot {
    fn from(entry: &Entry<F>) -> Spot {
        Spot { origin: entry.origin, place: entry.place }
    }
}

impl From<&Extra> for Spot {
    fn from(extra: &Extra) -> Spot {
        Spot { origin: extra.origin, place: extra.place }
    }
}

/// One non-empty cell of a record, read into a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry<F> {
    /// The field it was read into.
    pub field: F,
    /// Which of the record's origins the cell stands in.
    pub origin: OriginIndex,
    /// The cell's text, verbatim.
    pub written: Text,
    /// The cell.
    pub place: Place,
    /// What the text was read as.
    pub value: Value,
}

/// One non-empty cell in a column that no field stands for, kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The column's header.
    pub header: Text,
    /// Which of the record's origins the cell stands in.
    pub origin: OriginIndex,
    /// The cell's text, verbatim.
    pub written: Text,
    /// The cell.
    pub place: Place,
}

/// The answer to one question of a record. Blank is not no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer<'r, F> {
    /// The file has no column for the question.
    NotAsked,
    /// The cell is empty, or holds only a placeholder (then given).
    Blank(Option<&'r Entry<F>>),
    /// The cell says that the answer is not known.
    Unknown(&'r Entry<F>),
    /// An answer.
    Given(&'r Entry<F>),
}

impl<'r, F> Answer<'r, F> {
    /// The entry, when there is an answer.
    pub fn given(&self) -> Option<&'r Entry<F>> {
        match self {
            Answer::Given(entry) => Some(entry),
            _ => None,
        }
    }
}

/// One row of a register, whichever kind: fields, and columns kept as they were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "F: Ord + Deserialize<'de>"))]
pub struct Record<F> {
    /// Where it stands; where several files hold it, the one that was chosen.
    pub origin: Origin,
    /// Where else it stands, when several files hold it and were merged.
    pub others: Vec<Origin>,
    /// The fields that the table has a column for, answered or not.
    pub asked: Arc<BTreeSet<F>>,
    /// The non-empty cells that were read into fields, in the order of the columns.
    pub entries: Vec<Entry<F>>,
    /// The non-empty cells of other columns.
    pub extras: Vec<Extra>,
}

impl<F: Copy + Ord> Record<F> {
    /// The answer to a question; the first real one where several columns ask it.
    pub fn answer(&self, field: F) -> Answer<'_, F> {
        let mut blank = None;
        let mut unknown = None;
        for entry in self.entries_of(field) {
            match entry.value {
                Value::Blank => blank = blank.or(Some(entry)),
                Value::Unknown => unknown = unknown.or(Some(entry)),
                _ => return Answer::Given(entry),
            }
        }
        match (unknown, blank) {
            (Some(entry), _) => Answer::Unknown(entry),
            (None, Some(entry)) => Answer::Blank(Some(entry)),
            (None, None) if self.asked.contains(&field) => Answer::Blank(None),
            (None, None) => Answer::NotAsked,
        }
    }

    /// All non-empty cells of a field.
    pub fn entries_of(&self, field: F) -> impl Iterator<Item = &Entry<F>> {
        self.entries.iter().filter(move |entry| entry.field == field)
    }

    /// The text of a field, trimmed, when it says anything.
    pub fn text(&self, field: F) -> Option<&str> {
        self.answer(field).given().map(|entry| entry.written.trim())
    }

    /// The date of a field, when it could be read as one.
    pub fn date(&self, field: F) -> Option<&DateValue> {
        self.entries_of(field).find_map(|entry| match &entry.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
    }

    /// The items of a field, each with its cell, from all columns that ask for it.
    pub fn items(&self, field: F) -> impl Iterator<Item = (&Entry<F>, &Item)> {
        self.entries_of(field).flat_map(|entry| match &entry.value {
            Value::Items(items) => items.iter().map(move |item| (entry, item)).collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    }

    /// The origin that an index stands for.
    pub fn origin_of(&self, index: OriginIndex) -> &Origin {
        let other = usize::from(index.0).checked_sub(1);
        other.and_then(|index| self.others.get(index)).unwrap_or(&self.origin)
    }

    /// The full address of an entry's or an extra's cell.
    ///
    /// ```
    /// use ropa::model::{Entry, Field, Origin, OriginIndex, Record, Value};
    /// use ropa::source::Place;
    /// let origin = |file: &str| Origin { file: file.into(), sheet: "Blad1".into(), row: 5, parts: Default::default() };
    /// let entry = Entry {
    ///     field: Field::Purpose,
    ///     origin: OriginIndex::other(0).unwrap(),
    ///     written: "Betala ut lön".into(),
    ///     place: Place::new(4, 2),
    ///     value: Value::Text,
    /// };
    /// let record = Record {
    ///     origin: origin("2025.xlsx"),
    ///     others: vec![origin("2024.xlsx")],
    ///     asked: Default::default(),
    ///     entries: vec![entry],
    ///     extras: vec![],
    /// };
    /// assert_eq!(&*record.cell(&record.entries[0]).file, "2024.xlsx");
    /// ```
    pub fn cell(&self, at: impl Into<Spot>) -> CellRef {
        let Spot { origin, place } = at.into();
        let origin = self.origin_of(origin);
        let part = place.within.part().and_then(|part| origin.parts.get(usize::from(part)));
        let sheet = part.map_or(&origin.sheet, |part| &part.name);
        CellRef { file: origin.file.clone(), sheet: sheet.clone(), place }
    }
}
