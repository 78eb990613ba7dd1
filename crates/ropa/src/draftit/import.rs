//! Workbooks to one register.

use super::account::{Account, CellUse};
use super::columns::{Column, TableField, asked, assign};
use super::header::{ColumnMatch, MatchHow};
use super::keys::{self, Identity};
use super::layout::{
    Found, Layout, Row, TableInfo, TableKind, find_tables, merged, metadata, same_texts, written,
};
use super::marked::Marked;
use super::profile::Profile;
use super::values::Reading;
use crate::model::{
    CellRef, Dpia, DpiaField, Entry, Extra, Field, Origin, Place, ProcessingActivity, Record, Register, Text,
    Value,
};
use crate::sheet::{Cell, Sheet, Visibility, Workbook};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A value that its field's vocabulary does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// The cell.
    pub cell: CellRef,
    /// The text, or the part of it that is not understood.
    pub text: Text,
    /// Key of the field.
    pub field: &'static str,
}

/// Something about the files that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Two records have the same id.
    DuplicateId {
        /// The id.
        id: Text,
        /// The records' id cells.
        cells: Vec<CellRef>,
    },
    /// Two records without an id have the same name and unit.
    DuplicateName {
        /// The name.
        name: Text,
        /// The records' name cells.
        cells: Vec<CellRef>,
    },
    /// A column was matched by likeness.
    FuzzyHeader {
        /// The header as written.
        header: Text,
        /// The header's cell.
        cell: CellRef,
        /// Key of the field.
        field: &'static str,
    },
    /// A non-empty cell that belongs to no record and to no column.
    Stray {
        /// The cell.
        cell: CellRef,
        /// Its text.
        text: Text,
    },
    /// A sheet was read although it is hidden.
    HiddenSheet {
        /// The file.
        file: Text,
        /// The sheet.
        sheet: Text,
    },
    /// A sheet holds no table of activities or DPIAs. Its cells are counted as reported.
    NoTable {
        /// The file.
        file: Text,
        /// The sheet; empty where the file has none.
        sheet: Text,
    },
    /// A table of something else stands in a sheet with one that was read, and was not read. Its
    /// cells are counted as reported.
    OtherTable {
        /// The first cell of its header.
        cell: CellRef,
        /// What that cell says.
        header: Text,
    },
}

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
        let mut reading = Reader {
            profile: self.profile,
            import: Import::default(),
            activities: Vec::new(),
            dpias: Vec::new(),
        };
        for workbook in workbooks {
            reading.workbook(workbook);
        }
        reading.finish()
    }
}

/// A record whose key is not yet known.
pub(super) struct Draft<F> {
    pub(super) identity: (Identity, CellRef),
    pub(super) record: Record<F>,
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
        if let Some(marked) = Marked::find(file, sheet, &rows) {
            let info = match marked.kind {
                TableKind::Activities => marked.read(self.profile, &mut self.import, &mut self.activities),
                TableKind::Dpias => marked.read(self.profile, &mut self.import, &mut self.dpias),
                TableKind::Classification | TableKind::Other => marked.aside(),
            };
            self.push(info);
            return true;
        }
        let is_other = self.profile.sheets.kind_of(&sheet.name) == Some(TableKind::Other);
        let tables = if is_other { Vec::new() } else { find_tables(&rows, sheet, self.profile) };
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

/// So many rows, all areas together, may be spanned by a cell above them.
const MOST_SPANNED: usize = 4_000_000;

/// A table in its sheet.
#[derive(Clone, Copy)]
struct Table<'s> {
    file: &'s Text,
    sheet: &'s Sheet,
    rows: &'s [Row<'s>],
    found: &'s Found,
}

