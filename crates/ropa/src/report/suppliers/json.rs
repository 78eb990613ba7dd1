//! Suppliers and systems for a program: schema `ropa/suppliers/1`.

use super::view::SuppliersView;
use crate::impact::{Called, ListCheck, NameMatch, NameRow, NamesAnswer, PlainAnswer, TieGround};
use crate::report::common::envelope::Head;
use crate::report::common::json::CellInFile;
use crate::workbook::WriteError;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/suppliers-1.json");

/// Writes suppliers and systems as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &SuppliersView<'_>) -> Result<(), WriteError> {
    let assessed = view.assessed;
    let head = Head::new("ropa/suppliers/1", assessed.as_of(), view.lang, Some(assessed.import()));
    let found = view.found;
    let summary = Summary {
        records: assessed.register().activities.len(),
        suppliers: found.suppliers.len(),
        systems: found.systems.len(),
        without_processor: found.without_processor.len(),
        processors: &found.answers[0],
        systems_answered: &found.answers[1],
    };
    let body = Body {
        suppliers: rows(view, Called::Supplier),
        systems: rows(view, Called::System),
        without_processor: keys(view, &found.without_processor),
        list: view.check.map(|check| list(view, check)),
    };
    head.by(assessed.packs()).write(out, summary, body)
}

#[derive(Serialize)]
struct Summary<'a> {
    records: usize,
    suppliers: usize,
    systems: usize,
    without_processor: usize,
    /// How the records answer to who the processors are.
    processors: &'a BTreeMap<NamesAnswer, usize>,
    /// How the records answer to which systems are used.
    systems_answered: &'a BTreeMap<NamesAnswer, usize>,
}

#[derive(Serialize)]
struct Body<'a> {
    suppliers: Vec<RowOut<'a>>,
    systems: Vec<RowOut<'a>>,
    without_processor: Vec<&'a str>,
    list: Option<ListOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    name: &'a str,
    spellings: Vec<SpellingOut<'a>>,
    also: &'a [String],
    activities: Vec<&'a str>,
    as_sub_processor: Vec<&'a str>,
    by_system_only: Vec<&'a str>,
    tied: Vec<TiedOut<'a>>,
    agreement: &'a BTreeMap<PlainAnswer, usize>,
    transfer: &'a BTreeMap<PlainAnswer, usize>,
    dpias: Vec<&'a str>,
    with_gap: Vec<&'a str>,
    without_processor: Vec<&'a str>,
}

#[derive(Serialize)]
struct SpellingOut<'a> {
    written: &'a str,
    cells: usize,
}

#[derive(Serialize)]
struct TiedOut<'a> {
    name: &'a str,
    tie: TieGround,
    shown_by: usize,
}

#[derive(Serialize)]
struct ListOut<'a> {
    file: &'a str,
    columns: Vec<ListColumnOut<'a>>,
    names: Vec<ListedOut<'a>>,
    unlisted_suppliers: Vec<&'a str>,
    unlisted_systems: Vec<&'a str>,
}

#[derive(Serialize)]
struct ListColumnOut<'a> {
    of: Called,
    header: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
}

#[derive(Serialize)]
struct ListedOut<'a> {
    of: Called,
    written: &'a str,
    #[serde(flatten)]
    cell: CellInFile<'a>,
    /// The name in the register; absent where the register does not have it.
    name: Option<&'a str>,
    how: Option<NameMatch>,
}

fn keys<'a>(view: &SuppliersView<'a>, activities: &[usize]) -> Vec<&'a str> {
    let register = view.assessed.register();
    activities.iter().filter_map(|index| Some(&*register.activities.get(*index)?.key)).collect()
}

fn rows<'a>(view: &SuppliersView<'a>, called: Called) -> Vec<RowOut<'a>> {
    let dpias = &view.assessed.register().dpias;
    let one = |row: &'a NameRow| RowOut {
        name: &row.spelling,
        spellings: row
            .spellings
            .iter()
            .map(|(written, cells)| SpellingOut { written, cells: *cells })
            .collect(),
        also: &row.also,
        activities: keys(view, &row.activities),
        as_sub_processor: keys(view, &row.as_sub_processor),
        by_system_only: keys(view, &row.by_system_only),
        tied: row
            .tied
            .iter()
            .map(|tied| TiedOut { name: &tied.spelling, tie: tied.ground, shown_by: tied.shown_by })
            .collect(),
        agreement: &row.agreement,
        transfer: &row.transfer,
        dpias: row.dpias.iter().filter_map(|dpia| Some(&*dpias.get(*dpia)?.key)).collect(),
        with_gap: keys(view, &row.with_gap),
        without_processor: keys(view, &row.without_processor),
    };
    view.rows(called).iter().map(one).collect()
}

fn list<'a>(view: &SuppliersView<'a>, check: &'a ListCheck) -> ListOut<'a> {
    let name = |called, row: &usize| Some(view.rows(called).get(*row)?.spelling.as_str());
    let unlisted =
        |called, of: &'a [usize]| of.iter().filter_map(|row| name(called, row)).collect::<Vec<&'a str>>();
    ListOut {
        file: &check.list.file,
        columns: check
            .list
            .columns
            .iter()
            .map(|(of, cell, header)| ListColumnOut { of: *of, header, cell: CellInFile::of(cell) })
            .collect(),
        names: check
            .listed
            .iter()
            .map(|one| ListedOut {
                of: one.called,
                written: &one.written,
                cell: CellInFile::of(&one.cell),
                name: one.found.as_ref().and_then(|(row, _)| name(one.called, row)),
                how: one.found.map(|(_, how)| how),
            })
            .collect(),
        unlisted_suppliers: unlisted(Called::Supplier, &check.unlisted_suppliers),
        unlisted_systems: unlisted(Called::System, &check.unlisted_systems),
    }
}
