//! Which processes each activity of a register belongs to, as the register says.

use super::code::CodeError;
use super::code::ProcessCode;
use super::code_reading::{CellCode, CodeReading};
use super::lexicon::{lexicon, word_key};
use super::likeness::likeness;
use super::mapping::{Mapping, Successors};
use super::structure::StructureVersion;
use super::suggest::Suggester;
use crate::model::{Field, ProcessingActivity, Register, Spot};
use crate::source::{CellRef, Text};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// From this likeness on, the name beside a code is that of the node.
const NAMED_ALIKE: f64 = 0.6;
const CANDIDATES: usize = 5;

/// The version in force, and those before it.
#[derive(Debug, Clone)]
pub struct History<'v> {
    /// The version that assignments are to lead to.
    pub version: &'v StructureVersion,
    /// Earlier versions, the newest first, each with the mapping to the version after it.
    pub earlier: Vec<(&'v StructureVersion, &'v Mapping)>,
}

impl<'v> History<'v> {
    /// A version without any before it.
    pub fn of(version: &'v StructureVersion) -> History<'v> {
        History { version, earlier: Vec::new() }
    }

    /// Where a code of an earlier version leads today, through all mappings between.
    fn forward(&self, which: usize, code: &ProcessCode) -> Successors {
        let mut all = Successors { mapped: true, ..Successors::default() };
        let mut codes = BTreeSet::from([code.clone()]);
        for step in (0..=which).rev() {
            let newer = step.checked_sub(1).map_or(self.version, |next| self.earlier[next].0);
            let mut next = BTreeSet::new();
            for code in &codes {
                let found = self.earlier[step].1.follow(code, newer);
                all.mapped &= found.mapped;
                all.ends |= found.ends;
                all.missing.extend(found.missing);
                all.endless.extend(found.endless);
                if step == 0 {
                    all.nodes.extend(found.nodes);
                } else {
                    next.extend(found.nodes.iter().filter_map(|node| newer.nodes()[*node].code.clone()));
                }
            }
            codes = next;
        }
        all.nodes.sort_unstable();
        all.nodes.dedup();
        all
    }
}

/// Whether a assignment is the first that the record names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AssignmentRole {
    /// The first.
    Primary,
    /// One more.
    Also,
}

/// How a assignment was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AssignmentHow {
    /// From a code.
    Code,
    /// From the code at the beginning of a case number.
    CaseNumber,
    /// From the name of the process.
    Name,
}

/// A assignment between one activity and one node.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProcessAssignment {
    /// Index of the activity in the register.
    pub activity: usize,
    /// Index of the node in the version.
    pub node: usize,
    /// Whether it is the first of the record.
    pub role: AssignmentRole,
    /// How it was read.
    pub how: AssignmentHow,
    /// The reference as written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
    /// The label of the earlier version that it was written against, where it was.
    pub written_against: Option<Text>,
    /// Whether a name stands beside the code that is not like that of the node.
    pub name_differs: bool,
}

/// Why a reference did not lead to a node.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum UnresolvedWhy {
    /// The structure has no such code or name.
    Unknown,
    /// It can mean several nodes.
    Ambiguous,
    /// The code means one thing in this version and another in an earlier, and nothing says which is meant.
    ReusedCode,
    /// It is not a code that can be read.
    NotACode,
    /// A spreadsheet has turned it into a date.
    BecameDate,
    /// The node was split; someone must choose.
    NeedsDecision,
    /// The node ended without successor.
    StaleCode,
}

/// A reference that did not lead to a node, kept as written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnresolvedAssignment {
    /// Index of the activity in the register.
    pub activity: usize,
    /// The reference as written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
    /// The code read, if any.
    pub code: Option<ProcessCode>,
    /// Why.
    pub why: UnresolvedWhy,
    /// The nodes it may mean, nearest first; all of them where it was split.
    pub candidates: Vec<usize>,
}

/// All that a register says of the processes of its activities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assignments {
    /// The assignments, by activity.
    pub all: Vec<ProcessAssignment>,
    /// The references that did not lead to a node, by activity.
    pub unresolved: Vec<UnresolvedAssignment>,
    /// The activities without any assignment, also those with unresolved references.
    pub unassigned: Vec<usize>,
}

