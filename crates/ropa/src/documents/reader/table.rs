//! Tables inside a document: what they are about, and their rows.

use crate::documents::lexicon::{Section, WORDS};
use crate::documents::reader::answer;
use crate::documents::reader::label;
use crate::documents::reader::walker::Walker;
use crate::documents::{Block, Passage};
use crate::import::{CellUse, MatchHow, Measure};
use crate::model::{DpiaField, Value};
use crate::source::Text;
use crate::text::{fold, tokens::Tokens};

/// What a table is about.
enum Table {
    /// The nine criteria, with the column of the answer; reasons stand in the others.
    Criteria { answer: Option<usize> },
    /// Measures: the columns of what, when and how far.
    Measures { what: usize, due: Option<usize>, progress: Option<usize> },
    /// Risks, each with how likely and how grave it is.
    Risks,
    /// Versions.
    History { version: usize },
    /// Who signs.
    Approvals,
    /// A column that names the processing or the systems covered.
    Names { field: DpiaField, column: usize },
    /// Labels with their values.
    Labels,
}

/// Reads the rows of one table.
pub(super) fn read(walker: &mut Walker<'_>, rows: &[Block]) {
    let Some(header) = rows.first() else { return };
    let table = kind(walker, rows);
    let body = match &table {
        Table::Labels => rows,
        // Criteria may stand in a table without a header.
        Table::Criteria { .. } if WORDS.criterion(&joined(header)).is_some() => rows,
        _ => {
            let filled = header.texts.iter().filter(|cell| !cell.text.is_empty()).count();
            walker.read.account.enter(CellUse::Structural, filled);
            &rows[1..]
        }
    };
    for row in body {
        match &table {
            Table::Criteria { answer } => criterion(walker, row, *answer),
            Table::Measures { what, due, progress } => measure(walker, header, row, *what, *due, *progress),
            Table::History { version } => {
                if let Some(cell) = row.texts.get(*version).filter(|cell| !cell.text.is_empty()) {
                    walker.read.versions.push((cell.text.clone(), cell.place));
                }
                keep(walker, header, row, &[]);
            }
            Table::Names { field, column } => {
                if let Some(cell) = row.texts.get(*column).filter(|cell| !cell.text.is_empty()) {
                    walker.enter(*field, &cell.text, cell.place);
                    walker.read.account.enter(CellUse::Mapped, 1);
                }
                keep(walker, header, row, &[*column]);
            }
            Table::Labels => labels(walker, header, row),
            Table::Risks => {
                content(walker, DpiaField::Risks, row);
                keep(walker, header, row, &[]);
            }
            Table::Approvals => {}
        }
    }
    if let Table::Approvals = table {
        approvals(walker, header, body);
    }
    if let Table::Names { field, column } = table
        && let Some(cell) = header.texts.get(column)
    {
        walker.column(&cell.text, cell.place, field, MatchHow::Alias);
    }
}

fn joined(row: &Block) -> String {
    row.texts.iter().map(|cell| &*cell.text).collect::<Vec<_>>().join(" ")
}

fn kind(walker: &Walker<'_>, rows: &[Block]) -> Table {
    let header = &rows[0].texts;
    let words = &WORDS.tables;
    let column = |keys: &crate::documents::lexicon::Keys, from: usize| {
        header.iter().enumerate().skip(from).find(|(_, cell)| keys.has(&cell.text)).map(|(at, _)| at)
    };
    let mut criteria: Vec<DpiaField> =
        rows.iter().filter_map(|row| question(row).map(|(_, field)| field)).collect();
    criteria.sort();
    criteria.dedup();
    if criteria.len() >= 3 {
        return Table::Criteria { answer: column(&words.answer, 0) };
    }
    if header.len() >= 2 && rows.len() >= 2 {
        let likelihood = column(&words.likelihood, 0).is_some();
        let what = column(&words.measure, 0);
        let (due, progress) = (column(&words.due, 0), column(&words.progress, 0));
        if let Some(what) = what
            && (due.is_some() || progress.is_some() || likelihood)
        {
            return Table::Measures { what, due, progress };
        }
        if column(&words.risk, 0).is_some() && likelihood {
            return Table::Risks;
        }
        let changes =
            header.len() >= 3 && column(&words.change, 1).is_some() && column(&words.date, 0).is_some();
        if let Some(version) = column(&words.version, 0)
            && (changes || walker.sections().contains(&Section::History))
        {
            return Table::History { version };
        }
        if column(&words.role, 0).is_some() && header.len() >= 3 && column(&words.signature, 1).is_some() {
            return Table::Approvals;
        }
        if let Some(column) = column(&words.activity, 0).filter(|column| are_ids(&rows[1..], *column)) {
            return Table::Names { field: DpiaField::Covers, column };
        }
        if let Some((column, field)) = named(walker, header) {
            return Table::Names { field, column };
        }
    }
    Table::Labels
}

