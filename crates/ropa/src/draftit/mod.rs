//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod account;
mod address;
mod columns;
mod header;
mod import;
mod keys;
mod layout;
mod profile;
mod values;
mod words;

pub use account::{Account, CellUse};
pub use header::{ColumnMatch, HeaderMatch, MatchHow};
pub use import::{Import, Importer, NotUnderstood, Notice};
pub use layout::{Layout, Metadata, TableInfo, TableKind};
pub use profile::{Profile, ProfileError, ProfileProblem};
pub use values::Reading;
pub use words::{ValueWords, WordsError};
