//! The suppliers and systems of a register: one row for each name, with its spellings joined.

use super::called::{Called, NamesAnswer, RegisterNames};
use super::tie::{TieGround, Ties};
use super::torn::BesideName;
use crate::gaps::RegisterAssessment;
use crate::model::{Answer, Field, Value};
use crate::screening::NeedVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// A name of the other kind that a row is tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TiedName {
    /// How most cells write it.
    pub spelling: String,
    /// What ties them.
    pub ground: TieGround,
    /// How many activities show it.
    pub shown_by: usize,
}

/// One supplier or system.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameRow {
    /// What it is.
    pub called: Called,
    /// How most cells write it.
    pub spelling: String,
    /// Every spelling, with how many cells have it.
    pub spellings: Vec<(String, usize)>,
    /// Other names that the register explains.
    pub also: Vec<String>,
    /// The activities that name it.
    pub activities: Vec<usize>,
    /// Those of them where it is only the processor of a processor.
    pub as_sub_processor: Vec<usize>,
    /// Of a supplier: the activities that name only a system of it.
    pub by_system_only: Vec<usize>,
    /// The systems of a supplier, the suppliers of a system.
    pub tied: Vec<TiedName>,
    /// Of its activities, how many say so of the agreement with the processor: yes, no, in part or not known, blank.
    pub agreement: BTreeMap<PlainAnswer, usize>,
    /// The same of transfers to third countries.
    pub transfer: BTreeMap<PlainAnswer, usize>,
    /// The DPIAs linked to its activities.
    pub dpias: Vec<usize>,
    /// The activities that need a DPIA and have a gap.
    pub with_gap: Vec<usize>,
    /// The activities that name this system and no processor.
    pub without_processor: Vec<usize>,
}

/// An answer of yes and no; what is neither is open.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    strum::Display,
    strum::IntoStaticStr,
    strum::EnumIter,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PlainAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Answered otherwise: in part, under way, not known, not applicable.
    Other,
    /// Blank, or not asked.
    Blank,
}

/// The suppliers and systems of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppliers {
    /// Suppliers, those of most activities first.
    pub suppliers: Vec<NameRow>,
    /// Systems, those of most activities first.
    pub systems: Vec<NameRow>,
    /// Activities that name a system and no processor, though an own column asks: blank, unknown, or none at all.
    pub without_processor: Vec<usize>,
    /// How all activities answer to who the processors are, and to which systems are used.
    pub answers: [BTreeMap<NamesAnswer, usize>; 2],
}

/// The suppliers and systems that a register names.
pub fn suppliers(assessed: &RegisterAssessment) -> Suppliers {
    let register = assessed.register();
    let names = RegisterNames::of(register);
    let ties = Ties::of(&names);
    let facts = ActivityFacts::of(assessed, &names);
    let mut found = Suppliers::default();
    for (number, name) in names.all.iter().enumerate() {
        let row = facts.row(number, &names, &ties);
        match name.called {
            Called::Supplier => found.suppliers.push(row),
            Called::System => found.systems.push(row),
        }
    }
    for rows in [&mut found.suppliers, &mut found.systems] {
        rows.sort_by(|a, b| {
            let count = |row: &NameRow| row.activities.len() + row.by_system_only.len();
            count(b).cmp(&count(a)).then_with(|| {
                crate::text::swedish_key(&a.spelling).cmp(&crate::text::swedish_key(&b.spelling))
            })
        });
    }
    found.without_processor = facts.without_processor.iter().copied().collect();
    for answers in &names.answers {
        for (counts, answer) in found.answers.iter_mut().zip(answers) {
            *counts.entry(*answer).or_default() += 1;
        }
    }
    found
}

/// What is known of each activity, gathered once.
struct ActivityFacts {
    agreement: Vec<PlainAnswer>,
    transfer: Vec<PlainAnswer>,
    dpias: Vec<Vec<usize>>,
    with_gap: BTreeSet<usize>,
    without_processor: BTreeSet<usize>,
    /// The suppliers that each activity names.
    suppliers: Vec<BTreeSet<usize>>,
}

