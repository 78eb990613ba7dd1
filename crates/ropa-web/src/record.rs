//! What a person records: links judged, questions answered, decisions taken; each gives its ledger anew.

use crate::Desk;
use crate::refusal::Refusal;
use ropa::casefile::{DecisionRequest, LinkRequest};
use ropa::law::FactId;
use ropa::ledger::{write_answers, write_decisions, write_links};
use ropa::model::Tri;
use ropa::screening::{DecisionKind, RecordedAnswer};
use ropa::source::{CellRef, Place};
use ropa::workbook::{Limits, WriteError, read_workbook};
use serde::Deserialize;

/// What the ledger of links says of where a link comes from.
const HOW: &str = "ropa.html";

/// A judgement of one link.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Judged {
    activity: String,
    dpia: String,
    reject: bool,
    by: String,
}

/// An answer to one question; neither yes nor no where the person does not know.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Answered {
    activity: String,
    fact: FactId,
    yes: Option<bool>,
    #[serde(default)]
    reason: String,
    by: String,
}

/// A decision on one activity.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Decided {
    activity: String,
    kind: String,
    #[serde(default)]
    dpia: String,
    reason: String,
    by: String,
}

impl Desk {
    /// Accepts or rejects a link; gives the ledger of links.
    pub(crate) fn judge(&self, judged: Judged) -> Result<Vec<u8>, Refusal> {
        let Judged { activity, dpia, reject, by } = judged;
        let request = LinkRequest { activity, dpia, reject, by, how: HOW.to_string(), ..Default::default() };
        let case = self.with(|case| case.judge_link(&request))?;
        written(|out| write_links(out, case.material().links()))
    }

    /// Takes an answer as one of a questionnaire, by the same columns; gives the ledger of answers.
    pub(crate) fn answer(&self, answered: Answered) -> Result<Vec<u8>, Refusal> {
        let by = answered.by.clone();
        let answer = RecordedAnswer {
            activity: Some(answered.activity.into()),
            name: None,
            unit: None,
            fact: answered.fact,
            answer: match answered.yes {
                Some(true) => Tri::Yes,
                Some(false) => Tri::No,
                None => Tri::Unknown,
            },
            reason: Some(answered.reason).filter(|reason| !reason.trim().is_empty()).map(Into::into),
            by: None,
            on: None,
            fingerprint: None,
            note: None,
            cell: CellRef { file: HOW.into(), sheet: "".into(), place: Place::new(0, 0) },
        };
        let form = written(|out| write_answers(out, &[answer]))?;
        let case = self.with(|case| {
            let form = read_workbook(HOW, &form, &Limits::default())?;
            case.apply_answers(&[form], Some(&by)).map(drop)
        })?;
        written(|out| write_answers(out, case.material().answers()))
    }

    /// Records a decision with the facts of today; gives the ledger of decisions.
    pub(crate) fn decide(&self, decided: Decided) -> Result<Vec<u8>, Refusal> {
        let Decided { activity, kind, dpia, reason, by } = decided;
        let kind: DecisionKind = kind.parse().map_err(|_| Refusal::said(&kind))?;
        let request = DecisionRequest {
            activity,
            kind: Some(kind),
            rule: None,
            dpia: Some(dpia).filter(|dpia| !dpia.trim().is_empty()),
            reason: Some(reason),
            by: Some(by),
            ledger: "beslut.csv".to_string(),
        };
        let case = self.with(|case| {
            case.decide(&request)?;
            case.stamp_decisions().map(drop)
        })?;
        written(|out| write_decisions(out, case.material().decisions()))
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> Result<(), WriteError>) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    write(&mut out).map_err(|error| Refusal::said(&error))?;
    Ok(out)
}
