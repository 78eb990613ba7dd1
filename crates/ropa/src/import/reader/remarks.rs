//! What every list tells of how a file was read.

use crate::import::{Import, Layout, TableInfo};
use crate::model::{AnyField, Field};
use crate::source::CellRef;
use crate::workbook::{ReadNote, ReadingRemark, ReadingRemarkKind, Workbook};

/// What the workbook says of itself that every list tells.
pub(super) fn of_file(workbook: &Workbook) -> Vec<ReadingRemark> {
    let told = |note: &ReadNote| match note {
        ReadNote::FormulaWithoutValue(cells) => Some(ReadingRemark {
            kind: ReadingRemarkKind::FormulaWithoutValue,
            file: workbook.file.clone(),
            cells: cells.clone(),
            detail: "".into(),
        }),
        ReadNote::Remark(remark) => Some(remark.clone()),
        ReadNote::Encoding { .. } | ReadNote::Delimiter(_) | ReadNote::OtherFormat { .. } => None,
    };
    workbook.notes.iter().filter_map(told).collect()
}

/// Tells formulas without a value first of all where they are references: an assessment that is there counts as missing.
/// `from` is where the remarks of the file begin, whose tables are known by now.
pub(super) fn references_first(import: &mut Import, from: usize) {
    let without_value = |remark: &ReadingRemark| remark.kind == ReadingRemarkKind::FormulaWithoutValue;
    let Some(at) = import.remarks[from..].iter().position(without_value).map(|at| from + at) else { return };
    let cells = std::mem::take(&mut import.remarks[at].cells);
    let refers = |cell: &CellRef| import.tables.iter().any(|table| asks_for_reference(table, cell));
    let (references, others): (Vec<_>, Vec<_>) = cells.into_iter().partition(refers);
    if references.is_empty() {
        import.remarks[at].cells = others;
        return;
    }
    let remark = ReadingRemark {
        kind: ReadingRemarkKind::ReferenceFormulas,
        cells: references,
        ..import.remarks[at].clone()
    };
    if others.is_empty() {
        import.remarks[at] = remark;
    } else {
        import.remarks[at].cells = others;
        import.remarks.insert(at, remark);
    }
}

/// Whether a cell stands in a table's column, or row, for references to DPIAs.
fn asks_for_reference(table: &TableInfo, cell: &CellRef) -> bool {
    let reference = Some(AnyField::from(Field::DpiaRef));
    table.file == cell.file
        && table.sheet == cell.sheet
        && table.columns.iter().filter(|column| column.field == reference).any(|column| {
            let (header, place) = (column.place, cell.place);
            match table.layout {
                Layout::Rows => header.col == place.col && place.row > header.row,
                Layout::Columns | Layout::Form => header.row == place.row && place.col > header.col,
                Layout::Document => false,
            }
        })
}