impl Table<'_> {
    fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place }
    }

    /// The account of the rows above the records.
    fn account_of_frame(&self) -> Account {
        let mut account = Account::default();
        account.enter(CellUse::Structural, count(&self.rows[self.found.above.start..self.found.header.end]));
        account
    }

    /// Cells below the header that span several rows, by the later rows that they span.
    ///
    /// Areas that overlap, which no spreadsheet writes, count once; beyond [`MOST_SPANNED`] rows in
    /// all the file is not what it seems, and the rest keep to their own row.
    fn spans(&self, merged: &BTreeMap<Place, Place>) -> BTreeMap<u32, Vec<Place>> {
        let body = &self.rows[self.found.body.clone()];
        let Some((top, _)) = body.first() else { return BTreeMap::new() };
        let mut spans: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
        let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
        let mut left = MOST_SPANNED;
        for (first, last) in merged.range(Place::new(*top, 0)..) {
            let filled = || self.sheet.cell(*first).is_some_and(|cell| !cell.is_blank());
            let overlaps = ends.get(&first.col).is_some_and(|end| *end >= first.row);
            if last.row <= first.row || overlaps || !filled() {
                continue;
            }
            ends.insert(first.col, last.row);
            let start = body.partition_point(|(row, _)| *row <= first.row);
            let end = body.partition_point(|(row, _)| *row <= last.row);
            let Some(rest) = left.checked_sub(end.saturating_sub(start)) else { break };
            left = rest;
            for (row, _) in body.get(start..end).unwrap_or_default() {
                spans.entry(*row).or_default().push(*first);
            }
        }
        spans
    }

    fn info(&self, columns: Vec<ColumnMatch>, records: usize, account: Account) -> TableInfo {
        TableInfo {
            file: self.file.clone(),
            sheet: self.sheet.name.clone(),
            kind: self.found.kind,
            layout: Layout::Rows,
            header_row: Some(self.rows[self.found.header.start].0 + 1),
            records,
            columns,
            metadata: metadata(&self.rows[self.found.above.clone()]),
            account,
        }
    }
}

/// A field of a record with an identity.
pub(super) trait RecordField: TableField {
    /// The fields that make a row a record; the first is the id.
    const IDENTIFYING: &'static [Self];
    /// The fields that a line above the table may answer for all records at once.
    const SAID_ABOVE: &'static [Self];
    /// The kind of table that holds such records.
    const TABLE: TableKind;
    /// What a record's key is made from, and the cell.
    fn identity(record: &Record<Self>) -> Option<(Identity, Place)>;
}

impl RecordField for Field {
    const IDENTIFYING: &'static [Field] = &[Field::Id, Field::Name, Field::Purpose];
    const SAID_ABOVE: &'static [Field] = &[Field::Controller, Field::Representative, Field::Dpo];
    const TABLE: TableKind = TableKind::Activities;

    fn identity(record: &Record<Field>) -> Option<(Identity, Place)> {
        if let Some(entry) = record.answer(Field::Id).given() {
            return Some((Identity::id(&entry.written), entry.place));
        }
        let named = record.answer(Field::Name).given().or(record.answer(Field::Purpose).given())?;
        let unit = record.text(Field::Unit).or_else(|| record.text(Field::Controller));
        Some((Identity::name(&named.written, unit), named.place))
    }
}

impl RecordField for DpiaField {
    const IDENTIFYING: &'static [DpiaField] = &[DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title];
    const SAID_ABOVE: &'static [DpiaField] = &[DpiaField::Controller];
    const TABLE: TableKind = TableKind::Dpias;

    fn identity(record: &Record<DpiaField>) -> Option<(Identity, Place)> {
        for field in [DpiaField::Id, DpiaField::CaseNumber] {
            if let Some(entry) = record.answer(field).given() {
                return Some((Identity::id(&entry.written), entry.place));
            }
        }
        let titled = record.answer(DpiaField::Title).given()?;
        Some((Identity::name(&titled.written, None), titled.place))
    }
}

/// What the lines above a table say of every record in it, where no column says it of each:
/// `Personuppgiftsansvarig: Socialnämnden`.
fn said_above<F: RecordField>(profile: &Profile, table: &Table<'_>, asked: &BTreeSet<F>) -> Vec<Entry<F>> {
    let lines = metadata(&table.rows[table.found.above.clone()]);
    let fields = F::SAID_ABOVE.iter().filter(|field| !asked.contains(field));
    fields
        .filter_map(|&field| {
            let key: &str = field.into();
            let line = lines.iter().find(|line| {
                profile
                    .match_header(F::TABLE, &line.label)
                    .is_some_and(|matched| matched.field == key && matched.how != MatchHow::Fuzzy)
            })?;
            let value = field.read(profile.words(), &line.text).value;
            Some(Entry { field, written: line.text.clone(), place: line.place, value })
        })
        .collect()
}

