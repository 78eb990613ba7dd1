//! What is said once of every record: in a line or title above them, in the sheet's name, in the file's.

use crate::import::header::MatchHow;
use crate::import::layout::{Row, TextCell, metadata, stem, written};
use crate::import::layout_words::StatedRole;
use crate::import::notice::{NotUnderstood, Notice, StatedIn};
use crate::import::profile::Profile;
use crate::import::record_field::RecordField;
use crate::import::table_info::Metadata;
use crate::model::{AnyField, Entry, Item, OriginIndex, Role, Term, Value};
use crate::source::{CellRef, Place, Text};
use std::collections::BTreeSet;

/// What stands around a table.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Lines that say something of all of it.
    pub lines: Vec<Metadata>,
    /// Cells that stand alone in their row, from the top down.
    pub titles: Vec<TextCell>,
}

impl Surroundings {
    pub(super) fn of(rows: &[Row<'_>]) -> Surroundings {
        let titles = rows.iter().filter_map(|(_, cells)| {
            let mut cells = written(cells);
            let first = cells.next()?;
            cells.next().is_none().then(|| TextCell::of(first))
        });
        Surroundings { lines: metadata(rows), titles: titles.collect() }
    }
}

/// Where a table stands, and what is around it.
pub(super) struct TableContext<'a> {
    pub profile: &'a Profile,
    pub file: &'a Text,
    pub sheet: &'a Text,
    pub frame: &'a Surroundings,
    /// A cell of the table's own, for what only the name of its sheet or file says.
    pub anchor: Place,
}

/// What is said of every record, where no column says it of each.
///
/// The controller may be named in a line (`Personuppgiftsansvarig: Socialnämnden`), in a title
/// (`Registerförteckning för Socialnämnden`) or in the file's name; whether the records are those of a
/// processor in a title or in the sheet's name. What only a title or a name says is told in a notice.
pub(super) fn shared_answers<F: RecordField>(
    around: &TableContext<'_>,
    asked: &BTreeSet<F>,
    notices: &mut Vec<Notice>,
) -> Vec<Entry<F>> {
    let TableContext { profile, file, sheet, frame, anchor } = *around;
    let fields = F::SAID_ABOVE.iter().filter(|field| !asked.contains(field));
    let mut said: Vec<Entry<F>> = fields
        .filter_map(|&field| {
            let wanted: AnyField = field.into();
            let line = frame.lines.iter().find(|line| {
                profile
                    .match_header(F::TABLE, &line.label)
                    .is_some_and(|matched| matched.field == wanted && matched.how != MatchHow::Fuzzy)
            })?;
            let value = field.read(profile.words(), &line.text).value;
            Some(Entry {
                field,
                origin: OriginIndex::OWN,
                written: line.text.clone(),
                place: line.place,
                value,
            })
        })
        .collect();
    let mut tell = |entry: &Entry<F>, by: StatedIn| {
        let cell = CellRef { file: file.clone(), sheet: sheet.clone(), place: entry.place };
        notices.push(Notice::SharedAnswer {
            field: entry.field.into(),
            text: entry.written.clone(),
            by,
            cell,
        });
    };
    let mut processor = false;
    if let Some(field) = F::ROLE.filter(|field| !asked.contains(field)) {
        let said_in = |text: &Text, place| Some((role_in(profile, text)?, text.clone(), place));
        let titled = frame.titles.iter().rev().find_map(|title| said_in(&title.text, title.place));
        let by = if titled.is_some() { StatedIn::Title } else { StatedIn::Sheet };
        if let Some((role, text, place)) = titled.or_else(|| said_in(sheet, anchor)) {
            processor = role == Role::Processor;
            let entry = role_entry(field, role, text, place);
            tell(&entry, by);
            said.push(entry);
        }
    }
    let field = F::CONTROLLER;
    // A processor's records are of other bodies' data, and the register's owner is not their controller.
    if !processor && !asked.contains(&field) && !said.iter().any(|entry| entry.field == field) {
        let titled = frame
            .titles
            .iter()
            .find_map(|title| Some((profile.layout.register_of(&title.text)?, title.place, StatedIn::Title)));
        let named =
            titled.or_else(|| Some((profile.layout.register_of(stem(file))?, anchor, StatedIn::File)));
        if let Some((name, place, by)) = named {
            let entry =
                Entry { field, origin: OriginIndex::OWN, written: name.into(), place, value: Value::Text };
            tell(&entry, by);
            said.push(entry);
        }
    }
    said
}

/// Whose records a title or a sheet's name says that it holds.
pub(super) fn role_in(profile: &Profile, text: &str) -> Option<Role> {
    let said = profile.layout.role_said(text, |word| profile.sheets.is_register_word(word))?;
    Some(match said {
        StatedRole::Controller => Role::Controller,
        StatedRole::Processor => Role::Processor,
    })
}

pub(super) fn role_entry<F>(field: F, role: Role, written: Text, place: Place) -> Entry<F> {
    let value = Value::Items([Item { written: written.clone(), term: Some(Term::Role(role)) }].into());
    Entry { field, origin: OriginIndex::OWN, written, place, value }
}

/// A value that is not understood, with its cell.
pub(super) fn not_understood(cell: CellRef, texts: Vec<Text>, field: AnyField) -> Vec<NotUnderstood> {
    texts.into_iter().map(|text| NotUnderstood { cell: cell.clone(), text, field }).collect()
}