/// Whether a column holds ids: a number in each, and few words. A label and its value would hold one.
fn are_ids(rows: &[Block], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.texts.get(column)).filter(|cell| !cell.text.is_empty());
    let is_id = |text: &str| text.contains(|c: char| c.is_ascii_digit()) && Tokens::of(text).len() <= 4;
    cells.clone().next().is_some() && cells.all(|cell| is_id(&cell.text))
}

/// The column that names the processing covered, or the systems. An id is better than a name.
fn named(walker: &Walker<'_>, header: &[Passage]) -> Option<(usize, DpiaField)> {
    // Two cells in a row are a label and its value, other than below a heading that asks for names.
    let asked = walker
        .sections()
        .iter()
        .any(|section| matches!(section, Section::Field(DpiaField::Covers | DpiaField::Systems)));
    if header.len() < 3 && !asked {
        return None;
    }
    let mut context = walker.context();
    context.front = true;
    let fields: Vec<_> = header
        .iter()
        .map(|cell| label::field(walker.profile, context, &cell.text).map(|(field, _)| field))
        .collect();
    let covers: Vec<usize> =
        (0..fields.len()).filter(|column| fields[*column] == Some(DpiaField::Covers)).collect();
    let is_id =
        |column: &&usize| Tokens::of(&header[**column].text).words().any(|word| matches!(word, "id" | "nr"));
    if let Some(column) = covers.iter().find(is_id).or(covers.first()) {
        return Some((*column, DpiaField::Covers));
    }
    let systems = asked && walker.sections().contains(&Section::Field(DpiaField::Systems));
    let column = fields
        .iter()
        .position(|field| *field == Some(DpiaField::Systems))
        .filter(|column| systems || *column == 0)?;
    Some((column, DpiaField::Systems))
}

/// The cell of a row that names one of the criteria.
fn question(row: &Block) -> Option<(usize, DpiaField)> {
    row.texts.iter().enumerate().take(3).find_map(|(at, cell)| Some((at, WORDS.criterion(&cell.text)?)))
}

fn criterion(walker: &mut Walker<'_>, row: &Block, answer: Option<usize>) {
    let Some((asked, field)) = question(row) else {
        keep(walker, row, row, &[]);
        return;
    };
    let answer = answer.filter(|column| *column > asked).unwrap_or(asked + 1);
    let name = &row.texts[asked];
    walker.column(&name.text, name.place, field, MatchHow::Alias);
    walker.read.asked.insert(field);
    for (column, cell) in row.texts.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        if column == answer {
            walker.enter(field, &cell.text, cell.place);
            walker.read.account.enter(CellUse::Mapped, 1);
        } else if column <= asked {
            walker.read.account.enter(CellUse::Structural, 1);
        } else {
            walker.keep_as(name.text.clone(), cell);
        }
    }
}

fn measure(
    walker: &mut Walker<'_>,
    header: &Block,
    row: &Block,
    what: usize,
    due: Option<usize>,
    progress: Option<usize>,
) {
    content(walker, DpiaField::Measures, row);
    let cell = |column: Option<usize>| column.and_then(|column| row.texts.get(column));
    if let Some(named) = cell(Some(what)).filter(|cell| !cell.text.is_empty()) {
        let due_text = cell(due).map(|cell| &*cell.text).unwrap_or_default();
        let progress = cell(progress).map(|cell| &*cell.text).unwrap_or_default();
        let due = match answer::read(walker.profile, DpiaField::Review, due_text).value {
            Value::Date(date) => Some(date),
            _ => None,
        };
        let done = is_done(due_text) || is_done(progress);
        let place = walker.cell(named.place);
        walker.read.measures.push(Measure { what: named.text.clone(), due, done, cell: place });
    }
    keep(walker, header, row, &[]);
}

fn is_done(text: &str) -> bool {
    let folded = fold(text);
    WORDS.tables.done.are_said_in(&folded) && !WORDS.tables.not_done.are_said_in(&folded)
}

/// A table of risks or of measures is one of the four contents.
fn content(walker: &mut Walker<'_>, field: DpiaField, row: &Block) {
    let letters = |cell: &&Passage| cell.text.chars().filter(|c| c.is_alphabetic()).count();
    if !walker.read.entries.iter().any(|entry| entry.field == field)
        && let Some(cell) = row.texts.iter().find(|cell| letters(cell) > 3)
    {
        walker.enter(field, &cell.text, cell.place);
    }
}