/// What a row below the header is.
enum RowIs {
    Record(Identity, Place),
    /// The second and later rows of a record whose name spans several rows.
    Continuation,
    Structural,
    Stray,
}

/// A row read as if it were a record.
struct RowRead<F> {
    record: Record<F>,
    /// Its own cells that were read into fields, and those that were not.
    mapped: usize,
    kept: usize,
    not_understood: Vec<NotUnderstood>,
}

struct TableReader<'a, F> {
    profile: &'a Profile,
    import: &'a mut Import,
    table: Table<'a>,
    columns: Vec<Column<F>>,
    by_col: ByCol,
    readings: Vec<Readings>,
    asked: Arc<BTreeSet<F>>,
    /// What the lines above the table say of every record in it.
    said_above: Vec<Entry<F>>,
    /// Cells that span several rows: for each later row, the places whose text holds there too.
    spans: BTreeMap<u32, Vec<Place>>,
    merged: BTreeMap<Place, Place>,
    account: Account,
}

impl<'a, F: RecordField> TableReader<'a, F> {
    fn new(profile: &'a Profile, import: &'a mut Import, table: Table<'a>, columns: Vec<Column<F>>) -> Self {
        for column in columns.iter().filter(|column| column.matched.how == MatchHow::Fuzzy) {
            if let Some(field) = column.matched.field {
                let cell = table.cell(column.matched.place);
                import.notices.push(Notice::FuzzyHeader {
                    header: column.matched.header.clone(),
                    cell,
                    field,
                });
            }
        }
        let mut by_col = ByCol::default();
        for (index, column) in columns.iter().enumerate() {
            by_col.set(column.matched.place.col, index);
        }
        let mut asked = asked(&columns);
        let said_above = said_above(profile, &table, &asked);
        asked.extend(said_above.iter().map(|entry| entry.field));
        let asked = Arc::new(asked);
        let readings = columns.iter().map(|_| Readings::default()).collect();
        let account = table.account_of_frame();
        let merged = merged(table.sheet);
        let spans = table.spans(&merged);
        TableReader {
            profile,
            import,
            columns,
            by_col,
            readings,
            asked,
            said_above,
            spans,
            merged,
            account,
            table,
        }
    }

    fn read(mut self, drafts: &mut Vec<Draft<F>>) -> TableInfo {
        let table = self.table;
        let body = &table.rows[table.found.body.clone()];
        let last_full = body.iter().rposition(|(_, cells)| written(cells).nth(2).is_some());
        let before = drafts.len();
        let mut previous = table.rows[table.found.header.end - 1].0;
        let mut in_notes = false;
        for (index, &(row, cells)) in body.iter().enumerate() {
            let parted = row > previous + 1 && drafts.len() > before;
            previous = row;
            in_notes =
                (in_notes || parted) && last_full.is_none_or(|last| index > last) && self.columns.len() >= 3;
            let read = self.row(row, cells);
            match self.row_is(cells, &read, parted, in_notes, drafts.len() > before) {
                RowIs::Record(identity, place) => {
                    let mut record = self.enter(read);
                    record.entries.extend(self.said_above.iter().cloned());
                    drafts.push(Draft { identity: (identity, table.cell(place)), record });
                }
                RowIs::Continuation => {
                    let more = self.enter(read);
                    if let Some(draft) = drafts.last_mut() {
                        draft
                            .record
                            .entries
                            .extend(more.entries.into_iter().filter(|entry| entry.place.row == row));
                        draft
                            .record
                            .extras
                            .extend(more.extras.into_iter().filter(|extra| extra.place.row == row));
                    }
                }
                RowIs::Structural => self.account.enter(CellUse::Structural, written(cells).count()),
                RowIs::Stray => self.stray(cells),
            }
        }
        let columns = self.columns.into_iter().map(|column| column.matched).collect();
        table.info(columns, drafts.len() - before, self.account)
    }

