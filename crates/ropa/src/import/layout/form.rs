//! Forms: questions below each other, each with its answer beside or below it.
//!
//! A form becomes a list of questions with their answers, in the order of the sheet. Which field a question
//! is for is decided later, by the same rules as for the columns of a table: the heading of its section
//! stands to a question as a heading across columns stands to a header.

use crate::import::column::HeaderCell;
use crate::import::header::key;
use crate::import::infer::headers::{HeadingEvidence, is_heading, names_record};
use crate::import::layout::evidence::{Evidence, Matching};
use crate::import::layout::form_ticks;
use crate::import::layout::{Row, stem, written};
use crate::import::layout_words::{FormColumn, StatedRole};
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::import::values::is_tick;
use crate::model::Field;
use crate::source::{Place, Text};
use crate::workbook::{Cell, CellKind, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text and the cell that it stands in, of which it may be a part.
#[derive(Debug, Clone)]
pub(in crate::import) struct TextCell {
    pub text: Text,
    pub place: Place,
    /// All that the cell says.
    pub cell: Text,
    /// Whether it is part of a numbered heading, `Behandling 1: Lön`.
    pub numbered: bool,
}

impl TextCell {
    pub(in crate::import) fn of(cell: &Cell) -> TextCell {
        TextCell { text: cell.text.clone(), place: cell.place, cell: cell.text.clone(), numbered: false }
    }
}

/// A question of a form.
#[derive(Debug)]
pub(in crate::import) struct Question {
    /// The question, with the heading of its section.
    pub header: HeaderCell,
    /// What answers it, cell by cell.
    pub answers: Vec<TextCell>,
    /// What is said beside the answer.
    pub comments: Vec<TextCell>,
    /// Where the answer would stand.
    pub open: Option<Place>,
}

/// One record of a form.
#[derive(Debug, Default)]
pub(in crate::import) struct Form {
    /// The heading that names it, and the cell.
    pub title: Option<TextCell>,
    /// The heading that says whose record it is.
    pub role: Option<TextCell>,
    pub questions: Vec<Question>,
}

/// The forms of a sheet, or of a part of it.
#[derive(Debug)]
pub(in crate::import) struct Forms {
    pub kind: TableKind,
    pub forms: Vec<Form>,
    /// Headings, help texts and the like, number of cells; the questions are counted apart.
    pub structural: usize,
    /// Cells that belong to nothing.
    pub stray: Vec<TextCell>,
    /// The first row, from one.
    pub first_row: u32,
}

/// How questions and answers lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Beside,
    Below,
}

/// What the labels of a stretch of rows say of it.
pub(super) struct Labels {
    /// The column in which they stand.
    pub col: u32,
    pub kind: TableKind,
    /// The rows with a known label, as indexes.
    pub rows: Vec<usize>,
    /// How many fields they name.
    pub fields: usize,
    /// Labels that are known by what they probably mean, as keys.
    pub meant: Meant,
}

/// Labels that are known by what they probably mean, as keys.
#[derive(Debug, Clone, Default)]
pub(super) struct Meant {
    labels: BTreeSet<String>,
    /// Those of what tells one record from others.
    names: BTreeSet<String>,
}

impl Meant {
    /// Whether a key is that of a label which tells one record from others.
    pub(super) fn names(&self, key: &str) -> bool {
        self.names.contains(key)
    }
}

/// At most so many columns are looked through for questions, from the left.
const LABEL_COLUMNS: usize = 4;
/// A label that stands in one cell with its answer is at most so long, in characters.
const LONGEST_INLINE: usize = 80;

