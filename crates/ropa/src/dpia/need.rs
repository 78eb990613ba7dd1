//! The need for a DPIA: which rules hold, and the verdict that follows.

use crate::law::{FactId, Strength};
use crate::model::Tri;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Whether a DPIA is needed, strongest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, EnumString, Display, IntoStaticStr,
)]
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

/// How one rule came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// The rule's id.
    pub rule: String,
    /// The pack it stands in.
    pub pack: String,
    /// Its weight.
    pub strength: Strength,
    /// Whether it holds.
    pub holds: Tri,
}

/// The need for a DPIA of one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The verdict.
    pub verdict: NeedVerdict,
    /// How many criteria are certainly met.
    pub low: usize,
    /// How many are met or not known.
    pub high: usize,
    /// Art. 35(3)(a), (b), (c).
    pub article_35_3: [Tri; 3],
    /// The rules that hold or cannot be excluded, strongest first.
    pub rules: Vec<RuleOutcome>,
    /// Rules that an exemption sets aside; they are shown all the same.
    pub overridden: Vec<String>,
    /// The smallest set of questions that would settle an open case, most decisive first.
    pub questions: Vec<FactId>,
}
