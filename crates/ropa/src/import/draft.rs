//! Records on their way to a register.

use crate::import::record_keys::Identity;
use crate::model::Record;
use crate::source::CellRef;

/// A record whose key is not yet known.
pub(super) struct Draft<F> {
    /// What its key is made from, and the cell.
    pub(super) identity: (Identity, CellRef),
    pub(super) record: Record<F>,
}
