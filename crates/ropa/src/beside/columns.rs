//! A table with known columns, and what is wrong with one.

use crate::model::{CellRef, Place, Text};
use crate::sheet::{Sheet, Workbook};
use chrono::NaiveDate;

/// How far an unknown word may be from a known one for the known one to be offered.
const NEAR: f64 = 0.75;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// No column has this header.
    UnknownColumn {
        /// The nearest that there is.
        near: Option<&'static str>,
    },
    /// The row names neither the activity's key nor its name.
    NoActivity,
    /// The word is none that the column knows.
    UnknownWord {
        /// Those it knows.
        known: Vec<&'static str>,
    },
    /// The text is no date; written 2026-11-24.
    NoDate,
    /// No rule has the code.
    UnknownRule {
        /// Codes that are near.
        near: Vec<&'static str>,
    },
    /// A reason that does not begin with a criterion: `K4: …`.
    NoCriterion,
    /// The text is no fingerprint.
    NoFingerprint,
}

/// A cell of a file beside the register that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The cell.
    pub cell: CellRef,
    /// What it says.
    pub value: Text,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// A column by its key, with its headers in Swedish and English.
pub(super) type Column<K> = (K, &'static str, &'static str);

/// The rows of a table whose columns are known.
pub(super) struct Rows<'b, K: 'static> {
    file: &'b Text,
    sheet: &'b Sheet,
    header: u32,
    columns: Vec<(u32, K)>,
    pub(super) problems: Vec<FileProblem>,
}

impl<'b, K: Copy + PartialEq> Rows<'b, K> {
    /// Finds the table: the first row, in any sheet, in which one of the `needed` columns stands.
    pub(super) fn find(book: &'b Workbook, known: &'static [Column<K>], needed: K) -> Option<Rows<'b, K>> {
        for sheet in &book.sheets {
            for (row, cells) in sheet.rows() {
                let column = |text: &str| {
                    let text = text.trim().to_lowercase();
                    known.iter().find(|(_, sv, en)| text == sv.to_lowercase() || text == en.to_lowercase())
                };
                let found: Vec<_> = cells.iter().map(|cell| (cell, column(&cell.text))).collect();
                if !found.iter().any(|(_, column)| column.is_some_and(|(key, ..)| *key == needed)) {
                    continue;
                }
                let mut rows =
                    Rows { file: &book.file, sheet, header: row, columns: Vec::new(), problems: Vec::new() };
                for (cell, column) in found {
                    match column {
                        Some((key, ..)) => rows.columns.push((cell.place.col, *key)),
                        None => {
                            let names = known.iter().map(|(_, sv, _)| *sv);
                            let near = nearest(&cell.text, names);
                            let problem = rows.problem(cell.place, ProblemKind::UnknownColumn { near });
                            rows.problems.push(problem);
                        }
                    }
                }
                return Some(rows);
            }
        }
        None
    }

    /// The numbers of the rows below the header that hold something.
    pub(super) fn below(&self) -> Vec<u32> {
        self.sheet.rows().map(|(row, _)| row).filter(|row| *row > self.header).collect()
    }

    fn place(&self, row: u32, key: K) -> Option<Place> {
        self.columns.iter().find(|(_, of)| *of == key).map(|(col, _)| Place::new(row, *col))
    }

    /// The text of a cell, trimmed, where it says anything.
    pub(super) fn text(&self, row: u32, key: K) -> Option<Text> {
        let cell = self.sheet.cell(self.place(row, key)?)?;
        let text = cell.text.trim();
        (!text.is_empty()).then(|| crate::report::restored(text).into())
    }

    /// The first cell of a row that holds something.
    pub(super) fn first(&self, row: u32) -> CellRef {
        let place = self.sheet.row(row).first().map_or(Place::new(row, 0), |cell| cell.place);
        self.cell(place)
    }

    fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place }
    }

    fn problem(&self, place: Place, kind: ProblemKind) -> FileProblem {
        let value = self.sheet.cell(place).map(|cell| cell.text.clone()).unwrap_or_default();
        FileProblem { cell: self.cell(place), value, kind }
    }

    /// Notes that a cell cannot be used.
    pub(super) fn wrong(&mut self, row: u32, key: K, kind: ProblemKind) {
        let place = self.place(row, key).unwrap_or(Place::new(row, 0));
        let problem = self.problem(place, kind);
        self.problems.push(problem);
    }

    /// A date, where the cell holds one.
    pub(super) fn date(&mut self, row: u32, key: K) -> Option<NaiveDate> {
        let text = self.text(row, key)?;
        // A spreadsheet may have added a time to the day.
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let date = day.parse().ok();
        if date.is_none() {
            self.wrong(row, key, ProblemKind::NoDate);
        }
        date
    }
}

/// The word most like a text, where any is like it.
pub(super) fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let text = text.trim().to_lowercase();
    words
        .map(|word| (strsim::jaro_winkler(&word.to_lowercase(), &text), word))
        .filter(|(alike, _)| *alike >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, word)| word)
}
