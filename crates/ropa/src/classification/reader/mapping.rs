//! A sheet of what becomes of each code from one version to the next.

use super::super::code::CodeError;
use super::super::code::ProcessCode;
use super::super::code_reading::CellCode;
use super::super::code_style::CodeStyle;
use super::super::lexicon::{MappingColumn, lexicon, word_key};
use super::super::mapping::{Mapping, MappingRow};
use super::super::validate::{StructureFinding, StructureIssue};
use super::{StructureError, cell_values};
use crate::source::{CellRef, Text};
use crate::workbook::{Cell, CellKind, Sheet};
use std::collections::BTreeMap;

/// A mapping as read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct MappingReading {
    /// The mapping.
    pub mapping: Mapping,
    /// Rows and cells that could not be read, with their cells.
    pub findings: Vec<StructureFinding>,
}

/// Reads a mapping from a sheet with the columns `från_kod` and `till_kod`, and perhaps `relation`,
/// `datum` and `anmärkning`.
///
/// `style` is how both versions write their codes. A number cell such as 3.1 that may be 3.10 is
/// reported and its row left out.
///
/// # Errors
/// [`StructureError::NoMapping`] where the sheet lacks the two columns.
pub fn read_mapping(file: &Text, sheet: &Sheet, style: CodeStyle) -> Result<MappingReading, StructureError> {
    let header = sheet.rows().find_map(|(row, cells)| {
        let known = cells
            .iter()
            .filter_map(|cell| Some((*lexicon().mapping.get(&word_key(&cell.text))?, cell.place.col)));
        let columns: BTreeMap<MappingColumn, u32> = known.collect();
        let both = columns.contains_key(&MappingColumn::From) && columns.contains_key(&MappingColumn::To);
        both.then_some((row, columns))
    });
    let Some((header, columns)) = header else {
        return Err(StructureError::NoMapping { file: file.clone(), sheet: sheet.name.clone() });
    };
    let mut reading = MappingReading::default();
    for (_, cells) in sheet.rows().filter(|(row, _)| *row > header) {
        let at = |column| {
            let col = columns.get(&column)?;
            cells.iter().find(|cell| cell.place.col == *col && !cell.is_blank())
        };
        let Some(first) = cells.iter().find(|cell| !cell.is_blank()) else { continue };
        let cell_ref =
            |cell: &Cell| CellRef { file: file.clone(), sheet: sheet.name.clone(), place: cell.place };
        let mut report = |issue, cell: &Cell, codes| {
            let (written, cells) = (cell.text.clone(), vec![cell_ref(cell)]);
            reading.findings.push(StructureFinding { issue, code: None, written, codes, cells });
        };
        let mut code = |column| -> Result<Option<ProcessCode>, ()> {
            let Some(cell) = at(column) else { return Ok(None) };
            match style.parse_cell(&cell.text, cell.kind == CellKind::Number) {
                Ok(CellCode::Sure(found)) => return Ok(Some(found.code)),
                Ok(CellCode::Either { short, long }) => {
                    report(StructureIssue::AmbiguousCode, cell, vec![short, long]);
                }
                Err(CodeError::Date(codes)) => report(StructureIssue::CodeBecameDate, cell, codes),
                Err(_) => report(StructureIssue::InvalidCode, cell, Vec::new()),
            }
            Err(())
        };
        let (from, to) = (code(MappingColumn::From), code(MappingColumn::To));
        let (Ok(from), Ok(to)) = (from, to) else { continue };
        if from.is_none() && to.is_none() {
            report(StructureIssue::CodeMissing, first, Vec::new());
            continue;
        }
        let written = at(MappingColumn::Relation);
        let relation = written.and_then(|cell| lexicon().relations.get(&word_key(&cell.text)).copied());
        if let Some(cell) = written.filter(|_| relation.is_none()) {
            report(StructureIssue::ValueNotUnderstood, cell, Vec::new());
        }
        let date = at(MappingColumn::Date);
        let day = date.and_then(|cell| cell_values::days(&cell.text)).map(|(first, _)| first);
        if let Some(cell) = date.filter(|_| day.is_none()) {
            report(StructureIssue::ValueNotUnderstood, cell, Vec::new());
        }
        reading.mapping.rows.push(MappingRow {
            from,
            to,
            relation,
            relation_written: written.map(|cell| cell.text.trim().into()),
            date: day,
            note: at(MappingColumn::Note).map(|cell| cell.text.trim().into()),
            cell: cell_ref(first),
        });
    }
    Ok(reading)
}
