//! A workbook in which a person settles what files answer differently.

use super::question;
use crate::import::{Disagreement, Import, MergeConflict};
use crate::ledger::{MOST_ANSWERS as MOST, choice_headers};
use crate::report::common::wording::Wording;
use crate::report::gaps::files;
use crate::text::Lang;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Workbook};
use std::io::Write;

/// The widths of the columns before the answers, and of those of an answer.
const WIDTHS: [f64; 7] = [16.0, 16.0, 30.0, 26.0, 18.0, 14.0, 24.0];
const ANSWER_WIDTHS: [f64; 2] = [40.0, 26.0];
/// The column of the choice.
const CHOICE: u16 = 5;

/// So many answers to one question have columns in the workbook.
pub const MOST_ANSWERS: usize = MOST;

/// Writes one row per question that files answer differently and that nothing has settled: the answers side
/// by side, each with its cells, and a list to choose from. Filled in, it is read by
/// [`read_choices`](crate::ledger::read_choices). The same import gives the same bytes; nothing is a formula.
///
/// Gives the number of conflicts left out, since one of their questions has more than [`MOST_ANSWERS`] answers.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the questions do not fit in a sheet, [`WriteError::Write`] when `out`
/// cannot be written to.
pub fn workbook(mut out: impl Write, import: &Import, lang: Lang) -> Result<usize, WriteError> {
    let wording = Wording::of_import(lang, files(import).len() > 1);
    let texts = &wording.texts.reading;
    let fits = |conflict: &&MergeConflict| conflict.questions.iter().all(|one| one.answers.len() <= MOST);
    let conflicts: Vec<&MergeConflict> = import.merged.open().filter(fits).collect();
    let rows: Vec<(&MergeConflict, &Disagreement)> = conflicts
        .iter()
        .flat_map(|conflict| conflict.questions.iter().map(move |question| (*conflict, question)))
        .collect();
    let most = rows.iter().map(|(_, question)| question.answers.len()).max().unwrap_or(2);

    let formats = Formats::new();
    let mut book = Workbook::new();
    // It holds nothing that depends on the day, and so carries none of its own.
    book.set_properties(&list_made_on(NaiveDate::default(), &texts.workbook_title)?);
    let sheet = book.add_worksheet().set_name(&texts.sheet)?;
    let headers = choice_headers(lang == Lang::Sv, most);
    let widths = WIDTHS.into_iter().chain(ANSWER_WIDTHS.into_iter().cycle());
    let columns: Vec<_> =
        headers.iter().zip(widths).map(|(header, width)| Column::new(header, width)).collect();
    let mut table = SheetTable::new(sheet, &formats, &columns, rows.len(), &wording.lang.words().page)?;
    for (conflict, one) in &rows {
        let asked = question(&wording, conflict.kind, &one.question);
        let code = one.question.to_string();
        let cells: Vec<String> = one.answers.iter().map(|answer| wording.cells(&answer.cells)).collect();
        let mut texts = vec![
            (texts.kind.of(conflict.kind.into()), &formats.text),
            (&*conflict.record, &formats.text),
            (&*conflict.label, &formats.strong),
            (&*asked, &formats.strong),
            (&*code, &formats.text),
            ("", &formats.input),
            ("", &formats.input),
        ];
        for (answer, cells) in one.answers.iter().zip(&cells) {
            texts.extend([(&*answer.text, &formats.text), (&**cells, &formats.text)]);
        }
        table.texts(&texts)?;
        table.next()?;
    }
    let mut first = 0;
    for alike in rows.chunk_by(|a, b| a.1.answers.len() == b.1.answers.len()) {
        let answers = 1..=alike[0].1.answers.len();
        let choices: Vec<String> = answers
            .map(|number| texts.answer_choice.fill(&[("number", &number)]))
            .chain([texts.apart_choice.clone()])
            .collect();
        let list = DataValidation::new().allow_list_strings(&choices)?;
        let list = list.set_input_title(&texts.choose_title)?.set_input_message(&texts.choose_prompt)?;
        let (from, to) = (first + 1, first + alike.len());
        let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
        table.sheet.add_data_validation(row(from), CHOICE, row(to), CHOICE, &list)?;
        first += alike.len();
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(import.merged.open().count() - conflicts.len())
}
