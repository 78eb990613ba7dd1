//! Links for a program: schema `ropa/links/1`, without suggestions.

use super::LinkCheckView;
use crate::dpia::{DpiaRemark, DpiaState, LinkState, LinkStatus};
use crate::gaps::{CheckedLink, LinkIssue};
use crate::linking::Via;
use crate::report::common::envelope::Head;
use crate::report::common::json::{AsText, Handle, as_texts};
use crate::report::links::ledger::LedgerRow;
use crate::source::CellRef;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::Write;

/// Writes every tie, the ledger with what is wrong in it, and what no tie reaches, as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn check_json(out: impl Write, view: &LinkCheckView<'_>) -> Result<(), WriteError> {
    let body = Body::of(view);
    let head = Head::new("ropa/links/1", view.assessed.as_of(), view.lang, Some(view.import));
    head.by(view.assessed.packs()).write(out, body.summary(), &body)
}

#[derive(Serialize)]
struct Body<'a> {
    suggestions: [(); 0],
    ties: Vec<TieOut<'a>>,
    ledger: Vec<RowOut<'a>>,
    in_need: Vec<Handle<'a>>,
    unlinked_dpias: Vec<Handle<'a>>,
}

#[derive(Serialize)]
struct Summary {
    ties: usize,
    ledger: usize,
    in_need: usize,
    untied_dpias: usize,
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
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    #[serde(flatten)]
    row: LedgerRow<'a>,
    counts: bool,
    issues: &'a [LinkIssue],
    by: Option<&'a str>,
    on: Option<NaiveDate>,
    scope: Option<&'a str>,
    note: Option<&'a str>,
    cell: AsText<&'a CellRef>,
}

impl<'a> Body<'a> {
    fn summary(&self) -> Summary {
        Summary {
            ties: self.ties.len(),
            ledger: self.ledger.len(),
            in_need: self.in_need.len(),
            untied_dpias: self.unlinked_dpias.len(),
        }
    }

    fn of(view: &LinkCheckView<'a>) -> Body<'a> {
        let register = view.assessed.register();
        let activity = |index: usize| Handle::activity(&register.activities[index]);
        let dpia = |index: usize| Handle::dpia(&register.dpias[index]);
        let tie = |link: &'a LinkState| TieOut {
            activity: activity(link.link.activity),
            dpia: dpia(link.link.dpia),
            via: &link.link.via,
            state: link.state,
            status: link.status,
            remarks: link.remarks.iter().map(|remark| remark.kind).collect(),
            scope: link.scope.as_deref(),
            cells: as_texts(&link.link.cells),
        };
        let row = |checked: &'a CheckedLink| {
            let tie = view.tie(checked);
            RowOut {
                row: LedgerRow::of(tie, &checked.state, register),
                counts: checked.counts,
                issues: &checked.issues,
                by: tie.by.as_deref(),
                on: tie.on,
                scope: tie.scope.as_deref(),
                note: tie.note.as_deref(),
                cell: AsText(&tie.cell),
            }
        };
        Body {
            suggestions: [],
            ties: view.links().into_iter().map(tie).collect(),
            ledger: view.check.ledger.iter().map(row).collect(),
            in_need: view.check.in_need.iter().map(|index| activity(*index)).collect(),
            unlinked_dpias: view.check.unlinked_dpias.iter().map(|index| dpia(*index)).collect(),
        }
    }
}
