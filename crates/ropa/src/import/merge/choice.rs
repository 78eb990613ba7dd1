//! What a person has chosen where files differ.

use crate::import::merge::report::Disagreement;
use crate::import::table_info::TableKind;
use crate::source::{CellRef, Text};
use crate::text::fold::tidy;

/// A person's choice for one question that files answer differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the records are of; either where it is not said.
    pub kind: Option<TableKind>,
    /// The id, or the key made of name and unit, of the records.
    pub record: Text,
    /// The question, as [`Question`](crate::import::merge::Question) writes it.
    pub question: Text,
    /// The answers that were to choose from.
    pub answers: Vec<Text>,
    /// Which of them counts, from zero; absent where the records are to stay apart.
    pub chosen: Option<usize>,
    /// The first cell of the row that says so.
    pub cell: CellRef,
}

/// What choices come to for records that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choose {
    /// They stay apart.
    Apart,
    /// For each question the answer that counts.
    Answers(Vec<usize>),
}

/// The choices for one kind of record, and which were used.
pub(super) struct Choices<'c> {
    choices: Vec<(&'c Choice, bool)>,
}

impl<'c> Choices<'c> {
    pub(super) fn new(kind: TableKind, choices: &'c [Choice]) -> Choices<'c> {
        let of_kind = |choice: &&Choice| choice.kind.unwrap_or(TableKind::Activities) == kind;
        Choices { choices: choices.iter().filter(of_kind).map(|choice| (choice, false)).collect() }
    }

    /// What was chosen for records that differ; absent where a question has no choice that fits.
    ///
    /// A choice fits while all answers are among those that the person saw.
    pub(super) fn find(&mut self, record: &str, disagreements: &[Disagreement]) -> Option<Choose> {
        let mut fitting = Vec::new();
        let mut answers = Vec::new();
        let mut apart = false;
        for disagreement in disagreements {
            let fits = |choice: &Choice| {
                let seen: Vec<_> = choice.answers.iter().map(|answer| tidy(answer)).collect();
                let known = |text: &str| seen.contains(&tidy(text));
                choice.record == record.into()
                    && *choice.question == *disagreement.question.to_string()
                    && disagreement.answers.iter().all(|answer| known(&answer.text))
            };
            let Some(index) = self.choices.iter().position(|(choice, _)| fits(choice)) else { continue };
            let choice = self.choices[index].0;
            let Some(text) = choice.chosen.and_then(|chosen| choice.answers.get(chosen)) else {
                apart = true;
                fitting.push(index);
                continue;
            };
            let same = |text: &str, other: &str| tidy(text) == tidy(other);
            if let Some(answer) = disagreement.answers.iter().position(|answer| same(&answer.text, text)) {
                fitting.push(index);
                answers.push(answer);
            }
        }
        let all = answers.len() == disagreements.len();
        if apart || all {
            for index in fitting {
                self.choices[index].1 = true;
            }
        }
        match (apart, all) {
            (true, _) => Some(Choose::Apart),
            (false, true) => Some(Choose::Answers(answers)),
            (false, false) => None,
        }
    }

    /// The rows that were not used.
    pub(super) fn unused(&self) -> impl Iterator<Item = CellRef> {
        self.choices.iter().filter(|(_, used)| !used).map(|(choice, _)| choice.cell.clone())
    }
}
