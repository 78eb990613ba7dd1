//! Where in a sheet the tables stand.
//!
//! A table is known by its headers, never by its place: there may be a title and metadata above it,
//! headings above the headers, technical names below them, notes below the records, and another
//! table further down.

use super::account::Account;
use super::columns::HeaderCell;
use super::header::{ColumnMatch, key};
use super::profile::Profile;
use crate::model::{DpiaField, Field, Place, Text};
use crate::sheet::{Cell, CellKind, Sheet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use strum::{Display, IntoStaticStr};

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TableKind {
    /// Records of processing.
    Activities,
    /// DPIAs.
    Dpias,
    /// A classification structure.
    Classification,
    /// Something else: a glossary, instructions, another list.
    Other,
}

/// How records lie in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Layout {
    /// One record per row.
    Rows,
    /// One record per column.
    Columns,
    /// Questions and answers below each other.
    Form,
    /// A document that is one record.
    Document,
}

/// A line above a table that says something of all of it: `Personuppgiftsansvarig: Socialnämnden`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// What it is about, `Personuppgiftsansvarig`.
    pub label: Text,
    /// What it says, `Socialnämnden`.
    pub text: Text,
    /// The cell that says it.
    pub place: Place,
}

/// A table found in a sheet, and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct TableInfo {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// What it holds.
    pub kind: TableKind,
    /// How records lie in it.
    pub layout: Layout,
    /// The header's first row, counted from one; absent where no table was found.
    pub header_row: Option<u32>,
    /// Records read.
    pub records: usize,
    /// The columns, in order.
    pub columns: Vec<ColumnMatch>,
    /// What the lines above the table say of all of it.
    pub metadata: Vec<Metadata>,
    /// What became of the cells of the table, with what stands above and below it.
    pub account: Account,
}

/// A row that holds something, with its number from zero.
pub(super) type Row<'s> = (u32, &'s [Cell]);

/// A table's place in a sheet; the ranges count the rows that hold something.
#[derive(Debug)]
pub(super) struct Found {
    pub kind: TableKind,
    /// Title and metadata.
    pub above: Range<usize>,
    /// The rows of the header.
    pub header: Range<usize>,
    /// The columns' headers.
    pub columns: Vec<HeaderCell>,
    /// Records, and what stands between and below them.
    pub body: Range<usize>,
}

/// So many rows are searched for a first header by every cell, and fewer by likeness.
const SEARCHED_ROWS: usize = 500;
const SEARCHED_BY_LIKENESS: usize = 60;

/// A header is at most so long, in bytes; longer text is prose.
const LONGEST_HEADER: usize = 600;

/// The cells of a row that hold more than white space.
pub(super) fn written(cells: &[Cell]) -> impl DoubleEndedIterator<Item = &Cell> + Clone {
    cells.iter().filter(|cell| !cell.is_blank())
}

/// The tables of a sheet, from the top down.
pub(super) fn find_tables(rows: &[Row<'_>], sheet: &Sheet, profile: &Profile) -> Vec<Found> {
    let hint = profile.sheets.kind_of(&sheet.name);
    let finder = Finder { rows, merged: merged(sheet), profile, hint };
    let tables = finder.tables(Matching::ByKey);
    if tables.iter().any(|table| table.kind != TableKind::Other) {
        tables
    } else {
        finder.tables(Matching::ByLikeness)
    }
}

/// The merged areas of a sheet, by their first cell.
pub(super) fn merged(sheet: &Sheet) -> BTreeMap<Place, Place> {
    sheet.merged.iter().copied().collect()
}

/// How headers are compared while a table is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matching {
    ByKey,
    ByLikeness,
}

struct Finder<'a> {
    rows: &'a [Row<'a>],
    merged: BTreeMap<Place, Place>,
    profile: &'a Profile,
    hint: Option<TableKind>,
}

