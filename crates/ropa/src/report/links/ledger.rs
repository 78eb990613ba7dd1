//! The rows of the ledger of links, for a program.

use crate::ledger::TracedLink;
use crate::linking::{LinkChoice, RecordedLink};
use crate::model::Register;
use crate::report::common::json::Handle;
use serde::Serialize;

/// One row: what it says, and what it is found to be about.
#[derive(Serialize)]
pub(super) struct LedgerRow<'a> {
    choice: LinkChoice,
    activity: Option<Handle<'a>>,
    dpia: Option<Handle<'a>>,
    /// What the row itself calls them.
    named: [Option<&'a str>; 2],
    tied: bool,
    changed: bool,
    candidates: Vec<&'a str>,
    dpia_candidates: Vec<&'a str>,
}

impl<'a> LedgerRow<'a> {
    pub(super) fn of(row: &'a RecordedLink, state: &TracedLink, register: &'a Register) -> LedgerRow<'a> {
        let (activities, dpias) = (&register.activities, &register.dpias);
        LedgerRow {
            choice: row.choice,
            activity: state.activity.map(|index| Handle::activity(&activities[index])),
            dpia: state.dpia.map(|index| Handle::dpia(&dpias[index])),
            named: [
                row.activity.as_deref().or(row.name.as_deref()),
                row.dpia.as_deref().or(row.title.as_deref()),
            ],
            tied: state.is_linked(),
            changed: !state.changed.is_empty(),
            candidates: state.activity_candidates.iter().map(|index| &*activities[*index].key).collect(),
            dpia_candidates: state.dpia_candidates.iter().map(|index| &*dpias[*index].key).collect(),
        }
    }
}
