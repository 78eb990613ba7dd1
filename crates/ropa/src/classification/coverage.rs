//! How much of a structure the register covers: a state for each leaf in force, and sums for every node.

use super::assignment::{Assignments, UnresolvedWhy};
use super::code::ProcessCode;
use super::structure::{NodeField, PersonalData, StructureVersion};
use crate::model::{ActivityStatus, Field, ProcessingActivity, Register, Term};
use crate::source::Text;
use crate::text::fold::bare;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// How a leaf stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CoverageState {
    /// At least one activity in use is assigned to it.
    Registered,
    /// Only a node above it has an activity: weak.
    ViaParent,
    /// It is said to involve no personal data.
    NoneDeclared,
    /// Another controller registers it.
    Elsewhere,
    /// This body does not carry it out.
    NotPerformed,
    /// Nothing says anything.
    Missing,
}

/// What is worth knowing of a node's state.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CoverageIssue {
    /// It is said to involve no personal data, but an activity or a document type says otherwise.
    Contradiction,
    /// Activities are assigned to it although it is no longer in force.
    StaleCode,
    /// The declaration's review date has passed, or the node has been renamed, split or merged since.
    StaleDeclaration,
    /// The declaration lacks who, when, why or when to review.
    DeclarationIncomplete,
    /// Only drafts or plans are assigned to it.
    DraftOnly,
    /// Only ended activities are assigned to it.
    EndedOnly,
    /// Activities may belong to it, when someone has chosen after a split or between meanings.
    AwaitingDecision,
}

/// One thing worth knowing of a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CoverageFinding {
    /// What.
    pub issue: CoverageIssue,
    /// The activities concerned, as indices in the register.
    pub activities: Vec<usize>,
    /// The parts that a declaration lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<NodeField>,
}

/// Numbers of leaves in force, by state. The leaves of a node are those of its children together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct LeafSums {
    /// All: the sum of the others.
    pub leaves: usize,
    /// See [`CoverageState::Registered`].
    pub registered: usize,
    /// See [`CoverageState::ViaParent`].
    pub via_parent: usize,
    /// See [`CoverageState::NoneDeclared`].
    pub none_declared: usize,
    /// See [`CoverageState::Elsewhere`].
    pub elsewhere: usize,
    /// See [`CoverageState::NotPerformed`].
    pub not_performed: usize,
    /// See [`CoverageState::Missing`].
    pub missing: usize,
}

impl LeafSums {
    fn of(state: CoverageState) -> LeafSums {
        let mut sums = LeafSums { leaves: 1, ..LeafSums::default() };
        *match state {
            CoverageState::Registered => &mut sums.registered,
            CoverageState::ViaParent => &mut sums.via_parent,
            CoverageState::NoneDeclared => &mut sums.none_declared,
            CoverageState::Elsewhere => &mut sums.elsewhere,
            CoverageState::NotPerformed => &mut sums.not_performed,
            CoverageState::Missing => &mut sums.missing,
        } = 1;
        sums
    }

    fn add(&mut self, other: LeafSums) {
        self.leaves += other.leaves;
        self.registered += other.registered;
        self.via_parent += other.via_parent;
        self.none_declared += other.none_declared;
        self.elsewhere += other.elsewhere;
        self.not_performed += other.not_performed;
        self.missing += other.missing;
    }

    /// The leaves that should have a registration: those not said to be without personal data, elsewhere or
    /// not performed. The denominator for the share registered.
    pub fn expected(&self) -> usize {
        self.leaves - self.none_declared - self.elsewhere - self.not_performed
    }
}

/// What another room says of an activity, to be summed over the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Outcome {
    /// The verdict's label.
    pub verdict: Text,
    /// The gap's label, where there is a gap.
    pub gap: Option<Text>,
}

/// What the coverage is asked for.
#[derive(Debug, Clone)]
pub struct CoverageOptions {
    /// The day.
    pub as_of: NaiveDate,
    /// The deepest level to list; the sums count all below.
    pub level: Option<usize>,
    /// Only activities of this unit (whole words of its name), and leaves that are not another unit's.
    pub unit: Option<Text>,
    /// Only this node and those below it.
    pub under: Option<ProcessCode>,
}

impl CoverageOptions {
    /// Everything, on a day.
    pub fn on(as_of: NaiveDate) -> CoverageOptions {
        CoverageOptions { as_of, level: None, unit: None, under: None }
    }
}

