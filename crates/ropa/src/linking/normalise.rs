//! Names, titles and references as they are compared.

use unicode_normalization::UnicodeNormalization;

/// Lower case, composed, single blanks, no blanks or full stops at the ends.
pub(crate) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{ad}').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc().flat_map(char::to_lowercase));
    }
    out.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_string()
}
