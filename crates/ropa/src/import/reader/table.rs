//! One table, record by record.

use crate::import::account::{Account, CellUse};
use crate::import::column::{Choice, Column, TableField};
use crate::import::columns::{asked, doubted, explain};
use crate::import::draft::Draft;
use crate::import::header::ColumnMatch;
use crate::import::header::key;
use crate::import::layout::{Found, Row, is_note, merged, same_headers, written};
use crate::import::legend::Legend;
use crate::import::notice::{NotUnderstood, Notice};
use crate::import::profile::Profile;
use crate::import::reader::cache::{ByCol, ReadingCache};
use crate::import::reader::count;
use crate::import::reader::notices;
use crate::import::reader::shared_answers::{Surroundings, TableContext, shared_answers};
use crate::import::record_field::RecordField;
use crate::import::record_keys::Identity;
use crate::import::result::Import;
use crate::import::table_info::{Layout, TableInfo, TableKind};
use crate::import::value_words::ValueWords;
use crate::import::values::{Reading, changed_code};
use crate::model::{Entry, Extra, Field, Origin, OriginIndex, Record, Value};
use crate::source::{CellRef, Place, Text};
use crate::workbook::{Cell, CellKind, ReadingRemark, ReadingRemarkKind, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many rows, all areas together, may be spanned by a cell above them.
const MOST_SPANNED: usize = 4_000_000;

/// A table in its sheet.
#[derive(Clone, Copy)]
pub(super) struct Table<'s> {
    pub file: &'s Text,
    pub sheet: &'s Sheet,
    pub rows: &'s [Row<'s>],
    pub found: &'s Found,
    /// What stands above it.
    pub frame: &'s Surroundings,
    /// Whether `sheet` and `rows` are a view with rows and columns exchanged.
    pub turned: bool,
    /// The first and the last column that it may stand in; other tables may stand beside it.
    pub cols: (u32, u32),
}

/// An id is in fewer words than this: what stands alone in its column and is longer is a line below or between records.
const LINE: usize = 4;

/// So many rows of a table are looked at to tell what its columns hold.
const SAMPLED_ROWS: usize = 200;

