//! What every list tells of how a file was read.

use crate::workbook::{ReadNote, Remark, RemarkKind, Workbook};

/// What the workbook says of itself that every list tells.
pub(super) fn of_file(workbook: &Workbook) -> Vec<Remark> {
    let told = |note: &ReadNote| match note {
        ReadNote::FormulaWithoutValue(cells) => Some(Remark {
            kind: RemarkKind::FormulaWithoutValue,
            file: workbook.file.clone(),
            cells: cells.clone(),
            detail: "".into(),
        }),
        ReadNote::Remark(remark) => Some(remark.clone()),
        ReadNote::Encoding { .. } | ReadNote::Delimiter(_) | ReadNote::OtherFormat { .. } => None,
    };
    workbook.notes.iter().filter_map(told).collect()
}
