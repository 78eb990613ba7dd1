//! Tables that this library wrote, whose columns are told by name in the row above the headers.
//!
//! They are read by those names and by nothing else: no header is guessed, and the key of a record is the one that
//! stands there, so that a register reads back as it was.

use crate::import::account::{Account, CellUse};
use crate::import::column::TableField;
use crate::import::draft::Draft;
use crate::import::header::{ColumnMatch, MatchHow};
use crate::import::layout::{Row, written};
use crate::import::notice::{NotUnderstood, Notice};
use crate::import::profile::Profile;
use crate::import::read_as::ReadAs;
use crate::import::record_field::RecordField;
use crate::import::record_keys::Identity;
use crate::import::result::Import;
use crate::import::table_info::{Layout, TableInfo, TableKind};
use crate::model::{Entry, Extra, Origin, OriginIndex, Record, Value};
use crate::source::{CellRef, Place, Text};
use crate::workbook::{Cell, Sheet, canonical_columns};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

/// A table whose columns are told by name.
pub(super) struct CanonicalSheet<'s> {
    /// What it holds; [`TableKind::Other`] for a sheet without records.
    pub(super) kind: TableKind,
    file: &'s Text,
    sheet: &'s Sheet,
    rows: &'s [Row<'s>],
    /// The row of names.
    row: u32,
}

