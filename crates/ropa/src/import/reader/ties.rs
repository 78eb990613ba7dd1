//! Columns that the other kind of table explains: a column of a register whose cells name DPIAs refers to them, one of
//! a list of DPIAs whose cells name processing says what they cover, and what a register refers to is the id.
//!
//! Only columns that nothing else surely tells of are looked at, and only where there are both a register and a list.

use crate::import::account::CellUse;
use crate::import::draft::Draft;
use crate::import::header::{CellsAre, ColumnMatch, Grounds, MatchHow};
use crate::import::infer::meaning::meanings;
use crate::import::notice::Notice;
use crate::import::profile::Profile;
use crate::import::record_field::RecordField;
use crate::import::result::Import;
use crate::import::table_info::{Layout, TableInfo, TableKind};
use crate::import::value_words::ValueWords;
use crate::model::{DpiaField, Entry, Field, Value};
use crate::source::{CellRef, Place, Text};
use crate::text::tokens::Tokens;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many cells of a column are looked at.
const SAMPLED: usize = 200;
/// Fewest cells that name different records, where the column is to be explained by them.
const FEWEST: usize = 2;
/// So many different cells that are the names of records and nothing else are enough.
const WHOLE: usize = 3;
/// Most words of a name.
const LONGEST: usize = 14;
/// How likely a heading must make a field at least, where numbers alone or single words name the records.
const HEARD: f32 = 0.1;

/// And from this on the heading itself asks for it.
const ASKED: f32 = 0.2;

/// Reads the columns that the other kind of table explains.
pub(super) fn explain(
    profile: &Profile,
    import: &mut Import,
    activities: &mut [Draft<Field>],
    dpias: &mut [Draft<DpiaField>],
) {
    if activities.is_empty() || dpias.is_empty() {
        return;
    }
    let words = profile.words();
    let named = Names::of(dpias, &[DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title]);
    for (table, column) in open::<Field>(import, Field::DpiaRef) {
        let cells = texts(&import.tables[table], column, activities);
        if named.are_named_by(&cells, words, heard(&import.tables[table].columns[column], Field::DpiaRef)) {
            reread(profile, import, (table, column), Field::DpiaRef, activities);
        }
    }
    identify(profile, import, activities, dpias);
    let named = Names::of(activities, &[Field::Id, Field::Name]);
    for (table, column) in open::<DpiaField>(import, DpiaField::Covers) {
        let cells = texts(&import.tables[table], column, dpias);
        if named.are_named_by(&cells, words, heard(&import.tables[table].columns[column], DpiaField::Covers))
        {
            reread(profile, import, (table, column), DpiaField::Covers, dpias);
        }
    }
}

/// Takes a column of a list of DPIAs for their ids where none has them and the register refers to what stands in it,
/// by a column that is read, or by one that nothing tells of.
fn identify(
    profile: &Profile,
    import: &mut Import,
    activities: &mut [Draft<Field>],
    dpias: &mut [Draft<DpiaField>],
) {
    let words = profile.words();
    let of_field = |draft: &Draft<Field>| draft.record.text(Field::DpiaRef).map(Text::from);
    let read = activities.iter().filter_map(of_field).collect();
    let mut referring = vec![Referring { column: None, heard: 1.0, cells: read }];
    for (table, column) in open::<Field>(import, Field::DpiaRef) {
        let cells = texts(&import.tables[table], column, activities);
        let heard = heard(&import.tables[table].columns[column], Field::DpiaRef);
        referring.push(Referring { column: Some((table, column)), heard, cells });
    }
    for (table, column) in open::<DpiaField>(import, DpiaField::Id) {
        let cells = texts(&import.tables[table], column, dpias);
        let different: BTreeSet<&str> = cells.iter().map(|text| &**text).collect();
        if different.len() != cells.len() || cells.len() * 2 < import.tables[table].records {
            continue;
        }
        let named = Names::of_texts(cells.iter().map(|text| &**text));
        let refers = |by: &&Referring| named.are_named_by(&by.cells, words, by.heard);
        let Some(by) = referring.iter().find(refers) else { continue };
        if let Some(by) = by.column {
            reread(profile, import, by, Field::DpiaRef, activities);
        }
        reread(profile, import, (table, column), DpiaField::Id, dpias);
        return;
    }
}

/// Cells of a register that may refer to DPIAs.
struct Referring {
    /// The table and the column that nothing tells of; absent for what is read as references already.
    column: Option<(usize, usize)>,
    /// How likely the heading asks for references.
    heard: f32,
    cells: Vec<Text>,
}

