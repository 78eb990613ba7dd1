//! Whether registering by process suits: figures per process group and per unit, and a reading of them.

use super::assignment::Assignments;
use super::code::ProcessCode;
use super::coverage::{Coverage, CoverageState, NodeCoverage};
use super::structure::StructureVersion;
use crate::model::{Answer, Field, ProcessingActivity, Register};
use crate::source::Text;
use crate::text::{fold::bare, similarity::names_alike};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// The fields that a record should answer: Art. 30(1)(a) to (g), and the legal basis.
const EXPECTED: [Field; 9] = [
    Field::Controller,
    Field::Purpose,
    Field::LegalBasis,
    Field::DataSubjects,
    Field::DataCategories,
    Field::Recipients,
    Field::ThirdCountry,
    Field::Retention,
    Field::Security,
];

/// How many names, in order, each is compared with when near-duplicates are looked for.
const NEIGHBOURS: usize = 25;

/// So many of so many, and how many were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// Left out of both, for the reason that the figure states.
    pub excluded: usize,
}

impl Share {
    /// The share, 0 to 1 (above 1 for a figure such as registrations per leaf); absent when it is of none.
    pub fn ratio(&self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    fn of(count: usize, of: usize) -> Share {
        Share { count, of, excluded: 0 }
    }
}

/// From where on a figure speaks against registering by process.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitThresholds {
    /// The level of the process groups, from one.
    pub group_level: usize,
    /// So many leaves are many for one activity.
    pub many_leaves: usize,
    /// Names from this likeness on are near-duplicates, 0 to 1.
    pub duplicate_likeness: f64,
    /// Share of leaves without registration.
    pub leaves_without: f64,
    /// Share of activities assigned to many leaves.
    pub tied_to_many: f64,
    /// Share of activities assigned to none.
    pub tied_to_none: f64,
    /// Share of activities assigned only to inner nodes.
    pub only_inner: f64,
    /// Share of activities with a near-duplicate under another leaf.
    pub near_duplicates: f64,
    /// Fewer activities than this tell too little.
    pub least_activities: usize,
    /// A record not touched for so many days is old.
    pub old_days: i64,
}

impl Default for FitThresholds {
    /// This program's own measures, to be adjusted; no source sets them.
    fn default() -> FitThresholds {
        FitThresholds {
            group_level: 2,
            many_leaves: 3,
            duplicate_likeness: 0.85,
            leaves_without: 0.5,
            tied_to_many: 0.25,
            tied_to_none: 0.2,
            only_inner: 0.25,
            near_duplicates: 0.2,
            least_activities: 3,
            old_days: 730,
        }
    }
}

/// Two activities under different leaves with names that are alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NearDuplicate {
    /// Indices of the activities, the lower first.
    pub activities: (usize, usize),
    /// How alike the names are, 0 to 1.
    pub likeness: f64,
    /// Whether the purposes are alike too.
    pub same_purpose: bool,
    /// Whether both name the same systems.
    pub same_systems: bool,
}

/// The figures of a group, a unit or the whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct FitFigures {
    /// Activities in use.
    pub activities: usize,
    /// Assignments to leaves, of leaves in force. Excluded: leaves declared without, elsewhere or not performed.
    pub registrations_per_leaf: Share,
    /// Most activities on one leaf.
    pub most_on_a_leaf: usize,
    /// Leaves without a registration of their own, of leaves in force. Excluded as above. Not for a unit.
    pub leaves_without: Option<Share>,
    /// Activities assigned to many leaves, of activities with any assignment.
    pub tied_to_many: Share,
    /// Activities without a assignment to a node in force, of all. Not for a group.
    pub tied_to_none: Option<Share>,
    /// Activities assigned to inner nodes and to no leaf, of activities with any assignment.
    pub only_inner: Share,
    /// Pairs of activities under different leaves with names that are alike.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Activities in such pairs, of activities with a name. Excluded: without.
    pub in_near_duplicates: Share,
    /// Answers to the fields of Art. 30(1) and the legal basis, of all asked. Excluded: fields without a column.
    pub answered: Share,
    /// Days since records were last touched, in the middle.
    pub median_age_days: Option<i64>,
    /// Records not touched for long, of those with a date. Excluded: without.
    pub old: Share,
    /// Records registered, by quarter, `2025-Q3`.
    pub by_quarter: BTreeMap<String, usize>,
    /// Records without a date of registration.
    pub without_quarter: usize,
}

