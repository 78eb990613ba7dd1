//! Links for a program: schema `ropa/links/1`.

use super::view::{SuggestionsView, likelihood};
use crate::linking::LinkChoice;
use crate::matching::EvidenceKind;
use crate::report::common::envelope::{Source, sources};
use crate::report::common::error::ReportError;
use crate::report::common::reading::Reading;
use crate::source::Text;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/links-1.json");

/// Writes suggestions and ledger as one JSON document.
///
/// # Errors
/// [`ReportError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &SuggestionsView<'_>) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer(&mut out, &Document::of(view)).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    sources: Vec<Source<'a>>,
    reading: Reading,
    suggestions: Vec<SuggestionOut<'a>>,
    sets: Vec<SetOut<'a>>,
    without_candidate: WithoutOut<'a>,
    ledger: Vec<TieOut<'a>>,
}

#[derive(Serialize)]
struct Handle<'a> {
    key: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct SuggestionOut<'a> {
    activity: Handle<'a>,
    dpia: Handle<'a>,
    score: f64,
    likelihood: &'static str,
    set: usize,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct SetOut<'a> {
    dpia: Handle<'a>,
    activities: Vec<Handle<'a>>,
    shared: Vec<SharedOut>,
}

#[derive(Serialize)]
struct SharedOut {
    kind: EvidenceKind,
    text: Text,
}

#[derive(Serialize)]
struct WithoutOut<'a> {
    activities: Vec<Handle<'a>>,
    dpias: Vec<Handle<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    kind: EvidenceKind,
    text: &'a str,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct TieOut<'a> {
    choice: LinkChoice,
    activity: Option<Handle<'a>>,
    dpia: Option<Handle<'a>>,
    named: [Option<&'a str>; 2],
    tied: bool,
    changed: bool,
    candidates: Vec<&'a str>,
    dpia_candidates: Vec<&'a str>,
}

impl<'a> Document<'a> {
    fn of(view: &SuggestionsView<'a>) -> Document<'a> {
        let activity = |index: usize| {
            let activity = view.activity(index);
            Handle { key: &activity.key, name: activity.label() }
        };
        let dpia = |index: usize| {
            let dpia = view.dpia(index);
            Handle { key: &dpia.key, name: dpia.label() }
        };
        Document {
            schema: "ropa/links/1",
            as_of: view.as_of,
            sources: sources(view.import),
            reading: Reading::of(view.import),
            suggestions: view
                .suggestions
                .iter()
                .map(|one| SuggestionOut {
                    activity: activity(one.activity),
                    dpia: dpia(one.dpia),
                    // Two decimals: more would promise what the calibration does not.
                    score: (one.score * 100.0).floor() / 100.0,
                    likelihood: likelihood(one.score),
                    set: one.set,
                    reasons: one
                        .evidence
                        .iter()
                        .map(|reason| ReasonOut {
                            kind: reason.kind,
                            text: &reason.text,
                            cells: reason.cells.iter().map(ToString::to_string).collect(),
                        })
                        .collect(),
                })
                .collect(),
            sets: view
                .sets()
                .into_iter()
                .map(|set| SetOut {
                    dpia: dpia(set.dpia),
                    activities: set.activities.into_iter().map(activity).collect(),
                    shared: set.shared.into_iter().map(|(kind, text)| SharedOut { kind, text }).collect(),
                })
                .collect(),
            without_candidate: WithoutOut {
                activities: view.without.activities.iter().map(|index| activity(*index)).collect(),
                dpias: view.without.dpias.iter().map(|index| dpia(*index)).collect(),
            },
            ledger: view
                .ties
                .iter()
                .zip(view.states)
                .map(|(tie, state)| TieOut {
                    choice: tie.choice,
                    activity: state.activity.map(activity),
                    dpia: state.dpia.map(dpia),
                    named: [
                        tie.activity.as_deref().or(tie.name.as_deref()),
                        tie.dpia.as_deref().or(tie.title.as_deref()),
                    ],
                    tied: state.is_linked(),
                    changed: !state.changed.is_empty(),
                    candidates: state
                        .activity_candidates
                        .iter()
                        .map(|index| &*view.activity(*index).key)
                        .collect(),
                    dpia_candidates: state
                        .dpia_candidates
                        .iter()
                        .map(|index| &*view.dpia(*index).key)
                        .collect(),
                })
                .collect(),
        }
    }
}
