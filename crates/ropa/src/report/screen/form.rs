//! The questionnaire as a workbook: a sheet to read first, and one for each unit.

use super::questions::{Asked, Questions, field_text};
use crate::gaps::Assessment;
use crate::law::FactId;
use crate::ledger::{AnswerColumn as Key, answer_header, answer_word};
use crate::model::{Field, Tri};
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined};
use crate::report::gaps::GapView;
use crate::text::{Lang, by_unit};
use crate::workbook::WriteError;
use crate::workbook::sheet_names::SheetNames;
use crate::workbook::sheet_table::{height_of, lines_in, write};
use crate::workbook::style::{Formats, list_made_on, set_page};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook,
    Worksheet,
};
use std::collections::BTreeSet;
use std::io::Write;

/// The columns and their widths in characters; those from [`HIDDEN`] on are for the program.
const COLUMNS: [(Key, f64); 11] = [
    (Key::Key, 11.0),
    (Key::About, 22.0),
    (Key::Question, 76.0),
    (Key::Answer, 10.0),
    (Key::Reason, 38.0),
    (Key::By, 19.0),
    (Key::On, 12.0),
    (Key::Fact, 8.0),
    (Key::Name, 20.0),
    (Key::Unit, 20.0),
    (Key::Fingerprint, 20.0),
];
/// Height of a line in the smaller size, and of the tallest row, in points.
const SMALL_LINE: f64 = 13.2;
const TALLEST: f64 = 405.0;
const HIDDEN: u16 = 7;
const HEADER: u32 = 2;
const ANSWER: u16 = 3;
const REASON: u16 = 4;
const BY: u16 = 5;
const ON: u16 = 6;

/// How the questionnaire looks besides what every workbook has.
struct QuestionFormats {
    title: Format,
    lead: Format,
    heading: Format,
    plain: Format,
    context: Format,
    context_name: Format,
    context_plain: Format,
    context_strong: Format,
    signed: Format,
    signed_on: Format,
    key: Format,
    about: Format,
    question: Format,
    question_strong: Format,
    question_plain: Format,
    question_note: Format,
    answer: Format,
    input: Format,
    input_date: Format,
    machine: Format,
}

impl QuestionFormats {
    fn new() -> QuestionFormats {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let lined = || cell().set_border(FormatBorder::Thin).set_border_color("BFBFBF");
        let blue = || lined().set_background_color("DDEBF7");
        let open = || lined().set_unlocked();
        QuestionFormats {
            title: Format::new().set_bold().set_font_size(16),
            lead: Format::new().set_italic().set_font_size(11),
            heading: cell().set_bold().set_font_size(13).set_align(FormatAlign::Bottom),
            plain: cell(),
            context: blue(),
            context_name: Format::new().set_bold().set_font_size(13),
            context_plain: Format::new(),
            context_strong: Format::new().set_bold().set_font_color("1F3864"),
            signed: blue().set_unlocked().set_background_color("FFF2CC"),
            signed_on: blue().set_unlocked().set_background_color("FFF2CC").set_num_format("yyyy-mm-dd"),
            key: lined().set_font_color("595959"),
            about: lined().set_bold(),
            question: lined(),
            question_strong: Format::new().set_bold(),
            question_plain: Format::new().set_font_size(10).set_font_color("404040"),
            question_note: Format::new().set_font_size(10).set_italic().set_font_color("1F3864"),
            answer: open()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color("FFF2CC"),
            input: open(),
            input_date: open().set_num_format("yyyy-mm-dd"),
            machine: Format::new().set_font_color("7F7F7F"),
        }
    }
}

