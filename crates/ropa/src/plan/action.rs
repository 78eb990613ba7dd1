//! What is to be done about a DPIA.

use crate::dpia::{DpiaState, LinkState, LinkStatus};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// What is to be done about one DPIA: what exists comes before what is new.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Take it up again: it was rejected.
    Redo,
    /// Complete what an approval lacks: advice, conditions, prior consultation, adoption.
    Complete,
    /// Finish it.
    Finish,
    /// Have it approved.
    Approve,
    /// Review it.
    Renew,
    /// Widen it to processing that it does not cover.
    Widen,
    /// Carry out a new one.
    New,
}

impl Action {
    /// What the state of a linked DPIA asks for; nothing where it is in order, or where a new one is needed.
    pub(super) fn of(link: &LinkState) -> Option<Action> {
        match (link.status, link.state) {
            (LinkStatus::Unfinished, _) => Some(Action::Finish),
            (LinkStatus::NotApproved, DpiaState::Rejected) => Some(Action::Redo),
            (LinkStatus::NotApproved, DpiaState::NotApproved | DpiaState::Unclear) => Some(Action::Approve),
            (LinkStatus::NotApproved, _) => Some(Action::Complete),
            (LinkStatus::ReviewDue, _) => Some(Action::Renew),
            // Archived or replaced: there is nothing living to review.
            (LinkStatus::Stale, DpiaState::NotInForce) => None,
            (LinkStatus::Stale, _) => Some(Action::Renew),
            (LinkStatus::Partial, _) => Some(Action::Widen),
            _ => None,
        }
    }
}

/// Whether a DPIA, as it stands for an activity, may be widened to others of the same family.
pub(super) fn may_be_widened(link: &LinkState) -> bool {
    let out = matches!(
        link.state,
        DpiaState::Rejected
            | DpiaState::NotInForce
            | DpiaState::NotStarted
            | DpiaState::OtherController
            | DpiaState::Doubtful
    );
    !out && (link.status == LinkStatus::Approved || Action::of(link).is_some())
}
