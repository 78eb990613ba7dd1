//! Cells that a spreadsheet must not run.

use std::borrow::Cow;

/// Whether a spreadsheet would take the text for a formula.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A text as it can stand in a delimited file: one apostrophe in front of what a spreadsheet would
/// run as a formula, and in front of what already begins with apostrophes and then such a sign, so
/// that [`restored`] gives back exactly what was written.
///
/// ```
/// use ropa::workbook::{neutralised, restored};
/// assert_eq!(neutralised("=1+1"), "'=1+1");
/// assert_eq!(neutralised("'=1+1"), "''=1+1");
/// assert_eq!(neutralised("'tis"), "'tis");
/// assert_eq!(restored(&neutralised("'-5")), "'-5");
/// ```
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if runs(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`neutralised`] was given.
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}
