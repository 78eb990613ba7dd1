//! Coverage for a program: schema `ropa/coverage/1`.

use super::view::CoverageView;
use crate::classification::{
    CoverageIssue, CoverageState, Evaluation, Expected, LeafSums, NodeCoverage, NotCounted, Share,
    UnresolvedAssignment,
};
use crate::model::Field;
use crate::report::common::envelope::Head;
use crate::report::common::json::{AsText, StructureFindingOut, as_texts, two_decimals};
use crate::source::{CellRef, Text};
use crate::workbook::WriteError;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/coverage-1.json");

/// Writes the coverage as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &CoverageView<'_>) -> Result<(), WriteError> {
    let head = Head::new("ropa/coverage/1", view.coverage.as_of, view.lang, Some(view.import)).by(view.packs);
    head.write(out, Summary::of(view), Body::of(view))
}

#[derive(Serialize)]
struct Body<'a> {
    structure: StructureOut<'a>,
    filters: &'a [String],
    nodes: Vec<NodeOut<'a>>,
    missing: Vec<MissingOut<'a>>,
    untied: Vec<UntiedOut<'a>>,
    unresolved_codes: Vec<UnresolvedOut<'a>>,
    structure_findings: Vec<StructureFindingOut<'a>>,
    evaluation: Option<EvaluationOut<'a>>,
}

#[derive(Serialize)]
struct StructureOut<'a> {
    version: &'a str,
    files: &'a [Text],
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    in_force: bool,
    nodes: usize,
}

#[derive(Serialize)]
struct Summary {
    leaves: LeafSums,
    /// The denominator of the share registered.
    leaves_expected: usize,
    other_unit_leaves: usize,
    activities: usize,
    tied: usize,
    not_counted: NotCounted,
}

#[derive(Serialize)]
struct ActivityOut<'a> {
    id: &'a str,
    name: &'a str,
    unit: Option<String>,
}

#[derive(Serialize)]
struct NodeOut<'a> {
    code: Option<String>,
    name: &'a str,
    level: usize,
    leaf: bool,
    state: Option<CoverageState>,
    via: Option<String>,
    /// Ids of the activities tied to the node itself.
    activities: Vec<&'a str>,
    findings: Vec<FindingOut<'a>>,
    leaves: LeafSums,
    registrations: usize,
    distinct: usize,
    verdicts: &'a BTreeMap<Text, usize>,
    gaps: &'a BTreeMap<Text, usize>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    issue: CoverageIssue,
    activities: Vec<&'a str>,
    missing: Vec<&'static str>,
}

#[derive(Serialize)]
struct MissingOut<'a> {
    code: Option<String>,
    name: &'a str,
    expected: &'a [Expected],
}

#[derive(Serialize)]
struct UntiedOut<'a> {
    #[serde(flatten)]
    activity: ActivityOut<'a>,
    suggestions: Vec<SuggestionOut<'a>>,
}

#[derive(Serialize)]
struct SuggestionOut<'a> {
    code: Option<String>,
    name: &'a str,
    score: f64,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    ground: &'static str,
    words: &'a [String],
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct UnresolvedOut<'a> {
    activity: &'a str,
    written: &'a str,
    cell: AsText<&'a CellRef>,
    why: &'static str,
    candidates: Vec<String>,
}

/// Indices of activities become their ids.
#[derive(Serialize)]
struct EvaluationOut<'a> {
    whole: FitOut<'a>,
    groups: Vec<GroupOut<'a>>,
    units: Vec<UnitOut<'a>>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    code: Option<String>,
    name: &'a str,
    #[serde(flatten)]
    fit: FitOut<'a>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Option<&'a str>,
    #[serde(flatten)]
    fit: FitOut<'a>,
}

#[derive(Serialize)]
struct FitOut<'a> {
    reading: crate::classification::FitReading,
    signs: Vec<SignOut>,
    could_suit: Vec<WayOut>,
    activities: usize,
    registrations_per_leaf: Share,
    most_on_a_leaf: usize,
    leaves_without: Option<Share>,
    tied_to_many: Share,
    tied_to_none: Option<Share>,
    only_inner: Share,
    in_near_duplicates: Share,
    near_duplicates: Vec<DuplicateOut<'a>>,
    answered: Share,
    median_age_days: Option<i64>,
    old: Share,
    by_quarter: &'a BTreeMap<String, usize>,
    without_quarter: usize,
}

#[derive(Serialize)]
struct SignOut {
    sign: crate::classification::FitSign,
    #[serde(flatten)]
    share: Share,
}

#[derive(Serialize)]
struct WayOut {
    by: crate::classification::RegisterBy,
    #[serde(flatten)]
    share: Share,
}

#[derive(Serialize)]
struct DuplicateOut<'a> {
    activities: [&'a str; 2],
    likeness: f64,
    same_purpose: bool,
    same_systems: bool,
}

impl Summary {
    fn of(view: &CoverageView<'_>) -> Summary {
        let coverage = view.coverage;
        Summary {
            leaves: coverage.totals,
            leaves_expected: coverage.totals.expected(),
            other_unit_leaves: coverage.other_unit_leaves,
            activities: coverage.activities,
            tied: coverage.activities - coverage.unassigned.len(),
            not_counted: coverage.not_counted,
        }
    }
}