impl Finder<'_> {
    fn tables(&self, matching: Matching) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut index = 0;
        while index < self.rows.len() {
            if matching == Matching::ByLikeness && found.is_empty() && index >= SEARCHED_BY_LIKENESS {
                break;
            }
            let Some((kind, header)) = self.header_at(index, found.last(), matching) else {
                index += 1;
                continue;
            };
            let columns = self.columns(&header);
            let floor = found.last().map_or(0, |table| table.header.end);
            let header = self.with_heading(header, floor);
            let above = self.above(header.start, floor, found.is_empty());
            if let Some(table) = found.last_mut() {
                table.body.end = above.start;
            }
            index = header.end;
            found.push(Found { kind, above, body: header.end..self.rows.len(), header, columns });
        }
        found
    }

    /// What kind of table has its header in this row, and the rows of the header.
    fn header_at(
        &self,
        index: usize,
        table: Option<&Found>,
        matching: Matching,
    ) -> Option<(TableKind, Range<usize>)> {
        let (number, cells) = self.rows[index];
        let free = match table {
            // A header further down stands after a blank row, after a title, or looks like one.
            Some(table) => {
                let (before, above) = self.rows[index - 1];
                let parted = number > before + 1 || written(above).nth(1).is_none();
                if !parted && !looks_like_header(cells) {
                    return None;
                }
                if self.repeats_header(cells, table) {
                    return None;
                }
                parted && index > table.header.end
            }
            None => {
                if index >= SEARCHED_ROWS && !looks_like_header(cells) {
                    return None;
                }
                false
            }
        };
        let evidence = self.evidence([cells], matching);
        let kind = match evidence.kind(self.hint).or_else(|| self.kind_below_heading(index, matching)) {
            Some(kind) => kind,
            None if free && evidence.some_other_table() => TableKind::Other,
            None => return None,
        };
        // Of a row of headings and the headers below it, the headers are those that say more.
        if let Some(below) = self.adjacent(index + 1)
            && self.heading(index + 1).is_some()
            && self.evidence([below], matching).recognised() > evidence.recognised()
            && let Some(kind) = self.kind_below_heading(index + 1, matching)
        {
            return Some((kind, index + 1..self.with_names(index + 1, index + 2)));
        }
        let end = if self.has_sub_headers(index) { index + 2 } else { index + 1 };
        Some((kind, index..self.with_names(index, end)))
    }

    /// What kind of table has its header in a row below a row of headings, the two taken together.
    fn kind_below_heading(&self, index: usize, matching: Matching) -> Option<TableKind> {
        self.heading(index)?;
        self.evidence([self.rows[index - 1].1, self.rows[index].1], matching).kind(self.hint)
    }

    /// The cells of a row that stands right below the one before it.
    fn adjacent(&self, index: usize) -> Option<&[Cell]> {
        let (number, cells) = *self.rows.get(index)?;
        (index > 0 && self.rows[index - 1].0 + 1 == number).then_some(cells)
    }

    /// Whether a row says the same as a table's header does: a header repeated on each page.
    fn repeats_header(&self, cells: &[Cell], table: &Found) -> bool {
        table.header.clone().any(|index| same_texts(cells, self.rows[index].1))
    }

    /// Whether the row below holds the headers under headings that span several columns.
    fn has_sub_headers(&self, index: usize) -> bool {
        let row = self.rows[index].0;
        let Some(below) = self.adjacent(index + 1) else { return false };
        let mut spans = self.merged.range(Place::new(row, 0)..=Place::new(row, u32::MAX)).peekable();
        if spans.peek().is_none() {
            return false;
        }
        let spans: Vec<Range<u32>> = spans
            .filter(|(first, last)| last.row == row && last.col > first.col)
            .map(|(f, l)| f.col..l.col.saturating_add(1))
            .collect();
        let is_below = |cell: &Cell| {
            cell.kind == CellKind::Text && spans.iter().any(|span| span.contains(&cell.place.col))
        };
        written(below).next().is_some() && written(below).all(is_below)
    }

    /// The end of the header with a row of technical names (`dpv:Purpose`) or of the same headers in
    /// another language below it.
    fn with_names(&self, start: usize, end: usize) -> usize {
        let Some(below) = self.adjacent(end) else { return end };
        let mut cells = 0;
        let mut names = 0;
        for cell in written(below) {
            cells += 1;
            let translated = || {
                let above = self.rows[start].1.iter().find(|above| above.place.col == cell.place.col);
                above.is_some_and(|above| self.same_field(&above.text, &cell.text))
            };
            if cell.kind == CellKind::Text && (is_technical_name(&cell.text) || translated()) {
                names += 1;
            }
        }
        if names >= 2 && names * 2 >= cells { end + 1 } else { end }
    }

    fn same_field(&self, a: &str, b: &str) -> bool {
        fn both<F: Copy + Eq>(labels: &super::header::Labels<F>, a: &str, b: &str) -> bool {
            labels.by_key(a).iter().any(|x| labels.by_key(b).iter().any(|y| x.field == y.field))
        }
        let (a, b) = (key(a), key(b));
        both(&self.profile.activity.labels, &a, &b) || both(&self.profile.dpia.labels, &a, &b)
    }

    /// Whether a text is a label of any field.
    fn is_known(&self, text: &str) -> bool {
        let key = key(text);
        !self.profile.activity.labels.by_key(&key).is_empty()
            || !self.profile.dpia.labels.by_key(&key).is_empty()
    }

    /// The header with a row of headings right above it, where there is one.
    fn with_heading(&self, header: Range<usize>, floor: usize) -> Range<usize> {
        if header.start > floor && self.heading(header.start).is_some() {
            header.start - 1..header.end
        } else {
            header
        }
    }

    /// The headings in the row above a header: for each its text and the columns it spans.
    fn heading(&self, header: usize) -> Option<Vec<(Text, Range<u32>)>> {
        self.adjacent(header)?;
        let (row, cells) = *self.rows.get(header.checked_sub(1)?)?;
        let last = written(self.rows[header].1).next_back()?.place.col;
        let cells: Vec<&Cell> = written(cells).collect();
        if cells.iter().any(|cell| cell.kind != CellKind::Text || cell.place.col > last) {
            return None;
        }
        let merged = |cell: &Cell| {
            let last =
                self.merged.get(&cell.place).filter(|last| last.row == row && last.col > cell.place.col);
            last.map(|last| last.col.saturating_add(1))
        };
        let spans: Vec<(Text, Range<u32>)> = if cells.iter().any(|cell| merged(cell).is_some()) {
            let end = |cell: &Cell| merged(cell).unwrap_or(cell.place.col.saturating_add(1));
            cells.iter().map(|cell| (cell.text.clone(), cell.place.col..end(cell))).collect()
        } else {
            // Without merged cells a heading spans the columns up to the next one.
            let ends = cells.iter().skip(1).map(|cell| cell.place.col).chain([last.saturating_add(1)]);
            cells.iter().zip(ends).map(|(cell, end)| (cell.text.clone(), cell.place.col..end)).collect()
        };
        // One cell is a title; cells side by side, or two of which only the first is a label, are a
        // line of metadata.
        let one_title = spans.len() < 2;
        if let [(label, _), (says, _)] = &spans[..]
            && (label.trim_end().ends_with(':') || self.is_known(label) && !self.is_known(says))
        {
            return None;
        }
        let side_by_side = spans[..spans.len().saturating_sub(1)].iter().all(|(_, span)| span.len() < 2);
        (!one_title && !side_by_side).then_some(spans)
    }

    /// The columns' headers of a header without the row of headings above it.
    fn columns(&self, header: &Range<usize>) -> Vec<HeaderCell> {
        let (row, cells) = self.rows[header.start];
        if self.has_sub_headers(header.start) {
            let below = self.rows[header.start + 1].1;
            let mut columns: Vec<HeaderCell> = Vec::new();
            for cell in written(cells) {
                let end = self.merged.get(&cell.place).filter(|last| last.row == row);
                let end = end.map_or(cell.place.col, |last| last.col);
                let sub: Vec<&Cell> =
                    written(below).filter(|sub| (cell.place.col..=end).contains(&sub.place.col)).collect();
                if sub.is_empty() {
                    columns.push(HeaderCell { place: cell.place, group: None, own: cell.text.clone() });
                }
                columns.extend(sub.into_iter().map(|sub| HeaderCell {
                    place: sub.place,
                    group: Some(cell.text.clone()),
                    own: sub.text.clone(),
                }));
            }
            return columns;
        }
        let heading = self.heading(header.start).unwrap_or_default();
        let group =
            |col: u32| heading.iter().find(|(_, span)| span.contains(&col)).map(|(text, _)| text.clone());
        written(cells)
            .map(|cell| HeaderCell {
                place: cell.place,
                group: group(cell.place.col),
                own: cell.text.clone(),
            })
            .collect()
    }

    /// Title and metadata above a header: all that stands above the first table, and above a later
    /// one the short rows after a blank row.
    fn above(&self, header: usize, floor: usize, first: bool) -> Range<usize> {
        if first {
            return 0..header;
        }
        let short = |index: usize| written(self.rows[index].1).nth(2).is_none();
        let mut candidate = header;
        while candidate > floor && short(candidate - 1) {
            candidate -= 1;
        }
        // Short rows that go on right below a record are records too.
        let parted = |index: usize| index > 0 && self.rows[index].0 > self.rows[index - 1].0 + 1;
        let start = (candidate..header).find(|index| parted(*index)).unwrap_or(header);
        start..header
    }

    /// What the cells of one row, or of headings and headers, say for being a header.
    fn evidence<const N: usize>(&self, rows: [&[Cell]; N], matching: Matching) -> Evidence {
        let mut evidence = Evidence::default();
        for cell in rows.into_iter().flat_map(written) {
            evidence.cells += 1;
            if cell.kind != CellKind::Text || cell.text.len() > LONGEST_HEADER {
                continue;
            }
            let key = key(&cell.text);
            let Profile { activity, dpia, classification, .. } = self.profile;
            let (activity, dpia) = match matching {
                Matching::ByKey => (activity.labels.by_key(&key).to_vec(), dpia.labels.by_key(&key).to_vec()),
                Matching::ByLikeness => (activity.labels.find(&cell.text), dpia.labels.find(&cell.text)),
            };
            let activity = activity.iter().min_by_key(|claim| claim.weak).map(|claim| {
                let weight = if claim.weak {
                    Weight::Common
                } else {
                    activity_weight(claim.field, claim.how.rank() < 2)
                };
                (claim.field, weight)
            });
            let dpia = dpia.iter().min_by_key(|claim| claim.weak).map(|claim| {
                let weight =
                    if claim.weak { Weight::Common } else { dpia_weight(claim.field, claim.how.rank() < 2) };
                (claim.field, weight)
            });
            evidence.code += usize::from(classification.code.contains(&key));
            evidence.structure += usize::from(classification.structure.contains(&key));
            evidence.add(activity, dpia);
        }
        evidence
    }
}

