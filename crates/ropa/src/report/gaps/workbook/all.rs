//! Every activity, in the order of the files, with its nine criteria.

use super::look::{Columns, Look, write as put};
use crate::law::{FactId, Truths};
use crate::model::Field;
use crate::report::error::ReportError;
use crate::report::gaps::row::Row;
use crate::report::gaps::view::GapView;
use crate::report::wording::{Wording, joined};
use rust_xlsxwriter::Worksheet;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    look: &Look,
) -> Result<(), ReportError> {
    let names = &wording.texts.gaps.column;
    let before = [
        ("id", 11.0),
        ("name", 32.0),
        ("unit", 18.0),
        ("process", 12.0),
        ("registered", 12.0),
        ("verdict", 15.0),
        ("severity", 13.0),
        ("gap", 22.0),
        ("link", 18.0),
    ];
    let criteria = FactId::CRITERIA.map(|criterion| wording.labelled(criterion));
    let after = [("low", 10.0), ("high", 11.0), ("rules", 20.0), ("place", 18.0)];
    let named = |(key, width): &(&'static str, f64)| (names.of(key), *width);
    let mut columns: Vec<_> = before.iter().map(named).collect();
    columns.extend(criteria.iter().map(|label| (label.as_str(), 12.0)));
    columns.extend(after.iter().map(named));
    let mut shown: Vec<_> = view.shown().collect();
    shown.sort_by_key(|assessment| assessment.activity);
    Columns(columns).lay_out(sheet, look, shown.len(), &wording.texts.gaps.workbook.page)?;

    for (line, assessment) in (1..).zip(shown) {
        let row = Row::new(view, wording, assessment);
        let activity = row.activity;
        put(sheet, line, 0, activity.text(Field::Id).unwrap_or_default(), &look.text)?;
        put(sheet, line, 1, activity.label(), &look.strong)?;
        put(sheet, line, 2, activity.text(Field::Unit).unwrap_or_default(), &look.text)?;
        put(sheet, line, 3, &joined(activity.processes()), &look.text)?;
        put(sheet, line, 4, &row.registered().unwrap_or_default(), &look.text)?;
        put(sheet, line, 5, wording.verdict(assessment.need.verdict), &look.text)?;
        match &assessment.gap {
            Some(gap) => {
                put(sheet, line, 6, wording.severity(gap.severity), look.severity(gap.severity))?;
                put(sheet, line, 7, wording.gap(gap.kind), &look.text)?;
            }
            None => {
                sheet.write_blank(line, 6, &look.text)?;
                sheet.write_blank(line, 7, &look.text)?;
            }
        }
        put(sheet, line, 8, wording.link(assessment.resolution.status), &look.text)?;
        for (col, criterion) in (9..).zip(FactId::CRITERIA) {
            let value = assessment.facts.truth(criterion);
            put(sheet, line, col, wording.tri(value), look.answer(value))?;
        }
        for (col, count) in [(18, assessment.need.low), (19, assessment.need.high)] {
            sheet.write_number_with_format(line, col, count as f64, &look.number)?;
        }
        put(sheet, line, 20, &row.rules(), &look.text)?;
        put(sheet, line, 21, &wording.place(&activity.origin), &look.text)?;
    }
    Ok(())
}
