//! What to do: the gaps, ranked, with room for decisions.

use crate::model::Field;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::row::Row;
use crate::report::gaps::view::GapView;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::Formats;
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Worksheet};

/// The columns by their keys, with their widths: what is told, then what a person fills in.
const COLUMNS: [(&str, f64); 21] = [
    ("rank", 8.0),
    ("why", 36.0),
    ("severity", 14.0),
    ("id", 10.0),
    ("name", 28.0),
    ("unit", 24.0),
    ("process", 11.0),
    ("system", 16.0),
    ("supplier", 18.0),
    ("family", 20.0),
    ("gap", 24.0),
    ("verdict", 13.0),
    ("reasons", 40.0),
    ("questions", 18.0),
    ("link", 34.0),
    ("candidate", 24.0),
    ("todo", 26.0),
    ("choice", 16.0),
    ("responsible", 12.0),
    ("due", 11.0),
    ("progress", 14.0),
];

/// The place of a column.
fn at(key: &str) -> u16 {
    (0..).zip(COLUMNS).find(|(_, (of, _))| *of == key).map_or(u16::MAX, |(at, _)| at)
}

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    let names = &wording.texts.gaps.column;
    let [choice, responsible, due_on, progress_at] = ["choice", "responsible", "due", "progress"].map(at);
    let gaps: Vec<_> =
        view.shown().filter_map(|assessment| Some((assessment, assessment.gap.as_ref()?))).collect();
    let columns = COLUMNS.map(|(key, width)| Column::new(names.of(key), width));
    let mut table = SheetTable::new(sheet, formats, &columns, gaps.len(), &wording.lang.words().page)?;

    for (assessment, gap) in &gaps {
        let row = Row::new(view, wording, assessment);
        let status = wording.link(assessment.resolution.status);
        let link = row.link_in_cell();
        let candidate = row.candidate_in_words().unwrap_or_default();
        let since = gap.since.map(|day| wording.texts.gaps.row.since.fill(&[("date", &day)]));
        let standing = assessment.standing.map(|standing| wording.standing(standing).to_string());
        let place = wording.place(&row.activity.origin);
        let earlier = gap.began_earlier.then(|| wording.texts.gaps.row.began_earlier.clone());
        let place = joined(std::iter::once(place).chain(since).chain(earlier).chain(standing));
        let rule = row.strongest_rule().unwrap_or_default();
        let reasons = [rule, row.reasons(), row.decision(), place];
        let reasons = joined_by("\n", reasons.iter().filter(|text| !text.is_empty()));
        let rank = row.rank();
        let why = rank.map(|rank| rank.why()).unwrap_or_default();
        let family = rank.map(|rank| rank.family()).unwrap_or_default();
        table.texts(&[
            ("", &formats.text),
            (&why, &formats.text),
            (wording.severity(gap.severity), formats.severity(gap.severity)),
            (row.activity.text(Field::Id).unwrap_or_default(), &formats.text),
            (row.activity.label(), &formats.strong),
            (&row.activity.unit().unwrap_or_default(), &formats.text),
            (&joined(row.activity.processes()), &formats.text),
            (&row.written(Field::Systems), &formats.text),
            (&row.written(Field::Processors), &formats.text),
            (&family, &formats.text),
            (wording.gap(gap.kind), &formats.text),
            (wording.verdict(assessment.need.verdict), &formats.text),
            (&reasons, &formats.text),
            (&row.questions(), &formats.text),
            (if link.is_empty() { status } else { &link }, &formats.text),
            (&candidate, &formats.text),
            (row.todo(), &formats.text),
        ])?;
        if let Some(rank) = rank {
            let position = rank.rank.position as f64;
            table.sheet.write_number_with_format(table.row, 0, position, &formats.number)?;
        }
        table.sheet.write_blank(table.row, choice, &formats.input)?;
        // Whom the register names, until somebody else is.
        table.text(responsible, &row.written(Field::Responsible), &formats.input)?;
        table.sheet.write_blank(table.row, due_on, &formats.input_date)?;
        table.sheet.write_blank(table.row, progress_at, &formats.input)?;
        table.next()?;
    }
    if let Ok(last @ 1..) = u32::try_from(gaps.len()) {
        table.sheet.add_data_validation(1, choice, last, choice, &choices(wording)?)?;
        table.sheet.add_data_validation(1, due_on, last, due_on, &due(wording)?)?;
        table.sheet.add_data_validation(1, progress_at, last, progress_at, &progress(wording)?)?;
    }
    Ok(())
}

/// The decisions to choose between.
fn choices(wording: &Wording<'_>) -> Result<DataValidation, WriteError> {
    let choice = &wording.texts.gaps.choice;
    let list =
        [&choice.carry_out, &choice.link, &choice.update, &choice.do_without, &choice.ask, &choice.wait];
    Ok(DataValidation::new()
        .allow_list_strings(&list.map(String::as_str))?
        .set_input_title(choice.prompt_title.as_str())?
        .set_input_message(choice.prompt.as_str())?
        .set_error_title(choice.prompt_title.as_str())?
        .set_error_message(choice.error.as_str())?)
}

/// How far the work may have come.
fn progress(wording: &Wording<'_>) -> Result<DataValidation, WriteError> {
    let choice = &wording.texts.gaps.choice;
    let list = [
        &choice.progress_not_started,
        &choice.progress_under_way,
        &choice.progress_waiting,
        &choice.progress_done,
    ];
    Ok(DataValidation::new()
        .allow_list_strings(&list.map(String::as_str))?
        .set_input_title(choice.progress_title.as_str())?
        .set_input_message(choice.progress_prompt.as_str())?
        .set_error_title(choice.progress_title.as_str())?
        .set_error_message(choice.error.as_str())?)
}

fn due(wording: &Wording<'_>) -> Result<DataValidation, WriteError> {
    let choice = &wording.texts.gaps.choice;
    let first = ExcelDateTime::from_ymd(2018, 5, 25)?;
    Ok(DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        .set_input_title(choice.due_title.as_str())?
        .set_input_message(choice.due_prompt.as_str())?
        .set_error_title(choice.due_title.as_str())?
        .set_error_message(choice.due_error.as_str())?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_person_fills_in_stands_last() {
        assert_eq!(["choice", "responsible", "due", "progress"].map(super::at), [17, 18, 19, 20]);
    }
}
