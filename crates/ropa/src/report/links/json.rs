//! Links for a program: schema `ropa/links/1`.

use super::ledger::LedgerRow;
use super::view::{SuggestionsView, likelihood};
use crate::matching::EvidenceKind;
use crate::report::common::envelope::Head;
use crate::report::common::json::{EvidenceOut, Handle, two_decimals};
use crate::source::Text;
use crate::workbook::WriteError;
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/links-1.json");

/// Writes suggestions and ledger as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &SuggestionsView<'_>) -> Result<(), WriteError> {
    let body = Body::of(view);
    let head = Head::new("ropa/links/1", view.as_of, view.lang, Some(view.import));
    head.write(out, body.summary(), &body)
}

#[derive(Serialize)]
struct Body<'a> {
    suggestions: Vec<SuggestionOut<'a>>,
    sets: Vec<SetOut<'a>>,
    without_candidate: WithoutOut<'a>,
    ledger: Vec<LedgerRow<'a>>,
}

#[derive(Serialize)]
struct Summary {
    suggestions: usize,
    sets: usize,
    activities_without_candidate: usize,
    dpias_without_candidate: usize,
    ledger: usize,
}

#[derive(Serialize)]
struct SuggestionOut<'a> {
    activity: Handle<'a>,
    dpia: Handle<'a>,
    score: f64,
    likelihood: &'static str,
    set: usize,
    reasons: Vec<EvidenceOut<'a>>,
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

impl<'a> Body<'a> {
    fn summary(&self) -> Summary {
        Summary {
            suggestions: self.suggestions.len(),
            sets: self.sets.len(),
            activities_without_candidate: self.without_candidate.activities.len(),
            dpias_without_candidate: self.without_candidate.dpias.len(),
            ledger: self.ledger.len(),
        }
    }

    fn of(view: &SuggestionsView<'a>) -> Body<'a> {
        let activity = |index: usize| Handle::activity(view.activity(index));
        let dpia = |index: usize| Handle::dpia(view.dpia(index));
        Body {
            suggestions: view
                .suggestions
                .iter()
                .map(|one| SuggestionOut {
                    activity: activity(one.activity),
                    dpia: dpia(one.dpia),
                    score: two_decimals(one.score),
                    likelihood: likelihood(one.score),
                    set: one.set,
                    reasons: EvidenceOut::all(&one.evidence),
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
                .map(|(row, state)| LedgerRow::of(row, state, &view.import.register))
                .collect(),
        }
    }
}
