//! Titles as words that can be compared: folded, without filler, without endings.

use crate::text::fold::bare;
use crate::text::similarity::slips;
use crate::text::stems::Endings;
use crate::text::tokens::is_opaque;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Letters of a word that is near no other word by chance.
const LONG: usize = 8;
/// Letters of the end of a word that says what the whole says.
const PART_OF_FILLER: usize = 6;

/// The word lists, from `lexicons/link.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct LinkWords {
    filler: BTreeSet<String>,
    endings: Endings,
    /// Programs that everybody uses: that two texts name one says nothing.
    common_systems: BTreeSet<String>,
    /// The long ones of the filler.
    #[serde(skip)]
    long_filler: Vec<String>,
}

/// The text of the lists and weights that come with the library.
pub(crate) const LINK_TOML: &str = include_str!("../../lexicons/link.toml");

static WORDS: LazyLock<LinkWords> = LazyLock::new(|| {
    let mut words: LinkWords =
        crate::text::data::embedded(LINK_TOML).expect("the embedded word list is valid, as a test shows");
    let long = words.filler.iter().filter(|word| word.chars().count() >= LONG);
    words.long_filler = long.cloned().collect();
    words
});

/// Lower case, words of letters and digits.
pub(crate) fn words(text: &str) -> Vec<String> {
    bare(text).split(' ').filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Whether a word says nothing of what a title is about: listed, a year, a version.
pub(crate) fn is_filler(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    let number =
        digits.len() < 3 || digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    WORDS.filler.contains(word)
        || !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && number
        || is_nearly_filler(word)
}

/// Whether a word is the end of a listed one: "uppgifter" of "personuppgifter".
pub(crate) fn is_part_of_filler(word: &str) -> bool {
    word.chars().count() >= PART_OF_FILLER && WORDS.long_filler.iter().any(|filler| filler.ends_with(word))
}

/// Whether a word is a listed one with a slip of the pen in it: a letter doubled, "avv", or, in a long one, any after the
/// first, "konsekvensbedömnig".
fn is_nearly_filler(word: &str) -> bool {
    if is_opaque(word) {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    let without = |at: usize| letters.iter().take(at).chain(&letters[at + 1..]).collect::<String>();
    let doubled = (1..letters.len()).filter(|at| letters[*at] == letters[at - 1]);
    doubled.map(without).any(|word| WORDS.filler.contains(&word))
        || letters.len() + 1 >= LONG
            && WORDS
                .long_filler
                .iter()
                .any(|filler| filler.starts_with(letters[0]) && slips(filler, word, 1) == Some(1))
}

/// Whether a program is everybody's.
pub(crate) fn is_common_system(name: &str) -> bool {
    WORDS.common_systems.contains(name)
}

/// A word without its ending: "utredningar" and "utreda" become alike.
pub(crate) fn stem(word: &str) -> String {
    WORDS.endings.off(word).to_string()
}

/// Whether letters are an ending with a slip of the pen in it: "ningg", "ting".
pub(crate) fn is_nearly_ending(letters: &str) -> bool {
    WORDS.endings.is_nearly_one(letters)
}

/// The words of a text that say what it is about, each as written and without its ending.
pub(crate) fn stems(text: &str) -> Vec<(String, String)> {
    let said = words(text).into_iter().filter(|word| !is_filler(word));
    said.map(|word| {
        let stem = stem(&word);
        (word, stem)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_filler, stems};

    #[test]
    fn titles_are_compared_by_what_they_are_about() {
        let of = |text| stems(text).into_iter().map(|(_, stem)| stem).collect::<Vec<_>>();
        assert_eq!(of("Konsekvensbedömning av utredningar om barn"), ["utred", "barn"]);
        assert_eq!(of("Utreda barns behov"), ["utred", "barn", "behov"]);
        assert_eq!(of("KB: elevers betyg 2024 v2"), ["elev", "betyg"]);
    }

    #[test]
    fn versions_and_years_are_filler_and_other_numbers_are_not() {
        assert!(["v1", "2", "2024", "1998"].into_iter().all(is_filler));
        assert!(!["365", "7413", "val"].into_iter().any(is_filler));
    }

    #[test]
    fn filler_with_a_slip_of_the_pen_is_filler() {
        assert!(
            ["konsekvensbedömnig", "systeemet", "personuppgitfer", "avv", "tilll"].into_iter().all(is_filler)
        );
        // Words of their own, and words in which a slip makes another.
        assert!(!["avhandling", "utförande", "hantverkare", "sytem"].into_iter().any(is_filler));
    }
}
