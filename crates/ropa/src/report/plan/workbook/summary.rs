//! The first sheet: what the plan comes to, how it was made, and how to work in it.

use crate::report::common::quote::quoted;
use crate::report::common::wording::{joined, joined_by};
use crate::report::gaps::head;
use crate::report::plan::words::PlanWords;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{height_of, lines_in, write as put};
use crate::workbook::style::{Formats, set_page};
use rust_xlsxwriter::Worksheet;

pub(super) fn write(
    sheet: &mut Worksheet,
    words: &PlanWords<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    const WIDTH: f64 = 100.0;
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, WIDTH)?;
    set_page(sheet, &words.wording.lang.words().page);
    let texts = &words.texts().workbook;
    put(sheet, 0, 0, &texts.title, &formats.title)?;
    let filters = joined(words.view.filters.iter().map(|filter| quoted(filter)));
    let since = joined_by("\n", words.since());
    let top = &words.wording.texts.gaps.top;
    let told = [
        (&texts.as_of, words.view.assessed.as_of().to_string()),
        (&texts.result, words.result()),
        (&texts.method, words.method()),
        (&texts.limits, words.limits()),
        (&texts.note, words.texts().top.sentence.clone()),
        (&texts.how_title, texts.how.clone()),
        (&texts.filters, if filters.is_empty() { texts.no_filter.clone() } else { filters }),
        (&words.texts().section.since, since),
        (&texts.read, top.read.fill(&[("files", &head::files(&words.gaps, &words.wording))])),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    for (row, (label, text)) in (2..).zip(told) {
        put(sheet, row, 0, label, &formats.label)?;
        put(sheet, row, 1, &text, &formats.label)?;
        sheet.set_row_height(row, height_of(lines_in(&text, WIDTH)))?;
    }
    Ok(())
}
