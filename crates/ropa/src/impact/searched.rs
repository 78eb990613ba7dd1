//! What was searched, and the records that do not answer: what is not named there is not known not to be meant.

use super::called::{Called, NamesAnswer, RegisterNames};
use super::finder::is_searched_text;
use super::hit::Hit;
use crate::import::{Import, TableKind};
use crate::model::{AnyField, Field};
use crate::source::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A column that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
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
    /// How each record answers to who its processors are, and which systems it uses, in the order of the register.
    pub of_record: Vec<[NamesAnswer; 2]>,
}

impl Searched {
    pub(super) fn of(import: &Import, names: &RegisterNames<'_>, hits: &[Hit]) -> Searched {
        let hit: BTreeSet<usize> = hits.iter().map(|hit| hit.activity).collect();
        let answers = [Called::Supplier, Called::System].map(|called| of_column(names, called, &hit));
        let not_hit = (0..names.answers.len()).filter(|index| !hit.contains(index));
        let silent: BTreeSet<usize> =
            answers.iter().flat_map(|one| one.silent.values().flatten().copied()).collect();
        let (open, answered) = not_hit.partition(|index| silent.contains(index));
        Searched {
            records: names.answers.len(),
            columns: columns(import),
            answers,
            answered,
            open,
            of_record: names.answers.clone(),
        }
    }
}

fn of_column(names: &RegisterNames<'_>, called: Called, hit: &BTreeSet<usize>) -> ColumnAnswers {
    let (mut counts, mut silent) = (BTreeMap::new(), BTreeMap::<_, Vec<usize>>::new());
    for (index, [processors, systems]) in names.answers.iter().enumerate() {
        let answer = if called == Called::Supplier { *processors } else { *systems };
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
