//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod account;
mod address;
mod columns;
mod header;
mod import;
mod keys;
mod layout;
mod layout_words;
mod merge;
mod profile;
mod values;
mod words;

pub use account::{Account, CellUse};
pub use header::{ColumnMatch, HeaderMatch, MatchHow};
pub use import::{Import, Importer, NotUnderstood, Notice, SaidBy};
pub use layout::{Layout, Metadata, TableInfo, TableKind};
pub use merge::{
    Alternative, Apart, Choice, Disagreement, Filled, MergeConflict, MergeReport, MergeRule, MergedRecord,
    Merging, Outcome, Prefer, Question, Version,
};
pub use profile::{
    Expected, Profile, ProfileError, ProfileProblem, Proposal, ProposedColumn, ProposedTable, ProposedWords,
};
pub use values::Reading;
pub use words::{ValueWords, WordsError};
