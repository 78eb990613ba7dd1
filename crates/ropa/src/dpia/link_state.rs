//! The DPIAs that are linked to an activity, each with its state, and the best of them.

use crate::dpia::remark::{About, Remark};
use crate::dpia::status::{DpiaState, LinkStatus};
use crate::linking::link::{Claim, DpiaLink, ReservationKind, UnresolvedReference, Via};
use crate::screening::fingerprint::Change;
use crate::source::{CellRef, Text};
use chrono::NaiveDate;

/// One linked DPIA with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
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
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct Resolution {
    /// State of the best; where a cell names another beside it that is not approved, the state of that.
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

impl Resolution {
    /// The linked DPIA whose state is that of them all.
    pub fn deciding(&self) -> Option<&LinkState> {
        self.links.iter().find(|link| link.status == self.status).or(self.links.first())
    }
}

/// What the links are worth together: the best of them, but no more than what one cell names beside it and that is not
/// finished or approved. Who writes "KB-01 och KB-07" says that it takes both.
pub(crate) fn together(links: &[LinkState]) -> Option<LinkStatus> {
    let best = links.first().filter(|best| best.status != LinkStatus::None)?;
    if best.status != LinkStatus::Approved {
        return Some(best.status);
    }
    let beside = links.iter().skip(1).filter(|other| other.lacks_approval() && other.is_named_beside(best));
    Some(beside.map(|other| other.status).min().unwrap_or(best.status))
}

impl LinkState {
    /// Whether it was never approved, as far as the list shows, and the register does not say so itself.
    fn lacks_approval(&self) -> bool {
        let never = matches!(
            self.state,
            DpiaState::Unfinished | DpiaState::NotApproved | DpiaState::Rejected | DpiaState::Unclear
        );
        let says = |kind| {
            matches!(kind, ReservationKind::Unfinished | ReservationKind::NotApproved | ReservationKind::Out)
        };
        never && !self.link.reservations.iter().any(|one| says(one.kind))
    }

    /// Whether one cell of the register names both.
    fn is_named_beside(&self, other: &LinkState) -> bool {
        let named = |link: &LinkState| {
            link.link.via.iter().any(|via| matches!(via, Via::Id | Via::CaseNumber | Via::Title))
        };
        named(self) && named(other) && self.link.cells.iter().any(|cell| other.link.cells.contains(cell))
    }

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