/// Writes the questions that would settle what is open: first how to answer, then a sheet for each unit with the
/// questions on each of its activities, the most decisive first. Filled in, it is read by
/// [`read_answers`](crate::ledger::read_answers). The same view gives the same bytes; nothing is a formula.
///
/// # Errors
/// [`WriteError::Workbook`] where a sheet does not fit in a workbook, [`WriteError::Write`] when `out` cannot be
/// written to.
pub fn questionnaire(mut out: impl Write, view: &GapView<'_>) -> Result<(), WriteError> {
    let wording = view.wording();
    let texts = &wording.texts.screen;
    let (formats, form) = (Formats::new(), QuestionFormats::new());
    let mut book = Workbook::new();
    let as_of = view.assessed.as_of();
    book.set_properties(&list_made_on(as_of, &texts.form.book.fill(&[("date", &as_of)]))?);
    let mut names = SheetNames::default();
    let guide_name = names.next(&texts.guide.sheet);
    guide(book.add_worksheet().set_name(guide_name)?, view, &wording, &form)?;
    let units = by_unit(view.shown().map(|assessment| (view.activity(assessment).unit(), assessment)));
    for (unit, assessments) in units {
        let unit = unit.unwrap_or_else(|| texts.form.no_unit.clone());
        let name = names.next(&unit);
        let sheet = book.add_worksheet().set_name(name)?;
        Form { view, wording: &wording, formats: &formats, form: &form }.unit(sheet, &unit, &assessments)?;
    }
    out.write_all(&book.save_to_buffer()?)?;
    out.flush()?;
    Ok(())
}

/// How to answer, and where the questions come from.
fn guide(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    form: &QuestionFormats,
) -> Result<(), WriteError> {
    const WIDTH: f64 = 110.0;
    let texts = &wording.texts.screen.guide;
    let bare = |file: &str| file.rsplit(['/', '\\']).next().unwrap_or(file).to_string();
    let files = joined(view.files().iter().map(|(file, _)| bare(file)));
    let packs = view.assessed.packs().packs().iter();
    let packs = joined(packs.map(|pack| format!("{} {}", pack.id, pack.version)));
    let date = texts.date.fill(&[("date", &view.assessed.as_of()), ("files", &files), ("packs", &packs)]);
    let asked: BTreeSet<FactId> =
        view.shown().flat_map(|assessment| assessment.need.questions.iter().copied()).collect();
    let source = |fact: FactId| match wording.criterion(fact) {
        Some(criterion) => {
            format!("{}: {}", wording.labelled(fact), wording.citations(&criterion.citations))
        }
        None => format!("{}: {}", wording.labelled(fact), wording.texts.screen.question_source.of(fact.id())),
    };
    let mut lines: Vec<(String, &Format)> = vec![
        (texts.title.clone(), &form.title),
        (date, &form.plain),
        (texts.why.clone(), &form.heading),
        (texts.why_text.clone(), &form.plain),
        (texts.how.clone(), &form.heading),
    ];
    let how = [&texts.how_1, &texts.how_2, &texts.how_3, &texts.how_4, &texts.how_5, &texts.how_6];
    lines.extend(how.map(|line| (line.clone(), &form.plain)));
    lines.push((texts.answers.clone(), &form.heading));
    let answers = [&texts.yes, &texts.no, &texts.unknown, &texts.blank];
    lines.extend(answers.map(|line| (line.clone(), &form.plain)));
    lines.push((texts.after.clone(), &form.heading));
    lines.push((texts.after_text.clone(), &form.plain));
    lines.push((texts.sources.clone(), &form.heading));
    lines.push((texts.sources_text.clone(), &form.plain));
    lines.extend(asked.into_iter().map(|fact| (source(fact), &form.plain)));
    lines.push((texts.disclaimer.clone(), &form.lead));
    sheet.set_column_width(0, WIDTH)?;
    for (row, (text, format)) in (0..).zip(&lines) {
        write(sheet, row, 0, text, format)?;
        let extra = if std::ptr::eq(*format, &form.heading) { 14.0 } else { 3.0 };
        sheet.set_row_height(row, (height_of(lines_in(text, WIDTH)) + extra).min(TALLEST))?;
    }
    sheet.set_row_height(0, 28)?;
    set_page(sheet, &wording.lang.words().page);
    Ok(())
}

