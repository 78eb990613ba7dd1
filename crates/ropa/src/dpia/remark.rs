//! What there is to say of a DPIA, seen from an activity: what decides that it does not meet the need, and
//! what is only said. Which is which stands in the rule packs.

use crate::dpia::status::DpiaState;
use crate::law::{Lack, RulePacks};
use crate::model::{Dpia, DpiaField, Entry, Severity};
use crate::screening::fingerprint::Change;
use crate::source::{CellRef, Text};
use crate::text::variants::IntoEnumIterator;
use crate::text::variants::lists_all;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, IntoStaticStr};

/// Something to know of a DPIA. Its code is that of the rule packs' text on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum DpiaRemark {
    /// Made for another controller; the board's own adoption is not recorded (S-FOREIGN).
    OtherController,
    /// High risk remains and no prior consultation is recorded (Art. 36(1), S-36).
    PriorConsultationMissing,
    /// The processing started before the authority answered (Art. 36(2)).
    StartedBeforeAnswer,
    /// Its conditions are not met, and the processing goes on.
    ConditionsUnmet,
    /// It is rejected, and the processing goes on.
    RejectedButRunning,
    /// The data protection officer advised against it (Art. 35(2), S-DPO-AGAINST).
    AgainstAdvice,
    /// No advice from the data protection officer (Art. 35(2), S-DPO).
    DpoAdviceMissing,
    /// Some of what it must contain is missing (Art. 35(7), S-7).
    ContentsMissing,
    /// It does not name all that the activity has, or says itself that it covers a part (S-PART).
    PartialScope,
    /// The list names the processing that it covers, and this is not among it (S-COVERS).
    CoversOthers,
    /// The record was changed since (Art. 35(11), R-STALE-01).
    RecordChanged,
    /// A criterion is met that was not (R-STALE-02).
    CriterionAdded,
    /// New technology was added (R-STALE-03).
    NewTechnology,
    /// The ground of the transfer is another, or gone (R-STALE-08).
    TransferGroundChanged,
    /// Its review date has passed (R-STALE-07).
    ReviewPassed,
    /// The list itself says that it no longer fits the processing (Art. 35(11)).
    SaidOutdated,
    /// The register writes that the processing was changed since, or that the DPIA was not made anew (Art. 35(11)).
    ToldChange,
    /// Completed after the processing started (Art. 35(1), "prior to the processing", S-LATE).
    MadeAfterStart,
    /// Neither views of data subjects nor a reason not to seek them (Art. 35(9), S-VIEWS).
    DataSubjectViewsMissing,
    /// The list names none of the systems that the activity uses, but names others.
    SystemNotNamed,
    /// The status word and the approval date or approver say different things.
    StatusContradictsApproval,
    /// What is written of status and approval does not say that it is approved.
    ApprovalUnclear,
    /// A rule that the need rested on stands in another version of its pack (R-STALE-05).
    RulesChanged,
    /// Approved on conditions; whether they are met is not said.
    Conditions,
    /// Whether it has the contents of Art. 35(7) is asked and not answered.
    ContentsUnknown,
    /// The risk that remains is asked for and not answered.
    ResidualRiskUnknown,
    /// When it is to be reviewed is written, but cannot be read as a date.
    ReviewUnclear,
    /// Several versions of it are in the files; the newest in force counts.
    SeveralVersions,
    /// The record bears a later date than it; what was changed, if anything, is not shown.
    RecordDatedLater,
    /// The list says that another has taken its place, or that it was repealed.
    Replaced,
    /// The register names it with a reservation, or with more than the name.
    ReferenceReserved,
}

lists_all!(DpiaRemark);

