//! The DPIAs that were read, with what each covers.

use crate::model::{DpiaField, Field};
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::row::handle;
use crate::report::gaps::view::GapView;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::Worksheet;

/// How many activities a cell names; the count beside it is of all.
const NAMED: usize = 200;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let names = &wording.texts.gaps.column;
    let words = &wording.texts.gaps.workbook;
    let columns = [
        ("id", 16.0),
        ("case_number", 16.0),
        ("title", 36.0),
        ("status", 20.0),
        ("state", 28.0),
        ("remarks", 40.0),
        ("covers", 40.0),
        ("place", 24.0),
        ("covered", 9.0),
    ];
    let register = view.assessed.register();
    let columns = columns.map(|(key, width)| Column::new(names.of(key), width));
    let mut table =
        SheetTable::new(sheet, formats, &columns, register.dpias.len(), &wording.lang.words().page)?;

    for (index, covered) in view.covered().into_iter().enumerate() {
        let dpia = &register.dpias[index];
        let state = if view.assessed.orphan_dpias.contains(&index) {
            words.orphan.clone()
        } else {
            joined_by("\n", covered.states.keys().map(|state| wording.state(*state)))
        };
        let activities = covered.activities.iter().take(NAMED).map(|index| {
            let activity = &register.activities[*index];
            activity.text(Field::Id).unwrap_or(activity.label())
        });
        let mut covers = joined(activities);
        if covered.activities.len() > NAMED {
            covers.push_str(", …");
        }
        table.texts(&[
            (&handle(dpia), &formats.strong),
            (dpia.text(DpiaField::CaseNumber).unwrap_or_default(), &formats.text),
            (dpia.text(DpiaField::Title).unwrap_or_default(), &formats.text),
            (dpia.text(DpiaField::Status).unwrap_or_default(), &formats.text),
            (&state, &formats.text),
            (&joined_by("\n", covered.remarks.keys().map(|kind| wording.remark_kind(*kind))), &formats.text),
            (&covers, &formats.text),
            (&wording.place(&dpia.origin), &formats.text),
        ])?;
        table.sheet.write_number_with_format(
            table.row,
            8,
            covered.activities.len() as f64,
            &formats.number,
        )?;
        table.next()?;
    }
    Ok(())
}
