//! How the files were read: tables, headers, values not understood, what is left over.

#[cfg(feature = "write")]
mod choices;
mod document;
#[cfg(feature = "write")]
mod json;
pub mod profile;
#[cfg(feature = "write")]
mod review;
mod text;

#[cfg(feature = "write")]
pub use choices::{HeadingChoice, field_names, heading_choices};
#[cfg(feature = "write")]
pub use json::{JSON_SCHEMA, json};
#[cfg(feature = "write")]
pub use review::{ReviewView, review};
pub use text::text;

use super::gaps::files;
use crate::import::Import;
use crate::report::common::wording::Wording;
use crate::text::Lang;
use crate::workbook::ReadNote;
use chrono::NaiveDate;

/// What to show: an import, and how its files were opened.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct InspectView<'a> {
    /// The import.
    pub import: &'a Import,
    /// What the reader says of each file.
    pub notes: &'a [FileNotes<'a>],
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> InspectView<'a> {
    /// How files were read.
    pub fn new(
        import: &'a Import,
        notes: &'a [FileNotes<'a>],
        as_of: NaiveDate,
        lang: Lang,
    ) -> InspectView<'a> {
        InspectView { import, notes, as_of, lang }
    }
}

/// What the reader says of one file.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FileNotes<'a> {
    /// The file as the user named it.
    pub file: &'a str,
    /// What a person should know of how it was read.
    pub notes: &'a [ReadNote],
}

impl<'a> FileNotes<'a> {
    /// The notes on a file.
    pub fn new(file: &'a str, notes: &'a [ReadNote]) -> FileNotes<'a> {
        FileNotes { file, notes }
    }
}

impl InspectView<'_> {
    fn many_files(&self) -> bool {
        files(self.import).len() > 1
    }
}

/// What a field is called: one of an activity's, else one of a DPIA's, else its key.
fn field_name<'w>(wording: &'w Wording<'_>, key: &'w str) -> &'w str {
    let words = wording.lang.words();
    if words.field.has(key) { words.field.of(key) } else { words.dpia_field.of(key) }
}
