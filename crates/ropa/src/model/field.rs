//! The fields of a record: what a register asks about a processing activity, and about a DPIA.
//!
//! A field is one line of a table below: its name in code, its key in files, profiles and JSON, how its text is read,
//! whether several columns may be read into it, what of the Regulation it answers, and what it is. Its headers are data, in
//! `profiles/`. Everything else follows from the line.

// What goes through the variants is made beside each enum, and is no part of the face.
#![allow(unreachable_pub)]

use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
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

/// Makes the fields of one kind of record of their table.
macro_rules! fields {
    ($(#[$about:meta])* $name:ident { $($field:ident $key:tt $kind:ident $takes:ident $article:tt $doc:tt;)+ }) => {
        $(#[$about])*
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
        #[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<$name>)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = $doc]
                #[serde(rename = $key)]
                #[strum(serialize = $key)]
                $field,
            )+
        }

        impl $name {
            /// The field's key in files, profiles and JSON.
            pub fn key(self) -> &'static str {
                self.into()
            }

            /// How the text of the field is read.
            pub fn kind(self) -> Kind {
                match self {
                    $($name::$field => Kind::$kind,)+
                }
            }

            /// Whether several columns of a table may be read into it.
            pub fn takes_many(self) -> bool {
                match self {
                    $($name::$field => takes!($takes),)+
                }
            }

            /// The article of the Regulation that the field answers, `30(1)(b)`, where it answers one.
            pub fn article(self) -> Option<&'static str> {
                let article = match self {
                    $($name::$field => $article,)+
                };
                Some(article).filter(|article| !article.is_empty())
            }
        }

        lists_all!($name);
    };
}

macro_rules! takes {
    (one) => {
        false
    };
    (many) => {
        true
    };
}

