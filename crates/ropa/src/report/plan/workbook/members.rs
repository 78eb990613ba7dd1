//! The sheet of processing: which family each is in, and may be moved to.

use super::{columns, place};
use crate::ledger::{OF_MEMBERS, PlanColumn};
use crate::model::Field;
use crate::plan::{Member, Outcome, Work};
use crate::report::common::wording::{joined, joined_by};
use crate::report::plan::words::PlanWords;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{SheetTable, write as put};
use crate::workbook::style::Formats;
use rust_xlsxwriter::{DataValidation, Worksheet};

const WIDTHS: [f64; 11] = [12.0, 14.0, 12.0, 34.0, 28.0, 12.0, 18.0, 26.0, 36.0, 26.0, 20.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    words: &PlanWords<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let works = &words.view.plan.works;
    let rows = words.view.plan.closes();
    let columns = columns(words, OF_MEMBERS, WIDTHS);
    let mut table = SheetTable::new(sheet, formats, &columns, rows, &words.wording.lang.words().page)?;
    for work in works {
        for member in &work.members {
            for (at, column) in (0..).zip(OF_MEMBERS) {
                if column == PlanColumn::Fingerprint {
                    // It is long, and nobody reads it: the row does not grow by it.
                    let print = text(words, work, member, column);
                    put(table.sheet, table.row, at, &print, &formats.text)?;
                    continue;
                }
                let format = if column == PlanColumn::InFamily { &formats.input } else { &formats.text };
                table.text(at, &text(words, work, member, column), format)?;
            }
            table.next()?;
        }
    }
    if let Ok(last @ 1..) = u32::try_from(rows) {
        let family = place(OF_MEMBERS, PlanColumn::InFamily);
        let prompt = DataValidation::new()
            .set_input_title(columns[usize::from(family)].header)?
            .set_input_message(words.texts().workbook.family_prompt.as_str())?;
        table.sheet.add_data_validation(1, family, last, family, &prompt)?;
        let hidden = place(OF_MEMBERS, PlanColumn::Fingerprint);
        table.sheet.set_column_hidden(hidden)?;
    }
    Ok(())
}

fn text(words: &PlanWords<'_>, work: &Work, member: &Member, column: PlanColumn) -> String {
    let activity = words.activity(member.activity);
    let assessment = words.assessment(member.activity);
    match column {
        PlanColumn::InFamily => work.family.clone(),
        PlanColumn::Proposed => member.moved_from.clone().unwrap_or_else(|| work.family.clone()),
        PlanColumn::Activity => activity.key.to_string(),
        PlanColumn::Name => activity.text(Field::Name).unwrap_or_default().to_string(),
        PlanColumn::Unit => activity.unit().unwrap_or_default(),
        PlanColumn::Process => joined(activity.processes()),
        PlanColumn::System => {
            joined_by("; ", activity.entries_of(Field::Systems).map(|entry| entry.written.trim()))
        }
        PlanColumn::Gap => {
            let gap = assessment.and_then(|assessment| assessment.gap.as_ref());
            gap.map_or("", |gap| words.wording.gap(gap.kind)).to_string()
        }
        PlanColumn::Differs => {
            let differing = work.conditions.iter().filter(|condition| condition.outcome != Outcome::Same);
            let several = work.everything().nth(1).is_some();
            joined(differing.filter(|_| several).map(|one| words.condition_name(one.likeness)))
        }
        PlanColumn::Where => words.wording.place(&activity.origin),
        PlanColumn::Fingerprint => assessment
            .map(|assessment| crate::plan::print(words.view.assessed, assessment).to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}
