//! Units that have another name and processes that have another code: told once, not as a change of each record.

use crate::linking::normalise::normalise;
use crate::model::{Field, ProcessingActivity, Register};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// What is called otherwise.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Renamed {
    /// A unit, or a part of the paths of units.
    Unit,
    /// A process of the classification structure.
    Process,
}

/// One unit or process that is called otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rename {
    /// What it is.
    pub what: Renamed,
    /// What it was called.
    pub from: String,
    /// What it is called now.
    pub to: String,
    /// The records of the new register that show it, by index.
    pub records: Vec<usize>,
}

/// A name by which records are grouped, as compared and as written.
type Names = BTreeMap<String, String>;

/// All that is called otherwise.
#[derive(Debug, Default)]
pub(super) struct Renames {
    units: Vec<Rename>,
    processes: Vec<Rename>,
}

/// So many records show that a name is another; one may have moved.
const SHOWN_BY: usize = 2;

impl Renames {
    /// What the records that both registers have show.
    pub(super) fn of(old: &Register, new: &Register, pairs: impl Iterator<Item = (usize, usize)>) -> Renames {
        let pairs: Vec<(usize, &ProcessingActivity, &ProcessingActivity)> = pairs
            .filter_map(|(then, now)| Some((now, old.activities.get(then)?, new.activities.get(now)?)))
            .collect();
        Renames { units: units(&pairs, old, new), processes: processes(&pairs) }
    }

    pub(super) fn has_units(&self) -> bool {
        !self.units.is_empty()
    }

    /// What a unit is called now.
    pub(super) fn unit(&self, unit: &str) -> String {
        let parts: Vec<&str> = unit.split(BETWEEN).collect();
        for rename in &self.units {
            let from: Vec<&str> = rename.from.split(BETWEEN).collect();
            let begins = from.len() <= parts.len()
                && from.iter().zip(&parts).all(|(one, other)| normalise(one) == normalise(other));
            if begins {
                let rest = parts[from.len()..].iter().copied();
                return std::iter::once(rename.to.as_str()).chain(rest).collect::<Vec<_>>().join(BETWEEN);
            }
        }
        unit.to_string()
    }

    /// The code that a process has now.
    pub(super) fn process<'p>(&'p self, code: &'p str) -> &'p str {
        let renamed = self.processes.iter().find(|rename| normalise(&rename.from) == normalise(code));
        renamed.map_or(code, |rename| &rename.to)
    }

    pub(super) fn into_list(self) -> Vec<Rename> {
        self.units.into_iter().chain(self.processes).collect()
    }
}

/// What stands between the parts of a unit's path.
const BETWEEN: &str = " / ";

type Pair<'r> = (usize, &'r ProcessingActivity, &'r ProcessingActivity);

/// Records that have gone from one name to another.
#[derive(Debug, Default)]
struct Move {
    from: String,
    to: String,
    records: Vec<usize>,
    /// Whether a record calls the process the same under both codes.
    same_title: bool,
}

/// Moves by both names as they are compared.
#[derive(Debug, Default)]
struct Moves(BTreeMap<(String, String), Move>);

impl Moves {
    fn enter(&mut self, from: &str, to: &str, record: usize, same_title: bool) {
        let one = self.0.entry((normalise(from), normalise(to))).or_insert_with(|| Move {
            from: from.to_string(),
            to: to.to_string(),
            ..Move::default()
        });
        one.records.push(record);
        one.same_title |= same_title;
    }
}

