//! A register in this library's own forms, which read back as they were: the canonical workbook, the same as
//! delimited text, and JSON.

mod error;
mod json;
mod names;
mod record_table;
mod texts;
pub(crate) mod workbook;

pub use error::CanonicalError;
pub use json::{SCHEMA, json};

use crate::canonical::workbook::{Aside, AsideKind, RecordKind};
use crate::import::{Profile, ReadAs, ValueWords};
use crate::model::{Entry, Record, Register, Value};
use crate::text::Lang;
use crate::workbook::{Dialect, Sheet, Workbook, guarded, write_lines};
use chrono::NaiveDate;
use std::io::Write;

use record_table::{activities, dpias};

/// A register, with what stands beside it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RegisterView<'a> {
    /// The register.
    pub register: &'a Register,
    /// Whose headers are written.
    pub profile: &'a Profile,
    /// Links that people have accepted or rejected, as [`links_sheet`](crate::ledger::links_sheet) lays them out.
    pub links: Option<&'a Sheet>,
    /// Decisions that people have recorded, as [`decisions_sheet`](crate::ledger::decisions_sheet) lays them out.
    pub decisions: Option<&'a Sheet>,
    /// The files of the classification structure.
    pub structure: &'a [Workbook],
    /// The language of headers and sheets.
    pub lang: Lang,
    /// The day that counts as the one it was made.
    pub as_of: NaiveDate,
}

impl<'a> RegisterView<'a> {
    /// The register, with nothing beside it.
    pub fn new(
        register: &'a Register,
        profile: &'a Profile,
        lang: Lang,
        as_of: NaiveDate,
    ) -> RegisterView<'a> {
        RegisterView { register, profile, links: None, decisions: None, structure: &[], lang, as_of }
    }
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
/// [`CanonicalError::Workbook`] where the records are more than a sheet holds, [`CanonicalError::Write`] when `out`
/// cannot be written to.
pub fn canonical(mut out: impl Write, view: &RegisterView<'_>) -> Result<(), CanonicalError> {
    let grids = [(RecordKind::Activities, activities(view)), (RecordKind::Dpias, dpias(view))];
    let aside = |kind, sheet: &Sheet| Aside { kind, sheet: sheet.clone() };
    let mut asides: Vec<Aside> = Vec::new();
    asides.extend(view.links.map(|sheet| aside(AsideKind::Assignments, sheet)));
    asides.extend(view.decisions.map(|sheet| aside(AsideKind::Decisions, sheet)));
    let structure =
        view.structure.iter().flat_map(|book| &book.sheets).filter(|sheet| !sheet.cells().is_empty());
    asides.extend(structure.map(|sheet| aside(AsideKind::Structure, sheet)));
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

/// Writes one kind of records as delimited text, the names of the columns in its first line, by which it reads back
/// as it was.
///
/// # Errors
/// [`CanonicalError::NotInEncoding`] and [`CanonicalError::Write`].
pub fn canonical_csv(
    mut out: impl Write,
    view: &RegisterView<'_>,
    part: Part,
    dialect: Dialect,
) -> Result<(), CanonicalError> {
    let grid = match part {
        Part::Activities => activities(view),
        Part::Dpias => dpias(view),
    };
    let mut rows = vec![grid.marks, grid.headers];
    rows.extend(grid.rows);
    Ok(write_lines(&mut out, &guarded(&rows), dialect)?)
}
