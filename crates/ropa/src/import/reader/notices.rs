//! What is worth saying of a table or a file as a whole.

use crate::import::draft::Draft;
use crate::import::layout::stem;
use crate::import::notice::Notice;
use crate::import::profile::Profile;
use crate::import::record_field::RecordField;
use crate::import::record_keys::Duplicate;
use crate::import::result::Import;
use crate::import::table_info::TableKind;
use crate::model::{AnyField, DpiaField, Field, Record, pairs};
use crate::source::{CellRef, Text};
use crate::workbook::Sheet;
use std::collections::BTreeSet;
use std::ops::Range;

/// What Art. 30(1) asks of each record, with the legal basis that most registers hold beside it.
const ARTICLE_30: [Field; 8] = [
    Field::Purpose,
    Field::LegalBasis,
    Field::DataSubjects,
    Field::DataCategories,
    Field::Recipients,
    Field::ThirdCountry,
    Field::Retention,
    Field::Security,
];

/// Says of a table that asks nothing of what Art. 30 asks which columns it does not have.
pub(super) fn overview<F: RecordField>(asked: &BTreeSet<F>, cell: impl Fn() -> CellRef, import: &mut Import) {
    if F::TABLE != TableKind::Activities {
        return;
    }
    let asked: BTreeSet<AnyField> = asked.iter().map(|field| (*field).into()).collect();
    let missing: Vec<Field> =
        ARTICLE_30.into_iter().filter(|field| !asked.contains(&AnyField::from(*field))).collect();
    if missing.len() == ARTICLE_30.len() {
        import.notices.push(Notice::Overview { cell: cell(), missing });
    }
}

/// Says of hidden rows and columns that they were read, where they hold something.
pub(super) fn hidden_lines(file: &Text, sheet: &Sheet, import: &mut Import) {
    let within = |ranges: &[Range<u32>], at: u32| ranges.iter().any(|range| range.contains(&at));
    if sheet.hidden_rows.is_empty() && sheet.hidden_columns.is_empty() {
        return;
    }
    let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
    for cell in sheet.cells().iter().filter(|cell| !cell.is_blank()) {
        if within(&sheet.hidden_rows, cell.place.row) {
            rows.insert(cell.place.row);
        }
        if within(&sheet.hidden_columns, cell.place.col) {
            columns.insert(cell.place.col);
        }
    }
    if rows.is_empty() && columns.is_empty() {
        return;
    }
    import.notices.push(Notice::HiddenLines {
        file: file.clone(),
        sheet: sheet.name.clone(),
        rows: rows.into_iter().collect(),
        columns: columns.into_iter().collect(),
    });
}

/// Says of a file that it holds only some of the records, where a line or its name says so.
pub(super) fn subset(
    profile: &Profile,
    file: &Text,
    cell: impl Fn() -> CellRef,
    frame: &crate::import::reader::shared_answers::Surroundings,
    import: &mut Import,
) {
    for line in frame.lines.iter().filter(|line| profile.layout.is_subset(&line.label)) {
        let text = format!("{}: {}", line.label.trim_end_matches(':'), line.text).into();
        import.notices.push(Notice::Subset { cell: CellRef { place: line.place, ..cell() }, text });
    }
    if profile.layout.begins_as_subset(stem(file)) {
        import.notices.push(Notice::Subset { cell: cell(), text: stem(file).into() });
    }
}

/// What tells versions of a record apart, with the field that says it.
pub(super) trait Versioned {
    fn version(&self) -> Option<&str>;
}

impl Versioned for Record<Field> {
    fn version(&self) -> Option<&str> {
        self.text(Field::Updated)
    }
}

impl Versioned for Record<DpiaField> {
    fn version(&self) -> Option<&str> {
        [DpiaField::Version, DpiaField::Approved, DpiaField::Completed]
            .into_iter()
            .find_map(|field| self.text(field))
    }
}

/// The records of one identity as versions of one, where each says which it is.
pub(super) fn versions<F>(duplicate: &Duplicate, drafts: &[Draft<F>], id: &Text) -> Option<Notice>
where
    Record<F>: Versioned,
{
    // What stands so often is no version of anything.
    const MOST: usize = 20;
    if duplicate.cells.len() > MOST {
        return None;
    }
    let mut seen = BTreeSet::new();
    let versions = duplicate
        .cells
        .iter()
        .map(|cell| {
            let draft = drafts.iter().find(|draft| draft.identity.1 == *cell)?;
            let version = draft.record.version()?;
            seen.insert(version).then(|| (version.into(), cell.clone()))
        })
        .collect::<Option<Vec<(Text, CellRef)>>>()?;
    Some(Notice::Versions { id: id.clone(), versions })
}

/// Says of lists that belong together by position that they do not fit.
pub(super) fn uneven_pairs(record: &Record<Field>, import: &mut Import) {
    let one = |field| {
        let mut entries = record.entries_of(field);
        entries.next().filter(|_| entries.next().is_none())
    };
    let Some(members) = one(Field::DataCategories).filter(|entry| entry.written.contains("::")) else {
        return;
    };
    let Some(groups) = one(Field::DataSubjects) else { return };
    let parts = [pairs::members(&groups.written).len(), pairs::groups(&members.written).len()];
    if parts[0] != parts[1] {
        let cells = [record.cell(groups), record.cell(members)];
        import.notices.push(Notice::UnevenPairs { cells, parts });
    }
}