/// Units that the new register does not have, most of whose records are in one that the old did not have.
fn units(pairs: &[Pair<'_>], old: &Register, new: &Register) -> Vec<Rename> {
    let of = |register: &Register| -> BTreeSet<String> {
        let units = register.activities.iter().filter_map(ProcessingActivity::unit);
        units.flat_map(|unit| beginnings(&unit)).collect()
    };
    let (before, now) = (of(old), of(new));
    let mut moves = Moves::default();
    for (record, then, is) in pairs {
        if let Some((from, to)) =
            then.unit().zip(is.unit()).and_then(|(was, is)| different_beginnings(&was, &is))
        {
            moves.enter(&from, &to, *record, false);
        }
    }
    let mut from_one: BTreeMap<&str, usize> = BTreeMap::new();
    for ((from, _), one) in &moves.0 {
        *from_one.entry(from).or_default() += one.records.len();
    }
    let shown = |((from, to), one): &(&(String, String), &Move)| {
        let all = from_one.get(from.as_str()).copied().unwrap_or_default();
        let most = one.records.len() >= SHOWN_BY && 2 * one.records.len() > all;
        most && !now.contains(from) && !before.contains(to)
    };
    let mut renamed: Vec<Rename> =
        moves.0.iter().filter(shown).map(|(_, one)| rename(Renamed::Unit, one)).collect();
    // The longest path first, so that a part of a unit goes before the whole.
    renamed.sort_by_key(|rename| std::cmp::Reverse(rename.from.matches(BETWEEN).count()));
    renamed
}

fn rename(what: Renamed, of: &Move) -> Rename {
    Rename { what, from: of.from.clone(), to: of.to.clone(), records: of.records.clone() }
}

/// A unit with each of those that it is a part of, as compared.
fn beginnings(unit: &str) -> Vec<String> {
    let parts: Vec<&str> = unit.split(BETWEEN).collect();
    (1..=parts.len()).map(|end| normalise(&parts[..end].join(BETWEEN))).collect()
}

/// Two paths without the parts at the end that they share; none where they are the same.
fn different_beginnings(was: &str, is: &str) -> Option<(String, String)> {
    let (mut was, mut is): (Vec<&str>, Vec<&str>) =
        (was.split(BETWEEN).collect(), is.split(BETWEEN).collect());
    let same = |was: &[&str], is: &[&str]| {
        was.last().zip(is.last()).is_some_and(|(one, other)| normalise(one) == normalise(other))
    };
    if was.len() == is.len() && was.iter().zip(&is).all(|(one, other)| normalise(one) == normalise(other)) {
        return None;
    }
    while was.len() > 1 && is.len() > 1 && same(&was, &is) {
        was.pop();
        is.pop();
    }
    Some((was.join(BETWEEN), is.join(BETWEEN)))
}

/// Codes that all of their records have exchanged for one other; a single record shows it where the process is called
/// the same.
fn processes(pairs: &[Pair<'_>]) -> Vec<Rename> {
    let mut with: BTreeMap<String, usize> = BTreeMap::new();
    let mut moves = Moves::default();
    for (record, then, is) in pairs {
        let (was, now) = (codes(then), codes(is));
        was.keys().for_each(|code| *with.entry(code.clone()).or_default() += 1);
        if let ([from], [to]) = (&only(&was, &now)[..], &only(&now, &was)[..]) {
            let same = title_of(then, from).is_some_and(|title| Some(title) == title_of(is, to));
            moves.enter(from, to, *record, same);
        }
    }
    let all = |((from, _), one): &(&(String, String), &Move)| {
        with.get(from).copied() == Some(one.records.len())
            && (one.records.len() >= SHOWN_BY || one.same_title)
    };
    moves.0.iter().filter(all).map(|(_, one)| rename(Renamed::Process, one)).collect()
}

/// The names, as written, that only the first of two has.
fn only<'n>(of: &'n Names, other: &Names) -> Vec<&'n String> {
    of.iter().filter(|(name, _)| !other.contains_key(*name)).map(|(_, written)| written).collect()
}

/// The codes of a record, as compared and as written.
fn codes(activity: &ProcessingActivity) -> Names {
    activity.processes().into_iter().map(|code| (normalise(code), code.to_string())).collect()
}

/// What a record calls the process of a code, where it does.
fn title_of(activity: &ProcessingActivity, code: &str) -> Option<String> {
    let parts = activity.entries_of(Field::Process).flat_map(|entry| entry.written.split([';', '\n', '|']));
    let titles = parts.filter_map(|part| part.trim().strip_prefix(code));
    titles
        .map(|title| normalise(title.trim_start_matches(['.', ' ', ':', '-', '–'])))
        .find(|title| !title.is_empty())
}