/// How to read assignments.
#[derive(Debug, Clone, Default)]
pub struct AssignmentOptions {
    /// The cells of the register that hold numbers, so that `3.1` may be `3.10`.
    pub number_cells: BTreeSet<CellRef>,
    /// The label of the version that all codes were written against, where that is known.
    pub written_against: Option<Text>,
}

/// Reads the assignments of all activities.
///
/// The process columns count first; where they lead nowhere, the business area; where that says
/// nothing either, the code in the record's own case number. Unknown codes are kept and reported.
pub fn assign(register: &Register, history: &History<'_>, options: &AssignmentOptions) -> Assignments {
    let mut reader =
        Reader { history, options, suggester: Suggester::new(history.version), nearest: BTreeMap::new() };
    let mut assignments = Assignments::default();
    for (index, activity) in register.activities.iter().enumerate() {
        let before = assignments.all.len();
        reader.read(index, activity, &mut assignments);
        if assignments.all.len() == before {
            assignments.unassigned.push(index);
        }
    }
    assignments
}

/// What a reference leads to.
enum Lead {
    Node { node: usize, how: AssignmentHow, against: Option<Text>, name_differs: bool },
    Nowhere { why: UnresolvedWhy, code: Option<ProcessCode>, candidates: Vec<usize> },
}

fn nowhere(why: UnresolvedWhy, code: Option<&ProcessCode>, candidates: Vec<usize>) -> Lead {
    Lead::Nowhere { why, code: code.cloned(), candidates }
}

struct Reader<'h, 'v> {
    history: &'h History<'v>,
    options: &'h AssignmentOptions,
    suggester: Suggester<'v>,
    nearest: BTreeMap<ProcessCode, Vec<usize>>,
}

impl Reader<'_, '_> {
    fn read(&mut self, index: usize, activity: &ProcessingActivity, assignments: &mut Assignments) {
        let start = assignments.all.len();
        for (field, main) in [(Field::Process, true), (Field::BusinessArea, false)] {
            for entry in activity.entries_of(field) {
                if matches!(
                    entry.value,
                    crate::model::Value::Blank
                        | crate::model::Value::Unknown
                        | crate::model::Value::NotApplicable
                ) {
                    continue;
                }
                let cell = activity.cell(entry);
                let number = self.options.number_cells.contains(&cell);
                for written in self.references(&entry.written) {
                    let lead = self.lead(activity, &written, number);
                    // A business area is seldom a process; only a code there is worth a report.
                    let silent = !main && matches!(&lead, Lead::Nowhere { code: None, .. });
                    if !silent {
                        take(assignments, start, index, written.as_str().into(), cell.clone(), lead);
                    }
                }
            }
            if assignments.all.len() > start {
                return;
            }
        }
        let ids = activity.entries_of(Field::Id).map(|entry| (&entry.written, Spot::from(entry)));
        let extras = activity.extras.iter().filter(|x| lexicon().case_numbers.contains(&word_key(&x.header)));
        for (written, spot) in ids.chain(extras.map(|extra| (&extra.written, Spot::from(extra)))) {
            if let Ok(reading) = self.history.version.style.parse(written)
                && reading.case_number
                && let lead @ Lead::Node { .. } = self.coded(activity, &reading)
            {
                take(assignments, start, index, written.trim().into(), activity.cell(spot), lead);
            }
        }
    }

    /// The references in a cell: parted by line breaks, semicolons and bars, and by commas, slashes
    /// and "och" where a code follows, for names hold those too.
    fn references(&self, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for part in text.split(['\n', '\r', ';', '|']).map(str::trim).filter(|part| !part.is_empty()) {
            let mut rest = part;
            while let Some((end, next)) = self.next_code(rest) {
                all.push(rest[..end].trim().to_owned());
                rest = rest[next..].trim_start();
            }
            all.push(rest.trim().to_owned());
        }
        all
    }

