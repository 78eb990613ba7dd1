//! The two assessed registers, with the DPIAs that both have.

use super::dpias::DpiaDiff;
use crate::gaps::RegisterAssessment;
use std::collections::BTreeMap;

/// Two assessed registers.
pub(super) struct Sides<'a> {
    pub(super) old: &'a RegisterAssessment,
    pub(super) new: &'a RegisterAssessment,
    /// What each DPIA of the new side was on the old, where that has it.
    pub(super) former_dpia: BTreeMap<usize, usize>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(
        old: &'a RegisterAssessment,
        new: &'a RegisterAssessment,
        dpias: &DpiaDiff,
    ) -> Sides<'a> {
        Sides { old, new, former_dpia: dpias.kept.iter().map(|one| (one.new, one.old)).collect() }
    }
}
