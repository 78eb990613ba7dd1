//! The register itself: its canonical workbook, and the plain register that Art. 30 asks for.

mod art30;
mod canonical;

pub use art30::{Art30View, Variant, art30_csv, art30_workbook};
pub(crate) use canonical::{Aside, AsideKind, Choices, Column, Grid, RecordKind, canonical, column_texts};
