//! The gap of one activity: need, link, state and dates in one finding.

use crate::model::CellRef;
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What is missing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, EnumString, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GapKind {
    /// No DPIA.
    NoDpia,
    /// "Ja" without saying which.
    ClaimedWithoutReference,
    /// A reference to a DPIA that is not in the files.
    UnresolvedReference,
    /// A reference that fits several.
    AmbiguousReference,
    /// The DPIA is not finished.
    DpiaUnfinished,
    /// The DPIA is not approved, or rejected.
    DpiaNotApproved,
    /// The DPIA's review date has passed.
    DpiaReviewDue,
    /// The DPIA is overtaken or no longer in force.
    DpiaStale,
    /// The DPIA covers only a part.
    DpiaPartial,
    /// Answers are missing that would settle whether one is needed.
    Undetermined,
    /// "Not needed" is recorded without the parts that such a decision must have.
    DecisionIncomplete,
    /// The recorded decision has expired.
    DecisionExpired,
}

/// How serious a gap is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, EnumString, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// To act on.
    Error,
    /// To find out.
    Warning,
    /// To consider.
    Note,
}

/// What one activity lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// How serious it is.
    pub severity: Severity,
    /// Since when: the earliest date on which the gap can be shown to have stood.
    pub since: Option<NaiveDate>,
}

/// A part that a recorded "not needed" must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionPart {
    /// Why high risk is unlikely although criteria are met.
    Reason,
    /// The data protection officer's view.
    DpoView,
    /// Who decided.
    DecidedBy,
    /// When.
    DecidedOn,
    /// When it is to be reviewed.
    ReviewBy,
}

/// A recorded human decision that no DPIA is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The reason as written.
    pub reason: Option<String>,
    /// The cells it was read from.
    pub cells: Vec<CellRef>,
    /// The parts that are missing.
    pub missing: Vec<DecisionPart>,
}
