//! The gaps by process or by unit: a row for each group, with its gaps folded below it.

use crate::model::Field;
use crate::model::Severity;
use crate::report::common::wording::Wording;
use crate::report::gaps::group::Group;
use crate::report::gaps::row::Row;
use crate::report::gaps::view::GapView;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    groups: &[Group<'_>],
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let names = &wording.texts.gaps.column;
    let book = &wording.texts.gaps.workbook;
    let columns = [
        Column::new(names.of("group"), 30.0),
        Column::new(names.of("id"), 12.0),
        Column::new(names.of("name"), 40.0),
        Column::new(names.of("severity"), 14.0),
        Column::new(names.of("gap"), 30.0),
        Column::new(names.of("todo"), 44.0),
        Column::new(&book.assessed, 12.0),
        Column::new(&book.gap_errors, 10.0),
        Column::new(&book.gap_warnings, 10.0),
        Column::new(&book.gap_notes, 10.0),
    ];
    let gaps_of = |group: &Group<'_>| SEVERITIES.iter().map(|severity| group.count(*severity)).sum::<usize>();
    let rows = groups.iter().map(|group| 1 + gaps_of(group)).sum();
    sheet.group_symbols_above(true);
    let mut table = SheetTable::new(sheet, formats, &columns, rows, &wording.lang.words().page)?;
    for group in groups {
        let label = wording.group(group.key.as_deref());
        table.text(0, &label, &formats.strong)?;
        for col in 1..6 {
            table.sheet.write_blank(table.row, col, &formats.strong)?;
        }
        let counts = SEVERITIES.map(|severity| group.count(severity));
        for (col, count) in (6..).zip(std::iter::once(group.assessments.len()).chain(counts)) {
            table.sheet.write_number_with_format(table.row, col, count as f64, &formats.number)?;
        }
        table.next()?;
        let first = table.row;
        for assessment in SEVERITIES.iter().flat_map(|severity| group.gaps(*severity)) {
            let Some(gap) = &assessment.gap else { continue };
            let row = Row::new(view, wording, assessment);
            table.texts(&[
                (&label, &formats.text),
                (row.activity.text(Field::Id).unwrap_or_default(), &formats.text),
                (row.activity.label(), &formats.text),
                (wording.severity(gap.severity), formats.severity(gap.severity)),
                (wording.gap(gap.kind), &formats.text),
                (row.todo(), &formats.text),
            ])?;
            table.next()?;
        }
        if table.row > first {
            let last = table.row - 1;
            table.sheet.group_rows(first, last)?;
        }
    }
    Ok(())
}
