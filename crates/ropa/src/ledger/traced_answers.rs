//! Answers that people have given to the open questions, kept beside the register.

use crate::law::FactId;
use crate::linking::finders::{ActivityFinder, RowRecord};
use crate::model::{Answer, ProcessingActivity, Register, Value};
use crate::screening::facts::{Reason, Support};
use crate::screening::fingerprint::{Change, Fingerprint};
use crate::screening::gather::{GivenAnswer, fields_behind};
use crate::screening::recorded_answer::RecordedAnswer;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, IntoStaticStr};

/// Whether an answer counts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AnswerStatus {
    /// It counts.
    Counts,
    /// "Do not know": the question stays open.
    SaidUnknown,
    /// Nobody's name stands by it, or no day on or before the one that counts as today.
    Unsigned,
    /// A no that is worth nothing without a reason has none.
    NoReason,
    /// The register has changed what the answer was given on: the question is asked anew.
    Overtaken,
    /// The register does not have the activity, or has several.
    Orphan,
}

/// What a recorded answer comes to in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TracedAnswer {
    /// The activity, by its index.
    pub activity: Option<usize>,
    /// Activities it may mean, where none is found.
    pub candidates: Vec<usize>,
    /// Whether it counts.
    pub standing: AnswerStatus,
    /// What has changed in the record since, whether or not the answer still counts.
    pub changed: Vec<Change>,
}

/// What each answer comes to in a register on a day, in their order.
///
/// An answer counts where somebody has signed it and the register still says what it said of the question. A
/// no to K5, and one that confirms a no which the register contradicts, count with a reason only.
pub fn trace_answers(answers: &[RecordedAnswer], register: &Register, as_of: NaiveDate) -> Vec<TracedAnswer> {
    let finder = ActivityFinder::new(register);
    let rows: Vec<RowRecord<'_>> = answers.iter().map(record_of).collect();
    let state = |(answer, found): (&RecordedAnswer, Result<usize, Vec<usize>>)| match found {
        Ok(index) => judge(answer, index, &register.activities[index], as_of),
        Err(candidates) => {
            TracedAnswer { activity: None, candidates, standing: AnswerStatus::Orphan, changed: Vec::new() }
        }
    };
    answers.iter().zip(finder.find_all(&rows)).map(state).collect()
}

/// What a row says of the record that it is about.
pub(crate) fn record_of(answer: &RecordedAnswer) -> RowRecord<'_> {
    RowRecord {
        key: answer.activity.as_deref(),
        name: answer.name.as_deref(),
        unit: answer.unit.as_deref(),
        fingerprint: answer.fingerprint.as_ref(),
    }
}

fn judge(
    answer: &RecordedAnswer,
    index: usize,
    activity: &ProcessingActivity,
    as_of: NaiveDate,
) -> TracedAnswer {
    let now = Fingerprint::of_answer(activity, answer.fact);
    let changed = answer.fingerprint.as_ref().map(|then| then.changes(&now)).unwrap_or_default();
    let behind = fields_behind(answer.fact);
    let overtaken =
        changed.iter().any(|change| matches!(change, Change::Field(field) if behind.contains(field)));
    let signed = answer.by.is_some() && answer.on.is_some_and(|day| day <= as_of);
    let standing = if !signed {
        AnswerStatus::Unsigned
    } else if answer.answer.is_unknown() {
        AnswerStatus::SaidUnknown
    } else if overtaken {
        AnswerStatus::Overtaken
    } else if answer.reason.is_none() && needs_reason(answer, activity) {
        AnswerStatus::NoReason
    } else {
        AnswerStatus::Counts
    };
    TracedAnswer { activity: Some(index), candidates: Vec::new(), standing, changed }
}

/// A bare no to the scale weighs too little; and a no that repeats the register's own was asked for since the
/// register contradicts it.
fn needs_reason(answer: &RecordedAnswer, activity: &ProcessingActivity) -> bool {
    let denied = || {
        let question = fields_behind(answer.fact).first().map(|field| activity.answer(*field));
        matches!(question, Some(Answer::Given(entry)) if matches!(&entry.value, Value::YesNo(said) if !said.yes))
    };
    answer.answer.is_no() && (answer.fact == FactId::K5 || denied())
}

/// Answers that count or say that nobody knows, by activity.
#[derive(Debug, Default)]
pub(crate) struct AnswerBook {
    of: BTreeMap<usize, Vec<GivenAnswer>>,
}

impl AnswerBook {
    pub(crate) fn of(answers: &[RecordedAnswer], states: &[TracedAnswer]) -> AnswerBook {
        let mut book = AnswerBook::default();
        for (answer, state) in answers.iter().zip(states) {
            let heard = matches!(state.standing, AnswerStatus::Counts | AnswerStatus::SaidUnknown);
            if let (true, Some(index)) = (heard, state.activity) {
                let reason = Reason::Screened {
                    answer: answer.answer,
                    by: answer.by.clone().unwrap_or_default(),
                    on: answer.on,
                    why: answer.reason.clone(),
                };
                let support = Support { reason, cells: vec![answer.cell.clone()] };
                let given = GivenAnswer { fact: answer.fact, answer: answer.answer, support };
                book.of.entry(index).or_default().push(given);
            }
        }
        book
    }

    /// The answers on one activity.
    pub(crate) fn on(&self, activity: usize) -> &[GivenAnswer] {
        self.of.get(&activity).map(Vec::as_slice).unwrap_or_default()
    }
}
