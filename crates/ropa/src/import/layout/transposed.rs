//! Tables with one record per column, found and read as tables of rows in a turned view of the sheet.

use crate::import::header::key;
use crate::import::layout::form::{Labels, cell_at};
use crate::import::layout::{Found, Row, find_tables, find_tables_by_meaning, written};
use crate::import::layout_words::FormColumn;
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field};
use crate::source::Place;
use crate::workbook::{Cell, Sheet};
use std::collections::BTreeMap;
use std::ops::Range;

/// A table with one record per column.
#[derive(Debug)]
pub(in crate::import) struct Transposed {
    /// The rows above it, as indexes.
    pub above: Range<usize>,
    /// Its cells with rows and columns exchanged.
    pub sheet: Sheet,
    /// The tables in that view; the first holds records.
    pub found: Vec<Found>,
}

/// The tables in a stretch of rows, where its labels stand for records side by side.
pub(super) fn read(
    rows: &[Row<'_>],
    range: Range<usize>,
    file: &str,
    sheet: &Sheet,
    labels: &Labels,
    profile: &Profile,
) -> Option<Vec<Transposed>> {
    if !side_by_side(rows, range.clone(), labels, profile) {
        return None;
    }
    let label = |index: usize| cell_at(rows[index].1, labels.col).map(|cell| key(&cell.text));
    let first = label(*labels.rows.first()?)?;
    let again: Vec<usize> =
        labels.rows.iter().copied().filter(|index| label(*index).as_ref() == Some(&first)).collect();
    let mut starts: Vec<usize> = again.iter().map(|index| start(rows, range.start, *index)).collect();
    if let Some(first) = starts.first_mut() {
        *first = range.start;
    }
    let ends = starts.iter().skip(1).copied().chain([range.end]).collect::<Vec<_>>();
    let mut found = Vec::new();
    for (start, end) in starts.into_iter().zip(ends) {
        let top = top(rows, start..end, labels)?;
        let view = transpose(&rows[top..end], sheet);
        let view_rows = crate::import::layout::filled(&view);
        let mut tables = find_tables(&view_rows, file, &view, profile);
        if tables.iter().all(|table| table.kind == TableKind::Other) {
            tables = find_tables_by_meaning(&view_rows, file, &view, profile);
        }
        if !matches!(tables.first()?.kind, TableKind::Activities | TableKind::Dpias) {
            return None;
        }
        found.push(Transposed { above: start..top, sheet: view, found: tables });
    }
    Some(found)
}

/// Whether what tells records apart is answered in several columns.
fn side_by_side(rows: &[Row<'_>], range: Range<usize>, labels: &Labels, profile: &Profile) -> bool {
    let headed = range.into_iter().any(|index| {
        let of = |column| {
            written(rows[index].1).any(|cell| profile.layout.form_column(&cell.text) == Some(column))
        };
        of(FormColumn::Question) && of(FormColumn::Answer)
    });
    if headed {
        return false;
    }
    let identifies = |index: &&usize| {
        let key = cell_at(rows[**index].1, labels.col).map(|cell| key(&cell.text)).unwrap_or_default();
        labels.meant.names(&key)
            || match labels.kind {
                TableKind::Dpias => profile.dpia.labels.by_key(&key).iter().any(|claim| {
                    matches!(claim.field, DpiaField::Id | DpiaField::CaseNumber | DpiaField::Title)
                }),
                _ => profile
                    .activity
                    .labels
                    .by_key(&key)
                    .iter()
                    .any(|claim| matches!(claim.field, Field::Id | Field::Name | Field::Purpose)),
            }
    };
    let count = |indexes: &mut dyn Iterator<Item = &usize>| {
        let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
        let mut rows_filled = 0;
        for &index in indexes {
            let mut any = false;
            for cell in written(rows[index].1).filter(|cell| cell.place.col > labels.col) {
                *filled.entry(cell.place.col).or_default() += 1;
                any = true;
            }
            rows_filled += usize::from(any);
        }
        (filled, rows_filled)
    };
    let (identity, of_identity) = count(&mut labels.rows.iter().filter(identifies));
    let (all, _) = count(&mut labels.rows.iter());
    let records = identity.iter().filter(|(col, filled)| {
        **filled * 2 >= of_identity && all.get(col).is_some_and(|filled| *filled >= 2)
    });
    of_identity >= 1 && records.count() >= 2
}

/// Where a table begins whose first label stands in a row: with the headings right above it.
fn start(rows: &[Row<'_>], floor: usize, label: usize) -> usize {
    let mut start = label;
    while start > floor && written(rows[start - 1].1).nth(1).is_none() {
        start -= 1;
    }
    start
}

/// The first row of a table's questions; what stands above it is said of the whole table.
fn top(rows: &[Row<'_>], range: Range<usize>, labels: &Labels) -> Option<usize> {
    let several =
        |index: usize| written(rows[index].1).filter(|cell| cell.place.col > labels.col).nth(1).is_some();
    let mut top = labels.rows.iter().copied().find(|index| range.contains(index) && several(*index))?;
    while top > range.start && rows[top - 1].0 + 1 == rows[top].0 && several(top - 1) {
        top -= 1;
    }
    Some(top)
}

/// The cells of some rows with rows and columns exchanged; the texts are shared.
fn transpose(rows: &[Row<'_>], sheet: &Sheet) -> Sheet {
    let turned = |place: Place| Place::new(place.col, place.row);
    let cells = rows.iter().flat_map(|(_, cells)| *cells);
    let cells: Vec<Cell> = cells.map(|cell| Cell { place: turned(cell.place), ..cell.clone() }).collect();
    let mut view = Sheet::new(sheet.name.clone(), cells);
    let (first, last) = (rows.first().map_or(0, |row| row.0), rows.last().map_or(0, |row| row.0));
    view.merged = sheet
        .merged
        .iter()
        .filter(|(from, _)| (first..=last).contains(&from.row))
        .map(|(from, to)| (turned(*from), turned(*to)))
        .collect();
    view
}
