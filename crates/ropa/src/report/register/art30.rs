//! The register that Art. 30 asks for, and nothing else: to hand to the supervisory authority, or to the public.
//!
//! Which columns it has, who may see them and why stands in `lexicons/art30.toml`.

use crate::model::{Entry, Field, ProcessingActivity, Register, Role, Term, Value, YesNo};
use crate::report::common::texts::Art30;
use crate::text::Lang;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{height_of, lines_in};
use crate::workbook::style::{Formats, made_on, set_page};
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::LazyLock;

/// Who is to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// The authority itself, and the supervisory authority that asks for it.
    Internal,
    /// Anyone: without security measures, contacts of staff and references to DPIAs.
    Public,
}

/// A register, as Art. 30 asks for it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Art30View<'a> {
    /// The register.
    pub register: &'a Register,
    /// Who is to read it.
    pub variant: Variant,
    /// The controller of the whole register, where the records do not say it.
    pub controller: Option<&'a str>,
    /// The data protection officer of the whole register, where the records do not say it.
    pub dpo: Option<&'a str>,
    /// The language.
    pub lang: Lang,
    /// The day that counts as the one it was made.
    pub as_of: NaiveDate,
}

impl<'a> Art30View<'a> {
    /// The register, with nobody named who is controller or officer.
    pub fn new(register: &'a Register, variant: Variant, lang: Lang, as_of: NaiveDate) -> Art30View<'a> {
        Art30View { register, variant, controller: None, dpo: None, lang, as_of }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    #[serde(rename = "schema")]
    _schema: String,
    controller: Vec<Column>,
    processor: Vec<Column>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    field: Field,
    point: Option<String>,
    #[serde(default)]
    if_any: bool,
    #[serde(default)]
    above: bool,
    variants: Vec<Variant>,
    #[serde(rename = "why")]
    _why: Option<String>,
}

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../../lexicons/art30.toml"))
        .expect("the embedded layout is tested to be valid")
});

/// One table: what stands above it, its columns and its records.
struct Part<'a> {
    heading: &'static str,
    sheet: &'static str,
    above: Vec<String>,
    /// Labels, and the points of Art. 30 below them.
    labels: Vec<&'static str>,
    points: Vec<String>,
    columns: Vec<&'static Column>,
    records: Vec<&'a ProcessingActivity>,
}

/// Whether a record is kept as a processor, Art. 30(2), and not as a controller too.
fn is_processor(activity: &ProcessingActivity) -> bool {
    let roles = || activity.items(Field::Role).filter_map(|(_, item)| item.term);
    roles().any(|term| term == Term::Role(Role::Processor))
        && !roles().any(|term| term == Term::Role(Role::Controller))
}

