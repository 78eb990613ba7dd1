//! A table with known columns, and what is wrong with one.

use crate::import::{TableKind, yes_or_no};
use crate::model::Tri;
use crate::screening::Fingerprint;
use crate::source::{CellRef, Place, Text};
use crate::text::{fold, nearest, same};
#[cfg(feature = "write")]
use crate::workbook::{Cell, CellKind};
use crate::workbook::{Sheet, Workbook};
use chrono::NaiveDate;

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
    /// A no to several questions at once without a reason.
    NoReason,
    /// A reason that does not begin with a criterion: `K4: …`.
    NoCriterion,
    /// The text is no fingerprint.
    NoFingerprint,
}

/// A cell of a file beside the register that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileProblem {
    /// The cell.
    pub cell: CellRef,
    /// What it says.
    pub value: Text,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// Why a file beside the register cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// No row has the column that such a file must have.
    #[error("{file} has no table with a column \"{column}\"")]
    NoTable {
        /// The file.
        file: Text,
        /// The column, as it is called in Swedish.
        column: &'static str,
    },
    /// Cells cannot be used; what a person wrote is never passed over in silence.
    #[error("{} cell(s) cannot be used, first {}", problems.len(), problems[0].cell)]
    Cells {
        /// The cells, at least one.
        problems: Vec<FileProblem>,
    },
}

/// A column by its key, with its headers in Swedish and English.
pub(super) type Column<K> = (K, &'static str, &'static str);

/// The rows of a table whose columns are known.
pub(super) struct Rows<'b, K: 'static> {
    file: &'b Text,
    sheet: &'b Sheet,
    header: u32,
    columns: Vec<(u32, K)>,
    problems: Vec<FileProblem>,
}

/// Reads the tables whose columns are known, sheet by sheet and row by row; `needed` is the column that tells
/// them from other tables.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has that column, [`LedgerError::Cells`] with every cell that cannot be
/// used.
pub(super) fn read_rows<K: Copy + PartialEq, R>(
    book: &Workbook,
    known: &'static [Column<K>],
    needed: K,
    mut read: impl FnMut(&mut Rows<'_, K>, u32) -> Option<R>,
) -> Result<Vec<R>, LedgerError> {
    let (mut found, mut records, mut problems) = (false, Vec::new(), Vec::new());
    for sheet in &book.sheets {
        let Some(mut rows) = Rows::find(book, sheet, known, needed) else { continue };
        found = true;
        let numbers: Vec<u32> = sheet.rows().map(|(row, _)| row).filter(|row| *row > rows.header).collect();
        records.extend(numbers.into_iter().filter_map(|row| read(&mut rows, row)));
        // In the order a person reads them.
        rows.problems.sort_by_key(|problem| problem.cell.place);
        problems.append(&mut rows.problems);
    }
    if !found {
        let column = known.iter().find(|(key, ..)| *key == needed).map_or("", |(_, sv, _)| sv);
        return Err(LedgerError::NoTable { file: book.file.clone(), column });
    }
    if problems.is_empty() { Ok(records) } else { Err(LedgerError::Cells { problems }) }
}

/// Whether a file has a table with all of these columns.
pub(super) fn has_table<K: Copy + PartialEq>(
    book: &Workbook,
    known: &'static [Column<K>],
    needed: &[K],
) -> bool {
    let tables = book.sheets.iter().filter_map(|sheet| Rows::find(book, sheet, known, *needed.first()?));
    tables.into_iter().any(|rows| needed.iter().all(|key| rows.columns.iter().any(|(_, of)| of == key)))
}

/// Writes a table that Swedish Excel opens and [`read_rows`] reads back: semicolons, UTF-8 with a byte order
/// mark, CRLF, Swedish headers.
///
/// # Errors
/// When `out` cannot be written to.
#[cfg(feature = "write")]
pub(super) fn write_rows<K: Copy, R>(
    out: impl std::io::Write,
    columns: &[Column<K>],
    records: &[R],
    written: impl Fn(&R, K) -> String,
) -> Result<(), crate::workbook::WriteError> {
    let mut rows = crate::workbook::CsvOut::excel_sv(out)?;
    rows.row(columns.iter().map(|(_, header, _)| *header))?;
    for record in records {
        rows.row(columns.iter().map(|(key, ..)| written(record, *key)))?;
    }
    Ok(rows.finish()?)
}

/// Records as a sheet, with the cells that [`write_rows`] writes.
#[cfg(feature = "write")]
pub(super) fn sheet_of<K: Copy, R>(
    columns: &[Column<K>],
    records: &[R],
    written: impl Fn(&R, K) -> String,
) -> Sheet {
    let headers = columns.iter().map(|(_, header, _)| (*header).to_owned()).collect();
    let rows = records.iter().map(|record| columns.iter().map(|(key, ..)| written(record, *key)).collect());
    let lines = std::iter::once::<Vec<String>>(headers).chain(rows);
    let cells = (0..).zip(lines).flat_map(|(row, texts)| {
        let cell = move |(col, text): (u32, String)| Cell {
            place: Place::new(row, col),
            kind: CellKind::Text,
            text: text.into(),
        };
        (0..).zip(texts).map(cell)
    });
    Sheet::new("", cells)
}

/// What can be chosen in a column, each as people write it; the first word is what is written.
pub(super) type Words<C> = [(C, &'static [&'static str])];

