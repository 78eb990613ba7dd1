//! What an incident touches, for a program: schema `ropa/impact/1`.

use super::view::ImpactView;
use crate::impact::{
    BesideName, BreachFact, Called, ColumnAnswers, CoveringDpia, FactFilled, Hit, HitGround, HitReason,
    HitTime, NameMatch, NamesAnswer, Persons, Ring, TieGround, Topic, Written,
};
use crate::model::Field;
use crate::report::common::envelope::Head;
use crate::report::common::json::{CellInFile, Handle, RecordPlace};
use crate::workbook::WriteError;
use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/impact-1.json");

/// Writes what an incident touches as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &ImpactView<'_>) -> Result<(), WriteError> {
    let assessed = view.assessed;
    let head = Head::new("ropa/impact/1", assessed.as_of(), view.lang, Some(assessed.import()));
    head.by(assessed.packs()).write(out, Summary::of(view), Body::of(view))
}

#[derive(Serialize)]
struct Summary<'a> {
    records: usize,
    hits: BTreeMap<Ring, usize>,
    /// Not hit, and leaves a question of names open.
    open: usize,
    /// Not hit, and answers both questions of names.
    answered: usize,
    persons: PersonsOut<'a>,
}

impl<'a> Summary<'a> {
    fn of(view: &ImpactView<'a>) -> Summary<'a> {
        let impact = view.impact;
        let rings = [Ring::Named, Ring::Tied, Ring::Likely];
        Summary {
            records: impact.searched.records,
            hits: rings.into_iter().map(|ring| (ring, impact.ring(ring).count())).collect(),
            open: impact.searched.open.len(),
            answered: impact.searched.answered.len(),
            persons: PersonsOut::of(view, &impact.persons),
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    question: QuestionOut<'a>,
    names: Vec<NameOut<'a>>,
    nearest: Vec<NearOut<'a>>,
    hits: Vec<HitOut<'a>>,
    searched: SearchedOut<'a>,
    persons_by_ring: BTreeMap<Ring, PersonsOut<'a>>,
    data_subjects: Vec<WrittenOut<'a>>,
    heavy: Vec<HeavyOut<'a>>,
    special: Vec<WrittenOut<'a>>,
    categories: Vec<WrittenOut<'a>>,
    dpias: Vec<DpiaOut<'a>>,
    dpias_named_only: Vec<Handle<'a>>,
    without_dpia: Vec<&'a str>,
    gaps: BTreeMap<&'static str, Vec<&'a str>>,
    breach: BreachOut<'a>,
    units: Vec<UnitOut<'a>>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    of: Called,
    name: &'a str,
    since: Option<NaiveDate>,
}

#[derive(Serialize)]
struct NameOut<'a> {
    of: Called,
    name: &'a str,
    spellings: Vec<SpellingOut<'a>>,
    activities: Vec<&'a str>,
    how: Option<NameMatch>,
    tie: Option<TieGround>,
    shown_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct SpellingOut<'a> {
    written: &'a str,
    cells: usize,
}

#[derive(Serialize)]
struct NearOut<'a> {
    of: Called,
    name: &'a str,
}

#[derive(Serialize)]
struct HitOut<'a> {
    #[serde(flatten)]
    activity: Handle<'a>,
    unit: Option<String>,
    ring: Ring,
    reasons: Vec<ReasonOut<'a>>,
    processors: NamesAnswer,
    systems: NamesAnswer,
    time: Option<&'a HitTime>,
    persons: Option<&'a str>,
    told: Vec<ToldOut<'a>>,
    place: RecordPlace<'a>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    ground: HitGround,
    ring: Ring,
    how: NameMatch,
    beside: Option<BesideName>,
    tie: Option<TieGround>,
    field: Option<Field>,
    written: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct ToldOut<'a> {
    topic: Topic,
    field: Option<Field>,
    written: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct SearchedOut<'a> {
    columns: Vec<ColumnOut<'a>>,
    answers: Vec<AnswersOut<'a>>,
    open: Vec<&'a str>,
    answered: Vec<&'a str>,
}

#[derive(Serialize)]
struct ColumnOut<'a> {
    file: &'a str,
    sheet: &'a str,
    header: &'a str,
    field: Option<Field>,
    records: usize,
}

#[derive(Serialize)]
struct AnswersOut<'a> {
    of: Called,
    counts: &'a BTreeMap<NamesAnswer, usize>,
    /// Of those that are not hit.
    silent: BTreeMap<NamesAnswer, Vec<&'a str>>,
}

#[derive(Serialize)]
struct PersonsOut<'a> {
    low: Option<u64>,
    high: Option<u64>,
    /// Whether there may be more than the sum.
    open: bool,
    about: bool,
    largest: Option<&'a str>,
    counted: usize,
    without: Vec<&'a str>,
}

