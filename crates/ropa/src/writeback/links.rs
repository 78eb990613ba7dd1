//! Accepted links as references in the register's own column for them.

use crate::import::{Import, Layout, Profile, TableInfo, TableKind};
use crate::ledger::TracedLink;
use crate::linking::{LinkChoice, Reading, RecordedLink, passages};
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Value};
use crate::source::{CellRef, Place, Text};
use crate::text::{fold, same};
use crate::workbook::Workbook;
use crate::writeback::CellChange;
use std::collections::{BTreeMap, BTreeSet};

/// A reference that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkChange {
    /// The activity, by its index.
    pub activity: usize,
    /// The DPIA, by its index.
    pub dpia: usize,
    /// The cell.
    pub cell: CellRef,
    /// What it said.
    pub old: Text,
    /// What it is to say.
    pub new: Text,
}

/// Why an accepted link is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkOutcome {
    /// The register names the DPIA already.
    Already,
    /// No activity or no DPIA answers to the row of the ledger.
    NoEnds,
    /// The table has no column for the reference.
    NoColumn,
}

/// What accepted links change in the files of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkChanges {
    /// The references to write, in the order of the activities.
    pub links: Vec<LinkChange>,
    /// Headers of columns that are added for them.
    pub headers: Vec<CellChange>,
    /// Accepted links, by their index, that change nothing, and why.
    pub unwritten: Vec<(usize, LinkOutcome)>,
    /// The sheets without a column for the reference, by file and name.
    pub without_column: BTreeSet<(Text, Text)>,
}

impl LinkChanges {
    /// The changes to one file.
    pub fn of_file(&self, file: &str) -> Vec<CellChange> {
        // A cell that several DPIAs go into has the text of the last, which holds them all.
        let link = |link: &LinkChange| CellChange { cell: link.cell.clone(), text: link.new.clone() };
        let all = self.headers.iter().cloned().chain(self.links.iter().map(link));
        all.filter(|change| &*change.cell.file == file).collect()
    }
}

/// Finds what the accepted links of a ledger change in the register's column of references: the DPIA's id, else its
/// case number, else its title, after what the cell says already. `states` are the links as
/// [`trace`](crate::ledger::trace)d in the register; `add_column` is the language of the header to add where a table
/// has no such column.
pub fn link_changes(
    books: &[Workbook],
    import: &Import,
    profile: &Profile,
    links: &[RecordedLink],
    states: &[TracedLink],
    add_column: Option<&str>,
) -> LinkChanges {
    let mut writer =
        Writer { books, import, profile, add_column, texts: BTreeMap::new(), found: LinkChanges::default() };
    let mut accepted: Vec<(usize, Option<(usize, usize)>)> = links
        .iter()
        .zip(states)
        .enumerate()
        .filter(|(_, (link, _))| link.choice == LinkChoice::Accepted)
        .map(|(index, (_, state))| (index, state.activity.zip(state.dpia)))
        .collect();
    accepted.sort_by_key(|(index, ends)| (*ends, *index));
    for (index, ends) in accepted {
        let outcome = match ends {
            Some((activity, dpia)) => writer.write(activity, dpia),
            None => Some(LinkOutcome::NoEnds),
        };
        writer.found.unwritten.extend(outcome.map(|outcome| (index, outcome)));
    }
    writer.found.unwritten.sort_unstable();
    writer.found
}

struct Writer<'a> {
    books: &'a [Workbook],
    import: &'a Import,
    profile: &'a Profile,
    add_column: Option<&'a str>,
    /// What the cells say that are written, by their address; records may share one.
    texts: BTreeMap<CellRef, Text>,
    found: LinkChanges,
}

