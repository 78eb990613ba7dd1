//! The limits that people set for a plan.

use crate::text::UnknownWord;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What shows that purposes are similar.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<PurposeBy>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PurposeBy {
    /// The group of processes, or the act and its chapter.
    #[default]
    Either,
    /// The group of processes alone.
    Process,
}

/// What a DPIA that exists may be widened to.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Widen>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Widen {
    /// Nothing.
    No,
    /// Processing of its family that is of a process which it covers already; where it is not finished or not approved,
    /// of its family.
    #[default]
    Process,
    /// All processing of its family.
    Family,
}

/// The limits that people set for a plan; the report shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanOptions {
    /// How many DPIAs a quarter has room for.
    pub per_quarter: usize,
    /// How many processings one DPIA may cover at most; any number where absent.
    pub largest: Option<usize>,
    /// What shows that purposes are similar.
    pub purpose_by: PurposeBy,
    /// Whether a DPIA may be shared where something differs that an annex can name.
    pub with_annex: bool,
    /// What a DPIA that exists may be widened to.
    pub widen: Widen,
}

/// Three a quarter, any size, by process or act, with annexes, and widening what exists to the processes it covers.
impl Default for PlanOptions {
    fn default() -> Self {
        PlanOptions {
            per_quarter: 3,
            largest: None,
            purpose_by: PurposeBy::Either,
            with_annex: true,
            widen: Widen::Process,
        }
    }
}
