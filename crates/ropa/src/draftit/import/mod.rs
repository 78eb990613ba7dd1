//! Workbooks to one register.

mod identity;
mod notice;
mod readings;
mod said;
mod table;

use super::account::{Account, CellUse};
use super::columns::assign;
use super::header::{ColumnMatch, MatchHow};
use super::keys::{self, Identity};
use super::layout::{Found, Layout, Row, TableInfo, TableKind, find_tables, written};
use super::profile::Profile;
use crate::model::{CellRef, Dpia, DpiaField, Field, ProcessingActivity, Record, Register, Text};
use crate::sheet::{Sheet, Visibility, Workbook};
use table::{Table, TableReader};

pub use notice::{NotUnderstood, Notice};

/// A register, and the account of how it was read.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// The register.
    pub register: Register,
    /// The tables found, in the order of files and sheets.
    pub tables: Vec<TableInfo>,
    /// Values that were not understood.
    pub not_understood: Vec<NotUnderstood>,
    /// What else a person should know.
    pub notices: Vec<Notice>,
    /// What became of every cell.
    pub account: Account,
}

impl Import {
    /// Whether the headers are English: answers are then best given in English too.
    ///
    /// True where headers use everyday English words and no header of any table holds a letter
    /// that English does not have.
    pub fn is_english(&self) -> bool {
        const ENGLISH: [&str; 10] = [
            "the",
            "of",
            "purpose",
            "purposes",
            "processing",
            "recipient",
            "recipients",
            "data",
            "legal",
            "name",
        ];
        let headers = || self.tables.iter().flat_map(|table| &table.columns).map(|column| &*column.header);
        let speaks = |header: &str| {
            header
                .split(|c: char| !c.is_alphabetic())
                .any(|word| ENGLISH.contains(&word.to_lowercase().as_str()))
        };
        headers().any(speaks) && headers().all(str::is_ascii)
    }
}

/// Reads workbooks into a register by a profile.
///
/// ```
/// use ropa::draftit::{Importer, Profile};
/// use ropa::model::{Field, Place};
/// use ropa::sheet::{Cell, CellKind, Sheet, Workbook};
/// let rows = [["Behandlings-ID", "Behandling", "Ändamål", "Rättslig grund"], ["PPB-1", "Lön", "Betala ut lön", "Avtal"]];
/// let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
///     texts.iter().enumerate().map(move |(col, text)| Cell {
///         place: Place::new(row as u32, col as u32),
///         kind: CellKind::Text,
///         text: (*text).into(),
///     })
/// });
/// let workbook = Workbook { file: "register.csv".into(), sheets: vec![Sheet::new("register", cells)], notes: vec![] };
/// let import = Importer::new(Profile::builtin()).import(&[workbook]);
/// let activity = &import.register.activities[0];
/// assert_eq!((&*activity.key, activity.text(Field::Purpose)), ("PPB-1", Some("Betala ut lön")));
/// assert_eq!((import.account.cells, import.account.mapped, import.account.structural), (8, 4, 4));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Importer<'p> {
    profile: &'p Profile,
}

impl<'p> Importer<'p> {
    /// An importer that knows headers and words by a profile.
    pub fn new(profile: &'p Profile) -> Importer<'p> {
        Importer { profile }
    }

    /// Reads workbooks, in the order given, into one register.
    ///
    /// Never fails: what cannot be read as a record is counted and reported in the [`Import`].
    pub fn import(&self, workbooks: &[Workbook]) -> Import {
        let mut reading = self.reader();
        for workbook in workbooks {
            reading.workbook(workbook);
        }
        reading.finish()
    }

    /// Reads workbooks as [`Importer::import`] does, and lets go of each when it is read, so that the
    /// cells of one file and the records of all are not held together longer than they must.
    ///
    /// ```
    /// use ropa::draftit::{Importer, Profile};
    /// use ropa::sheet::Workbook;
    /// let importer = Importer::new(Profile::builtin());
    /// let empty = || Workbook { file: "register.csv".into(), ..Workbook::default() };
    /// assert_eq!(importer.import_owned([empty()]).notices, importer.import(&[empty()]).notices);
    /// ```
    pub fn import_owned(&self, workbooks: impl IntoIterator<Item = Workbook>) -> Import {
        let mut reading = self.reader();
        for workbook in workbooks {
            reading.workbook(&workbook);
        }
        reading.finish()
    }

    fn reader(&self) -> Reader<'p> {
        Reader { profile: self.profile, import: Import::default(), activities: Vec::new(), dpias: Vec::new() }
    }
}

/// A record whose key is not yet known.
struct Draft<F> {
    identity: (Identity, CellRef),
    record: Record<F>,
}
struct Reader<'p> {
    profile: &'p Profile,
    import: Import,
    activities: Vec<Draft<Field>>,
    dpias: Vec<Draft<DpiaField>>,
}

