//! The suppliers and systems that a register names, each with the cells that do.

use super::name::Name;
use super::torn::{BesideName, Names, Torn, names};
use crate::model::{Answer, Entry, Field, ProcessingActivity, Register, Value};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What a name is the name of.
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
pub enum Called {
    /// A processor, or whoever else the column of processors names.
    Supplier,
    /// An IT system.
    System,
}

impl Called {
    /// The field that names it.
    pub fn field(self) -> Field {
        match self {
            Called::Supplier => Field::Processors,
            Called::System => Field::Systems,
        }
    }

    /// The other.
    pub fn other(self) -> Called {
        match self {
            Called::Supplier => Called::System,
            Called::System => Called::Supplier,
        }
    }
}

/// How a record answers to the question of names; blank is not no.
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
pub enum NamesAnswer {
    /// It names somebody.
    Named,
    /// It says that there is none.
    None,
    /// It answers and names nobody: "leverantören".
    Vague,
    /// It says that it is not known.
    Unknown,
    /// The cell is empty.
    Blank,
    /// The file has no such column.
    NotAsked,
}

impl NamesAnswer {
    fn of(names: &Names) -> NamesAnswer {
        match names {
            Names::Named(_) => NamesAnswer::Named,
            Names::None => NamesAnswer::None,
            Names::Vague => NamesAnswer::Vague,
        }
    }

    /// Whether a name that is not there can be taken not to be meant.
    pub fn answers(self) -> bool {
        matches!(self, NamesAnswer::Named | NamesAnswer::None)
    }
}

/// One name in one cell of an activity.
#[derive(Debug, Clone)]
pub(super) struct NamedHere<'r> {
    pub(super) entry: &'r Entry<Field>,
    pub(super) torn: Torn,
    /// The name's number among all of the register.
    pub(super) name: usize,
}

/// A name of the register, with the spellings and the activities.
#[derive(Debug, Clone)]
pub(super) struct RegisterName {
    pub(super) called: Called,
    pub(super) name: Name,
    /// The spellings, each with how many cells have it.
    pub(super) spellings: BTreeMap<String, usize>,
    /// The activities that name it, each once, in order.
    pub(super) activities: Vec<usize>,
    /// Other names that the register explains.
    pub(super) also: Vec<Name>,
}

impl RegisterName {
    /// The spelling that most cells have, the first of the alphabet among equals.
    pub(super) fn spelling(&self) -> &str {
        let most = self.spellings.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        most.map_or("", |(text, _)| text)
    }
}

/// Every name of a register.
#[derive(Debug)]
pub(super) struct RegisterNames<'r> {
    pub(super) all: Vec<RegisterName>,
    /// The names of each activity.
    pub(super) of: Vec<Vec<NamedHere<'r>>>,
    /// How each activity answers to who its processors are, and which systems it uses.
    pub(super) answers: Vec<[NamesAnswer; 2]>,
    numbers: HashMap<(Called, String), usize>,
}

impl<'r> RegisterNames<'r> {
    pub(super) fn of(register: &'r Register) -> RegisterNames<'r> {
        let mut all =
            RegisterNames { all: Vec::new(), of: Vec::new(), answers: Vec::new(), numbers: HashMap::new() };
        // A register says the same in many cells.
        let mut read: HashMap<&'r str, Rc<Names>> = HashMap::new();
        for (index, activity) in register.activities.iter().enumerate() {
            let mut here = Vec::new();
            let answers = [Called::Supplier, Called::System].map(|called| {
                let entries = activity.entries_of(called.field()).filter(|entry| says(entry));
                let cells: Vec<(&Entry<Field>, Rc<Names>)> = entries
                    .map(|entry| {
                        let text: &'r str = &entry.written;
                        (entry, Rc::clone(read.entry(text).or_insert_with(|| Rc::new(names(text)))))
                    })
                    .collect();
                for (entry, torn) in &cells {
                    here.extend(all.enter_cell(called, entry, torn, index));
                }
                answer(activity, called, cells.iter().map(|(_, torn)| &**torn))
            });
            all.answers.push(answers);
            all.of.push(here);
        }
        all.join_explained();
        all
    }

    /// Takes in the names of a cell.
    fn enter_cell(
        &mut self,
        called: Called,
        entry: &'r Entry<Field>,
        names: &Names,
        activity: usize,
    ) -> Vec<NamedHere<'r>> {
        let Names::Named(torn) = names else { return Vec::new() };
        let mut enter = |torn: &Torn| {
            let name = self.enter(called, torn, activity);
            NamedHere { entry, torn: torn.clone(), name }
        };
        torn.iter().map(&mut enter).collect()
    }

    fn enter(&mut self, called: Called, torn: &Torn, activity: usize) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry((called, torn.name.key().to_string())).or_insert(next);
        if number == next {
            let (name, spellings) = (torn.name.clone(), BTreeMap::new());
            self.all.push(RegisterName { called, name, spellings, activities: Vec::new(), also: Vec::new() });
        }
        let known = &mut self.all[number];
        *known.spellings.entry(torn.written.clone()).or_default() += 1;
        if known.activities.last() != Some(&activity) {
            known.activities.push(activity);
        }
        for other in &torn.also {
            if !known.also.contains(other) {
                known.also.push(other.clone());
            }
        }
        number
    }

    /// What one cell explains holds in all: "VIS" is Visma where another cell says "Visma (VIS)".
    fn join_explained(&mut self) {
        let explained: Vec<(Called, Name, Name)> = self
            .all
            .iter()
            .flat_map(|one| one.also.iter().map(|also| (one.called, also.clone(), one.name.clone())))
            .collect();
        for (called, also, name) in explained {
            if let Some(number) = self.numbers.get(&(called, also.key().to_string())) {
                let known = &mut self.all[*number];
                if !known.also.contains(&name) {
                    known.also.push(name);
                }
            }
        }
    }

    /// The names of one kind that an activity names.
    pub(super) fn here(&self, activity: usize, called: Called) -> impl Iterator<Item = &NamedHere<'r>> {
        let here = self.of.get(activity).map_or(&[][..], Vec::as_slice);
        here.iter().filter(move |one| self.all[one.name].called == called)
    }

    /// The names of one kind that an activity names as in use: not those that it denies.
    pub(super) fn in_use(&self, activity: usize, called: Called) -> impl Iterator<Item = usize> {
        self.here(activity, called)
            .filter(|one| one.torn.beside != Some(BesideName::Denied))
            .map(|one| one.name)
    }
}

/// Whether a cell says anything at all.
fn says(entry: &Entry<Field>) -> bool {
    !matches!(entry.value, Value::Blank | Value::Unknown | Value::NotApplicable)
}

/// How an activity answers to the question of names; of several cells the one that says most.
fn answer<'n>(
    activity: &ProcessingActivity,
    called: Called,
    read: impl Iterator<Item = &'n Names>,
) -> NamesAnswer {
    match activity.answer(called.field()) {
        Answer::NotAsked => NamesAnswer::NotAsked,
        Answer::Blank(_) => NamesAnswer::Blank,
        Answer::Unknown(_) => NamesAnswer::Unknown,
        Answer::Given(_) => read.map(NamesAnswer::of).min().unwrap_or(NamesAnswer::None),
    }
}
