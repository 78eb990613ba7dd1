//! What is drawn, as rows of a label and a number: each format draws them in its own way, with the numbers beside.

use super::sections::{is_complete, weight};
use super::words::Words;
use crate::yearly::{Figure, FigureKind};

/// So many units are drawn at most, the least complete first.
const UNITS: usize = 12;

/// A chart of bars.
pub(super) struct Chart {
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
    let kinds = kinds(words);
    let most = kinds.iter().map(|bar| bar.value).max().unwrap_or_default();
    let all = [chart(&texts.kinds, kinds, most), chart(&texts.units, units(words), 100), trend(words)];
    all.into_iter().flatten().collect()
}

/// The share with a living DPIA, year by year, this one last.
pub(super) fn trend(words: &Words<'_, '_>) -> Option<Chart> {
    chart(&words.texts.chart.years, years(words), 100)
}

/// A chart; one bar compares nothing.
fn chart(title: &'static str, bars: Vec<Bar>, most: usize) -> Option<Chart> {
    (bars.len() > 1).then(|| Chart { title, bars, most: most.max(1) })
}

fn kinds(words: &Words<'_, '_>) -> Vec<Bar> {
    let parts = words.view.report.parts(FigureKind::GapOfKind);
    let mut bars: Vec<Bar> = parts
        .map(|(figure, part)| Bar {
            label: words.part(part),
            value: figure.counted(),
            said: words.number(figure.counted()),
        })
        .collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
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