fields! {
    /// A field of a [`ProcessingActivity`](super::ProcessingActivity).
    Field {
        Id                     "id"                      Name         one  ""               "The record's own identity in the register.";
        Name                   "name"                    Name         one  ""               "What the processing is called.";
        Description            "description"             Text         one  ""               "What is done, in words.";
        Status                 "status"                  Status       one  ""               "Draft, active, ended.";
        Role                   "role"                    Items        one  "30(1), 30(2)"   "Controller or processor record (Art. 30(1) or 30(2)).";
        Controller             "controller"              Name         one  "4(7), 30(1)(a)" "Controller (Art. 4(7), 30(1)(a)).";
        JointController        "joint_controller"        Name         many "26"             "Joint controllers (Art. 26).";
        Representative         "representative"          Name         one  "27"             "Representative of the controller or processor (Art. 27).";
        Dpo                    "dpo"                     Name         one  "37"             "Data protection officer (Art. 37).";
        Unit                   "unit"                    Name         one  ""               "Organisational unit that carries out the processing.";
        BusinessArea           "business_area"           Name         one  ""               "Area of the organisation's business.";
        Process                "process"                 Name         many ""               "Code or name of the process in the classification structure.";
        Responsible            "responsible"             Name         one  ""               "Person responsible for the record.";
        ResponsibleEmail       "responsible_email"       Name         one  ""               "E-mail address of the person responsible.";
        Purpose                "purpose"                 Text         many "30(1)(b)"       "Purposes (Art. 30(1)(b)).";
        LegalBasis             "legal_basis"             Items        many "6"              "Legal basis (Art. 6).";
        LegalReference         "legal_reference"         Text         many "6(3)"           "Law or decision that the legal basis rests on (Art. 6(3)).";
        Art9Basis              "art9_basis"              Items        many "9(2)"           "Condition for special categories (Art. 9(2)).";
        Art9Reference          "art9_reference"          Text         many "9"              "Law or decision that the Art. 9 condition rests on.";
        Art10                  "art10"                   YesNoOrItems many "10"             "Criminal convictions and offences (Art. 10).";
        DataSubjects           "data_subjects"           Items        many "30(1)(c)"       "Categories of data subjects (Art. 30(1)(c)).";
        DataSubjectCount       "data_subject_count"      Count        one  ""               "Number of data subjects.";
        DataCategories         "data_categories"         Items        many "30(1)(c)"       "Categories of personal data (Art. 30(1)(c)).";
        Sensitive              "sensitive"               YesNoOrItems many "9(1)"           "Special categories of personal data (Art. 9(1)).";
        NationalId             "national_id"             YesNo        one  "87"             "National identification number used (Art. 87).";
        ProtectedIdentity      "protected_identity"      YesNoOrItems many ""               "Protected identities (skyddade personuppgifter) may occur, and at which level.";
        Source                 "source"                  Text         many ""               "Where the data come from.";
        Recipients             "recipients"              Text         many "30(1)(d)"       "Categories of recipients (Art. 30(1)(d)).";
        InternalAccess         "internal_access"         Text         many ""               "Who has access within the organisation.";
        Processors             "processors"              Text         many "28"             "Processors engaged (Art. 28).";
        ProcessorAgreement     "processor_agreement"     YesNo        one  "28(3)"          "Agreement with the processors (Art. 28(3)).";
        ThirdCountry           "third_country"           YesNoOrItems many "30(1)(e)"       "Transfers to third countries (Art. 30(1)(e)).";
        TransferSafeguard      "transfer_safeguard"      Text         many ""               "Safeguards for the transfer (Chapter V).";
        Retention              "retention"               Text         one  "30(1)(f)"       "Time limits for erasure (Art. 30(1)(f)).";
        Archiving              "archiving"               YesNo        one  ""               "Obligation to archive.";
        Security               "security"                Text         many "30(1)(g)"       "Security measures (Art. 30(1)(g)).";
        Systems                "systems"                 Name         many ""               "IT systems used.";
        Information            "information"             Text         many "13, 14"         "Information given to data subjects (Arts 13 and 14).";
        Classification         "classification"          Text         one  ""               "Information security classification.";
        RiskLevel              "risk_level"              Text         one  ""               "Level of risk.";
        DpiaNeeded             "dpia_needed"             YesNo        one  ""               "The register's own statement that a DPIA is needed.";
        DpiaNotNeededReason    "dpia_not_needed_reason"  Text         one  ""               "Why no DPIA is needed.";
        DpiaDone               "dpia_done"               YesNo        one  ""               "The register's own statement that a DPIA has been carried out.";
        DpiaRef                "dpia_ref"                YesNoOrItems many ""               "Reference to the DPIA: id, case number, title or address.";
        DpiaDate               "dpia_date"               Date         one  ""               "Date of the DPIA.";
        Created                "created"                 Date         one  ""               "Date the record was created.";
        Registered             "registered"              Date         one  ""               "Date the record was registered.";
        Updated                "updated"                 Date         one  ""               "Date the record was last changed.";
        NextReview             "next_review"             Date         one  ""               "Date the record is to be reviewed.";
        Started                "started"                 Date         one  ""               "Date the processing started.";
        Period                 "period"                  Date         one  ""               "Period of the processing.";
        Notes                  "notes"                   Text         one  ""               "Remarks.";
        K1                     "k1"                      YesNo        one  ""               "K1: evaluation or scoring.";
        K2                     "k2"                      YesNo        one  ""               "K2: automated decisions with legal or similar effect.";
        K3                     "k3"                      YesNo        one  ""               "K3: systematic monitoring.";
        K4                     "k4"                      YesNo        one  ""               "K4: sensitive or highly personal data.";
        K5                     "k5"                      YesNo        one  ""               "K5: large scale.";
        K6                     "k6"                      YesNo        one  ""               "K6: matching or combining datasets.";
        K7                     "k7"                      YesNo        one  ""               "K7: vulnerable data subjects.";
        K8                     "k8"                      YesNo        one  ""               "K8: new technology or organisational solutions.";
        K9                     "k9"                      YesNo        one  ""               "K9: prevents a right, a service or a contract.";
        Extensive              "extensive"               YesNo        one  "35(3)(a)"       "Systematic and extensive evaluation, Art. 35(3)(a).";
        LegalEffect            "legal_effect"            YesNo        one  "35(3)(a)"       "Decisions with legal or similarly significant effect, Art. 35(3)(a).";
        PublicPlace            "public_place"            YesNo        one  "35(3)(c)"       "Publicly accessible area, Art. 35(3)(c).";
        ListedExample          "listed_example"          YesNoOrItems many "35(4)"          "An example in the supervisory authority's list, Art. 35(4).";
        IndividualProfessional "individual_professional" YesNo        one  ""               "Individual professional, recital 91.";
        LawRegulates           "law_regulates"           YesNo        one  "35(10)"         "The law regulates this very processing operation, Art. 35(10).";
        LawDpia                "law_dpia"                YesNoOrItems one  "35(10)"         "The general impact assessment made with the law, Art. 35(10).";
        LawDpiaScope           "law_dpia_scope"          YesNoOrItems one  "35(10)"         "The statement that the law's assessment covers this operation, Art. 35(10).";
    }
}

