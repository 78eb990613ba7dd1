//! The fields of a record: what a register asks about a processing activity, and about a DPIA.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How the text of a field is read into a [`Value`](super::Value).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Free text, kept whole.
    Text,
    /// A short name, code or reference, kept whole but compared after normalisation.
    Name,
    /// Yes, no, do not know, each possibly with a detail.
    YesNo,
    /// Yes or no, or directly the things that make it yes ("Ja", "Hälsa; Genetiska uppgifter").
    YesNoOrItems,
    /// Yes or no, a tick, or directly what shows that it is there: a date, a text, a reference.
    YesNoOrText,
    /// One or several terms of a known vocabulary.
    Items,
    /// A calendar date, perhaps only a month or a year, perhaps a period.
    Date,
    /// A number of persons, perhaps a range.
    Count,
    /// A word for how far something has come.
    Status,
}

/// A field of a [`ProcessingActivity`](super::ProcessingActivity).
///
/// The key in files, profiles and JSON is the name in `snake_case`.
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
pub enum Field {
    /// The record's own identity in the register.
    Id,
    /// What the processing is called.
    Name,
    /// What is done, in words.
    Description,
    /// Draft, active, ended.
    Status,
    /// Controller or processor record (Art. 30(1) or 30(2)).
    Role,
    /// Controller (Art. 4(7), 30(1)(a)).
    Controller,
    /// Joint controllers (Art. 26).
    JointController,
    /// Representative of the controller or processor (Art. 27).
    Representative,
    /// Data protection officer (Art. 37).
    Dpo,
    /// Organisational unit that carries out the processing.
    Unit,
    /// Area of the organisation's business.
    BusinessArea,
    /// Code or name of the process in the classification structure.
    Process,
    /// Person responsible for the record.
    Responsible,
    /// E-mail address of the person responsible.
    ResponsibleEmail,
    /// Purposes (Art. 30(1)(b)).
    Purpose,
    /// Legal basis (Art. 6).
    LegalBasis,
    /// Law or decision that the legal basis rests on (Art. 6(3)).
    LegalReference,
    /// Condition for special categories (Art. 9(2)).
    Art9Basis,
    /// Law or decision that the Art. 9 condition rests on.
    Art9Reference,
    /// Criminal convictions and offences (Art. 10).
    Art10,
    /// Categories of data subjects (Art. 30(1)(c)).
    DataSubjects,
    /// Number of data subjects.
    DataSubjectCount,
    /// Categories of personal data (Art. 30(1)(c)).
    DataCategories,
    /// Special categories of personal data (Art. 9(1)).
    Sensitive,
    /// National identification number used (Art. 87).
    NationalId,
    /// Protected identities (skyddade personuppgifter) may occur, and at which level.
    ProtectedIdentity,
    /// Where the data come from.
    Source,
    /// Categories of recipients (Art. 30(1)(d)).
    Recipients,
    /// Who has access within the organisation.
    InternalAccess,
    /// Processors engaged (Art. 28).
    Processors,
    /// Agreement with the processors (Art. 28(3)).
    ProcessorAgreement,
    /// Transfers to third countries (Art. 30(1)(e)).
    ThirdCountry,
    /// Safeguards for the transfer (Chapter V).
    TransferSafeguard,
    /// Time limits for erasure (Art. 30(1)(f)).
    Retention,
    /// Obligation to archive.
    Archiving,
    /// Security measures (Art. 30(1)(g)).
    Security,
    /// IT systems used.
    Systems,
    /// Information given to data subjects (Arts 13 and 14).
    Information,
    /// Information security classification.
    Classification,
    /// Level of risk.
    RiskLevel,
    /// The register's own statement that a DPIA is needed.
    DpiaNeeded,
    /// Why no DPIA is needed.
    DpiaNotNeededReason,
    /// The register's own statement that a DPIA has been carried out.
    DpiaDone,
    /// Reference to the DPIA: id, case number, title or address.
    DpiaRef,
    /// Date of the DPIA.
    DpiaDate,
    /// Date the record was created.
    Created,
    /// Date the record was registered.
    Registered,
    /// Date the record was last changed.
    Updated,
    /// Date the record is to be reviewed.
    NextReview,
    /// Date the processing started.
    Started,
    /// Period of the processing.
    Period,
    /// Remarks.
    Notes,
    /// K1: evaluation or scoring.
    K1,
    /// K2: automated decisions with legal or similar effect.
    K2,
    /// K3: systematic monitoring.
    K3,
    /// K4: sensitive or highly personal data.
    K4,
    /// K5: large scale.
    K5,
    /// K6: matching or combining datasets.
    K6,
    /// K7: vulnerable data subjects.
    K7,
    /// K8: new technology or organisational solutions.
    K8,
    /// K9: prevents a right, a service or a contract.
    K9,
    /// Systematic and extensive evaluation, Art. 35(3)(a).
    Extensive,
    /// Decisions with legal or similarly significant effect, Art. 35(3)(a).
    LegalEffect,
    /// Publicly accessible area, Art. 35(3)(c).
    PublicPlace,
    /// An example in the supervisory authority's list, Art. 35(4).
    ListedExample,
    /// Individual professional, recital 91.
    IndividualProfessional,
    /// The law regulates this very processing operation, Art. 35(10).
    LawRegulates,
    /// The general impact assessment made with the law, Art. 35(10).
    LawDpia,
    /// The statement that the law's assessment covers this operation, Art. 35(10).
    LawDpiaScope,
}

