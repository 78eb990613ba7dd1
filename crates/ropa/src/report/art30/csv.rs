//! The findings as delimited text that Swedish Excel opens with a double click.

use super::view::CheckView;
use crate::art30::Finding;
use crate::model::Field;
use crate::report::common::wording::{Wording, joined};
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// The columns, by the key of their header.
pub(super) const COLUMNS: [&str; 17] = [
    "severity", "rule", "name", "id", "activity", "unit", "process", "field", "cell", "value", "message",
    "remedy", "why", "source", "file", "sheet", "row",
];

/// One row of the list, in the order of [`COLUMNS`].
pub(super) fn row(view: &CheckView<'_>, wording: &Wording<'_>, finding: &Finding) -> [String; 17] {
    let activity = view.activity(finding.activity);
    let rule = &finding.rule;
    let origin = &activity.origin;
    [
        wording.severity(finding.severity).to_string(),
        rule.id.clone(),
        wording.local(&rule.name).to_string(),
        activity.text(Field::Id).unwrap_or_default().to_string(),
        activity.label().to_string(),
        activity.unit().unwrap_or_default(),
        joined(activity.processes()),
        view.field(finding.field).to_string(),
        view.cell(finding).map(|cell| cell.place.to_string()).unwrap_or_default(),
        finding.value.as_deref().unwrap_or_default().to_string(),
        view.message(finding),
        wording.local(&rule.remedy).to_string(),
        wording.local(&rule.why).to_string(),
        wording.citations(&rule.citations),
        origin.file.to_string(),
        origin.sheet.to_string(),
        origin.row.to_string(),
    ]
}

/// Writes one row per finding, the gravest rules first: semicolons, UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &CheckView<'_>) -> Result<(), WriteError> {
    let mut rows = CsvOut::excel_sv(out)?;
    let wording = view.wording();
    let header = COLUMNS.map(|key| wording.texts.check.column.of(key));
    rows.row(header)?;
    for (_, _, findings) in view.by_rule() {
        for finding in findings {
            rows.row(row(view, &wording, finding))?;
        }
    }
    Ok(rows.finish()?)
}
