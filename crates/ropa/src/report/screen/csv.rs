//! The questionnaire as delimited text.

use super::questions::{Asked, Questions, field_text};
use crate::ledger::{AnswerColumn as Key, answer_header};
use crate::model::Field;
use crate::report::gaps::GapView;
use crate::text::Lang;
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// The columns, in their order.
const COLUMNS: [Key; 13] = [
    Key::Key,
    Key::Name,
    Key::Unit,
    Key::Purpose,
    Key::Fact,
    Key::About,
    Key::Question,
    Key::Because,
    Key::Answer,
    Key::Reason,
    Key::By,
    Key::On,
    Key::Fingerprint,
];

/// Writes one row per question, to be filled in and read by [`read_answers`](crate::ledger::read_answers):
/// semicolons, UTF-8 with a byte order mark, CRLF.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let mut rows = CsvOut::excel_sv(out)?;
    let swedish = view.lang == Lang::Sv;
    rows.row(COLUMNS.map(|key| answer_header(key, swedish)))?;
    for assessment in view.shown() {
        let activity = view.activity(assessment);
        let asked = Questions { assessment, wording: &wording };
        for row in asked.rows() {
            let cell = |key: Key| match key {
                Key::Key => activity.key.to_string(),
                Key::Name => activity.label().to_string(),
                Key::Unit => activity.unit().unwrap_or_default(),
                Key::Purpose => field_text(activity, Field::Purpose).unwrap_or_default(),
                Key::Fact => row.ids(),
                Key::About => match &row {
                    Asked::One(_, fact) => wording.short(*fact).to_string(),
                    Asked::AnyOf(_) => wording.texts.screen.form.none_of.clone(),
                },
                Key::Question => asked.asked(&row),
                Key::Because => match &row {
                    Asked::One(_, fact) => asked.because(*fact).unwrap_or_default(),
                    Asked::AnyOf(_) => {
                        let form = &wording.texts.screen.form;
                        format!("{} {}", form.nowhere, form.any_of_how)
                    }
                },
                Key::Fingerprint => row.fingerprint(activity).to_string(),
                Key::Answer | Key::Reason | Key::By | Key::On | Key::Note => String::new(),
            };
            rows.row(COLUMNS.map(cell))?;
        }
    }
    Ok(rows.finish()?)
}
