//! The open questions for a program: schema `ropa/screen/1`.

use super::questions::Questions;
use crate::law::FactId;
use crate::model::Tri;
use crate::report::common::envelope::Head;
use crate::report::common::wording::Wording;
use crate::report::gaps::GapView;
use crate::screening::{Basis, Fingerprint, NeedVerdict};
use crate::workbook::WriteError;
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/screen-1.json");

/// Writes the open questions as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let body = Body::of(view, &wording);
    let head = Head::new("ropa/screen/1", view.assessed.as_of(), view.lang, Some(view.import()));
    head.by(view.assessed.packs()).write(out, body.summary(view), &body)
}

#[derive(Serialize)]
struct Body<'a> {
    activities: Vec<ActivityOut<'a>>,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    activities: usize,
    questions: usize,
    left_out: usize,
    filters: &'a [String],
}

#[derive(Serialize)]
struct ActivityOut<'a> {
    key: &'a str,
    name: &'a str,
    unit: Option<String>,
    verdict: NeedVerdict,
    /// So many answers of yes settle it, whichever they are.
    enough_yes: Option<usize>,
    /// Whether one answer with a reason may deny all the questions: nothing in the register points to any of them.
    asked_together: bool,
    questions: Vec<QuestionOut<'a>>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    fact: FactId,
    question: &'a str,
    value: Tri,
    basis: Basis,
    because: Option<String>,
    fingerprint: String,
}

impl<'a> Body<'a> {
    fn summary(&self, view: &'a GapView<'a>) -> SummaryOut<'a> {
        SummaryOut {
            activities: self.activities.len(),
            questions: self.activities.iter().map(|activity| activity.questions.len()).sum(),
            left_out: view.selection.left_out,
            filters: view.filters,
        }
    }

    fn of(view: &'a GapView<'a>, wording: &'a Wording<'a>) -> Body<'a> {
        let activities = view
            .shown()
            .map(|assessment| {
                let activity = view.activity(assessment);
                let asked = Questions { assessment, wording };
                let question = |fact: &FactId| QuestionOut {
                    fact: *fact,
                    question: asked.question(*fact),
                    value: assessment.facts.get(*fact).map_or(Tri::Unknown, |known| known.value),
                    basis: assessment.facts.get(*fact).map_or(Basis::Absent, |known| known.basis),
                    because: asked.because(*fact),
                    fingerprint: Fingerprint::of_answer(activity, *fact).to_string(),
                };
                ActivityOut {
                    key: &activity.key,
                    name: activity.label(),
                    unit: activity.unit(),
                    verdict: assessment.need.verdict,
                    enough_yes: assessment.need.enough_yes,
                    asked_together: assessment.asked_together(),
                    questions: assessment.need.questions.iter().map(question).collect(),
                }
            })
            .collect();
        Body { activities }
    }
}
