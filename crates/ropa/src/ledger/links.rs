//! The ledger of links, `kopplingar.csv`: one link per row. The review workbook is read by the same columns.

use crate::ledger::columns::{Column, LedgerError, Rows, read_rows};
use crate::ledger::traced_links::TracedLink;
use crate::linking::{LinkChoice, RecordedLink};
use crate::model::{DpiaField, Field, Register};
use crate::screening::Fingerprint;
use crate::source::Text;
#[cfg(feature = "write")]
use crate::workbook::Sheet;
use crate::workbook::Workbook;
#[cfg(feature = "write")]
use crate::workbook::WriteError;
use chrono::NaiveDate;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Activity,
    Name,
    Unit,
    Purpose,
    Dpia,
    Title,
    AboutDpia,
    AboutActivity,
    Score,
    Evidence,
    Set,
    Choice,
    Scope,
    How,
    By,
    On,
    Fingerprint,
    Note,
}

/// The columns; those of the ledger in the order they are written, with those that only a review has.
const COLUMNS: &[Column<Key>] = &[
    (Key::Activity, "Nyckel", "Key"),
    (Key::Name, "Behandling", "Processing"),
    (Key::Unit, "Enhet", "Unit"),
    (Key::Purpose, "Ändamål", "Purpose"),
    (Key::Dpia, "KB-nyckel", "DPIA key"),
    (Key::Title, "Konsekvensbedömning", "DPIA"),
    (Key::AboutDpia, "Om konsekvensbedömningen", "About the DPIA"),
    (Key::AboutActivity, "Om behandlingen", "About the processing"),
    (Key::Score, "Sannolikhet", "Likelihood"),
    (Key::Evidence, "Vad som talar för", "What speaks for it"),
    (Key::Set, "Tillsammans", "Together"),
    (Key::Choice, "Koppling", "Tie"),
    (Key::Scope, "Omfattning", "Scope"),
    (Key::How, "Hur den hittades", "How found"),
    (Key::By, "Av", "By"),
    (Key::On, "Den", "On"),
    (Key::Fingerprint, "Fingeravtryck", "Fingerprint"),
    (Key::Note, "Anteckning", "Note"),
];

/// The choices as a person writes them; the first of each is what is written.
const CHOICES: [(LinkChoice, &[&str]); 3] = [
    (LinkChoice::Accepted, &["koppla", "kopplad", "ja", "accept", "accepted", "yes"]),
    (LinkChoice::Rejected, &["avvisa", "avvisad", "nej", "reject", "rejected", "no"]),
    (LinkChoice::Unclear, &["oklart", "vet ej", "unclear"]),
];

/// Reads links from a table in any sheet of a file: a ledger, or a review that a person has filled in. Rows
/// without a choice say nothing and are left out.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of the choice, [`LedgerError::Cells`] with every cell
/// that cannot be used.
pub fn read_links(book: &Workbook) -> Result<Vec<RecordedLink>, LedgerError> {
    read_rows(book, COLUMNS, Key::Choice, link)
}

fn link(rows: &mut Rows<'_, Key>, row: u32) -> Option<RecordedLink> {
    rows.text(row, Key::Choice)?;
    let choice = rows.choice(row, Key::Choice, &CHOICES)?;
    let (activity, name) = rows.activity(row, Key::Activity, Key::Name);
    Some(RecordedLink {
        choice,
        activity,
        name,
        unit: rows.text(row, Key::Unit),
        dpia: rows.text(row, Key::Dpia),
        title: rows.text(row, Key::Title),
        scope: rows.text(row, Key::Scope),
        how: rows.text(row, Key::How),
        by: rows.text(row, Key::By),
        on: rows.date(row, Key::On),
        fingerprint: rows.fingerprint(row, Key::Fingerprint),
        note: rows.text(row, Key::Note),
        cell: rows.first(row),
    })
}

/// Signs links: who, when, how they were found where nothing says so, and the facts as they are now, one of each link
/// where its activity is known.
pub(crate) fn sign_links(
    links: &mut [RecordedLink],
    fingerprints: impl IntoIterator<Item = Option<Fingerprint>>,
    by: &str,
    how: &str,
    on: NaiveDate,
) {
    for (link, fingerprint) in links.iter_mut().zip(fingerprints) {
        link.by = link.by.take().or(Some(by.into()));
        link.on = link.on.or(Some(on));
        link.how = link.how.take().or(Some(how.into()));
        link.fingerprint = fingerprint;
    }
}