/// The kinds of records, as a workbook names them; the first of each is what is written.
pub(super) const KINDS: &Words<TableKind> = &[
    (
        TableKind::Activities,
        &["behandling", "processing", "behandlingar", "processing activities", "activities"],
    ),
    (TableKind::Dpias, &["konsekvensbedömning", "dpia", "konsekvensbedömningar", "dpias"]),
];

/// The word for a choice, with a capital letter.
#[cfg(feature = "write")]
pub(super) fn word_for<C: PartialEq>(words: &Words<C>, choice: C) -> String {
    let word = words.iter().find(|(of, _)| *of == choice).map_or("", |(_, words)| words[0]);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl<'b, K: Copy + PartialEq> Rows<'b, K> {
    /// Finds the table of a sheet: the first row in which the `needed` column stands.
    fn find(
        book: &'b Workbook,
        sheet: &'b Sheet,
        known: &'static [Column<K>],
        needed: K,
    ) -> Option<Rows<'b, K>> {
        for (row, cells) in sheet.rows() {
            let column = |text: &str| {
                let text = fold(text);
                known.iter().find(|(_, sv, en)| text == fold(sv) || text == fold(en))
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
                    None if cell.text.trim().is_empty() => {}
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
        None
    }

    fn place(&self, row: u32, key: K) -> Option<Place> {
        self.columns.iter().find(|(_, of)| *of == key).map(|(col, _)| Place::new(row, *col))
    }

    /// The text of a cell, trimmed, where it says anything.
    pub(super) fn text(&self, row: u32, key: K) -> Option<Text> {
        let cell = self.sheet.cell(self.place(row, key)?)?;
        let text = cell.text.trim();
        (!text.is_empty()).then(|| text.into())
    }

    /// The first cell of a row that holds something.
    pub(super) fn first(&self, row: u32) -> CellRef {
        let place = self.sheet.row(row).first().map_or(Place::new(row, 0), |cell| cell.place);
        self.cell(place)
    }

    /// The cell of a column in a row.
    pub(super) fn cell_of(&self, row: u32, key: K) -> CellRef {
        self.cell(self.place(row, key).unwrap_or(Place::new(row, 0)))
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

    /// What was chosen, where the word is one of those known; a word that is not is a problem.
    pub(super) fn choice<C: Copy>(&mut self, row: u32, key: K, words: &Words<C>) -> Option<C> {
        let said = self.text(row, key).unwrap_or_default();
        self.known(row, key, words, meant(words, &said))
    }

    /// The answer, yes and no in any of their words; what is none is a problem.
    pub(super) fn answer(&mut self, row: u32, key: K, words: &Words<Tri>) -> Option<Tri> {
        let said = self.text(row, key).unwrap_or_default();
        let plain = || yes_or_no(&said).map(|yes| if yes { Tri::Yes } else { Tri::No });
        self.known(row, key, words, meant(words, &said).or_else(plain))
    }

    fn known<C>(&mut self, row: u32, key: K, words: &Words<C>, found: Option<C>) -> Option<C> {
        if found.is_none() {
            let known = words.iter().map(|(_, words)| words[0]).collect();
            self.wrong(row, key, ProblemKind::UnknownWord { known });
        }
        found
    }

    /// The fingerprint, where the cell holds one.
    pub(super) fn fingerprint(&mut self, row: u32, key: K) -> Option<Fingerprint> {
        let text = self.text(row, key)?;
        let fingerprint = text.parse().ok();
        if fingerprint.is_none() {
            self.wrong(row, key, ProblemKind::NoFingerprint);
        }
        fingerprint
    }

    /// Key and name of the activity; a row with neither is a problem.
    pub(super) fn activity(&mut self, row: u32, key: K, name: K) -> (Option<Text>, Option<Text>) {
        let named = (self.text(row, key), self.text(row, name));
        if named == (None, None) {
            self.wrong(row, key, ProblemKind::NoActivity);
        }
        named
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

/// What a word stands for.
fn meant<C: Copy>(words: &Words<C>, said: &str) -> Option<C> {
    words.iter().find(|(_, words)| words.iter().any(|word| same(word, said))).map(|(choice, _)| *choice)
}
