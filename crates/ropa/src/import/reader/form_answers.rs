//! What the forms of one file answer to the same question: together they tell what it asks, as the cells of a column do.

use crate::import::header::key;
use crate::import::layout::{filled, written};
use crate::source::Text;
use crate::workbook::{CellKind, Workbook};
use std::collections::BTreeMap;

/// A sheet of more rows, and a row of more cells, is none of a form.
const MOST_ROWS: usize = 300;
const MOST_CELLS: usize = 5;
/// A question is at most so long, in characters.
const LONGEST: usize = 250;

/// The answers of all sheets of a file, by the key of the question.
#[derive(Debug, Default)]
pub(super) struct FormAnswers(BTreeMap<String, Vec<Text>>);

impl FormAnswers {
    /// What stands beside the first text of each row; nothing for a file of one sheet.
    pub(super) fn of(workbook: &Workbook) -> FormAnswers {
        let mut answers = FormAnswers::default();
        if workbook.sheets.len() < 2 {
            return answers;
        }
        for sheet in &workbook.sheets {
            let rows = filled(sheet);
            if rows.len() > MOST_ROWS {
                continue;
            }
            for (_, cells) in rows {
                let mut cells = written(cells);
                if let (Some(question), Some(answer)) = (cells.next(), cells.next())
                    && question.kind == CellKind::Text
                    && question.text.chars().count() <= LONGEST
                    && cells.count() + 2 <= MOST_CELLS
                {
                    answers.0.entry(key(&question.text)).or_default().push(answer.text.clone());
                }
            }
        }
        answers
    }

    /// What the forms answer to a question; nothing where one form alone asks it.
    pub(super) fn to(&self, question: &str) -> Option<impl Iterator<Item = &str>> {
        let answers = self.0.get(&key(question)).filter(|answers| answers.len() > 1)?;
        Some(answers.iter().map(|answer| &**answer))
    }
}
