//! When several processings may share one DPIA (Art. 35(1), last sentence): what is compared, and what a difference
//! does.

use super::condition::FactId;
use super::pack::{Citation, Localized};
use crate::model::{DataCategory, SubjectCategory};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What is compared of two processings.
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
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Likeness {
    /// Who answers for it.
    Controller,
    /// The main system, or the kind of technology.
    System,
    /// The group of processes, or the act and its chapter.
    Purpose,
    /// Whom it concerns, by role.
    DataSubjects,
    /// The provision on secrecy.
    Secrecy,
    /// Criteria that weigh heavily alone, Art. 35(3), and listed examples.
    HeavyTraits,
    /// The criteria that are certainly met.
    Criteria,
    /// Sensitive kinds of data.
    DataKinds,
    /// The processors.
    Processors,
    /// Transfers to third countries.
    Transfers,
    /// Large scale.
    Scale,
}

/// What a difference does to sharing, the gravest last.
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
    Deserialize,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Parting {
    /// One DPIA may do, with an annex that names the difference.
    Annex,
    /// Each needs a DPIA of its own.
    Own,
}

/// Roles that persons have towards a controller, weightiest first.
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
    Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubjectRole {
    /// Children.
    Child,
    /// Adults who get help, care or decisions.
    Client,
    /// The own staff.
    Employee,
    /// Others.
    Public,
}

/// A condition for sharing one DPIA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyCondition {
    /// `F-1`.
    pub id: String,
    /// What is compared.
    pub likeness: Likeness,
    /// Name.
    pub name: Localized,
    /// What is compared, and why.
    pub explanation: Localized,
    /// What a known difference does.
    pub differs: Parting,
    /// What it does that one of the two, or both, does not say.
    pub unknown: Parting,
    /// The facts that weigh heavily alone.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// The categories of each role.
    #[serde(default)]
    pub roles: BTreeMap<SubjectRole, Vec<SubjectCategory>>,
    /// The kinds of data that are compared.
    #[serde(default)]
    pub kinds: Vec<DataCategory>,
    /// Words for kinds of technology, by a name for each.
    #[serde(default)]
    pub technologies: BTreeMap<String, Vec<String>>,
    /// Names of systems that everybody uses for everything, and that join nothing.
    #[serde(default)]
    pub general_systems: Vec<String>,
    /// First day it applies.
    pub valid_from: NaiveDate,
    /// Last day it applies.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Sources.
    pub citations: Vec<Citation>,
}

impl FamilyCondition {
    /// Whether it applies on a day.
    pub(super) fn applies(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|to| on <= to)
    }
}
