//! Links between activities and DPIAs, as they are found.

use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// How a link was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Via {
    /// The register names the DPIA's id.
    Id,
    /// The register names its case number.
    CaseNumber,
    /// The register names its title.
    Title,
    /// The register names other processing that has it: "samma som för Skolskjuts".
    Record,
    /// A recorded, accepted link.
    Ledger,
    /// The DPIA names the processing.
    Reverse,
    /// A recorded decision says that the DPIA covers it.
    Decision,
}

/// A reference that did not lead to exactly one DPIA, or that says of the DPIA that it is not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct UnresolvedReference {
    /// The reference as written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
    /// Indices of the DPIAs it could mean; empty when there is none.
    pub candidates: Vec<usize>,
    /// Whether it names them in order to deny or reserve something: "KB-1 gäller inte". Then it is no link,
    /// and what is meant is for a person to say.
    pub denied: bool,
}

/// What the cell that names a DPIA says of it besides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReservationKind {
    /// No longer in force: "utgår", "upphävd", "ersatt av".
    Out,
    /// In force, and not up to date: "inaktuell", "behöver uppdateras".
    Outdated,
    /// On its way: "utkast", "planeras".
    Unfinished,
    /// Not approved: "ej godkänd än", "på remiss".
    NotApproved,
    /// Whether it is the one meant is not sure: "ev.", "?".
    Doubtful,
    /// It covers a part only: "delvis".
    Partial,
    /// Words that no list knows; they are shown and weigh nothing.
    Other,
}

/// A reservation, with its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reservation {
    /// What it says.
    pub kind: ReservationKind,
    /// The cell's text.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
}

/// What a register says of a DPIA that it does not name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClaimKind {
    /// It is done, whichever it is.
    Done,
    /// It is under way.
    UnderWay,
    /// It is to be made.
    Planned,
    /// None is needed.
    NotNeeded,
    /// Another answers for it.
    OtherAnswers,
}

/// Such a statement, with its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// What is said.
    pub kind: ClaimKind,
    /// The cell's text.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
}

/// A link between one activity and one DPIA.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct DpiaLink {
    /// Index of the activity in the register.
    pub activity: usize,
    /// Index of the DPIA in the register.
    pub dpia: usize,
    /// How it was found, surest first.
    pub via: Vec<Via>,
    /// The cells that name it.
    pub cells: Vec<CellRef>,
    /// What these cells say of it besides.
    pub reservations: Vec<Reservation>,
}