    /// Where the first reference of a text ends and the next begins.
    fn next_code(&self, text: &str) -> Option<(usize, usize)> {
        let joiners = &lexicon().joiners;
        let style = &self.history.version.style;
        if !text.starts_with(|c: char| c.is_ascii_digit()) && style.parse(text).is_err() {
            return None;
        }
        for (at, c) in text.char_indices() {
            let next = match c {
                ',' | '/' | '&' | '+' => at + c.len_utf8(),
                c if c.is_whitespace() => {
                    let word = text[at..].split_whitespace().next().unwrap_or_default();
                    let Some(joiner) = joiners.iter().find(|joiner| *joiner == word) else { continue };
                    let blank = text[at..].find(joiner.as_str()).unwrap_or(0);
                    at + blank + joiner.len()
                }
                _ => continue,
            };
            let follows = &text[next..];
            let blank = follows.starts_with(char::is_whitespace);
            if let Ok(reading) = style.parse(follows) {
                let several = reading.code.level() > 1;
                if several || c != '/' && blank && reading.rest.is_empty() {
                    return Some((at, next));
                }
            }
        }
        None
    }

    fn lead(&mut self, activity: &ProcessingActivity, written: &str, number: bool) -> Lead {
        let version = self.history.version;
        match version.style.parse_cell(written, number) {
            Ok(CellCode::Sure(reading)) => self.coded(activity, &reading),
            Ok(CellCode::Either { short, long }) => match (version.find(&short), version.find(&long)) {
                (Some(a), Some(b)) => nowhere(UnresolvedWhy::Ambiguous, None, vec![a, b]),
                (None, Some(_)) => self.coded(activity, &bare(long)),
                _ => self.coded(activity, &bare(short)),
            },
            Err(CodeError::NoCode) => self.named(written),
            Err(CodeError::Date(codes)) => {
                let candidates = codes.iter().filter_map(|code| version.find(code)).collect();
                nowhere(UnresolvedWhy::BecameDate, None, candidates)
            }
            Err(_) => nowhere(UnresolvedWhy::NotACode, None, self.suggester.named_like(written, CANDIDATES)),
        }
    }

    fn named(&self, written: &str) -> Lead {
        let version = self.history.version;
        // "Ge stöd / Barn och unga / Utreda barns behov" names the last.
        let last = written.rsplit(['/', '>', '»']).next().unwrap_or(written);
        let assignment =
            |node, against| Lead::Node { node, how: AssignmentHow::Name, against, name_differs: false };
        for name in [written, last] {
            match version.named(name) {
                [] => {}
                [node] => return assignment(*node, None),
                several => return nowhere(UnresolvedWhy::Ambiguous, None, several.to_vec()),
            }
        }
        for (which, (earlier, _)) in self.history.earlier.iter().enumerate() {
            if let [node] = earlier.named(written)
                && let Some(code) = &earlier.nodes()[*node].code
            {
                let label = earlier.info.label.clone();
                return self.through(which, code, AssignmentHow::Name, label);
            }
        }
        nowhere(UnresolvedWhy::Unknown, None, self.suggester.named_like(written, CANDIDATES))
    }

    /// A code of an earlier version, through the mappings.
    fn through(&self, which: usize, code: &ProcessCode, how: AssignmentHow, label: Text) -> Lead {
        let found = self.history.forward(which, code);
        if let Some(node) = found.single() {
            return Lead::Node { node, how, against: Some(label), name_differs: false };
        }
        let why = match (found.retired(), found.nodes.is_empty()) {
            (true, _) => UnresolvedWhy::StaleCode,
            (false, false) => UnresolvedWhy::NeedsDecision,
            (false, true) => UnresolvedWhy::Unknown,
        };
        nowhere(why, Some(code), found.nodes)
    }

