//! DPIAs that are documents: Word, OpenDocument, PDF, Markdown and plain text.
//!
//! [`read_document`] makes blocks of a file: headings, paragraphs, list items and rows of tables,
//! each with a place that a person can find. [`add_documents`] reads the DPIAs among them into an
//! [`Import`](crate::import::Import), by the labels of a profile and the words of
//! `lexicons/document.toml`.
//!
//! ```
//! use ropa::documents::{DocumentLimits, add_documents, read_document};
//! use ropa::import::{Import, Profile};
//! use ropa::model::DpiaField;
//!
//! let text = "# Konsekvensbedömning av hemtjänst\n\nDnr: SN 2026/12\n\nVersion: 1.1\n\n## Risker\n\nObehöriga läser.\n";
//! let document = read_document("dpia.md", text.as_bytes(), &DocumentLimits::default())?;
//! let mut import = Import::default();
//! add_documents(&mut import, Profile::builtin(), &[document]);
//! let dpia = &import.register.dpias[0];
//! assert_eq!(dpia.text(DpiaField::CaseNumber), Some("SN 2026/12"));
//! # Ok::<(), ropa::documents::DocumentError>(())
//! ```

mod block;
mod docx;
mod error;
mod folder;
mod lexicon;
mod limits;
mod markdown;
mod odt;
mod open;
mod package;
mod pdf;
mod plain_text;
mod reader;
mod word_processor;

pub use block::{Block, BlockKind, Document, Passage};
pub use error::{DocumentError, DocumentProblem};
pub(crate) use folder::list_folder;
pub use limits::DocumentLimits;
pub use open::read_document;
pub(crate) use open::{document_bytes, is_document_named};
pub use reader::add_documents;
