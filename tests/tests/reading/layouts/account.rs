//! Every cell counted once, whatever the layout.

use super::{open, xlsx, xlsx_with};
use proptest::prelude::*;
use ropa::import::{Import, Importer, Notice, Profile, TableKind};
use ropa::model::Record;
use ropa::source::{CellRef, Place};
use ropa::workbook::{Limits, Workbook, open_workbook};
use ropa_tests::pieces::sheet;
use ropa_tests::places;
use std::collections::{BTreeMap, BTreeSet};

/// The account adds up, and what it counts is what was read.
///
/// Each non-empty cell of the files is counted once. The cells of the records' entries and extras are those
/// counted as mapped and kept, apart from cells that say something of all records; each stray cell is
/// reported with its address, and each table that was not read with its own.
pub(crate) fn check(import: &Import, books: &[Workbook]) {
    let filled = |book: &Workbook| {
        let cells = book.sheets.iter().flat_map(|sheet| sheet.cells());
        cells.filter(|cell| !cell.is_blank()).count()
    };
    let account = import.account;
    assert_eq!(account.cells, books.iter().map(filled).sum::<usize>(), "every cell once");
    assert_eq!(account.cells, account.mapped + account.kept + account.structural + account.reported);
    let mut sum = BTreeMap::new();
    for table in &import.tables {
        *sum.entry(&table.file).or_insert(0) += table.account.cells;
    }
    for book in books {
        assert_eq!(sum.get(&book.file).copied().unwrap_or(0), filled(book), "{}", book.file);
    }

    let text = |cell: &CellRef| {
        let book = books.iter().find(|book| book.file == cell.file)?;
        let sheet = book.sheets.iter().find(|sheet| sheet.name == cell.sheet)?;
        sheet.cell(cell.place).map(|cell| cell.text.clone())
    };
    let mut mapped: BTreeSet<CellRef> = BTreeSet::new();
    let mut kept: BTreeSet<CellRef> = BTreeSet::new();
    fn places<F: Copy + Ord>(
        record: &Record<F>,
        mapped: &mut BTreeSet<CellRef>,
        kept: &mut BTreeSet<CellRef>,
    ) {
        mapped.extend(record.entries.iter().map(|entry| record.cell(entry)));
        kept.extend(record.extras.iter().map(|extra| record.cell(extra)));
    }
    for activity in &import.register.activities {
        places(activity, &mut mapped, &mut kept);
    }
    for dpia in &import.register.dpias {
        places(dpia, &mut mapped, &mut kept);
    }
    // No place is made up, and what stands there is what was read.
    for activity in &import.register.activities {
        for entry in &activity.entries {
            let cell = activity.cell(entry);
            assert!(text(&cell).is_some(), "{cell} is empty");
        }
        for extra in &activity.extras {
            let cell = activity.cell(extra);
            let there = text(&cell).unwrap_or_default();
            assert!(there.contains(extra.written.trim()), "{cell} says {there:?}, not {:?}", extra.written);
        }
    }
    let own: BTreeSet<&CellRef> = mapped.union(&kept).collect();
    let counted = account.mapped + account.kept;
    let of_all: BTreeSet<CellRef> = said_of_all(import);
    assert!(own.len() >= counted, "{} cells read, {counted} counted", own.len());
    // A cell that spans several rows is counted in its own, which may be no record though a later one is.
    let reported: BTreeSet<&CellRef> = import
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::Stray { cell, .. } => Some(cell),
            _ => None,
        })
        .collect();
    let own = own.iter().filter(|cell| !of_all.contains(**cell) && !reported.contains(**cell));
    assert!(own.clone().count() <= counted, "{:?} cells read, {counted} counted", own.collect::<Vec<_>>());

    let stray = import.notices.iter().filter(|notice| matches!(notice, Notice::Stray { .. })).count();
    let whole = import
        .notices
        .iter()
        .any(|notice| matches!(notice, Notice::NoTable { .. } | Notice::OtherTable { .. }));
    assert!(account.reported == stray || whole && account.reported > stray, "{account:?}, {stray} stray");
    for notice in &import.notices {
        if let Notice::Stray { cell, text: said } = notice {
            assert_eq!(text(cell).as_ref(), Some(said), "{cell}");
        }
    }
}

