//! Which field a header stands for.

use crate::model::{Place, Text};
use serde::Serialize;
use strum::{Display, IntoStaticStr};

/// How a header was matched to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MatchHow {
    /// By a label of the profile's own.
    Exact,
    /// By an alias.
    Alias,
    /// By likeness: a typing error, or letters lost on the way.
    Fuzzy,
    /// By the user's profile.
    Profile,
    /// Not at all: the column is kept as it is.
    None,
}

/// The field that a header stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderMatch {
    /// Key of the field, `purpose`.
    pub field: &'static str,
    /// How it was matched.
    pub how: MatchHow,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMatch {
    /// The header as written; two header rows are joined.
    pub header: Text,
    /// The header's cell.
    pub place: Place,
    /// Key of the field it was read into, if any.
    pub field: Option<&'static str>,
    /// How it was matched.
    pub how: MatchHow,
}
