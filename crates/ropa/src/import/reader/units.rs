//! One sheet for each unit: where several sheets of a file are registers, and no column says whose, their names do.

use crate::import::draft::Draft;
use crate::import::notice::{Notice, StatedIn};
use crate::import::profile::Profile;
use crate::import::reader::shared_answers::role_in;
use crate::import::record_field::RecordField;
use crate::import::table_info::{Layout, TableInfo, TableKind};
use crate::model::{AnyField, Entry, Field, OriginIndex, Value};
use crate::source::{CellRef, Place, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sheet of fewer records tells of one thing, not of a unit.
const FEWEST: usize = 2;

/// Enters the unit of records that stand in a sheet named by it; `tables` and `drafts` are those of one file.
pub(super) fn enter_units(
    profile: &Profile,
    tables: &[TableInfo],
    drafts: &mut [Draft<Field>],
) -> Vec<Notice> {
    let registers = tables.iter().filter(|table| {
        table.kind == TableKind::Activities && table.layout == Layout::Rows && table.records >= FEWEST
    });
    // Of each sheet the first cell of its headings, since no cell says it.
    let anchor = |table: &TableInfo| table.columns.first().map_or(Place::new(0, 0), |column| column.place);
    let sheets: BTreeMap<&Text, Place> = registers.map(|table| (&table.sheet, anchor(table))).collect();
    let unit = Field::Unit;
    let asks = drafts.iter().any(|draft| draft.record.asked.contains(&unit));
    if sheets.len() < 2 || asks || !sheets.keys().all(|sheet| may_be_a_unit(profile, sheet)) {
        return Vec::new();
    }
    let mut notices = Vec::new();
    for (sheet, place) in sheets {
        let of_sheet = drafts.iter_mut().filter(|draft| draft.record.origin.sheet == *sheet);
        let mut file = None;
        for draft in of_sheet {
            file.get_or_insert_with(|| draft.record.origin.file.clone());
            enter(draft, unit, sheet, place);
        }
        notices.extend(file.map(|file| Notice::SharedAnswer {
            field: AnyField::Activity(unit),
            text: sheet.clone(),
            by: StatedIn::Sheet,
            cell: CellRef { file, sheet: sheet.clone(), place },
        }));
    }
    notices
}

fn enter(draft: &mut Draft<Field>, field: Field, sheet: &Text, place: Place) {
    let record = &mut draft.record;
    let value = Value::Text;
    record.entries.push(Entry { field, origin: OriginIndex::OWN, written: sheet.clone(), place, value });
    Arc::make_mut(&mut record.asked).insert(field);
    if let Some((identity, _)) = Field::identity(record) {
        draft.identity.0 = identity;
    }
}

/// Whether a sheet's name may be that of a unit: a word, and none that says what a sheet holds or how far it has come.
fn may_be_a_unit(profile: &Profile, sheet: &str) -> bool {
    let told = profile.words().read_field(Field::Status, sheet);
    let states = matches!(told.value, Value::Items(items) if items.iter().any(|item| item.term.is_some()));
    sheet.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !sheet.bytes().any(|byte| byte.is_ascii_digit())
        && profile.sheets.kind_of(sheet).is_none()
        && role_in(profile, sheet).is_none()
        && !states
}