/// The columns that may be read into a field that no column of their table has: what nothing tells of, and guesses.
fn open<F: RecordField>(import: &Import, field: F) -> Vec<(usize, usize)> {
    let identifies =
        |column: &ColumnMatch| F::IDENTIFYING.iter().any(|own| column.field == Some((*own).into()));
    let tables = import.tables.iter().enumerate().filter(|(_, table)| table.kind == F::TABLE);
    let lacks = |table: &TableInfo| {
        let surely = |column: &ColumnMatch| column.how != MatchHow::Likely;
        !table.columns.iter().any(|column| column.field == Some(field.into()) && surely(column))
    };
    let may_be = |column: &ColumnMatch| match column.how {
        MatchHow::None => !column.header.trim().is_empty(),
        MatchHow::Profile => false,
        // A scope may be told in words, or by the ids of what it covers.
        MatchHow::Exact => column.field == Some(DpiaField::Scope.into()),
        _ if says_whether_done(column) => true,
        MatchHow::Likely => column.field != Some(field.into()) && !identifies(column),
        _ => false,
    };
    let columns = tables.filter(|(_, table)| lacks(table)).flat_map(|(at, table)| {
        let open = table.columns.iter().enumerate().filter(|(_, column)| may_be(column));
        open.map(move |(column, _)| (at, column))
    });
    columns.collect()
}

/// Whether a column of a register is read as whether there is a DPIA: what names one there refers to it.
fn says_whether_done(column: &ColumnMatch) -> bool {
    column.field == Some(Field::DpiaDone.into())
}

/// How likely a field is by a column's heading alone.
fn heard<F: RecordField>(column: &ColumnMatch, field: F) -> f32 {
    if F::TABLE == TableKind::Activities && says_whether_done(column) {
        return 1.0;
    }
    let all = meanings::<F>(&column.header, None);
    all.iter().find(|(other, _)| *other == Some(field)).map_or(0.0, |(_, share)| share.exp())
}

/// The texts of a column in the records of its table.
fn texts<F: RecordField>(table: &TableInfo, column: usize, drafts: &[Draft<F>]) -> Vec<Text> {
    let column = &table.columns[column];
    let of_table = drafts.iter().filter(|draft| is_of(table, draft));
    let text = |draft: &Draft<F>| {
        let record = &draft.record;
        let extra = record.extras.iter().find(|extra| stands_in(table, column, extra.place, &extra.header));
        let entry = || record.entries.iter().find(|entry| stands_in(table, column, entry.place, ""));
        extra.map(|extra| extra.written.clone()).or_else(|| entry().map(|entry| entry.written.clone()))
    };
    of_table.filter_map(text).take(SAMPLED).collect()
}

fn is_of<F>(table: &TableInfo, draft: &Draft<F>) -> bool {
    let origin = &draft.record.origin;
    origin.file == table.file && origin.sheet == table.sheet
}

/// Whether a cell of a record stands in a column.
fn stands_in(table: &TableInfo, column: &ColumnMatch, place: Place, header: &str) -> bool {
    let head = column.place;
    match table.layout {
        Layout::Rows => place.col == head.col && place.row > head.row,
        Layout::Columns => place.row == head.row && place.col > head.col,
        Layout::Form | Layout::Document => !header.is_empty() && *header == *column.header,
    }
}

/// Reads a column anew, into a field.
fn reread<F: RecordField>(
    profile: &Profile,
    import: &mut Import,
    (table, column): (usize, usize),
    field: F,
    drafts: &mut [Draft<F>],
) {
    let Import { tables, account, notices, .. } = import;
    let table = &mut tables[table];
    let words = profile.words();
    let matched = table.columns[column].clone();
    let read = |written: &str| field.read(words, written).value;
    let mut moved: BTreeSet<Place> = BTreeSet::new();
    // A cell that some record has in a field was counted as that, whatever else it was kept for.
    let of_table = drafts.iter().filter(|draft| is_of(table, draft));
    let mapped: BTreeSet<Place> =
        of_table.flat_map(|draft| &draft.record.entries).map(|entry| entry.place).collect();
    for draft in drafts.iter_mut().filter(|draft| is_of(table, draft)) {
        let record = &mut draft.record;
        Arc::make_mut(&mut record.asked).insert(field);
        for entry in &mut record.entries {
            if matched.field == Some(entry.field.into()) && stands_in(table, &matched, entry.place, "") {
                (entry.field, entry.value) = (field, read(&entry.written));
            }
        }
        let (entries, places) = (&mut record.entries, &mut moved);
        record.extras.retain(|extra| {
            let here = stands_in(table, &matched, extra.place, &extra.header);
            if here {
                let (origin, written, place) = (extra.origin, extra.written.clone(), extra.place);
                let value = read(&written);
                entries.push(Entry { field, origin, written, place, value });
                places.insert(place);
            }
            !here
        });
        if let Some((identity, place)) = F::identity(record) {
            let (file, sheet) = (record.origin.file.clone(), record.origin.sheet.clone());
            draft.identity = (identity, CellRef { file, sheet, place });
        }
    }
    // Nor are more moved than the table counted as kept, so that the account adds up.
    let many = moved.difference(&mapped).count().min(table.account.kept);
    for _ in 0..many {
        table.account.change(CellUse::Kept, CellUse::Mapped);
        account.change(CellUse::Kept, CellUse::Mapped);
    }
    let head = CellRef { file: table.file.clone(), sheet: table.sheet.clone(), place: matched.place };
    notices.retain(|notice| {
        !matches!(notice, Notice::LikelyHeader { cell, .. } | Notice::LeftOut { cell, .. } if *cell == head)
    });
    let heading = (heard(&matched, field) * 100.0).round() as u8;
    let column = &mut table.columns[column];
    column.field = Some(field.into());
    column.how = MatchHow::Inferred;
    column.possible = None;
    column.grounds = Some(Grounds { likely: 90, heading, cells: Some(CellsAre::Records) });
}

