//! The workbook of conflicts: one question per row that files answer differently, with a choice.

use crate::import::Choice;
use crate::ledger::columns::{Column, KINDS, LedgerError, Rows, Words, read_rows};
use crate::workbook::Workbook;

/// So many answers to one question have columns.
pub(crate) const MOST_ANSWERS: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Kind,
    Record,
    Name,
    Question,
    Code,
    Choice,
    Note,
    Answer(usize),
    Place(usize),
}

const COLUMNS: &[Column<Key>] = &[
    (Key::Kind, "Slag", "Kind"),
    (Key::Record, "Post", "Record"),
    (Key::Name, "Benämning", "Name"),
    (Key::Question, "Fråga", "Question"),
    (Key::Code, "Fält", "Field"),
    (Key::Choice, "Val", "Choice"),
    (Key::Note, "Anteckning", "Note"),
    (Key::Answer(0), "Svar 1", "Answer 1"),
    (Key::Place(0), "Står i 1", "Stands in 1"),
    (Key::Answer(1), "Svar 2", "Answer 2"),
    (Key::Place(1), "Står i 2", "Stands in 2"),
    (Key::Answer(2), "Svar 3", "Answer 3"),
    (Key::Place(2), "Står i 3", "Stands in 3"),
    (Key::Answer(3), "Svar 4", "Answer 4"),
    (Key::Place(3), "Står i 4", "Stands in 4"),
    (Key::Answer(4), "Svar 5", "Answer 5"),
    (Key::Place(4), "Står i 5", "Stands in 5"),
    (Key::Answer(5), "Svar 6", "Answer 6"),
    (Key::Place(5), "Står i 6", "Stands in 6"),
];

/// The choices as a person writes them.
const CHOICES: &Words<Option<usize>> = &[
    (Some(0), &["svar 1", "answer 1", "1"]),
    (Some(1), &["svar 2", "answer 2", "2"]),
    (Some(2), &["svar 3", "answer 3", "3"]),
    (Some(3), &["svar 4", "answer 4", "4"]),
    (Some(4), &["svar 5", "answer 5", "5"]),
    (Some(5), &["svar 6", "answer 6", "6"]),
    (None, &["håll isär", "isär", "keep apart", "apart"]),
];

/// Reads the choices of a workbook of conflicts that a person has filled in. Rows without a choice say
/// nothing and are left out.
///
/// # Errors
/// [`LedgerError::NoTable`] where no row has the column of the choice, [`LedgerError::Cells`] with every cell
/// that cannot be used.
pub fn read_choices(book: &Workbook) -> Result<Vec<Choice>, LedgerError> {
    read_rows(book, COLUMNS, Key::Choice, choice)
}

fn choice(rows: &mut Rows<'_, Key>, row: u32) -> Option<Choice> {
    rows.text(row, Key::Choice)?;
    let chosen = rows.choice(row, Key::Choice, CHOICES)?;
    let kind = match rows.text(row, Key::Kind) {
        Some(_) => Some(rows.choice(row, Key::Kind, KINDS)?),
        None => None,
    };
    let answers: Vec<_> = (0..MOST_ANSWERS).map_while(|index| rows.text(row, Key::Answer(index))).collect();
    if chosen.is_some_and(|chosen| chosen >= answers.len()) {
        let known = CHOICES.iter().filter(|(choice, _)| choice.is_none_or(|index| index < answers.len()));
        let known = known.map(|(_, words)| words[0]).collect();
        rows.wrong(row, Key::Choice, crate::ledger::ProblemKind::UnknownWord { known });
        return None;
    }
    Some(Choice {
        kind,
        record: rows.text(row, Key::Record).unwrap_or_default(),
        question: rows.text(row, Key::Code).unwrap_or_default(),
        answers,
        chosen,
        cell: rows.first(row),
    })
}

/// The headers of the workbook with columns for so many answers, in Swedish or English.
#[cfg(feature = "write")]
pub(crate) fn choice_headers(swedish: bool, answers: usize) -> Vec<&'static str> {
    let wanted = |key: &Key| match key {
        Key::Answer(index) | Key::Place(index) => *index < answers,
        _ => true,
    };
    let columns = COLUMNS.iter().filter(|(key, ..)| wanted(key));
    columns.map(|(_, sv, en)| if swedish { *sv } else { *en }).collect()
}
