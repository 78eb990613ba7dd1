//! What a sheet consists of, from the top down.

use crate::import::layout::evidence::{Evidence, Matching};
use crate::import::layout::form::{self, Forms, Labels};
use crate::import::layout::transposed::{self, Transposed};
use crate::import::layout::{Found, Row, find_tables, find_tables_by_meaning, written};
use crate::import::profile::Profile;
use crate::import::table_info::TableKind;
use crate::workbook::Sheet;
use std::ops::Range;

/// A part of a sheet that holds records, or another table in it.
#[derive(Debug)]
pub(in crate::import) enum SheetPart {
    /// One record per row.
    Rows(Found),
    /// One record per column.
    Columns(Transposed),
    /// Questions and answers below each other.
    Forms(Forms),
}

/// The parts of a sheet; together they hold each of its rows once. None where it holds no table.
///
/// Rows are tried first: only where they do not make a table, above one and below one, are questions looked
/// for in a column.
pub(in crate::import) fn find_sheet_parts(
    rows: &[Row<'_>],
    file: &str,
    sheet: &Sheet,
    profile: &Profile,
) -> Vec<SheetPart> {
    let read = |range: Range<usize>, labels: &Labels| -> Option<Vec<SheetPart>> {
        if let Some(tables) = transposed::read(rows, range.clone(), file, sheet, labels, profile) {
            return Some(tables.into_iter().map(SheetPart::Columns).collect());
        }
        form::read(rows, range, sheet, labels, profile).map(|forms| vec![SheetPart::Forms(forms)])
    };
    let below_each_other = |range: Range<usize>, beside_a_table: bool| -> Option<Vec<SheetPart>> {
        let labels = form::labels(rows, range.clone(), file, sheet, profile, beside_a_table)?;
        read(range, &labels)
    };
    if explains_words(rows, profile) {
        return Vec::new();
    }
    let mut tables = find_tables(rows, file, sheet, profile);
    let first = tables.iter().find(|table| table.kind != TableKind::Other);
    match first {
        None => {
            if let Some(parts) = below_each_other(0..rows.len(), false) {
                return parts;
            }
            let meant = find_tables_by_meaning(rows, file, sheet, profile);
            if meant.iter().any(|table| table.kind != TableKind::Other) {
                tables = meant;
            } else if let Some(labels) = form::labels_by_meaning(rows, 0..rows.len(), file, sheet, profile)
                && let Some(parts) = read(0..rows.len(), &labels)
            {
                return parts;
            }
        }
        Some(first) if rows.len() <= TRIED_ROWS => {
            // Of a few rows, one may look like headers by chance: labels that go on below it outweigh it.
            let outweighs = |labels: &Labels| {
                let beyond = labels.rows.iter().filter(|index| **index >= first.header.start).count();
                beyond >= 2 && labels.fields >= fields(first, profile) + 2
            };
            let labels = form::labels(rows, 0..rows.len(), file, sheet, profile, false).filter(outweighs);
            if let Some(parts) = labels.and_then(|labels| read(0..rows.len(), &labels)) {
                return parts;
            }
        }
        Some(_) => {}
    }
    let mut parts = Vec::new();
    if let Some(first) = tables.first_mut()
        && let Some(above) = below_each_other(first.above.clone(), true)
    {
        parts.extend(above);
        first.above.start = first.above.end;
    }
    let below = tables.last_mut().and_then(|last| {
        let start = narrow_end(rows, last)?;
        let below = below_each_other(start..rows.len(), true)?;
        last.body.end = start;
        Some(below)
    });
    parts.extend(tables.into_iter().map(SheetPart::Rows));
    parts.extend(below.into_iter().flatten());
    parts
}

/// Whether a sheet is a list of words, each with what it means beside it: "Förkortning" and "Betyder".
fn explains_words(rows: &[Row<'_>], profile: &Profile) -> bool {
    /// Titles stand in so many rows above at most.
    const TITLES: usize = 5;
    let pair = |index: usize| {
        let mut cells = written(rows[index].1);
        let (word, means) = (cells.next()?, cells.next()?);
        cells.next().is_none().then_some((word, means))
    };
    let narrow = (0..rows.len()).all(|index| written(rows[index].1).nth(2).is_none());
    let heading = (0..rows.len().min(TITLES)).find_map(|index| Some((index, pair(index)?)));
    narrow
        && heading.is_some_and(|(index, (_, means))| {
            profile.layout.explains(&means.text) && (index + 1..rows.len()).any(|index| pair(index).is_some())
        })
}

/// A sheet of more rows is not searched for questions below each other when it has a table of rows.
const TRIED_ROWS: usize = 400;

/// How many fields the headers of a table name.
fn fields(table: &Found, profile: &Profile) -> usize {
    let mut evidence = Evidence::default();
    for column in &table.columns {
        evidence.look(&column.own, profile, Matching::Likeness);
    }
    evidence.recognised()
}

/// Where below a table only rows of few cells follow, after a blank row.
fn narrow_end(rows: &[Row<'_>], table: &Found) -> Option<usize> {
    const NARROW: usize = 3;
    const FEWEST: usize = 4;
    if table.columns.len() <= NARROW {
        return None;
    }
    let body = table.body.clone();
    let narrow =
        body.clone().rev().take_while(|index| written(rows[*index].1).nth(NARROW).is_none()).last()?;
    let start =
        (narrow..body.end).find(|index| *index > body.start && rows[*index].0 > rows[*index - 1].0 + 1)?;
    (body.end - start >= FEWEST).then_some(start)
}
