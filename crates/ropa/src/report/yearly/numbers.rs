//! Numbers as a person reads them, whatever they are counted of.

use crate::report::common::wording::joined;
use crate::text::Lang;
use crate::yearly::{FigureKind, LeftOut, Past};

/// The number of a figure: `8,5 år`, `25 procent av heltid`, `1 234`.
pub(in crate::report) fn counted(lang: Lang, kind: FigureKind, counted: usize) -> String {
    let value = &lang.texts().yearly.value;
    match kind {
        FigureKind::OldestGap if counted < 365 => value.days.fill(&[("days", &lang.number(counted))]),
        FigureKind::OldestGap => value.years.fill(&[("years", &years(lang, counted))]),
        FigureKind::OfficerTime => value.percent_of_time.fill(&[("counted", &counted)]),
        _ => lang.number(counted),
    }
}

/// A number with what it is counted of, if anything: `5 av 47`.
pub(in crate::report) fn shared(lang: Lang, kind: FigureKind, past: &Past) -> String {
    let number = counted(lang, kind, past.counted);
    match past.of {
        Some(of) => {
            let text = &lang.texts().yearly.value.last_share;
            text.fill(&[("counted", &number), ("of", &lang.number(of))])
        }
        None => number,
    }
}

/// What is in neither number, and why: `avslutade 1, utan datum 5`.
pub(in crate::report) fn left_out(lang: Lang, left_out: &[(LeftOut, usize)]) -> String {
    let texts = &lang.texts().yearly;
    joined(left_out.iter().map(|(why, count)| {
        let why = texts.left.of((*why).into());
        texts.value.left_one.fill(&[("why", &why), ("count", &lang.number(*count))])
    }))
}

/// Days as years with one decimal, rounded down.
fn years(lang: Lang, days: usize) -> String {
    let tenths = days * 100 / 3_652;
    let point = if lang == Lang::Sv { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
