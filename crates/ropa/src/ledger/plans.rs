//! The workbook of a plan, as people have worked in it: owners, dates, how far the work has come, and processing that
//! they have moved from one family to another.

use crate::ledger::columns::{Column, LedgerError, Rows, Words, read_rows};
use crate::screening::Fingerprint;
use crate::source::{CellRef, Text};
use crate::workbook::Workbook;
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// How far the work on a DPIA has come.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WorkStatus {
    /// Not started.
    #[default]
    NotStarted,
    /// Under way.
    UnderWay,
    /// Waiting for an answer.
    Waiting,
    /// Done.
    Done,
}

/// The words for it; the first of each is what is written, in Swedish and in English.
const STATUSES: &Words<WorkStatus> = &[
    (WorkStatus::NotStarted, &["inte påbörjad", "not started", "ej påbörjad"]),
    (WorkStatus::UnderWay, &["pågår", "under way", "påbörjad", "started"]),
    (WorkStatus::Waiting, &["väntar på svar", "waiting for an answer", "väntar", "waiting"]),
    (WorkStatus::Done, &["klar", "done", "klart", "färdig"]),
];

/// What people wrote of one piece of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedProgress {
    /// Who does it.
    pub owner: Option<Text>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// How far it has come.
    pub status: Option<WorkStatus>,
    /// What else they wrote.
    pub note: Option<Text>,
}

/// One DPIA of a plan, as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedWork {
    /// The code of its family.
    pub family: Text,
    /// What it was called.
    pub title: Option<Text>,
    /// What people wrote of it.
    pub progress: RecordedProgress,
}

/// One processing of a plan, as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedMember {
    /// The activity's key.
    pub activity: Option<Text>,
    /// What it was called.
    pub name: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// The family that it is in.
    pub family: Option<Text>,
    /// The family that the program proposed.
    pub proposed: Option<Text>,
    /// The facts that it was put there on.
    pub fingerprint: Option<Fingerprint>,
    /// Where the row stands.
    pub cell: CellRef,
}

impl RecordedMember {
    /// The family that a person has put it in, where it is another than the program proposed.
    pub fn by_hand(&self) -> Option<&Text> {
        self.family.as_ref().filter(|family| Some(*family) != self.proposed.as_ref())
    }
}

/// One thing to settle first, as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedFirst {
    /// The activity's key.
    pub activity: Option<Text>,
    /// What it was called.
    pub name: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// What people wrote of it.
    pub progress: RecordedProgress,
}

/// A plan, as it stood when people had worked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedPlan {
    /// The DPIAs.
    pub works: Vec<RecordedWork>,
    /// The processing.
    pub members: Vec<RecordedMember>,
    /// What was to be settled first.
    pub first: Vec<RecordedFirst>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlanColumn {
    Family,
    Action,
    Title,
    Covers,
    Count,
    Place,
    Why,
    Unit,
    Reason,
    Differs,
    LeftOut,
    Owner,
    Due,
    Status,
    Note,
    Activity,
    Name,
    Process,
    System,
    Gap,
    InFamily,
    Proposed,
    Fingerprint,
    What,
    Ask,
    Otherwise,
    Where,
}

use PlanColumn::*;

/// The columns of all its sheets.
const COLUMNS: &[Column<PlanColumn>] = &[
    (Family, "Familj", "Family"),
    (Action, "Åtgärd", "Action"),
    (Title, "Konsekvensbedömning", "DPIA"),
    (Covers, "Omfattar", "Covers"),
    (Count, "Antal", "Count"),
    (Place, "Ordning", "Order"),
    (Why, "Varför nu", "Why now"),
    (Unit, "Enhet", "Unit"),
    (Reason, "Motivering", "Reason"),
    (Differs, "Skiljer sig", "Differs"),
    (LeftOut, "Utanför i samma system", "Left out in the same system"),
    (Owner, "Ansvarig", "Owner"),
    (Due, "Klart senast", "Due"),
    (Status, "Läge", "Status"),
    (Note, "Anteckning", "Note"),
    (Activity, "Nyckel", "Key"),
    (Name, "Behandling", "Processing"),
    (Process, "Process", "Process code"),
    (System, "System", "Systems"),
    (Gap, "Brist", "Gap"),
    (InFamily, "Ingår i familj", "In family"),
    (Proposed, "Programmets förslag", "Proposed"),
    (Fingerprint, "Fingeravtryck", "Fingerprint"),
    (What, "Att göra först", "To settle first"),
    (Ask, "Frågor", "Questions"),
    (Otherwise, "Annars", "Otherwise"),
    (Where, "Står i", "Stands in"),
];

