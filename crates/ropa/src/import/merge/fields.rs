//! What merging must know of each kind of record.

use crate::import::record_field::RecordField;
use crate::import::record_keys::Identity;
use crate::model::{DateValue, DpiaField, Field, Record};
use crate::text::fold;
use std::borrow::Cow;

/// A field of a record that several files may hold.
pub(in crate::import) trait MergeField: RecordField + std::fmt::Debug {
    /// Fields in which records of the same thing may differ and both count.
    const VERSIONS: &'static [Self];

    /// The identity by name and unit, for a record that has an id.
    fn named(record: &Record<Self>) -> Option<Identity>;

    /// By which date it is told how new a record is.
    fn dated(record: &Record<Self>) -> Option<&DateValue>;

    /// What it is called.
    fn label(record: &Record<Self>) -> Option<&str>;

    /// Whether records with the same id are plainly of different things.
    fn are_other_things(records: &[&Record<Self>]) -> bool;
}

impl MergeField for Field {
    const VERSIONS: &'static [Field] = &[];

    fn named(record: &Record<Field>) -> Option<Identity> {
        let unit = record.text(Field::Unit).or_else(|| record.text(Field::Controller));
        Some(Identity::name(record.text(Field::Name)?, unit))
    }

    fn dated(record: &Record<Field>) -> Option<&DateValue> {
        let of = |field| record.date(field);
        of(Field::Updated).or_else(|| of(Field::Registered)).or_else(|| of(Field::Created))
    }

    fn label(record: &Record<Field>) -> Option<&str> {
        record.text(Field::Name).or_else(|| record.text(Field::Purpose))
    }

    fn are_other_things(records: &[&Record<Field>]) -> bool {
        // A shared unit proves nothing: a running number that begins anew stays in its unit.
        differ(records, Field::Name) && !agree(records, Field::Purpose)
    }
}

impl MergeField for DpiaField {
    const VERSIONS: &'static [DpiaField] = &[DpiaField::Version, DpiaField::Completed, DpiaField::Approved];

    fn named(record: &Record<DpiaField>) -> Option<Identity> {
        Some(Identity::name(record.text(DpiaField::Title)?, None))
    }

    fn dated(record: &Record<DpiaField>) -> Option<&DateValue> {
        record.date(DpiaField::Approved).or_else(|| record.date(DpiaField::Completed))
    }

    fn label(record: &Record<DpiaField>) -> Option<&str> {
        record.text(DpiaField::Title).or_else(|| record.text(DpiaField::CaseNumber))
    }

    fn are_other_things(records: &[&Record<DpiaField>]) -> bool {
        differ(records, DpiaField::Title) && !agree(records, DpiaField::Covers)
    }
}

fn texts<'r, F: Copy + Ord>(records: &[&'r Record<F>], field: F) -> Vec<Option<Cow<'r, str>>> {
    records.iter().map(|record| record.text(field).map(fold)).collect()
}

/// Whether two records answer a question differently.
fn differ<F: Copy + Ord>(records: &[&Record<F>], field: F) -> bool {
    let texts: Vec<_> = texts(records, field).into_iter().flatten().collect();
    texts.windows(2).any(|pair| pair[0] != pair[1])
}

/// Whether all records answer a question, and alike.
fn agree<F: Copy + Ord>(records: &[&Record<F>], field: F) -> bool {
    let texts = texts(records, field);
    texts.iter().all(|text| text.is_some() && *text == texts[0])
}
