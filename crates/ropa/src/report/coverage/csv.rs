//! Coverage as delimited text that Swedish Excel opens with a double click.

use super::sentences::Sentences;
use super::view::CoverageView;
use crate::classification::{Fit, NodeCoverage, Share};
use crate::workbook::CsvOut;
use crate::workbook::WriteError;
use std::io::Write;

/// Writes one row per node in tree order or, where the view has an evaluation, one row per process
/// group and unit: semicolons, UTF-8 with a byte order mark, CRLF.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe in front; see
/// [`neutralised`](crate::workbook::neutralised).
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn csv(out: impl Write, view: &CoverageView<'_>) -> Result<(), WriteError> {
    let mut out = CsvOut::excel_sv(out)?;
    let sentences = Sentences::new(view);
    let (header, rows) = match view.evaluation {
        Some(_) => (EVALUATION.as_slice(), evaluation(&sentences)),
        None => (TREE.as_slice(), view.coverage.nodes.iter().map(|node| row(&sentences, node)).collect()),
    };
    out.row(header.iter().map(|key| sentences.texts.column.of(key)))?;
    rows.iter().try_for_each(|row| out.row(row))?;
    Ok(out.finish()?)
}

/// The columns of the tree.
pub(super) const TREE: [&str; 17] = [
    "code",
    "name",
    "level",
    "leaf",
    "state",
    "via",
    "activities",
    "registrations",
    "distinct",
    "leaves",
    "leaves_expected",
    "leaves_registered",
    "leaves_missing",
    "required",
    "presumed",
    "undetermined",
    "gaps",
];

fn row(sentences: &Sentences<'_, '_>, node: &NodeCoverage) -> Vec<String> {
    let verdict = |code: &str| node.verdicts.get(code).copied().unwrap_or(0).to_string();
    let yes_no = &sentences.wording.lang.words().tri;
    vec![
        node.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        node.name.to_string(),
        node.level.to_string(),
        yes_no.of(if node.leaf { "yes" } else { "no" }).to_string(),
        node.state.map_or("", |state| sentences.state(state)).to_string(),
        node.via.map(|via| sentences.view.node(via).label()).unwrap_or_default(),
        sentences.handles(&node.activities),
        node.registrations.to_string(),
        node.distinct.to_string(),
        node.leaves.leaves.to_string(),
        node.leaves.expected().to_string(),
        node.leaves.registered.to_string(),
        node.leaves.missing.to_string(),
        verdict("required"),
        verdict("presumed"),
        verdict("cannot_be_excluded"),
        node.gaps.values().sum::<usize>().to_string(),
    ]
}

/// The columns of the evaluation.
pub(super) const EVALUATION: [&str; 14] = [
    "group",
    "scope",
    "reading",
    "signs",
    "could_suit",
    "in_use",
    "leaves_missing",
    "many",
    "none",
    "inner",
    "duplicates",
    "answered",
    "old",
    "quarters",
];

/// One row for the whole, for each process group and for each unit.
pub(super) fn evaluation(sentences: &Sentences<'_, '_>) -> Vec<Vec<String>> {
    let Some(evaluation) = sentences.view.evaluation else { return Vec::new() };
    let texts = &sentences.texts.fit;
    let mut rows = vec![fit(sentences, &texts.whole, "", &evaluation.whole)];
    rows.extend(
        evaluation
            .groups
            .iter()
            .map(|group| fit(sentences, &texts.group, &sentences.node(group.node), &group.fit)),
    );
    rows.extend(
        evaluation.units.iter().map(|unit| {
            fit(sentences, &texts.unit, unit.unit.as_deref().unwrap_or(&texts.no_unit), &unit.fit)
        }),
    );
    rows
}

fn fit(sentences: &Sentences<'_, '_>, kind: &str, scope: &str, fit: &Fit) -> Vec<String> {
    let figures = &fit.figures;
    // So many of so many: the figure never stands without what it is counted of.
    let of = |share: &Share| {
        sentences.wording.texts.gaps.summary.of.fill(&[("count", &share.count), ("total", &share.of)])
    };
    let maybe = |share: &Option<Share>| share.as_ref().map(of).unwrap_or_default();
    let signs = fit.signs.iter().map(|(sign, share)| sentences.sign(*sign, *share));
    let ways = fit.could_suit.iter().map(|(by, share)| sentences.way(*by, *share));
    vec![
        kind.to_string(),
        scope.to_string(),
        sentences.texts.reading.of(fit.reading.into()).to_string(),
        crate::report::common::wording::joined_by("; ", signs),
        crate::report::common::wording::joined_by("; ", ways),
        figures.activities.to_string(),
        maybe(&figures.leaves_without),
        of(&figures.tied_to_many),
        maybe(&figures.tied_to_none),
        of(&figures.only_inner),
        of(&figures.in_near_duplicates),
        of(&figures.answered),
        of(&figures.old),
        sentences.quarters(fit),
    ]
}
