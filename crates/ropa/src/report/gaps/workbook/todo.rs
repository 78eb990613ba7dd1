//! What to do: the gaps, ranked, with room for decisions.

use super::look::{Columns, Look, write as put};
use crate::model::Field;
use crate::report::error::ReportError;
use crate::report::gaps::row::Row;
use crate::report::gaps::view::GapView;
use crate::report::wording::{Wording, joined_by};
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Worksheet};

const CHOICE: u16 = 11;
const RESPONSIBLE: u16 = 12;
const DUE: u16 = 13;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    look: &Look,
) -> Result<(), ReportError> {
    let names = &wording.texts.gaps.column;
    let columns = [
        ("severity", 13.0),
        ("id", 11.0),
        ("name", 27.0),
        ("unit", 16.0),
        ("gap", 20.0),
        ("verdict", 13.0),
        ("reasons", 46.0),
        ("questions", 22.0),
        ("link", 24.0),
        ("todo", 30.0),
        ("place", 16.0),
        ("choice", 17.0),
        ("responsible", 14.0),
        ("due", 12.0),
    ];
    let gaps: Vec<_> =
        view.shown().filter_map(|assessment| Some((assessment, assessment.gap.as_ref()?))).collect();
    let columns = Columns(columns.map(|(key, width)| (names.of(key), width)).to_vec());
    columns.lay_out(sheet, look, gaps.len(), &wording.texts.gaps.workbook.page)?;

    for (line, (assessment, gap)) in (1..).zip(&gaps) {
        let row = Row::new(view, wording, assessment);
        let status = wording.link(assessment.resolution.status);
        let link = row.link();
        let since = gap.since.map(|day| wording.texts.gaps.row.since.fill(&[("date", &day)]));
        let standing = assessment.standing.map(|standing| wording.standing(standing).to_string());
        let kind = joined_by("\n", std::iter::once(wording.gap(gap.kind).to_string()).chain(since).chain(standing));
        let reasons = [row.reasons(), row.decision()];
        let reasons = joined_by("\n", reasons.iter().filter(|text| !text.is_empty()));
        let rule = row.strongest_rule().unwrap_or_default();
        let reasons = joined_by("\n", [rule, reasons].iter().filter(|text| !text.is_empty()));
        put(sheet, line, 0, wording.severity(gap.severity), look.severity(gap.severity))?;
        put(sheet, line, 1, row.activity.text(Field::Id).unwrap_or_default(), &look.text)?;
        put(sheet, line, 2, row.activity.label(), &look.strong)?;
        put(sheet, line, 3, row.activity.text(Field::Unit).unwrap_or_default(), &look.text)?;
        put(sheet, line, 4, &kind, &look.text)?;
        put(sheet, line, 5, wording.verdict(assessment.need.verdict), &look.text)?;
        put(sheet, line, 6, &reasons, &look.text)?;
        put(sheet, line, 7, &row.questions(), &look.text)?;
        put(sheet, line, 8, if link.is_empty() { status } else { &link }, &look.text)?;
        put(sheet, line, 9, row.todo(), &look.text)?;
        put(sheet, line, 10, &wording.place(&row.activity.origin), &look.text)?;
        sheet.write_blank(line, CHOICE, &look.input)?;
        sheet.write_blank(line, RESPONSIBLE, &look.input)?;
        sheet.write_blank(line, DUE, &look.input_date)?;
    }
    if let Ok(last @ 1..) = u32::try_from(gaps.len()) {
        sheet.add_data_validation(1, CHOICE, last, CHOICE, &choices(wording)?)?;
        sheet.add_data_validation(1, DUE, last, DUE, &due(wording)?)?;
    }
    Ok(())
}

/// The decisions to choose between.
fn choices(wording: &Wording<'_>) -> Result<DataValidation, ReportError> {
    let choice = &wording.texts.gaps.choice;
    let list = [&choice.carry_out, &choice.link, &choice.update, &choice.do_without, &choice.ask, &choice.wait];
    Ok(DataValidation::new()
        .allow_list_strings(&list.map(String::as_str))?
        .set_input_title(choice.prompt_title.as_str())?
        .set_input_message(choice.prompt.as_str())?
        .set_error_title(choice.prompt_title.as_str())?
        .set_error_message(choice.error.as_str())?)
}

fn due(wording: &Wording<'_>) -> Result<DataValidation, ReportError> {
    let choice = &wording.texts.gaps.choice;
    let first = ExcelDateTime::from_ymd(2018, 5, 25)?;
    Ok(DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        .set_input_title(choice.due_title.as_str())?
        .set_input_message(choice.due_prompt.as_str())?
        .set_error_title(choice.due_title.as_str())?
        .set_error_message(choice.due_error.as_str())?)
}