/// Whether a row may be a header by its form: short texts only.
fn looks_like_header(cells: &[Cell]) -> bool {
    let form = |cell: &Cell| {
        cell.kind == CellKind::Text
            && cell.text.len() <= 120
            && !cell.text.bytes().any(|byte| byte.is_ascii_digit())
    };
    cells.len() >= 2 && cells.iter().all(form)
}

/// Whether two rows say the same in the same columns.
pub(super) fn same_texts(a: &[Cell], b: &[Cell]) -> bool {
    written(a)
        .map(|cell| (cell.place.col, &*cell.text))
        .eq(written(b).map(|cell| (cell.place.col, &*cell.text)))
}

/// Whether a text is a name for programs: `dpv:Purpose`, or an address.
fn is_technical_name(text: &str) -> bool {
    if text.contains("://") {
        return true;
    }
    let word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    let Some((prefix, name)) = text.trim().split_once(':') else { return false };
    prefix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) && word(prefix) && word(name.trim())
}

/// How much a header says of what its table holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Found in lists of any kind: a name, a status, a date.
    Common,
    /// Found in registers more than elsewhere.
    Supporting,
    /// Found in nothing else.
    Telling,
}

fn activity_weight(field: Field, own_label: bool) -> Weight {
    use Field::*;
    match field {
        Controller | JointController | Dpo | LegalBasis | Art9Basis | Art9Reference | Art10
        | DataSubjects | DataCategories | Sensitive | Processors | ProcessorAgreement | ThirdCountry
        | ProtectedIdentity | DpiaNeeded | DpiaNotNeededReason | DpiaDone | DpiaRef | DpiaDate | K1 | K2
        | K3 | K4 | K5 | K6 | K7 | K8 | K9 | Extensive | LegalEffect | ListedExample | LawRegulates
        | LawDpia | LawDpiaScope => Weight::Telling,
        Purpose
        | LegalReference
        | DataSubjectCount
        | Recipients
        | TransferSafeguard
        | Retention
        | Archiving
        | Security
        | Information
        | PublicPlace
        | IndividualProfessional => Weight::Supporting,
        Id | Name if own_label => Weight::Supporting,
        Id | Name | Description | Status | Role | Representative | Unit | BusinessArea | Process
        | Responsible | ResponsibleEmail | NationalId | Source | InternalAccess | Systems
        | Classification | RiskLevel | Created | Registered | Updated | NextReview | Started | Period
        | Notes => Weight::Common,
    }
}

