//! Which column of a table is read into which field.
//!
//! A header alone does not decide: `E-post` belongs to the person in the column before it, `Namn`
//! under the heading `Dataskyddsombud` is not the name of the processing, and of two columns for
//! one question only one can be it, unless the question takes several answers.

use super::header::{Claim, ColumnMatch, MatchHow, key};
use super::profile::FieldLabels;
use super::values::Reading;
use super::words::ValueWords;
use crate::model::{DpiaField, Field, Place, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The header of one column.
#[derive(Debug, Clone)]
pub(super) struct HeaderCell {
    /// Where it stands.
    pub place: Place,
    /// The heading above it that spans several columns.
    pub group: Option<Text>,
    /// Its own text.
    pub own: Text,
}

impl HeaderCell {
    /// The header as written, with the heading above it.
    fn written(&self) -> Text {
        match &self.group {
            Some(group) => format!("{} – {}", group.trim(), self.own.trim()).into(),
            None => self.own.clone(),
        }
    }
}

/// One column, and what it is read into.
#[derive(Debug, Clone)]
pub(super) struct Column<F> {
    /// How its header was matched.
    pub matched: ColumnMatch,
    /// The field.
    pub field: Option<F>,
    /// A second field that has no column of its own and is read from this one too.
    pub also: Option<F>,
    /// What to call the column among those kept as they are; a repeated header is numbered.
    pub extra: Text,
}

/// A field of one kind of record, as far as its columns are concerned.
pub(super) trait TableField: Copy + Ord + Into<&'static str> + 'static {
    /// Whether several columns may be read into it.
    fn takes_many(self) -> bool;

    /// What a header means under a heading that itself stands for a field; nothing where it is only
    /// a detail of it.
    fn under(self, heading: Self) -> Option<Self>;

    /// Whether a header can stand for it, after the columns to its left.
    fn fits(self, weak: bool, left: impl Iterator<Item = Self>) -> bool;

    /// Reads a cell.
    fn read(self, words: &ValueWords, written: &str) -> Reading;
}

impl TableField for Field {
    fn takes_many(self) -> bool {
        use Field::*;
        matches!(
            self,
            JointController
                | Process
                | Purpose
                | LegalBasis
                | LegalReference
                | Art9Basis
                | Art9Reference
                | Art10
                | DataSubjects
                | DataCategories
                | Sensitive
                | ProtectedIdentity
                | Source
                | Recipients
                | InternalAccess
                | Processors
                | ThirdCountry
                | TransferSafeguard
                | Security
                | Systems
                | Information
                | DpiaRef
                | ListedExample
        )
    }

    fn under(self, heading: Field) -> Option<Field> {
        use Field::*;
        match (heading, self) {
            (Responsible, ResponsibleEmail) => Some(ResponsibleEmail),
            (Controller | JointController | Representative | Dpo | Responsible | Processors, Name) => {
                Some(heading)
            }
            (
                Controller | JointController | Representative | Dpo | Processors,
                ResponsibleEmail | Responsible,
            ) => None,
            (DpiaNeeded | DpiaDone | DpiaRef, Id) => Some(DpiaRef),
            (
                DpiaNeeded | DpiaDone | DpiaRef,
                Name | Status | Responsible | Created | Registered | Updated | NextReview | RiskLevel
                | Description,
            ) => None,
            _ => Some(self),
        }
    }

    fn fits(self, weak: bool, mut left: impl Iterator<Item = Field>) -> bool {
        use Field::*;
        match self {
            ResponsibleEmail => !matches!(
                left.find(|field| *field != ResponsibleEmail),
                Some(Controller | JointController | Representative | Dpo | Processors)
            ),
            DpiaNotNeededReason if weak => {
                matches!(left.next(), Some(DpiaNeeded | DpiaDone | DpiaRef | DpiaDate))
            }
            _ => true,
        }
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_field(self, written)
    }
}

impl TableField for DpiaField {
    fn takes_many(self) -> bool {
        use DpiaField::*;
        matches!(self, Covers | Systems | CaseNumber | Purposes | DataCategories | DataSubjects | Processors)
    }

    fn under(self, _: DpiaField) -> Option<DpiaField> {
        Some(self)
    }

    fn fits(self, _: bool, _: impl Iterator<Item = DpiaField>) -> bool {
        true
    }

    fn read(self, words: &ValueWords, written: &str) -> Reading {
        words.read_dpia_field(self, written)
    }
}

/// Decides for every column of a table what it is read into.
pub(super) fn assign<F: TableField>(headers: &[HeaderCell], profile: &FieldLabels<F>) -> Vec<Column<F>> {
    let claims: Vec<Vec<Claim<F>>> = headers.iter().map(|header| claims(header, profile)).collect();
    let left_of =
        |column: usize| claims[..column].iter().rev().filter_map(|claims| Some(strong(claims)?.field));
    let fits = |column: usize, claim: &Claim<F>| claim.field.fits(claim.weak, left_of(column));

    let mut chosen: Vec<Option<Claim<F>>> = vec![None; headers.len()];
    let mut single: BTreeMap<F, usize> = BTreeMap::new();
    for (column, claims) in claims.iter().enumerate() {
        let Some(claim) = strong(claims).filter(|claim| fits(column, claim)) else { continue };
        if !claim.field.takes_many()
            && let Some(&rival) = single.get(&claim.field)
        {
            if chosen[rival].is_some_and(|old| old.how.rank() <= claim.how.rank()) {
                continue;
            }
            chosen[rival] = None;
        }
        single.insert(claim.field, column);
        chosen[column] = Some(*claim);
    }
    for (column, claims) in claims.iter().enumerate() {
        let Some(claim) = claims.iter().find(|claim| claim.weak) else { continue };
        let taken = chosen.iter().flatten().any(|other| other.field == claim.field);
        if !taken && fits(column, claim) {
            chosen[column] = Some(*claim);
        }
    }

    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut columns: Vec<Column<F>> = Vec::with_capacity(headers.len());
    for (header, claim) in headers.iter().zip(&chosen) {
        let written = header.written();
        let times = seen.entry(key(&written)).or_default();
        *times += 1;
        let extra = if *times > 1 { format!("{} ({times})", written.trim()).into() } else { written.clone() };
        columns.push(Column {
            matched: ColumnMatch {
                header: written,
                place: header.place,
                field: claim.map(|claim| claim.field.into()),
                how: claim.map_or(MatchHow::None, |claim| claim.how),
            },
            field: claim.map(|claim| claim.field),
            also: None,
            extra,
        });
    }
    for (&field, &other) in &profile.fallbacks {
        if !columns.iter().any(|column| column.field == Some(field))
            && let Some(column) = columns.iter_mut().find(|column| column.field == Some(other))
        {
            column.also = Some(field);
        }
    }
    columns
}

/// The fields that the columns ask for.
pub(super) fn asked<F: TableField>(columns: &[Column<F>]) -> BTreeSet<F> {
    columns.iter().flat_map(|column| [column.field, column.also]).flatten().collect()
}

fn strong<F>(claims: &[Claim<F>]) -> Option<&Claim<F>> {
    claims.iter().find(|claim| !claim.weak)
}

/// The fields that a header may stand for, seen together with the heading above it.
fn claims<F: TableField>(header: &HeaderCell, profile: &FieldLabels<F>) -> Vec<Claim<F>> {
    let labels = &profile.labels;
    let Some(group) = &header.group else { return labels.find(&header.own) };
    let joined = labels.by_key(&key(&header.written()));
    if !joined.is_empty() {
        return joined.to_vec();
    }
    let own = labels.find(&header.own);
    let Some(heading) = strong(&labels.find(group)).map(|claim| claim.field) else { return own };
    own.into_iter()
        .filter_map(|claim| {
            let field = claim.field.under(heading)?;
            Some(if field == claim.field {
                claim
            } else {
                Claim { field, how: MatchHow::Alias, weak: false }
            })
        })
        .collect()
}
