//! The ledger of ties, `kopplingar.csv`: one tie per row. The review workbook is read by the same columns.

use super::columns::{Column, FileProblem, ProblemKind, Rows};
use crate::dpia::{RecordedTie, TieChoice};
use crate::model::Text;
use crate::sheet::Workbook;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Activity,
    Name,
    Unit,
    Purpose,
    Dpia,
    Title,
    Score,
    Evidence,
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
    (Key::Score, "Sannolikhet", "Likelihood"),
    (Key::Evidence, "Vad som talar för", "What speaks for it"),
    (Key::Choice, "Koppling", "Tie"),
    (Key::Scope, "Omfattning", "Scope"),
    (Key::How, "Hur den hittades", "How found"),
    (Key::By, "Av", "By"),
    (Key::On, "Den", "On"),
    (Key::Fingerprint, "Fingeravtryck", "Fingerprint"),
    (Key::Note, "Anteckning", "Note"),
];

/// The choices as a person writes them; the first of each is what is written.
const CHOICES: [(TieChoice, &[&str]); 3] = [
    (TieChoice::Accepted, &["koppla", "kopplad", "ja", "accept", "accepted", "yes"]),
    (TieChoice::Rejected, &["avvisa", "avvisad", "nej", "reject", "rejected", "no"]),
    (TieChoice::Unclear, &["oklart", "vet ej", "unclear"]),
];

/// Why a ledger or a review cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinksError {
    /// No row has the column of the choice.
    #[error("{file} has no table with a column \"Koppling\" (or \"Tie\")")]
    NoTable {
        /// The file.
        file: Text,
    },
    /// Cells cannot be used; a choice is never passed over in silence.
    #[error("{} cell(s) of the ledger cannot be used, first {}", problems.len(), problems[0].cell)]
    Cells {
        /// The cells, at least one.
        problems: Vec<FileProblem>,
    },
}

/// Reads ties from a table in any sheet of a file: a ledger, or a review that a person has filled in. Rows
/// without a choice say nothing and are left out.
///
/// # Errors
/// [`LinksError::NoTable`] where no row has the column of the choice, [`LinksError::Cells`] with every cell
/// that cannot be used.
pub fn read_ties(book: &Workbook) -> Result<Vec<RecordedTie>, LinksError> {
    let mut rows = Rows::find(book, COLUMNS, Key::Choice)
        .ok_or_else(|| LinksError::NoTable { file: book.file.clone() })?;
    let mut ties = Vec::new();
    for row in rows.below() {
        ties.extend(tie(&mut rows, row));
    }
    match rows.problems.is_empty() {
        true => Ok(ties),
        false => Err(LinksError::Cells { problems: rows.problems }),
    }
}

fn tie(rows: &mut Rows<'_, Key>, row: u32) -> Option<RecordedTie> {
    let said = rows.text(row, Key::Choice)?.to_lowercase();
    let Some((choice, _)) = CHOICES.iter().find(|(_, words)| words.contains(&said.as_str())) else {
        let known = CHOICES.iter().map(|(_, words)| words[0]).collect();
        rows.wrong(row, Key::Choice, ProblemKind::UnknownWord { known });
        return None;
    };
    let (activity, name) = (rows.text(row, Key::Activity), rows.text(row, Key::Name));
    if activity.is_none() && name.is_none() {
        rows.wrong(row, Key::Activity, ProblemKind::NoActivity);
    }
    let written = rows.text(row, Key::Fingerprint);
    let fingerprint = written.as_deref().and_then(|text| text.parse().ok());
    if written.is_some() && fingerprint.is_none() {
        rows.wrong(row, Key::Fingerprint, ProblemKind::NoFingerprint);
    }
    Some(RecordedTie {
        choice: *choice,
        activity,
        name,
        unit: rows.text(row, Key::Unit),
        dpia: rows.text(row, Key::Dpia),
        title: rows.text(row, Key::Title),
        scope: rows.text(row, Key::Scope),
        how: rows.text(row, Key::How),
        by: rows.text(row, Key::By),
        on: rows.date(row, Key::On),
        fingerprint,
        note: rows.text(row, Key::Note),
        cell: rows.first(row),
    })
}

/// Writes a ledger that Swedish Excel opens and [`read_ties`] reads back: semicolons, UTF-8 with a byte order
/// mark, CRLF, sorted by the keys of activity and DPIA.
///
/// # Errors
/// When `out` cannot be written to.
#[cfg(feature = "write")]
pub fn write_ties(mut out: impl std::io::Write, ties: &[RecordedTie]) -> std::io::Result<()> {
    use crate::report::neutralised;
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(out);
    let kept =
        || COLUMNS.iter().filter(|(key, ..)| !matches!(key, Key::Purpose | Key::Score | Key::Evidence));
    writer.write_record(kept().map(|(_, header, _)| *header))?;
    let mut sorted: Vec<&RecordedTie> = ties.iter().collect();
    sorted.sort_by(|a, b| {
        let of = |tie: &RecordedTie| (tie.activity.clone(), tie.name.clone(), tie.dpia.clone());
        of(a).cmp(&of(b))
    });
    for tie in sorted {
        let cells: Vec<String> =
            kept().map(|(key, ..)| neutralised(&written(tie, *key)).into_owned()).collect();
        writer.write_record(&cells)?;
    }
    writer.flush()
}

#[cfg(feature = "write")]
fn written(tie: &RecordedTie, key: Key) -> String {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_string();
    match key {
        Key::Activity => text(&tie.activity),
        Key::Name => text(&tie.name),
        Key::Unit => text(&tie.unit),
        Key::Dpia => text(&tie.dpia),
        Key::Title => text(&tie.title),
        Key::Choice => {
            let words = CHOICES.iter().find(|(choice, _)| *choice == tie.choice);
            words.map(|(_, words)| super::decisions::capital(words[0])).unwrap_or_default()
        }
        Key::Scope => text(&tie.scope),
        Key::How => text(&tie.how),
        Key::By => text(&tie.by),
        Key::On => tie.on.map(|day| day.to_string()).unwrap_or_default(),
        Key::Fingerprint => tie.fingerprint.as_ref().map(ToString::to_string).unwrap_or_default(),
        Key::Note => text(&tie.note),
        Key::Purpose | Key::Score | Key::Evidence => String::new(),
    }
}

/// The headers of a review, in Swedish or English: every column that a reader of it needs.
#[cfg(feature = "write")]
pub(crate) fn review_headers(swedish: bool) -> [&'static str; 10] {
    let keys = [
        Key::Activity,
        Key::Name,
        Key::Unit,
        Key::Purpose,
        Key::Dpia,
        Key::Title,
        Key::Score,
        Key::Evidence,
        Key::Choice,
        Key::Note,
    ];
    keys.map(|key| {
        let column = COLUMNS.iter().find(|(of, ..)| *of == key);
        column.map_or("", |(_, sv, en)| if swedish { sv } else { en })
    })
}
