//! How much a header says of what its table holds.

use crate::import::header::key;
use crate::import::infer::headers::HeadingEvidence;
use crate::import::infer::shape::ToldBelow;
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field};
use std::collections::BTreeSet;

/// How much a header says of what its table holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Found in lists of any kind: a name, a status, a date.
    Common,
    /// Found in registers more than elsewhere.
    Supporting,
    /// Found in nothing else.
    Telling,
}

fn activity_weight(field: Field, own_label: bool) -> Weight {
    use Field::*;
    match field {
        Controller | JointController | Dpo | LegalBasis | Art9Basis | Art9Reference | Art10
        | DataSubjects | DataCategories | Sensitive | Processors | ProcessorAgreement | ThirdCountry
        | ProtectedIdentity | DpiaNeeded | DpiaNotNeededReason | DpiaDone | DpiaRef | DpiaDate | K1 | K2
        | K3 | K4 | K5 | K6 | K7 | K8 | K9 | Extensive | LegalEffect | ListedExample | LawRegulates
        | LawDpia | LawDpiaScope => Weight::Telling,
        Purpose
        | LegalReference
        | DataSubjectCount
        | Recipients
        | TransferSafeguard
        | Retention
        | Archiving
        | Security
        | Information
        | PublicPlace
        | IndividualProfessional => Weight::Supporting,
        Id | Name if own_label => Weight::Supporting,
        Id | Name | Description | Status | Role | Representative | Unit | BusinessArea | Process
        | Responsible | ResponsibleEmail | NationalId | Source | InternalAccess | Systems
        | Classification | RiskLevel | Created | Registered | Updated | NextReview | Started | Period
        | Notes => Weight::Common,
    }
}

fn dpia_weight(field: DpiaField, own_label: bool) -> Weight {
    use DpiaField::*;
    match field {
        DpoAdvice | DataSubjectViews | ViewsNotSought | ResidualRisk | HighRiskRemains
        | PriorConsultation | Consulted | ConsultationAnswer | Covers => Weight::Telling,
        Id | Title if own_label => Weight::Telling,
        CaseNumber
        | Completed
        | Approved
        | ApprovedBy
        | Adopted
        | Review
        | SystematicDescription
        | Necessity
        | ConditionsMet => Weight::Supporting,
        Id | Title | Version | Status | Controller | Unit | Responsible | Systems | Scope | Purposes
        | DataCategories | DataSubjects | Processors | Risks | Measures | Conditions | K1 | K2 | K3 | K4
        | K5 | K6 | K7 | K8 | K9 | Notes => Weight::Common,
    }
}

/// What headers say for being those of a table.
#[derive(Default)]
pub(super) struct Evidence {
    /// Cells looked at.
    pub cells: usize,
    /// Cells that are a label of anything.
    labels: usize,
    activity: Side<Field>,
    dpia: Side<DpiaField>,
    /// Headers of codes, and others, of a classification structure.
    code: usize,
    structure: usize,
    /// Whether a header names records of processing; `Nr` alone numbers anything.
    names_records: bool,
    /// Whether a header is of a DPIA and of nothing else: `KB-ID`, `Konsekvensbedömningens titel`.
    speaks_of_dpias: bool,
    /// Whether the leftmost header is the id of a DPIA: `KB-ID`.
    begins_with_dpia_id: bool,
    /// Whether the record is named by a word that may name anything: `Namn`, `Titel`.
    plainly_named: bool,
    /// The kind that the leftmost header speaks for that names a record of one kind only.
    leftmost: Option<TableKind>,
    /// What they say by what they probably mean, where that is asked for.
    meaning: Option<HeadingEvidence>,
}

struct Side<F> {
    fields: BTreeSet<F>,
    telling: usize,
    supporting: usize,
    /// Weight of the headers that only this kind of table knows.
    only: usize,
}

impl<F> Default for Side<F> {
    fn default() -> Self {
        Side { fields: BTreeSet::new(), telling: 0, supporting: 0, only: 0 }
    }
}

impl<F: Ord> Side<F> {
    fn add(&mut self, field: F, weight: Weight) {
        if self.fields.insert(field) {
            self.telling += usize::from(weight == Weight::Telling);
            self.supporting += usize::from(weight == Weight::Supporting);
        }
    }
}

/// How headers are compared while a table is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Matching {
    /// Only by what they say.
    Key,
    /// By likeness too.
    Likeness,
    /// By what they probably mean.
    Meaning,
}

/// A header is at most so long, in bytes; longer text is prose.
const LONGEST_HEADER: usize = 600;

impl Evidence {
    /// Says that the rows below are filled as records below headings are.
    pub(super) fn stands_above_records(&mut self) {
        if let Some(meaning) = &mut self.meaning {
            meaning.stands_above_records();
        }
    }

    /// Says what the columns below tell of.
    pub(super) fn tells_below(&mut self, told: ToldBelow) {
        if let Some(meaning) = &mut self.meaning {
            meaning.tells_below(told);
        }
    }

