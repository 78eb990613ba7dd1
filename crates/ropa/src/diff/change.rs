//! One thing that a record says otherwise than it did.

use crate::model::Field;
use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// What kind of change it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChangeKind {
    /// An answer is another.
    Changed,
    /// There was an answer and is none.
    Lost,
    /// There was no answer and is one.
    Answered,
    /// "Not known" stands where nothing stood, or the reverse: still no answer.
    StillOpen,
    /// It says the same in other words.
    Wording,
}

/// What of the risk a field bears on; the order is that in which changes are told.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RiskArea {
    /// Whose data they are.
    Persons,
    /// Which data.
    Data,
    /// Protected identities.
    ProtectedIdentity,
    /// How many persons.
    Scale,
    /// Automated decisions, monitoring and the other criteria.
    Criteria,
    /// Who processes it on behalf of the controller.
    Supplier,
    /// In which system.
    System,
    /// Outside the EEA.
    Transfer,
    /// What for.
    Purpose,
    /// To whom data are disclosed.
    Recipients,
    /// By which right.
    LegalBasis,
    /// For how long.
    Retention,
}

impl RiskArea {
    /// What of the risk a field bears on, where it does.
    pub fn of(field: Field) -> Option<RiskArea> {
        Some(match field {
            Field::DataSubjects => RiskArea::Persons,
            Field::DataCategories | Field::Sensitive | Field::Art10 | Field::NationalId => RiskArea::Data,
            Field::ProtectedIdentity => RiskArea::ProtectedIdentity,
            Field::DataSubjectCount | Field::K5 => RiskArea::Scale,
            Field::K1 | Field::K2 | Field::K3 | Field::K4 | Field::K6 | Field::K7 | Field::K8 | Field::K9 => {
                RiskArea::Criteria
            }
            Field::Extensive | Field::LegalEffect | Field::PublicPlace | Field::ListedExample => {
                RiskArea::Criteria
            }
            Field::Processors => RiskArea::Supplier,
            Field::Systems => RiskArea::System,
            Field::ThirdCountry | Field::TransferSafeguard => RiskArea::Transfer,
            Field::Purpose => RiskArea::Purpose,
            Field::Recipients => RiskArea::Recipients,
            Field::LegalBasis => RiskArea::LegalBasis,
            Field::Retention => RiskArea::Retention,
            _ => return None,
        })
    }
}

/// How much a change weighs, the heaviest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChangeWeight {
    /// It bears on the risk.
    Risk,
    /// An answer is gone.
    Lost,
    /// A question is answered now.
    Answered,
    /// Something else is another.
    Other,
    /// A date of upkeep, or still no answer.
    Upkeep,
    /// Only the words are others.
    Wording,
}

/// What of a record is another: a field, or a column that no field stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordField {
    /// A field.
    Field(Field),
    /// A column, by its heading.
    Column(Text),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenCell {
    /// The text as written.
    pub written: Text,
    /// The cell.
    pub cell: CellRef,
}

/// One thing that a record says otherwise than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldChange<F = RecordField> {
    /// What it is about.
    pub of: F,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// What of the risk it bears on, where it does.
    pub area: Option<RiskArea>,
    /// What stood there, in every cell of the field; empty where nothing did.
    pub before: Vec<WrittenCell>,
    /// What stands there now.
    pub now: Vec<WrittenCell>,
    /// What is named now and was not.
    pub added: Vec<Text>,
    /// What was named and is not now.
    pub removed: Vec<Text>,
}

impl FieldChange {
    /// How much it weighs.
    pub fn weight(&self) -> ChangeWeight {
        match self.kind {
            ChangeKind::Wording => ChangeWeight::Wording,
            ChangeKind::StillOpen => ChangeWeight::Upkeep,
            ChangeKind::Lost => ChangeWeight::Lost,
            ChangeKind::Answered => ChangeWeight::Answered,
            ChangeKind::Changed if self.area.is_some() => ChangeWeight::Risk,
            ChangeKind::Changed if self.is_of_upkeep() => ChangeWeight::Upkeep,
            ChangeKind::Changed => ChangeWeight::Other,
        }
    }

    /// Whether it only tells when the record was looked after.
    fn is_of_upkeep(&self) -> bool {
        let dates = [Field::Created, Field::Registered, Field::Updated, Field::NextReview];
        matches!(&self.of, RecordField::Field(field) if dates.contains(field))
    }
}