/// Looks for a column of labels that tell records of processing or DPIAs.
pub(super) fn labels(
    rows: &[Row<'_>],
    range: Range<usize>,
    file: &str,
    sheet: &Sheet,
    profile: &Profile,
    below_a_table: bool,
) -> Option<Labels> {
    let known = Known { profile, meant: &Meant::default() };
    let mut columns: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for index in range.clone() {
        for cell in written(rows[index].1).take(LABEL_COLUMNS) {
            if cell.kind == CellKind::Text && known.label(&cell.text).is_some() {
                columns.entry(cell.place.col).or_default().push(index);
            }
        }
    }
    let (&col, found) = columns.iter().max_by_key(|(col, rows)| (rows.len(), std::cmp::Reverse(**col)))?;
    let is_word = |index: &&usize| cell_at(rows[**index].1, col).is_some_and(|cell| !is_code(&cell.text));
    if found.iter().filter(is_word).count() < 3 {
        return None;
    }
    let mut evidence = Evidence::default();
    for &index in found {
        if let Some(label) = cell_at(rows[index].1, col).and_then(|cell| known.label(&cell.text)) {
            evidence.look(label, profile, Matching::Key);
        }
    }
    let first = found[0];
    let hint = profile.sheets.kind_of(&sheet.name);
    let titles: Vec<&Cell> = rows[range.start..first]
        .iter()
        .rev()
        .take(6)
        .filter_map(|(_, cells)| written(cells).next().filter(|_| written(cells).nth(1).is_none()))
        .collect();
    let says_dpia = |text: &str| profile.sheets.kind_of(text) == Some(TableKind::Dpias);
    let titled_dpia = titles.iter().any(|title| says_dpia(&title.text));
    let dpia = hint == Some(TableKind::Dpias) || titled_dpia || says_dpia(stem(file));
    let numbered = range.clone().any(|index| {
        let cells = rows[index].1;
        written(cells).nth(1).is_none()
            && written(cells).next().is_some_and(|cell| profile.layout.record_heading(&cell.text).is_some())
    });
    let fields = evidence.recognised();
    let kind = evidence.kind_of_form(hint, dpia, titled_dpia, numbered, below_a_table)?;
    Some(Labels { col, kind, rows: found.clone(), fields, meant: Meant::default() })
}

/// Whether a text is a letter and a number: a criterion's, or else a record's own.
fn is_code(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 1 && text.chars().any(|c| c.is_ascii_digit())
}

/// Looks for a column of labels that are known by what they probably mean.
pub(super) fn labels_by_meaning(
    rows: &[Row<'_>],
    range: Range<usize>,
    file: &str,
    sheet: &Sheet,
    profile: &Profile,
) -> Option<Labels> {
    let rows_of = |col: u32| {
        let asks = move |index: &usize| {
            let cells = rows[*index].1;
            let answered = written(cells).any(|cell| cell.place.col > col);
            answered && cell_at(cells, col).is_some_and(|cell| cell.kind == CellKind::Text)
        };
        range.clone().take(TRIED_BY_MEANING).filter(asks).collect::<Vec<usize>>()
    };
    let col = (0..LABEL_COLUMNS as u32).max_by_key(|col| (rows_of(*col).len(), std::cmp::Reverse(*col)))?;
    let found = rows_of(col);
    let text = |index: usize| cell_at(rows[index].1, col).map(|cell| &*cell.text);
    let mut seen = BTreeSet::new();
    let mut evidence = HeadingEvidence::default();
    for text in found.iter().filter_map(|index| text(*index)).filter(|text| seen.insert(key(text))) {
        evidence.look(text);
    }
    let hint = profile.sheets.kind_of(&sheet.name);
    let says = |text: &str| profile.sheets.kind_of(text) == Some(TableKind::Dpias);
    let lone = |index: &usize| written(rows[*index].1).nth(1).is_none();
    let titled =
        range.clone().take_while(lone).any(|index| written(rows[index].1).any(|cell| says(&cell.text)));
    let kind = evidence.kind(hint, titled || says(stem(file)))?;
    // A question without an answer is one where it reads as the others do.
    let unanswered = range.clone().take(TRIED_BY_MEANING).filter_map(text).filter(|text| is_heading(text));
    let labels: BTreeSet<String> = seen.into_iter().chain(unanswered.map(key)).collect();
    let names =
        found.iter().filter_map(|index| text(*index)).filter(|text| names_record(text, kind)).map(key);
    let meant = Meant { names: names.collect(), labels };
    Some(Labels { col, kind, rows: found, fields: evidence.recognised(), meant })
}

/// Of a sheet so many rows are searched for labels by what they mean.
const TRIED_BY_MEANING: usize = 400;

/// Reads a stretch of rows as forms.
pub(super) fn read(
    rows: &[Row<'_>],
    range: Range<usize>,
    sheet: &Sheet,
    labels: &Labels,
    profile: &Profile,
) -> Option<Forms> {
    let known = Known { profile, meant: &labels.meant };
    let (mut beside, mut below, mut parted) = (0, 0, 0);
    for &index in &labels.rows {
        let (number, cells) = rows[index];
        let inline = cell_at(cells, labels.col).is_some_and(|cell| known.inline(&cell.text).is_some());
        if inline || written(cells).any(|cell| cell.place.col > labels.col) {
            beside += 1;
            continue;
        }
        parted += usize::from(index == range.start || rows[index - 1].0 + 1 < number);
        let next = rows.get(index + 1).filter(|(next, _)| *next == number + 1);
        let answered = next.is_some_and(|(_, cells)| {
            written(cells).nth(1).is_none()
                && written(cells).next().is_some_and(|cell| known.label(&cell.text).is_none())
        });
        below += usize::from(answered);
    }
    let mode = if beside >= below { Mode::Beside } else { Mode::Below };
    let answer_col = answer_column(rows, labels);
    let mut parser = Parser {
        rows,
        range,
        profile,
        known,
        sheet,
        kind: labels.kind,
        label_col: labels.col,
        answer_col,
        columns: BTreeMap::new(),
        heads: BTreeMap::new(),
        mode,
        blocks: mode == Mode::Below && parted * 5 >= labels.rows.len() * 4,
        section: None,
        pending: Vec::new(),
        boundary: false,
        form: Form::default(),
        seen: BTreeSet::new(),
        first: None,
        forms: Vec::new(),
        structural: 0,
        stray: Vec::new(),
    };
    parser.run();
    Some(Forms {
        kind: labels.kind,
        first_row: rows[parser.range.start].0 + 1,
        forms: parser.forms,
        structural: parser.structural,
        stray: parser.stray,
    })
    .filter(|found| !found.forms.is_empty())
}

/// The column right of the labels in which most answers begin.
fn answer_column(rows: &[Row<'_>], labels: &Labels) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &index in &labels.rows {
        if let Some(cell) = written(rows[index].1).find(|cell| cell.place.col > labels.col) {
            *counts.entry(cell.place.col).or_default() += 1;
        }
    }
    let best = counts.into_iter().max_by_key(|(col, count)| (*count, std::cmp::Reverse(*col)));
    best.map_or(labels.col + 1, |(col, _)| col)
}

pub(super) fn cell_at(cells: &[Cell], col: u32) -> Option<&Cell> {
    written(cells).find(|cell| cell.place.col == col)
}

/// What a profile knows of a text.
#[derive(Clone, Copy)]
struct Known<'p> {
    profile: &'p Profile,
    meant: &'p Meant,
}

impl Known<'_> {
    /// The label that a text is, or begins with.
    fn label<'t>(&self, text: &'t str) -> Option<&'t str> {
        if is_bullet(text) {
            return None;
        }
        if self.is_label(text) { Some(text) } else { self.inline(text).map(|(label, _)| label) }
    }

    fn is_label(&self, text: &str) -> bool {
        if text.len() > 400 {
            return false;
        }
        let key = key(text);
        self.meant.labels.contains(&key)
            || !self.profile.activity.labels.by_key(&key).is_empty()
            || !self.profile.dpia.labels.by_key(&key).is_empty()
    }

    /// A label and its answer in one cell: `Ändamål: betala lön`.
    fn inline<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (label, answer) = text.split_once(':')?;
        let fits = label.chars().count() <= LONGEST_INLINE && !answer.starts_with("//");
        // `**Label:** answer` in marked-up text.
        let answer = answer.trim_start_matches('*').trim();
        (fits && !answer.is_empty() && self.is_label(label)).then_some((label, answer))
    }
}