/// What a record says of a field; several answers below each other, a placeholder as nothing.
fn answer_text(activity: &ProcessingActivity, field: Field) -> Option<String> {
    let given = activity.entries_of(field).filter(|entry| entry.value != Value::Blank);
    let texts: Vec<String> = given.map(cell_text).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// A cell's text; where what it says stands in its header or in the cell beside it, that: "Barn" for a cross below
/// "Registrerade - Barn", "Ja, USA" for a yes with its comment.
fn cell_text(entry: &Entry<Field>) -> String {
    let written = entry.written.trim();
    match &entry.value {
        Value::Items(items) if !items.iter().any(|item| written.contains(&*item.written)) => {
            items.iter().map(|item| &*item.written).collect::<Vec<_>>().join("; ")
        }
        Value::YesNo(YesNo { detail: Some(detail), .. }) if !written.contains(&**detail) => {
            format!("{written}, {detail}")
        }
        _ => written.to_string(),
    }
}

/// Whether a record answers a question: that nobody knows is no answer.
fn is_answered(activity: &ProcessingActivity, field: Field) -> bool {
    activity.entries_of(field).any(|entry| !matches!(entry.value, Value::Blank | Value::Unknown))
}

impl<'a> Art30View<'a> {
    fn texts(&self) -> &'static Art30 {
        &self.lang.texts().register.art30
    }

    /// What stands for an answer that is not there.
    fn nothing(&self, column: &Column) -> &'static str {
        let texts = self.texts();
        if column.point.is_none() || column.if_any { &texts.not_stated } else { &texts.missing }
    }

    fn label(&self, field: Field) -> &'static str {
        self.lang.texts().register.art30_label.of_static(field.key())
    }

    /// The tables: that of a controller, and of a processor where there are such records; what all records say the
    /// same of `above` them, where it may.
    fn parts(&self, above: bool) -> Vec<Part<'a>> {
        let (processor, controller): (Vec<_>, Vec<_>) =
            self.register.activities.iter().partition(|activity| is_processor(activity));
        let texts = self.texts();
        let mut parts = vec![self.part(
            &LAYOUT.controller,
            controller,
            &texts.controller_heading,
            &texts.sheet_controller,
            (false, above),
        )];
        if !processor.is_empty() {
            parts.push(self.part(
                &LAYOUT.processor,
                processor,
                &texts.processor_heading,
                &texts.sheet_processor,
                (true, above),
            ));
        }
        parts
    }

    fn part(
        &self,
        layout: &'static [Column],
        records: Vec<&'a ProcessingActivity>,
        heading: &'static str,
        sheet: &'static str,
        (of_processor, lifted): (bool, bool),
    ) -> Part<'a> {
        let texts = self.texts();
        let mut above = Vec::new();
        let mut columns = Vec::new();
        for column in layout.iter().filter(|column| column.variants.contains(&self.variant)) {
            match self.once(column, &records).filter(|_| lifted) {
                Some(text) => {
                    above.push(
                        texts.above.fill(&[
                            ("label", &self.label(column.field)),
                            ("text", &text.replace('\n', "; ")),
                        ]),
                    );
                }
                None => columns.push(column),
            }
        }
        let point = if of_processor { &texts.point_processor } else { &texts.point_controller };
        Part {
            heading,
            sheet,
            above,
            labels: columns.iter().map(|column| self.label(column.field)).collect(),
            points: columns
                .iter()
                .map(|column| match &column.point {
                    Some(letter) => point.fill(&[("point", letter)]),
                    None => texts.no_point.clone(),
                })
                .collect(),
            columns,
            records,
        }
    }

    /// What all records say of a field that may be said once, or what is known of the whole register.
    fn once(&self, column: &Column, records: &[&ProcessingActivity]) -> Option<String> {
        if !column.above {
            return None;
        }
        let all: BTreeSet<Option<String>> =
            records.iter().map(|record| answer_text(record, column.field)).collect();
        let known = self.known(column.field);
        let mut all = all.into_iter();
        match (all.next(), all.next(), known) {
            (Some(Some(same)), None, _) => Some(same),
            (Some(None) | None, None, Some(known)) => Some(known.to_string()),
            (Some(None) | None, None, None) => Some(self.nothing(column).to_string()),
            _ => None,
        }
    }

    /// What is known of the whole register.
    fn known(&self, field: Field) -> Option<&'a str> {
        match field {
            Field::Controller => self.controller,
            Field::Dpo => self.dpo,
            _ => None,
        }
    }

    /// The lines above a table.
    fn lines(&self, part: &Part<'a>) -> Vec<String> {
        let texts = self.texts();
        let variant = match self.variant {
            Variant::Internal => texts.variant_internal.clone(),
            Variant::Public => {
                let left_out: Vec<&str> = LAYOUT
                    .controller
                    .iter()
                    .filter(|column| !column.variants.contains(&Variant::Public))
                    .map(|column| self.label(column.field))
                    .collect();
                texts.variant_public.fill(&[("left_out", &left_out.join(", "))])
            }
        };
        let asked: Vec<&&Column> =
            part.columns.iter().filter(|column| column.point.is_some() && !column.if_any).collect();
        let complete =
            |record: &&&ProcessingActivity| asked.iter().all(|column| is_answered(record, column.field));
        let count = part.records.iter().filter(complete).count();
        let of = part.records.len();
        let complete = texts
            .complete
            .form(of)
            .fill(&[("count", &self.lang.number(count)), ("of", &self.lang.number(of))]);
        let mut lines = vec![variant];
        lines.extend(part.above.iter().cloned());
        lines.extend([texts.as_of.fill(&[("date", &self.as_of)]), complete, texts.note.clone()]);
        lines
    }
}

