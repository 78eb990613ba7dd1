//! The state of each linked DPIA, and of the best.

use crate::dpia::remark::{About, Remark};
use crate::law::Lack;
use crate::linking::link::{DpiaLink, UnresolvedReference};
use crate::screening::fingerprint::Change;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The state of one DPIA, seen from one activity; best first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DpiaState {
    /// Approved and in force.
    Approved,
    /// Approved on conditions.
    ApprovedWithConditions,
    /// Approved, but its review date has passed.
    ReviewDue,
    /// Approved, but older than the last change of the record.
    Stale,
    /// Approved, but does not cover the whole processing.
    Partial,
    /// Approved, but the list shows that contents which Art. 35(7) demands are missing.
    ContentsMissing,
    /// Approved without the data protection officer's advice (Art. 35(2)).
    DpoAdviceMissing,
    /// Approved on conditions that are not met.
    ConditionsUnmet,
    /// Approved though high risk remains, without prior consultation (Art. 36(1)).
    PriorConsultationMissing,
    /// Approved, but the processing did not wait for the authority's answer (Art. 36(2)).
    StartedBeforeAnswer,
    /// Made for another controller; the board's own adoption is not recorded.
    OtherController,
    /// Finished, not approved.
    NotApproved,
    /// The list says nothing of how far it has come.
    Unclear,
    /// Begun, not finished.
    Unfinished,
    /// Rejected.
    Rejected,
    /// Archived, repealed or replaced.
    NotInForce,
    /// Not started: as good as none.
    NotStarted,
}

/// The state of the best DPIA linked to an activity.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LinkStatus {
    /// Nothing is linked.
    None,
    /// The register says that a DPIA is done, without saying which.
    Claimed,
    /// The register names one that is not in the files.
    Unresolved,
    /// The reference fits several.
    Ambiguous,
    /// Linked, not finished.
    Unfinished,
    /// Linked, finished, not approved (or rejected).
    NotApproved,
    /// Linked and approved, review date passed.
    ReviewDue,
    /// Linked and approved, overtaken or no longer in force.
    Stale,
    /// Linked and approved, covers only a part.
    Partial,
    /// Linked, approved and in force.
    Approved,
}

/// One linked DPIA with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkState {
    /// The link.
    pub link: DpiaLink,
    /// State of the DPIA for this activity: the weightiest of what there is to say.
    pub state: DpiaState,
    /// What the link is worth.
    pub status: LinkStatus,
    /// All there is to say, the weightiest first.
    pub remarks: Vec<Remark>,
    /// What the tie says that it covers, where it was accepted with a scope.
    pub scope: Option<Text>,
    /// The day on which the state came about, where the list shows it.
    pub since: Option<NaiveDate>,
}

/// All that is linked to one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// State of the best.
    pub status: LinkStatus,
    /// The linked DPIAs, best first.
    pub links: Vec<LinkState>,
    /// References that led nowhere, or to several.
    pub unresolved: Vec<UnresolvedReference>,
    /// The cell that says that a DPIA is done, where the register says so.
    pub claimed: Option<CellRef>,
}

impl LinkState {
    /// The remark that makes the DPIA what it is for this activity, where one does.
    pub fn deciding(&self) -> Option<&Remark> {
        let decides = |remark: &&Remark| {
            remark.makes.map(LinkStatus::from) == Some(self.status) && remark.state() == Some(self.state)
        };
        self.remarks.iter().find(decides)
    }
}

impl LinkState {
    /// What has changed since it was made, or since the tie was accepted.
    pub fn changed(&self) -> impl Iterator<Item = &Change> {
        self.remarks.iter().flat_map(|remark| &remark.about).filter_map(|about| match about {
            About::Changed(change) => Some(change),
            _ => None,
        })
    }
}

impl DpiaState {
    /// What a link to a DPIA in this state is worth, where no rule pack says otherwise.
    pub fn link_status(self) -> LinkStatus {
        match self {
            DpiaState::Approved | DpiaState::ApprovedWithConditions => LinkStatus::Approved,
            DpiaState::ReviewDue => LinkStatus::ReviewDue,
            DpiaState::Stale | DpiaState::NotInForce => LinkStatus::Stale,
            DpiaState::Partial | DpiaState::ContentsMissing => LinkStatus::Partial,
            DpiaState::OtherController
            | DpiaState::DpoAdviceMissing
            | DpiaState::ConditionsUnmet
            | DpiaState::PriorConsultationMissing
            | DpiaState::StartedBeforeAnswer
            | DpiaState::NotApproved
            | DpiaState::Unclear
            | DpiaState::Rejected => LinkStatus::NotApproved,
            DpiaState::Unfinished => LinkStatus::Unfinished,
            DpiaState::NotStarted => LinkStatus::None,
        }
    }
}

impl From<Lack> for LinkStatus {
    fn from(lack: Lack) -> LinkStatus {
        match lack {
            Lack::NotApproved => LinkStatus::NotApproved,
            Lack::ReviewDue => LinkStatus::ReviewDue,
            Lack::Stale => LinkStatus::Stale,
            Lack::Partial => LinkStatus::Partial,
        }
    }
}
