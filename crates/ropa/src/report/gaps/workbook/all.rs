//! Every activity, in the order of the files, with its nine criteria.

use crate::law::{FactId, Truths};
use crate::model::Field;
use crate::report::common::wording::{Wording, joined};
use crate::report::gaps::row::Row;
use crate::report::gaps::view::GapView;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let names = &wording.texts.gaps.column;
    let before = [
        ("id", 10.0),
        ("name", 28.0),
        ("unit", 16.0),
        ("process", 11.0),
        ("registered", 12.0),
        ("verdict", 14.0),
        ("severity", 12.0),
        ("gap", 22.0),
        ("link", 18.0),
    ];
    let criteria = FactId::CRITERIA.map(|criterion| wording.labelled(criterion));
    let on_end = |header| Column { header, width: 6.5, on_end: true };
    let mut columns: Vec<_> = before.iter().map(|(key, width)| Column::new(names.of(key), *width)).collect();
    columns.extend(criteria.iter().map(|label| on_end(label.as_str())));
    columns.extend([on_end(names.of("low")), on_end(names.of("high")), Column::new(names.of("place"), 16.0)]);
    let mut shown: Vec<_> = view.shown().collect();
    shown.sort_by_key(|assessment| assessment.activity);
    let mut table = SheetTable::new(sheet, formats, &columns, shown.len(), &wording.lang.words().page)?;

    for assessment in shown {
        let row = Row::new(view, wording, assessment);
        let activity = row.activity;
        let (severity, severity_look, gap) = match &assessment.gap {
            Some(gap) => {
                (wording.severity(gap.severity), formats.severity(gap.severity), wording.gap(gap.kind))
            }
            None => ("", &formats.text, ""),
        };
        table.texts(&[
            (activity.text(Field::Id).unwrap_or_default(), &formats.text),
            (activity.label(), &formats.strong),
            (&activity.unit().unwrap_or_default(), &formats.text),
            (&joined(activity.processes()), &formats.text),
            (&row.registered().unwrap_or_default(), &formats.text),
            (wording.verdict(assessment.need.verdict), &formats.text),
            (severity, severity_look),
            (gap, &formats.text),
            (wording.link(assessment.resolution.status), &formats.text),
        ])?;
        for (col, criterion) in (9..).zip(FactId::CRITERIA) {
            let value = assessment.facts.truth(criterion);
            table.text(col, wording.tri(value), formats.answer(value))?;
        }
        for (col, count) in [(18, assessment.need.low), (19, assessment.need.high)] {
            table.sheet.write_number_with_format(table.row, col, count as f64, &formats.number)?;
        }
        table.text(20, &wording.place(&activity.origin), &formats.text)?;
        table.next()?;
    }
    Ok(())
}