fields! {
    /// A field of a [`Dpia`](super::Dpia).
    DpiaField {
        Id                    "id"                     Name        one  ""         "The assessment's own identity.";
        CaseNumber            "case_number"            Name        many ""         "Case number in the diary.";
        Title                 "title"                  Name        one  ""         "Title.";
        Version               "version"                Name        one  ""         "Version of the document.";
        Status                "status"                 Status      one  ""         "How far it has come.";
        Completed             "completed"              Date        one  ""         "Date it was completed.";
        Approved              "approved"               Date        one  ""         "Date it was approved.";
        ApprovedBy            "approved_by"            Name        one  ""         "Who approved it.";
        SystematicDescription "systematic_description" YesNoOrText one  "35(7)(a)" "A systematic description of the processing and its purposes (Art. 35(7)(a)).";
        Necessity             "necessity"              YesNoOrText one  "35(7)(b)" "The necessity and proportionality of the processing (Art. 35(7)(b)).";
        Risks                 "risks"                  YesNoOrText one  "35(7)(c)" "The risks to the rights and freedoms of data subjects (Art. 35(7)(c)).";
        Measures              "measures"               YesNoOrText one  "35(7)(d)" "The measures against the risks (Art. 35(7)(d)).";
        DpoAdvice             "dpo_advice"             YesNoOrText one  "35(2)"    "The data protection officer's advice (Art. 35(2)).";
        DataSubjectViews      "data_subject_views"     YesNoOrText one  "35(9)"    "The views of data subjects (Art. 35(9)).";
        ViewsNotSought        "views_not_sought"       YesNoOrText one  "35(9)"    "Why the views of data subjects were not sought (Art. 35(9), 'where appropriate').";
        ResidualRisk          "residual_risk"          Text        one  ""         "Risk that remains after measures, by its level.";
        HighRiskRemains       "high_risk_remains"      YesNo       one  "36(1)"    "Whether the risk that remains is high (Art. 36(1)).";
        PriorConsultation     "prior_consultation"     YesNo       one  "36"       "Prior consultation (Art. 36).";
        Consulted             "consulted"              Date        one  ""         "Date on which prior consultation was asked for.";
        ConsultationAnswer    "consultation_answer"    YesNoOrText one  "36(2)"    "The supervisory authority's answer, or its date (Art. 36(2)).";
        Review                "review"                 Date        one  "35(11)"   "Date of the next review (Art. 35(11)).";
        Controller            "controller"             Name        one  ""         "Controller on whose behalf it was made.";
        Adopted               "adopted"                YesNoOrText one  ""         "The own controller's decision to make another's assessment its own, or its date.";
        Unit                  "unit"                   Name        one  ""         "Organisational unit.";
        Responsible           "responsible"            Name        one  ""         "Person responsible.";
        Covers                "covers"                 Name        many ""         "The processing it covers: ids, names or case numbers.";
        Systems               "systems"                Name        many ""         "Systems it covers.";
        Purposes              "purposes"               Text        many ""         "Purposes it covers.";
        DataCategories        "data_categories"        Items       many ""         "Categories of personal data it covers.";
        DataSubjects          "data_subjects"          Items       many ""         "Categories of data subjects it covers.";
        Processors            "processors"             Name        many ""         "Processors it covers.";
        Scope                 "scope"                  Text        one  ""         "What it covers, in words.";
        Conditions            "conditions"             Text        one  ""         "Conditions of the approval.";
        ConditionsMet         "conditions_met"         YesNoOrText one  ""         "Whether the conditions are met.";
        K1                    "k1"                     YesNo       one  ""         "Its answer on K1: evaluation or scoring.";
        K2                    "k2"                     YesNo       one  ""         "Its answer on K2: automated decisions with legal or similar effect.";
        K3                    "k3"                     YesNo       one  ""         "Its answer on K3: systematic monitoring.";
        K4                    "k4"                     YesNo       one  ""         "Its answer on K4: sensitive or highly personal data.";
        K5                    "k5"                     YesNo       one  ""         "Its answer on K5: large scale.";
        K6                    "k6"                     YesNo       one  ""         "Its answer on K6: matching or combining datasets.";
        K7                    "k7"                     YesNo       one  ""         "Its answer on K7: vulnerable data subjects.";
        K8                    "k8"                     YesNo       one  ""         "Its answer on K8: new technology or organisational solutions.";
        K9                    "k9"                     YesNo       one  ""         "Its answer on K9: prevents a right, a service or a contract.";
        Notes                 "notes"                  Text        one  ""         "Remarks.";
    }
}

impl DpiaField {
    /// The four things that an assessment must at least contain (Art. 35(7)(a) to (d)).
    pub const CONTENTS: [DpiaField; 4] =
        [DpiaField::SystematicDescription, DpiaField::Necessity, DpiaField::Risks, DpiaField::Measures];
}

/// A field of either kind of record; they are in the order of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnyField {
    /// Of an activity.
    Activity(Field),
    /// Of a DPIA.
    Dpia(DpiaField),
}

impl AnyField {
    /// The field's key in files, profiles and JSON.
    pub fn key(self) -> &'static str {
        match self {
            AnyField::Activity(field) => field.key(),
            AnyField::Dpia(field) => field.key(),
        }
    }

    /// How the text of the field is read.
    pub fn kind(self) -> Kind {
        match self {
            AnyField::Activity(field) => field.kind(),
            AnyField::Dpia(field) => field.kind(),
        }
    }

    fn is_of_dpia(self) -> bool {
        matches!(self, AnyField::Dpia(_))
    }
}

impl Ord for AnyField {
    fn cmp(&self, other: &AnyField) -> Ordering {
        self.key().cmp(other.key()).then(self.is_of_dpia().cmp(&other.is_of_dpia()))
    }
}

impl PartialOrd for AnyField {
    fn partial_cmp(&self, other: &AnyField) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Field> for AnyField {
    fn from(field: Field) -> AnyField {
        AnyField::Activity(field)
    }
}

impl From<DpiaField> for AnyField {
    fn from(field: DpiaField) -> AnyField {
        AnyField::Dpia(field)
    }
}

impl fmt::Display for AnyField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl Serialize for AnyField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
