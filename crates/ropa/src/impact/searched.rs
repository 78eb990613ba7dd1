//! What was searched, and the records that do not answer: what is not named there is not known not to be meant.

use super::called::{Called, NamesAnswer, answer};
use super::hit::{Hit, is_searched_text};
use crate::import::{Import, TableKind};
use crate::model::{AnyField, Field, Register};
use crate::source::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A column that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchedColumn {
    /// The file.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// The heading.
    pub header: Text,
    /// What it was read as; absent where no field stands for it.
    pub field: Option<Field>,
    /// The records of its table.
    pub records: usize,
}

/// How the records of a register answer to one question of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnAnswers {
    /// The question.
    pub called: Called,
    /// How many records answer so.
    pub counts: BTreeMap<NamesAnswer, usize>,
    /// The records that are not hit and do not answer, by how, in the order of the register.
    pub silent: BTreeMap<NamesAnswer, Vec<usize>>,
}

/// What was searched and what it could not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    /// Records searched.
    pub records: usize,
    /// Columns searched.
    pub columns: Vec<SearchedColumn>,
    /// How the records answer to both questions of names.
    pub answers: [ColumnAnswers; 2],
    /// The records that nothing hits and that answer both questions.
    pub answered: Vec<usize>,
    /// The records that nothing hits and that leave one of the questions open, or both.
    pub open: Vec<usize>,
}

impl Searched {
    pub(super) fn of(import: &Import, register: &Register, hits: &[Hit]) -> Searched {
        let hit: BTreeSet<usize> = hits.iter().map(|hit| hit.activity).collect();
        let answers = [Called::Supplier, Called::System].map(|called| of_column(register, called, &hit));
        let not_hit = (0..register.activities.len()).filter(|index| !hit.contains(index));
        let silent: BTreeSet<usize> =
            answers.iter().flat_map(|one| one.silent.values().flatten().copied()).collect();
        let (open, answered) = not_hit.partition(|index| silent.contains(index));
        Searched { records: register.activities.len(), columns: columns(import), answers, answered, open }
    }
}

fn of_column(register: &Register, called: Called, hit: &BTreeSet<usize>) -> ColumnAnswers {
    let (mut counts, mut silent) = (BTreeMap::new(), BTreeMap::<_, Vec<usize>>::new());
    for (index, activity) in register.activities.iter().enumerate() {
        let answer = answer(activity, called);
        *counts.entry(answer).or_default() += 1;
        if !answer.answers() && !hit.contains(&index) {
            silent.entry(answer).or_default().push(index);
        }
    }
    ColumnAnswers { called, counts, silent }
}

fn columns(import: &Import) -> Vec<SearchedColumn> {
    let tables = import.tables.iter().filter(|table| table.kind == TableKind::Activities);
    let columns = tables.flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let searched = columns.filter_map(|(table, column)| {
        let field = match column.field {
            Some(AnyField::Activity(field)) => Some(field),
            Some(AnyField::Dpia(_)) => return None,
            None => None,
        };
        let is_searched =
            |field: Field| matches!(field, Field::Processors | Field::Systems) || is_searched_text(field);
        field.is_none_or(is_searched).then(|| SearchedColumn {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            header: column.header.clone(),
            field,
            records: table.records,
        })
    });
    searched.collect()
}
