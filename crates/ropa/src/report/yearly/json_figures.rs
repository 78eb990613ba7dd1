//! The figures of a yearly report as JSON.

use super::sections::sections;
use super::words::Words;
use crate::model::AnyField;
use crate::yearly::{Absent, Area, Behind, Figure, FigureKind, LeftOut, Past};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct FigureOut<'a> {
    figure: FigureKind,
    /// Its number in the report; absent where it is not shown.
    number: Option<String>,
    area: Area,
    part: Option<&'a str>,
    label: String,
    /// Absent where there is no number; `absent` then says why.
    counted: Option<usize>,
    of: Option<usize>,
    percent: Option<usize>,
    absent: Option<&'static str>,
    /// The question that no file asks.
    not_asked: Option<&'static str>,
    left_out: Vec<LeftOutOut>,
    last: Option<PastOut>,
    behind: Behind,
    /// The records that are counted, by key.
    ids: Vec<String>,
    /// Those that could be and are not.
    others: Vec<String>,
}

#[derive(Serialize)]
struct LeftOutOut {
    why: LeftOut,
    count: usize,
}

#[derive(Serialize)]
pub(super) struct PastOut {
    counted: usize,
    of: Option<usize>,
}

impl PastOut {
    pub(super) fn of(past: &Past) -> PastOut {
        PastOut { counted: past.counted, of: past.of }
    }
}

/// All figures, numbered as in the other formats.
pub(super) fn figures<'a>(words: &Words<'_, 'a>) -> Vec<FigureOut<'a>> {
    let view = words.view;
    let mut numbers: BTreeMap<FigureKind, String> = BTreeMap::new();
    for section in sections(view.report, view.order) {
        numbers.extend(section.figures.into_iter().map(|one| (one.figure.kind, one.number)));
    }
    let report = view.report;
    report
        .figures
        .iter()
        .map(|figure| {
            let number = numbers.get(&figure.kind).filter(|_| figure.part.is_none());
            figure_out(words, figure, number.cloned())
        })
        .collect()
}

fn figure_out<'a>(words: &Words<'_, '_>, figure: &'a Figure, number: Option<String>) -> FigureOut<'a> {
    let amount = figure.amount();
    let keys = |of: fn(&crate::yearly::Amount) -> &[usize]| {
        let records = amount.map(of).unwrap_or_default();
        let behind = amount.map(|amount| amount.behind).unwrap_or_default();
        records.iter().map(|index| key(words, behind, *index)).collect()
    };
    let label = match &figure.part {
        Some(part) => words.part(part),
        None => words.figure(figure.kind).to_string(),
    };
    FigureOut {
        figure: figure.kind,
        number,
        area: figure.kind.area(),
        part: figure.part.as_ref().map(crate::yearly::Part::key),
        label,
        counted: amount.map(|amount| amount.counted),
        of: amount.and_then(|amount| amount.of),
        percent: amount.and_then(crate::yearly::Amount::percent),
        absent: figure.value.as_ref().err().map(absent),
        not_asked: figure.value.as_ref().err().and_then(not_asked),
        left_out: amount
            .iter()
            .flat_map(|amount| &amount.left_out)
            .map(|(why, count)| LeftOutOut { why: *why, count: *count })
            .collect(),
        last: figure.last.as_ref().map(PastOut::of),
        behind: amount.map(|amount| amount.behind).unwrap_or(Behind::Nothing),
        ids: keys(|amount| &amount.records),
        others: keys(|amount| &amount.others),
    }
}

/// The key of a record, the name of a process.
fn key(words: &Words<'_, '_>, behind: Behind, index: usize) -> String {
    let [key, name, _] = words.record(behind, index);
    if key.is_empty() { name } else { key }
}

fn absent(absent: &Absent) -> &'static str {
    match absent {
        Absent::NotAsked(_) => "not_asked",
        Absent::NotGiven => "not_given",
        Absent::NoStructure => "no_structure",
        Absent::NoDpias => "no_dpias",
        Absent::RuleLeftOut(_) => "rule_left_out",
        Absent::NoLast => "no_last",
        Absent::OfNothing => "of_nothing",
    }
}

fn not_asked(absent: &Absent) -> Option<&'static str> {
    match absent {
        Absent::NotAsked(field) => Some(AnyField::key(*field)),
        _ => None,
    }
}