impl Reader<'_> {
    fn workbook(&mut self, workbook: &Workbook) {
        let mut anything = false;
        for sheet in &workbook.sheets {
            anything |= self.sheet(&workbook.file, sheet);
        }
        if !anything {
            // Empty sheets beside others are common; a file of nothing else is not.
            let sheet = workbook.sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default();
            self.import.notices.push(Notice::NoTable { file: workbook.file.clone(), sheet });
        }
    }

    /// Reads a sheet; gives whether it holds anything.
    fn sheet(&mut self, file: &Text, sheet: &Sheet) -> bool {
        let rows: Vec<Row<'_>> = sheet.rows().filter(|(_, cells)| written(cells).next().is_some()).collect();
        if rows.is_empty() {
            return false;
        }
        let is_other = self.profile.sheets.kind_of(&sheet.name) == Some(TableKind::Other);
        let tables = if is_other { Vec::new() } else { find_tables(&rows, file, sheet, self.profile) };
        if tables.is_empty() {
            let mut account = Account::default();
            let became = if is_other { CellUse::Structural } else { CellUse::Reported };
            account.enter(became, count(&rows));
            if !is_other {
                self.import.notices.push(Notice::NoTable { file: file.clone(), sheet: sheet.name.clone() });
            }
            self.push(TableInfo {
                file: file.clone(),
                sheet: sheet.name.clone(),
                kind: TableKind::Other,
                layout: Layout::Rows,
                header_row: None,
                records: 0,
                columns: Vec::new(),
                metadata: Vec::new(),
                account,
            });
            return true;
        }
        let has_records = |table: &Found| matches!(table.kind, TableKind::Activities | TableKind::Dpias);
        if sheet.visibility != Visibility::Visible && tables.iter().any(has_records) {
            self.import.notices.push(Notice::HiddenSheet { file: file.clone(), sheet: sheet.name.clone() });
        }
        for found in tables {
            let table = Table { file, sheet, rows: &rows, found: &found };
            let info = match found.kind {
                TableKind::Activities => {
                    let columns = assign(&found.columns, &self.profile.activity);
                    TableReader::new(self.profile, &mut self.import, table, columns)
                        .read(&mut self.activities)
                }
                TableKind::Dpias => {
                    let columns = assign(&found.columns, &self.profile.dpia);
                    TableReader::new(self.profile, &mut self.import, table, columns).read(&mut self.dpias)
                }
                TableKind::Classification | TableKind::Other => self.skip(&table),
            };
            self.push(info);
        }
        true
    }

    /// Accounts for a table that holds neither activities nor DPIAs.
    fn skip(&mut self, table: &Table<'_>) -> TableInfo {
        let columns: Vec<ColumnMatch> = table
            .found
            .columns
            .iter()
            .map(|header| ColumnMatch {
                header: header.own.clone(),
                place: header.place,
                field: None,
                how: MatchHow::None,
            })
            .collect();
        let became = if table.found.kind == TableKind::Classification {
            CellUse::Structural
        } else {
            if let Some(first) = columns.first() {
                let cell = table.cell(first.place);
                self.import.notices.push(Notice::OtherTable { cell, header: first.header.clone() });
            }
            CellUse::Reported
        };
        let mut account = table.account_of_frame();
        account.enter(became, count(&table.rows[table.found.body.clone()]));
        table.info(columns, 0, account)
    }

    fn push(&mut self, info: TableInfo) {
        self.import.account += info.account;
        self.import.tables.push(info);
    }

    fn finish(mut self) -> Import {
        let (activities, first) = keyed(self.activities, |key, record| ProcessingActivity { key, record });
        let (dpias, second) = keyed(self.dpias, |key, record| Dpia { key, record });
        self.import.register = Register { activities, dpias };
        self.import.notices.extend(first.into_iter().chain(second));
        self.import
    }
}
/// The records with their keys, and the notices of identities that several have.
fn keyed<F, R>(drafts: Vec<Draft<F>>, make: impl Fn(Text, Record<F>) -> R) -> (Vec<R>, Vec<Notice>) {
    let (identities, records): (Vec<_>, Vec<_>) =
        drafts.into_iter().map(|draft| (draft.identity, draft.record)).unzip();
    let (keys, duplicates) = keys::assign(&identities);
    let notices = duplicates
        .into_iter()
        .map(|duplicate| match duplicate.identity {
            Identity::Id(id) => Notice::DuplicateId { id, cells: duplicate.cells },
            Identity::Name { name, .. } => Notice::DuplicateName { name, cells: duplicate.cells },
        })
        .collect();
    (keys.into_iter().zip(records).map(|(key, record)| make(key, record)).collect(), notices)
}
fn count(rows: &[Row<'_>]) -> usize {
    rows.iter().map(|(_, cells)| written(cells).count()).sum()
}
