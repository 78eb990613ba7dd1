//! Why a document could not be read.

use crate::import::DocumentFault;
use crate::source::Text;
use crate::workbook::Problem;

/// A document that could not be read, and why. The text names the file, what is wrong and how to
/// go on; [`DocumentError::problem`] tells the same to a program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
#[non_exhaustive]
pub struct DocumentError {
    /// The file as the user named it.
    pub file: Text,
    /// What is wrong.
    pub problem: DocumentProblem,
}

/// What is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentProblem {
    /// The file cannot be read from where it lies, or holds nothing.
    #[error("{0}")]
    File(Problem),
    /// The document is encrypted with a password.
    #[error("the document is protected with a password; open it, remove the password and save a copy")]
    PasswordProtected,
    /// The pages are pictures.
    #[error(
        "the document has {pages} pages and hardly any text, so it is probably scanned; use the original, or make its text searchable (OCR) and save it again"
    )]
    NoText {
        /// How many pages it has; zero where the format has no pages.
        pages: usize,
    },
    /// An older format that is not read: `.doc`, `.rtf`.
    #[error("the content is {what}, which is not read; open it and save it as .docx or .odt")]
    OldFormat {
        /// The kind, with its article: `a Rich Text document`.
        what: &'static str,
    },
    /// The content is of another kind than a document.
    #[error(
        "the content is {what}, which is not a document that can be read; save it as .docx, .odt, .pdf, .md or .txt"
    )]
    NotADocument {
        /// The kind, with its article: `a picture`.
        what: &'static str,
    },
    /// What is unpacked is larger than
    /// [`DocumentLimits::inflated_bytes`](crate::documents::DocumentLimits::inflated_bytes).
    #[error("the content is larger than {} MiB when unpacked; such a document is not to be trusted", limit >> 20)]
    InflatedTooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// There is more text than [`DocumentLimits::text_bytes`](crate::documents::DocumentLimits::text_bytes).
    #[error("the document holds more than {} MiB of text; divide it", limit >> 20)]
    TooMuchText {
        /// The limit, in bytes.
        limit: usize,
    },
    /// There are more blocks than [`DocumentLimits::blocks`](crate::documents::DocumentLimits::blocks).
    #[error("the document has more than {limit} paragraphs and table rows; divide it")]
    TooManyBlocks {
        /// The limit.
        limit: usize,
    },
    /// There are more pages than [`DocumentLimits::pages`](crate::documents::DocumentLimits::pages).
    #[error("the document has {found} pages, more than {limit}; divide it")]
    TooManyPages {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Elements stand deeper in each other than
    /// [`DocumentLimits::depth`](crate::documents::DocumentLimits::depth).
    #[error(
        "the document has more than {limit} levels inside each other, which no program writes; the file is not to be trusted"
    )]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A part of the document declares XML entities, which no word processor does.
    #[error(
        "{part} in the document declares XML entities, which word processors never do; the file is not to be trusted, ask for a new copy"
    )]
    XmlEntities {
        /// The part.
        part: String,
    },
    /// The content does not follow its own format.
    #[error("the file is damaged ({detail}); open it in the program that it comes from and save a copy")]
    Damaged {
        /// What was found.
        detail: String,
    },
}

impl DocumentProblem {
    pub(super) fn damaged(detail: impl ToString) -> DocumentProblem {
        DocumentProblem::Damaged { detail: detail.to_string() }
    }

    /// What is wrong, in short.
    pub fn fault(&self) -> DocumentFault {
        match self {
            DocumentProblem::File(_) => DocumentFault::File,
            DocumentProblem::PasswordProtected => DocumentFault::PasswordProtected,
            DocumentProblem::NoText { .. } => DocumentFault::NoText,
            DocumentProblem::OldFormat { .. } => DocumentFault::OldFormat,
            DocumentProblem::NotADocument { .. } => DocumentFault::NotADocument,
            DocumentProblem::InflatedTooLarge { .. }
            | DocumentProblem::TooMuchText { .. }
            | DocumentProblem::TooManyBlocks { .. }
            | DocumentProblem::TooManyPages { .. }
            | DocumentProblem::TooDeep { .. } => DocumentFault::TooLarge,
            DocumentProblem::XmlEntities { .. } => DocumentFault::XmlEntities,
            DocumentProblem::Damaged { .. } => DocumentFault::Damaged,
        }
    }

    /// A short code for programs: `password_protected`.
    pub fn code(&self) -> &'static str {
        self.fault().into()
    }
}

impl From<Problem> for DocumentProblem {
    fn from(problem: Problem) -> DocumentProblem {
        match problem {
            Problem::PasswordProtected => DocumentProblem::PasswordProtected,
            Problem::NotASpreadsheet { what } => DocumentProblem::NotADocument { what },
            Problem::Damaged { detail } => DocumentProblem::Damaged { detail },
            other => DocumentProblem::File(other),
        }
    }
}