/// One node, with its state and sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodeCoverage {
    /// Index in the version.
    pub node: usize,
    /// The code.
    pub code: Option<ProcessCode>,
    /// The name.
    pub name: Text,
    /// The level, from one.
    pub level: usize,
    /// Whether it is a leaf in force on the day.
    pub leaf: bool,
    /// How it stands; absent for a node that is not a leaf in force.
    pub state: Option<CoverageState>,
    /// The node above it whose activities cover it weakly.
    pub via: Option<usize>,
    /// The activities in use assigned to the node itself.
    pub activities: Vec<usize>,
    /// What is worth knowing.
    pub findings: Vec<CoverageFinding>,
    /// The leaves at and below it.
    pub leaves: LeafSums,
    /// Assignments of activities in use to the node and all below: its own and the sum of its children's.
    pub registrations: usize,
    /// Different activities among them; one that is assigned to several nodes counts once at each level.
    pub distinct: usize,
    /// Verdicts of those different activities; their sum is `distinct` where every activity has one.
    pub verdicts: BTreeMap<Text, usize>,
    /// Gaps of those different activities.
    pub gaps: BTreeMap<Text, usize>,
}

/// Why a registration is expected at a leaf that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// The structure says that it involves personal data.
    Marked(PersonalData),
    /// So many of its document types hold personal data.
    DocumentTypes(usize),
    /// So many of its sibling leaves are said to involve personal data, of so many.
    Siblings {
        /// Said to.
        yes: usize,
        /// All.
        of: usize,
    },
}

/// A leaf without registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MissingLeaf {
    /// The leaf.
    pub node: usize,
    /// Why one is expected; empty where nothing says.
    pub expected: Vec<Expected>,
}

/// Activities that do not count, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct NotCounted {
    /// Drafts and plans.
    pub drafts: usize,
    /// Ended.
    pub ended: usize,
    /// Registered after the day.
    pub later: usize,
    /// Of another unit.
    pub other_unit: usize,
}

/// The coverage of a structure on a day.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Coverage {
    /// The day.
    pub as_of: NaiveDate,
    /// Whether the version itself was in force.
    pub version_in_force: bool,
    /// The nodes in force, and others that activities are assigned to, in tree order.
    pub nodes: Vec<NodeCoverage>,
    /// The sums over all leaves asked for.
    pub totals: LeafSums,
    /// Leaves left out because another unit answers for them.
    pub other_unit_leaves: usize,
    /// The leaves without registration: those where one is expected first, then by code.
    pub missing: Vec<MissingLeaf>,
    /// Activities in use that are counted.
    pub activities: usize,
    /// Activities that are not.
    pub not_counted: NotCounted,
    /// Activities in use without any assignment.
    pub unassigned: Vec<usize>,
    /// Indices of the unresolved references of activities in use.
    pub unresolved: Vec<usize>,
}

/// Whether and how an activity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    InUse,
    Draft,
    Ended,
    Not,
}

/// The status of a record, where it says one.
fn status(activity: &ProcessingActivity) -> Option<ActivityStatus> {
    activity.items(Field::Status).find_map(|(_, item)| match item.term {
        Some(Term::Activity(status)) => Some(status),
        _ => None,
    })
}

pub(super) fn has_words(text: &str, words: &str) -> bool {
    let words = bare(words);
    !words.is_empty() && format!(" {} ", bare(text)).contains(&format!(" {words} "))
}

