//! How documents were read: what the import says of files that are no tables.

use crate::model::DateValue;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, IntoStaticStr};

/// One document, and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentInfo {
    /// The file as the user named it.
    pub file: Text,
    /// What kind of document it is: `docx`, `odt`, `pdf`, `markdown`, `text`; empty where that is not known.
    pub format: &'static str,
    /// What became of it.
    pub outcome: DocumentOutcome,
    /// The file that it is a copy of in another format: the two are one DPIA.
    pub copy_of: Option<Text>,
    /// Keys of fields that a DPIA should have and that were not found, or that hold only a placeholder.
    pub missing: Vec<&'static str>,
    /// Keys of fields of which it says something else than the row that it completes.
    pub differs: Vec<&'static str>,
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
        /// Code of the problem: `password_protected`.
        code: &'static str,
    },
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