/// Cells outside the records that say something of all of them.
fn said_of_all(import: &Import) -> BTreeSet<CellRef> {
    let mut cells = BTreeSet::new();
    for notice in &import.notices {
        if let Notice::SharedAnswer { cell, .. } = notice {
            cells.insert(cell.clone());
        }
    }
    let lines = import.tables.iter().flat_map(|table| {
        let cell = |place: Place| CellRef { file: table.file.clone(), sheet: table.sheet.clone(), place };
        table.metadata.iter().map(move |line| cell(line.place))
    });
    cells.extend(lines);
    // What is said above the first of several forms, and what names sheet or file for one of them.
    let mut seen: BTreeMap<CellRef, usize> = BTreeMap::new();
    for activity in &import.register.activities {
        let own: BTreeSet<CellRef> = activity.entries.iter().map(|entry| activity.cell(entry)).collect();
        for cell in own {
            *seen.entry(cell).or_default() += 1;
        }
        for entry in &activity.entries {
            use ropa::model::Field::{Controller, Dpo, Representative, Role, Unit};
            if matches!(entry.field, Controller | Dpo | Representative | Role | Unit) {
                cells.insert(activity.cell(entry));
            }
        }
    }
    for dpia in &import.register.dpias {
        cells.extend(dpia.entries_of(ropa::model::DpiaField::Controller).map(|entry| dpia.cell(entry)));
    }
    cells.extend(seen.into_iter().filter(|(_, times)| *times > 1).map(|(cell, _)| cell));
    cells
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever stands in a workbook, and however: no cell is lost, none is counted twice.
    #[test]
    fn every_cell_of_every_layout_is_counted_once(
        first in sheet(),
        second in sheet(),
        name in prop::sample::select(vec!["Blad1", "Behandlingar", "Konsekvensbedömningar", "Som personuppgiftsbiträde"]),
        merged in prop::collection::vec((0_u32..8, 0_u16..4, 0_u32..3, 0_u16..3), 0..3),
    ) {
        let bytes = xlsx_with(&[("A", &first), (name, &second)], |book| {
            let sheet = book.worksheet_from_index(0).unwrap();
            for (row, col, down, right) in merged {
                if down + u32::from(right) > 0 {
                    // Overlapping areas are refused by the writer, and then simply not there.
                    let _ = sheet.merge_range(row, col, row + down, col + right, "Behandling", &rust_xlsxwriter::Format::new());
                }
            }
        });
        let book = open("Protokoll for Nordby kommune.xlsx", &bytes);
        let import = Importer::new(Profile::builtin()).import(std::slice::from_ref(&book));
        check(&import, &[book]);
    }
}

// --- Files of others ---
/// Every file with cells, of people who never heard of this program: the account adds up.
#[test]
fn files_of_others_are_accounted_for() {
    let mut read = 0;
    for folder in ["data/registers", "data/corpus", "data/classification"] {
        let Some(folder) = places::shared(folder) else { return };
        for path in places::files_below(&folder) {
            let Ok(book) = open_workbook(&path, &Limits::default()) else { continue };
            let import = Importer::new(Profile::builtin()).import(std::slice::from_ref(&book));
            check(&import, &[book]);
            let records = import.tables.iter().any(|table| {
                table.records > 0 && matches!(table.kind, TableKind::Activities | TableKind::Dpias)
            });
            let register = folder.ends_with("registers");
            assert!(register || !records, "{} is read as a register", path.display());
            read += 1;
        }
    }
    assert!(read > 100, "{read} files");
}

#[test]
fn an_empty_workbook_has_nothing_to_account_for() {
    let book = open("tom.xlsx", &xlsx(&[("Blad1", "")]));
    let import = Importer::new(Profile::builtin()).import(std::slice::from_ref(&book));
    check(&import, &[book]);
    assert_eq!(import.account.cells, 0);
}