/// Writes the register as a workbook: controller and data protection officer once at the top, the point of Art. 30
/// below each header, records of a processor in a sheet of their own; printed on A4 across.
///
/// An answer that is blank, or that no column asks for, is said to be missing in both variants: an empty cell could
/// be taken for a no.
///
/// # Errors
/// [`WriteError::TooManyRows`] when the records do not fit in a sheet, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn art30_workbook(mut out: impl Write, view: &Art30View<'_>) -> Result<(), WriteError> {
    let texts = view.texts();
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&made_on(view.as_of, &texts.title)?);
    for part in view.parts(true) {
        let sheet = book.add_worksheet().set_name(part.sheet)?;
        write_part(sheet, view, &part, &formats)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// How wide a column is, in characters; two pages across hold some 300.
fn width(field: Field) -> f64 {
    match field {
        Field::Id => 9.0,
        Field::Name | Field::DataCategories | Field::Retention | Field::Security => 26.0,
        Field::Purpose | Field::Description => 34.0,
        Field::Recipients | Field::DataSubjects => 22.0,
        Field::ThirdCountry | Field::DpiaRef => 13.0,
        _ => 18.0,
    }
}

fn write_part(
    sheet: &mut Worksheet,
    view: &Art30View<'_>,
    part: &Part<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    /// Rows of a sheet, less those above the table.
    const LIMIT: usize = 1_048_000;
    if part.records.len() > LIMIT {
        return Err(WriteError::TooManyRows { rows: part.records.len(), limit: LIMIT });
    }
    let texts = view.texts();
    let small = formats.header.clone().set_font_size(9);
    let missing = formats.text.clone().set_italic().set_font_color("7F7F7F");
    let plain = Format::new();
    sheet.write_string_with_format(0, 0, &texts.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, part.heading, &Format::new().set_bold().set_font_size(12))?;
    let mut row = 2;
    for line in view.lines(part) {
        sheet.write_string_with_format(row, 0, line, &plain)?;
        row += 1;
    }
    row += 1;
    let header = row;
    let mut lines = 1;
    for (col, ((label, point), column)) in
        (0_u16..).zip(part.labels.iter().zip(&part.points).zip(&part.columns))
    {
        let wide = width(column.field);
        sheet.set_column_width(col, wide)?;
        sheet.write_string_with_format(header, col, *label, &formats.header)?;
        sheet.write_string_with_format(header + 1, col, point, &small)?;
        lines = lines.max(lines_in(label, wide - 2.0));
    }
    sheet.set_row_height(header, height_of(lines))?;
    row = header + 2;
    for record in &part.records {
        let mut lines = 1;
        for (col, column) in (0_u16..).zip(&part.columns) {
            let text = answer_text(record, column.field);
            let (text, format) = match &text {
                Some(text) if column.field == Field::Name => (text.as_str(), &formats.strong),
                Some(text) => (text.as_str(), &formats.text),
                None => (view.nothing(column), &missing),
            };
            crate::workbook::sheet_table::write(sheet, row, col, text, format)?;
            lines = lines.max(lines_in(text, width(column.field)));
        }
        sheet.set_row_height(row, height_of(lines))?;
        row += 1;
    }
    sheet.set_freeze_panes(header + 2, 2)?;
    sheet.set_repeat_rows(header, header + 1)?;
    let last_col = u16::try_from(part.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(header + 1, 0, row.max(header + 2) - 1, last_col)?;
    set_page(sheet, &view.lang.words().page);
    // Two pages wide is what can be read; what the record is called stands on both.
    sheet.set_print_fit_to_pages(2, 0);
    sheet.set_repeat_columns(0, 1)?;
    Ok(())
}

/// The tables as rows of texts, each with its name: labels, points of Art. 30, and the records.
///
/// Delimited text holds one table a file, and nothing above it: who is responsible stands in each row. That of processors is there only where there are such records.
pub fn art30_csv(view: &Art30View<'_>) -> Vec<(&'static str, Vec<Vec<String>>)> {
    view.parts(false)
        .into_iter()
        .map(|part| {
            let mut rows: Vec<Vec<String>> =
                vec![part.labels.iter().map(ToString::to_string).collect(), part.points];
            rows.extend(part.records.iter().map(|record| {
                part.columns
                    .iter()
                    .map(|column| {
                        let known = || view.known(column.field).unwrap_or(view.nothing(column)).to_string();
                        answer_text(record, column.field).unwrap_or_else(known)
                    })
                    .collect()
            }));
            (part.sheet, rows)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LAYOUT, Variant};
    use crate::text::Lang;

    #[test]
    fn what_the_public_does_not_see_has_a_reason_and_every_column_a_label() {
        for column in LAYOUT.controller.iter().chain(&LAYOUT.processor) {
            assert_eq!(
                column._why.is_some(),
                !column.variants.contains(&Variant::Public),
                "{}",
                column.field
            );
            assert!(column.variants.contains(&Variant::Internal), "{}", column.field);
            for lang in [Lang::Sv, Lang::En] {
                assert!(lang.texts().register.art30_label.has(column.field.key()), "{}", column.field);
            }
        }
    }

    #[test]
    fn every_point_of_article_30_is_there() {
        let points = |columns: &[super::Column]| {
            let mut points: Vec<String> = columns.iter().filter_map(|column| column.point.clone()).collect();
            points.sort();
            points.dedup();
            points.concat()
        };
        assert_eq!(
            (points(&LAYOUT.controller).as_str(), points(&LAYOUT.processor).as_str()),
            ("abcdefg", "abcd")
        );
    }
}
