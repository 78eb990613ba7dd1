//! One record, walked through as a colleague would.

use super::text::style;
use super::view::CheckView;
use crate::art30::{Finding, QUESTIONS};
use crate::model::{Field, Kind, ProcessingActivity};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::quote::{name, quoted};
use crate::report::common::reading::foot;

/// Writes what one record says, what it lacks and why the law asks, with an answer of a comparable
/// record of the same register where there is one.
///
/// `activity` is the index of the record in the register.
pub fn record(view: &CheckView<'_>, activity: usize, options: TextOptions) -> String {
    let wording = view.wording();
    let texts = &wording.texts.check.record;
    let record = view.activity(activity);
    let mut page = Page::new(options);
    page.heading(Style::Heading, &texts.title.fill(&[("who", &who(record))]));
    page.paragraph(2, 2, Style::Dim, &texts.place.fill(&[("place", &wording.place(&record.origin))]));
    if let Some(done) = view.checked.completeness.get(&activity) {
        let complete = texts.complete.fill(&[("answered", &done.answered), ("asked", &done.asked)]);
        page.paragraph(2, 2, Style::Plain, &complete);
    }

    page.heading(Style::Heading, &texts.there);
    for entry in QUESTIONS.iter().filter_map(|field| record.answer(*field).given()) {
        let cell = record.cell(entry);
        let line = texts.answer.fill(&[
            ("field", &view.field(entry.field)),
            ("text", &quoted(&entry.written)),
            ("place", &wording.cell(&cell)),
        ]);
        page.paragraph(2, 4, Style::Plain, &line);
    }

    let mut findings: Vec<&Finding> =
        view.checked.findings.iter().filter(|finding| finding.activity == activity).collect();
    findings.sort_by_key(|finding| finding.severity);
    page.heading(Style::Heading, &texts.lacking);
    if findings.is_empty() {
        page.paragraph(2, 0, Style::Plain, &texts.nothing_lacking);
        foot(&mut page, &wording, view.import);
        return page.finish();
    }
    for finding in &findings {
        let rule = &finding.rule;
        let place = view.cell(finding).map_or_else(
            || wording.place(&record.origin).to_string(),
            |cell| wording.cell(&cell).to_string(),
        );
        let line = texts.finding.fill(&[
            ("severity", &wording.severity(finding.severity)),
            ("message", &view.message(finding)),
            ("id", &rule.id),
            ("place", &place),
        ]);
        page.paragraph(2, 2, style(finding.severity), &line);
        page.paragraph(4, 2, Style::Plain, &texts.why.fill(&[("why", &wording.local(&rule.why))]));
        let check = &wording.texts.check;
        page.paragraph(4, 2, Style::Plain, &check.remedy.fill(&[("remedy", &wording.local(&rule.remedy))]));
        // Where something is written, another record's answer may be to another question; and a yes or a no
        // is never to be copied.
        let copied = matches!(finding.field.kind(), Kind::YesNo | Kind::YesNoOrItems);
        let open = record.answer(finding.field).given().is_none() && !copied;
        match open.then(|| comparable(view, activity, finding.field)).flatten() {
            Some((other, text)) => {
                let like = texts.like.fill(&[("who", &who(other)), ("text", &quoted(text))]);
                page.paragraph(4, 2, Style::Plain, &like);
            }
            None if !wording.local(&rule.good).is_empty() => {
                let good = check.good.fill(&[("good", &wording.local(&rule.good))]);
                page.paragraph(4, 2, Style::Plain, &good);
            }
            None => {}
        }
        let source = check.source.fill(&[("source", &wording.citations(&rule.citations))]);
        page.paragraph(4, 2, Style::Dim, &source);
    }
    page.blank();
    page.paragraph(2, 0, Style::Dim, &texts.explain.fill(&[("id", &findings[0].rule.id)]));
    foot(&mut page, &wording, view.import);
    page.finish()
}

fn who(activity: &ProcessingActivity) -> String {
    match activity.text(Field::Id) {
        Some(id) if id != activity.label() => format!("{} {}", quoted(id), name(activity.label())),
        _ => name(activity.label()).to_string(),
    }
}

/// Another record that answers the question without a finding: of the same process, else of the same
/// group of processes, else of the same unit; the first in the register of those nearest.
fn comparable<'a>(
    view: &CheckView<'a>,
    activity: usize,
    field: Field,
) -> Option<(&'a ProcessingActivity, &'a str)> {
    let this = view.activity(activity);
    let faulty = |index: usize| {
        view.checked.findings.iter().any(|finding| finding.activity == index && finding.field == field)
    };
    let group = |code: &str| code.rsplit_once('.').map_or(code, |(group, _)| group).to_string();
    let (codes, unit) = (this.processes(), this.unit());
    let groups: Vec<_> = codes.iter().map(|code| group(code)).collect();
    let distance = |other: &ProcessingActivity| {
        let theirs = other.processes();
        if theirs.iter().any(|code| codes.contains(code)) {
            Some(0)
        } else if theirs.iter().any(|code| groups.contains(&group(code))) {
            Some(1)
        } else {
            (unit.is_some() && other.unit() == unit).then_some(2)
        }
    };
    let others = view.import.register.activities.iter().enumerate().filter(|(index, _)| *index != activity);
    others
        .filter_map(|(index, other)| Some((distance(other)?, index, other, other.text(field)?)))
        .filter(|(_, index, ..)| !faulty(*index))
        .min_by_key(|(distance, index, ..)| (*distance, *index))
        .map(|(_, _, other, text)| (other, text))
}
