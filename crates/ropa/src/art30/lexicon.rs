//! The words by which checks read free text, from `lexicons/checks.toml`.

use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use serde::Deserialize;
use std::sync::LazyLock;

/// The lists of words and phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Small words that join others, and say nothing themselves.
    joining: Phrases<()>,
    pub(super) boards: Phrases<()>,
    pub(super) not_boards: Phrases<()>,
    pub(super) generic_purposes: Phrases<()>,
    pub(super) no_limits: Phrases<()>,
    pub(super) none: Phrases<()>,
    pub(super) yes: Phrases<()>,
    pub(super) left_out: Phrases<()>,
    pub(super) routines: Phrases<()>,
    pub(super) access: Phrases<()>,
    pub(super) law: Phrases<()>,
    pub(super) derogations: Phrases<()>,
    pub(super) national_id: Phrases<()>,
    pub(super) free_text: Phrases<()>,
    pub(super) reasons: Phrases<()>,
    pub(super) from_the_person: Phrases<()>,
    pub(super) adequacy: Phrases<()>,
    pub(super) clauses: Phrases<()>,
    pub(super) framework: Phrases<()>,
    pub(super) beyond: Phrases<()>,
    pub(super) last_resort: Phrases<()>,
    pub(super) documented: Phrases<()>,
    pub(super) informed: Phrases<()>,
    pub(super) contracts: Phrases<()>,
    pub(super) kinds_of_protection: Phrases<()>,
    pub(super) times: Phrases<()>,
    pub(super) erases: Phrases<()>,
    pub(super) keeps: Phrases<()>,
    pub(super) plans: Phrases<()>,
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/checks.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// Whether a text is nothing but phrases of a list, and at most `limit` words.
pub(super) fn is_all_of(list: &Phrases<()>, text: &str, limit: usize) -> bool {
    let tokens = Tokens::of(text);
    tokens.len() <= limit && list.cover(&tokens, &WORDS.joining)
}

#[cfg(test)]
mod tests {
    use super::{WORDS, is_all_of};

    #[test]
    fn phrases_are_whole_words_unless_they_say_otherwise() {
        assert!(WORDS.boards.occur_in("Socialnämnden i Exempelstad") && WORDS.boards.occur_in("Exempel AB"));
        assert!(
            !WORDS.boards.occur_in("Exempelstads kommun") && WORDS.not_boards.occur_in("Exempelstads kommun")
        );
        assert!(WORDS.no_limits.occur_in("Sparas tills vidare.") && !WORDS.no_limits.occur_in("5 år"));
        assert!(WORDS.law.occur_in("Lag (2001:454)") && WORDS.law.occur_in("3 kap. 5§"));
        assert!(!WORDS.law.occur_in("Anlagd damm"));
    }

    #[test]
    fn a_purpose_says_nothing_when_all_its_words_do() {
        assert!(is_all_of(&WORDS.generic_purposes, "Administration och uppföljning", 4));
        assert!(!is_all_of(&WORDS.generic_purposes, "Administration av ekonomiskt bistånd", 4));
        assert!(!is_all_of(&WORDS.generic_purposes, "", 4));
    }
}