impl<'s> Table<'s> {
    /// What some of the cells of a column of the view say.
    pub(super) fn sample(&self, col: u32) -> Vec<&'s str> {
        let rows: &'s [Row<'s>] = &self.rows[self.found.body.clone()];
        let cell = |cells: &'s [Cell]| {
            cells.binary_search_by_key(&col, |cell| cell.place.col).ok().map(|at| &cells[at])
        };
        let cells = rows.iter().take(SAMPLED_ROWS).filter_map(|(_, cells)| cell(cells));
        cells.filter(|cell| !cell.is_blank()).map(|cell| &*cell.text).collect()
    }
    /// The cell that stands at a place of the table's view.
    pub(super) fn cell(&self, place: Place) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place: self.place(place) }
    }

    /// The place in the sheet of a place in the table's view.
    fn place(&self, place: Place) -> Place {
        if self.turned { Place::new(place.col, place.row) } else { place }
    }

    pub(super) fn cell_of_anchor(&self) -> CellRef {
        CellRef { file: self.file.clone(), sheet: self.sheet.name.clone(), place: self.anchor() }
    }

    /// The first cell of the header.
    pub(super) fn anchor(&self) -> Place {
        let header = written(self.rows[self.found.header.start].1).next();
        self.place(header.map_or(Place::new(0, 0), |cell| cell.place))
    }

    /// Whether a column of the view holds nothing but ticks: answers that are a plain yes or no.
    pub(super) fn is_ticked(&self, col: u32, words: &ValueWords, legend: &Legend) -> bool {
        const TRIED: usize = 200;
        let cells = self.rows[self.found.body.clone()]
            .iter()
            .filter_map(|(_, cells)| {
                cells.binary_search_by_key(&col, |cell| cell.place.col).ok().map(|at| &cells[at])
            })
            .filter(|cell| !cell.is_blank());
        // A cross is a mark too, though one that a person must read.
        let is_mark = |text: &str| {
            matches!(text.trim(), "✗" | "✘")
                || !matches!(words.read_field(Field::K1, legend.said(text, words)).value, Value::Text)
        };
        cells.take(TRIED).all(|cell| is_mark(&cell.text))
    }

    /// Gives a record's cells their places in the sheet.
    fn restore<F>(&self, record: &mut Record<F>) {
        if self.turned {
            record.entries.iter_mut().for_each(|entry| entry.place = self.place(entry.place));
            record.extras.iter_mut().for_each(|extra| extra.place = self.place(extra.place));
        }
    }

    /// The account of the rows above the records.
    pub(super) fn account_of_frame(&self) -> Account {
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
            let beside = first.col < self.cols.0 || first.col > self.cols.1;
            if last.row <= first.row || overlaps || beside || !filled() {
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

    pub(super) fn info(&self, mut columns: Vec<ColumnMatch>, records: usize, account: Account) -> TableInfo {
        for column in &mut columns {
            column.place = self.place(column.place);
        }
        TableInfo {
            file: self.file.clone(),
            sheet: self.sheet.name.clone(),
            kind: self.found.kind,
            layout: if self.turned { Layout::Columns } else { Layout::Rows },
            header_row: Some(match columns.iter().map(|column| column.place.row).min() {
                Some(first) if self.turned => first + 1,
                _ => self.rows[self.found.header.start].0 + 1,
            }),
            records,
            columns,
            metadata: self.frame.lines.clone(),
            open: BTreeMap::new(),
            account,
        }
    }
}
/// What a row below the header is.
enum RowIs {
    Record(Identity, Place),
    /// The second and later rows of a record whose name spans several rows.
    Continuation,
    Structural,
    /// A row of sums.
    Total,
    /// A row with nothing but boxes that nobody has ticked.
    Prepared,
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

pub(super) struct TableReader<'a, F> {
    profile: &'a Profile,
    import: &'a mut Import,
    table: Table<'a>,
    columns: Vec<Column<F>>,
    by_col: ByCol,
    readings: Vec<ReadingCache>,
    /// What signs stand for in the file.
    legend: &'a Legend,
    /// Columns that comment on others, and those.
    comments: Vec<(u32, u32)>,
    asked: Arc<BTreeSet<F>>,
    /// What the lines above the table say of every record in it.
    said_above: Vec<Entry<F>>,
    /// Cells that span several rows: for each later row, the places whose text holds there too.
    spans: BTreeMap<u32, Vec<Place>>,
    merged: BTreeMap<Place, Place>,
    /// Whether full rows have ids with a number in them.
    numbered: bool,
    /// Whether most of them have letters in theirs.
    lettered: bool,
    account: Account,
}

impl<'a, F: RecordField> TableReader<'a, F> {
    pub(super) fn new(
        profile: &'a Profile,
        import: &'a mut Import,
        legend: &'a Legend,
        table: Table<'a>,
        columns: Vec<Column<F>>,
    ) -> Self {
        let told = columns
            .iter()
            .filter_map(|column| Notice::of_header(&column.matched, table.cell(column.matched.place)));
        import.notices.extend(told);
        let mut by_col = ByCol::default();
        for (index, column) in columns.iter().enumerate() {
            by_col.set(column.matched.place.col, index);
        }
        let mut asked = asked(&columns);
        let around = TableContext {
            profile,
            file: table.file,
            sheet: &table.sheet.name,
            frame: table.frame,
            anchor: table.anchor(),
        };
        let said_above = shared_answers(&around, &asked, &mut import.notices);
        notices::overview(&asked, || table.cell_of_anchor(), import);
        asked.extend(said_above.iter().map(|entry| entry.field));
        let asked = Arc::new(asked);
        let col = |index: usize| columns[index].matched.place.col;
        let comments = (0..columns.len())
            .filter_map(|index| Some((col(index), col(columns[index].comments_on?))))
            .collect();
        let readings = columns.iter().map(|_| ReadingCache::default()).collect();
        let account = table.account_of_frame();
        let merged = merged(table.sheet);
        let spans = table.spans(&merged);
        TableReader {
            profile,
            import,
            columns,
            by_col,
            readings,
            legend,
            comments,
            asked,
            said_above,
            spans,
            merged,
            numbered: false,
            lettered: false,
            account,
            table,
        }
    }

    pub(super) fn read(mut self, drafts: &mut Vec<Draft<F>>) -> TableInfo {
        let table = self.table;
        let body = &table.rows[table.found.body.clone()];
        let last_full = body.iter().rposition(|(_, cells)| written(cells).nth(2).is_some());
        let titles = self.titles_of_next(body);
        let ids = self.whole_ids();
        let lettered = ids.iter().filter(|id| id.contains(char::is_alphabetic)).count();
        let numbered = ids.iter().any(|id| id.bytes().any(|byte| byte.is_ascii_digit()));
        (self.lettered, self.numbered) = (lettered * 3 > ids.len() * 2, numbered);
        let has_ids = !ids.is_empty();
        let before = drafts.len();
        let mut previous = table.rows[table.found.header.end - 1].0;
        let mut in_notes = false;
        for (index, &(row, cells)) in body.iter().enumerate() {
            let parted = row > previous + 1 && drafts.len() > before;
            previous = row;
            in_notes =
                (in_notes || parted) && last_full.is_none_or(|last| index > last) && self.columns.len() >= 3;
            if index >= titles && self.is_title(cells, has_ids) {
                self.stray(cells);
                continue;
            }
            let read = self.row(row, cells);
            match self.row_is(cells, &read, parted, in_notes, drafts.len() > before) {
                RowIs::Record(identity, place) => {
                    let mut record = self.enter(read);
                    table.restore(&mut record);
                    record.entries.extend(self.said_above.iter().cloned());
                    drafts.push(Draft { identity: (identity, table.cell(place)), record });
                }
                RowIs::Continuation => {
                    let mut more = self.enter(read);
                    more.entries.retain(|entry| entry.place.row == row);
                    more.extras.retain(|extra| extra.place.row == row);
                    table.restore(&mut more);
                    if let Some(draft) = drafts.last_mut() {
                        draft.record.entries.extend(more.entries);
                        draft.record.extras.extend(more.extras);
                    }
                }
                RowIs::Structural => self.account.enter(CellUse::Structural, written(cells).count()),
                RowIs::Total => {
                    self.stray(cells);
                    let cells = written(cells).map(|cell| table.cell(cell.place)).collect();
                    self.import.remark(ReadingRemarkKind::Totals, cells);
                }
                RowIs::Prepared => self.told(cells, ReadingRemarkKind::PreparedRows),
                RowIs::Stray => self.stray(cells),
            }
        }
        self.left_out(body);
        let columns = self.columns.into_iter().map(|column| column.matched).collect();
        table.info(columns, drafts.len() - before, self.account)
    }

    fn row(&mut self, row: u32, cells: &[Cell]) -> RowRead<F> {
        let table = self.table;
        let origin = Origin {
            file: table.file.clone(),
            sheet: table.sheet.name.clone(),
            row: row + 1,
            parts: Arc::default(),
        };
        let entries = Vec::with_capacity(cells.len());
        let record =
            Record { origin, others: Vec::new(), asked: self.asked.clone(), entries, extras: Vec::new() };
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
        for &(comment, of) in &self.comments {
            let Some(comment) = read.record.extras.iter().find(|extra| extra.place.col == comment) else {
                continue;
            };
            if let Some(entry) = read.record.entries.iter_mut().find(|entry| entry.place.col == of) {
                explain(entry, &comment.written, self.profile.words());
            }
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
            read.record.extras.push(Extra {
                header: column.extra.clone(),
                origin: OriginIndex::OWN,
                written,
                place,
            });
            return;
        };
        read.mapped += usize::from(own);
        if self.is_changed(field, cell, own) {
            let entry = Entry { field, origin: OriginIndex::OWN, written, place, value: Value::Unknown };
            read.record.entries.push(entry);
            return;
        }
        let column = &self.columns[index];
        let words = self.profile.words();
        let Reading { value, not_understood } = match &column.option {
            Some(option) => tick(words, self.legend, field, &written, option),
            None => self.readings[index].read(&written, |text| {
                self.legend.read(text, |text| field.read_under(words, &column.matched.header, text))
            }),
        };
        let value = column.of_own(doubted(column, value));
        read.record.entries.extend(column.of_others(&written, place, &value));
        if own {
            read.not_understood.extend(not_understood.into_iter().map(|text| NotUnderstood {
                cell: self.table.cell(place),
                text,
                field: field.into(),
            }));
        }
        if let Some(field) = column.also {
            let value = field.read(words, &written).value;
            read.record.entries.push(Entry {
                field,
                origin: OriginIndex::OWN,
                written: written.clone(),
                place,
                value,
            });
        }
        read.record.entries.push(Entry { field, origin: OriginIndex::OWN, written, place, value });
    }

    /// Whether a cell holds a code that a spreadsheet has made something else of, so that it is no answer; tells it, and
    /// references that became dates, which may still be right.
    fn is_changed(&mut self, field: F, cell: &Cell, own: bool) -> bool {
        let is_date = cell.kind == CellKind::Date;
        if F::CODES.contains(&field)
            && let Some(code) = changed_code::probable(&self.profile.words().tables, &cell.text, is_date)
        {
            if own {
                let cells = vec![self.table.cell(cell.place)];
                let detail = format!("{} = {code}?", cell.text.trim()).into();
                let file = self.table.file.clone();
                self.import.remarks.push(ReadingRemark {
                    kind: ReadingRemarkKind::ChangedCodes,
                    file,
                    cells,
                    detail,
                });
            }
            return true;
        }
        let refers = F::REFERENCES.contains(&field);
        if own
            && refers
            && (is_date || changed_code::is_day_and_month(&self.profile.words().tables, &cell.text))
        {
            self.import.remark(ReadingRemarkKind::ChangedReferences, vec![self.table.cell(cell.place)]);
        }
        false
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
        self.columns.push(Column::without_header(place));
        self.readings.push(ReadingCache::default());
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
        if self.repeats_headers(cells) {
            return RowIs::Structural;
        }
        if self.is_total(cells) {
            return RowIs::Total;
        }
        let identifies =
            |entry: &&Entry<F>| F::IDENTIFYING.contains(&entry.field) && says_something(&entry.value);
        let (own, spanning): (Vec<_>, Vec<_>) =
            record.entries.iter().filter(identifies).partition(|entry| entry.place.row == first.place.row);
        if own.is_empty() && !spanning.is_empty() && below_a_record {
            return RowIs::Continuation;
        }
        if !own.is_empty()
            && own.iter().all(|entry| entry.field == F::IDENTIFYING[0])
            && self.is_prepared(cells, record)
        {
            return RowIs::Prepared;
        }
        if !own.is_empty()
            && let Some((identity, place)) = F::identity(record)
        {
            return RowIs::Record(identity, place);
        }
        if record.extras.is_empty() && record.entries.iter().all(|entry| entry.value == Value::Blank) {
            return RowIs::Structural;
        }
        if written(cells).all(is_unticked) {
            return RowIs::Prepared;
        }
        RowIs::Stray
    }

    /// Whether a row beside its id holds boxes without a tick, and else only what was there before anyone filled it in,
    /// such as `Välj i listan`.
    fn is_prepared(&self, cells: &[Cell], record: &Record<F>) -> bool {
        let entry = |cell: &Cell| record.entries.iter().find(|entry| entry.place == cell.place);
        let is_id = |cell: &&Cell| entry(cell).is_some_and(|entry| entry.field == F::IDENTIFYING[0]);
        let is_blank = |cell: &Cell| entry(cell).is_some_and(|entry| entry.value == Value::Blank);
        written(cells).any(is_unticked)
            && written(cells).filter(|cell| !is_id(cell)).all(|cell| is_unticked(cell) || is_blank(cell))
    }

    /// Whether a row repeats the headers, in these words or in others that mean the same.
    fn repeats_headers(&self, cells: &[Cell]) -> bool {
        if self.table.found.header.clone().any(|index| same_headers(cells, self.table.rows[index].1)) {
            return true;
        }
        let renames = |cell: &&Cell| {
            let column = self.by_col.get(cell.place.col).map(|index| &self.columns[index]);
            let Some(field) = column.and_then(|column| column.field) else { return false };
            F::labels(self.profile).by_key(&key(&cell.text)).iter().any(|claim| claim.field == field)
        };
        let (all, same) = (written(cells).count(), written(cells).filter(renames).count());
        same >= 2 && same * 2 > all
    }

    /// Whether a row holds sums: one text that says so, wherever it stands, and otherwise counts (`3`, `3 frister`). A row
    /// with an id of its own is a record, unless its text says nothing else: `3;Max för bidrag` is one, `3;Totalt` is not. A
    /// bare number where ids have letters is a count.
    fn is_total(&self, cells: &[Cell]) -> bool {
        let counts = |cell: &&Cell| cell.text.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let mut texts =
            written(cells).filter(|cell| cell.text.contains(char::is_alphabetic) && !counts(cell));
        let (Some(text), None) = (texts.next(), texts.next()) else { return false };
        let is_id = |cell: &Cell| {
            let column = self.by_col.get(cell.place.col).map(|index| &self.columns[index]);
            let number = || cell.text.trim().bytes().all(|byte| byte.is_ascii_digit());
            column.is_some_and(|column| column.field == Some(F::IDENTIFYING[0]))
                && !(self.lettered && number())
        };
        let has_id = written(cells).any(|cell| cell.place != text.place && is_id(cell));
        match has_id {
            true => self.profile.sheets.is_total(&text.text),
            false => self.profile.sheets.heads_total(&text.text, written(cells).nth(1).is_none()),
        }
    }

    /// Whether the only cell of a row is a heading between records: a word where the records have numbered ids,
    /// or capitals alone where they have names.
    fn is_lone_heading(&self, cell: &Cell) -> bool {
        let field = self.by_col.get(cell.place.col).and_then(|index| self.columns[index].field);
        let text = cell.text.trim();
        self.numbered
            && match field {
                Some(field) if field == F::IDENTIFYING[0] => {
                    text.contains(':')
                        || !text.bytes().any(|byte| byte.is_ascii_digit())
                        || text.split_whitespace().count() >= LINE
                        || self.lettered && counts(text)
                }
                Some(field) if field == F::NAME => {
                    text.chars().filter(|c| c.is_uppercase()).count() >= 3
                        && !text.chars().any(char::is_lowercase)
                }
                _ => false,
            }
    }

    /// Where the lines of one cell begin that stand right above another table; the end where there are none.
    fn titles_of_next(&self, body: &[Row<'_>]) -> usize {
        if self.table.found.body.end == self.table.rows.len() {
            return body.len();
        }
        let is_line = |(_, cells): &&Row<'_>| written(cells).nth(1).is_none();
        body.len() - body.iter().rev().take_while(is_line).count()
    }

    /// Whether a line above another table is its title: it says more than a name and has a number in it, `Export
    /// 2025-03-02 14:05, sida 2`, or either of these where no id stands among records that have one.
    fn is_title(&self, cells: &[Cell], has_ids: bool) -> bool {
        let Some(cell) = written(cells).next() else { return false };
        let field = self.by_col.get(cell.place.col).and_then(|index| self.columns[index].field);
        let is_line = cell.text.split_whitespace().count() >= LINE;
        let has_number = cell.text.bytes().any(|byte| byte.is_ascii_digit());
        match has_ids && field != Some(F::IDENTIFYING[0]) {
            true => is_line || has_number,
            false => is_line && has_number,
        }
    }

    /// The ids of rows that fill more than two cells.
    fn whole_ids(&self) -> Vec<&'a str> {
        let is_id = |column: &&Column<F>| column.field == Some(F::IDENTIFYING[0]);
        let Some(col) = self.columns.iter().find(is_id).map(|column| column.matched.place.col) else {
            return Vec::new();
        };
        let id = |cells: &'a [Cell]| {
            let at = cells.binary_search_by_key(&col, |cell| cell.place.col).ok()?;
            Some(&*cells[at].text)
        };
        let table = self.table;
        let body = &table.rows[table.found.body.clone()];
        let whole = body.iter().filter(|(_, cells)| written(cells).nth(2).is_some());
        whole.filter_map(|(_, cells)| id(cells)).collect()
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
        if second.is_none() && !in_notes && self.is_lone_heading(first) {
            return Some(RowIs::Stray);
        }
        if self.profile.sheets.is_total(&first.text) {
            return Some(RowIs::Total);
        }
        if self.profile.sheets.is_page(&first.text) {
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

    /// Says of columns that bear on the need for a DPIA, to judge by their headers, that nothing reads them.
    fn left_out(&mut self, body: &[Row<'_>]) {
        if F::TABLE != TableKind::Activities {
            return;
        }
        let (labels, layout) = (&self.profile.activity.labels, &self.profile.layout);
        for column in &self.columns {
            let header = &column.matched.header;
            let kept = column.field.is_none() && column.comments_on.is_none();
            if !kept || !layout.is_telling(header) || labels.is_ignored(header) {
                continue;
            }
            let col = column.matched.place.col;
            let says = |cells: &[Cell]| {
                cells.binary_search_by_key(&col, |cell| cell.place.col).is_ok_and(|at| !cells[at].is_blank())
            };
            if body.iter().any(|(_, cells)| says(cells)) {
                let cell = self.table.cell(column.matched.place);
                self.import.notices.push(Notice::LeftOut { header: header.clone(), cell });
            }
        }
    }

    /// Accounts for a row that is part of the sheet, and tells it with its cells.
    fn told(&mut self, cells: &[Cell], kind: ReadingRemarkKind) {
        let cells: Vec<CellRef> = written(cells).map(|cell| self.table.cell(cell.place)).collect();
        self.account.enter(CellUse::Structural, cells.len());
        self.import.remark(kind, cells);
    }

    fn stray(&mut self, cells: &[Cell]) {
        for cell in written(cells) {
            self.account.enter(CellUse::Reported, 1);
            let notice = Notice::Stray { cell: self.table.cell(cell.place), text: cell.text.clone() };
            self.import.notices.push(notice);
        }
    }
}
/// Whether a text is a number of something: `3 st`.
fn counts(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() < text.len() && word.starts_with(' ') && word.trim().chars().all(char::is_alphabetic)
}

/// Whether a cell is a box that nobody has ticked.
fn is_unticked(cell: &Cell) -> bool {
    cell.kind == CellKind::Bool && &*cell.text == "FALSE" || matches!(cell.text.trim(), "☐" | "□" | "[ ]")
}

/// What a tick in the column of an option says.
fn tick<F: TableField>(
    words: &ValueWords,
    legend: &Legend,
    field: F,
    written: &str,
    option: &Choice,
) -> Reading {
    // Any question of yes and no has the words.
    let Reading { value, not_understood } =
        legend.read(written, |written| words.read_field(Field::K1, written));
    match (value, option) {
        (Value::YesNo(answer), Choice::Item(item)) if answer.yes => {
            Reading { value: Value::Items([item.clone()].into()), not_understood }
        }
        (Value::YesNo(answer), Choice::Answer(text)) if answer.yes => field.read(words, text),
        // That one option is not chosen says nothing of the others.
        (Value::YesNo(_) | Value::NotApplicable, _) => Reading { value: Value::Blank, not_understood },
        (value, _) => Reading { value, not_understood },
    }
}

fn says_something(value: &Value) -> bool {
    !matches!(value, Value::Blank | Value::Unknown)
}
