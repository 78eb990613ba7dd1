//! A workbook in which a person accepts or rejects suggestions.

use super::view::{SuggestionsView, reason_lines, shared};
use crate::ledger::review_headers;
use crate::matching::Suggestion;
use crate::model::{DpiaField, Field};
use crate::report::common::wording::Wording;
use crate::text::Lang;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{Column, SheetTable};
use crate::workbook::style::{Formats, list_made_on};
use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook};
use std::io::Write;

/// The widths of the columns of [`review_headers`].
const WIDTHS: [f64; 13] = [9.0, 25.0, 26.0, 9.0, 25.0, 32.0, 18.0, 11.0, 42.0, 17.0, 11.0, 16.0, 18.0];
/// The columns of the score and the choice.
const SCORE: u16 = 7;
const CHOICE: u16 = 10;

/// Writes one row per suggestion, by DPIA, that with the likeliest first: both sides beside each other, what speaks
/// for the tie, what may be covered together, and a list to choose from. A second sheet lists what nothing is
/// suggested for. Filled in, it is read by [`read_links`](crate::ledger::read_links). The same view gives the same
/// bytes; nothing is a formula.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the suggestions do not fit in a sheet, [`WriteError::Write`] when `out`
/// cannot be written to.
pub fn review(mut out: impl Write, view: &SuggestionsView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let texts = &wording.texts.links;
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&list_made_on(view.as_of, &texts.title.fill(&[("date", &view.as_of)]))?);
    let sheet = book.add_worksheet().set_name(&texts.sheet)?;
    let headers = review_headers(view.lang == Lang::Sv);
    let columns: Vec<_> =
        headers.iter().zip(WIDTHS).map(|(header, width)| Column::new(header, width)).collect();
    let rows = view.suggestions.len();
    let page = &wording.lang.words().page;
    let mut table = SheetTable::new(sheet, &formats, &columns, rows, page)?;
    let bands = [Band::new(&formats, None), Band::new(&formats, Some("F2F2F2"))];
    let sets = view.sets();
    for (number, group) in view.groups().iter().enumerate() {
        let band = &bands[number % 2];
        let set = sets.iter().find(|set| set.dpia == group[0].dpia);
        for (at, one) in group.iter().enumerate() {
            let place = set.and_then(|set| {
                let place = set.activities.iter().position(|activity| *activity == one.activity)?;
                Some((place, set))
            });
            let of_set = match place {
                Some((place, set)) => {
                    let (number, count) = (place + 1, set.activities.len());
                    let shared = shared(&wording, set);
                    match place {
                        0 => texts.set_part.fill(&[
                            ("number", &number),
                            ("count", &count),
                            ("shared", &shared),
                        ]),
                        _ => texts.set_next.fill(&[("number", &number), ("count", &count)]),
                    }
                }
                None => String::new(),
            };
            band.row(&mut table, view, &wording, one, &of_set, at == 0)?;
        }
    }
    let choices = ["accepted", "rejected", "unclear"].map(|choice| texts.choose.of(choice));
    let list = DataValidation::new().allow_list_strings(&choices)?;
    let list = list.set_input_title(&texts.choose_title)?.set_input_message(&texts.choose_prompt)?;
    let last = u32::try_from(rows).unwrap_or(u32::MAX).max(1);
    table.sheet.add_data_validation(1, CHOICE, last, CHOICE, &list)?;
    // The keys and the choice stay in sight on a narrow screen.
    table.sheet.set_freeze_panes(1, 2)?;
    without(&mut book, view, &wording, &formats, page)?;
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// The formats of the rows of one DPIA: every other is shaded, and the first row of each has a line above.
struct Band {
    first: RowFormats,
    rest: RowFormats,
}

struct RowFormats {
    text: Format,
    strong: Format,
    share: Format,
    input: Format,
}