/// Whether a text is an item of a list.
fn is_bullet(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(['•', '●', '▪', '◦', '‣', '·'])
        || ["- ", "– ", "— ", "* "].iter().any(|mark| text.starts_with(mark))
}

struct Parser<'a> {
    rows: &'a [Row<'a>],
    range: Range<usize>,
    profile: &'a Profile,
    known: Known<'a>,
    sheet: &'a Sheet,
    kind: TableKind,
    label_col: u32,
    answer_col: u32,
    /// What the form's own headers say of its columns.
    columns: BTreeMap<u32, FormColumn>,
    /// What heads the columns in which answers are crossed.
    heads: BTreeMap<u32, &'a Cell>,
    mode: Mode,
    /// Whether blank rows part each question with its answer from the next.
    blocks: bool,
    section: Option<Text>,
    /// Headings since the last question.
    pending: Vec<&'a Cell>,
    /// Whether something that may begin a record stands since the last question.
    boundary: bool,
    form: Form,
    /// The questions asked in this record, with their sections.
    seen: BTreeSet<(String, String)>,
    first: Option<String>,
    forms: Vec<Form>,
    structural: usize,
    stray: Vec<TextCell>,
}

impl<'a> Parser<'a> {
    fn run(&mut self) {
        for index in self.range.clone() {
            let (_, cells) = self.rows[index];
            if !written(cells)
                .any(|cell| cell.text.contains(char::is_alphanumeric) && cell.kind == CellKind::Text)
                && self.cell_of_label(cells).is_some_and(|cell| cell.kind == CellKind::Text)
            {
                // A line drawn with dashes.
                self.structural += written(cells).count();
                continue;
            }
            if self.is_header(cells) {
                self.header(cells);
                continue;
            }
            self.row(index, cells);
        }
        self.finish();
        for cell in std::mem::take(&mut self.pending) {
            // Below the last answer there may stand a remark; what is none is said.
            if crate::import::layout::is_note(&cell.text) {
                self.structural += 1
            } else {
                self.stray.push(TextCell::of(cell))
            }
        }
    }

