//! The state of a linked DPIA, and what there is to say of it.

mod approval;
pub(crate) mod conditions;
mod contents;
pub(crate) mod link_assessment;
pub(crate) mod link_state;
pub(crate) mod remark;
mod scope;
pub(crate) mod status;
mod told_change;

pub use link_state::{LinkState, Resolution};
pub use remark::{About, DpiaRemark, Remark};
pub use status::{DpiaState, LinkStatus};