impl ActivityFacts {
    fn of(assessed: &RegisterAssessment, names: &RegisterNames<'_>) -> ActivityFacts {
        let activities = &assessed.register().activities;
        let asked = |field| activities.iter().map(|one| plain(one.answer(field))).collect();
        let mut dpias = vec![Vec::new(); activities.len()];
        let mut with_gap = BTreeSet::new();
        for one in &assessed.assessments {
            if let Some(of) = dpias.get_mut(one.activity) {
                *of = one.resolution.links.iter().map(|link| link.link.dpia).collect();
            }
            let needed = matches!(one.need.verdict, NeedVerdict::Required | NeedVerdict::Presumed);
            if needed && one.gap.is_some() && one.standing.is_none() {
                with_gap.insert(one.activity);
            }
        }
        let suppliers: Vec<BTreeSet<usize>> =
            (0..activities.len()).map(|index| names.in_use(index, Called::Supplier).collect()).collect();
        let without = |index: &usize| {
            suppliers[*index].is_empty() && names.in_use(*index, Called::System).next().is_some()
        };
        ActivityFacts {
            agreement: asked(Field::ProcessorAgreement),
            transfer: asked(Field::ThirdCountry),
            dpias,
            with_gap,
            without_processor: (0..activities.len()).filter(without).collect(),
            suppliers,
        }
    }

    fn row(&self, number: usize, names: &RegisterNames<'_>, ties: &Ties) -> NameRow {
        let name = &names.all[number];
        let activities = name.activities.clone();
        let count = |answers: &[PlainAnswer]| {
            let mut counts = BTreeMap::new();
            for answer in activities.iter().filter_map(|index| answers.get(*index)) {
                *counts.entry(*answer).or_default() += 1;
            }
            counts
        };
        let as_sub = |index: &usize| {
            let mut here = names.here(*index, name.called).filter(|one| one.name == number);
            here.all(|one| one.torn.beside == Some(BesideName::SubProcessor))
        };
        let dpias: BTreeSet<usize> =
            activities.iter().filter_map(|index| self.dpias.get(*index)).flatten().copied().collect();
        let of = |set: &BTreeSet<usize>| activities.iter().copied().filter(|one| set.contains(one)).collect();
        let is_system = name.called == Called::System;
        NameRow {
            called: name.called,
            spelling: name.spelling().to_string(),
            spellings: name.spellings.iter().map(|(text, count)| (text.clone(), *count)).collect(),
            also: name.also.iter().map(|also| also.words().join(" ")).collect(),
            as_sub_processor: activities.iter().copied().filter(as_sub).collect(),
            by_system_only: if is_system { Vec::new() } else { self.by_system_only(number, names, ties) },
            tied: tied(number, name.called, names, ties),
            agreement: count(&self.agreement),
            transfer: count(&self.transfer),
            dpias: dpias.into_iter().collect(),
            with_gap: of(&self.with_gap),
            without_processor: if is_system { of(&self.without_processor) } else { Vec::new() },
            activities,
        }
    }

    /// The activities that name a system that is surely the supplier's, and not the supplier.
    fn by_system_only(&self, supplier: usize, names: &RegisterNames<'_>, ties: &Ties) -> Vec<usize> {
        let own = ties.of_supplier(supplier).filter(|tie| tie.ground.ties());
        let named = own.flat_map(|tie| names.all[tie.system].activities.iter().copied());
        let only = named.filter(|index| !self.suppliers.get(*index).is_some_and(|of| of.contains(&supplier)));
        only.collect::<BTreeSet<usize>>().into_iter().collect()
    }
}

fn tied(number: usize, called: Called, names: &RegisterNames<'_>, ties: &Ties) -> Vec<TiedName> {
    let tied = |other: usize, ground, shown_by: usize| TiedName {
        spelling: names.all[other].spelling().to_string(),
        ground,
        shown_by,
    };
    let mut all: Vec<TiedName> = match called {
        Called::Supplier => {
            ties.of_supplier(number).map(|tie| tied(tie.system, tie.ground, tie.shown_by.len())).collect()
        }
        Called::System => {
            ties.of_system(number).map(|tie| tied(tie.supplier, tie.ground, tie.shown_by.len())).collect()
        }
    };
    all.sort_by(|a, b| (a.ground, &a.spelling).cmp(&(b.ground, &b.spelling)));
    all
}

/// How an activity answers a question of yes and no; in part is neither.
pub(crate) fn plain_answer(activity: &crate::model::ProcessingActivity, field: Field) -> PlainAnswer {
    plain(activity.answer(field))
}

fn plain(answer: Answer<'_, Field>) -> PlainAnswer {
    match answer {
        Answer::NotAsked | Answer::Blank(_) => PlainAnswer::Blank,
        Answer::Unknown(_) => PlainAnswer::Other,
        Answer::Given(entry) => match &entry.value {
            Value::YesNo(answer) if answer.word.is_some() => PlainAnswer::Other,
            Value::YesNo(answer) if answer.yes => PlainAnswer::Yes,
            Value::YesNo(_) => PlainAnswer::No,
            // Countries by name: a transfer.
            Value::Items(_) => PlainAnswer::Yes,
            _ => PlainAnswer::Other,
        },
    }
}
