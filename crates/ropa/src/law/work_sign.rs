//! The signs by which a gap belongs to a step of the order of work.
//!
//! An order says when, never whether: whatever the sign, the duty stays.

use crate::text::UnknownWord;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Something in a record that bears on when its gap is to be worked off.
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
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<WorkSign>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum WorkSign {
    /// The processing is planned, or starts on a day yet to come.
    NotStarted,
    /// The register calls it a trial, and no start is longer ago than the months of the step.
    Trial,
    /// It started within the months of the step.
    StartedLately,
    /// It is shown to have changed within the months of the step.
    ChangedLately,
    /// A DPIA is required, and not only presumed.
    Required,
    /// The linked DPIA has been unfinished for longer than the months of the step.
    UnfinishedLong,
    /// The linked DPIA is rejected, and the processing goes on.
    Rejected,
    /// The conditions of the linked DPIA are not met.
    ConditionsUnmet,
    /// High risk remains and no prior consultation is recorded.
    ConsultationMissing,
    /// The processing did not wait for the answer to the prior consultation.
    StartedBeforeAnswer,
    /// The data protection officer advised against it.
    AgainstAdvice,
    /// A column on incidents tells of one.
    Incident,
    /// As many criteria as the step asks for are certainly met.
    ManyCriteria,
    /// A criterion of the step is certainly met.
    Criterion,
    /// The record resembles an example of the authority's list, and nobody has said whether it is one.
    ResemblesListed,
    /// Protected identities occur.
    ProtectedIdentities,
    /// Data on offences are processed (Art. 10).
    CriminalData,
    /// Data are transferred to a country outside the EEA.
    Transfer,
    /// Children, in cases of their protection.
    ChildProtection,
    /// It is shown to have changed since the duty applied.
    ChangedSinceDuty,
    /// It started since the duty applied.
    BegunSinceDuty,
    /// The register shows no change since the duty applied.
    NoChangeShown,
    /// The register names the law that it rests on.
    LawNamed,
    /// It concerns the own staff only, few of them, and nothing points to a heavier criterion.
    InternalFew,
    /// Criteria that are certainly met.
    MetCriteria,
    /// Open criteria that something in the register points to.
    Hinted,
    /// Nothing in the register points anywhere.
    PointsNowhere,
    /// The gap is only noted, since another answers for the DPIA or the processing has ended.
    OnlyNoted,
    /// A DPIA is recommended.
    Recommended,
}
