//! Names, titles and references as they are compared.

use crate::text::fold;

/// The text folded, without blanks or full stops at the ends.
pub(crate) fn normalise(text: &str) -> String {
    fold(text).trim_matches(['.', ' ']).to_string()
}
