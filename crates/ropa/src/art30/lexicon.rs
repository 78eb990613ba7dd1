//! The words by which checks read free text, from `lexicons/checks.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// Words and phrases in lower case; one that begins or ends in `*` is a part of a longer word too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) boards: Phrases,
    pub(super) not_boards: Phrases,
    pub(super) generic_purposes: Phrases,
    pub(super) no_limits: Phrases,
    pub(super) none: Phrases,
    pub(super) yes: Phrases,
    pub(super) routines: Phrases,
    pub(super) access: Phrases,
    pub(super) law: Phrases,
    pub(super) derogations: Phrases,
    pub(super) national_id: Phrases,
    pub(super) free_text: Phrases,
    pub(super) reasons: Phrases,
    pub(super) from_the_person: Phrases,
    pub(super) adequacy: Phrases,
    pub(super) clauses: Phrases,
    pub(super) framework: Phrases,
    pub(super) last_resort: Phrases,
    pub(super) documented: Phrases,
    pub(super) informed: Phrases,
    pub(super) contracts: Phrases,
    pub(super) kinds_of_protection: Phrases,
    pub(super) times: Phrases,
    pub(super) erases: Phrases,
    pub(super) keeps: Phrases,
    pub(super) plans: Phrases,
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/checks.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// Phrases to look for.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Phrases(Vec<String>);

/// A text in lower case, its words parted by single blanks.
pub(super) fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '§').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

impl Phrases {
    /// Whether any of the phrases stands in the text.
    pub(super) fn occur_in(&self, text: &str) -> bool {
        let text = folded(text);
        let words: Vec<&str> = text.split(' ').collect();
        self.0.iter().any(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            words.windows(parts.len()).any(|run| run.iter().zip(&parts).all(|(word, part)| fits(word, part)))
        })
    }

    /// Whether the text is nothing but phrases of the list, and at most `limit` words.
    pub(super) fn are_all_of(&self, text: &str, limit: usize) -> bool {
        let text = folded(text);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let known = |word: &&str| self.0.iter().any(|phrase| fits(word, phrase));
        !words.is_empty()
            && words.len() <= limit
            && (words.iter().all(|word| matches!(*word, "och" | "av" | "för" | "and" | "of") || known(word))
                || self.0.contains(&text))
    }
}

fn fits(word: &str, part: &str) -> bool {
    match (part.strip_prefix('*'), part.strip_suffix('*')) {
        (Some(end), None) => word.ends_with(end) && word.len() > end.len(),
        (None, Some(start)) => word.starts_with(start),
        _ => word == part,
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn phrases_are_whole_words_unless_they_say_otherwise() {
        assert!(WORDS.boards.occur_in("Socialnämnden i Exempelstad") && WORDS.boards.occur_in("Exempel AB"));
        assert!(
            !WORDS.boards.occur_in("Exempelstads kommun") && WORDS.not_boards.occur_in("Exempelstads kommun")
        );
        assert!(WORDS.no_limits.occur_in("Sparas tills vidare.") && !WORDS.no_limits.occur_in("5 år"));
        assert!(WORDS.law.occur_in("Lag (2001:454)") && WORDS.law.occur_in("3 kap. 5 §"));
        assert!(!WORDS.law.occur_in("Anlagd damm"));
    }

    #[test]
    fn a_purpose_says_nothing_when_all_its_words_do() {
        assert!(WORDS.generic_purposes.are_all_of("Administration och uppföljning", 4));
        assert!(!WORDS.generic_purposes.are_all_of("Administration av ekonomiskt bistånd", 4));
        assert!(!WORDS.generic_purposes.are_all_of("", 4));
    }
}