fn dpia_weight(field: DpiaField, own_label: bool) -> Weight {
    use DpiaField::*;
    match field {
        DpoAdvice | DataSubjectViews | ResidualRisk | PriorConsultation | Covers => Weight::Telling,
        Id | Title if own_label => Weight::Telling,
        CaseNumber | Completed | Approved | ApprovedBy | Review => Weight::Supporting,
        Id | Title | Version | Status | Controller | Unit | Responsible | Systems | Scope | Conditions
        | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | Notes => Weight::Common,
    }
}

/// What the cells of a row say for it being the header of a table.
#[derive(Default)]
struct Evidence {
    cells: usize,
    /// Cells that are a label of anything.
    labels: usize,
    activity: Side<Field>,
    dpia: Side<DpiaField>,
    /// Headers of codes, and others, of a classification structure.
    code: usize,
    structure: usize,
    /// Whether a header names records of processing; `Nr` alone numbers anything.
    names_records: bool,
    /// The kind that the leftmost header speaks for that names a record of one kind only.
    leftmost: Option<TableKind>,
}

struct Side<F> {
    fields: BTreeSet<F>,
    telling: usize,
    supporting: usize,
    /// Weight of the headers that only this kind of table knows.
    only: usize,
}

impl<F> Default for Side<F> {
    fn default() -> Self {
        Side { fields: BTreeSet::new(), telling: 0, supporting: 0, only: 0 }
    }
}

