//! What became of records that several files hold, for a person.

use super::question;
use crate::import::{Import, MergeConflict, MergedRecord, Outcome};
use crate::report::common::page::{Page, Style};
use crate::report::common::quote::{mention, quoted};
use crate::report::common::reading;
use crate::report::common::wording::{Wording, joined, joined_by};
use std::collections::BTreeMap;

/// Writes the section, where there is anything to tell.
pub(in crate::report) fn section(page: &mut Page, wording: &Wording<'_>, import: &Import) {
    let merged = &import.merged;
    if merged.is_empty() {
        return;
    }
    let texts = &wording.texts.reading;
    let number = |count: usize| wording.lang.number(count);
    page.heading(Style::Heading, &texts.title);
    if let Some(line) = reading::merged(wording, import) {
        page.paragraph(2, 2, Style::Plain, &format!("{line}."));
    }
    let count = merged.conflicts.len();
    if count > 0 {
        page.blank();
        page.paragraph(2, 0, Style::Heading, &texts.conflicts.form(count).fill(&[("count", &number(count))]));
        let shown = page.rows(count);
        for conflict in &merged.conflicts[..shown] {
            one(page, wording, conflict);
        }
        more(page, wording, count - shown);
    }
    if merged.open().next().is_some() {
        page.paragraph(2, 2, Style::Plain, &texts.next);
    }
    let fills: Vec<&MergedRecord> =
        merged.records.iter().filter(|record| !record.filled.is_empty()).collect();
    if !fills.is_empty() {
        page.blank();
        let title = texts.fills.form(fills.len()).fill(&[("count", &number(fills.len()))]);
        page.paragraph(2, 0, Style::Heading, &title);
        let shown = page.rows(fills.len());
        for record in &fills[..shown] {
            page.paragraph(4, 2, Style::Plain, &filled(wording, record));
        }
        more(page, wording, fills.len() - shown);
    }
    let unused = &merged.unused_choices;
    if !unused.is_empty() {
        page.blank();
        let title = texts.unused_title.form(unused.len()).fill(&[("count", &number(unused.len()))]);
        page.paragraph(2, 2, Style::Warning, &format!("{title}: {}", wording.cells(unused)));
    }
}

fn one(page: &mut Page, wording: &Wording<'_>, conflict: &MergeConflict) {
    let texts = &wording.texts.reading;
    let (outcome, style) = match conflict.outcome {
        Outcome::Merged(rule) => (texts.rule.of(rule.into()), Style::Plain),
        Outcome::Apart(why) if conflict.is_open() => (texts.why.of(why.into()), Style::Warning),
        Outcome::Apart(why) => (texts.why.of(why.into()), Style::Plain),
    };
    let head = texts.conflict.fill(&[
        ("record", &called(&conflict.record, &conflict.label)),
        ("kind", &texts.kind.of(conflict.kind.into())),
        ("outcome", &outcome),
    ]);
    page.paragraph(4, 2, style, &head);
    for disagreement in &conflict.questions {
        let answers = disagreement.answers.iter().enumerate().map(|(index, answer)| {
            let form = if disagreement.chosen == Some(index) { &texts.chosen } else { &texts.answer };
            form.fill(&[("text", &mention(&answer.text)), ("cells", &wording.cells(&answer.cells))])
        });
        let line = texts.question.fill(&[
            ("question", &question(wording, conflict.kind, &disagreement.question)),
            ("answers", &joined_by(" / ", answers)),
        ]);
        page.paragraph(6, 2, Style::Plain, &line);
    }
}

fn filled(wording: &Wording<'_>, record: &MergedRecord) -> String {
    let mut cells: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for fill in &record.filled {
        cells.entry(question(wording, record.kind, &fill.question)).or_default().push(fill.cell.clone());
    }
    let fills = cells.iter().map(|(question, cells)| {
        wording.texts.reading.fill.fill(&[("question", question), ("cells", &wording.cells(cells))])
    });
    format!("{}: {}", called(&record.record, &record.label), joined(fills))
}

/// Key and name of a record; the key alone where it was made from the name.
fn called(record: &str, label: &str) -> String {
    match record.contains('@') || label.is_empty() {
        true => quoted(if label.is_empty() { record } else { label }).to_string(),
        false => format!("{} {}", quoted(record), quoted(label)),
    }
}

fn more(page: &mut Page, wording: &Wording<'_>, rest: usize) {
    if rest > 0 {
        let count = wording.lang.number(rest);
        let more = wording.texts.inspect.more.form(rest).fill(&[("count", &count)]);
        page.paragraph(4, 0, Style::Dim, &more);
    }
}
