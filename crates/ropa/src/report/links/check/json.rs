//! Links for a program: schema `ropa/links/1`, without suggestions.

use super::LinkCheckView;
use crate::dpia::{DpiaRemark, DpiaState, LinkState, LinkStatus};
use crate::gaps::{CheckedLink, LinkIssue};
use crate::linking::{LinkChoice, Via};
use crate::report::common::envelope::{Source, sources};
use crate::report::common::error::ReportError;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{BufWriter, Write};

/// Writes every tie, the ledger with what is wrong in it, and what no tie reaches, as one JSON document.
///
/// # Errors
/// [`ReportError::Write`] when `out` cannot be written to.
pub fn check_json(out: impl Write, view: &LinkCheckView<'_>) -> Result<(), ReportError> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer(&mut out, &Document::of(view)).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    as_of: NaiveDate,
    sources: Vec<Source<'a>>,
    suggestions: [(); 0],
    ties: Vec<TieOut<'a>>,
    ledger: Vec<RowOut<'a>>,
    in_need: Vec<Handle<'a>>,
    unlinked_dpias: Vec<Handle<'a>>,
}

#[derive(Serialize)]
struct Handle<'a> {
    key: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct TieOut<'a> {
    activity: Handle<'a>,
    dpia: Handle<'a>,
    via: &'a [Via],
    state: DpiaState,
    status: LinkStatus,
    remarks: Vec<DpiaRemark>,
    scope: Option<&'a str>,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    choice: LinkChoice,
    activity: Option<Handle<'a>>,
    dpia: Option<Handle<'a>>,
    /// What the row itself calls them.
    named: [Option<&'a str>; 2],
    tied: bool,
    changed: bool,
    candidates: Vec<&'a str>,
    dpia_candidates: Vec<&'a str>,
    counts: bool,
    issues: &'a [LinkIssue],
    by: Option<&'a str>,
    on: Option<NaiveDate>,
    scope: Option<&'a str>,
    note: Option<&'a str>,
    cell: String,
}

impl<'a> Document<'a> {
    fn of(view: &LinkCheckView<'a>) -> Document<'a> {
        let register = view.assessed.register();
        let activity = |index: usize| {
            let activity = &register.activities[index];
            Handle { key: &activity.key, name: activity.label() }
        };
        let dpia = |index: usize| {
            let dpia = &register.dpias[index];
            Handle { key: &dpia.key, name: dpia.label() }
        };
        let tie = |link: &'a LinkState| TieOut {
            activity: activity(link.link.activity),
            dpia: dpia(link.link.dpia),
            via: &link.link.via,
            state: link.state,
            status: link.status,
            remarks: link.remarks.iter().map(|remark| remark.kind).collect(),
            scope: link.scope.as_deref(),
            cells: link.link.cells.iter().map(ToString::to_string).collect(),
        };
        let row = |checked: &'a CheckedLink| {
            let (tie, state) = (view.tie(checked), &checked.state);
            let candidates = state.activity_candidates.iter();
            RowOut {
                choice: tie.choice,
                activity: state.activity.map(activity),
                dpia: state.dpia.map(dpia),
                named: [
                    tie.activity.as_deref().or(tie.name.as_deref()),
                    tie.dpia.as_deref().or(tie.title.as_deref()),
                ],
                tied: state.is_linked(),
                changed: !state.changed.is_empty(),
                candidates: candidates.map(|index| &*register.activities[*index].key).collect(),
                dpia_candidates: state
                    .dpia_candidates
                    .iter()
                    .map(|index| &*register.dpias[*index].key)
                    .collect(),
                counts: checked.counts,
                issues: &checked.issues,
                by: tie.by.as_deref(),
                on: tie.on,
                scope: tie.scope.as_deref(),
                note: tie.note.as_deref(),
                cell: tie.cell.to_string(),
            }
        };
        Document {
            schema: "ropa/links/1",
            as_of: view.assessed.as_of(),
            sources: sources(view.import),
            suggestions: [],
            ties: view.links().into_iter().map(tie).collect(),
            ledger: view.check.ledger.iter().map(row).collect(),
            in_need: view.check.in_need.iter().map(|index| activity(*index)).collect(),
            unlinked_dpias: view.check.unlinked_dpias.iter().map(|index| dpia(*index)).collect(),
        }
    }
}