impl<F: Ord> Side<F> {
    fn add(&mut self, field: F, weight: Weight) {
        if self.fields.insert(field) {
            self.telling += usize::from(weight == Weight::Telling);
            self.supporting += usize::from(weight == Weight::Supporting);
        }
    }
}

impl Evidence {
    fn add(&mut self, activity: Option<(Field, Weight)>, dpia: Option<(DpiaField, Weight)>) {
        self.labels += usize::from(activity.is_some() || dpia.is_some());
        let weight = |weight: Weight| weight as usize + 1;
        match (&activity, &dpia) {
            // Screening answers stand in tables of both kinds.
            (Some((field, of)), None) if !is_screening(*field) => self.activity.only += weight(*of),
            (None, Some((_, of))) => self.dpia.only += weight(*of),
            _ => {}
        }
        let names_activity = matches!(activity, Some((Field::Name | Field::Purpose, _)));
        let names_dpia = matches!(dpia, Some((DpiaField::Title | DpiaField::CaseNumber, _)));
        if self.leftmost.is_none() && names_activity != names_dpia {
            self.leftmost = Some(if names_activity { TableKind::Activities } else { TableKind::Dpias });
        }
        self.names_records |= match activity {
            Some((Field::Name | Field::Purpose, _)) => true,
            Some((Field::Id, weight)) => weight > Weight::Common,
            _ => false,
        };
        if let Some((field, weight)) = activity {
            self.activity.add(field, weight);
        }
        if let Some((field, weight)) = dpia {
            self.dpia.add(field, weight);
        }
    }