#[derive(Serialize)]
struct WrittenOut<'a> {
    written: &'a str,
    activities: Vec<&'a str>,
    cells: Vec<CellInFile<'a>>,
}

#[derive(Serialize)]
struct HeavyOut<'a> {
    kind: &'static str,
    yes: Vec<HeavyYes<'a>>,
    no: Vec<&'a str>,
    unknown: Vec<&'a str>,
}

#[derive(Serialize)]
struct HeavyYes<'a> {
    activity: &'a str,
    cells: Vec<CellInFile<'a>>,
}

#[derive(Serialize)]
struct DpiaOut<'a> {
    #[serde(flatten)]
    dpia: Handle<'a>,
    review: bool,
    activities: Vec<CoveredOut<'a>>,
    residual_risk: Vec<SaidOut<'a>>,
}

#[derive(Serialize)]
struct CoveredOut<'a> {
    activity: &'a str,
    state: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct SaidOut<'a> {
    written: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct BreachOut<'a> {
    clock: Option<ClockOut>,
    points: Vec<PointOut<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct ClockOut {
    aware: NaiveDateTime,
    day_only: bool,
    hours: u32,
    until: NaiveDateTime,
    minutes_left: Option<i64>,
}

#[derive(Serialize)]
struct PointOut<'a> {
    letter: char,
    note: &'a str,
    facts: Vec<FactOut<'a>>,
}

#[derive(Serialize)]
struct FactOut<'a> {
    fact: BreachFact,
    filled: FactFilled,
    said: Vec<SaidOut<'a>>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Option<&'a str>,
    activities: Vec<&'a str>,
    persons: PersonsOut<'a>,
}

fn key<'a>(view: &ImpactView<'a>, activity: usize) -> &'a str {
    &view.activity(activity).key
}

fn keys<'a>(view: &ImpactView<'a>, activities: &[usize]) -> Vec<&'a str> {
    activities.iter().map(|activity| key(view, *activity)).collect()
}

impl<'a> Body<'a> {
    fn of(view: &ImpactView<'a>) -> Body<'a> {
        let impact = view.impact;
        let written = |all: &'a [Written]| all.iter().map(|one| WrittenOut::of(view, one)).collect();
        Body {
            question: QuestionOut {
                of: impact.question.called,
                name: &impact.question.name,
                since: impact.question.since,
            },
            names: names(view),
            nearest: impact.nearest.iter().map(|(of, name)| NearOut { of: *of, name }).collect(),
            hits: impact.hits.iter().enumerate().map(|(number, hit)| hit_out(view, number, hit)).collect(),
            searched: searched(view),
            persons_by_ring: impact
                .persons_by_ring
                .iter()
                .map(|(ring, persons)| (*ring, PersonsOut::of(view, persons)))
                .collect(),
            data_subjects: written(&impact.whose),
            heavy: heavy(view),
            special: written(&impact.kinds.special),
            categories: written(&impact.kinds.categories),
            dpias: impact.covering.dpias.iter().map(|dpia| dpia_out(view, dpia)).collect(),
            dpias_named_only: impact
                .covering
                .named_only
                .iter()
                .map(|dpia| Handle::dpia(view.dpia(*dpia)))
                .collect(),
            without_dpia: keys(view, &impact.covering.without),
            gaps: impact.covering.gaps.iter().map(|(kind, of)| ((*kind).into(), keys(view, of))).collect(),
            breach: breach(view),
            units: impact
                .units
                .iter()
                .map(|unit| UnitOut {
                    unit: unit.unit.as_deref(),
                    activities: unit
                        .hits
                        .iter()
                        .filter_map(|number| Some(key(view, impact.hits.get(*number)?.activity)))
                        .collect(),
                    persons: PersonsOut::of(view, &unit.persons),
                })
                .collect(),
        }
    }
}

fn names<'a>(view: &ImpactView<'a>) -> Vec<NameOut<'a>> {
    let one = |one: &'a crate::impact::MeantName| NameOut {
        of: one.called,
        name: &one.spelling,
        spellings: one
            .spellings
            .iter()
            .map(|(written, cells)| SpellingOut { written, cells: *cells })
            .collect(),
        activities: keys(view, &one.activities),
        how: one.how,
        tie: one.tie.as_ref().map(|(ground, _)| *ground),
        shown_by: one.tie.as_ref().map(|(_, by)| keys(view, by)).unwrap_or_default(),
    };
    view.impact.names.iter().map(one).collect()
}

