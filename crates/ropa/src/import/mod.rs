//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod account;
mod address;
mod columns;
mod document_info;
mod draft;
mod header;
mod keys;
mod layout;
mod layout_words;
mod merge;
mod notice;
mod profile;
mod propose;
mod read_as;
mod reader;
mod record_field;
mod result;
mod table_info;
mod values;
mod words;

pub use account::{Account, CellUse};
pub use document_info::{DocumentInfo, DocumentOutcome, Measure, NotADpia};
pub use header::{ColumnMatch, HeaderMatch, MatchHow};
pub use merge::{
    Alternative, Apart, Choice, Disagreement, Filled, MergeConflict, MergeReport, MergeRule, MergedRecord,
    Merging, Outcome, Prefer, Question, Version,
};
pub use notice::{NotUnderstood, Notice, SaidBy};
pub use profile::{Expected, Profile, ProfileError, ProfileProblem};
pub use propose::{Proposal, ProposedColumn, ProposedTable, ProposedWords};
pub use reader::Importer;
pub use result::Import;
pub use table_info::{Layout, Metadata, TableInfo, TableKind};
pub use values::Reading;
#[cfg(feature = "read")]
pub(crate) use values::enter_days_of_status;
pub use words::{ValueWords, WordsError};

#[cfg(feature = "read")]
pub(crate) use header::key as label_key;
#[cfg(feature = "read")]
pub(crate) use keys::Identity;
#[cfg(feature = "write")]
pub(crate) use read_as::ReadAs;
