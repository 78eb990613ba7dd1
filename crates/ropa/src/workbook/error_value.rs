//! Error values of spreadsheets, such as `#N/A`: what a failed formula shows, in any language.

use crate::text::data::embedded;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Lexicon {
    values: BTreeSet<String>,
    numbered: BTreeSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    embedded(include_str!("../../lexicons/error-values.toml"))
        .expect("the list of error values is tested to be valid")
});

/// Whether a text is an error value and nothing else: no answer, no id, no name.
pub(crate) fn is_error_value(text: &str) -> bool {
    /// No error value is longer.
    const LONGEST: usize = 40;
    let text = text.trim();
    // As a formula that came out as text shows it.
    let text = text.strip_prefix('=').unwrap_or(text);
    if text.len() > LONGEST {
        return false;
    }
    match text.strip_prefix('#') {
        Some(inner) => is_in_form(inner) || LEXICON.values.contains(&text.to_uppercase()),
        None => is_numbered(text),
    }
}

/// Capitals between `#` and `!` or `?`, or a cell that is too narrow for what it holds: `########`.
fn is_in_form(inner: &str) -> bool {
    if inner.len() >= 3 && inner.bytes().all(|byte| byte == b'#') {
        return true;
    }
    let Some(word) = inner.strip_suffix(['!', '?']) else { return false };
    // French has a blank before the mark.
    let word = word.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    word.chars().any(char::is_alphabetic)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '0' | '_' | '¡' | '¿'))
        || matches!(word.len(), 3) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_numbered(text: &str) -> bool {
    let Some((word, number)) = text.split_once(':') else { return false };
    matches!(number.len(), 3)
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && LEXICON.numbered.contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{LEXICON, is_error_value};

    #[test]
    fn an_error_value_is_nothing_else() {
        assert!(["#SAKNAS!", "#n/a ", "Err:502"].into_iter().all(is_error_value));
        assert!(!["saknas", "#12", "# Rubrik!"].into_iter().any(is_error_value));
    }

    #[test]
    fn error_values_of_every_language_are_told_from_words() {
        for value in LEXICON.values.iter().map(String::as_str).chain([
            "#504!",
            "Fel:504",
            "#######",
            "#Saknas!",
            "#PÅHITTAT!",
            "#VALEUR !",
            "=#REF!",
        ]) {
            assert!(is_error_value(value), "{value}");
        }
        for word in
            ["saknas", "#", "##", "#1", "#hashtag", "Saknas!", "#12!", "Fel: 504 saknas", "#nytt!", "Kl:100"]
        {
            assert!(!is_error_value(word), "{word}");
        }
    }
}