fn hit_out<'a>(view: &ImpactView<'a>, number: usize, hit: &'a Hit) -> HitOut<'a> {
    let activity = view.activity(hit.activity);
    let told = view.impact.told.get(number).map_or(&[][..], Vec::as_slice);
    HitOut {
        activity: Handle::activity(activity),
        unit: activity.unit(),
        ring: hit.ring,
        reasons: hit.reasons.iter().map(reason).collect(),
        processors: hit.processors,
        systems: hit.systems,
        time: view.impact.times.get(&hit.activity),
        persons: activity.text(Field::DataSubjectCount),
        told: told
            .iter()
            .map(|one| ToldOut {
                topic: one.topic,
                field: one.field,
                written: &one.written,
                cell: CellInFile::of(&one.cell),
            })
            .collect(),
        place: RecordPlace::of(&activity.origin),
    }
}

fn reason(reason: &HitReason) -> ReasonOut<'_> {
    ReasonOut {
        ground: reason.ground,
        ring: reason.ring,
        how: reason.how,
        beside: reason.beside,
        tie: reason.tie,
        field: reason.field,
        written: &reason.written,
        cell: CellInFile::of(&reason.cell),
    }
}

fn searched<'a>(view: &ImpactView<'a>) -> SearchedOut<'a> {
    let searched = &view.impact.searched;
    let answers = |answers: &'a ColumnAnswers| AnswersOut {
        of: answers.called,
        counts: &answers.counts,
        silent: answers.silent.iter().map(|(answer, of)| (*answer, keys(view, of))).collect(),
    };
    SearchedOut {
        columns: searched
            .columns
            .iter()
            .map(|column| ColumnOut {
                file: &column.file,
                sheet: &column.sheet,
                header: &column.header,
                field: column.field,
                records: column.records,
            })
            .collect(),
        answers: searched.answers.iter().map(answers).collect(),
        open: keys(view, &searched.open),
        answered: keys(view, &searched.answered),
    }
}

impl<'a> PersonsOut<'a> {
    fn of(view: &ImpactView<'a>, persons: &Persons) -> PersonsOut<'a> {
        PersonsOut {
            low: persons.low,
            high: persons.high,
            open: persons.open,
            about: persons.about,
            largest: persons.largest.as_ref().map(|(activity, _)| key(view, *activity)),
            counted: persons.counted,
            without: keys(view, &persons.without),
        }
    }
}

impl<'a> WrittenOut<'a> {
    fn of(view: &ImpactView<'a>, one: &'a Written) -> WrittenOut<'a> {
        WrittenOut {
            written: &one.written,
            activities: keys(view, &one.activities),
            cells: CellInFile::all(&one.cells),
        }
    }
}

fn heavy<'a>(view: &ImpactView<'a>) -> Vec<HeavyOut<'a>> {
    let one = |answers: &'a crate::impact::HeavyAnswers| HeavyOut {
        kind: answers.kind.into(),
        yes: answers
            .yes
            .iter()
            .map(|(activity, cells)| HeavyYes {
                activity: key(view, *activity),
                cells: CellInFile::all(cells),
            })
            .collect(),
        no: keys(view, &answers.no),
        unknown: keys(view, &answers.unknown),
    };
    view.impact.kinds.heavy.iter().map(one).collect()
}

fn said<'a>(said: &'a [(crate::source::Text, crate::source::CellRef)]) -> Vec<SaidOut<'a>> {
    said.iter().map(|(written, cell)| SaidOut { written, cell: CellInFile::of(cell) }).collect()
}

fn dpia_out<'a>(view: &ImpactView<'a>, one: &'a CoveringDpia) -> DpiaOut<'a> {
    DpiaOut {
        dpia: Handle::dpia(view.dpia(one.dpia)),
        review: one.review,
        activities: one
            .activities
            .iter()
            .map(|(activity, state, status)| CoveredOut {
                activity: key(view, *activity),
                state: (*state).into(),
                status: (*status).into(),
            })
            .collect(),
        residual_risk: said(&one.residual_risk),
    }
}

fn breach<'a>(view: &ImpactView<'a>) -> BreachOut<'a> {
    let breach = &view.impact.breach;
    let clock = breach.clock.as_ref().map(|clock| ClockOut {
        aware: clock.aware.at,
        day_only: clock.aware.day_only,
        hours: clock.hours,
        until: clock.until,
        minutes_left: clock.left,
    });
    let points = breach.points.iter().map(|point| PointOut {
        letter: point.letter,
        note: point.note,
        facts: point
            .facts
            .iter()
            .map(|fact| FactOut { fact: fact.fact, filled: fact.filled, said: said(&fact.said) })
            .collect(),
    });
    BreachOut { clock, points: points.collect(), notes: &breach.notes }
}