impl<'s> CanonicalSheet<'s> {
    /// The table of a sheet whose first cell is such a name.
    pub(super) fn find(file: &'s Text, sheet: &'s Sheet, rows: &'s [Row<'s>]) -> Option<CanonicalSheet<'s>> {
        let (row, cells) = *rows.first()?;
        let first = written(cells).next()?;
        let has = |mark: &str| written(cells).any(|cell| cell.text.trim() == mark);
        let kind = if !first.text.trim().starts_with(canonical_columns::PREFIX) {
            return None;
        } else if has(canonical_columns::ACTIVITY) {
            TableKind::Activities
        } else if has(canonical_columns::DPIA) {
            TableKind::Dpias
        } else if first.text.trim().starts_with(canonical_columns::ASIDE) {
            TableKind::Other
        } else {
            return None;
        };
        Some(CanonicalSheet { kind, file, sheet, rows, row })
    }

    fn info(&self, columns: Vec<ColumnMatch>, records: usize, account: Account) -> TableInfo {
        TableInfo {
            file: self.file.clone(),
            sheet: self.sheet.name.clone(),
            kind: self.kind,
            layout: Layout::Rows,
            header_row: (self.kind != TableKind::Other).then_some(self.row + 2),
            records,
            columns,
            metadata: Vec::new(),
            open: Default::default(),
            account,
        }
    }

    /// A sheet without records: links, decisions and lists, which have readers of their own.
    pub(super) fn aside(&self) -> TableInfo {
        let mut account = Account::default();
        let cells = self.rows.iter().map(|(_, cells)| written(cells).count()).sum();
        account.enter(CellUse::Structural, cells);
        self.info(Vec::new(), 0, account)
    }

    fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place }
    }

    /// Reads the records.
    pub(super) fn read<F: RecordField + FromStr>(
        &self,
        profile: &Profile,
        import: &mut Import,
        drafts: &mut Vec<Draft<F>>,
    ) -> TableInfo {
        let columns = self.columns::<F>();
        let matched = columns.values().map(|column| column.matched(self.row + 1)).collect();
        let all: BTreeSet<F> = columns.values().filter_map(|column| column.field()).collect();
        let mut asked: BTreeMap<Text, Arc<BTreeSet<F>>> = BTreeMap::new();
        let mut account = Account::default();
        let mut records = 0;
        for (row, cells) in self.rows {
            if *row <= self.row + 1 {
                account.enter(CellUse::Structural, written(cells).count());
                continue;
            }
            let missing = columns
                .iter()
                .find(|(_, column)| matches!(column.use_, Use::NotAsked))
                .and_then(|(col, _)| self.sheet.cell(Place::new(*row, *col)))
                .map(|cell| cell.text.clone())
                .unwrap_or_default();
            let asked = asked.entry(missing.clone()).or_insert_with(|| {
                let missing: BTreeSet<F> =
                    missing.split_whitespace().filter_map(|key| key.parse().ok()).collect();
                Arc::new(all.difference(&missing).copied().collect())
            });
            let mut reading = RecordReading::new(self, *row, asked.clone());
            for cell in *cells {
                reading.cell(cell, columns.get(&cell.place.col));
            }
            let RecordReading { mut record, key, read_as, account: mut of_row } = reading;
            let mut not_understood = Vec::new();
            for entry in &mut record.entries {
                let said = read_as.get(&entry.place.col).and_then(|written| ReadAs::parse(written));
                if let Some(said) = said.filter(|said| said.of == entry.written) {
                    entry.value = said.value;
                    continue;
                }
                let reading = entry.field.read(profile.words(), &entry.written);
                entry.value = reading.value;
                not_understood.extend(reading.not_understood.into_iter().map(|text| NotUnderstood {
                    cell: self.cell(entry.place),
                    text,
                    field: entry.field.into(),
                }));
            }
            let identity = key.or_else(|| F::identity(&record));
            if let Some((identity, place)) = identity {
                records += 1;
                import.not_understood.extend(not_understood);
                drafts.push(Draft { identity: (identity, self.cell(place)), record });
            } else {
                // Someone has written beside the records.
                of_row = Account::default();
                for cell in written(cells) {
                    of_row.enter(CellUse::Reported, 1);
                    let (cell, text) = (self.cell(cell.place), cell.text.clone());
                    import.notices.push(Notice::Stray { cell, text });
                }
            }
            account += of_row;
        }
        self.info(matched, records, account)
    }

    /// The columns by their place.
    fn columns<F: TableField + FromStr>(&self) -> BTreeMap<u32, MarkedColumn<F>> {
        let names = self.sheet.row(self.row).iter().map(|cell| cell.place.col);
        let headers = self.sheet.row(self.row + 1).iter().map(|cell| cell.place.col);
        let cols: BTreeSet<u32> = names.chain(headers).collect();
        let text = |row: u32, col: u32| self.sheet.cell(Place::new(row, col)).map(|cell| cell.text.clone());
        // The columns of each field, which those of what they were read as count.
        let mut of_field: BTreeMap<F, Vec<u32>> = BTreeMap::new();
        let mut columns: BTreeMap<u32, MarkedColumn<F>> = cols
            .into_iter()
            .map(|col| {
                let mark = text(self.row, col).unwrap_or_default();
                let header = text(self.row + 1, col).unwrap_or_default();
                let (mark, more) = match mark.trim().strip_suffix(canonical_columns::MORE) {
                    Some(mark) => (mark, true),
                    None => (mark.trim(), false),
                };
                let use_ = match mark {
                    canonical_columns::ACTIVITY | canonical_columns::DPIA => Use::Key,
                    canonical_columns::NOT_ASKED => Use::NotAsked,
                    canonical_columns::AUTO => Use::Aside,
                    canonical_columns::OTHERS => Use::Aside,
                    mark if canonical_columns::SOURCES.contains(&mark) => Use::Aside,
                    // A column that someone has added is kept as any other.
                    mark => {
                        mark.strip_prefix(canonical_columns::PREFIX).and_then(Use::of).unwrap_or(Use::Extra)
                    }
                };
                if let Use::Field(field) = use_
                    && !more
                {
                    of_field.entry(field).or_default().push(col);
                }
                (col, MarkedColumn { col, header, use_, more, of: None })
            })
            .collect();
        for column in columns.values_mut() {
            if let Use::ReadAs { field, number } = column.use_ {
                let texts = of_field.get(&field);
                column.of = number.checked_sub(1).and_then(|index| texts?.get(index).copied());
            }
        }
        columns
    }
}

struct MarkedColumn<F> {
    col: u32,
    header: Text,
    use_: Use<F>,
    /// Whether its cells go on with the text of the cell before.
    more: bool,
    /// The column whose texts it tells the reading of.
    of: Option<u32>,
}