    /// Looks at a cell that is no text.
    pub(super) fn no_text(&mut self, matching: Matching) {
        self.cells += 1;
        if matching == Matching::Meaning {
            self.meaning.get_or_insert_default().no_text();
        }
    }

    /// Looks at one header more.
    pub(super) fn look(&mut self, text: &str, profile: &Profile, matching: Matching) {
        self.cells += 1;
        if matching == Matching::Meaning {
            return self.meaning.get_or_insert_default().look(text);
        }
        let mut letters = text.trim().chars();
        // A letter alone numbers records as well as it heads a part.
        let letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if text.len() > LONGEST_HEADER || letter {
            return;
        }
        let key = key(text);
        let Profile { activity, dpia, classification, .. } = profile;
        let (activity, dpia) = match matching {
            Matching::Key => (activity.labels.by_key(&key).to_vec(), dpia.labels.by_key(&key).to_vec()),
            Matching::Likeness | Matching::Meaning => (activity.labels.find(text), dpia.labels.find(text)),
        };
        let activity = activity.iter().min_by_key(|claim| claim.weak).map(|claim| {
            let own = claim.how.rank() < 2;
            (claim.field, if claim.weak { Weight::Common } else { activity_weight(claim.field, own) })
        });
        let dpia = dpia.iter().min_by_key(|claim| claim.weak).map(|claim| {
            let own = claim.how.rank() < 2;
            (claim.field, if claim.weak { Weight::Common } else { dpia_weight(claim.field, own) })
        });
        self.code += usize::from(classification.code.contains(&key));
        self.structure += usize::from(classification.structure.contains(&key));
        self.add(activity, dpia);
    }

    fn add(&mut self, activity: Option<(Field, Weight)>, dpia: Option<(DpiaField, Weight)>) {
        use Field::{DpiaDate, DpiaDone, DpiaNeeded, DpiaRef};
        self.labels += usize::from(activity.is_some() || dpia.is_some());
        if self.cells == 1 {
            self.begins_with_dpia_id = matches!(
                (&activity, &dpia),
                (None | Some((DpiaRef, _)), Some((DpiaField::Id, _)))
                    | (Some((DpiaRef, _)), Some((DpiaField::CaseNumber, _)))
            );
        }
        let weight = |weight: Weight| weight as usize + 1;
        match (&activity, &dpia) {
            // Screening answers stand in tables of both kinds.
            (Some((field, of)), None) if !is_screening(*field) => self.activity.only += weight(*of),
            // What a DPIA covers is named as the register names it: that tells little of which it is.
            (Some(_), Some((field, _))) if is_extent(*field) => self.activity.only += weight(Weight::Common),
            (None, Some((_, of))) => self.dpia.only += weight(*of),
            _ => {}
        }
        self.speaks_of_dpias |= matches!(
            (&activity, &dpia),
            (
                None | Some((DpiaRef | DpiaDone | DpiaDate | DpiaNeeded, _)),
                Some((DpiaField::Id | DpiaField::Title, _))
            )
        );
        let names_activity = matches!(activity, Some((Field::Name | Field::Purpose, _)));
        let names_dpia = matches!(dpia, Some((DpiaField::Title | DpiaField::CaseNumber, _)));
        if self.leftmost.is_none() && names_activity != names_dpia {
            self.leftmost = Some(if names_activity { TableKind::Activities } else { TableKind::Dpias });
        }
        self.names_records |= match activity {
            Some((Field::Name | Field::Purpose, _)) => true,
            Some((Field::Id, weight)) => weight > Weight::Common,
            _ => false,
        };
        self.plainly_named |= matches!(activity, Some((Field::Name, Weight::Common)));
        if let Some((field, weight)) = activity {
            self.activity.add(field, weight);
        }
        if let Some((field, weight)) = dpia {
            self.dpia.add(field, weight);
        }
    }

    /// How many fields the row names, of the kind that it names more of.
    pub(super) fn recognised(&self) -> usize {
        let meant = self.meaning.as_ref().map_or(0, HeadingEvidence::recognised);
        meant.max(self.activity.fields.len()).max(self.dpia.fields.len())
    }

