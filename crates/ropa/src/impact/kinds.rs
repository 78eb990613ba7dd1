//! Which kinds of data, and of these what weighs most to whoever they are about.

use super::persons::{Collected, Written};
use crate::model::{Answer, DataCategory, Field, ProcessingActivity, SubjectCategory, Term, Tri, Value};
use crate::source::CellRef;
use crate::text::variants::IntoEnumIterator;
use serde::Serialize;
use std::collections::BTreeSet;
use strum::{Display, EnumIter, IntoStaticStr};

/// What weighs most.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HeavyData {
    /// Protected identities.
    ProtectedIdentity,
    /// Special categories of personal data (Art. 9).
    Special,
    /// Criminal convictions and offences (Art. 10).
    Criminal,
    /// National identification numbers (Art. 87).
    NationalId,
}

impl HeavyData {
    /// The field that asks for it.
    pub fn field(self) -> Field {
        match self {
            HeavyData::ProtectedIdentity => Field::ProtectedIdentity,
            HeavyData::Special => Field::Sensitive,
            HeavyData::Criminal => Field::Art10,
            HeavyData::NationalId => Field::NationalId,
        }
    }

    fn is(self, category: DataCategory) -> bool {
        match self {
            HeavyData::ProtectedIdentity => category == DataCategory::ProtectedIdentity,
            HeavyData::Special => category.is_special(),
            HeavyData::Criminal => category.is_criminal(),
            HeavyData::NationalId => category == DataCategory::NationalId,
        }
    }
}

/// What some activities say of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeavyAnswers {
    /// The kind.
    pub kind: HeavyData,
    /// The activities that have it, each with the cells that show it.
    pub yes: Vec<(usize, Vec<CellRef>)>,
    /// The activities that say no, with nothing in the row that names it all the same.
    pub no: Vec<usize>,
    /// The activities that do not tell.
    pub unknown: Vec<usize>,
}

/// The kinds of data of some activities.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataKinds {
    /// What weighs most.
    pub heavy: Vec<HeavyAnswers>,
    /// The categories of personal data as written, those that most activities name first.
    pub categories: Vec<Written>,
    /// The special categories and offences as written.
    pub special: Vec<Written>,
}

impl DataKinds {
    /// `contradicted` are the activities whose no to sensitive data something in the row speaks against: no answer.
    pub(super) fn of<'r>(
        activities: impl Iterator<Item = (usize, &'r ProcessingActivity)> + Clone,
        contradicted: &BTreeSet<usize>,
    ) -> DataKinds {
        let of = |kind| answers(kind, activities.clone(), contradicted);
        let heavy = HeavyData::iter().map(of).collect();
        let (mut categories, mut special) = (Collected::default(), Collected::default());
        for (index, activity) in activities {
            for (entry, item) in activity.items(Field::DataCategories) {
                categories.add(&item.written, index, || activity.cell(entry));
            }
            for field in [Field::Sensitive, Field::Art10, Field::DataCategories] {
                for (entry, item) in activity.items(field) {
                    let heavy =
                        matches!(item.term, Some(Term::Data(one)) if one.is_special() || one.is_criminal());
                    if heavy || field != Field::DataCategories {
                        special.add(&item.written, index, || activity.cell(entry));
                    }
                }
            }
        }
        DataKinds { heavy, categories: categories.most_first(), special: special.most_first() }
    }
}

fn answers<'r>(
    kind: HeavyData,
    activities: impl Iterator<Item = (usize, &'r ProcessingActivity)>,
    contradicted: &BTreeSet<usize>,
) -> HeavyAnswers {
    let mut answers = HeavyAnswers { kind, yes: Vec::new(), no: Vec::new(), unknown: Vec::new() };
    for (index, activity) in activities {
        match answer(kind, activity) {
            (Tri::Yes, cells) => answers.yes.push((index, cells)),
            (Tri::No, _) if kind == HeavyData::Special && contradicted.contains(&index) => {
                answers.unknown.push(index);
            }
            (Tri::No, _) => answers.no.push(index),
            (Tri::Unknown, _) => answers.unknown.push(index),
        }
    }
    answers
}

/// What one activity says: a yes or what is named anywhere in the row goes before a no.
fn answer(kind: HeavyData, activity: &ProcessingActivity) -> (Tri, Vec<CellRef>) {
    let asked = kind.field();
    let mut cells = Vec::new();
    for entry in activity.entries_of(asked) {
        let shows = match &entry.value {
            Value::YesNo(answer) => answer.yes,
            // Levels of protection, and special categories by name.
            Value::Items(items) => items.iter().any(|item| item.term.is_some()),
            _ => false,
        };
        if shows {
            cells.push(activity.cell(entry));
        }
    }
    for field in [Field::DataCategories, Field::Sensitive, Field::Art10] {
        for (entry, item) in activity.items(field) {
            if matches!(item.term, Some(Term::Data(category)) if kind.is(category)) {
                cells.push(activity.cell(entry));
            }
        }
    }
    // Who lives under protection shows among the persons too: "Hyresgäster med skyddade personuppgifter".
    for (entry, item) in activity.items(Field::DataSubjects) {
        let protected = item.term == Some(Term::Subject(SubjectCategory::ProtectedPersons));
        if kind == HeavyData::ProtectedIdentity && protected {
            cells.push(activity.cell(entry));
        }
    }
    cells.dedup();
    if !cells.is_empty() {
        return (Tri::Yes, cells);
    }
    let denied = matches!(activity.answer(asked), Answer::Given(entry)
        if matches!(&entry.value, Value::YesNo(answer) if !answer.yes) || entry.value == Value::NotApplicable);
    (if denied { Tri::No } else { Tri::Unknown }, cells)
}
