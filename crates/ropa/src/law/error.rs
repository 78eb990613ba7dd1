//! Why a rule pack cannot be used.

/// Why rule packs could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LawError {
    /// No pack of that id is built in.
    #[error("unknown rule pack \"{id}\"; known are {}; a pack of your own is given as a .toml file", known.join(", "))]
    UnknownPack {
        /// The id asked for.
        id: String,
        /// The ids that are built in.
        known: Vec<String>,
    },
    /// The text is no valid pack.
    #[error("rule pack {name}: {message}")]
    Invalid {
        /// The pack's file or id.
        name: String,
        /// What is wrong, with line and column.
        message: String,
    },
}
