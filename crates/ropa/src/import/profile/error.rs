//! What can be wrong with a profile, and where.

use crate::model::AnyField;
use std::fmt;
use thiserror::Error;

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name}, line {line}, column {column}: {problem}")]
#[non_exhaustive]
pub struct ProfileError {
    /// The profile's file as the user named it.
    pub name: String,
    /// Line, from one.
    pub line: usize,
    /// Column, in characters from one.
    pub column: usize,
    /// What is wrong.
    pub problem: ProfileProblem,
}

/// What is wrong with a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileProblem {
    /// The text is not TOML, or its words cannot be read.
    Unreadable(String),
    /// A key or name that is not known here.
    UnknownName {
        /// The name.
        name: String,
        /// The known name nearest to it.
        nearest: Option<String>,
        /// The names known here.
        known: Vec<String>,
    },
    /// A key of two or three small letters, as languages have, that is no language of this profile.
    UnknownLanguage {
        /// The key.
        name: String,
        /// The language nearest to it.
        nearest: Option<String>,
        /// The languages of this profile.
        known: Vec<String>,
    },
    /// A code that cannot stand for a language: not two or three small letters, or a key of another
    /// meaning.
    NoLanguageCode(String),
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: Expected,
    },
    /// A label without a letter or digit.
    EmptyLabel,
    /// A separator without a character.
    EmptySeparator,
    /// Separators for a field that is not read as a list.
    NotAList {
        /// The field's key.
        field: AnyField,
    },
    /// A label that two fields of the same kind of table lay claim to.
    Clash {
        /// The label.
        label: String,
        /// The fields' keys.
        fields: [AnyField; 2],
    },
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Expected {
    /// A table.
    #[strum(to_string = "a table")]
    Table,
    /// Text.
    #[strum(to_string = "text")]
    Text,
    /// Text, or a list of texts.
    #[strum(to_string = "text, or a list of texts")]
    Texts,
    /// The key of a field.
    #[strum(to_string = "the key of a field")]
    FieldKey,
}

/// Names listed in an error when none is near; more than these help nobody.
const MOST_LISTED: usize = 16;

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProfileProblem::Unreadable(message) => f.write_str(message),
            ProfileProblem::UnknownName { name, nearest: Some(nearest), .. } => {
                write!(f, "\"{name}\" is not known here; did you mean \"{nearest}\"?")
            }
            ProfileProblem::UnknownName { name, nearest: None, known } if known.len() <= MOST_LISTED => {
                write!(f, "\"{name}\" is not known here; known are {}", known.join(", "))
            }
            ProfileProblem::UnknownName { name, .. } => write!(f, "\"{name}\" is not known here"),
            ProfileProblem::UnknownLanguage { name, nearest, known } => {
                write!(f, "\"{name}\" is no language of this profile, which has {}; ", known.join(", "))?;
                if let Some(nearest) = nearest {
                    write!(f, "did you mean \"{nearest}\"? ")?;
                }
                write!(f, "If it is one, add `languages = [\"{name}\"]` at the top")
            }
            ProfileProblem::NoLanguageCode(name) => {
                write!(
                    f,
                    "\"{name}\" cannot be the code of a language; write two or three small letters, `fi`"
                )
            }
            ProfileProblem::WrongType { key, expected } => write!(f, "\"{key}\" takes {expected}"),
            ProfileProblem::EmptyLabel => f.write_str("a label needs at least one letter or digit"),
            ProfileProblem::EmptySeparator => f.write_str("a separator needs at least one character"),
            ProfileProblem::NotAList { field } => {
                write!(
                    f,
                    "{field} is not read as a list, so that separators would part nothing; remove the line"
                )
            }
            ProfileProblem::Clash { label, fields: [first, second] } => write!(
                f,
                "\"{label}\" is given to both {first} and {second}; keep it in one of them, \
                 or list it as weak in the one that should only take it where it has no other column"
            ),
        }
    }
}
