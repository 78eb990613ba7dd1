//! A decision as it was recorded.

use crate::law::FactId;
use crate::model::{ProcessingActivity, Tri};
use crate::screening::facts::{Reason, Support};
use crate::screening::fingerprint::{Change, Fingerprint};
use crate::screening::gather::{GivenAnswer, fields_behind};
use crate::source::{CellRef, Text};
use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What was decided.
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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<DecisionKind>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DecisionKind {
    /// No DPIA is needed although criteria are met: a rebuttal of the presumption.
    NotNeeded,
    /// The law's own impact assessment takes the place of a DPIA, Art. 35(10).
    Exempt,
    /// A DPIA of similar processing with similar risks covers this one, Art. 35(1).
    CoveredBy,
    /// A finding of the checks is accepted as it is.
    Waiver,
}

lists_all!(DecisionKind);

/// One recorded decision. Nothing in it is judged yet; what is absent was not written.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedDecision {
    /// What was decided.
    pub kind: DecisionKind,
    /// Key or id of the activity.
    pub key: Option<Text>,
    /// Name of the activity.
    pub name: Option<Text>,
    /// Unit of the activity.
    pub unit: Option<Text>,
    /// The rule whose finding is accepted; of a waiver.
    pub rule: Option<Text>,
    /// The DPIA that covers the activity, by id, case number or title; or the impact assessment made with
    /// the law.
    pub dpia: Option<Text>,
    /// The law that regulates the processing, Art. 35(10).
    pub law: Option<Text>,
    /// Why the covering DPIA, or that of the law, is of the same processing and the same risks.
    pub scope: Option<Text>,
    /// The reason.
    pub reason: Option<Text>,
    /// Why high risk is unlikely although the criterion is met, by criterion; empty where a reason is still to be written.
    pub criteria: BTreeMap<FactId, Text>,
    /// Whether the decision says that it departs from the authority's list.
    pub departs_from_list: bool,
    /// The data protection officer's view.
    pub dpo_view: Option<Text>,
    /// When it was given.
    pub dpo_on: Option<NaiveDate>,
    /// Who decided.
    pub decided_by: Option<Text>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// When it is to be reviewed at the latest.
    pub review_by: Option<NaiveDate>,
    /// The verdict that was shown, in words.
    pub verdict: Option<Text>,
    /// The rule packs that the verdict rested on.
    pub packs: Option<Text>,
    /// The facts that were decided on.
    pub fingerprint: Option<Fingerprint>,
    /// Remarks.
    pub note: Option<Text>,
    /// The first cell of the record.
    pub cell: CellRef,
}

impl RecordedDecision {
    /// The no, with its reason, that the decision gives to a fact; none where the register has changed since what it
    /// rests on.
    pub(crate) fn denies(&self, fact: FactId, activity: &ProcessingActivity) -> Option<GivenAnswer> {
        let why = self.criteria.get(&fact).filter(|why| !why.trim().is_empty())?;
        let behind = fields_behind(fact);
        let changes = self.fingerprint.as_ref()?.changes(&Fingerprint::of_answer(activity, fact));
        if changes.iter().any(|change| matches!(change, Change::Field(field) if behind.contains(field))) {
            return None;
        }
        let by = self.decided_by.clone().unwrap_or_default();
        let reason = Reason::Screened { answer: Tri::No, by, on: self.decided_on, why: Some(why.clone()) };
        let support = Support { reason, cells: vec![self.cell.clone()] };
        Some(GivenAnswer { fact, answer: Tri::No, support })
    }
}