impl Field {
    /// The field's key in files, profiles and JSON.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// How the text of the field is read.
    pub fn kind(self) -> Kind {
        use Field::*;
        match self {
            Id | Name | Unit | BusinessArea | Process | Controller | JointController | Representative
            | Dpo | Responsible | ResponsibleEmail | Systems => Kind::Name,
            Description | Purpose | LegalReference | Art9Reference | Source | Recipients | InternalAccess
            | Processors | TransferSafeguard | Retention | Security | Information | Classification
            | RiskLevel | DpiaNotNeededReason | Notes => Kind::Text,
            Status => Kind::Status,
            Role | LegalBasis | Art9Basis | DataSubjects | DataCategories => Kind::Items,
            Art10 | Sensitive | ProtectedIdentity | ThirdCountry | ListedExample | LawDpia | LawDpiaScope
            | DpiaRef => Kind::YesNoOrItems,
            NationalId
            | ProcessorAgreement
            | Archiving
            | DpiaNeeded
            | DpiaDone
            | K1
            | K2
            | K3
            | K4
            | K5
            | K6
            | K7
            | K8
            | K9
            | Extensive
            | LegalEffect
            | PublicPlace
            | IndividualProfessional
            | LawRegulates => Kind::YesNo,
            DpiaDate | Created | Registered | Updated | NextReview | Started | Period => Kind::Date,
            DataSubjectCount => Kind::Count,
        }
    }
}

/// A field of a [`Dpia`](super::Dpia).
///
/// The key in files, profiles and JSON is the name in `snake_case`.
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
pub enum DpiaField {
    /// The assessment's own identity.
    Id,
    /// Case number in the diary.
    CaseNumber,
    /// Title.
    Title,
    /// Version of the document.
    Version,
    /// How far it has come.
    Status,
    /// Date it was completed.
    Completed,
    /// Date it was approved.
    Approved,
    /// Who approved it.
    ApprovedBy,
    /// A systematic description of the processing and its purposes (Art. 35(7)(a)).
    SystematicDescription,
    /// The necessity and proportionality of the processing (Art. 35(7)(b)).
    Necessity,
    /// The risks to the rights and freedoms of data subjects (Art. 35(7)(c)).
    Risks,
    /// The measures against the risks (Art. 35(7)(d)).
    Measures,
    /// The data protection officer's advice (Art. 35(2)).
    DpoAdvice,
    /// The views of data subjects (Art. 35(9)).
    DataSubjectViews,
    /// Why the views of data subjects were not sought (Art. 35(9), "where appropriate").
    ViewsNotSought,
    /// Risk that remains after measures, by its level.
    ResidualRisk,
    /// Whether the risk that remains is high (Art. 36(1)).
    HighRiskRemains,
    /// Prior consultation (Art. 36).
    PriorConsultation,
    /// Date on which prior consultation was asked for.
    Consulted,
    /// The supervisory authority's answer, or its date (Art. 36(2)).
    ConsultationAnswer,
    /// Date of the next review (Art. 35(11)).
    Review,
    /// Controller on whose behalf it was made.
    Controller,
    /// The own controller's decision to make another's assessment its own, or its date.
    Adopted,
    /// Organisational unit.
    Unit,
    /// Person responsible.
    Responsible,
    /// The processing it covers: ids, names or case numbers.
    Covers,
    /// Systems it covers.
    Systems,
    /// Purposes it covers.
    Purposes,
    /// Categories of personal data it covers.
    DataCategories,
    /// Categories of data subjects it covers.
    DataSubjects,
    /// Processors it covers.
    Processors,
    /// What it covers, in words.
    Scope,
    /// Conditions of the approval.
    Conditions,
    /// Whether the conditions are met.
    ConditionsMet,
    /// Remarks.
    Notes,
}

impl DpiaField {
    /// The field's key in files, profiles and JSON.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// The four things that an assessment must at least contain (Art. 35(7)(a) to (d)).
    pub const CONTENTS: [DpiaField; 4] =
        [DpiaField::SystematicDescription, DpiaField::Necessity, DpiaField::Risks, DpiaField::Measures];

    /// How the text of the field is read.
    pub fn kind(self) -> Kind {
        use DpiaField::*;
        match self {
            Id | CaseNumber | Title | Version | Controller | Unit | Responsible | Covers | Systems
            | Processors | ApprovedBy => Kind::Name,
            Status => Kind::Status,
            Completed | Approved | Review | Consulted => Kind::Date,
            HighRiskRemains | PriorConsultation => Kind::YesNo,
            SystematicDescription
            | Necessity
            | Risks
            | Measures
            | DpoAdvice
            | DataSubjectViews
            | ViewsNotSought
            | ConsultationAnswer
            | Adopted
            | ConditionsMet => Kind::YesNoOrText,
            DataCategories | DataSubjects => Kind::Items,
            Purposes | ResidualRisk | Scope | Conditions | Notes => Kind::Text,
        }
    }
}
