//! What makes a record one, and tells it from others.

use crate::import::column::TableField;
use crate::import::header::Labels;
use crate::import::profile::Profile;
use crate::import::record_keys::Identity;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field, Record};
use crate::source::Place;

/// A field of a record with an identity.
pub(super) trait RecordField: TableField {
    /// The fields that make a row a record; the first is the id.
    const IDENTIFYING: &'static [Self];
    /// The fields that a line above the table may answer for all records at once.
    const SAID_ABOVE: &'static [Self];
    /// The field that names the record.
    const NAME: Self;
    /// The field of the controller.
    const CONTROLLER: Self;
    /// The field that says whose records they are, where the kind of record has it.
    const ROLE: Option<Self>;
    /// The kind of table that holds such records.
    const TABLE: TableKind;
    /// The fields that hold codes, which spreadsheets take for dates and numbers.
    const CODES: &'static [Self];
    /// The fields that refer to other records by their numbers.
    const REFERENCES: &'static [Self];
    /// The labels of such records.
    fn labels(profile: &Profile) -> &Labels<Self>;
    /// What a record's key is made from, and the cell.
    fn identity(record: &Record<Self>) -> Option<(Identity, Place)>;
}

impl RecordField for Field {
    const IDENTIFYING: &'static [Field] = &[Field::Id, Field::Name, Field::Purpose];
    const SAID_ABOVE: &'static [Field] = &[Field::Controller, Field::Representative, Field::Dpo, Field::Unit];
    const NAME: Field = Field::Name;
    const CONTROLLER: Field = Field::Controller;
    const ROLE: Option<Field> = Some(Field::Role);
    const TABLE: TableKind = TableKind::Activities;
    const CODES: &'static [Field] = &[Field::Process];
    const REFERENCES: &'static [Field] = &[Field::Id, Field::DpiaRef];

    fn labels(profile: &Profile) -> &Labels<Field> {
        &profile.activity.labels
    }

    fn identity(record: &Record<Field>) -> Option<(Identity, Place)> {
        if let Some(entry) = record.answer(Field::Id).given() {
            return Some((Identity::id(&entry.written), entry.place));
        }
        let named = record.answer(Field::Name).given().or(record.answer(Field::Purpose).given())?;
        let unit = record.text(Field::Unit).or_else(|| record.text(Field::Controller));
        Some((Identity::name(&named.written, unit), named.place))
    }
}

impl RecordField for DpiaField {
    const IDENTIFYING: &'static [DpiaField] = &[DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title];
    const SAID_ABOVE: &'static [DpiaField] = &[DpiaField::Controller];
    const NAME: DpiaField = DpiaField::Title;
    const CONTROLLER: DpiaField = DpiaField::Controller;
    const ROLE: Option<DpiaField> = None;
    const TABLE: TableKind = TableKind::Dpias;
    const CODES: &'static [DpiaField] = &[];
    const REFERENCES: &'static [DpiaField] = &[DpiaField::Id, DpiaField::CaseNumber];

    fn labels(profile: &Profile) -> &Labels<DpiaField> {
        &profile.dpia.labels
    }

    fn identity(record: &Record<DpiaField>) -> Option<(Identity, Place)> {
        for field in [DpiaField::Id, DpiaField::CaseNumber] {
            if let Some(entry) = record.answer(field).given() {
                return Some((Identity::id(&entry.written), entry.place));
            }
        }
        let titled = record.answer(DpiaField::Title).given()?;
        Some((Identity::name(&titled.written, None), titled.place))
    }
}