/// How well it suits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FitReading {
    /// No figure speaks against it (gångbart).
    Workable,
    /// At least one does (utmanande).
    Challenging,
    /// Too few activities to tell.
    TooLittle,
}

/// A figure that speaks against registering by process.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FitSign {
    /// Many leaves have no registration.
    LeavesWithout,
    /// Many activities span many leaves.
    TiedToMany,
    /// Many activities have no process.
    TiedToNone,
    /// Many activities are only assigned to inner nodes.
    OnlyInner,
    /// The same processing seems to be registered under several leaves.
    NearDuplicates,
}

/// What else could be registered by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RegisterBy {
    /// One record per IT system.
    System,
    /// One record per purpose.
    Purpose,
    /// One record for processing that several processes share.
    JointProcessing,
}

/// Figures and what they mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Fit {
    /// The figures.
    pub figures: FitFigures,
    /// The reading.
    pub reading: FitReading,
    /// The figures that speak against it, with their shares.
    pub signs: Vec<(FitSign, Share)>,
    /// What else could suit, with the activities that say so, of the activities in use.
    pub could_suit: Vec<(RegisterBy, Share)>,
}

/// One process group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GroupFit {
    /// The node.
    pub node: usize,
    /// Its code.
    pub code: Option<ProcessCode>,
    /// Its name.
    pub name: Text,
    /// How it fits.
    pub fit: Fit,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UnitFit {
    /// Its name as first written; absent for the activities without one.
    pub unit: Option<Text>,
    /// How it fits.
    pub fit: Fit,
}

/// The evaluation of a register by its structure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// The day.
    pub as_of: NaiveDate,
    /// The whole.
    pub whole: Fit,
    /// The process groups, in tree order.
    pub groups: Vec<GroupFit>,
    /// The units, by name; activities without a unit last.
    pub units: Vec<UnitFit>,
}

/// What is to be measured.
struct Scope {
    activities: BTreeSet<usize>,
    /// The leaves; absent for a unit, which has no leaves of its own.
    leaves: Option<BTreeSet<usize>>,
    /// Whether activities without assignments are part of it.
    with_unassigned: bool,
}

struct Measure<'a> {
    register: &'a Register,
    as_of: NaiveDate,
    limits: &'a FitThresholds,
    /// The leaves in force that each activity in use is assigned to, and whether it is assigned to inner nodes.
    leaves_of: BTreeMap<usize, BTreeSet<usize>>,
    inner: BTreeSet<usize>,
    states: BTreeMap<usize, CoverageState>,
    names: Vec<String>,
    /// All near-duplicates, by the lower activity.
    pairs: BTreeMap<usize, Vec<NearDuplicate>>,
}

