//! Where the headings of a table stand that has one record per row.

use crate::import::column::HeaderCell;
use crate::import::header::{Labels, key};
use crate::import::infer::shape::{Shape, ToldBelow};
use crate::import::layout::evidence::{Evidence, Matching};
use crate::import::layout::{Found, Row, merged, same_headers, stem, written};
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field, Value};
use crate::source::{Place, Text};
use crate::workbook::{Cell, CellKind, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

/// So many rows are searched for a first header by every cell, and fewer by likeness.
const SEARCHED_ROWS: usize = 500;
const SEARCHED_BY_LIKENESS: usize = 60;

/// So many rows below a row are looked at for what its columns hold.
const LOOKED_BELOW: usize = 12;

/// Fewest headings above headers of which one may stand beyond them: fewer are a title, and a date beside it.
const OWN_HEADINGS: usize = 3;

/// Titles stand at most so many rows above a header.
const TITLE_ROWS: usize = 6;

/// The tables of a sheet whose headers are known by what they probably mean.
pub(super) fn find_tables_by_meaning(
    rows: &[Row<'_>],
    file: &str,
    sheet: &Sheet,
    profile: &Profile,
) -> Vec<Found> {
    let hint = profile.sheets.kind_of(&sheet.name);
    Finder { rows, merged: merged(sheet), profile, file, hint }.tables(Matching::Meaning)
}

/// The tables of a sheet, from the top down.
pub(super) fn find_tables(rows: &[Row<'_>], file: &str, sheet: &Sheet, profile: &Profile) -> Vec<Found> {
    let hint = profile.sheets.kind_of(&sheet.name);
    let finder = Finder { rows, merged: merged(sheet), profile, file, hint };
    let tables = finder.tables(Matching::Key);
    if tables.iter().any(|table| table.kind != TableKind::Other) {
        tables
    } else {
        finder.tables(Matching::Likeness)
    }
}
struct Finder<'a> {
    rows: &'a [Row<'a>],
    merged: BTreeMap<Place, Place>,
    profile: &'a Profile,
    file: &'a str,
    hint: Option<TableKind>,
}

impl Finder<'_> {
    fn tables(&self, matching: Matching) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut index = 0;
        while index < self.rows.len() {
            if matching != Matching::Key && found.is_empty() && index >= SEARCHED_BY_LIKENESS {
                break;
            }
            let Some((kind, header)) = self.header_at(index, found.last(), matching) else {
                index += 1;
                continue;
            };
            let floor = floor(found.last());
            let columns = self.columns(&header, floor);
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
        let mut evidence = self.evidence([cells], matching);
        self.look_below(index, matching, &mut evidence);
        let kind = match self
            .kind_at(index, matching, &evidence)
            .or_else(|| self.kind_below_heading(index, floor(table), matching))
        {
            Some(kind) => kind,
            None if free && evidence.some_other_table() => TableKind::Other,
            None => return None,
        };
        // Of a row of headings and the headers below it, the headers are those that say more.
        if let Some(below) = self.adjacent(index + 1)
            && self.heading(index + 1, floor(table)).is_some()
        {
            let says_more = self.evidence([below], matching).recognised() > evidence.recognised();
            let below = self.kind_below_heading(index + 1, floor(table), matching);
            let by_shape = self.groups_columns(index);
            if let Some(kind) = below.filter(|_| says_more).or(by_shape.then_some(kind)) {
                return Some((kind, index + 1..self.with_names(index + 1, index + 2)));
            }
        }
        let end = if self.has_sub_headers(index) { index + 2 } else { index + 1 };
        Some((kind, index..self.with_names(index, end)))
    }

    /// Whether a row is one of headings over groups of columns by its shape alone: it has merged cells over several columns, and
    /// the row below, which stands above records, has a short text of its own in nearly all columns.
    fn groups_columns(&self, index: usize) -> bool {
        const LONGEST: usize = 60;
        let (row, cells) = self.rows[index];
        let Some(below) = self.adjacent(index + 1) else { return false };
        let spans = written(cells).filter_map(|cell| {
            let last = self.merged.get(&cell.place).filter(|last| last.row == row)?;
            (last.col > cell.place.col).then_some(cell.place.col..=last.col)
        });
        let headed = |span: &RangeInclusive<u32>| {
            written(below).filter(|cell| span.contains(&cell.place.col)).nth(1).is_some()
        };
        let texts: BTreeSet<&str> = written(below).map(|cell| cell.text.trim()).collect();
        let short = texts.iter().all(|text| (2..=LONGEST).contains(&text.chars().count()));
        let width = written(cells).chain(written(below)).map(|cell| cell.place.col).max().unwrap_or_default();
        let many = written(below).count();
        spans.filter(headed).count() >= 2
            && texts.len() == many
            && short
            && 10 * many >= 9 * (width as usize)
            && self.may_be_headings(index + 1)
            && self.is_above_records(index + 1)
    }

    /// Whether the rows right below are filled as records are: most of the columns, and more than one row.
    fn is_above_records(&self, index: usize) -> bool {
        const TRIED: usize = 3;
        let columns = written(self.rows[index].1).count();
        let below = self.rows[index + 1..].iter().take(TRIED);
        let filled = below.filter(|(_, cells)| written(cells).count() * 2 > columns).count();
        columns >= 4 && filled >= 2
    }

    /// What kind of table has its header in a row below a row of headings, the two taken together.
    fn kind_below_heading(&self, index: usize, floor: usize, matching: Matching) -> Option<TableKind> {
        self.heading(index, floor)?;
        let mut evidence = self.evidence([self.rows[index - 1].1, self.rows[index].1], matching);
        self.look_below(index, matching, &mut evidence);
        self.kind_at(index, matching, &evidence)
    }

    /// What kind of table has a header in a row, by its headings and what stands below them.
    fn kind_at(&self, index: usize, matching: Matching, evidence: &Evidence) -> Option<TableKind> {
        let kind = evidence.kind(self.hint, || self.says_dpia(index), || self.titled_dpias(index))?;
        let by_labels = matching != Matching::Meaning;
        let of_rows = match kind {
            TableKind::Dpias => by_labels && evidence.may_be_outweighed(self.hint),
            // A code and a word for a process stand in registers too.
            TableKind::Classification => by_labels && self.hint.is_none(),
            TableKind::Activities | TableKind::Other => false,
        };
        if of_rows && self.tells_of_processing(index) {
            return Some(TableKind::Activities);
        }
        Some(kind)
    }

    /// Whether a row's headings, by what they probably mean, or the columns below it tell of processing.
    fn tells_of_processing(&self, index: usize) -> bool {
        let meant = || {
            let mut evidence = self.evidence([self.rows[index].1], Matching::Meaning);
            self.look_below(index, Matching::Meaning, &mut evidence);
            self.kind_at(index, Matching::Meaning, &evidence)
        };
        self.told_below(index).of_processing() || meant() == Some(TableKind::Activities)
    }

    /// What the rows below a row say for it being the headings of records.
    fn look_below(&self, index: usize, matching: Matching, evidence: &mut Evidence) {
        if matching != Matching::Meaning || !self.is_above_records(index) {
            return;
        }
        evidence.stands_above_records();
        if self.may_be_headings(index) {
            evidence.tells_below(self.told_below(index));
        }
    }

    /// Whether no cell of a row is what stands in records: an answer, a date, a number.
    fn may_be_headings(&self, index: usize) -> bool {
        const LONGEST: usize = 120;
        let words = self.profile.words();
        let answers = |cell: &Cell| {
            let answer = words.read_field(Field::K1, &cell.text).value;
            let date = words.read_field(Field::Created, &cell.text).value;
            cell.text.trim().chars().count() > 1
                && (matches!(answer, Value::YesNo(_) | Value::Unknown | Value::NotApplicable)
                    || matches!(date, Value::Date(_)))
        };
        written(self.rows[index].1)
            .all(|cell| cell.kind == CellKind::Text && cell.text.chars().count() <= LONGEST && !answers(cell))
    }

    /// What the columns below a row tell of; of headings that span several columns those of the headers below them.
    fn told_below(&self, index: usize) -> ToldBelow {
        let many = |index: usize| written(self.rows[index].1).count();
        let below = self.adjacent(index + 1).filter(|_| many(index + 1) > many(index));
        let below = below.map(|_| self.told_by_columns(index + 1)).unwrap_or_default();
        if below.of_processing() { below } else { self.told_by_columns(index) }
    }

    fn told_by_columns(&self, index: usize) -> ToldBelow {
        let words = self.profile.words();
        let shape = |heading: &Cell| {
            let of_column = |cells: &'_ [Cell]| {
                let at = cells.binary_search_by_key(&heading.place.col, |cell| cell.place.col).ok()?;
                Some(&*cells.get(at)?.text).filter(|text| !text.trim().is_empty()).map(str::to_owned)
            };
            let below = self.rows[index + 1..].iter().take(LOOKED_BELOW);
            let cells: Vec<String> = below.filter_map(|(_, cells)| of_column(cells)).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            Shape::of(&cells, words)
        };
        ToldBelow::of(written(self.rows[index].1).map(shape))
    }

    /// The cells of a row that stands right below the one before it.
    fn adjacent(&self, index: usize) -> Option<&[Cell]> {
        let (number, cells) = *self.rows.get(index)?;
        (index > 0 && self.rows[index - 1].0 + 1 == number).then_some(cells)
    }

    /// Whether a row says the same as a table's header does: a header repeated on each page.
    fn repeats_header(&self, cells: &[Cell], table: &Found) -> bool {
        table.header.clone().any(|index| same_headers(cells, self.rows[index].1))
    }

    /// Whether a row below a table's header may be a row of headings of the next one, and not a record: it says so by
    /// merged cells, or stands apart from the records and says nothing but names of sections.
    fn heads_next(&self, index: usize) -> bool {
        let (row, cells) = self.rows[index];
        let spans = |cell: &Cell| {
            self.merged.get(&cell.place).is_some_and(|last| last.row == row && last.col > cell.place.col)
        };
        if written(cells).any(spans) {
            return true;
        }
        let parted = index > 0 && row > self.rows[index - 1].0 + 1;
        let names = |cell: &Cell| self.is_known(&cell.text) || self.profile.layout.is_section(&cell.text);
        parted && looks_like_header(cells) && written(cells).any(names)
    }

    /// Whether the row below holds the headers under headings that span several columns.
    fn has_sub_headers(&self, index: usize) -> bool {
        let row = self.rows[index].0;
        let Some(below) = self.adjacent(index + 1) else { return false };
        let spans = self.merged.range(Place::new(row, 0)..=Place::new(row, u32::MAX));
        let spans: Vec<Range<u32>> = spans
            .filter(|(first, last)| last.row == row && last.col > first.col)
            .map(|(f, l)| f.col..l.col.saturating_add(1))
            .collect();
        let is_below = |cell: &Cell| {
            cell.kind == CellKind::Text
                && (spans.iter().any(|span| span.contains(&cell.place.col)) || self.is_sub_header(&cell.text))
        };
        // Without merged cells a comment alone below the headers is no header of its own.
        let answers = |cell: &Cell| self.profile.layout.answers_heading(&cell.text);
        let begins =
            if spans.is_empty() { written(below).any(answers) } else { written(below).next().is_some() };
        begins && written(below).all(is_below)
    }

    /// Whether a text says that a column holds an answer to the header above it, or a comment on one.
    fn is_sub_header(&self, text: &str) -> bool {
        let layout = &self.profile.layout;
        layout.answers_heading(text) || layout.comments_on_heading(text)
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
        fn both<F: Copy + Eq>(labels: &Labels<F>, a: &str, b: &str) -> bool {
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
        if header.start > floor && self.heading(header.start, floor).is_some() {
            header.start - 1..header.end
        } else {
            header
        }
    }

    /// The headings in the row above a header: for each its text and the columns it spans. Below `floor`, where records
    /// of a table above may stand, a row must show that it is none.
    fn heading(&self, header: usize, floor: usize) -> Option<Vec<(Text, Range<u32>)>> {
        self.adjacent(header)?;
        if floor > 0 && header > floor && !self.heads_next(header - 1) {
            return None;
        }
        let (row, cells) = *self.rows.get(header.checked_sub(1)?)?;
        let last = written(self.rows[header].1).next_back()?.place.col;
        let cells: Vec<&Cell> = written(cells).collect();
        // A heading beyond the last header is one of its own where it reaches down to the headers, or records stand below it.
        let own = |cell: &Cell| {
            let merged = self.merged.get(&cell.place).is_some_and(|last| last.row >= self.rows[header].0);
            let records = self.rows[header + 1..].iter().take(LOOKED_BELOW);
            let filled = |(_, cells): &Row<'_>| written(cells).any(|below| below.place.col == cell.place.col);
            merged || cells.len() >= OWN_HEADINGS && records.filter(|row| filled(row)).count() >= 2
        };
        if cells.iter().any(|cell| cell.kind != CellKind::Text || cell.place.col > last && !own(cell)) {
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
        // One merged cell above some of the columns, and not the first, heads those.
        if let ([(_, span)], [cell]) = (&spans[..], &cells[..])
            && merged(cell).is_some()
        {
            let first = written(self.rows[header].1).next()?.place.col;
            return (span.start > first).then_some(spans);
        }
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
    fn columns(&self, header: &Range<usize>, floor: usize) -> Vec<HeaderCell> {
        let (row, cells) = self.rows[header.start];
        if self.has_sub_headers(header.start) {
            let below = self.rows[header.start + 1].1;
            let mut columns: Vec<HeaderCell> = Vec::new();
            let mut all = written(cells).peekable();
            while let Some(cell) = all.next() {
                let end = self.merged.get(&cell.place).filter(|last| last.row == row);
                // Without merged cells a header reaches to the next one, over what stands below it.
                let reach = || all.peek().map_or(u32::MAX, |next| next.place.col.saturating_sub(1));
                let end = end.map_or_else(reach, |last| last.col);
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
        let heading = self.heading(header.start, floor).unwrap_or_default();
        let group =
            |col: u32| heading.iter().find(|(_, span)| span.contains(&col)).map(|(text, _)| text.clone());
        let headers = written(cells).map(|cell| HeaderCell {
            place: cell.place,
            group: group(cell.place.col),
            own: cell.text.clone(),
        });
        // A heading without any header below it is one itself.
        let alone = |span: &Range<u32>| !written(cells).any(|cell| span.contains(&cell.place.col));
        let above = header.start.checked_sub(1).map_or(row, |above| self.rows[above].0);
        let headings = heading.iter().filter(|(_, span)| alone(span)).map(|(text, span)| HeaderCell {
            place: Place::new(above, span.start),
            group: None,
            own: text.clone(),
        });
        let mut columns: Vec<HeaderCell> = headers.chain(headings).collect();
        columns.sort_by_key(|column| column.place.col);
        columns
    }

    /// Title and metadata above a header: all that stands above the first table, and above a later
    /// one the short rows after a blank row.
    fn above(&self, header: usize, floor: usize, first: bool) -> Range<usize> {
        if first {
            return 0..header;
        }
        let short =
            |index: usize| written(self.rows[index].1).nth(2).is_none() && !self.is_numbered(index, floor);
        let mut candidate = header;
        while candidate > floor && short(candidate - 1) {
            candidate -= 1;
        }
        // Short rows that go on right below a record are records too.
        let parted = |index: usize| index > 0 && self.rows[index].0 > self.rows[index - 1].0 + 1;
        let start = (candidate..header).find(|index| parted(*index)).unwrap_or(header);
        start..header
    }

    /// Whether a row is a record of the table above it, however little it says: a number where that table has its first
    /// column, and a text beside it.
    fn is_numbered(&self, index: usize, floor: usize) -> bool {
        let first_col = |index: usize| written(self.rows[index].1).next().map(|cell| cell.place.col);
        let mut cells = written(self.rows[index].1);
        let (Some(first), Some(_)) = (cells.next(), cells.next()) else { return false };
        let header = floor.checked_sub(1).and_then(first_col);
        header == Some(first.place.col)
            && first.text.bytes().any(|byte| byte.is_ascii_digit())
            && !first.text.trim_end().ends_with(':')
    }

    /// What the cells of one row, or of headings and headers, say for being a header.
    fn evidence<const N: usize>(&self, rows: [&[Cell]; N], matching: Matching) -> Evidence {
        let mut evidence = Evidence::default();
        for cell in rows.into_iter().flat_map(written) {
            if cell.kind == CellKind::Text {
                evidence.look(&cell.text, self.profile, matching);
            } else {
                evidence.no_text(matching);
            }
        }
        evidence
    }

    /// Whether most titles below a header begin as those of DPIAs do: "Konsekvensbedömning av skolskjuts".
    fn titled_dpias(&self, index: usize) -> bool {
        const TRIED: usize = 50;
        let is_title = |cell: &&Cell| {
            let claims = self.profile.dpia.labels.by_key(&key(&cell.text));
            claims.iter().any(|claim| claim.field == DpiaField::Title)
        };
        let Some(title) = written(self.rows[index].1).find(is_title) else { return false };
        let (mut titles, mut of_dpias) = (0, 0);
        for (_, cells) in self.rows[index + 1..].iter().take(TRIED) {
            let Some(cell) = written(cells).find(|cell| cell.place.col == title.place.col) else { continue };
            let first = cell.text.split_whitespace().next().unwrap_or_default();
            titles += 1;
            of_dpias += usize::from(self.profile.sheets.kind_of(first) == Some(TableKind::Dpias));
        }
        of_dpias * 2 > titles
    }

    /// Whether the sheet, the file, a title above a row or a header in it speaks of DPIAs.
    fn says_dpia(&self, index: usize) -> bool {
        let says = |text: &str| self.profile.sheets.kind_of(text) == Some(TableKind::Dpias);
        let lone = |cells: &[Cell]| written(cells).nth(1).is_none();
        let mut titles = self.rows[index.saturating_sub(TITLE_ROWS)..index]
            .iter()
            .filter(|(_, cells)| lone(cells))
            .flat_map(|(_, cells)| written(cells));
        self.hint == Some(TableKind::Dpias)
            || says(stem(self.file))
            || titles.any(|cell| says(&cell.text))
            || written(self.rows[index].1).any(|cell| says(&cell.text))
    }
}

/// Where the records of the table above may begin.
fn floor(table: Option<&Found>) -> usize {
    table.map_or(0, |table| table.header.end)
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
