//! The verdict on the need for a DPIA.

use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Whether a DPIA is needed, strongest first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<NeedVerdict>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NeedVerdict {
    /// The regulation or the authority's list demands it.
    Required,
    /// At least two criteria are met; reasons and the DPO's view can rebut it.
    Presumed,
    /// Answers are missing that would settle it.
    CannotBeExcluded,
    /// One heavy criterion, or a recital, speaks for it.
    Recommended,
    /// Nothing points to it.
    NotIndicated,
    /// Art. 35(10) or a list under Art. 35(5) exempts it.
    Exempt,
}

lists_all!(NeedVerdict);
