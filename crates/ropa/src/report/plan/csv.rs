//! A plan as delimited text that Swedish Excel opens with a double click: one row for each processing.

use super::view::PlanView;
use super::words::PlanWords;
use crate::model::Field;
use crate::plan::{FirstStep, Member, Work};
use crate::report::common::wording::{joined, joined_by};
use crate::workbook::{CsvOut, WriteError};
use std::io::Write;

/// The columns.
const COLUMNS: [&str; 20] = [
    "step",
    "family",
    "action",
    "dpia",
    "id",
    "name",
    "unit",
    "process",
    "system",
    "gap",
    "position",
    "how",
    "asks",
    "otherwise",
    "owner",
    "due",
    "status",
    "note",
    "reason",
    "place",
];

/// Writes one row for each processing of the plan: semicolons, UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let mut rows = CsvOut::excel_sv(out)?;
    let columns = &words.texts().csv;
    rows.row(COLUMNS.iter().map(|key| columns.of(key)))?;
    for step in &view.plan.first {
        rows.row(first(&words, step))?;
    }
    for work in &view.plan.works {
        for member in &work.members {
            rows.row(of_member(&words, work, member))?;
        }
    }
    Ok(rows.finish()?)
}

/// What the row of a processing says of the record.
fn record(words: &PlanWords<'_>, activity: usize) -> [String; 7] {
    let record = words.activity(activity);
    let gap = words.assessment(activity).and_then(|assessment| assessment.gap.as_ref());
    let rank = words.assessment(activity).and_then(|assessment| assessment.rank.as_ref());
    [
        record.text(Field::Id).unwrap_or_default().to_string(),
        record.label().to_string(),
        record.unit().unwrap_or_default(),
        joined(record.processes()),
        joined_by("; ", record.entries_of(Field::Systems).map(|entry| entry.written.trim())),
        gap.map_or("", |gap| words.wording.gap(gap.kind)).to_string(),
        rank.map(|rank| rank.position.to_string()).unwrap_or_default(),
    ]
}

fn first(words: &PlanWords<'_>, step: &FirstStep) -> Vec<String> {
    let [id, name, unit, process, system, gap, position] = record(words, step.activity);
    let other = step.otherwise.and_then(|place| words.view.plan.works.get(place));
    let progress = &step.progress;
    let text = |text: &Option<crate::source::Text>| text.as_deref().unwrap_or_default().to_string();
    vec![
        "0".into(),
        String::new(),
        words.first_kind(step.kind).to_string(),
        String::new(),
        id,
        name,
        unit,
        process,
        system,
        gap,
        position,
        words.texts().csv.of("how_first").to_string(),
        words.wording.labels(step.facts.iter().copied()),
        other.map(|work| work.family.clone()).unwrap_or_default(),
        text(&progress.owner),
        progress.due.unwrap_or(words.view.plan.first_due).to_string(),
        progress.status.map(|status| words.status_of(status)).unwrap_or_default(),
        text(&progress.note),
        String::new(),
        words.wording.place(&words.activity(step.activity).origin),
    ]
}

fn of_member(words: &PlanWords<'_>, work: &Work, member: &Member) -> Vec<String> {
    let [id, name, unit, process, system, gap, position] = record(words, member.activity);
    let how = match (&member.moved_from, member.joins) {
        (Some(_), _) => "how_by_hand",
        (None, true) => "how_joins",
        (None, false) => "how_member",
    };
    vec![
        if work.is_new() { "2" } else { "1" }.into(),
        work.family.clone(),
        words.actions(work),
        words.title(work),
        id,
        name,
        unit,
        process,
        system,
        gap,
        position,
        words.texts().csv.of(how).to_string(),
        String::new(),
        String::new(),
        words.owner(work).unwrap_or_default(),
        work.due.to_string(),
        words.status(work),
        work.progress.note.as_deref().unwrap_or_default().to_string(),
        words.reason(work),
        words.wording.place(&words.activity(member.activity).origin),
    ]
}