    fn coded(&mut self, activity: &ProcessingActivity, reading: &CodeReading) -> Lead {
        let version = self.history.version;
        let code = &reading.code;
        let how = if reading.case_number { AssignmentHow::CaseNumber } else { AssignmentHow::Code };
        // What follows a code is its name, but not when a document type or a case number stands between.
        let name = if reading.document_type.is_some() || reading.case_number { "" } else { &reading.rest };
        let now = version.find(code);
        let then = |which: usize| {
            let (earlier, _) = self.history.earlier[which];
            earlier.find(code).map(|node| (earlier, &earlier.nodes()[node].name))
        };
        let direct = |node: usize| {
            let name_differs = !name.is_empty() && likeness(name, &version.nodes()[node].name) < NAMED_ALIKE;
            Lead::Node { node, how, against: None, name_differs }
        };
        if let Some(label) = &self.options.written_against {
            if *label != version.info.label {
                let which = self.history.earlier.iter().position(|(earlier, _)| earlier.info.label == *label);
                return match which.filter(|which| then(*which).is_some()) {
                    Some(which) => self.through(which, code, how, label.clone()),
                    None => self.unknown(code),
                };
            }
            return now.map(direct).unwrap_or_else(|| self.unknown(code));
        }
        let earlier: Vec<usize> =
            (0..self.history.earlier.len()).filter(|which| then(*which).is_some()).collect();
        let Some(node) = now else {
            return match earlier.first().and_then(|which| Some((*which, then(*which)?.0))) {
                Some((which, version)) => self.through(which, code, how, version.info.label.clone()),
                None => self.unknown(code),
            };
        };
        // Only where the code led, or leads, elsewhere does it matter when it was written.
        let other =
            earlier.iter().copied().find(|which| self.history.forward(*which, code).single() != Some(node));
        let Some(other) = other else { return direct(node) };
        let label = self.history.earlier[other].0.info.label.clone();
        if !name.is_empty() {
            let like_now = likeness(name, &version.nodes()[node].name);
            let like_then = then(other).map_or(0.0, |(_, earlier)| likeness(name, earlier));
            if like_now >= NAMED_ALIKE && like_now > like_then {
                return direct(node);
            }
            if like_then >= NAMED_ALIKE && like_then > like_now {
                return self.through(other, code, how, label);
            }
        }
        match written_before(activity, version.info.valid_from) {
            Some(true) => self.through(other, code, how, label),
            Some(false) => direct(node),
            None => {
                let mut candidates = vec![node];
                let more = self.history.forward(other, code).nodes;
                candidates.extend(more.into_iter().filter(|n| *n != node));
                nowhere(UnresolvedWhy::ReusedCode, Some(code), candidates)
            }
        }
    }

    fn unknown(&mut self, code: &ProcessCode) -> Lead {
        let version = self.history.version;
        let nearest = self.nearest.entry(code.clone()).or_insert_with(|| nearest(version, code));
        nowhere(UnresolvedWhy::Unknown, Some(code), nearest.clone())
    }
}

fn bare(code: ProcessCode) -> CodeReading {
    CodeReading { code, document_type: None, case_number: false, rest: String::new() }
}

/// The nodes whose codes are nearest: those that share most from the beginning, then by level and number.
fn nearest(version: &StructureVersion, code: &ProcessCode) -> Vec<usize> {
    let mut all: Vec<_> = version
        .codes()
        .filter_map(|(other, node)| {
            let shared = code.shared(other);
            let apart = match (code.segments().get(shared), other.segments().get(shared)) {
                (Some(a), Some(b)) => a.abs_diff(*b),
                _ => 0,
            };
            (shared > 0).then_some((usize::MAX - shared, code.level().abs_diff(other.level()), apart, node))
        })
        .collect();
    all.sort_unstable();
    all.into_iter().take(CANDIDATES).map(|(.., node)| node).collect()
}

/// Whether the record was written before a day: certainly (last touched before), certainly not
/// (made on it or later), or not to be told.
fn written_before(activity: &ProcessingActivity, day: Option<NaiveDate>) -> Option<bool> {
    let day = day?;
    let dates =
        |fields: &[Field]| -> Vec<_> { fields.iter().filter_map(|f| activity.date(*f).cloned()).collect() };
    let made = dates(&[Field::Registered, Field::Created]);
    if made.iter().any(|date| date.date >= day) {
        return Some(false);
    }
    let touched = dates(&[Field::Updated, Field::Registered, Field::Created]);

    let before = !touched.is_empty() && touched.iter().all(|date| date.latest() < day);
    before.then_some(true)
}

fn take(
    assignments: &mut Assignments,
    start: usize,
    activity: usize,
    written: Text,
    cell: CellRef,
    lead: Lead,
) {
    match lead {
        Lead::Node { node, how, against, name_differs } => {
            if assignments.all[start..].iter().any(|assignment| assignment.node == node) {
                return;
            }
            let role =
                if assignments.all.len() == start { AssignmentRole::Primary } else { AssignmentRole::Also };
            assignments.all.push(ProcessAssignment {
                activity,
                node,
                role,
                how,
                written,
                cell,
                written_against: against,
                name_differs,
            });
        }
        Lead::Nowhere { why, code, candidates } => {
            assignments.unresolved.push(UnresolvedAssignment {
                activity,
                written,
                cell,
                code,
                why,
                candidates,
            });
        }
    }
}
