//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod account;
mod answer_cell;
mod column;
mod columns;
mod document_info;
mod draft;
#[cfg(feature = "fit")]
#[doc(hidden)]
pub mod fitting;
mod header;
mod infer;
mod layout;
mod layout_words;
mod legend;
mod merge;
mod notice;
mod options;
mod plain_answer;
#[cfg(feature = "read")]
mod plain_cells;
mod profile;
mod propose;
mod read_as;
mod reader;
mod record_field;
mod record_keys;
mod result;
mod survey;
mod table_info;
mod together;
mod unseen_cells;
mod value_words;
mod values;

pub use account::Account;
pub(crate) use account::CellUse;
pub use document_info::{DocumentFault, DocumentFormat, DocumentInfo, DocumentOutcome, Measure, NotADpia};
pub use header::{CellsAre, ColumnMatch, Grounds, HeaderMatch, MatchHow};
pub use merge::{
    Alternative, Apart, Choice, Disagreement, Filled, MergeConflict, MergeReport, MergeRule, MergedRecord,
    Merging, Outcome, Prefer, Question, Version,
};
pub use notice::{NotUnderstood, Notice, StatedIn};
pub use profile::{Expected, Profile, ProfileError, ProfileProblem};
pub use propose::{Proposal, ProposedColumn, ProposedTable, ProposedWords};
pub use reader::Importer;
pub use result::Import;
pub use table_info::{Layout, Metadata, TableInfo, TableKind};
pub use value_words::{ValueWords, WordsError};
pub use values::Reading;
#[cfg(feature = "read")]
pub(crate) use values::enter_days_of_status;
pub(crate) use values::{bases_in, chosen, dates_in, days_in};

#[cfg(feature = "read")]
pub(crate) use header::key as label_key;
pub(crate) use plain_answer::{begins_with_yes, yes_or_no};
#[cfg(feature = "write")]
pub(crate) use read_as::ReadAs;
pub(crate) use record_keys::Identity;
