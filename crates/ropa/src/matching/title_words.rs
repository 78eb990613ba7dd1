//! Titles as words that can be compared: folded, without filler, without endings.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Letters that stay of a word whose ending is taken off.
const STEM: usize = 3;
/// Letters that stay where an ending of one letter is taken off.
const STEM_OF_ONE: usize = 4;

/// Letters of a word that is near no other word by chance.
const LONG: usize = 8;

/// The word lists, from `lexicons/link.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct LinkWords {
    filler: BTreeSet<String>,
    endings: Vec<String>,
    /// Programs that everybody uses: that two texts name one says nothing.
    common_systems: BTreeSet<String>,
    /// The long ones of the filler, and how many letters each has.
    #[serde(skip)]
    long_filler: Vec<(String, usize)>,
}

/// The text of the lists and weights that come with the library.
pub(super) const LINK_TOML: &str = include_str!("../../lexicons/link.toml");

static WORDS: LazyLock<LinkWords> = LazyLock::new(|| {
    let mut words: LinkWords =
        crate::text::data::embedded(LINK_TOML).expect("the embedded word list is valid, as a test shows");
    let long = words.filler.iter().map(|word| (word.clone(), word.chars().count()));
    words.long_filler = long.filter(|(_, letters)| *letters >= LONG).collect();
    // The longest ending that fits is the one to take off.
    words.endings.sort_by_key(|ending| std::cmp::Reverse(ending.chars().count()));
    words
});

/// Lower case, words of letters and digits.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfc().flat_map(char::to_lowercase).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Whether a word says nothing of what a title is about: listed, a year, a version.
pub(super) fn is_filler(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    let number =
        digits.len() < 3 || digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    WORDS.filler.contains(word)
        || !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && number
        || is_nearly_filler(word)
}

/// Whether a word is a listed one with a slip of the pen in it: a letter doubled, "avv", or, in a long one, any after the
/// first, "konsekvensbedömnig".
fn is_nearly_filler(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let without = |at: usize| letters.iter().take(at).chain(&letters[at + 1..]).collect::<String>();
    let doubled = (1..letters.len()).filter(|at| letters[*at] == letters[at - 1]);
    doubled.map(without).any(|word| WORDS.filler.contains(&word))
        || letters.len() + 1 >= LONG
            && WORDS.long_filler.iter().any(|(filler, of)| {
                letters.len().abs_diff(*of) <= 1
                    && filler.starts_with(letters[0])
                    && strsim::osa_distance(filler, word) == 1
            })
}

/// Whether a program is everybody's.
pub(super) fn is_common_system(name: &str) -> bool {
    WORDS.common_systems.contains(name)
}

/// A word without its ending: "utredningar" and "utreda" become alike.
pub(super) fn stem(word: &str) -> String {
    let mut stem = without_ending(word, STEM).unwrap_or(word);
    // "ansvaret" leaves "ansvar", and that, as the word itself does, "ansv".
    if ["et", "ets", "en", "ens"].contains(&&word[stem.len()..])
        && let Some(rest) = without_ending(stem, STEM_OF_ONE)
        && ["ar", "er", "or"].contains(&&stem[rest.len()..])
    {
        stem = rest;
    }
    // "ansöka" and "ansökning" leave "ansöka" and "ansök".
    let bare = stem.strip_suffix(['a', 'e', 'o']).filter(|rest| rest.chars().count() >= STEM_OF_ONE);
    bare.unwrap_or(stem).to_string()
}

fn without_ending(word: &str, stays: usize) -> Option<&str> {
    let letters = word.chars().count();
    WORDS.endings.iter().find_map(|ending| {
        let taken = ending.chars().count();
        let stays = if taken == 1 { STEM_OF_ONE } else { stays };
        word.strip_suffix(ending.as_str()).filter(|_| letters >= taken + stays)
    })
}

/// Whether letters are an ending with a slip of the pen in it: "ningg", "ting".
pub(super) fn is_nearly_ending(letters: &str) -> bool {
    let near = |ending: &&String| ending.chars().count() >= 3 && strsim::osa_distance(ending, letters) <= 1;
    WORDS.endings.iter().any(|ending| near(&ending))
}

/// The words of a text that say what it is about, each as written and without its ending.
pub(super) fn stems(text: &str) -> Vec<(String, String)> {
    let said = words(text).into_iter().filter(|word| !is_filler(word));
    said.map(|word| {
        let stem = stem(&word);
        (word, stem)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_filler, stem, stems};

    #[test]
    fn titles_are_compared_by_what_they_are_about() {
        let of = |text| stems(text).into_iter().map(|(_, stem)| stem).collect::<Vec<_>>();
        assert_eq!(of("Konsekvensbedömning av utredningar om barn"), ["utred", "barn"]);
        assert_eq!(of("Utreda barns behov"), ["utred", "barn", "behov"]);
        assert_eq!(of("KB: elevers betyg 2024 v2"), ["elev", "betyg"]);
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            &["ansökan", "ansökningar", "ansöka", "ansökningarna"][..],
            &["löner", "lönen"],
            &["skola", "skolan", "skolor", "skolorna"],
            &["barn", "barnen", "barns", "barnens"],
            &["journal", "journaler", "journalerna"],
            &["elev", "elever", "elevers", "elevernas"],
            &["betalning", "betala", "betalningen"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{forms:?} {stems:?}");
        }
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
