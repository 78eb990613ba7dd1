//! Workbooks to one register.

mod cache;
mod canonical_sheet;
mod form;
mod form_answers;
mod notices;
mod remarks;
mod shared_answers;
mod table;
mod ties;
mod units;

use crate::import::account::{Account, CellUse};
use crate::import::column::{Context, HeaderCell};
use crate::import::columns::assign;
use crate::import::draft::Draft;
use crate::import::header::{ColumnMatch, MatchHow};
use crate::import::layout::{
    Forms, Row, SheetPart, Transposed, filled, find_sheet_parts, side_by_side, within, written,
};
use crate::import::legend::Legend;
use crate::import::merge::{self, Merging};
use crate::import::notice::Notice;
#[cfg(feature = "read")]
use crate::import::plain_cells;
use crate::import::profile::Profile;
use crate::import::record_keys::{self, Identity};
use crate::import::result::Import;
use crate::import::table_info::{TableInfo, TableKind};
use crate::import::values::enter_days_of_status;
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Record, Register};
use crate::source::Text;
#[cfg(feature = "read")]
use crate::workbook::ReadingRemarkKind;
use crate::workbook::{Sheet, Visibility, Workbook};
use canonical_sheet::CanonicalSheet;
use form_answers::FormAnswers;
use shared_answers::Surroundings;
use table::{Table, TableReader};

/// Reads workbooks into a register by a profile.
///
/// ```
/// use ropa::import::{Importer, Profile};
/// use ropa::model::Field;
/// use ropa::source::Place;
/// use ropa::workbook::{Cell, CellKind, Sheet, Workbook};
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
    merging: Merging<'p>,
}

impl<'p> Importer<'p> {
    /// An importer that knows headers and words by a profile.
    pub fn new(profile: &'p Profile) -> Importer<'p> {
        Importer { profile, merging: Merging::default() }
    }

    /// The same importer, with how records that several files hold become one.
    pub fn with_merging(self, merging: Merging<'p>) -> Importer<'p> {
        Importer { merging, ..self }
    }

    pub(super) fn profile(&self) -> &'p Profile {
        self.profile
    }

    /// The same importer with another profile.
    pub(super) fn by<'q>(&self, profile: &'q Profile) -> Importer<'q>
    where
        'p: 'q,
    {
        Importer { profile, merging: self.merging }
    }

    /// Reads workbooks, in the order given, into one register.
    ///
    /// Never fails: what cannot be read as a record is counted and reported in the [`Import`].
    pub fn import<'w>(&self, workbooks: impl IntoIterator<Item = &'w Workbook>) -> Import {
        let mut reading = self.reader();
        for workbook in workbooks {
            reading.file(workbook);
        }
        reading.finish(self.merging)
    }

    /// Reads workbooks as [`Importer::import`] does, and lets go of each when it is read, so that the
    /// cells of one file and the records of all are not held together longer than they must.
    ///
    /// ```
    /// use ropa::import::{Importer, Profile};
    /// use ropa::workbook::Workbook;
    /// let importer = Importer::new(Profile::builtin());
    /// let empty = || Workbook { file: "register.csv".into(), ..Workbook::default() };
    /// assert_eq!(importer.import_owned([empty()]).notices, importer.import(&[empty()]).notices);
    /// ```
    pub fn import_owned(&self, workbooks: impl IntoIterator<Item = Workbook>) -> Import {
        let mut reading = self.reader();
        for workbook in workbooks {
            reading.file(&workbook);
        }
        reading.finish(self.merging)
    }

    fn reader(&self) -> Reader<'p> {
        Reader {
            profile: self.profile,
            import: Import::default(),
            activities: Vec::new(),
            dpias: Vec::new(),
            starts: (Vec::new(), Vec::new()),
            answers: FormAnswers::default(),
            legend: Legend::default(),
        }
    }
}

struct Reader<'p> {
    profile: &'p Profile,
    import: Import,
    activities: Vec<Draft<Field>>,
    dpias: Vec<Draft<DpiaField>>,
    /// At which activity, and at which DPIA, each file begins.
    starts: (Vec<usize>, Vec<usize>),
    /// What the forms of the file answer.
    answers: FormAnswers,
    /// What signs stand for in the file.
    legend: Legend,
}

