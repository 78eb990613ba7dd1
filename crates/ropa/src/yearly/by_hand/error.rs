//! What can be wrong with the file, and where.

/// What is wrong with the file of the year, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
#[non_exhaustive]
pub struct ByHandError {
    /// Line, from one.
    pub line: usize,
    /// Column, in characters from one.
    pub column: usize,
    /// What is wrong.
    pub problem: ByHandProblem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ByHandProblem {
    /// It is no TOML.
    #[error("{0}")]
    Syntax(String),
    /// A key that there is none of, with the nearest there is.
    #[error("there is no key \"{name}\"")]
    UnknownKey {
        /// The key.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A value of another kind than the key takes: `number`, `text`, `date`, `section` or `list`.
    #[error("\"{key}\" takes a {wanted}")]
    WrongType {
        /// The key.
        key: String,
        /// The kind.
        wanted: &'static str,
    },
    /// A number that is too small or too great for the key.
    #[error("\"{key}\" is {value}; it takes a whole number from {least} to {most}")]
    OutOfRange {
        /// The key.
        key: String,
        /// The number, as written.
        value: String,
        /// The least that it takes.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A recommendation whose id is written as a proposal's, and that there is none of.
    #[error("there is no proposal \"{name}\"")]
    UnknownProposal {
        /// The id.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// A word that is none of those known.
    #[error("\"{name}\" is none of {known:?}")]
    UnknownWord {
        /// The word.
        name: String,
        /// The words known.
        known: Vec<String>,
    },
    /// A part that is greater than its whole.
    #[error("\"{key}\" is more than \"{of}\"")]
    MoreThanAll {
        /// The part.
        key: String,
        /// The whole.
        of: String,
    },
    /// A row of a list without what it is known by.
    #[error("a row lacks \"{0}\"")]
    Lacks(String),
    /// Two rows that are known by the same.
    #[error("\"{0}\" stands twice")]
    Twice(String),
}
