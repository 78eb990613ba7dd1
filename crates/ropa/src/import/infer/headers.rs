//! What the texts of a row, or the questions of a form, say together of being the headings of a table.

use crate::import::infer::meaning::{kinds, meanings};
use crate::import::infer::shape::ToldBelow;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field};
use std::collections::BTreeSet;

/// A heading is at least and at most so long, in characters: one letter says nothing alone, and longer text is prose.
const SHORTEST: usize = 2;
const LONGEST: usize = 250;
/// A field counts as named from this share on.
const NAMED: f32 = 0.3;
/// And surely from this one on.
const SURELY: f32 = 0.5;
/// What the name of a sheet or a title adds for the kind that it names.
const HINT: f32 = 4.0;
const SAID: f32 = 2.0;
/// What share of the texts must sound like headings of ours where the columns below tell of processing.
const SOME: f32 = 0.25;
/// A table may be of the less likely kind where little speaks against it, and what it asks names no other.
const NEAR: f32 = 6.0;
/// What a column of persons, data or legal bases adds for a register.
const BELOW: f32 = 2.5;

/// What texts say together of being headings.
#[derive(Debug, Default)]
pub(in crate::import) struct HeadingEvidence {
    /// Cells looked at, and those of them that are short texts.
    cells: usize,
    texts: usize,
    /// By kind of text: the sums of the logarithms of shares, and of the shares.
    logs: [f32; 4],
    shares: [f32; 4],
    activity: BTreeSet<Field>,
    dpia: BTreeSet<DpiaField>,
    /// Those of them that are surely named, and that lists of other things seldom have.
    telling: (BTreeSet<Field>, BTreeSet<DpiaField>),
    /// The texts, to tell what stands several times.
    seen: BTreeSet<String>,
    /// Whether the rows below are filled as records are.
    shaped: bool,
    /// What the columns below it tell of.
    told_below: ToldBelow,
}

impl HeadingEvidence {
    /// Looks at a cell that is no text.
    pub(in crate::import) fn no_text(&mut self) {
        self.cells += 1;
    }

    /// Says that the rows below are filled as records below headings are.
    pub(in crate::import) fn stands_above_records(&mut self) {
        self.shaped = true;
    }

    /// Says what the columns below tell of.
    pub(in crate::import) fn tells_below(&mut self, told: ToldBelow) {
        self.told_below = told;
    }

    /// Whether the columns below tell of processing, and the row may be their headings by its form: different texts.
    fn stands_above_processing(&self) -> bool {
        self.shaped
            && self.told_below.of_processing()
            && self.texts >= 4
            && self.seen.len() == self.texts
            && self.texts * 10 >= self.cells * 8
    }

    /// Looks at one text more.
    pub(in crate::import) fn look(&mut self, text: &str) {
        self.cells += 1;
        if !(SHORTEST..=LONGEST).contains(&text.trim().chars().count()) {
            return;
        }
        self.texts += 1;
        self.seen.insert(text.trim().to_lowercase());
        // One text is not to decide alone, however sure.
        for (kind, log) in kinds(text).into_iter().enumerate() {
            self.logs[kind] += log.max(-4.0);
            self.shares[kind] += log.exp();
        }
        let activity = meanings::<Field>(text, None);
        let dpia = meanings::<DpiaField>(text, None);
        if let Some((Some(field), share)) = activity.first().filter(|(_, share)| share.exp() >= NAMED) {
            self.activity.insert(*field);
            if share.exp() >= SURELY && tells_of_processing(*field) {
                self.telling.0.insert(*field);
            }
        }
        if let Some((Some(field), share)) = dpia.first().filter(|(_, share)| share.exp() >= NAMED) {
            self.dpia.insert(*field);
            if share.exp() >= SURELY && tells_of_a_dpia(*field) {
                self.telling.1.insert(*field);
            }
        }
    }

    /// How many fields are named, of the kind that more are named of.
    pub(in crate::import) fn recognised(&self) -> usize {
        self.activity.len().max(self.dpia.len())
    }

