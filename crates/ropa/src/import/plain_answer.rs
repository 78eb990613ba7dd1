//! Yes and no in cells that no field stands for, by the words of `profiles/words.toml`.

use crate::import::value_words::{Lead, ValueWords};
use crate::text::tokens::Tokens;

/// Yes or no, where a text says that and nothing more.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    let tokens = Tokens::runs(text);
    lead(&tokens).filter(|(_, len)| *len == tokens.len()).map(|(yes, _)| yes)
}

/// Whether a text begins with a yes. A single letter is one only alone: "T.ex." is no "true".
pub(crate) fn begins_with_yes(text: &str) -> bool {
    let tokens = Tokens::runs(text);
    let is_word = |len: usize| len == tokens.len() || tokens.word(0).chars().count() > 1;
    lead(&tokens).is_some_and(|(yes, len)| yes && is_word(len))
}

/// The yes or no that the first words are, and how many they are.
fn lead(tokens: &Tokens<'_>) -> Option<(bool, usize)> {
    let found = ValueWords::builtin().tables.leads.find(tokens, 0)?;
    match found.value {
        Lead::Yes => Some((true, found.len)),
        Lead::No => Some((false, found.len)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{begins_with_yes, yes_or_no};

    #[test]
    fn an_answer_is_heard_in_any_of_its_words() {
        for (text, whole, begins) in [
            ("Ja", Some(true), true),
            ("japp.", Some(true), true),
            ("J", Some(true), true),
            ("nei", Some(false), false),
            ("Ja, 2025-08-25", None, true),
            ("T.ex. i mars", None, false),
            ("Kanske", None, false),
            ("Januari", None, false),
            ("", None, false),
        ] {
            assert_eq!((yes_or_no(text), begins_with_yes(text)), (whole, begins), "{text:?}");
        }
    }
}
