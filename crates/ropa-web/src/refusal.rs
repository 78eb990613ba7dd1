//! Why something could not be done, in words of the library or by the key of the page's own.

use crate::given::{Given, Role};
use ropa::casefile::CaseFileError;
use ropa::documents::DocumentError;
use ropa::ledger::LedgerError;
use ropa::report::refusal::Refusals;
use ropa::text::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// Why something could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    /// In words.
    Error(String),
    /// By the key of the page's words, with what stands in their places.
    Refused { key: &'static str, values: BTreeMap<&'static str, String> },
}

impl Refusal {
    /// What the library says of it.
    pub(crate) fn said(error: &(impl std::fmt::Display + ?Sized)) -> Refusal {
        Refusal::Error(error.to_string())
    }

    /// What the page says of it.
    pub(crate) fn known(key: &'static str) -> Refusal {
        Refusal::Refused { key, values: BTreeMap::new() }
    }

    fn with<const N: usize>(key: &'static str, values: [(&'static str, String); N]) -> Refusal {
        Refusal::Refused { key, values: values.into() }
    }

    /// What to tell of an error; the page names the file beside.
    pub(crate) fn of(error: &CaseFileError, lang: Lang) -> Refusal {
        match error {
            CaseFileError::Read(error) => {
                Refusal::Error(Refusals { lang, raise: None }.problem(&error.problem))
            }
            CaseFileError::Ledger(LedgerError::NoTable { column, .. }) => {
                Refusal::with("ledger_table", [("column", column.to_string())])
            }
            CaseFileError::Ledger(LedgerError::Cells { problems }) => {
                let first = problems.first().map(|one| one.cell.to_string()).unwrap_or_default();
                Refusal::with("ledger_cells", [("count", problems.len().to_string()), ("cell", first)])
            }
            CaseFileError::Structure(_) => Refusal::known("structure"),
            CaseFileError::Profile(error) => Refusal::with("profile", [("detail", error.to_string())]),
            CaseFileError::NoSigner => Refusal::known("no_signer"),
            CaseFileError::UnknownDpia { .. } => Refusal::known("unknown_dpia"),
            CaseFileError::SeveralDpias { .. } => Refusal::known("several_dpias"),
            other => Refusal::said(other),
        }
    }

    /// What to tell of a document that could not be read.
    pub(crate) fn of_document(error: &DocumentError, lang: Lang) -> Refusal {
        Refusal::Error(Refusals { lang, raise: None }.document_problem(&error.problem))
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
        CaseFileError::Profile(_) => files.iter().rposition(|file| file.role == Role::Profile),
        _ => None,
    }
}
