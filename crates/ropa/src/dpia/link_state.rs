//! The DPIAs that are linked to an activity, each with its state, and the best of them.

use crate::dpia::remark::{About, Remark};
use crate::dpia::status::{DpiaState, LinkStatus};
use crate::linking::link::{Claim, DpiaLink, UnresolvedReference};
use crate::screening::fingerprint::Change;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;

/// One linked DPIA with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkState {
    /// The link.
    pub link: DpiaLink,
    /// State of the DPIA for this activity: the weightiest of what there is to say.
    pub state: DpiaState,
    /// What the link is worth.
    pub status: LinkStatus,
    /// All there is to say, the weightiest first.
    pub remarks: Vec<Remark>,
    /// What the link says that it covers, where it was accepted with a scope.
    pub scope: Option<Text>,
    /// The day on which the state came about, where the list shows it.
    pub since: Option<NaiveDate>,
}

/// All that is linked to one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// State of the best.
    pub status: LinkStatus,
    /// The linked DPIAs, best first.
    pub links: Vec<LinkState>,
    /// References that led nowhere, or to several.
    pub unresolved: Vec<UnresolvedReference>,
    /// The cell that says that a DPIA is done, where the register says so.
    pub claimed: Option<CellRef>,
    /// What else the register says of a DPIA that it does not name: planned, under way, not needed, another's.
    pub said: Vec<Claim>,
}

impl LinkState {
    /// The remark that makes the DPIA what it is for this activity, where one does.
    pub fn deciding(&self) -> Option<&Remark> {
        let decides = |remark: &&Remark| {
            remark.makes.map(LinkStatus::from) == Some(self.status) && remark.state() == Some(self.state)
        };
        self.remarks.iter().find(decides)
    }

    /// What has changed since it was made, or since the link was accepted.
    pub fn changed(&self) -> impl Iterator<Item = &Change> {
        self.remarks.iter().flat_map(|remark| &remark.about).filter_map(|about| match about {
            About::Changed(change) => Some(change),
            _ => None,
        })
    }
}