    /// What kind of table has these headings.
    pub(in crate::import) fn kind(&self, hint: Option<TableKind>, says_dpia: bool) -> Option<TableKind> {
        let n = self.texts as f32;
        if self.texts < 3 || self.texts * 4 < self.cells * 3 || self.seen.len() * 4 < self.texts * 3 {
            return None;
        }
        let ours = self.shares[0] + self.shares[1];
        let lean = self.lean(hint, says_dpia);
        if self.stands_above_processing() && ours >= SOME * n && lean >= 0.0 {
            return Some(TableKind::Activities);
        }
        // What stands above records as headings do need not say as much.
        let (ours_least, cells_most) = if self.shaped { (0.4, 0.6) } else { (0.55, 0.5) };
        if ours < ours_least * n || self.shares[3] > cells_most * n {
            return None;
        }
        let likelier = if lean >= 0.0 { TableKind::Activities } else { TableKind::Dpias };
        let other = if lean >= 0.0 { TableKind::Dpias } else { TableKind::Activities };
        let near = lean.abs() < NEAR;
        let kinds = [Some(likelier), Some(other).filter(|_| near)];
        kinds.into_iter().flatten().find(|kind| self.names_enough(*kind, hint, says_dpia))
    }

    /// How much speaks for a register rather than a list of DPIAs, as the logarithm of a ratio.
    fn lean(&self, hint: Option<TableKind>, says_dpia: bool) -> f32 {
        let said = match hint {
            Some(TableKind::Activities) => HINT,
            Some(TableKind::Dpias) => -HINT,
            _ if says_dpia => -SAID,
            _ => 0.0,
        };
        self.logs[0] - self.logs[1] + said + BELOW * self.told_below.kinds as f32
    }

    /// Whether enough of the texts name fields of one kind of table, one of them what its records are called by.
    fn names_enough(&self, kind: TableKind, hint: Option<TableKind>, says_dpia: bool) -> bool {
        let is_hinted = hint == Some(kind);
        let (named, identified, telling) = if kind == TableKind::Activities {
            let names = [Field::Id, Field::Name, Field::Purpose];
            let least = match self.texts {
                _ if is_hinted => 2,
                0..8 => 3,
                _ => 4,
            };
            // A long list of questions of another trade names a few of our fields by chance.
            let beside = if self.shaped || self.told_below.of_processing() { 0 } else { self.texts / 3 };
            let telling = self.telling.0.len() >= least.max(beside);
            let identified = names.iter().any(|field| self.activity.contains(field));
            (self.activity.len(), identified, telling)
        } else {
            let names = [DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title, DpiaField::Covers];
            let least = if says_dpia || is_hinted { 0 } else { 2 };
            let telling = self.telling.1.len() >= least;
            let identified = names.iter().any(|field| self.dpia.contains(field));
            (self.dpia.len(), identified, telling)
        };
        let share = if self.shaped { 3 } else { 2 };
        let enough = named >= 4 && named * share >= self.texts || named >= 3 && named == self.texts;
        enough && identified && telling
    }
}

/// Whether a text alone reads as the heading of a field of ours.
pub(in crate::import) fn is_heading(text: &str) -> bool {
    const ALONE: f32 = 0.7;
    let [activities, dpias, ..] = kinds(text).map(f32::exp);
    text.chars().count() <= LONGEST && activities + dpias >= ALONE
}

/// Whether a label most likely asks for what tells one record from others.
pub(in crate::import) fn names_record(text: &str, kind: TableKind) -> bool {
    match kind {
        TableKind::Dpias => matches!(
            meanings::<DpiaField>(text, None).first(),
            Some((Some(DpiaField::Id | DpiaField::CaseNumber | DpiaField::Title), _))
        ),
        _ => matches!(
            meanings::<Field>(text, None).first(),
            Some((Some(Field::Id | Field::Name | Field::Purpose), _))
        ),
    }
}

/// Whether registers ask for a field, and lists of other things seldom do.
fn tells_of_processing(field: Field) -> bool {
    use Field::*;
    !matches!(
        field,
        Id | Name
            | Description
            | Status
            | Role
            | Controller
            | Representative
            | Unit
            | BusinessArea
            | Process
            | Responsible
            | ResponsibleEmail
            | Source
            | Systems
            | Classification
            | RiskLevel
            | Created
            | Registered
            | Updated
            | NextReview
            | Started
            | Period
            | Notes
            | Archiving
            | Security
    )
}

/// Whether lists of DPIAs ask for a field, and lists of other documents seldom do.
fn tells_of_a_dpia(field: DpiaField) -> bool {
    use DpiaField::*;
    matches!(
        field,
        SystematicDescription
            | Necessity
            | Risks
            | Measures
            | DpoAdvice
            | DataSubjectViews
            | ViewsNotSought
            | ResidualRisk
            | HighRiskRemains
            | PriorConsultation
            | Consulted
            | ConsultationAnswer
            | Review
            | Covers
            | Adopted
            | Conditions
            | ConditionsMet
    )
}