    fn row(&mut self, row: u32, cells: &[Cell]) -> RowRead<F> {
        let table = self.table;
        let origin = Origin { file: table.file.clone(), sheet: table.sheet.name.clone(), row: row + 1 };
        let entries = Vec::with_capacity(cells.len());
        let record = Record { origin, asked: self.asked.clone(), entries, extras: Vec::new() };
        let mut read = RowRead { record, mapped: 0, kept: 0, not_understood: Vec::new() };
        for cell in written(cells) {
            self.cell(cell, true, &mut read);
        }
        if let Some(places) = self.spans.remove(&row) {
            for cell in places.into_iter().filter_map(|place| table.sheet.cell(place)) {
                self.cell(cell, false, &mut read);
            }
            read.record.entries.sort_by_key(|entry| entry.place.col);
            read.record.extras.sort_by_key(|extra| extra.place.col);
        }
        read
    }

    /// Reads one cell into a row; a cell that is not the row's own is counted in another.
    fn cell(&mut self, cell: &Cell, own: bool, read: &mut RowRead<F>) {
        let index = self.column(cell.place.col);
        let column = &self.columns[index];
        let (written, place) = (cell.text.clone(), cell.place);
        let Some(field) = column.field else {
            read.kept += usize::from(own);
            read.record.extras.push(Extra { header: column.extra.clone(), written, place });
            return;
        };
        read.mapped += usize::from(own);
        let words = self.profile.words();
        let Reading { value, not_understood } =
            self.readings[index].read(&written, |text| field.read(words, text));
        if own {
            read.not_understood.extend(not_understood.into_iter().map(|text| NotUnderstood {
                cell: self.table.cell(place),
                text,
                field: field.into(),
            }));
        }
        if let Some(field) = column.also {
            let value = field.read(words, &written).value;
            read.record.entries.push(Entry { field, written: written.clone(), place, value });
        }
        read.record.entries.push(Entry { field, written, place, value });
    }

    /// The column at a place in the sheet; one without a header is added as it is met.
    fn column(&mut self, col: u32) -> usize {
        if let Some(index) = self.by_col.get(col) {
            return index;
        }
        let index = self.columns.len();
        self.by_col.set(col, index);
        let header_row = self.table.rows[self.table.found.header.end - 1].0;
        let place = Place::new(header_row, col);
        let matched = ColumnMatch { header: "".into(), place, field: None, how: MatchHow::None };
        self.columns.push(Column { matched, field: None, also: None, extra: "".into() });
        self.readings.push(Readings::default());
        index
    }

    fn row_is(
        &self,
        cells: &[Cell],
        read: &RowRead<F>,
        parted: bool,
        in_notes: bool,
        below_a_record: bool,
    ) -> RowIs {
        let record = &read.record;
        let mut filled = written(cells);
        let (Some(first), second, third) = (filled.next(), filled.next(), filled.next()) else {
            return RowIs::Structural;
        };
        if third.is_none()
            && let Some(row_is) = self.short_row_is(first, second, parted && below_a_record, in_notes)
        {
            return row_is;
        }
        if self.table.found.header.clone().any(|index| same_texts(cells, self.table.rows[index].1)) {
            return RowIs::Structural;
        }
        let identifies =
            |entry: &&Entry<F>| F::IDENTIFYING.contains(&entry.field) && says_something(&entry.value);
        let (own, spanning): (Vec<_>, Vec<_>) =
            record.entries.iter().filter(identifies).partition(|entry| entry.place.row == first.place.row);
        if own.is_empty() && !spanning.is_empty() && below_a_record {
            return RowIs::Continuation;
        }
        if !own.is_empty()
            && let Some((identity, place)) = F::identity(record)
        {
            return RowIs::Record(identity, place);
        }
        if record.extras.is_empty() && record.entries.iter().all(|entry| entry.value == Value::Blank) {
            return RowIs::Structural;
        }
        RowIs::Stray
    }

