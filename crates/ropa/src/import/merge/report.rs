//! What became of records that several files hold.

use crate::import::table_info::TableKind;
use crate::model::{AnyField, DateValue, Origin};
use crate::source::{CellRef, Text};
use serde::Serialize;
use std::fmt;
use strum::{Display, IntoStaticStr};

/// What was merged, and what could not be.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct MergeReport {
    /// Records that several files hold and that became one, in the order of the register.
    pub records: Vec<MergedRecord>,
    /// Records that answer differently in different files, whether or not a rule chose.
    pub conflicts: Vec<MergeConflict>,
    /// Choices that fit no conflict, by the first cell of their row: the values have changed since,
    /// or the records are gone.
    pub unused_choices: Vec<CellRef>,
}

impl MergeReport {
    /// Records that are not counted again, since another file holds them too.
    pub fn folded(&self) -> usize {
        self.records.iter().map(|record| record.origins.len() - 1).sum()
    }

    /// Records in which an answer was taken from another file.
    pub fn filled(&self) -> usize {
        self.records.iter().filter(|record| !record.filled.is_empty()).count()
    }

    /// Conflicts that no rule and no choice has settled.
    pub fn open(&self) -> impl Iterator<Item = &MergeConflict> {
        self.conflicts.iter().filter(|conflict| conflict.is_open())
    }

    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.conflicts.is_empty() && self.unused_choices.is_empty()
    }
}

/// A record that several files hold, now one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MergedRecord {
    /// What it is a record of.
    pub kind: TableKind,
    /// The id, or the key made of name and unit, that the files have in common.
    pub record: Text,
    /// What it is called.
    pub label: Text,
    /// Where it stands; first the one that was chosen.
    pub origins: Vec<Origin>,
    /// Answers that the chosen one lacks and another gives.
    pub filled: Vec<Filled>,
}

/// An answer that one file lacks and another gives.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Filled {
    /// The question.
    pub question: Question,
    /// The cell that answers it.
    pub cell: CellRef,
}

/// A question that a record answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A field.
    Field(AnyField),
    /// A column that no field stands for, by its header.
    Column(Text),
}

/// Writes the field's key, or the column's header in quotation marks.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Question::Field(field) => f.write_str(field.key()),
            Question::Column(header) => write!(f, "\"{header}\""),
        }
    }
}

/// Records of the same thing that answer differently.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MergeConflict {
    /// What they are records of.
    pub kind: TableKind,
    /// The id, or the key made of name and unit, that they have in common.
    pub record: Text,
    /// What the first is called.
    pub label: Text,
    /// The records that differ, in the order of the files; those that are alike count as one.
    pub versions: Vec<Version>,
    /// The questions that they answer differently.
    pub questions: Vec<Disagreement>,
    /// What became of it.
    pub outcome: Outcome,
}

impl MergeConflict {
    /// Whether a person could settle it, and nothing has.
    pub fn is_open(&self) -> bool {
        matches!(self.outcome, Outcome::Apart(Apart::NoRule | Apart::NotDated))
    }
}

/// One of the records that differ.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Version {
    /// Where it stands; several where files hold it alike.
    pub origins: Vec<Origin>,
    /// The date by which it is told how new it is, where it has one.
    pub dated: Option<DateValue>,
}

/// A question that is answered differently.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Disagreement {
    /// The question.
    pub question: Question,
    /// The answers, in the order of the files.
    pub answers: Vec<Alternative>,
    /// The answer that counts, where one was chosen.
    pub chosen: Option<usize>,
}

/// One answer of several.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// The answer as written; several cells are parted by ` | `.
    pub text: Text,
    /// The cells that say so.
    pub cells: Vec<CellRef>,
    /// Which of the versions say so.
    pub versions: Vec<usize>,
}

/// What became of records that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// One record, by this rule.
    Merged(MergeRule),
    /// They stay records of their own.
    Apart(Apart),
}

/// The rule by which one of several answers was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MergeRule {
    /// The record that was updated last, else registered or created last.
    Newest,
    /// The record of the file that was named first.
    First,
    /// What a person chose for each question.
    Chosen,
}

/// Why records stay apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Apart {
    /// No rule was asked for.
    NoRule,
    /// The newest was asked for, and their dates do not tell which it is.
    NotDated,
    /// A person chose to keep them apart.
    Decided,
    /// One file holds the id or name several times, so that it cannot be told which is which.
    Repeated,
    /// They have the same id, and neither name nor unit nor purpose in common: the id is used for
    /// two things.
    OtherRecord,
    /// They are different versions of a DPIA, both of which count.
    Versions,
}
