//! The activities that an incident may touch, in three rings, each with why.

use super::called::NamesAnswer;
use super::name::NameMatch;
use super::tie::TieGround;
use super::torn::BesideName;
use crate::model::Field;
use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// How near an activity stands to an incident.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Ring {
    /// What was asked for is named: the supplier as processor, the system as system.
    Named,
    /// Only what other records tie to it is named: a system of the supplier, the supplier of the system.
    Tied,
    /// Likeness, free text, a sub-processor, or what is denied or planned: to be looked at.
    Likely,
}

/// What a reason rests on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HitGround {
    /// The column of processors names it.
    Processor,
    /// The column of systems names it.
    System,
    /// The column of systems names a system that is tied to the supplier.
    SystemOfSupplier,
    /// The column of processors names the supplier that the system is tied to, and no system is named.
    SupplierOfSystem,
    /// It is named as the processor of a processor.
    SubProcessor,
    /// Free text names it.
    FreeText,
    /// A DPIA that is linked to the activity names it.
    Dpia,
}

/// Why an activity is hit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HitReason {
    /// What it rests on.
    pub ground: HitGround,
    /// How near it stands.
    pub ring: Ring,
    /// How the name there is the name asked for, or one tied to it.
    pub how: NameMatch,
    /// What the cell says beside it.
    pub beside: Option<BesideName>,
    /// The name, or the sentence that it stands in, as written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
    /// The field; absent where no field stands for the column.
    pub field: Option<Field>,
    /// What ties the name to the one asked for.
    pub tie: Option<TieGround>,
}

/// An activity that is hit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hit {
    /// Its index in the register.
    pub activity: usize,
    /// How near it stands: the nearest of its reasons.
    pub ring: Ring,
    /// Why, the nearest first.
    pub reasons: Vec<HitReason>,
    /// How it answers to who its processors are.
    pub processors: NamesAnswer,
    /// How it answers to which systems it uses.
    pub systems: NamesAnswer,
}
