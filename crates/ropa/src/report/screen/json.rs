//! The open questions for a program: schema `ropa/screen/1`.

use super::asked::Asked;
use crate::law::FactId;
use crate::model::Tri;
use crate::report::common::envelope::{Source, sources};
use crate::report::common::error::ReportError;
use crate::report::common::wording::Wording;
use crate::report::gaps::GapView;
use crate::screening::{Basis, Fingerprint, NeedVerdict};
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/screen-1.json");

/// Writes the open questions as one JSON document.
///
/// # Errors
/// [`ReportError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &GapView<'_>) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    let wording = view.wording();
    serde_json::to_writer(&mut out, &Document::of(view, &wording)).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    packs: Vec<PackOut<'a>>,
    sources: Vec<Source<'a>>,
    summary: SummaryOut<'a>,
    activities: Vec<ActivityOut<'a>>,
}

#[derive(Serialize)]
struct PackOut<'a> {
    id: &'a str,
    version: &'a str,
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

impl<'a> Document<'a> {
    fn of(view: &'a GapView<'a>, wording: &'a Wording<'a>) -> Document<'a> {
        let packs = view.assessed.packs().packs().iter();
        let activities: Vec<ActivityOut<'a>> = view
            .shown()
            .map(|assessment| {
                let activity = view.activity(assessment);
                let asked = Asked { assessment, wording };
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
                    questions: assessment.need.questions.iter().map(question).collect(),
                }
            })
            .collect();
        Document {
            schema: "ropa/screen/1",
            as_of: view.assessed.as_of(),
            packs: packs.map(|pack| PackOut { id: &pack.id, version: &pack.version }).collect(),
            sources: sources(view.import()),
            summary: SummaryOut {
                activities: activities.len(),
                questions: activities.iter().map(|activity| activity.questions.len()).sum(),
                left_out: view.selection.left_out,
                filters: view.filters,
            },
            activities,
        }
    }
}