impl<'a> Body<'a> {
    fn of(view: &CoverageView<'a>) -> Body<'a> {
        let (coverage, version) = (view.coverage, view.version);
        Body {
            structure: StructureOut {
                version: &version.info.label,
                files: &version.info.files,
                valid_from: version.info.valid_from,
                valid_to: version.info.valid_to,
                in_force: coverage.version_in_force,
                nodes: version.nodes().len(),
            },
            filters: view.filters,
            nodes: coverage.nodes.iter().map(|node| node_out(view, node)).collect(),
            missing: coverage
                .missing
                .iter()
                .map(|leaf| MissingOut {
                    code: code_of(view, leaf.node),
                    name: &view.node(leaf.node).name,
                    expected: &leaf.expected,
                })
                .collect(),
            untied: coverage.unassigned.iter().map(|activity| untied_out(view, *activity)).collect(),
            unresolved_codes: coverage
                .unresolved
                .iter()
                .map(|index| unresolved_out(view, &view.assignments.unresolved[*index]))
                .collect(),
            structure_findings: StructureFindingOut::all(view.structure_findings),
            evaluation: view.evaluation.map(|evaluation| evaluation_out(view, evaluation)),
        }
    }
}

fn key<'a>(view: &CoverageView<'a>, activity: usize) -> &'a str {
    &view.activity(activity).key
}

fn keys<'a>(view: &CoverageView<'a>, activities: &[usize]) -> Vec<&'a str> {
    activities.iter().map(|activity| key(view, *activity)).collect()
}

fn code_of(view: &CoverageView<'_>, node: usize) -> Option<String> {
    view.node(node).code.as_ref().map(ToString::to_string)
}

fn node_out<'a>(view: &CoverageView<'a>, node: &'a NodeCoverage) -> NodeOut<'a> {
    NodeOut {
        code: node.code.as_ref().map(ToString::to_string),
        name: &node.name,
        level: node.level,
        leaf: node.leaf,
        state: node.state,
        via: node.via.map(|via| view.node(via).label()),
        activities: keys(view, &node.activities),
        findings: node
            .findings
            .iter()
            .map(|finding| FindingOut {
                issue: finding.issue,
                activities: keys(view, &finding.activities),
                missing: finding.missing.iter().map(|part| (*part).into()).collect(),
            })
            .collect(),
        leaves: node.leaves,
        registrations: node.registrations,
        distinct: node.distinct,
        verdicts: &node.verdicts,
        gaps: &node.gaps,
    }
}

fn untied_out<'a>(view: &CoverageView<'a>, index: usize) -> UntiedOut<'a> {
    let activity = view.activity(index);
    let suggestions = view.suggestions.get(&index).map_or(&[][..], Vec::as_slice);
    UntiedOut {
        activity: ActivityOut {
            id: &activity.key,
            name: activity.text(Field::Name).unwrap_or_default(),
            unit: activity.unit().map(|unit| unit.to_string()),
        },
        suggestions: suggestions
            .iter()
            .map(|suggestion| SuggestionOut {
                code: code_of(view, suggestion.node),
                name: &view.node(suggestion.node).name,
                score: two_decimals(suggestion.score),
                reasons: suggestion
                    .reasons
                    .iter()
                    .map(|reason| ReasonOut {
                        ground: reason.ground.into(),
                        words: &reason.words,
                        cells: as_texts(&reason.cells),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn unresolved_out<'a>(view: &CoverageView<'a>, tie: &'a UnresolvedAssignment) -> UnresolvedOut<'a> {
    UnresolvedOut {
        activity: key(view, tie.activity),
        written: &tie.written,
        cell: AsText(&tie.cell),
        why: tie.why.into(),
        candidates: tie.candidates.iter().map(|node| view.node(*node).label()).collect(),
    }
}

fn evaluation_out<'a>(view: &CoverageView<'a>, evaluation: &'a Evaluation) -> EvaluationOut<'a> {
    EvaluationOut {
        whole: fit_out(view, &evaluation.whole),
        groups: evaluation
            .groups
            .iter()
            .map(|group| GroupOut {
                code: group.code.as_ref().map(ToString::to_string),
                name: &group.name,
                fit: fit_out(view, &group.fit),
            })
            .collect(),
        units: evaluation
            .units
            .iter()
            .map(|unit| UnitOut { unit: unit.unit.as_deref(), fit: fit_out(view, &unit.fit) })
            .collect(),
    }
}

fn fit_out<'a>(view: &CoverageView<'a>, fit: &'a crate::classification::Fit) -> FitOut<'a> {
    let figures = &fit.figures;
    FitOut {
        reading: fit.reading,
        signs: fit.signs.iter().map(|(sign, share)| SignOut { sign: *sign, share: *share }).collect(),
        could_suit: fit.could_suit.iter().map(|(by, share)| WayOut { by: *by, share: *share }).collect(),
        activities: figures.activities,
        registrations_per_leaf: figures.registrations_per_leaf,
        most_on_a_leaf: figures.most_on_a_leaf,
        leaves_without: figures.leaves_without,
        tied_to_many: figures.tied_to_many,
        tied_to_none: figures.tied_to_none,
        only_inner: figures.only_inner,
        in_near_duplicates: figures.in_near_duplicates,
        near_duplicates: figures
            .near_duplicates
            .iter()
            .map(|pair| DuplicateOut {
                activities: [key(view, pair.activities.0), key(view, pair.activities.1)],
                likeness: two_decimals(pair.likeness),
                same_purpose: pair.same_purpose,
                same_systems: pair.same_systems,
            })
            .collect(),
        answered: figures.answered,
        median_age_days: figures.median_age_days,
        old: figures.old,
        by_quarter: &figures.by_quarter,
        without_quarter: figures.without_quarter,
    }
}
