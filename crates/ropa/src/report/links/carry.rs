//! A workbook that asks which records of this year those of last year are.

use crate::ledger::{CarriedRecord, Successor, successor_headers};
use crate::model::Register;
use crate::report::common::wording::Wording;
use crate::text::Lang;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use chrono::NaiveDate;
use rust_xlsxwriter::Workbook;
use std::io::Write;

/// The widths of the columns of [`successor_headers`].
const WIDTHS: [f64; 6] = [14.0, 36.0, 30.0, 26.0, 60.0, 16.0];

/// Writes one row per record that may be another now, with those that it may be; the last column is for the answer.
/// Filled in, it is read by `CaseFile::carry_over`.
///
/// # Errors
/// [`WriteError`] when the records do not fit in a sheet, or `out` cannot be written to.
pub fn ask_successors(
    mut out: impl Write,
    records: &[CarriedRecord],
    register: &Register,
    lang: Lang,
    as_of: NaiveDate,
) -> Result<(), WriteError> {
    let wording = Wording::of_import(lang, false);
    let texts = &wording.texts.links;
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(as_of, &texts.carry_title.fill(&[("date", &as_of)]))?);
    let sheet = book.add_worksheet().set_name(&texts.carry_sheet)?;
    let headers = successor_headers(lang == Lang::Sv);
    let columns: Vec<_> =
        headers.iter().zip(WIDTHS).map(|(header, width)| Column::new(header, width)).collect();
    let mut table = SheetTable::new(sheet, &formats, &columns, records.len(), &lang.words().page)?;
    for record in records {
        let Successor::Likely(candidates) = &record.successor else { continue };
        let named = candidates.iter().map(|index| {
            let activity = &register.activities[*index];
            let unit = activity.unit().unwrap_or_default();
            [&*activity.key, activity.label(), &unit].join("  ").trim_end().to_string()
        });
        let candidates: Vec<String> = named.collect();
        let [links, answers, decisions] = record.counts;
        let counts: [(&str, &dyn std::fmt::Display); 3] =
            [("links", &links), ("answers", &answers), ("decisions", &decisions)];
        let text = |text: &Option<crate::source::Text>| text.as_deref().unwrap_or_default().to_string();
        let former = &record.former;
        table.texts(&[
            (&text(&former.key), &formats.text),
            (&text(&former.name), &formats.strong),
            (&text(&former.unit), &formats.text),
            (&texts.carry_recorded.fill(&counts), &formats.text),
            (&candidates.join("\n"), &formats.text),
            ("", &formats.input),
        ])?;
        table.next()?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}