/// Computes the coverage of a version by the assignments of a register.
///
/// `outcomes` holds what other rooms say of activities, by their index; it may be empty.
/// A record without a status counts as in use; drafts and plans do not. `renamed_since` are nodes that have been renamed, split or merged
/// since their declarations were made.
pub fn coverage(
    version: &StructureVersion,
    register: &Register,
    assignments: &Assignments,
    outcomes: &BTreeMap<usize, Outcome>,
    renamed_since: &BTreeSet<usize>,
    options: &CoverageOptions,
) -> Coverage {
    let day = options.as_of;
    let mut not_counted = NotCounted::default();
    let counts: Vec<Counts> =
        register.activities.iter().map(|activity| count(activity, options, &mut not_counted)).collect();
    let used = |activity: usize| counts.get(activity) == Some(&Counts::InUse);

    let size = version.nodes().len();
    let mut assigned: Vec<Vec<usize>> = vec![Vec::new(); size];
    for assignment in assignments.all.iter().filter(|assignment| assignment.node < size) {
        if counts.get(assignment.activity).is_some_and(|c| *c != Counts::Not) {
            assigned[assignment.node].push(assignment.activity);
        }
    }
    let direct: Vec<Vec<usize>> =
        assigned.iter().map(|all| all.iter().copied().filter(|activity| used(*activity)).collect()).collect();
    let mut awaiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for open in assignments.unresolved.iter().filter(|open| used(open.activity)) {
        if matches!(open.why, UnresolvedWhy::NeedsDecision | UnresolvedWhy::ReusedCode) {
            for node in &open.candidates {
                awaiting.entry(*node).or_default().push(open.activity);
            }
        }
    }

    let asked = match &options.under {
        Some(code) => version.find(code).map_or(0..0, |node| version.subtree(node)),
        None => 0..size,
    };
    let mut coverage = Coverage {
        as_of: day,
        version_in_force: version.info.in_force(day),
        nodes: Vec::new(),
        totals: LeafSums::default(),
        other_unit_leaves: 0,
        missing: Vec::new(),
        activities: counts.iter().filter(|c| **c == Counts::InUse).count(),
        not_counted,
        unassigned: assignments.unassigned.iter().copied().filter(|activity| used(*activity)).collect(),
        unresolved: (0..assignments.unresolved.len())
            .filter(|i| used(assignments.unresolved[*i].activity))
            .collect(),
    };
    let mut sums = vec![LeafSums::default(); size];
    let mut registrations = vec![0usize; size];
    let mut distinct: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); size];
    let mut states: Vec<Option<(CoverageState, Option<usize>)>> = vec![None; size];
    for node in asked.clone() {
        if version.is_leaf(node, day) {
            if others(version, node, options) {
                coverage.other_unit_leaves += 1;
            } else {
                let (state, via) = state(version, node, &direct);
                states[node] = Some((state, via));
                coverage.totals.add(LeafSums::of(state));
                for above in std::iter::once(node).chain(version.ancestors(node)) {
                    sums[above].add(LeafSums::of(state));
                }
            }
        }
        for above in std::iter::once(node).chain(version.ancestors(node)) {
            registrations[above] += direct[node].len();
            distinct[above].extend(&direct[node]);
        }
    }
    for node in asked.clone() {
        let in_force = version.in_force(node, day);
        let shallow = options.level.is_none_or(|level| version.nodes()[node].level <= level);
        let belongs = sums[node].leaves > 0 || registrations[node] > 0 || options.unit.is_none();
        if !(in_force && shallow && belongs || !in_force && !assigned[node].is_empty()) {
            continue;
        }
        let labels = |label: fn(&Outcome) -> Option<&Text>| {
            let mut sums: BTreeMap<Text, usize> = BTreeMap::new();
            for text in distinct[node].iter().filter_map(|a| label(outcomes.get(a)?)) {
                *sums.entry(text.clone()).or_default() += 1;
            }
            sums
        };
        let source = &version.nodes()[node];
        coverage.nodes.push(NodeCoverage {
            node,
            code: source.code.clone(),
            name: source.name.clone(),
            level: source.level,
            leaf: version.is_leaf(node, day),
            state: states[node].map(|(state, _)| state),
            via: states[node].and_then(|(_, via)| via),
            activities: direct[node].clone(),
            findings: findings(
                version,
                node,
                day,
                &assigned[node],
                &counts,
                awaiting.get(&node),
                renamed_since,
            ),
            leaves: sums[node],
            registrations: registrations[node],
            distinct: distinct[node].len(),
            verdicts: labels(|outcome| Some(&outcome.verdict)),
            gaps: labels(|outcome| outcome.gap.as_ref()),
        });
    }
    for node in asked.filter(|node| matches!(states[*node], Some((CoverageState::Missing, _)))) {
        coverage.missing.push(MissingLeaf { node, expected: expected(version, node, day) });
    }
    let rank = |leaf: &MissingLeaf| match leaf.expected.first() {
        Some(Expected::Marked(_) | Expected::DocumentTypes(_)) => 0,
        Some(Expected::Siblings { .. }) => 1,
        None => 2,
    };
    coverage.missing.sort_by_key(|leaf| (rank(leaf), leaf.node));
    coverage
}

fn count(activity: &ProcessingActivity, options: &CoverageOptions, not: &mut NotCounted) -> Counts {
    let unit = activity.text(Field::Unit).unwrap_or_default();
    if options.unit.as_ref().is_some_and(|wanted| !has_words(unit, wanted)) {
        not.other_unit += 1;
        return Counts::Not;
    }
    let made = activity.date(Field::Registered).or_else(|| activity.date(Field::Created));
    if made.is_some_and(|made| made.date > options.as_of) {
        not.later += 1;
        return Counts::Not;
    }
    match status(activity) {
        Some(ActivityStatus::Draft | ActivityStatus::Planned) => {
            not.drafts += 1;
            Counts::Draft
        }
        Some(ActivityStatus::Ended) => {
            not.ended += 1;
            Counts::Ended
        }
        Some(ActivityStatus::Active | ActivityStatus::NeedsRevision) | None => Counts::InUse,
    }
}

