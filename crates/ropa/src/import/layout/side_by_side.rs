//! Tables side by side, which share their rows.

use crate::import::column::HeaderCell;
use crate::import::header::{Labels, key};
use crate::import::layout::{Found, Row};
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::model::{DpiaField, Field};

/// The first and the last column of a stretch.
pub(in crate::import) type Cols = (u32, u32);

/// The tables that stand side by side in what was found as one, each with its columns.
///
/// Another one begins where the header that names a record comes again after an empty column, or where all
/// headers come again in the same order.
pub(in crate::import) fn side_by_side(mut found: Found, profile: &Profile) -> Vec<(Cols, Found)> {
    let mut tables = Vec::new();
    let mut last = u32::MAX;
    for start in starts(&found.columns, found.kind, profile).into_iter().rev() {
        let columns = found.columns.split_off(start);
        let first = columns[0].place.col;
        let (above, header, body) = (found.above.clone(), found.header.clone(), found.body.clone());
        tables.push(((first, last), Found { kind: found.kind, above, header, columns, body }));
        last = first.saturating_sub(1);
    }
    tables.push(((0, last), found));
    tables.reverse();
    tables
}

/// Each row between two columns.
pub(in crate::import) fn within<'s>(rows: &[Row<'s>], (first, last): Cols) -> Vec<Row<'s>> {
    let narrowed = |&(row, cells): &Row<'s>| {
        let from = cells.partition_point(|cell| cell.place.col < first);
        let to = cells.partition_point(|cell| cell.place.col <= last);
        (row, &cells[from..to])
    };
    rows.iter().map(narrowed).collect()
}

/// At which columns another table begins.
fn starts(columns: &[HeaderCell], kind: TableKind, profile: &Profile) -> Vec<usize> {
    let Some(first) = columns.first() else { return Vec::new() };
    let named = key(&first.own);
    let names = match kind {
        TableKind::Activities => stands_for(&profile.activity.labels, &named, &[Field::Id, Field::Name]),
        TableKind::Dpias => stands_for(
            &profile.dpia.labels,
            &named,
            &[DpiaField::Id, DpiaField::CaseNumber, DpiaField::Title],
        ),
        TableKind::Classification | TableKind::Other => false,
    };
    if !names {
        return Vec::new();
    }
    let again = |at: &usize| {
        let parted = columns[*at].place.col > columns[*at - 1].place.col + 1;
        // Two headers that come again are no chance; without an empty column all of them must.
        let same =
            columns.iter().zip(&columns[*at..]).take_while(|(a, b)| key(&a.own) == key(&b.own)).count();
        parted && same >= 2 || same >= 3 && same >= *at
    };
    (1..columns.len()).filter(again).collect()
}

fn stands_for<F: Copy + Eq>(labels: &Labels<F>, key: &str, fields: &[F]) -> bool {
    labels.by_key(key).iter().any(|claim| fields.contains(&claim.field))
}
