//! The list of gaps as delimited text that Swedish Excel opens with a double click.

use super::row::Row;
use super::view::GapView;
use crate::law::{FactId, Truths};
use crate::model::Field;
use crate::report::common::wording::{Wording, joined};
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// What a column holds.
type Content = fn(&Row<'_, '_>, &Wording<'_>) -> String;

/// The columns, by the key of their header; those of the nine criteria follow.
const COLUMNS: [(&str, Content); 38] = [
    ("id", |row, _| row.activity.text(Field::Id).unwrap_or_default().to_string()),
    ("name", |row, _| row.activity.label().to_string()),
    ("unit", |row, _| row.activity.text(Field::Unit).unwrap_or_default().to_string()),
    ("process", |row, _| joined(row.activity.processes())),
    ("registered", |row, _| row.registered().unwrap_or_default()),
    ("severity", |row, words| {
        row.assessment.gap.as_ref().map_or("", |gap| words.severity(gap.severity)).to_string()
    }),
    ("gap", |row, words| row.assessment.gap.as_ref().map_or("", |gap| words.gap(gap.kind)).to_string()),
    ("since", |row, _| {
        row.assessment.gap.as_ref().and_then(|gap| gap.since).map(|day| day.to_string()).unwrap_or_default()
    }),
    ("verdict", |row, words| words.verdict(row.assessment.need.verdict).to_string()),
    ("met", |row, _| joined(row.met())),
    ("unknown", |row, _| joined(row.unknown())),
    ("low", |row, _| row.assessment.need.low.to_string()),
    ("high", |row, _| row.assessment.need.high.to_string()),
    ("reasons", |row, _| row.reasons()),
    ("questions", |row, _| row.questions()),
    ("rules", |row, _| row.rules()),
    ("sources", |row, _| row.sources()),
    ("link", |row, words| words.link(row.assessment.resolution.status).to_string()),
    ("dpias", |row, _| row.link()),
    ("remarks", |row, _| row.rule_codes()),
    ("candidate", |row, _| row.candidate_handle()),
    ("candidate_score", |row, words| {
        row.candidate().map(|one| words.lang.decimal(one.score)).unwrap_or_default()
    }),
    ("decision", |row, _| row.decision()),
    ("standing", |row, words| {
        row.assessment.standing.map_or("", |standing| words.standing(standing)).to_string()
    }),
    ("todo", |row, _| row.todo().to_string()),
    ("file", |row, _| row.activity.origin.file.to_string()),
    ("sheet", |row, _| row.activity.origin.sheet.to_string()),
    ("row", |row, _| row.activity.origin.row.to_string()),
    ("cells", |row, _| row.cells()),
    ("rank", |row, _| row.rank().map(|rank| rank.rank.position.to_string()).unwrap_or_default()),
    ("step", |row, _| row.rank().and_then(|rank| Some(rank.step()?.order.to_string())).unwrap_or_default()),
    ("why", |row, _| row.rank().map(|rank| rank.why()).unwrap_or_default()),
    ("family", |row, _| row.rank().map(|rank| rank.family()).unwrap_or_default()),
    ("system", |row, _| row.written(Field::Systems)),
    ("supplier", |row, _| row.written(Field::Processors)),
    ("owner", |row, _| row.written(Field::Responsible)),
    // For whoever works off the list.
    ("due", |_, _| String::new()),
    ("progress", |_, _| String::new()),
];

/// Writes one row per activity, or one per activity and group where the list is grouped: semicolons, UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised) for the rule and its reverse.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let mut rows = CsvOut::excel_sv(out)?;
    let wording = view.wording();
    let columns = &wording.texts.gaps.column;
    let criteria = FactId::CRITERIA.map(|criterion| wording.labelled(criterion));
    let header = COLUMNS.iter().map(|(key, _)| columns.of(key)).chain(criteria.iter().map(String::as_str));
    let grouped = view.group_by.map(|_| columns.of("group"));
    rows.row(grouped.into_iter().chain(header))?;
    let listed: Vec<_> = match view.groups() {
        None => view.shown().map(|assessment| (None, assessment)).collect(),
        Some(groups) => groups
            .into_iter()
            .flat_map(|group| {
                let key = wording.group(group.key.as_deref());
                group.assessments.into_iter().map(move |assessment| (Some(key.clone()), assessment))
            })
            .collect(),
    };
    for (group, assessment) in listed {
        let row = Row::new(view, &wording, assessment);
        let cells = COLUMNS.iter().map(|(_, content)| content(&row, &wording));
        let answers = FactId::CRITERIA.iter().map(|id| wording.tri(assessment.facts.truth(*id)).to_string());
        rows.row(group.into_iter().chain(cells).chain(answers))?;
    }
    Ok(rows.finish()?)
}
