//! The yearly report for a program, and for the report of the year after: schema `ropa/report/1`.

use super::json_figures::{FigureOut, PastOut, figures};
use super::view::YearlyView;
use super::words::Words;
use crate::diff::GapCounts;
use crate::gaps::Span;
use crate::report::common::envelope::Head;
use crate::report::diff::{Became, SinceGap, SinceRegister, Standing};
use crate::workbook::WriteError;
use crate::yearly::{Area, FigureKind, Order, Past, PastYear, Recommendation, RecommendationStatus, SCHEMA};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/report-1.json");

/// Writes the report as one JSON document; `ropa report --last` reads it the year after.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &YearlyView<'_>) -> Result<(), WriteError> {
    let words = Words::new(view);
    let (report, assessed) = (view.report, view.assessed);
    let head = Head::new(SCHEMA, assessed.as_of(), view.lang, Some(assessed.import()));
    let summary = Summary {
        period: PeriodOut::of(&report.period),
        last: report.last(),
        fit: report.fit.map(Into::into),
        first_page: report.first_page().into_iter().map(|figure| figure.kind).collect(),
        decisions: report.decisions().into_iter().filter_map(|one| words.decision(one)).collect(),
    };
    let body = Body {
        order: view.order,
        figures: figures(&words),
        recommendations: report.recommendations.iter().map(|one| recommendation(&words, one)).collect(),
        followed_up: followed_up(&words),
        steps: words.steps(),
        documents: report.by_hand.documents.iter().map(DocumentOut::of).collect(),
        notes: report.by_hand.notes.iter().map(|(area, note)| (*area, NoteOut::of(note))).collect(),
        history: report.history.iter().map(YearOut::of).collect(),
        since: words.since_register().as_ref().map(SinceOut::of),
    };
    head.by(assessed.packs()).write(out, summary, body)
}

#[derive(Serialize)]
struct Summary {
    period: PeriodOut,
    /// The day of the last report.
    last: Option<NaiveDate>,
    /// Whether registering by process suits.
    fit: Option<&'static str>,
    first_page: Vec<FigureKind>,
    decisions: Vec<String>,
}

#[derive(Serialize)]
struct PeriodOut {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl PeriodOut {
    fn of(span: &Span) -> PeriodOut {
        PeriodOut { from: span.from, to: span.to }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    order: Order,
    figures: Vec<FigureOut<'a>>,
    recommendations: Vec<RecommendationOut<'a>>,
    followed_up: Vec<FollowedUpOut<'a>>,
    steps: Vec<String>,
    documents: Vec<DocumentOut<'a>>,
    notes: BTreeMap<Area, NoteOut<'a>>,
    history: Vec<YearOut>,
    /// What has become of the gaps since an earlier register, where one was named.
    since: Option<SinceOut>,
}

#[derive(Serialize)]
struct SinceOut {
    counts: GapCounts,
    closed: Vec<SinceGapOut>,
    opened: Vec<SinceGapOut>,
    new: Vec<SinceGapOut>,
    other_kind: Vec<SinceGapOut>,
    merged: Vec<SinceGapOut>,
    gone: Vec<SinceGapOut>,
}

#[derive(Serialize)]
struct SinceGapOut {
    id: String,
    what: String,
    why: String,
    /// How the record stood, where the earlier register has it.
    before: Option<Standing>,
    /// How it stands, where the new register has it.
    now: Option<Standing>,
}

impl SinceOut {
    fn of(since: &SinceRegister) -> SinceOut {
        let all = |became: Became| {
            let one = |one: &SinceGap| SinceGapOut {
                id: one.key.clone(),
                what: one.what.clone(),
                why: one.why.clone(),
                before: one.before,
                now: one.now,
            };
            since.that(became).map(one).collect()
        };
        SinceOut {
            counts: since.counts.clone(),
            closed: all(Became::Closed),
            opened: all(Became::Opened),
            new: all(Became::New),
            other_kind: all(Became::OtherKind),
            merged: all(Became::Merged),
            gone: all(Became::Gone),
        }
    }
}

#[derive(Serialize)]
struct RecommendationOut<'a> {
    id: &'a str,
    area: Area,
    /// Whether the program proposes it; else a person does.
    proposed: bool,
    /// Whether its words are a person's.
    edited: bool,
    finding: Option<String>,
    text: String,
    decision: Option<String>,
    sources: String,
    given: Option<NaiveDate>,
    status: Option<RecommendationStatus>,
}

fn recommendation<'a>(words: &Words<'_, 'a>, one: &'a Recommendation) -> RecommendationOut<'a> {
    RecommendationOut {
        id: &one.id,
        area: one.area,
        proposed: one.rule.is_some(),
        edited: one.own_text.is_some(),
        finding: words.finding(one),
        text: words.recommended(one),
        decision: words.decision(one),
        sources: words.sources(one),
        given: one.given,
        status: one.status,
    }
}

#[derive(Serialize)]
struct FollowedUpOut<'a> {
    id: &'a str,
    area: Option<Area>,
    text: &'a str,
    status: Option<RecommendationStatus>,
    /// Whether the figures still show what it rested on; absent where they cannot tell.
    still: Option<bool>,
}

fn followed_up<'a>(words: &Words<'_, 'a>) -> Vec<FollowedUpOut<'a>> {
    let report = words.view.report;
    let one = |one: &'a crate::yearly::FollowedUp| FollowedUpOut {
        id: &one.id,
        area: one.area,
        text: &one.text,
        status: one.status,
        still: one.still,
    };
    report.followed_up.iter().map(one).collect()
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    name: &'a str,
    decided: Option<NaiveDate>,
    review: Option<NaiveDate>,
}

impl<'a> DocumentOut<'a> {
    fn of(document: &'a crate::yearly::SteeringDocument) -> DocumentOut<'a> {
        DocumentOut { name: &document.name, decided: document.decided, review: document.review }
    }
}

#[derive(Serialize)]
struct NoteOut<'a> {
    opinion: Option<&'a str>,
    conclusion: Option<&'a str>,
}

impl<'a> NoteOut<'a> {
    fn of(note: &'a crate::yearly::AreaNote) -> NoteOut<'a> {
        NoteOut { opinion: note.opinion.as_deref(), conclusion: note.conclusion.as_deref() }
    }
}

#[derive(Serialize)]
struct YearOut {
    as_of: NaiveDate,
    figures: Vec<YearFigureOut>,
}

#[derive(Serialize)]
struct YearFigureOut {
    figure: FigureKind,
    #[serde(flatten)]
    past: PastOut,
}

impl YearOut {
    fn of(year: &PastYear) -> YearOut {
        let one =
            |(kind, past): (&FigureKind, &Past)| YearFigureOut { figure: *kind, past: PastOut::of(past) };
        YearOut { as_of: year.as_of, figures: year.figures.iter().map(one).collect() }
    }
}
