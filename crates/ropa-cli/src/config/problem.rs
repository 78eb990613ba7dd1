//! What can be wrong with a configuration.

use crate::limits::LimitProblem;
use std::path::PathBuf;

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConfigError {
    pub(crate) path: PathBuf,
    /// Counted from one.
    pub(crate) line: usize,
    /// Counted from one, in characters.
    pub(crate) column: usize,
    pub(crate) problem: ConfigProblem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConfigProblem {
    /// It is no TOML.
    Syntax(String),
    /// A key that there is none of, with the nearest there is.
    UnknownKey { name: String, near: Option<String> },
    /// A value of the wrong kind: the key and the kind that is wanted, by its code in the texts.
    WrongType { key: String, wanted: &'static str },
    /// A rule that there is none of, with those near it.
    UnknownRule { name: String, near: Vec<String> },
    /// A limit that is no number.
    Limit(LimitProblem),
    /// A limit of the plan that is none: its key, what stands there, and what may, by its code in the texts.
    PlanLimit { key: String, value: String, wanted: &'static str },
    /// A word that is none of those known.
    UnknownWord { name: String, known: Vec<String> },
    /// A number that is too small or too great for its key.
    OutOfRange { key: String, value: String, least: usize, most: usize },
    /// The id of a proposal that there is none of, with the nearest there is.
    UnknownProposal { name: String, near: Option<String> },
    /// A part that is greater than its whole.
    MoreThanAll { key: String, of: String },
    /// A row of a list without what it is known by.
    Lacks(String),
    /// Two rows that are known by the same.
    Twice(String),
}
