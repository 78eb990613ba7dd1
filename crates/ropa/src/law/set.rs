//! The packs in use, taken together.

use super::pack::{Criterion, ListedExample, Pack, Rule};
use chrono::NaiveDate;

/// Why rule packs could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LawError {
    /// No pack of that id is built in.
    #[error("unknown rule pack \"{id}\"; known: {}", known.join(", "))]
    UnknownPack {
        /// The id asked for.
        id: String,
        /// The ids that are built in.
        known: Vec<String>,
    },
    /// The pack's text is not a valid pack.
    #[error("rule pack {name}: {message}")]
    Invalid {
        /// The pack's file or id.
        name: String,
        /// What is wrong, with line and column.
        message: String,
    },
}

/// The packs in use; later ones refine earlier ones.
#[derive(Debug, Clone)]
pub struct RulePacks {
    packs: Vec<Pack>,
}