/// The columns of the sheet of DPIAs.
pub(crate) const OF_WORKS: [PlanColumn; 15] = [
    Family, Place, Action, Title, Covers, Count, Why, Unit, Owner, Due, Status, Note, Reason, Differs,
    LeftOut,
];
/// The columns of the sheet of processing.
pub(crate) const OF_MEMBERS: [PlanColumn; 11] =
    [InFamily, Proposed, Activity, Name, Unit, Process, System, Gap, Differs, Where, Fingerprint];
/// The columns of the sheet of what to settle first.
pub(crate) const OF_FIRST: [PlanColumn; 11] =
    [What, Activity, Name, Unit, Ask, Otherwise, Owner, Due, Status, Note, Where];

/// The header of a column.
pub(crate) fn plan_header(column: PlanColumn, swedish: bool) -> &'static str {
    let found = COLUMNS.iter().find(|(of, ..)| *of == column);
    found.map_or("", |(_, sv, en)| if swedish { sv } else { en })
}

/// The word for how far a work has come.
pub(crate) fn status_word(status: WorkStatus, swedish: bool) -> String {
    let words = STATUSES.iter().find(|(of, _)| *of == status).map_or(&[][..], |(_, words)| words);
    let word = words.get(usize::from(!swedish)).copied().unwrap_or_default();
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Reads the workbook of a plan that people have worked in.
///
/// # Errors
/// [`LedgerError::NoTable`] where it holds no plan, [`LedgerError::Cells`] with every cell that cannot be used.
pub fn read_plan(book: &Workbook) -> Result<RecordedPlan, LedgerError> {
    let works = read_rows(book, COLUMNS, Covers, work)?;
    let members = read_rows(book, COLUMNS, InFamily, member)?;
    // A plan may have had nothing to settle first.
    let first = match read_rows(book, COLUMNS, Otherwise, first) {
        Err(LedgerError::NoTable { .. }) => Vec::new(),
        other => other?,
    };
    Ok(RecordedPlan { works, members, first })
}

fn progress(rows: &mut Rows<'_, PlanColumn>, row: u32) -> RecordedProgress {
    let said = rows.text(row, Status).is_some();
    RecordedProgress {
        owner: rows.text(row, Owner),
        due: rows.date(row, Due),
        status: if said { rows.choice(row, Status, STATUSES) } else { None },
        note: rows.text(row, Note),
    }
}

fn work(rows: &mut Rows<'_, PlanColumn>, row: u32) -> Option<RecordedWork> {
    let family = rows.text(row, Family)?;
    Some(RecordedWork { family, title: rows.text(row, Title), progress: progress(rows, row) })
}

fn member(rows: &mut Rows<'_, PlanColumn>, row: u32) -> Option<RecordedMember> {
    // A row without either is one that a person has emptied.
    rows.text(row, Activity).or_else(|| rows.text(row, Name))?;
    Some(RecordedMember {
        activity: rows.text(row, Activity),
        name: rows.text(row, Name),
        unit: rows.text(row, Unit),
        family: rows.text(row, InFamily),
        proposed: rows.text(row, Proposed),
        fingerprint: rows.fingerprint(row, Fingerprint),
        cell: rows.first(row),
    })
}

fn first(rows: &mut Rows<'_, PlanColumn>, row: u32) -> Option<RecordedFirst> {
    rows.text(row, Activity).or_else(|| rows.text(row, Name))?;
    Some(RecordedFirst {
        activity: rows.text(row, Activity),
        name: rows.text(row, Name),
        unit: rows.text(row, Unit),
        progress: progress(rows, row),
    })
}