/// Whether another unit than the one asked for answers for a node.
fn others(version: &StructureVersion, node: usize, options: &CoverageOptions) -> bool {
    let Some(wanted) = &options.unit else { return false };
    version.nodes()[node].responsible_unit.as_ref().is_some_and(|unit| !has_words(unit, wanted))
}

fn state(version: &StructureVersion, node: usize, direct: &[Vec<usize>]) -> (CoverageState, Option<usize>) {
    if !direct[node].is_empty() {
        return (CoverageState::Registered, None);
    }
    let source = &version.nodes()[node];
    let line = || std::iter::once(node).chain(version.ancestors(node)).map(|i| &version.nodes()[i]);
    // What the body does not do, or another registers, holds for all below; "no personal data" does not.
    if line().any(|n| n.registered_elsewhere.is_some()) {
        return (CoverageState::Elsewhere, None);
    }
    if line().any(|n| n.not_performed.is_some()) {
        return (CoverageState::NotPerformed, None);
    }
    if source.declares_none() && !source.effective_personal_data().is_yes() {
        return (CoverageState::NoneDeclared, None);
    }
    match version.ancestors(node).find(|above| !direct[*above].is_empty()) {
        Some(above) => (CoverageState::ViaParent, Some(above)),
        None => (CoverageState::Missing, None),
    }
}

fn expected(version: &StructureVersion, node: usize, day: NaiveDate) -> Vec<Expected> {
    let source = &version.nodes()[node];
    let mut expected = Vec::new();
    if source.personal_data.is_yes() {
        expected.push(Expected::Marked(source.personal_data));
    }
    let types = source.document_types.iter().filter(|d| d.personal_data.is_yes()).count();
    if types > 0 {
        expected.push(Expected::DocumentTypes(types));
    }
    if let Some(parent) = version.parent(node) {
        let siblings = version.children(parent).iter().filter(|s| **s != node && version.is_leaf(**s, day));
        let says: Vec<bool> =
            siblings.map(|s| version.nodes()[*s].effective_personal_data().is_yes()).collect();
        let yes = says.iter().filter(|yes| **yes).count();
        if yes > 0 {
            expected.push(Expected::Siblings { yes, of: says.len() });
        }
    }
    expected
}

fn findings(
    version: &StructureVersion,
    node: usize,
    day: NaiveDate,
    assigned: &[usize],
    counts: &[Counts],
    awaiting: Option<&Vec<usize>>,
    renamed_since: &BTreeSet<usize>,
) -> Vec<CoverageFinding> {
    let source = &version.nodes()[node];
    let mut findings = Vec::new();
    let mut add = |issue, activities: Vec<usize>, missing: Vec<NodeField>| {
        findings.push(CoverageFinding { issue, activities, missing });
    };
    let with = |wanted: Counts| assigned.iter().copied().filter(|a| counts[*a] == wanted).collect::<Vec<_>>();
    let (used, drafts, ended) = (with(Counts::InUse), with(Counts::Draft), with(Counts::Ended));
    if !version.in_force(node, day) {
        if !used.is_empty() || !drafts.is_empty() {
            add(CoverageIssue::StaleCode, used.iter().chain(&drafts).copied().collect(), Vec::new());
        }
        return findings;
    }
    if source.declares_none() || source.none_declaration.is_some() {
        let living: Vec<usize> = used.iter().chain(&drafts).copied().collect();
        if !living.is_empty() || source.effective_personal_data().is_yes() {
            add(CoverageIssue::Contradiction, living, Vec::new());
        }
        let declaration = source.none_declaration.clone().unwrap_or_default();
        if declaration.review_by.is_some_and(|review| review < day) || renamed_since.contains(&node) {
            add(CoverageIssue::StaleDeclaration, Vec::new(), Vec::new());
        }
        let missing = declaration.missing();
        if !missing.is_empty() {
            add(CoverageIssue::DeclarationIncomplete, Vec::new(), missing);
        }
    }
    if used.is_empty() && !drafts.is_empty() {
        add(CoverageIssue::DraftOnly, drafts, Vec::new());
    } else if used.is_empty() && !ended.is_empty() {
        add(CoverageIssue::EndedOnly, ended, Vec::new());
    }
    if let Some(awaiting) = awaiting {
        add(CoverageIssue::AwaitingDecision, awaiting.clone(), Vec::new());
    }
    findings
}