/// What records are called: the words of each name, runs of letters and of figures apart, numbers without zeros before.
struct Names(BTreeMap<String, bool>);

impl Names {
    fn of<F: RecordField>(drafts: &[Draft<F>], fields: &[F]) -> Names {
        let entries = drafts.iter().flat_map(|draft| &draft.record.entries);
        Names::of_texts(entries.filter(|entry| fields.contains(&entry.field)).map(|entry| &*entry.written))
    }

    fn of_texts<'t>(texts: impl Iterator<Item = &'t str>) -> Names {
        let names = texts.map(parts).filter(|parts| (1..=LONGEST).contains(&parts.len()));
        Names(names.map(|parts| (parts.join(" "), is_telling(&parts))).collect())
    }

    /// Whether most of what some cells say names records, and different ones. Where numbers alone or single words do,
    /// the heading must speak for it too.
    fn are_named_by(&self, cells: &[Text], words: &ValueWords, heard: f32) -> bool {
        let says = |text: &&Text| match words.read_field(Field::K1, text).value {
            Value::Text => true,
            Value::YesNo(answer) => answer.detail.is_some(),
            _ => false,
        };
        let mut all = 0;
        let mut naming = 0;
        let mut named: BTreeSet<String> = BTreeSet::new();
        let mut whole: BTreeSet<String> = BTreeSet::new();
        for cell in cells.iter().filter(says) {
            all += 1;
            let found = if is_day(cell, words) { Vec::new() } else { self.names_in(cell, heard >= HEARD) };
            naming += usize::from(!found.is_empty());
            named.extend(found);
            whole.extend(Some(parts(cell).join(" ")).filter(|cell| self.0.contains_key(cell)));
        }
        // Cells that are names and nothing else need no heading to tell so.
        if whole.iter().filter(|name| name.contains(char::is_alphabetic)).count() >= WHOLE {
            return true;
        }
        // One is enough below a heading that asks for it.
        let fewest = if heard >= ASKED { 1 } else { FEWEST };
        named.len() >= fewest && naming * 2 > all
    }

    /// The names that stand in a text; those that are one number or one word only in a short text, each of whose numbers
    /// is such a name: "4, 5 och 7", and not "2 st. av 30".
    fn names_in(&self, text: &str, with_short: bool) -> Vec<String> {
        let parts = parts(text);
        let is_named = |part: &String| !is_number(part) || self.0.contains_key(part);
        let with_short = with_short && parts.len() <= SHORT && parts.iter().all(is_named);
        let mut found = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let longest = (at + 1..=parts.len().min(at + LONGEST)).rev();
            let here = longest.map(|end| (end, parts[at..end].join(" ")));
            let name = here
                .filter_map(|(end, name)| Some((end, *self.0.get(&name)?, name)))
                .find(|(_, telling, _)| *telling || with_short);
            match name {
                Some((end, _, name)) => {
                    found.push(name);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// A cell of so few words may name records by numbers alone or by single words.
const SHORT: usize = 8;

/// Whether words are a name that nothing else is called by: letters and figures, or several words.
fn is_telling(parts: &[String]) -> bool {
    let (numbers, letters) =
        (parts.iter().any(|part| is_number(part)), parts.iter().any(|part| !is_number(part)));
    let long = parts.iter().map(|part| part.chars().count()).sum::<usize>() >= 10;
    numbers && (letters || parts.len() >= 2) || parts.len() >= 2 && long
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a day: its numbers name no record.
fn is_day(text: &str, words: &ValueWords) -> bool {
    matches!(words.read_field(Field::Created, text).value, Value::Date(_))
}

fn parts(text: &str) -> Vec<String> {
    let part = |word: &str| match word.trim_start_matches('0') {
        "" => word.to_owned(),
        number if is_number(word) => number.to_owned(),
        _ => word.to_owned(),
    };
    Tokens::runs(text).words().map(part).collect()
}