#[derive(Clone, Copy)]
enum Use<F> {
    Key,
    NotAsked,
    Field(F),
    /// What the texts of one of a field's columns were read as; the first is number one.
    ReadAs {
        field: F,
        number: usize,
    },
    Extra,
    Aside,
}

impl<F: FromStr> Use<F> {
    /// What a name without its beginning stands for.
    fn of(name: &str) -> Option<Use<F>> {
        Some(match name.split_once(canonical_columns::READ_AS) {
            Some((key, number)) => Use::ReadAs { field: key.parse().ok()?, number: number.parse().ok()? },
            None => Use::Field(name.parse().ok()?),
        })
    }
}

impl<F: TableField> MarkedColumn<F> {
    fn field(&self) -> Option<F> {
        if let Use::Field(field) = self.use_ { Some(field) } else { None }
    }

    fn matched(&self, header_row: u32) -> ColumnMatch {
        let field = self.field().map(Into::into);
        let how = if field.is_some() { MatchHow::Exact } else { MatchHow::None };
        ColumnMatch {
            header: self.header.clone(),
            place: Place::new(header_row, self.col),
            field,
            how,
            possible: None,
            grounds: None,
        }
    }
}

/// A record while its cells pass.
struct RecordReading<F> {
    record: Record<F>,
    key: Option<(Identity, Place)>,
    /// What texts were read as, by the column of the text.
    read_as: BTreeMap<u32, String>,
    account: Account,
}

impl<F: TableField> RecordReading<F> {
    fn new(table: &CanonicalSheet<'_>, row: u32, asked: Arc<BTreeSet<F>>) -> Self {
        let origin = Origin {
            file: table.file.clone(),
            sheet: table.sheet.name.clone(),
            row: row + 1,
            parts: Arc::default(),
        };
        RecordReading {
            record: Record {
                origin,
                others: Default::default(),
                asked,
                entries: Vec::new(),
                extras: Vec::new(),
            },
            key: None,
            read_as: BTreeMap::new(),
            account: Account::default(),
        }
    }

    fn cell(&mut self, cell: &Cell, column: Option<&MarkedColumn<F>>) {
        let counts = usize::from(!cell.is_blank());
        let (use_, header, more) = match column {
            Some(column) => (column.use_, column.header.clone(), column.more),
            None => (Use::Extra, Text::from(""), false),
        };
        let (written, place) = (cell.text.clone(), cell.place);
        match use_ {
            Use::Aside => self.account.enter(CellUse::Structural, counts),
            Use::ReadAs { .. } => {
                self.account.enter(CellUse::Mapped, counts);
                if let Some(of) = column.and_then(|column| column.of) {
                    self.read_as.entry(of).or_default().push_str(&written);
                }
            }
            Use::NotAsked => self.account.enter(CellUse::Mapped, counts),
            Use::Key => {
                self.account.enter(CellUse::Mapped, counts);
                if counts > 0 {
                    self.key = Some((Identity::Id(written), place));
                }
            }
            Use::Field(field) => {
                self.account.enter(CellUse::Mapped, counts);
                if let Some(entry) =
                    self.record.entries.last_mut().filter(|entry| more && entry.field == field)
                {
                    entry.written = format!("{}{written}", entry.written).into();
                } else if counts > 0 {
                    // Read once the text is whole.
                    self.record.entries.push(Entry {
                        field,
                        written,
                        origin: OriginIndex::OWN,
                        place,
                        value: Value::Text,
                    });
                }
            }
            Use::Extra => {
                self.account.enter(CellUse::Kept, counts);
                match self.record.extras.last_mut().filter(|extra| more && extra.header == header) {
                    Some(extra) => extra.written = format!("{}{written}", extra.written).into(),
                    None if counts > 0 => {
                        self.record.extras.push(Extra { header, written, origin: OriginIndex::OWN, place })
                    }
                    None => {}
                }
            }
        }
    }
}
