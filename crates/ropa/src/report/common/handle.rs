//! What a list calls a record: its own id, else where it stands.

use crate::import::{Import, Layout};
use crate::model::{Field, Origin, ProcessingActivity};
use crate::report::common::quote::{name, quoted};
use crate::report::common::wording::Wording;

/// The register's own id; of a form that has its sheet to itself the sheet, and else the row.
pub(in crate::report) fn handle(
    activity: &ProcessingActivity,
    import: &Import,
    wording: &Wording<'_>,
) -> String {
    if let Some(id) = activity.text(Field::Id) {
        return quoted(id).to_string();
    }
    let origin = &activity.origin;
    match has_its_sheet(import, origin) {
        true => name(&origin.sheet).to_string(),
        false => wording.texts.gaps.row.row.fill(&[("row", &origin.row)]),
    }
}

/// Whether a record is a form that is alone on its sheet: all such records stand on the same row.
fn has_its_sheet(import: &Import, origin: &Origin) -> bool {
    import.tables.iter().any(|table| {
        table.layout == Layout::Form
            && table.records == 1
            && table.sheet == origin.sheet
            && table.file == origin.file
    })
}
