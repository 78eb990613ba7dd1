//! Why something could not be done, in the words of the page.

use crate::given::{Given, Role};
use ropa::casefile::CaseFileError;
use ropa::documents::DocumentError;
use ropa::ledger::LedgerError;
use ropa::report::Lang;
use ropa::report::refusal::Refusals;

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// In words.
    Said(String),
    /// By the key of the page's own words.
    Known(&'static str),
}

impl Refusal {
    /// What the library says of it.
    pub(crate) fn said(error: &(impl std::fmt::Display + ?Sized)) -> Refusal {
        Refusal::Said(error.to_string())
    }

    pub(crate) fn of(error: &CaseFileError, lang: Lang) -> Refusal {
        match error {
            CaseFileError::NoSigner => Refusal::Known("no_signer"),
            CaseFileError::UnknownDpia { .. } => Refusal::Known("unknown_dpia"),
            CaseFileError::SeveralDpias { .. } => Refusal::Known("several_dpias"),
            other => Refusal::Said(why(other, lang)),
        }
    }
}

/// What a person is told of a document that could not be read; the page names it beside.
pub(crate) fn document_why(error: &DocumentError, lang: Lang) -> String {
    Refusals { lang, raise: None }.document_problem(&error.problem)
}

/// What a person is told of an error; the page names the file beside.
pub(crate) fn why(error: &CaseFileError, lang: Lang) -> String {
    match error {
        CaseFileError::Read(error) => Refusals { lang, raise: None }.problem(&error.problem),
        other => other.to_string(),
    }
}

/// The file that an error is about, by its index; none where it is about no file alone.
pub(crate) fn culprit(error: &CaseFileError, files: &[Given]) -> Option<usize> {
    let named = |name: &str| files.iter().position(|file| file.name == name);
    match error {
        CaseFileError::Read(error) => named(&error.file),
        CaseFileError::Ledger(LedgerError::NoTable { file, .. }) => named(file),
        CaseFileError::Ledger(LedgerError::Cells { problems }) => named(&problems.first()?.cell.file),
        CaseFileError::Structure(_) => files.iter().position(|file| file.role == Role::Structure),
        _ => None,
    }
}
