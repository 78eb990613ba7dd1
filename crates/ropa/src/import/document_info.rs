//! How documents were read: what the import says of files that are no tables.

use crate::model::{DateValue, DpiaField};
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, IntoStaticStr)]
#[strum(crate = "crate::text::variants")]
#[strum(serialize_all = "snake_case")]
pub enum DocumentFormat {
    /// Word, .docx.
    Docx,
    /// OpenDocument text, .odt.
    Odt,
    /// PDF with text.
    Pdf,
    /// Markdown, .md.
    Markdown,
    /// Plain text, .txt.
    Text,
}

/// One document, and how it was read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DocumentInfo {
    /// The file as the user named it.
    pub file: Text,
    /// What kind of document it is, where that is known.
    pub format: Option<DocumentFormat>,
    /// What became of it.
    pub outcome: DocumentOutcome,
    /// The file that it is a copy of in another format: the two are one DPIA.
    pub copy_of: Option<Text>,
    /// Fields that a DPIA should have and that were not found, or that hold only a placeholder.
    pub missing: Vec<DpiaField>,
    /// Fields of which it says something else than the row that it completes.
    pub differs: Vec<DpiaField>,
    /// Its plan of measures.
    pub measures: Vec<Measure>,
    /// Versions in its history.
    pub versions: usize,
    /// Whether it holds changes that are not accepted; they were read as if they were.
    pub tracked_changes: bool,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentOutcome {
    /// It is a DPIA.
    Dpia {
        /// The DPIA's key.
        key: Text,
        /// Whether it also stands in a table, whose row it completes.
        listed: bool,
    },
    /// It is no DPIA, and was left out.
    NotADpia {
        /// How that shows.
        sign: NotADpia,
        /// What it begins with.
        begins: Text,
    },
    /// It could not be read.
    Unreadable {
        /// What is wrong with it.
        fault: DocumentFault,
    },
}

/// What is wrong with a document that could not be read, in short.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DocumentFault {
    /// The file cannot be read from where it lies, or holds nothing.
    File,
    /// It is encrypted with a password.
    PasswordProtected,
    /// Its pages are pictures.
    NoText,
    /// It is of an older format that is not read.
    OldFormat,
    /// It is of another kind than a document.
    NotADocument,
    /// It holds more than the limits allow.
    TooLarge,
    /// A part of it declares XML entities.
    XmlEntities,
    /// It does not follow its own format.
    Damaged,
}

/// How it shows that a document is no DPIA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NotADpia {
    /// It calls itself something else: minutes, an agreement, guidance.
    OtherKind,
    /// It is a form that nobody has filled in.
    Template,
    /// It has neither the name nor the contents of one.
    NoSigns,
}

/// A measure of a DPIA's plan.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Measure {
    /// What is to be done.
    pub what: Text,
    /// When, where it is said.
    pub due: Option<DateValue>,
    /// Whether it is said to be done.
    pub done: bool,
    /// Where it stands.
    pub cell: CellRef,
}

impl DocumentInfo {
    /// Measures that are not done: how many, and how many of them were due before a day.
    pub fn open_measures(&self, as_of: NaiveDate) -> (usize, usize) {
        let open = || self.measures.iter().filter(|measure| !measure.done);
        let past = open().filter(|measure| measure.due.as_ref().is_some_and(|due| due.latest() < as_of));
        (open().count(), past.count())
    }
}