    /// How many fields the row names, of the kind that it names more of.
    fn recognised(&self) -> usize {
        self.activity.fields.len().max(self.dpia.fields.len())
    }

    fn kind(&self, hint: Option<TableKind>) -> Option<TableKind> {
        let hinted = |kind: TableKind| usize::from(hint == Some(kind));
        let a = &self.activity;
        let telling = a.telling + hinted(TableKind::Activities);
        let activities = (self.names_records || a.fields.contains(&Field::Id) && telling >= 4)
            && (telling >= 1 && a.fields.len() >= 3 || telling + a.supporting >= 2 && a.fields.len() >= 2);
        let d = &self.dpia;
        let telling = d.telling + hinted(TableKind::Dpias);
        let dpias =
            [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title].iter().any(|f| d.fields.contains(f))
                && (telling >= 1 && d.fields.len() >= 3
                    || telling >= 2 && d.fields.len() >= 2
                    || d.supporting >= 2 && d.fields.len() >= 4);

        if self.code >= 1 && self.structure >= 1 && a.telling < 2 && d.telling < 1 {
            return Some(TableKind::Classification);
        }
        match (activities, dpias) {
            (false, false) => None,
            (true, false) => Some(TableKind::Activities),
            (false, true) => Some(TableKind::Dpias),
            // One common header that the other kind has no label for decides nothing.
            (true, true) if a.only > d.only + 1 => Some(TableKind::Activities),
            (true, true) if d.only > a.only + 1 => Some(TableKind::Dpias),
            (true, true) => hint
                .filter(|kind| matches!(kind, TableKind::Activities | TableKind::Dpias))
                .or(self.leftmost)
                .or(Some(TableKind::Activities)),
        }
    }

    /// Whether the row is the header of some other list: enough of it is labels.
    fn some_other_table(&self) -> bool {
        self.labels >= 2 && self.labels * 5 >= self.cells * 2
    }
}

fn is_screening(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | Extensive | LegalEffect | PublicPlace | ListedExample
    )
}

/// What the lines above a table say of all of it.
pub(super) fn metadata(rows: &[Row<'_>]) -> Vec<Metadata> {
    let mut found = Vec::new();
    for (_, cells) in rows {
        let mut cells = written(cells).peekable();
        while let Some(cell) = cells.next() {
            let label = match cell.text.split_once(':') {
                Some((label, rest))
                    if is_label(label) && !rest.trim().is_empty() && !rest.starts_with("//") =>
                {
                    found.push(Metadata {
                        label: label.trim().into(),
                        text: rest.trim().into(),
                        place: cell.place,
                    });
                    continue;
                }
                Some((label, rest)) if rest.trim().is_empty() => label,
                _ => &cell.text,
            };
            // A label, and beside it what it says.
            if is_label(label)
                && let Some(says) = cells.next_if(|next| next.place.col <= cell.place.col.saturating_add(2))
            {
                found.push(Metadata {
                    label: label.trim().into(),
                    text: says.text.trim().into(),
                    place: says.place,
                });
            }
        }
    }
    found
}

fn is_label(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= 60
}
