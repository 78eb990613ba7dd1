//! The whole assessment of a register.

use super::facts::Facts;
use super::gap::{Decision, Gap, GapKind};
use super::link::Resolution;
use super::need::{Need, NeedVerdict};
use crate::law::{FactId, RulePacks};
use crate::model::{Field, ProcessingActivity, Register};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Settings of an assessment.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Number of data subjects from which K5 counts as met; off by default, as no number is law.
    pub large_scale_threshold: Option<u64>,
}

/// The assessment of one activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Index of the activity in the register.
    pub activity: usize,
    /// Its facts.
    pub facts: Facts,
    /// The need for a DPIA.
    pub need: Need,
    /// What is linked.
    pub resolution: Resolution,
    /// A recorded decision that none is needed.
    pub decision: Option<Decision>,
    /// What is missing.
    pub gap: Option<Gap>,
}

/// Figures of an assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Activities assessed.
    pub activities: usize,
    /// How many by verdict.
    pub verdicts: BTreeMap<NeedVerdict, usize>,
    /// How many by kind of gap.
    pub gaps: BTreeMap<GapKind, usize>,
}

/// The assessment of a register.
#[derive(Debug, Clone)]
pub struct RegisterAssessment<'r> {
    /// The register.
    pub register: &'r Register,
    /// The packs it was assessed by.
    pub packs: &'r RulePacks,
    /// The day that counted as today.
    pub as_of: NaiveDate,
    /// One assessment per activity, in the ranked order: certain first.
    pub assessments: Vec<Assessment>,
    /// Indices of DPIAs that nothing points to and that point to nothing.
    pub orphan_dpias: Vec<usize>,
    /// Criteria that no file asks about.
    pub not_asked: Vec<FactId>,
}
