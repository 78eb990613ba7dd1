//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod account;
mod header;
mod import;
mod layout;
mod profile;
mod values;

pub use account::{Account, CellUse};
pub use header::{ColumnMatch, HeaderMatch, MatchHow};
pub use import::{Import, Importer, NotUnderstood, Notice};
pub use layout::{Layout, TableInfo, TableKind};
pub use profile::{Profile, ProfileError};