impl Writer<'_> {
    fn write(&mut self, index: usize, dpia_index: usize) -> Option<LinkOutcome> {
        let register = &self.import.register;
        let (activity, dpia) = (&register.activities[index], &register.dpias[dpia_index]);
        let names: Vec<&str> = [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title]
            .into_iter()
            .filter_map(|field| dpia.text(field))
            .collect();
        let said = activity.entries_of(Field::DpiaRef);
        if said.into_iter().any(|entry| names.iter().any(|name| refers(&entry.written, name))) {
            return Some(LinkOutcome::Already);
        }
        let Some(cell) = self.cell(activity) else {
            let origin = &activity.origin;
            self.found.without_column.insert((origin.file.clone(), origin.sheet.clone()));
            return Some(LinkOutcome::NoColumn);
        };
        let entry = activity.entries_of(Field::DpiaRef).find(|entry| activity.cell(*entry) == cell);
        let old = self.texts.get(&cell).cloned().unwrap_or_else(|| match entry {
            // A placeholder says nothing, and would hide what comes after it.
            Some(entry) if entry.value == Value::Blank => "".into(),
            Some(entry) => entry.written.clone(),
            None => "".into(),
        });
        let reference = reference(dpia);
        if refers(&old, reference) {
            return Some(LinkOutcome::Already);
        }
        // A no in front would be read as the answer, and hide the reference after it.
        let denies = entry.is_some_and(|entry| match &entry.value {
            Value::Unknown | Value::NotApplicable => true,
            Value::YesNo(answer) => !answer.yes,
            _ => false,
        });
        let new: Text = match old.trim() {
            "" => reference.into(),
            old if denies || mentions(old, reference) => format!("{reference}; {old}").into(),
            old => format!("{old}; {reference}").into(),
        };
        let shown = self.texts.get(&cell).or(entry.map(|entry| &entry.written)).cloned().unwrap_or_default();
        self.texts.insert(cell.clone(), new.clone());
        self.found.links.push(LinkChange { activity: index, dpia: dpia_index, cell, old: shown, new });
        None
    }

    /// The cell of the activity's reference, in the column that asks for it and for nothing else.
    fn cell(&mut self, activity: &ProcessingActivity) -> Option<CellRef> {
        let origin = &activity.origin;
        let table = self.import.table_of(activity)?;
        let own = |place: &Place| {
            table.columns.iter().any(|column| {
                column.field == Some(Field::DpiaRef.into())
                    && match table.layout {
                        Layout::Rows => column.place.col == place.col,
                        Layout::Columns => column.place.row == place.row,
                        Layout::Form => true,
                        Layout::Document => false,
                    }
            })
        };
        let mut said = activity.entries_of(Field::DpiaRef).peekable();
        if said.peek().is_none()
            && let Some(cell) = self.import.cell_of(activity, Field::DpiaRef)
        {
            return Some(cell);
        }
        let own = said
            .map(|entry| activity.cell(entry))
            .find(|cell| cell.file == origin.file && cell.sheet == origin.sheet && own(&cell.place));
        if own.is_some() {
            return own;
        }
        if let Some(column) = table.columns.iter().find(|column| column.field == Some(Field::DpiaRef.into()))
        {
            let record = origin.row.checked_sub(1)?;
            let place = match table.layout {
                Layout::Rows => Place::new(record, column.place.col),
                Layout::Columns => Place::new(column.place.row, record),
                Layout::Form | Layout::Document => return None,
            };
            return Some(CellRef { file: origin.file.clone(), sheet: origin.sheet.clone(), place });
        }
        let header = self.added(table)?;
        let place = Place::new(origin.row.checked_sub(1)?, header.col);
        Some(CellRef { file: origin.file.clone(), sheet: origin.sheet.clone(), place })
    }

    /// The header of a column added at the right of a table of rows.
    fn added(&mut self, table: &TableInfo) -> Option<Place> {
        let language = self.add_column?;
        if table.layout != Layout::Rows || table.kind != TableKind::Activities {
            return None;
        }
        let cell_of = |place| CellRef { file: table.file.clone(), sheet: table.sheet.clone(), place };
        let row = table.columns.iter().map(|column| column.place.row).max()?;
        let known = self.found.headers.iter().find(|change| {
            change.cell.file == table.file && change.cell.sheet == table.sheet && change.cell.place.row == row
        });
        if let Some(known) = known {
            return Some(known.cell.place);
        }
        let label = self.profile.activity_label(Field::DpiaRef, language)?;
        let book = self.books.iter().find(|book| book.file == table.file)?;
        let sheet = book.sheets.iter().find(|sheet| sheet.name == table.sheet)?;
        let right = sheet.cells().iter().map(|cell| cell.place.col).max()?;
        let place = Place::new(row, right.checked_add(1)?);
        self.found.headers.push(CellChange { cell: cell_of(place), text: label.into() });
        Some(place)
    }
}

/// What a register calls a DPIA: its id, else its case number, else its title.
fn reference(dpia: &Dpia) -> &str {
    [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title]
        .into_iter()
        .find_map(|field| dpia.text(field))
        .unwrap_or(&dpia.key)
}

/// Whether a text names something and does not deny it.
fn refers(text: &str, name: &str) -> bool {
    let names = |text: &str| mentions(text, name);
    let said = passages(text, &Reading { names: &names, titles: &[], whole: true });
    same(text, name) || said.into_iter().any(|passage| !passage.denies && names(passage.text))
}

/// Whether a text names something, as words of its own: `KB-1` stands in `se KB-1.` and not in `KB-12`.
fn mentions(text: &str, name: &str) -> bool {
    let (text, name) = (fold(text), fold(name));
    if name.is_empty() {
        return false;
    }
    let goes_on = |mut letters: std::iter::Peekable<&mut dyn Iterator<Item = char>>| match letters.next() {
        Some(c) if c.is_alphanumeric() => true,
        // `KB-1-2`, `KB-1/24`: a mark that joins.
        Some('-' | '/' | '.' | '_') => letters.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    text.match_indices(&*name).any(|(at, _)| {
        let before: &mut dyn Iterator<Item = char> = &mut text[..at].chars().rev();
        let after: &mut dyn Iterator<Item = char> = &mut text[at + name.len()..].chars();
        !goes_on(before.peekable()) && !goes_on(after.peekable())
    })
}

#[cfg(test)]
mod tests {
    use super::{mentions, refers};

    #[test]
    fn what_is_denied_is_not_referred_to() {
        assert!(refers("Se KB-1. Ej klar", "KB-1"));
        assert!(refers("Ej verkställda beslut", "ej verkställda beslut"));
        assert!(!refers("KB-1 gäller inte", "KB-1"));
    }

    #[test]
    fn a_name_is_named_as_words_of_its_own() {
        for (text, name, there) in [
            ("se KB-1.", "KB-1", true),
            ("KB-12", "KB-1", false),
            ("KB-1-2", "KB-1", false),
            ("SN 2024/117; kb-1", "KB-1", true),
            ("Ja (KB-1)", "KB-1", true),
            ("SN-KB-1", "KB-1", false),
            ("Konsekvensbedömning  av lön", "konsekvensbedömning av lön", true),
            ("se KB\u{2011}1", "KB-1", true),
            ("A\u{308}rende 7", "ärende 7", true),
            ("", "KB-1", false),
        ] {
            assert_eq!(mentions(text, name), there, "{text} {name}");
        }
    }
}
