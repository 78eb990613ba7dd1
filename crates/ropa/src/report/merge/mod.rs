//! Records that several files hold: what became of them, and a workbook in which a person settles
//! what they answer differently.

#[cfg(feature = "write")]
pub(super) mod json;
pub(super) mod text;
#[cfg(feature = "write")]
mod workbook;

#[cfg(feature = "write")]
pub use workbook::{MOST_ANSWERS, workbook};

use crate::import::{Question, TableKind};
use crate::report::common::quote::name;
use crate::report::common::wording::Wording;

/// What a question is called.
fn question(wording: &Wording<'_>, kind: TableKind, question: &Question) -> String {
    let words = wording.lang.words();
    match (question, kind) {
        (Question::Field(field), TableKind::Dpias) => words.dpia_field.of(field.key()).to_owned(),
        (Question::Field(field), _) => words.field.of(field.key()).to_owned(),
        (Question::Column(header), _) => name(header).to_string(),
    }
}