/// Keeps the cells of a row below the headers of their columns.
fn keep(walker: &mut Walker<'_>, header: &Block, row: &Block, but: &[usize]) {
    for (column, cell) in row.texts.iter().enumerate().filter(|(column, _)| !but.contains(column)) {
        let name: Text = match header.texts.get(column) {
            Some(name) if !std::ptr::eq(header, row) => name.text.clone(),
            _ => row.texts[0].text.clone(),
        };
        walker.keep_as(name, cell);
    }
}

/// Labels in the first and the third cell, values beside them.
fn labels(walker: &mut Walker<'_>, header: &Block, row: &Block) {
    let cells = &row.texts;
    if let [only] = &cells[..] {
        // A frame around text is a table of one cell.
        for labelled in label::in_line(walker.profile, walker.context(), &only.text.clone()) {
            if !labelled.value.is_empty() {
                walker.labelled(&labelled, only.place);
                walker.read.account.enter(CellUse::Mapped, 1);
                return;
            }
        }
        walker.keep(only);
        return;
    }
    let mut column = 0;
    let mut any = false;
    while column < cells.len() {
        let name = &cells[column];
        let value = cells.get(column + 1);
        let found = label::field(walker.profile, walker.context(), &name.text).filter(|_| cells.len() <= 4);
        match (found, value) {
            (Some((field, how)), Some(value)) => {
                any = true;
                walker.read.asked.insert(field);
                walker.column(&name.text, name.place, field, how);
                walker.read.account.enter(CellUse::Structural, 1);
                if !value.text.is_empty() {
                    walker.enter(field, &value.text, value.place);
                    walker.read.account.enter(CellUse::Mapped, 1);
                }
                column += 2;
            }
            (_, Some(value)) if cells.len() == 2 => {
                // A question that no field stands for, and its answer.
                if !name.text.is_empty() {
                    walker.read.account.enter(CellUse::Structural, 1);
                }
                walker.keep_as(name.text.clone(), value);
                return;
            }
            _ if any || std::ptr::eq(header, row) => {
                walker.keep(name);
                column += 1;
            }
            _ => {
                let title = header.texts.get(column).map(|cell| cell.text.clone()).unwrap_or_default();
                walker.keep_as(title, name);
                column += 1;
            }
        }
    }
}

/// Who has signed, and who has not. While anybody is waited for, nobody has approved.
fn approvals(walker: &mut Walker<'_>, header: &Block, rows: &[Block]) {
    let is_officer =
        |row: &Block| row.texts.first().is_some_and(|cell| WORDS.tables.officer.stand_in(&fold(&cell.text)));
    let waits = |row: &Block| {
        let rest = row.texts.get(1..).unwrap_or_default();
        let date = rest.iter().any(|cell| !answer::dates(&cell.text).is_empty());
        !date
    };
    let anybody = rows.iter().any(|row| !is_officer(row) && waits(row));
    for row in rows {
        let Some(who) = row.texts.first().filter(|cell| !cell.text.is_empty()) else {
            keep(walker, header, row, &[]);
            continue;
        };
        let rest = row.texts.get(1..).unwrap_or_default();
        let dated = rest.iter().find(|cell| !answer::dates(&cell.text).is_empty());
        let placeholder = rest.iter().find(|cell| {
            let reading = answer::read(walker.profile, DpiaField::ApprovedBy, &cell.text);
            !cell.text.is_empty() && reading.value == Value::Blank
        });
        let mut used = vec![];
        match (is_officer(row), dated, placeholder) {
            (true, Some(dated), _) => {
                walker.enter(DpiaField::DpoAdvice, &dated.text.clone(), dated.place);
                used.push(dated.place.col);
            }
            (true, None, Some(empty)) => {
                walker.enter_as(DpiaField::DpoAdvice, &empty.text.clone(), empty.place, Value::Blank);
                used.push(empty.place.col);
            }
            (false, Some(dated), _) if !anybody => {
                walker.enter(DpiaField::ApprovedBy, &who.text.clone(), who.place);
                walker.enter(DpiaField::Approved, &dated.text.clone(), dated.place);
                used.extend([who.place.col, dated.place.col]);
            }
            (false, None, Some(empty)) => {
                walker.enter_as(DpiaField::ApprovedBy, &empty.text.clone(), empty.place, Value::Blank);
                used.push(empty.place.col);
            }
            (false, None, None) => {
                walker.enter_as(DpiaField::ApprovedBy, &who.text.clone(), who.place, Value::Blank);
                used.push(who.place.col);
            }
            _ => {}
        }
        walker.read.account.enter(CellUse::Mapped, used.len());
        let but: Vec<usize> = used.iter().map(|col| *col as usize).collect();
        keep(walker, header, row, &but);
    }
}