/// Evaluates whether registering by process suits, per process group, per unit and as a whole.
///
/// `coverage` must be that of all levels on the day; it says which activities are in use.
pub fn evaluate(
    version: &StructureVersion,
    register: &Register,
    assignments: &Assignments,
    coverage: &Coverage,
    limits: &FitThresholds,
) -> Evaluation {
    let as_of = coverage.as_of;
    let mut measure = Measure {
        register,
        as_of,
        limits,
        leaves_of: BTreeMap::new(),
        inner: BTreeSet::new(),
        states: coverage.nodes.iter().filter_map(|node| Some((node.node, node.state?))).collect(),
        names: register
            .activities
            .iter()
            .map(|a| bare(a.text(Field::Name).unwrap_or_default()).into_owned())
            .collect(),
        pairs: BTreeMap::new(),
    };
    let in_use =
        |node: &NodeCoverage| node.activities.iter().map(move |a| (*a, node.node)).collect::<Vec<_>>();
    let mut used: BTreeSet<usize> = coverage.unassigned.iter().copied().collect();
    for (activity, node) in coverage.nodes.iter().flat_map(in_use) {
        used.insert(activity);
        if version.is_leaf(node, as_of) {
            measure.leaves_of.entry(activity).or_default().insert(node);
        } else if version.in_force(node, as_of) {
            measure.inner.insert(activity);
        }
    }
    for pair in measure.near_duplicates(&used) {
        measure.pairs.entry(pair.activities.0).or_default().push(pair);
    }
    let leaves: BTreeSet<usize> = measure.states.keys().copied().collect();
    let whole = Scope { activities: used.clone(), leaves: Some(leaves.clone()), with_unassigned: true };

    let level = limits.group_level;
    let group_nodes = coverage.nodes.iter().filter(|n| n.level == level || n.level < level && n.leaf);
    let mut groups = Vec::new();
    let mut by_node: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for assignment in assignments.all.iter().filter(|assignment| used.contains(&assignment.activity)) {
        by_node.entry(assignment.node).or_default().insert(assignment.activity);
    }
    for node in group_nodes {
        let range = version.subtree(node.node);
        let activities = by_node.range(range.clone()).flat_map(|(_, all)| all).copied().collect();
        let leaves = leaves.range(range).copied().collect();
        let fit = measure.fit(&Scope { activities, leaves: Some(leaves), with_unassigned: false });
        groups.push(GroupFit { node: node.node, code: node.code.clone(), name: node.name.clone(), fit });
    }

    let mut by_unit: BTreeMap<String, (Option<Text>, BTreeSet<usize>)> = BTreeMap::new();
    for activity in &used {
        let unit = register.activities[*activity].text(Field::Unit);
        // Sorts after every name.
        let key = unit.map_or_else(|| "\u{10ffff}".into(), bare).into_owned();
        by_unit.entry(key).or_insert_with(|| (unit.map(Text::from), BTreeSet::new())).1.insert(*activity);
    }
    let units = by_unit.into_values().map(|(unit, activities)| UnitFit {
        unit,
        fit: measure.fit(&Scope { activities, leaves: None, with_unassigned: true }),
    });
    Evaluation { as_of, whole: measure.fit(&whole), groups, units: units.collect() }
}

