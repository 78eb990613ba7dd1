//! Closed vocabularies. The words that files use for them are data, in the profiles.

// What goes through the variants is made beside each enum, and is no part of the face.
#![allow(unreachable_pub)]

use crate::text::UnknownWord;
use crate::text::variants::lists_all;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, EnumString,
            Display, IntoStaticStr,
        )]
        #[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<$name>)]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// The code in profiles, rule packs and JSON.
            pub fn code(self) -> &'static str {
                self.into()
            }
        }

        lists_all!($name);
    };
}

vocabulary! {
    /// A category of personal data.
    DataCategory {
        /// Racial or ethnic origin (Art. 9).
        EthnicOrigin,
        /// Political opinions (Art. 9).
        PoliticalOpinions,
        /// Religious or philosophical beliefs (Art. 9).
        Beliefs,
        /// Trade union membership (Art. 9).
        TradeUnion,
        /// Genetic data (Art. 9).
        Genetic,
        /// Biometric data for identification (Art. 9).
        Biometric,
        /// Health (Art. 9).
        Health,
        /// Sex life or sexual orientation (Art. 9).
        SexLife,
        /// Special categories, not said which (Art. 9).
        SpecialUnspecified,
        /// Criminal convictions and offences (Art. 10).
        Criminal,
        /// Location.
        Location,
        /// Personal finances.
        Finance,
        /// Private communication.
        PrivateCommunication,
        /// Household and family circumstances.
        Household,
        /// Data of a social services case.
        SocialCase,
        /// Protected identity.
        ProtectedIdentity,
        /// Data under strong secrecy.
        StrongSecrecy,
        /// Grades, assessments and judgements of a person.
        Assessments,
        /// National identification number.
        NationalId,
        /// Name.
        Name,
        /// Contact details.
        Contact,
        /// Employment data.
        Employment,
        /// Education and skills.
        Education,
        /// Images and sound.
        ImageSound,
        /// Logs and technical data.
        Technical,
        /// Case and document data of no sensitive kind.
        CaseAdministration,
        /// Other ordinary data.
        Ordinary,
    }
}

impl DataCategory {
    /// Whether it is a special category of personal data (Art. 9(1)).
    pub fn is_special(self) -> bool {
        use DataCategory::*;
        matches!(
            self,
            EthnicOrigin
                | PoliticalOpinions
                | Beliefs
                | TradeUnion
                | Genetic
                | Biometric
                | Health
                | SexLife
                | SpecialUnspecified
        )
    }

    /// Whether it concerns criminal convictions and offences (Art. 10).
    pub fn is_criminal(self) -> bool {
        self == DataCategory::Criminal
    }
}

vocabulary! {
    /// A category of data subjects.
    SubjectCategory {
        /// Children.
        Children,
        /// Pupils and students.
        Pupils,
        /// Employees.
        Employees,
        /// Job applicants.
        JobApplicants,
        /// Patients.
        Patients,
        /// Clients of social services.
        Clients,
        /// Elderly persons.
        Elderly,
        /// Persons with disabilities.
        Disabled,
        /// Asylum seekers and newly arrived.
        AsylumSeekers,
        /// Victims of violence.
        VictimsOfViolence,
        /// Persons with protected identity.
        ProtectedPersons,
        /// Persons with addiction.
        Addiction,
        /// Persons with mental illness.
        MentallyIll,
        /// Homeless persons.
        Homeless,
        /// Persons in debt.
        Indebted,
        /// Relatives and guardians.
        Relatives,
        /// Foster families and contact persons.
        FosterFamilies,
        /// The public, residents, visitors.
        Public,
        /// Customers and subscribers.
        Customers,
        /// Suppliers and business contacts.
        Suppliers,
        /// Elected representatives.
        Elected,
        /// Permit holders and owners of businesses.
        PermitHolders,
        /// Other persons who are not in a weak position by the category alone.
        Other,
    }
}

vocabulary! {
    /// A point of Art. 6(1).
    LegalBasis {
        /// Consent.
        A,
        /// Contract.
        B,
        /// Legal obligation.
        C,
        /// Vital interests.
        D,
        /// Public interest or official authority.
        E,
        /// Legitimate interests.
        F,
    }
}

vocabulary! {
    /// A point of Art. 9(2).
    Art9Point {
        /// Explicit consent.
        A,
        /// Employment and social protection law.
        B,
        /// Vital interests.
        C,
        /// Members of a non-profit body.
        D,
        /// Manifestly made public.
        E,
        /// Legal claims.
        F,
        /// Substantial public interest.
        G,
        /// Health or social care.
        H,
        /// Public health.
        I,
        /// Archiving, research, statistics.
        J,
    }
}

vocabulary! {
    /// In which role the organisation processes.
    Role {
        /// Controller, Art. 30(1).
        Controller,
        /// Processor, Art. 30(2).
        Processor,
        /// Joint controller, Art. 26.
        JointController,
    }
}

vocabulary! {
    /// One of the three kinds of protected identity in Sweden.
    ProtectionLevel {
        /// Sekretessmarkering.
        SecrecyMarking,
        /// Skyddad folkbokföring.
        ProtectedRegistration,
        /// Fingerade personuppgifter.
        AssumedIdentity,
    }
}

vocabulary! {
    /// How far a record of processing has come.
    ActivityStatus {
        /// Not yet complete.
        Draft,
        /// In use.
        Active,
        /// Complete but to be revised.
        NeedsRevision,
        /// Planned, not started.
        Planned,
        /// Ended.
        Ended,
    }
}

vocabulary! {
    /// How far a DPIA has come.
    DpiaStatus {
        /// Not started or only planned: as good as none.
        NotStarted,
        /// Begun, not finished.
        Unfinished,
        /// Finished, waiting for advice, consultation or approval.
        Finished,
        /// Approved.
        Approved,
        /// Approved on conditions.
        ApprovedWithConditions,
        /// Rejected.
        Rejected,
        /// Archived, repealed or replaced.
        NotInForce,
    }
}

/// A term of one of the vocabularies, as found in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Category of personal data.
    Data(DataCategory),
    /// Category of data subjects.
    Subject(SubjectCategory),
    /// Point of Art. 6(1).
    Basis(LegalBasis),
    /// Point of Art. 9(2).
    Art9(Art9Point),
    /// Role.
    Role(Role),
    /// Kind of protected identity.
    Protection(ProtectionLevel),
    /// Status of a processing record.
    Activity(ActivityStatus),
    /// Status of a DPIA.
    Dpia(DpiaStatus),
}

impl Term {
    /// The term's code within its vocabulary.
    pub fn code(self) -> &'static str {
        match self {
            Term::Data(t) => t.code(),
            Term::Subject(t) => t.code(),
            Term::Basis(t) => t.code(),
            Term::Art9(t) => t.code(),
            Term::Role(t) => t.code(),
            Term::Protection(t) => t.code(),
            Term::Activity(t) => t.code(),
            Term::Dpia(t) => t.code(),
        }
    }
}
