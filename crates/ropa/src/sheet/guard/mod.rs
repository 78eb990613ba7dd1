//! What is checked before calamine sees a file.
//!
//! calamine trusts some numbers that a file states about itself and holds some formats whole in
//! memory. Each guard finds in one pass what those numbers would cost and refuses the file where
//! they exceed the limits; what they let through is described in `docs/limits.md`.

mod budget;
pub(super) mod ods;
pub(super) mod xls;
pub(super) mod zip;

pub(super) use budget::BudgetedBytes;
