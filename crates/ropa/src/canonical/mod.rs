//! A register in this library's own forms, which read back as they were: the canonical workbook, the same as
//! delimited text, and JSON.

mod json;
mod names;
mod record_table;
mod texts;
pub(crate) mod workbook;

pub use json::{SCHEMA, json};

use crate::canonical::workbook::{Aside, AsideKind, RecordKind};
use crate::import::{Profile, ReadAs, ValueWords};
use crate::linking::RecordedLink;
use crate::model::{Entry, Record, Register, Value};
use crate::screening::RecordedDecision;
use crate::text::Lang;
use crate::workbook::{Dialect, Limits, Sheet, Workbook, read_workbook};
use crate::writeback::{WritebackError, sheets};
use chrono::NaiveDate;
use std::io::Write;

use record_table::{activities, dpias};

/// A register, with what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct RegisterView<'a> {
    /// The register.
    pub register: &'a Register,
    /// Whose headers are written.
    pub profile: &'a Profile,
    /// Assignments that people have accepted or rejected.
    pub links: &'a [RecordedLink],
    /// Decisions that people have recorded.
    pub decisions: &'a [RecordedDecision],
    /// The files of the classification structure.
    pub structure: &'a [Workbook],
    /// The language of headers and sheets.
    pub lang: Lang,
    /// The day that counts as the one it was made.
    pub as_of: NaiveDate,
}

/// Which records a text file holds; it has room for one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The activities.
    Activities,
    /// The DPIAs.
    Dpias,
}

/// Writes the canonical workbook: a sheet each for activities, DPIAs, links, decisions and structure, the key first,
/// lists to choose from, headers that stay. A hidden row above the headers names the columns, by which the workbook
/// reads back as the register it was made from, whatever is sorted, widened or worded anew in it.
///
/// # Errors
/// [`WritebackError::DoesNotFit`] where the records are more than a sheet holds, [`WritebackError::Write`] when `out`
/// cannot be written to.
pub fn canonical(mut out: impl Write, view: &RegisterView<'_>) -> Result<(), WritebackError> {
    let grids = [(RecordKind::Activities, activities(view)), (RecordKind::Dpias, dpias(view))];
    let mut asides = Vec::new();
    if !view.links.is_empty() {
        let mut bytes = Vec::new();
        crate::ledger::write_links(&mut bytes, view.links)?;
        asides.push(Aside { kind: AsideKind::Assignments, sheet: sheet_of(&bytes)? });
    }
    if !view.decisions.is_empty() {
        let mut bytes = Vec::new();
        crate::ledger::write_decisions(&mut bytes, view.decisions)?;
        asides.push(Aside { kind: AsideKind::Decisions, sheet: sheet_of(&bytes)? });
    }
    let structure =
        view.structure.iter().flat_map(|book| &book.sheets).filter(|sheet| !sheet.cells().is_empty());
    asides.extend(structure.map(|sheet| Aside { kind: AsideKind::Structure, sheet: sheet.clone() }));
    let bytes = workbook::canonical(&grids, &asides, view.lang, view.as_of)?;
    out.write_all(&bytes)?;
    Ok(())
}

/// How a text of a field is read by itself.
type ReadAlone<F> = fn(&ValueWords, F, &str) -> Value;

/// What an entry was read as, where its text alone does not say it by the words of the profile or by the built-in ones.
fn read_as<F: Copy>(profile: &Profile, read: ReadAlone<F>, entry: &Entry<F>) -> Option<ReadAs> {
    let says = |profile: &Profile| read(profile.words(), entry.field, &entry.written) == entry.value;
    let builtin = Profile::builtin();
    let plain = says(profile) && (std::ptr::eq(profile, builtin) || says(builtin));
    (!plain).then(|| ReadAs { of: entry.written.clone(), value: entry.value.clone() })
}

/// Where else a record stands that was merged of several, for people to read.
fn others<F>(record: &Record<F>) -> Vec<String> {
    let said = record.others.iter().map(|origin| match (&*origin.sheet, origin.row) {
        ("", 0) => origin.file.to_string(),
        (sheet, 0) => format!("{} › {sheet}", origin.file),
        (sheet, row) => format!("{} › {sheet} › {row}", origin.file),
    });
    said.collect()
}

/// A file beside the register as the sheet that its own reader knows.
fn sheet_of(bytes: &[u8]) -> Result<Sheet, WritebackError> {
    let book = read_workbook("ropa.csv", bytes, &Limits::default())?;
    Ok(book.sheets.into_iter().next().unwrap_or_default())
}

/// Writes one kind of records as delimited text, the names of the columns in its first line, by which it reads back
/// as it was.
///
/// # Errors
/// [`WritebackError::NotInEncoding`] and [`WritebackError::Write`].
pub fn canonical_csv(
    mut out: impl Write,
    view: &RegisterView<'_>,
    part: Part,
    dialect: Dialect,
) -> Result<(), WritebackError> {
    let grid = match part {
        Part::Activities => activities(view),
        Part::Dpias => dpias(view),
    };
    let mut rows = vec![grid.marks, grid.headers];
    rows.extend(grid.rows);
    sheets::table_csv(&mut out, &rows, dialect)
}
