//! What is drawn, as rows of a label and a number: each format draws them in its own way, with the numbers beside.

use super::sections::{is_complete, weight};
use super::words::Words;
use crate::yearly::{Figure, FigureKind};

/// So many units are drawn at most, what most needs a look first.
const UNITS: usize = 12;

/// A chart of bars.
pub(super) struct Chart {
    /// The figure that it draws.
    pub(super) of: FigureKind,
    pub(super) title: &'static str,
    pub(super) bars: Vec<Bar>,
    /// What a full bar is.
    pub(super) most: usize,
}

/// One bar.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: usize,
    /// The number in words, with what it is counted of.
    pub(super) said: String,
}

/// The charts that have something to show.
pub(super) fn charts(words: &Words<'_, '_>) -> Vec<Chart> {
    let texts = &words.texts.chart;
    let all = [
        chart(FigureKind::Living, &texts.years, years(words), Some(100)),
        chart(FigureKind::Gaps, &texts.kinds, by_count(words, FigureKind::GapOfKind), None),
        chart(FigureKind::Gaps, &texts.gap_units, by_count(words, FigureKind::GapOfUnit), None),
        chart(FigureKind::Answers, &texts.units, units(words), Some(100)),
    ];
    all.into_iter().flatten().collect()
}

/// A chart, whose full bar is the longest unless another is; one bar compares nothing.
fn chart(of: FigureKind, title: &'static str, bars: Vec<Bar>, most: Option<usize>) -> Option<Chart> {
    let longest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    (bars.len() > 1).then(|| Chart { of, title, bars, most: most.unwrap_or(longest).max(1) })
}

/// The parts of a figure that have any, the greatest number first.
fn by_count(words: &Words<'_, '_>, kind: FigureKind) -> Vec<Bar> {
    let parts = words.view.report.parts(kind).filter(|(figure, _)| figure.counted() > 0);
    let bar = |figure: &Figure, part| Bar {
        label: words.part(part),
        value: figure.counted(),
        said: words.value(figure),
    };
    let mut bars: Vec<Bar> = parts.map(|(figure, part)| bar(figure, part)).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    bars.truncate(UNITS);
    bars
}

fn units(words: &Words<'_, '_>) -> Vec<Bar> {
    let parts = words.view.report.parts(FigureKind::UnitAnswers);
    let mut parts: Vec<_> = parts.filter(|(figure, _)| !is_complete(figure)).collect();
    parts.sort_by_key(|(figure, _)| weight(figure));
    parts.truncate(UNITS);
    let bar = |figure: &Figure, label| {
        let value = figure.amount()?.percent()?;
        Some(Bar { label, value, said: words.value(figure) })
    };
    parts.into_iter().filter_map(|(figure, part)| bar(figure, words.part(part))).collect()
}

/// The share with a DPIA in force, year by year, this one last.
fn years(words: &Words<'_, '_>) -> Vec<Bar> {
    let report = words.view.report;
    let kind = FigureKind::Living;
    let then = report.history.iter().filter_map(|year| Some((year.as_of, year.figures.get(&kind)?)));
    let mut shares: Vec<_> = then.filter_map(|(day, past)| Some((day, past.counted, past.of?))).collect();
    let now = report.figure(kind).and_then(Figure::amount);
    shares.extend(now.and_then(|amount| Some((report.as_of, amount.counted, amount.of?))));
    shares
        .into_iter()
        .filter_map(|(day, counted, of)| {
            let value = crate::text::percent::percent(counted, of)?;
            let (counted, of) = (words.number(counted), words.number(of));
            let said = words.texts.value.share.fill(&[
                ("counted", &counted),
                ("of", &of),
                ("noun", &words.noun(kind)),
                ("percent", &value),
            ]);
            Some(Bar { label: day.to_string(), value, said })
        })
        .collect()
}
