//! What is checked before calamine sees a file.
//!
//! calamine trusts some numbers that a file states about itself and holds some formats whole in
//! memory. Each guard finds in one pass what those numbers would cost and refuses the file where
//! they exceed the limits; what they let through is described in `docs/limits.md`.

mod budget;
mod compound;
pub(super) mod flat;
pub(super) mod ods;
pub(super) mod xls;
mod xlsb;
pub(super) mod zip;

pub(super) use budget::BudgetedBytes;

use crate::workbook::{Limits, Problem};

/// Checks the tables of contents by which a file is taken apart, before they are held in memory.
pub(super) fn check_tables(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    if bytes.starts_with(b"PK") {
        zip::check_parts(bytes, limits)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        compound::check(bytes)
    } else {
        Ok(())
    }
}
