//! What a text was read as, kept beside it where the text alone does not say.
//!
//! `Ja` in the column of an option is that option, and says more with a comment in the column beside it. In a
//! register's own forms each text stands by itself, so what it was read as is written too.

use crate::model::Value;
use crate::source::Text;
use serde::{Deserialize, Serialize};

/// What a text was read as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadAs {
    /// The text. Where another now stands in its place, someone has answered anew, and this says nothing of it.
    pub(crate) of: Text,
    /// What it was read as.
    pub(crate) value: Value,
}

#[cfg(any(feature = "read", feature = "write"))]
impl ReadAs {
    /// The same, as it is written in a cell.
    #[cfg(feature = "write")]
    pub(crate) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What is written in a cell; nothing where that is no longer understood.
    pub(crate) fn parse(written: &str) -> Option<ReadAs> {
        serde_json::from_str(written).ok()
    }
}

#[cfg(not(any(feature = "read", feature = "write")))]
impl ReadAs {
    /// Files are neither read nor written without these features, nor is what stands in them.
    pub(crate) fn parse(_: &str) -> Option<ReadAs> {
        None
    }
}
