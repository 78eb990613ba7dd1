//! A difference for a program: schema `ropa/diff/1`.

mod out;

use super::view::DiffView;
use crate::report::common::envelope::{Head, Side as SideOut};
use crate::workbook::WriteError;
use out::Body;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/diff-1.json");

/// Writes the difference as one JSON document. Head and packs are those of the new side; `old` has those of the old.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &DiffView<'_>) -> Result<(), WriteError> {
    let head = Head::new("ropa/diff/1", view.new.as_of(), view.lang, Some(view.new.import()));
    let old = SideOut::of(view.old.as_of(), view.old.import(), view.old.packs());
    head.by(view.new.packs()).write(out, &view.diff.counts, Body::of(view, old))
}
