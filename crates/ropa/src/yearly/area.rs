//! What the figures of a year are sorted under.

use crate::text::UnknownWord;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// One of the six areas that a data protection officer reports on.
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
    serde::Deserialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Area>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Area {
    /// The register.
    Register,
    /// Steering documents.
    Steering,
    /// Technical and organisational measures.
    Measures,
    /// DPIAs.
    Dpias,
    /// The rights of data subjects.
    Rights,
    /// Personal data breaches.
    Incidents,
}

/// What a management review by ISO/IEC 27001, clause 9.3, takes up; the words are our own.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub(crate) enum ReviewHeading {
    /// What became of earlier actions.
    EarlierActions,
    /// What has changed.
    Changes,
    /// How well it works: figures and deviations.
    Results,
    /// What others say: data subjects and the authority.
    Views,
    /// Risk, and how far its treatment has come.
    Risk,
    /// What can be improved.
    Improvement,
}

/// How the same facts are sorted.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Display, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Order>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Order {
    /// By the six areas.
    #[default]
    Areas,
    /// As a management review takes them up.
    Review,
}
