//! A list of systems or contracts, checked against the register both ways.

use super::called::Called;
use super::lexicon::WORDS;
use super::name::{Name, NameMatch};
use super::suppliers::{NameRow, Suppliers};
use super::torn::{Names, names};
use crate::source::{CellRef, Place};
use crate::workbook::{Sheet, Workbook};

/// A name of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedName {
    /// What it is.
    pub called: Called,
    /// As written.
    pub written: String,
    /// Where.
    pub cell: CellRef,
    /// The row of the register that it is, as a number in [`Suppliers`] of its kind, with how.
    pub found: Option<(usize, NameMatch)>,
}

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedList {
    /// The file.
    pub file: String,
    /// The headings of the columns that were read, each with what it names.
    pub columns: Vec<(Called, CellRef, String)>,
    /// The names, in the order of the list.
    names: Vec<(Called, String, CellRef)>,
}

/// How a list and a register fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListCheck {
    /// The list.
    pub list: NamedList,
    /// Every name of the list, with what it is in the register; those without are on the list alone.
    pub listed: Vec<ListedName>,
    /// The suppliers of the register that the list does not have; none where the list names no suppliers.
    pub unlisted_suppliers: Vec<usize>,
    /// The systems of the register that the list does not have; none where the list names no systems.
    pub unlisted_systems: Vec<usize>,
}

/// Why a list cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListError {
    /// No heading tells of systems or suppliers.
    #[error("{file}: no column is headed as a list of systems or suppliers")]
    NoColumn {
        /// The file.
        file: String,
    },
}

/// Reads a list of systems or contracts: of every sheet the first column whose heading says that it names systems, and
/// the first that names suppliers.
///
/// # Errors
/// [`ListError::NoColumn`] where no sheet has one.
pub fn read_list(book: &Workbook) -> Result<NamedList, ListError> {
    let mut list = NamedList { file: book.file.to_string(), ..NamedList::default() };
    for sheet in &book.sheets {
        let found = columns(sheet);
        for (called, place, header) in &found {
            let at = |place: Place| CellRef { file: book.file.clone(), sheet: sheet.name.clone(), place };
            list.columns.push((*called, at(*place), header.clone()));
            for (below, text) in
                cells(sheet).filter(|(below, _)| below.col == place.col && below.row > place.row)
            {
                if let Names::Named(torn) = names(text) {
                    list.names.extend(torn.into_iter().map(|one| (*called, one.written, at(below))));
                }
            }
        }
    }
    if list.columns.is_empty() { Err(ListError::NoColumn { file: list.file }) } else { Ok(list) }
}

/// The columns of a sheet that name systems or suppliers, by the first row that has such a heading.
fn columns(sheet: &Sheet) -> Vec<(Called, Place, String)> {
    const HEADINGS_WITHIN: u32 = 15;
    let heading = |text: &str| {
        // A system that is a supplier's: "Systemleverantör".
        if WORDS.supplier_headings.begin(text) {
            Some(Called::Supplier)
        } else {
            WORDS.system_headings.are(text).then_some(Called::System)
        }
    };
    let mut found: Vec<(Called, Place, String)> = Vec::new();
    for (place, text) in cells(sheet).take_while(|(place, _)| place.row < HEADINGS_WITHIN) {
        if found.first().is_some_and(|(_, first, _)| first.row != place.row) {
            break;
        }
        let known = |called| found.iter().any(|(one, _, _)| *one == called);
        if let Some(called) = heading(text).filter(|called| !known(*called)) {
            found.push((called, place, text.to_string()));
        }
    }
    found
}

impl ListCheck {
    /// Checks a list against the suppliers and systems of a register.
    pub fn of(list: NamedList, found: &Suppliers) -> ListCheck {
        let registers = [Registered::of(&found.suppliers), Registered::of(&found.systems)];
        let of = |called| &registers[usize::from(called == Called::System)];
        let mut seen = [vec![false; found.suppliers.len()], vec![false; found.systems.len()]];
        let mut listed = Vec::with_capacity(list.names.len());
        for (called, written, cell) in &list.names {
            let hits = Name::of(written).map(|name| of(*called).find(&name)).unwrap_or_default();
            for (row, how) in &hits {
                if *how != NameMatch::Alike {
                    seen[usize::from(*called == Called::System)][*row] = true;
                }
            }
            let best = hits.into_iter().min_by_key(|(row, how)| (*how, *row));
            listed.push(ListedName {
                called: *called,
                written: written.clone(),
                cell: cell.clone(),
                found: best,
            });
        }
        let asks = |called| list.columns.iter().any(|(one, _, _)| *one == called);
        let unseen = |called: Called| -> Vec<usize> {
            let seen = &seen[usize::from(called == Called::System)];
            (0..seen.len()).filter(|row| asks(called) && !seen[*row]).collect()
        };
        ListCheck {
            unlisted_suppliers: unseen(Called::Supplier),
            unlisted_systems: unseen(Called::System),
            listed,
            list,
        }
    }
}

/// The names of a register's rows.
struct Registered {
    names: Vec<(usize, Name)>,
}

impl Registered {
    fn of(rows: &[NameRow]) -> Registered {
        let of = |(number, row): (usize, &NameRow)| {
            let written = std::iter::once(&row.spelling).chain(&row.also);
            written.filter_map(move |text| Some((number, Name::of(text)?))).collect::<Vec<_>>()
        };
        Registered { names: rows.iter().enumerate().flat_map(of).collect() }
    }

    fn find(&self, name: &Name) -> Vec<(usize, NameMatch)> {
        self.names.iter().filter_map(|(row, one)| Some((*row, name.compare(one)?))).collect()
    }
}

/// The texts of a sheet in the order of rows, with their places.
fn cells(sheet: &Sheet) -> impl Iterator<Item = (Place, &str)> {
    sheet.cells().iter().map(|cell| (cell.place, cell.text.trim()))
}
