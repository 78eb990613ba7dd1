//! The plain register that Art. 30 asks for.

mod art30;

pub use art30::{Art30View, Variant, art30_csv, art30_workbook};
