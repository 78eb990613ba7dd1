//! The questionnaire as delimited text.

use super::asked::{Asked, said};
use crate::ledger::{AnswerColumn as Key, answer_header};
use crate::model::Field;
use crate::report::gaps::GapView;
use crate::report::{Lang, ReportError, neutralised};
use crate::screening::Fingerprint;
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
/// [`ReportError::Write`] when `out` cannot be written to.
pub fn csv(mut out: impl Write, view: &GapView<'_>) -> Result<(), ReportError> {
    let wording = view.wording();
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(out);
    let swedish = view.lang == Lang::Sv;
    rows.write_record(COLUMNS.map(|key| answer_header(key, swedish))).map_err(std::io::Error::from)?;
    for assessment in view.shown() {
        let activity = view.activity(assessment);
        let asked = Asked { assessment, wording: &wording };
        for fact in &assessment.need.questions {
            let cell = |key: Key| match key {
                Key::Key => activity.key.to_string(),
                Key::Name => activity.label().to_string(),
                Key::Unit => activity.unit().unwrap_or_default(),
                Key::Purpose => said(activity, Field::Purpose).unwrap_or_default(),
                Key::Fact => fact.id().to_string(),
                Key::About => wording.short(*fact).to_string(),
                Key::Question => asked.question(*fact).to_string(),
                Key::Because => asked.because(*fact).unwrap_or_default(),
                Key::Fingerprint => Fingerprint::of_answer(activity, *fact).to_string(),
                Key::Answer | Key::Reason | Key::By | Key::On | Key::Note => String::new(),
            };
            let cells = COLUMNS.map(cell);
            let cells = cells.iter().map(|text| neutralised(text).into_owned());
            rows.write_record(cells.collect::<Vec<_>>()).map_err(std::io::Error::from)?;
        }
    }
    rows.flush()?;
    Ok(())
}
