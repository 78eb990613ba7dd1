//! The two assessed registers, with the DPIAs that both have.

use super::dpias::DpiaDiff;
use crate::gaps::RegisterAssessment;
use crate::model::{DateValue, DpiaField, Field};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Two assessed registers.
pub(super) struct Sides<'a> {
    pub(super) old: &'a RegisterAssessment,
    pub(super) new: &'a RegisterAssessment,
    /// The last day that the old side knows of.
    told_until: Option<NaiveDate>,
    /// What each DPIA of the new side was on the old, where that has it.
    pub(super) former_dpia: BTreeMap<usize, usize>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(
        old: &'a RegisterAssessment,
        new: &'a RegisterAssessment,
        dpias: &DpiaDiff,
    ) -> Sides<'a> {
        let former_dpia = dpias.kept.iter().map(|one| (one.new, one.old)).collect();
        Sides { old, new, told_until: told_until(old, new), former_dpia }
    }

    /// The day on which a DPIA of the new side was approved, where the old side tells of later days and not of that.
    pub(super) fn approved_earlier(&self, dpia: usize) -> Option<NaiveDate> {
        let day = self.new.register().dpias.get(dpia)?.date(DpiaField::Approved)?.latest();
        (day <= self.told_until?).then_some(day)
    }
}

/// The last day that the old side knows of: the day it was assessed by where that is its own, else the latest day that
/// its records were registered or changed, or its DPIAs made.
fn told_until(old: &RegisterAssessment, new: &RegisterAssessment) -> Option<NaiveDate> {
    let as_of = old.as_of();
    if as_of < new.as_of() {
        return Some(as_of);
    }
    let register = old.register();
    let of_records = register.activities.iter().flat_map(|one| TOUCHED.map(|field| one.date(field)));
    let of_dpias = register.dpias.iter().flat_map(|one| MADE.map(|field| one.date(field)));
    of_records.chain(of_dpias).flatten().map(DateValue::latest).filter(|day| *day <= as_of).max()
}

/// The days that tell when a record was touched.
const TOUCHED: [Field; 3] = [Field::Updated, Field::Registered, Field::Created];
/// The days that tell when a DPIA was made.
const MADE: [DpiaField; 2] = [DpiaField::Completed, DpiaField::Approved];