/// Writes what the activity and the DPIA of each link are called, where the row does not say: ids are given anew, and
/// only by the name can it be told later which record was meant.
pub(crate) fn name_links(links: &mut [RecordedLink], states: &[TracedLink], register: &Register) {
    for (link, state) in links.iter_mut().zip(states) {
        if let Some(activity) = state.activity.map(|index| &register.activities[index]) {
            link.name = link.name.take().or_else(|| activity.text(Field::Name).map(Text::from));
            link.unit = link.unit.take().or_else(|| activity.unit().map(Text::from));
        }
        if let Some(dpia) = state.dpia.map(|index| &register.dpias[index]) {
            link.title = link.title.take().or_else(|| dpia.text(DpiaField::Title).map(Text::from));
        }
    }
}

/// Takes new choices into those kept: one takes the place of an older one on the same two.
pub(crate) fn merge_links(kept: &mut Vec<RecordedLink>, chosen: Vec<RecordedLink>) {
    for link in chosen {
        kept.retain(|old| (&old.activity, &old.dpia) != (&link.activity, &link.dpia));
        kept.push(link);
    }
}

/// Writes a ledger that Swedish Excel opens and [`read_links`] reads back: semicolons, UTF-8 with a byte order
/// mark, CRLF, sorted by the keys of activity and DPIA.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
#[cfg(feature = "write")]
pub fn write_links(out: impl std::io::Write, links: &[RecordedLink]) -> Result<(), WriteError> {
    let (columns, sorted) = kept(links);
    crate::ledger::columns::write_rows(out, &columns, &sorted, |link, key| written(link, key))
}

/// Links as the sheet that [`write_links`] writes as text.
#[cfg(feature = "write")]
pub fn links_sheet(links: &[RecordedLink]) -> Sheet {
    let (columns, sorted) = kept(links);
    crate::ledger::columns::sheet_of(&columns, &sorted, |link, key| written(link, key))
}

/// The columns that are kept, and the links in the order of their file.
#[cfg(feature = "write")]
fn kept(links: &[RecordedLink]) -> (Vec<Column<Key>>, Vec<&RecordedLink>) {
    let of_review = |key: Key| {
        matches!(
            key,
            Key::Purpose | Key::AboutDpia | Key::AboutActivity | Key::Score | Key::Evidence | Key::Set
        )
    };
    let columns = COLUMNS.iter().filter(|(key, ..)| !of_review(*key)).copied().collect();
    let mut sorted: Vec<&RecordedLink> = links.iter().collect();
    sorted.sort_by_key(|link| (link.activity.clone(), link.name.clone(), link.dpia.clone()));
    (columns, sorted)
}

#[cfg(feature = "write")]
fn written(link: &RecordedLink, key: Key) -> String {
    let text = |text: &Option<crate::source::Text>| text.as_deref().unwrap_or_default().to_string();
    match key {
        Key::Activity => text(&link.activity),
        Key::Name => text(&link.name),
        Key::Unit => text(&link.unit),
        Key::Dpia => text(&link.dpia),
        Key::Title => text(&link.title),
        Key::Choice => crate::ledger::columns::word_for(&CHOICES, link.choice),
        Key::Scope => text(&link.scope),
        Key::How => text(&link.how),
        Key::By => text(&link.by),
        Key::On => link.on.map(|day| day.to_string()).unwrap_or_default(),
        Key::Fingerprint => link.fingerprint.as_ref().map(ToString::to_string).unwrap_or_default(),
        Key::Note => text(&link.note),
        Key::Purpose | Key::AboutDpia | Key::AboutActivity | Key::Score | Key::Evidence | Key::Set => {
            String::new()
        }
    }
}

/// The headers of a review, in Swedish or English: every column that a reader of it needs.
#[cfg(feature = "write")]
pub(crate) fn review_headers(swedish: bool) -> [&'static str; 13] {
    let keys = [
        Key::Dpia,
        Key::Title,
        Key::AboutDpia,
        Key::Activity,
        Key::Name,
        Key::AboutActivity,
        Key::Unit,
        Key::Score,
        Key::Evidence,
        Key::Set,
        Key::Choice,
        Key::Scope,
        Key::Note,
    ];
    keys.map(|key| {
        let column = COLUMNS.iter().find(|(of, ..)| *of == key);
        column.map_or("", |(_, sv, en)| if swedish { sv } else { en })
    })
}