impl Band {
    fn new(formats: &Formats, shade: Option<&str>) -> Band {
        let of_row = |first: bool| {
            let of = |format: &Format| {
                let shaded = shade.map_or(format.clone(), |shade| format.clone().set_background_color(shade));
                if first { shaded.set_border_top(FormatBorder::Medium) } else { shaded }
            };
            // What is repeated so that the row can be read back is there, in grey.
            let title =
                if first { formats.strong.clone() } else { formats.text.clone().set_font_color("7F7F7F") };
            let input = if first {
                formats.input.clone().set_border_top(FormatBorder::Medium)
            } else {
                formats.input.clone()
            };
            RowFormats { text: of(&formats.text), strong: of(&title), share: of(&formats.share), input }
        };
        Band { first: of_row(true), rest: of_row(false) }
    }

    fn row(
        &self,
        table: &mut SheetTable<'_>,
        view: &SuggestionsView<'_>,
        wording: &Wording<'_>,
        one: &Suggestion,
        of_set: &str,
        first: bool,
    ) -> Result<(), WriteError> {
        let formats = if first { &self.first } else { &self.rest };
        let (activity, dpia) = (view.activity(one.activity), view.dpia(one.dpia));
        let words = wording.lang.words();
        let about = |label: &str, text: Option<&str>| {
            text.map(|text| wording.texts.links.about.fill(&[("label", &label), ("text", &text)]))
        };
        let of_dpia = [DpiaField::CaseNumber, DpiaField::Systems, DpiaField::Unit, DpiaField::Scope];
        let of_dpia =
            of_dpia.iter().filter_map(|field| about(words.dpia_field.of((*field).into()), dpia.text(*field)));
        // Said once for each DPIA.
        let of_dpia = if first { of_dpia.collect::<Vec<_>>().join("\n") } else { String::new() };
        let of_activity = [Field::Process, Field::Systems, Field::Purpose, Field::Processors];
        let of_activity = of_activity
            .iter()
            .filter_map(|field| about(words.field.of((*field).into()), activity.text(*field)));
        let of_activity = of_activity.collect::<Vec<_>>().join("\n");
        table.texts(&[
            (&dpia.key, &formats.text),
            (dpia.label(), &formats.strong),
            (&of_dpia, &formats.text),
            (&activity.key, &formats.text),
            (activity.label(), &formats.text),
            (&of_activity, &formats.text),
            (&activity.unit().unwrap_or_default(), &formats.text),
            ("", &formats.share),
            (&reason_lines(wording, &one.evidence), &formats.text),
            (of_set, &formats.text),
            ("", &formats.input),
            ("", &formats.input),
            ("", &formats.input),
        ])?;
        let score = (one.score * 100.0).floor() / 100.0;
        table.sheet.write_number_with_format(table.row, SCORE, score, &formats.share)?;
        table.next()
    }
}

/// What nothing is suggested for, so that it is seen that it was looked for.
fn without(
    book: &mut Workbook,
    view: &SuggestionsView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
    page: &str,
) -> Result<(), WriteError> {
    let texts = &wording.texts.links;
    let rows = view.without.dpias.len() + view.without.activities.len();
    if rows == 0 {
        return Ok(());
    }
    let sheet = book.add_worksheet().set_name(&texts.sheet_without)?;
    let columns = [
        Column::new(&texts.without_what, 36.0),
        Column::new(&texts.without_key, 18.0),
        Column::new(&texts.without_name, 70.0),
    ];
    let mut table = SheetTable::new(sheet, formats, &columns, rows, page)?;
    for index in &view.without.dpias {
        let dpia = view.dpia(*index);
        table.texts(&[
            (&texts.without_dpia, &formats.text),
            (&dpia.key, &formats.text),
            (dpia.label(), &formats.strong),
        ])?;
        table.next()?;
    }
    for index in &view.without.activities {
        let activity = view.activity(*index);
        let what = (texts.without_activity.as_str(), &formats.text);
        table.texts(&[what, (&activity.key, &formats.text), (activity.label(), &formats.strong)])?;
        table.next()?;
    }
    Ok(())
}