impl DpiaRemark {
    /// The state of an approved DPIA of which this is the weightiest thing to say, as far as it has one.
    fn state(self) -> Option<DpiaState> {
        match self {
            DpiaRemark::OtherController => Some(DpiaState::OtherController),
            DpiaRemark::PriorConsultationMissing => Some(DpiaState::PriorConsultationMissing),
            DpiaRemark::StartedBeforeAnswer => Some(DpiaState::StartedBeforeAnswer),
            DpiaRemark::ConditionsUnmet => Some(DpiaState::ConditionsUnmet),
            DpiaRemark::AgainstAdvice => Some(DpiaState::AgainstAdvice),
            DpiaRemark::DpoAdviceMissing => Some(DpiaState::DpoAdviceMissing),
            DpiaRemark::ContentsMissing => Some(DpiaState::ContentsMissing),
            DpiaRemark::CoversOthers => Some(DpiaState::CoversOthers),
            DpiaRemark::SaidOutdated | DpiaRemark::ToldChange => Some(DpiaState::Outdated),
            _ => None,
        }
    }
}

/// What a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Of a kind of thing that the DPIA names: what the activity has and it does not name.
    NotNamed(DpiaField, Vec<Text>),
    /// The words by which the DPIA, or whoever made the link, says that it covers only a part.
    Scope(Text),
    /// A question of the list that is answered with no, or not at all.
    Question(DpiaField),
    /// What is written, word for word, and where.
    Stated {
        /// The question.
        field: DpiaField,
        /// The answer as written.
        written: Text,
        /// Its cell.
        cell: CellRef,
    },
    /// What is written, word for word, and where, whichever the question.
    Written(Text, CellRef),
    /// What is not as it was.
    Changed(Change),
    /// The day on which it came about.
    Day(NaiveDate),
}

impl About {
    pub(crate) fn stated(dpia: &Dpia, entry: &Entry<DpiaField>) -> About {
        About::Stated { field: entry.field, written: entry.written.clone(), cell: dpia.cell(entry) }
    }
}

/// A remark on one DPIA, seen from one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Remark {
    /// What is said.
    pub kind: DpiaRemark,
    /// What it is about.
    pub about: Vec<About>,
    /// How serious it is where a DPIA is needed.
    pub severity: Severity,
    /// What it makes of a DPIA that is otherwise approved; none where it is only said.
    pub makes: Option<Lack>,
    /// The cells of the list that it rests on.
    pub cells: Vec<CellRef>,
}

impl Remark {
    /// The state that it alone gives an approved DPIA.
    pub(crate) fn state(&self) -> Option<DpiaState> {
        let makes = self.makes?;
        Some(self.kind.state().unwrap_or(match makes {
            Lack::NotApproved => DpiaState::NotApproved,
            Lack::ReviewDue => DpiaState::ReviewDue,
            Lack::Stale => DpiaState::Stale,
            Lack::Partial => DpiaState::Partial,
        }))
    }

    /// The day that it is about, where it is about one.
    pub fn day(&self) -> Option<NaiveDate> {
        self.about.iter().find_map(|about| match about {
            About::Day(day) => Some(*day),
            _ => None,
        })
    }
}

/// How serious each remark is and what it makes, by the packs in use.
#[derive(Debug)]
pub(crate) struct Weights {
    of: BTreeMap<DpiaRemark, (Severity, Option<Lack>)>,
    /// The first day of the duty to carry out a DPIA.
    pub(crate) duty_from: Option<NaiveDate>,
}

impl Weights {
    pub(crate) fn of(packs: &RulePacks) -> Weights {
        let weight = |remark: DpiaRemark| {
            let state = packs.state(remark.into());
            let severity = state.and_then(|state| state.severity).unwrap_or(Severity::Note);
            (remark, (severity, state.and_then(|state| state.makes)))
        };
        Weights { of: DpiaRemark::iter().map(weight).collect(), duty_from: packs.duty_from() }
    }

    pub(crate) fn remark(&self, kind: DpiaRemark, about: Vec<About>, cells: Vec<CellRef>) -> Remark {
        let (severity, makes) = self.of.get(&kind).copied().unwrap_or((Severity::Note, None));
        Remark { kind, about, severity, makes, cells }
    }
}