    /// What a row of one or two cells is, where it is not to be judged as other rows are.
    fn short_row_is(
        &self,
        first: &Cell,
        second: Option<&Cell>,
        parted: bool,
        in_notes: bool,
    ) -> Option<RowIs> {
        if second.is_none() && self.is_heading(first) {
            return Some(RowIs::Structural);
        }
        if self.profile.sheets.is_total(&first.text) {
            return Some(RowIs::Stray);
        }
        let column = self.by_col.get(first.place.col);
        let is_id = column.is_some_and(|index| self.columns[index].field == Some(F::IDENTIFYING[0]));
        if second.is_none() && is_id && first.text.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            // A row that is numbered, and otherwise left empty.
            return Some(RowIs::Structural);
        }
        let says_of = first.text.trim_end().ends_with(':');
        if in_notes && (second.is_none() || says_of) {
            return Some(if says_of || is_note(&first.text) { RowIs::Structural } else { RowIs::Stray });
        }
        (parted && second.is_none() && self.columns.len() >= 3).then_some(RowIs::Stray)
    }

    /// Whether a cell is a heading across the table.
    fn is_heading(&self, cell: &Cell) -> bool {
        let width = self
            .merged
            .get(&cell.place)
            .map_or(1, |last| last.col.saturating_sub(cell.place.col) as usize + 1);
        width >= 2 && width * 2 >= self.columns.len()
    }

    /// Accounts for a row that is a record, or a part of one.
    fn enter(&mut self, read: RowRead<F>) -> Record<F> {
        self.account.enter(CellUse::Mapped, read.mapped);
        self.account.enter(CellUse::Kept, read.kept);
        self.import.not_understood.extend(read.not_understood);
        read.record
    }

    fn stray(&mut self, cells: &[Cell]) {
        for cell in written(cells) {
            self.account.enter(CellUse::Reported, 1);
            let notice = Notice::Stray { cell: self.table.cell(cell.place), text: cell.text.clone() };
            self.import.notices.push(notice);
        }
    }
}

/// For each column of a sheet, which column of the table it is.
#[derive(Default)]
struct ByCol {
    /// The columns that a spreadsheet can have.
    near: Vec<Option<usize>>,
    /// Columns further out, in sheets that no spreadsheet made.
    far: BTreeMap<u32, usize>,
}

impl ByCol {
    const NEAR: usize = 16_384;

    fn get(&self, col: u32) -> Option<usize> {
        match col as usize {
            near if near < ByCol::NEAR => self.near.get(near).copied().flatten(),
            _ => self.far.get(&col).copied(),
        }
    }

    fn set(&mut self, col: u32, index: usize) {
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

fn says_something(value: &Value) -> bool {
    !matches!(value, Value::Blank | Value::Unknown)
}

/// Whether a line below a table is surely a remark, and not a record with little in it.
fn is_note(text: &str) -> bool {
    let text = text.trim();
    text.contains(':') || text.ends_with('.') || text.starts_with(['*', '(']) || text.chars().count() > 60
}

/// What the texts of one column were read as; most columns say few things many times.
#[derive(Default)]
struct Readings {
    known: HashMap<Text, Reading>,
    /// The one before, which in a sorted register is often the same.
    last: Option<(Text, Reading)>,
    asked: usize,
    found: usize,
}

impl Readings {
    /// Longer texts seldom come twice.
    const LONGEST: usize = 120;
    /// After so many texts the column has shown whether its texts come again.
    const TRIAL: usize = 1_000;
    /// A column is not remembered beyond so many texts.
    const MOST: usize = 10_000;

    fn read(&mut self, text: &Text, read: impl Fn(&str) -> Reading) -> Reading {
        let varied = self.asked >= Readings::TRIAL && self.found * 4 < self.asked;
        if varied || text.len() > Readings::LONGEST {
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
                if self.known.len() < Readings::MOST {
                    self.known.insert(text.clone(), reading.clone());
                }
                reading
            }
        };
        self.last = Some((text.clone(), reading.clone()));
        reading
    }
}