impl Reader<'_> {
    fn file(&mut self, workbook: &Workbook) {
        self.starts.0.push(self.activities.len());
        self.starts.1.push(self.dpias.len());
        let from = self.import.remarks.len();
        self.import.remarks.extend(remarks::of_file(workbook));
        self.workbook(workbook);
        remarks::references_first(&mut self.import, from);
    }

    fn workbook(&mut self, workbook: &Workbook) {
        if workbook.is_own_list() {
            return self.own_list(workbook);
        }
        let mut anything = false;
        self.answers = FormAnswers::of(workbook);
        self.legend = Legend::of(workbook);
        let (tables, drafts) = (self.import.tables.len(), self.activities.len());
        for sheet in &workbook.sheets {
            anything |= self.sheet(&workbook.file, sheet, workbook.sheets.len() == 1);
        }
        let told =
            units::enter_units(self.profile, &self.import.tables[tables..], &mut self.activities[drafts..]);
        self.import.notices.extend(told);
        if !anything {
            // Empty sheets beside others are common; a file of nothing else is not.
            let sheet = workbook.sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default();
            self.import.notices.push(Notice::NoTable { file: workbook.file.clone(), sheet });
        }
    }

    /// Accounts for a list that this library wrote; the remark on the file tells of it.
    fn own_list(&mut self, workbook: &Workbook) {
        for sheet in &workbook.sheets {
            let mut account = Account::default();
            account.enter(CellUse::Structural, count(&filled(sheet)));
            self.push(TableInfo::without_records(&workbook.file, &sheet.name, account));
        }
    }

    /// Reads a sheet; gives whether it holds anything. The only one of its file is read whatever its name.
    fn sheet(&mut self, file: &Text, sheet: &Sheet, is_only: bool) -> bool {
        // What this library wrote says what it means; nothing of it is dressed.
        #[cfg(feature = "read")]
        let (plain, told) = match CanonicalSheet::find(file, sheet, &filled(sheet)) {
            Some(_) => (std::borrow::Cow::Borrowed(sheet), Vec::new()),
            None => plain_cells::plain(file, sheet),
        };
        #[cfg(feature = "read")]
        {
            let covered = told.iter().filter(|remark| remark.kind == ReadingRemarkKind::CoveredCells);
            let covered = covered.map(|remark| remark.cells.len()).sum();
            let tables = self.import.tables.len();
            self.import.remarks.extend(told);
            let found = self.plain_sheet(file, &plain, is_only);
            self.covered(file, &sheet.name, tables, covered);
            found
        }
        #[cfg(not(feature = "read"))]
        self.plain_sheet(file, sheet, is_only)
    }

    /// Accounts for cells that merged areas cover, in the first table of their sheet; `tables` is where those begin.
    #[cfg(feature = "read")]
    fn covered(&mut self, file: &Text, sheet: &Text, tables: usize, cells: usize) {
        let mut account = Account::default();
        account.enter(CellUse::Structural, cells);
        match self.import.tables.get_mut(tables) {
            _ if cells == 0 => {}
            Some(table) => {
                table.account += account;
                self.import.account += account;
            }
            None => self.push(TableInfo::without_records(file, sheet, account)),
        }
    }

    /// Reads a sheet of plain cells.
    fn plain_sheet(&mut self, file: &Text, sheet: &Sheet, is_only: bool) -> bool {
        let rows = filled(sheet);
        if rows.is_empty() {
            return false;
        }
        if let Some(marked) = CanonicalSheet::find(file, sheet, &rows) {
            let info = match marked.kind {
                TableKind::Activities => marked.read(self.profile, &mut self.import, &mut self.activities),
                TableKind::Dpias => marked.read(self.profile, &mut self.import, &mut self.dpias),
                TableKind::Classification | TableKind::Other => marked.aside(),
            };
            self.push(info);
            return true;
        }
        let is_other = !is_only && self.profile.sheets.kind_of(&sheet.name) == Some(TableKind::Other);
        let parts = if is_other { Vec::new() } else { find_sheet_parts(&rows, file, sheet, self.profile) };
        if parts.is_empty() {
            self.without_records(file, sheet, is_other, count(&rows));
            return true;
        }
        let before = self.activities.len() + self.dpias.len();
        for part in parts {
            match part {
                SheetPart::Rows(found) => {
                    let frame = Surroundings::of(&rows[found.above.clone()]);
                    for (cols, found) in side_by_side(found, self.profile) {
                        let (rows, found, frame) = (&within(&rows, cols)[..], &found, &frame);
                        self.table(&Table { file, sheet, rows, found, frame, turned: false, cols }, 0);
                    }
                }
                SheetPart::Columns(Transposed { above, sheet: view, found }) => {
                    let frame = Surroundings::of(&rows[above.clone()]);
                    let view_rows = filled(&view);
                    let mut outside = count(&rows[above]);
                    for found in &found {
                        let rows = &view_rows;
                        let table = Table {
                            file,
                            sheet: &view,
                            rows,
                            found,
                            frame: &frame,
                            turned: true,
                            cols: (0, u32::MAX),
                        };
                        self.table(&table, std::mem::take(&mut outside));
                    }
                }
                SheetPart::Forms(forms) => self.forms(file, sheet, forms),
            }
        }
        if self.activities.len() + self.dpias.len() > before {
            if sheet.visibility != Visibility::Visible {
                self.import
                    .notices
                    .push(Notice::HiddenSheet { file: file.clone(), sheet: sheet.name.clone() });
            }
            notices::hidden_lines(file, sheet, &mut self.import);
        }
        true
    }

    /// Accounts for a sheet in which no table was found.
    fn without_records(&mut self, file: &Text, sheet: &Sheet, is_other: bool, cells: usize) {
        let mut account = Account::default();
        let (file, name) = (file.clone(), sheet.name.clone());
        let (became, notice) = if is_other {
            (CellUse::Structural, Notice::Explanations { file: file.clone(), sheet: name.clone() })
        } else {
            (CellUse::Reported, Notice::NoTable { file: file.clone(), sheet: name.clone() })
        };
        account.enter(became, cells);
        self.import.notices.push(notice);
        self.push(TableInfo::without_records(&file, &name, account));
    }

    /// Reads a table; cells around it that are no part of its own rows are counted with it.
    fn table(&mut self, table: &Table<'_>, outside: usize) {
        let (words, legend) = (self.profile.words(), &self.legend);
        let ticked = |col: u32| table.is_ticked(col, words, legend);
        let sample = |header: &HeaderCell| {
            table.sample(header.place.col).into_iter().map(|text| legend.said(text, words)).collect()
        };
        let context = Context { profile: self.profile, ticked: &ticked, sample: &sample };
        let mut info = match table.found.kind {
            TableKind::Activities => {
                let columns = assign(&table.found.columns, &self.profile.activity, &context);
                TableReader::new(self.profile, &mut self.import, &self.legend, *table, columns)
                    .read(&mut self.activities)
            }
            TableKind::Dpias => {
                let columns = assign(&table.found.columns, &self.profile.dpia, &context);
                TableReader::new(self.profile, &mut self.import, &self.legend, *table, columns)
                    .read(&mut self.dpias)
            }
            TableKind::Classification | TableKind::Other => self.skip(table),
        };
        if matches!(info.kind, TableKind::Activities | TableKind::Dpias) {
            let cell = || table.cell_of_anchor();
            notices::subset(self.profile, table.file, cell, table.frame, &mut self.import);
        }
        info.account.enter(CellUse::Structural, outside);
        self.push(info);
    }

    fn forms(&mut self, file: &Text, sheet: &Sheet, forms: Forms) {
        let info = match forms.kind {
            TableKind::Dpias => form::read(
                self.profile,
                &mut self.import,
                &self.profile.dpia,
                (file, &sheet.name),
                forms,
                &self.answers,
                &mut self.dpias,
            ),
            _ => form::read(
                self.profile,
                &mut self.import,
                &self.profile.activity,
                (file, &sheet.name),
                forms,
                &self.answers,
                &mut self.activities,
            ),
        };
        self.push(info);
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
                possible: None,
                grounds: None,
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

    fn finish(mut self, merging: Merging<'_>) -> Import {
        ties::explain(self.profile, &mut self.import, &mut self.activities, &mut self.dpias);
        for draft in &self.activities {
            notices::uneven_pairs(&draft.record, &mut self.import);
        }
        for draft in &mut self.dpias {
            enter_days_of_status(self.profile.words(), &mut draft.record.entries);
        }
        let merged = &mut self.import.merged;
        let activities = merge::merge(self.activities, &self.starts.0, merging, merged);
        let dpias = merge::merge(self.dpias, &self.starts.1, merging, merged);
        let (activities, first) = keyed(activities, |key, record| ProcessingActivity { key, record });
        let (dpias, second) = keyed(dpias, |key, record| Dpia { key, record });
        self.import.register = Register { activities, dpias };
        self.import.notices.extend(first.into_iter().chain(second));
        self.import
    }
}

/// The records with their keys, and the notices of identities that several have.
fn keyed<F, R>(drafts: Vec<Draft<F>>, make: impl Fn(Text, Record<F>) -> R) -> (Vec<R>, Vec<Notice>)
where
    Record<F>: notices::Versioned,
{
    let identities: Vec<_> = drafts.iter().map(|draft| draft.identity.clone()).collect();
    let (keys, duplicates) = record_keys::assign(&identities);
    let notices = duplicates.into_iter().map(|duplicate| match &duplicate.identity {
        Identity::Id(id) => notices::versions(&duplicate, &drafts, id)
            .unwrap_or_else(|| Notice::DuplicateId { id: id.clone(), cells: duplicate.cells.clone() }),
        Identity::Name { name, .. } => notices::versions(&duplicate, &drafts, name)
            .unwrap_or_else(|| Notice::DuplicateName { name: name.clone(), cells: duplicate.cells.clone() }),
    });
    let notices = notices.collect();
    let records = drafts.into_iter().map(|draft| draft.record);
    (keys.into_iter().zip(records).map(|(key, record)| make(key, record)).collect(), notices)
}

fn count(rows: &[Row<'_>]) -> usize {
    rows.iter().map(|(_, cells)| written(cells).count()).sum()
}