    fn cell_of_label(&self, cells: &'a [Cell]) -> Option<&'a Cell> {
        cell_at(cells, self.label_col)
    }

    /// Whether a row heads the form's columns: `Fält | Innehåll`.
    fn is_header(&self, cells: &[Cell]) -> bool {
        let mut of: Vec<Option<FormColumn>> =
            written(cells).map(|cell| self.profile.layout.form_column(&cell.text)).collect();
        let known = of.iter().flatten().count();
        of.dedup();
        known >= 2 && of.len() >= 2 && of.iter().all(Option::is_some)
    }

    fn header(&mut self, cells: &'a [Cell]) {
        self.columns = written(cells)
            .filter(|cell| cell.place.col > self.label_col)
            .filter_map(|cell| Some((cell.place.col, self.profile.layout.form_column(&cell.text)?)))
            .collect();
        if let Some((col, _)) = self.columns.iter().find(|(_, column)| **column == FormColumn::Answer) {
            self.answer_col = *col;
        }
        self.structural += written(cells).count();
        self.boundary = true;
    }

    fn row(&mut self, index: usize, cells: &'a [Cell]) {
        if let Some(heads) = form_ticks::heads(self.rows, index, self.label_col, self.profile) {
            self.structural += written(cells).count();
            self.heads = heads;
            return;
        }
        let mut question = None;
        let mut rest: Vec<&Cell> = Vec::new();
        let lone = written(cells).nth(1).is_none();
        for cell in written(cells) {
            if cell.place.col < self.label_col {
                let is_number = cell.kind == CellKind::Number || !cell.text.contains(char::is_alphabetic);
                if is_number {
                    self.structural += 1;
                } else if lone {
                    // Above a table that is set in.
                    self.lone(index, cell, true);
                } else {
                    self.heading(cell);
                }
            } else if cell.place.col == self.label_col {
                question = Some(cell);
            } else {
                rest.push(cell);
            }
        }
        match question {
            Some(cell) if !rest.is_empty() => self.ask(index, cell, &rest),
            Some(cell) => self.lone(index, cell, lone),
            None if !rest.is_empty() => self.go_on(index, &rest),
            None => {}
        }
    }

    /// A question with its answer beside it.
    fn ask(&mut self, index: usize, cell: &'a Cell, rest: &[&'a Cell]) {
        self.open_question(cell, cell.text.clone());
        self.answer(index, rest);
    }