impl Measure<'_> {
    fn activity(&self, index: usize) -> &ProcessingActivity {
        &self.register.activities[index]
    }

    fn fit(&self, scope: &Scope) -> Fit {
        let figures = self.figures(scope);
        let signs: Vec<(FitSign, Share)> = [
            (FitSign::LeavesWithout, figures.leaves_without, self.limits.leaves_without),
            (FitSign::TiedToMany, Some(figures.tied_to_many), self.limits.tied_to_many),
            (FitSign::TiedToNone, figures.tied_to_none, self.limits.tied_to_none),
            (FitSign::OnlyInner, Some(figures.only_inner), self.limits.only_inner),
            (FitSign::NearDuplicates, Some(figures.in_near_duplicates), self.limits.near_duplicates),
        ]
        .into_iter()
        .filter_map(|(sign, share, limit)| Some((sign, share?, limit)))
        .filter(|(_, share, limit)| share.ratio().is_some_and(|ratio| ratio > *limit))
        .map(|(sign, share, _)| (sign, share))
        .collect();
        let reading = if scope.activities.len() < self.limits.least_activities {
            FitReading::TooLittle
        } else if signs.is_empty() {
            FitReading::Workable
        } else {
            FitReading::Challenging
        };
        let could_suit =
            if reading == FitReading::Challenging { self.could_suit(scope, &figures) } else { Vec::new() };
        Fit { figures, reading, signs, could_suit }
    }

    fn figures(&self, scope: &Scope) -> FitFigures {
        let all = &scope.activities;
        let mut on_leaf: BTreeMap<usize, usize> = BTreeMap::new();
        for leaf in all.iter().filter_map(|a| self.leaves_of.get(a)).flatten() {
            if scope.leaves.as_ref().is_none_or(|leaves| leaves.contains(leaf)) {
                *on_leaf.entry(*leaf).or_default() += 1;
            }
        }
        let assigned =
            all.iter().filter(|a| self.leaves_of.contains_key(a) || self.inner.contains(a)).count();
        let many =
            all.iter().filter(|a| self.leaves_of.get(a).is_some_and(|l| l.len() >= self.limits.many_leaves));
        let only_inner =
            all.iter().filter(|a| self.inner.contains(a) && !self.leaves_of.contains_key(a)).count();
        let pairs: Vec<NearDuplicate> = all
            .iter()
            .filter_map(|a| self.pairs.get(a))
            .flatten()
            .filter(|pair| all.contains(&pair.activities.1))
            .cloned()
            .collect();
        let paired: BTreeSet<usize> = pairs.iter().flat_map(|p| [p.activities.0, p.activities.1]).collect();
        let named = all.iter().filter(|a| !self.names[**a].is_empty()).count();
        let mut figures = FitFigures {
            activities: all.len(),
            most_on_a_leaf: on_leaf.values().copied().max().unwrap_or(0),
            tied_to_many: Share::of(many.count(), assigned),
            tied_to_none: scope.with_unassigned.then(|| Share::of(all.len() - assigned, all.len())),
            only_inner: Share::of(only_inner, assigned),
            in_near_duplicates: Share { count: paired.len(), of: named, excluded: all.len() - named },
            near_duplicates: pairs,
            answered: self.answered(all),
            ..FitFigures::default()
        };
        self.leaf_figures(scope, &on_leaf, &mut figures);
        self.dates(all, &mut figures);
        figures
    }

    fn leaf_figures(&self, scope: &Scope, on_leaf: &BTreeMap<usize, usize>, figures: &mut FitFigures) {
        let assignments = on_leaf.values().sum();
        let Some(leaves) = &scope.leaves else {
            figures.registrations_per_leaf = Share::of(assignments, on_leaf.len());
            return;
        };
        let needs = |leaf: &&usize| {
            !matches!(
                self.states.get(leaf),
                Some(CoverageState::NoneDeclared | CoverageState::Elsewhere | CoverageState::NotPerformed)
            )
        };
        let needed: Vec<&usize> = leaves.iter().filter(needs).collect();
        let excluded = leaves.len() - needed.len();
        let without = needed.iter().filter(|leaf| !on_leaf.contains_key(leaf)).count();
        figures.registrations_per_leaf = Share { count: assignments, of: needed.len(), excluded };
        figures.leaves_without = Some(Share { count: without, of: needed.len(), excluded });
    }

    fn answered(&self, all: &BTreeSet<usize>) -> Share {
        let mut share = Share::default();
        for field in all.iter().flat_map(|a| EXPECTED.map(|field| self.activity(*a).answer(field))) {
            match field {
                Answer::NotAsked => share.excluded += 1,
                Answer::Blank(_) | Answer::Unknown(_) => share.of += 1,
                Answer::Given(_) => {
                    share.of += 1;
                    share.count += 1;
                }
            }
        }
        share
    }

    fn dates(&self, all: &BTreeSet<usize>, figures: &mut FitFigures) {
        let mut ages: Vec<i64> = Vec::new();
        for activity in all.iter().map(|a| self.activity(*a)) {
            let touched = [Field::Updated, Field::Registered, Field::Created];
            let last = touched.iter().filter_map(|f| activity.date(*f)).map(|d| d.date).max();
            ages.extend(last.map(|last| (self.as_of - last).num_days().max(0)));
            match activity.date(Field::Registered).or_else(|| activity.date(Field::Created)) {
                Some(made) => {
                    let quarter = format!("{:04}-Q{}", made.date.year(), made.date.month0() / 3 + 1);
                    *figures.by_quarter.entry(quarter).or_default() += 1;
                }
                None => figures.without_quarter += 1,
            }
        }
        ages.sort_unstable();
        figures.median_age_days = ages.get(ages.len() / 2).copied();
        let old = ages.iter().filter(|age| **age > self.limits.old_days).count();
        figures.old = Share { count: old, of: ages.len(), excluded: all.len() - ages.len() };
    }

    /// Pairs of like names under different leaves. Names are compared with the nearest ones in
    /// alphabetical order, both as written and word by word in order, so that the work stays small.
    fn near_duplicates(&self, all: &BTreeSet<usize>) -> Vec<NearDuplicate> {
        let sorted_words = |name: &str| {
            let mut words: Vec<&str> = name.split(' ').collect();
            words.sort_unstable();
            words.join(" ")
        };
        let assigned: Vec<usize> = all
            .iter()
            .copied()
            .filter(|a| self.leaves_of.contains_key(a) && !self.names[*a].is_empty())
            .collect();
        let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let orders = [
            assigned.iter().map(|a| (self.names[*a].clone(), *a)).collect::<Vec<_>>(),
            assigned.iter().map(|a| (sorted_words(&self.names[*a]), *a)).collect(),
        ];
        for mut order in orders {
            order.sort();
            for (at, (_, one)) in order.iter().enumerate() {
                for (_, other) in order.iter().skip(at + 1).take(NEIGHBOURS) {
                    let pair = (*one.min(other), *one.max(other));
                    if pairs.contains_key(&pair) || self.leaves_of.get(one) == self.leaves_of.get(other) {
                        continue;
                    }
                    let alike = names_alike(&self.names[*one], &self.names[*other]);
                    if alike >= self.limits.duplicate_likeness {
                        pairs.insert(pair, alike);
                    }
                }
            }
        }
        let same = |pair: (usize, usize), field: Field| {
            let text = |a: usize| self.activity(a).text(field).map(bare).filter(|t| !t.is_empty());
            match (text(pair.0), text(pair.1)) {
                (Some(one), Some(other)) => names_alike(&one, &other) >= self.limits.duplicate_likeness,
                _ => false,
            }
        };
        pairs
            .into_iter()
            .map(|(activities, likeness)| NearDuplicate {
                activities,
                likeness,
                same_purpose: same(activities, Field::Purpose),
                same_systems: same(activities, Field::Systems),
            })
            .collect()
    }

    /// What the activities that do not fit have in common.
    fn could_suit(&self, scope: &Scope, figures: &FitFigures) -> Vec<(RegisterBy, Share)> {
        let paired = |test: fn(&NearDuplicate) -> bool| -> BTreeSet<usize> {
            let pairs = figures.near_duplicates.iter().filter(|pair| test(pair));
            pairs.flat_map(|pair| [pair.activities.0, pair.activities.1]).collect()
        };
        let wide: BTreeSet<usize> = scope
            .activities
            .iter()
            .copied()
            .filter(|a| match self.leaves_of.get(a) {
                Some(leaves) => leaves.len() >= self.limits.many_leaves,
                None => self.inner.contains(a),
            })
            .collect();
        let with = |set: &BTreeSet<usize>, field: Field| -> BTreeSet<usize> {
            set.iter().copied().filter(|a| self.activity(*a).text(field).is_some()).collect()
        };
        let unassigned: BTreeSet<usize> =
            scope.activities.iter().copied().filter(|a| !self.leaves_of.contains_key(a)).collect();
        let mut system = paired(|pair| pair.same_systems);
        // One system behind a record that fits no single process.
        system.extend(with(&wide, Field::Systems));
        system.extend(with(&unassigned, Field::Systems));
        let purpose = paired(|pair| pair.same_purpose);
        let mut joint: BTreeSet<usize> = with(&scope.activities, Field::JointController);
        joint.extend(wide);
        [(RegisterBy::System, system), (RegisterBy::Purpose, purpose), (RegisterBy::JointProcessing, joint)]
            .into_iter()
            .filter(|(_, set)| !set.is_empty())
            .map(|(by, set)| (by, Share::of(set.len(), scope.activities.len())))
            .collect()
    }
}
