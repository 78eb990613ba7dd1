//! When several processings may share one DPIA (Art. 35(1), last sentence): what is compared, and what a difference
//! does.

use crate::text::UnknownWord;
use serde::{Deserialize, Serialize};
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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Likeness>)]
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
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Parting>)]
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
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<SubjectRole>)]
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