    fn answer(&mut self, index: usize, rest: &[&'a Cell]) {
        let row = self.rows[index].0;
        let own = rest.iter().any(|cell| cell.place.col == self.answer_col);
        let mut structural = 0;
        let Some(question) = self.form.questions.last_mut() else { return };
        let crossed = |cell: &&Cell| is_tick(&cell.text) && self.heads.contains_key(&cell.place.col);
        if !rest.is_empty() && rest.iter().all(crossed) {
            let heads = rest.iter().filter_map(|cell| {
                let head = self.heads.get(&cell.place.col)?;
                Some(TextCell { text: head.text.clone(), ..TextCell::of(cell) })
            });
            question.answers.extend(heads);
            question.open = None;
            return;
        }
        for (at, cell) in rest.iter().enumerate() {
            match self.columns.get(&cell.place.col) {
                Some(FormColumn::Help | FormColumn::Question) => structural += 1,
                Some(FormColumn::Comment) => question.comments.push(TextCell::of(cell)),
                Some(FormColumn::Answer) => question.answers.push(TextCell::of(cell)),
                None if cell.place.col == self.answer_col || !own && at == 0 => {
                    question.answers.push(TextCell::of(cell));
                }
                None => question.comments.push(TextCell::of(cell)),
            }
        }
        if question.answers.is_empty() {
            question.open = Some(Place::new(row, self.answer_col));
        } else {
            question.open = None;
        }
        self.structural += structural;
    }

    /// A cell that stands alone in its row, in the column of the questions.
    fn lone(&mut self, index: usize, cell: &'a Cell, lone: bool) {
        if cell.kind != CellKind::Text {
            return self.below_or_stray(index, cell);
        }
        if let Some((label, answer)) = self.known.inline(&cell.text) {
            let label: Text = label.trim().into();
            self.open_question(cell, label);
            // The cell holds the question too, and is counted as its answer.
            if let Some(question) = self.form.questions.last_mut() {
                question.answers.push(TextCell {
                    text: answer.into(),
                    place: cell.place,
                    cell: cell.text.clone(),
                    numbered: false,
                });
                question.open = None;
            }
            return;
        }
        let text = &*cell.text;
        if is_bullet(text) {
            return self.below_or_stray(index, cell);
        }
        if self.profile.layout.record_heading(text).is_some() || self.role(text).is_some() && lone {
            self.boundary = true;
            return self.heading(cell);
        }
        if self.profile.layout.is_section(text) || self.spans(cell) {
            return self.heading(cell);
        }
        if self.known.is_label(text) && !self.is_answer(index) {
            if self.heads_details(index, text) {
                return self.heading(cell);
            }
            self.open_question(cell, cell.text.clone());
            if let Some(question) = self.form.questions.last_mut() {
                question.open = Some(match self.mode {
                    Mode::Beside => Place::new(cell.place.row, self.answer_col),
                    Mode::Below => Place::new(cell.place.row + 1, cell.place.col),
                });
            }
            return;
        }
        let gap = index == self.range.start || self.rows[index - 1].0 + 1 < cell.place.row;
        let followed = self.rows.get(index + 1).is_some_and(|(row, _)| *row == cell.place.row + 1)
            && index + 1 < self.range.end;
        let asks = text.trim_end().ends_with('?') && text.trim().contains(' ');
        match self.mode {
            Mode::Below if asks || self.blocks && gap && followed && !self.starts_a_question(index + 1) => {
                self.open_question(cell, cell.text.clone());
                if let Some(question) = self.form.questions.last_mut() {
                    question.open = Some(Place::new(cell.place.row + 1, cell.place.col));
                }
            }
            Mode::Below if self.blocks && gap => self.heading(cell),
            Mode::Below => self.below_or_stray(index, cell),
            Mode::Beside if asks || text.trim_end().ends_with(':') && !self.is_title(index) => {
                self.open_question(cell, cell.text.clone());
                if let Some(question) = self.form.questions.last_mut() {
                    question.open = Some(Place::new(cell.place.row, self.answer_col));
                }
            }
            // A sentence right below a question without an answer is its answer.
            Mode::Beside if !gap && text.chars().count() > 80 && self.unanswered() => {
                self.below_or_stray(index, cell);
            }
            Mode::Beside => self.heading(cell),
        }
    }

    fn is_title(&self, index: usize) -> bool {
        index == self.range.start
    }

    fn unanswered(&self) -> bool {
        self.form.questions.last().is_some_and(|question| question.answers.is_empty())
            && self.pending.is_empty()
    }

    fn starts_a_question(&self, index: usize) -> bool {
        self.rows.get(index).is_some_and(|(_, cells)| {
            written(cells).next().is_some_and(|cell| self.known.label(&cell.text).is_some())
        })
    }

    /// Whether a label is said in answer to the question above: that one has no answer yet, and what
    /// follows is a question again.
    fn is_answer(&self, index: usize) -> bool {
        let adjacent = index > self.range.start && self.rows[index - 1].0 + 1 == self.rows[index].0;
        let next_asks = index + 1 >= self.range.end
            || self.rows[index + 1].0 > self.rows[index].0 + 1
            || self.starts_a_question(index + 1);
        self.mode == Mode::Below && adjacent && self.unanswered() && next_asks
    }

    /// Whether a label heads the details below it: `Dataskyddsombud`, and then `Namn` and `E-post`.
    fn heads_details(&self, index: usize, text: &str) -> bool {
        use crate::import::column::TableField;
        let field = |text: &str| {
            let claims = self.profile.activity.labels.by_key(&key(text));
            claims.iter().find(|claim| !claim.weak).map(|claim| claim.field)
        };
        let next = (index + 1 < self.range.end).then(|| self.rows[index + 1].1);
        let Some(next) = next.and_then(|cells| self.cell_of_label(cells)) else { return false };
        match (field(text), field(&next.text)) {
            (Some(heading), Some(detail)) => detail.under(heading) != Some(detail),
            // `Telefon` and the like are no labels, and details of persons alone.
            _ => false,
        }
    }

    /// Whether a cell is merged across columns.
    fn spans(&self, cell: &Cell) -> bool {
        self.sheet.merged.iter().any(|(first, last)| *first == cell.place && last.col > first.col)
    }

    fn role(&self, text: &str) -> Option<StatedRole> {
        self.profile.layout.role_said(text, |word| self.profile.sheets.is_register_word(word))
    }

    /// A cell below a question, as its answer where there is one to answer.
    fn below_or_stray(&mut self, index: usize, cell: &'a Cell) {
        let adjacent = index > self.range.start && self.rows[index - 1].0 + 1 == cell.place.row;
        let open = self.unanswered();
        if self.pending.is_empty()
            && (adjacent || open)
            && let Some(question) = self.form.questions.last_mut()
        {
            question.answers.push(TextCell::of(cell));
            question.open = None;
        } else if self.form.questions.is_empty() && self.forms.is_empty() {
            self.pending.push(cell);
        } else if self.mode == Mode::Below {
            self.heading(cell);
        } else {
            self.stray.push(TextCell::of(cell));
        }
    }

    /// The rows below a question in which its answer goes on.
    fn go_on(&mut self, index: usize, rest: &[&'a Cell]) {
        let adjacent = index > self.range.start && self.rows[index - 1].0 + 1 == self.rows[index].0;
        let first = rest[0];
        let alone = rest.len() == 1;
        if self.pending.is_empty() && !self.form.questions.is_empty() && (adjacent || self.unanswered()) {
            if adjacent && self.choose(index, rest) {
                return;
            }
            return self.answer(index, rest);
        }
        if alone && self.form.questions.is_empty() {
            return self.heading(first);
        }
        self.stray.extend(rest.iter().map(|cell| TextCell::of(cell)));
    }

    /// Takes the options of the row above that crosses stand under for the answer.
    fn choose(&mut self, index: usize, crosses: &[&'a Cell]) -> bool {
        let (row, above) = self.rows[index - 1];
        let options = form_ticks::options(above, crosses, self.label_col);
        let Some(question) = self.form.questions.last_mut().filter(|one| one.header.place.row == row) else {
            return false;
        };
        let Some((chosen, left)) = options else { return false };
        question.answers = chosen.into_iter().map(TextCell::of).collect();
        question.comments.clear();
        self.structural += left + crosses.len();
        true
    }

    fn heading(&mut self, cell: &'a Cell) {
        self.pending.push(cell);
    }

    /// Begins a question; the headings since the last one are its section, or begin a record.
    fn open_question(&mut self, cell: &'a Cell, own: Text) {
        let pending = std::mem::take(&mut self.pending);
        let new = self.begins_record(&own, &pending);
        if new {
            self.finish();
        }
        self.boundary = false;
        let mut headings = pending.into_iter();
        if self.form.questions.is_empty() {
            // The first heading names the record, unless it is the only one and is that of a section.
            self.section = None;
            let mut titles: Vec<&Cell> = headings.by_ref().collect();
            if let Some(at) = titles.iter().position(|title| self.role(&title.text).is_some()) {
                self.form.role = Some(TextCell::of(titles[at]));
            }
            let named =
                titles.iter().position(|title| self.profile.layout.record_heading(&title.text).is_some());
            let titled = named.or_else(|| {
                let last = titles.len().checked_sub(1)?;
                titles
                    .iter()
                    .position(|title| {
                        !self.profile.layout.is_section(&title.text)
                            && self.role(&title.text).is_none()
                            && !title.text.trim_end().ends_with(':')
                            && title.kind == CellKind::Text
                    })
                    .filter(|at| *at <= last)
            });
            if let Some(at) = titled {
                let name = self.profile.layout.record_heading(&titles[at].text);
                self.form.title = Some(TextCell {
                    text: name.map_or_else(|| titles[at].text.clone(), Text::from),
                    place: titles[at].place,
                    cell: titles[at].text.clone(),
                    numbered: name.is_some(),
                });
            }
            // What stands below the title is the heading of a section.
            let last = titles.len();
            if let Some(section) = titles.pop().filter(|_| titled.is_none_or(|at| at + 1 < last)) {
                self.section = self.role(&section.text).is_none().then(|| section.text.clone());
            }
            self.structural += last;
        } else {
            let pending: Vec<&Cell> = headings.collect();
            if let Some(last) = pending.last() {
                self.section = Some(last.text.clone());
            }
            self.structural += pending.len();
        }
        let id = key(&own);
        let section = self.section.as_deref().map(key).unwrap_or_default();
        self.first.get_or_insert_with(|| id.clone());
        self.seen.insert((section, id));
        self.form.questions.push(Question {
            header: HeaderCell { place: cell.place, group: self.section.clone(), own },
            answers: Vec::new(),
            comments: Vec::new(),
            open: None,
        });
    }

    /// Whether a question is the first of another record.
    fn begins_record(&self, own: &str, pending: &[&Cell]) -> bool {
        if self.form.questions.is_empty() {
            return false;
        }
        let id = key(own);
        let heads = |cell: &&Cell| {
            self.profile.layout.record_heading(&cell.text).is_some() || self.role(&cell.text).is_some()
        };
        if pending.iter().any(heads) {
            return true;
        }
        let section = pending.last().map(|cell| cell.text.clone()).or_else(|| self.section.clone());
        let within = section.as_deref().is_some_and(|section| self.is_party(section));
        if within {
            return false;
        }
        let asked = self.seen.iter().any(|(_, seen)| *seen == id);
        let same = self.seen.contains(&(section.as_deref().map(key).unwrap_or_default(), id.clone()));
        asked && (self.boundary || self.first.as_ref() == Some(&id)) || same && self.identifies(&id)
    }

    /// Whether a section is about a person or a body, whose name is not that of the record.
    fn is_party(&self, section: &str) -> bool {
        use Field::*;
        let claims = self.profile.activity.labels.by_key(&key(section));
        claims.iter().any(|claim| {
            matches!(
                claim.field,
                Controller | JointController | Representative | Dpo | Responsible | Processors | Recipients
            )
        })
    }

    fn identifies(&self, id: &str) -> bool {
        use crate::model::DpiaField;
        if self.known.meant.names(id) {
            return true;
        }
        match self.kind {
            TableKind::Dpias => self.profile.dpia.labels.by_key(id).iter().any(|claim| {
                !claim.weak && matches!(claim.field, DpiaField::Id | DpiaField::CaseNumber | DpiaField::Title)
            }),
            _ => {
                self.profile.activity.labels.by_key(id).iter().any(|claim| {
                    !claim.weak && matches!(claim.field, Field::Id | Field::Name | Field::Purpose)
                })
            }
        }
    }

    fn finish(&mut self) {
        if !self.form.questions.is_empty() {
            self.forms.push(std::mem::take(&mut self.form));
        }
        self.form = Form::default();
        self.seen.clear();
        self.first = None;
    }
}
