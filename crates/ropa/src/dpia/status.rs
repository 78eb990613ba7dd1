//! The states that a DPIA has, seen from an activity, and what each makes of a link.

use crate::law::Lack;
use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The state of one DPIA, seen from one activity; best first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum DpiaState {
    /// Approved and in force.
    Approved,
    /// Approved on conditions.
    ApprovedWithConditions,
    /// Approved, but its review date has passed.
    ReviewDue,
    /// Approved, but older than the last change of the record.
    Stale,
    /// Approved; the register says that it is out of date or about to be replaced.
    Outdated,
    /// Approved, but does not cover the whole processing.
    Partial,
    /// Approved, but the list names the processing that it covers, and this is not among it.
    CoversOthers,
    /// Approved, but the list shows that contents which Art. 35(7) demands are missing.
    ContentsMissing,
    /// Approved without the data protection officer's advice (Art. 35(2)).
    DpoAdviceMissing,
    /// Approved against the data protection officer's advice (Art. 35(2)); what was done with the advice is not shown.
    AgainstAdvice,
    /// Approved on conditions that are not met.
    ConditionsUnmet,
    /// Approved though high risk remains, without prior consultation (Art. 36(1)).
    PriorConsultationMissing,
    /// Approved, but the processing did not wait for the authority's answer (Art. 36(2)).
    StartedBeforeAnswer,
    /// Made for another controller; the board's own adoption is not recorded.
    OtherController,
    /// Whether it is the one meant is not sure, by the register's own words.
    Doubtful,
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

lists_all!(DpiaState);

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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<LinkStatus>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum LinkStatus {
    /// Nothing is linked.
    None,
    /// The register says that a DPIA is done, without saying which.
    Claimed,
    /// The register names one that is not in the files.
    Unresolved,
    /// The register says that another answers for it.
    OtherAnswers,
    /// The register says that one is planned or under way, without saying which.
    Pending,
    /// The reference fits several.
    Ambiguous,
    /// The reference names one, with doubt.
    Doubtful,
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

lists_all!(LinkStatus);

impl DpiaState {
    /// What a link to a DPIA in this state is worth, where no rule pack says otherwise.
    pub fn link_status(self) -> LinkStatus {
        match self {
            DpiaState::Approved | DpiaState::ApprovedWithConditions => LinkStatus::Approved,
            DpiaState::ReviewDue => LinkStatus::ReviewDue,
            DpiaState::Stale | DpiaState::Outdated | DpiaState::NotInForce => LinkStatus::Stale,
            DpiaState::Partial | DpiaState::CoversOthers | DpiaState::ContentsMissing => LinkStatus::Partial,
            DpiaState::OtherController
            | DpiaState::DpoAdviceMissing
            | DpiaState::AgainstAdvice
            | DpiaState::ConditionsUnmet
            | DpiaState::PriorConsultationMissing
            | DpiaState::StartedBeforeAnswer
            | DpiaState::NotApproved
            | DpiaState::Unclear
            | DpiaState::Rejected => LinkStatus::NotApproved,
            DpiaState::Doubtful => LinkStatus::Doubtful,
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
