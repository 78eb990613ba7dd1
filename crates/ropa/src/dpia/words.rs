//! Words by which lists of DPIAs describe their DPIAs, from `lexicons/dpia.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The words, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DpiaWords {
    pub(super) title_prefixes: Vec<String>,
    pub(super) title_joints: Vec<String>,
    pub(super) partial_scope: Vec<String>,
    pub(super) high_risk: Vec<String>,
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<DpiaWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../lexicons/dpia.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

impl DpiaWords {
    /// Whether a scope, in lower case, says that something is left out.
    pub(super) fn is_partial(&self, scope: &str) -> bool {
        self.partial_scope.iter().any(|word| has_phrase(scope, word))
    }

    /// Whether a remaining risk, in lower case, is high.
    pub(super) fn is_high(&self, risk: &str) -> bool {
        self.high_risk
            .iter()
            .any(|word| risk.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(&**word)))
    }

    /// A title in lower case without "Konsekvensbedömning av" and the like.
    pub(super) fn bare_title<'t>(&self, title: &'t str) -> &'t str {
        let mut rest = title;
        if let Some(after) = strip_any(rest, &self.title_prefixes) {
            rest = after;
            while let Some(after) = strip_any(rest, &self.title_joints) {
                rest = after;
            }
        }
        // A title that is nothing but the prefix is its own name.
        if rest.is_empty() { title } else { rest }
    }
}

/// Strips the first of `words` that the text begins with as whole words.
fn strip_any<'t>(text: &'t str, words: &[String]) -> Option<&'t str> {
    let boundary = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    words
        .iter()
        .filter_map(|word| text.strip_prefix(&**word).filter(|rest| boundary(rest)))
        .min_by_key(|rest| rest.len())
        .map(|rest| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == '-' || c == '–'))
}

/// Whether `text` holds `phrase` with no letter or digit on either side.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(phrase).any(|(start, found)| {
        alone(text[..start].chars().next_back()) && alone(text[start + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_what_every_title_begins_with() {
        for (title, bare) in [
            ("konsekvensbedömning av orosanmälningar", "orosanmälningar"),
            ("konsekvensbedömning avseende dataskydd för journalsystem", "journalsystem"),
            ("dpia: välfärdsteknik", "välfärdsteknik"),
            ("konsekvensbedömningar i stort", "konsekvensbedömningar i stort"),
            ("kb", "kb"),
        ] {
            assert_eq!(WORDS.bare_title(title), bare);
        }
    }

    #[test]
    fn a_scope_is_partial_only_by_whole_words() {
        assert!(WORDS.is_partial("omfattar endast modulen för utredning"));
        assert!(!WORDS.is_partial("omfattar hela verksamheten, barackens larm inräknat"));
    }

    #[test]
    fn high_risk_is_read_inside_a_scale() {
        assert!(WORDS.is_high("medel–hög"));
        assert!(WORDS.is_high("high"));
        assert!(!WORDS.is_high("låg–medel"));
    }
}
