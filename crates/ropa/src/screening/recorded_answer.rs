//! Answers that people have given to the open questions, kept beside the register.

use super::fingerprint::Fingerprint;
use crate::law::FactId;
use crate::model::Tri;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;

/// One answer to one question on one activity. Nothing in it is judged; what is absent was not written.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedAnswer {
    /// Key or id of the activity.
    pub activity: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// The fact that was asked for.
    pub fact: FactId,
    /// Yes or no; unknown where somebody said that they do not know.
    pub answer: Tri,
    /// Why.
    pub reason: Option<Text>,
    /// Who answered.
    pub by: Option<Text>,
    /// When.
    pub on: Option<NaiveDate>,
    /// What the register said of the activity then.
    pub fingerprint: Option<Fingerprint>,
    /// Remarks.
    pub note: Option<Text>,
    /// The cell of the answer.
    pub cell: CellRef,
}
