//! The order of work for a program.

use super::rank::RankWords;
use crate::gaps::{RankTies, WorkFamily};
use crate::law::{FactId, WorkSign, WorkStep};
use crate::report::common::json::{AsText, CitationOut, as_texts};
use crate::report::common::wording::Wording;
use crate::source::CellRef;
use serde::Serialize;

/// The order, once for all activities.
#[derive(Serialize)]
pub(super) struct OrderOut<'a> {
    /// That it says when, never whether.
    note: &'static str,
    steps: Vec<StepOut<'a>>,
}

#[derive(Serialize)]
struct StepOut<'a> {
    id: &'a str,
    number: u32,
    name: &'a str,
    explanation: &'a str,
    citations: Vec<CitationOut<'a>>,
}

/// The place of one gap.
#[derive(Serialize)]
pub(super) struct RankOut<'a> {
    /// Its place among all gaps of the register, from one.
    position: usize,
    /// The id of its step.
    step: Option<&'a str>,
    reasons: Vec<ReasonOut<'a>>,
    ties: &'a RankTies,
    family: FamilyOut<'a>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    sign: WorkSign,
    facts: &'a [FactId],
    text: String,
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct FamilyOut<'a> {
    by: &'static str,
    name: Option<&'a str>,
}

impl<'a> OrderOut<'a> {
    pub(super) fn of(steps: Vec<&'a WorkStep>, wording: &Wording<'a>) -> OrderOut<'a> {
        let step = |step: &'a WorkStep| StepOut {
            id: &step.id,
            number: step.order,
            name: wording.local(&step.name),
            explanation: wording.local(&step.explanation),
            citations: step.citations.iter().map(|one| CitationOut::of(one, &one.text)).collect(),
        };
        OrderOut { note: &wording.texts.rank.sentence, steps: steps.into_iter().map(step).collect() }
    }
}

impl<'a> RankOut<'a> {
    pub(super) fn of(words: RankWords<'_, 'a>) -> RankOut<'a> {
        let rank = words.rank;
        let reasons = rank.reasons.iter().map(|reason| ReasonOut {
            sign: reason.sign,
            facts: &reason.facts,
            text: words.reason(reason),
            cells: as_texts(&reason.cells),
        });
        let (by, name) = match &rank.family {
            WorkFamily::Process(name) => ("process", Some(name.as_str())),
            WorkFamily::System(name) => ("system", Some(name.as_str())),
            WorkFamily::Unnamed => ("none", None),
        };
        RankOut {
            position: rank.position,
            step: rank.step.as_deref(),
            reasons: reasons.collect(),
            ties: &rank.ties,
            family: FamilyOut { by, name },
        }
    }
}