    /// What kind of table has these headers.
    ///
    /// `hint` is what the sheet's name says, `says_dpia` whether anything around the headers speaks of
    /// DPIAs: a case number, a title and a decision are found in lists of all kinds of documents.
    /// `titled_dpias` is whether most titles below are those of DPIAs.
    pub(super) fn kind(
        &self,
        hint: Option<TableKind>,
        says_dpia: impl Fn() -> bool,
        titled_dpias: impl Fn() -> bool,
    ) -> Option<TableKind> {
        if let Some(meaning) = &self.meaning {
            return meaning.kind(hint, says_dpia());
        }
        if self.lists_dpias(hint, titled_dpias) {
            return Some(TableKind::Dpias);
        }
        let hinted = |kind: TableKind| usize::from(hint == Some(kind));
        let a = &self.activity;
        let telling = a.telling + hinted(TableKind::Activities);
        let activities = (self.names_records || a.fields.contains(&Field::Id) && telling >= 4)
            && (telling >= 1 && a.fields.len() >= 3 || telling + a.supporting >= 2 && a.fields.len() >= 2)
            && !self.lists_processors();
        let d = &self.dpia;
        let telling = d.telling + hinted(TableKind::Dpias);
        let dpias =
            [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title].iter().any(|f| d.fields.contains(f))
                && (telling >= 1 && d.fields.len() >= 3
                    || telling >= 2 && d.fields.len() >= 2
                    || d.supporting >= 2 && d.fields.len() >= 4 && (self.speaks_of_dpias || says_dpia()));

        if self.code >= 1 && self.structure >= 1 && a.telling < 2 && d.telling < 1 {
            return Some(TableKind::Classification);
        }
        match (activities, dpias) {
            (false, false) => None,
            (true, false) => Some(TableKind::Activities),
            (false, true) => Some(TableKind::Dpias),
            // One common header that the other kind has no label for decides nothing.
            (true, true) if a.only > d.only + 1 => Some(TableKind::Activities),
            (true, true) if d.only > a.only + 1 => Some(TableKind::Dpias),
            (true, true) => hint
                .filter(|kind| matches!(kind, TableKind::Activities | TableKind::Dpias))
                .or(self.leftmost)
                .or(Some(TableKind::Activities)),
        }
    }

    /// Whether a list of DPIAs by its headings may be a register all the same: few of them are of DPIAs alone.
    pub(super) fn may_be_outweighed(&self, hint: Option<TableKind>) -> bool {
        hint != Some(TableKind::Dpias) && self.dpia.telling + self.dpia.supporting <= 2
    }

    /// What kind of form asks these questions.
    ///
    /// A DPIA describes the processing too, so that what names it as one outweighs how much else it says.
    /// Above or below a table a few lines may only tell of the table, and more is needed than that.
    pub(super) fn kind_of_form(
        mut self,
        hint: Option<TableKind>,
        says_dpia: bool,
        titled_dpia: bool,
        numbered: bool,
        beside_a_table: bool,
    ) -> Option<TableKind> {
        use Field::*;
        self.names_records |= numbered;
        if beside_a_table {
            let of_all = [Controller, JointController, Representative, Dpo, Responsible, ResponsibleEmail];
            let own = self.activity.fields.iter().filter(|field| !of_all.contains(field)).count();
            if own < 4 || self.activity.telling < 3 {
                return None;
            }
        }
        if titled_dpia {
            self.dpia.fields.insert(DpiaField::Title);
        }
        let kind = self.kind(hint, || says_dpia, || false);
        if says_dpia && kind == Some(TableKind::Activities) && hint != Some(TableKind::Activities) {
            let dpia = Evidence { activity: Side::default(), names_records: false, ..self };
            return dpia.kind(hint, || true, || false).or(kind);
        }
        kind.filter(|kind| matches!(kind, TableKind::Activities | TableKind::Dpias))
    }

    /// Whether the headers are those of a plain list of DPIAs, `KB-ID | Titel | Status`: what begins with the id
    /// of a DPIA, or has titles of DPIAs, and asks nothing that only processing is asked.
    fn lists_dpias(&self, hint: Option<TableKind>, titled_dpias: impl Fn() -> bool) -> bool {
        use Field::{DpiaDate, DpiaDone, DpiaNeeded, DpiaNotNeededReason, DpiaRef};
        let of_dpias = [DpiaRef, DpiaDone, DpiaDate, DpiaNeeded, DpiaNotNeededReason];
        let of_dpias = of_dpias.iter().filter(|field| self.activity.fields.contains(field)).count();
        let fields = &self.dpia.fields;
        self.activity.telling == of_dpias
            && self.leftmost != Some(TableKind::Activities)
            && hint != Some(TableKind::Activities)
            && fields.len() >= 2
            && (self.begins_with_dpia_id || fields.contains(&DpiaField::Title) && titled_dpias())
    }

    /// Whether the headers are those of a list of processors: each has a name and an agreement, and
    /// nothing is said of what is done.
    fn lists_processors(&self) -> bool {
        use Field::*;
        let of_processors = |field: &Field| {
            matches!(
                field,
                Id | Name
                    | Description
                    | Status
                    | Responsible
                    | ResponsibleEmail
                    | Processors
                    | ProcessorAgreement
                    | ThirdCountry
                    | TransferSafeguard
                    | Security
                    | Systems
                    | Created
                    | Updated
                    | NextReview
                    | Notes
            )
        };
        let fields = &self.activity.fields;
        let engaged = fields.contains(&Processors) || fields.contains(&ProcessorAgreement);
        let named = self.plainly_named || !fields.contains(&Name);
        engaged && named && fields.iter().all(of_processors)
    }

    /// Whether the row is the header of some other list: enough of it is labels.
    pub(super) fn some_other_table(&self) -> bool {
        self.labels >= 2 && self.labels * 5 >= self.cells * 2
    }
}

fn is_extent(field: DpiaField) -> bool {
    use DpiaField::*;
    matches!(field, Purposes | DataCategories | DataSubjects | Processors)
}

fn is_screening(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | Extensive | LegalEffect | PublicPlace | ListedExample
    )
}