/// Everything that the sheet of a unit is made with.
struct Form<'f> {
    view: &'f GapView<'f>,
    wording: &'f Wording<'f>,
    formats: &'f Formats,
    form: &'f QuestionFormats,
}

impl Form<'_> {
    fn swedish(&self) -> bool {
        self.view.lang == Lang::Sv
    }

    fn unit(&self, sheet: &mut Worksheet, unit: &str, assessments: &[&Assessment]) -> Result<(), WriteError> {
        let texts = &self.wording.texts.screen.form;
        write(sheet, 0, 0, &texts.title.fill(&[("unit", &quoted(unit))]), &self.form.title)?;
        write(sheet, 1, 0, &texts.lead, &self.form.lead)?;
        sheet.set_row_height(0, 26)?;
        sheet.set_row_height(1, 20)?;
        for (col, (key, width)) in (0..).zip(COLUMNS) {
            sheet.set_column_width(col, width)?;
            write(sheet, HEADER, col, answer_header(key, self.swedish()), &self.formats.header)?;
            if col >= HIDDEN {
                sheet.set_column_hidden(col)?;
            }
        }
        let mut row = HEADER + 1;
        for assessment in assessments {
            row = self.activity(sheet, row, assessment)?;
        }
        sheet.set_freeze_panes(HEADER + 1, 0)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        set_page(sheet, &self.wording.lang.words().page);
        sheet.set_print_area(0, 0, row.saturating_sub(1), HIDDEN - 1)?;
        // So that a slip does not overwrite a question; there is no password.
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..Default::default() };
        sheet.protect_with_options(&options);
        Ok(())
    }

    /// The blue row of an activity, and its questions; the row after them.
    fn activity(
        &self,
        sheet: &mut Worksheet,
        first: u32,
        assessment: &Assessment,
    ) -> Result<u32, WriteError> {
        let asked = Questions { assessment, wording: self.wording };
        let activity = self.view.activity(assessment);
        let mut row = first;
        self.context(sheet, row, &asked)?;
        row += 1;
        for question in asked.rows() {
            write(sheet, row, 0, &activity.key, &self.form.key)?;
            self.question(sheet, row, &asked, &question)?;
            sheet.write_blank(row, ANSWER, &self.form.answer)?;
            for col in [REASON, BY] {
                sheet.write_blank(row, col, &self.form.input)?;
            }
            sheet.write_blank(row, ON, &self.form.input_date)?;
            let (ids, fingerprint) = (question.ids(), question.fingerprint(activity).to_string());
            let unit = activity.unit().unwrap_or_default();
            let machine = [&*ids, activity.label(), &unit, &fingerprint];
            for (col, text) in (HIDDEN..).zip(machine) {
                write(sheet, row, col, text, &self.form.machine)?;
            }
            row += 1;
        }
        let texts = &self.wording.texts.screen.form;
        let words = [Tri::Yes, Tri::No, Tri::Unknown].map(|answer| answer_word(answer, self.swedish()));
        let list = DataValidation::new()
            .allow_list_strings(&words)?
            .set_input_title(&texts.choose_title)?
            .set_input_message(&texts.choose_prompt)?
            .set_error_title(&texts.choose_title)?
            .set_error_message(&texts.choose_error)?
            .set_error_style(DataValidationErrorStyle::Stop);
        sheet.add_data_validation(first + 1, ANSWER, row - 1, ANSWER, &list)?;
        Ok(row)
    }

    /// What the activity is, what is known, and who answers for all its questions.
    fn context(&self, sheet: &mut Worksheet, row: u32, asked: &Questions<'_>) -> Result<(), WriteError> {
        let texts = &self.wording.texts.screen.form;
        let activity = self.view.activity(asked.assessment);
        let name = quoted(activity.label()).to_string();
        let processes = activity.processes();
        let mut lines: Vec<String> = Vec::new();
        lines.extend(
            field_text(activity, Field::Purpose).map(|purpose| texts.purpose.fill(&[("purpose", &purpose)])),
        );
        let process =
            (!processes.is_empty()).then(|| texts.process.fill(&[("processes", &joined(&processes))]));
        let systems =
            field_text(activity, Field::Systems).map(|systems| texts.systems.fill(&[("systems", &systems)]));
        let both: Vec<String> = process.into_iter().chain(systems).collect();
        if !both.is_empty() {
            lines.push(both.join("   "));
        }
        lines.extend(asked.known(Tri::Yes));
        lines.extend(asked.known(Tri::No));
        let enough = asked.enough();
        let middle = if lines.is_empty() { "\n".to_string() } else { format!("\n{}\n", lines.join("\n")) };
        write(sheet, row, 0, &activity.key, &self.form.context)?;
        sheet.merge_range(row, 1, row, REASON, "", &self.form.context)?;
        sheet.write_rich_string_with_format(
            row,
            1,
            &[
                (&self.form.context_name, name.as_str()),
                (&self.form.context_plain, middle.as_str()),
                (&self.form.context_strong, enough.as_str()),
            ],
            &self.form.context,
        )?;
        sheet.write_blank(row, BY, &self.form.signed)?;
        sheet.write_blank(row, ON, &self.form.signed_on)?;
        let width: f64 = COLUMNS[1..=usize::from(REASON)].iter().map(|(_, width)| width).sum();
        let taken: usize = lines.iter().map(|line| lines_in(line, width)).sum();
        sheet.set_row_height(row, (height_of(taken + 2) + 6.0).min(TALLEST))?;
        Ok(())
    }

    fn question(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        asked: &Questions<'_>,
        row_asked: &Asked,
    ) -> Result<(), WriteError> {
        let texts = &self.wording.texts.screen.form;
        let (about, help, notes) = match row_asked {
            Asked::One(place, fact) => {
                (self.wording.labelled(*fact), asked.help(*fact), self.notes(asked, *place, *fact))
            }
            Asked::AnyOf(facts) => {
                let each = facts.iter().map(|fact| format!("{}: {}", fact.id(), asked.question(*fact)));
                (texts.none_of.clone(), each.collect(), vec![texts.any_of_how.clone()])
            }
        };
        write(sheet, row, 1, &about, &self.form.about)?;
        let question = asked.asked(row_asked);
        let (help, notes) = (help.join("\n"), notes.join("\n"));
        let mut parts: Vec<(&Format, String)> = vec![(&self.form.question_strong, question.clone())];
        for (format, text) in [(&self.form.question_plain, &help), (&self.form.question_note, &notes)] {
            if !text.is_empty() {
                parts.push((format, format!("\n{text}")));
            }
        }
        match &parts[..] {
            [(_, only)] => write(sheet, row, 2, only, &self.form.about)?,
            several => {
                let several: Vec<(&Format, &str)> =
                    several.iter().map(|(format, text)| (*format, text.as_str())).collect();
                sheet.write_rich_string_with_format(row, 2, &several, &self.form.question)?;
            }
        }
        // The question is in the size of the sheet, the rest a little smaller.
        let width = COLUMNS[2].1;
        let small = |text: &str| if text.is_empty() { 0 } else { lines_in(text, width * 1.12) };
        let height = height_of(lines_in(&question, width * 0.95))
            + SMALL_LINE * (small(&help) + small(&notes)) as f64
            + 5.0;
        sheet.set_row_height(row, height.min(TALLEST))?;
        Ok(())
    }

    /// What to bear in mind at one question: why it is asked, whether a no needs a reason, when to leave it out.
    fn notes(&self, asked: &Questions<'_>, place: usize, fact: FactId) -> Vec<String> {
        let texts = &self.wording.texts.screen.form;
        let because = asked.because(fact).map(|because| texts.because.fill(&[("because", &because)]));
        let reason = asked.reason_needed(fact).then(|| texts.reason_needed.clone());
        because.into_iter().chain(reason).chain(asked.skip(place)).collect()
    }
}
