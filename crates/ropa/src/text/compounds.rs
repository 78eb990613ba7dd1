//! The two words that a compound is made of: "biståndsutredning" is "bistånd" and "utredning".

use super::tokens::is_opaque;

/// Letters that a part of a compound has at least.
pub(crate) const PART: usize = 4;
/// Letters that a part has at least that is to tell where an unknown one ends.
const LONG_PART: usize = 6;

/// What is known of words.
pub(crate) trait Vocabulary {
    /// The word that a part of a compound is, where it is known: its stem.
    fn known(&self, part: &str) -> Option<String>;

    /// The stem of a part that is not known.
    fn stem(&self, part: &str) -> String;
}

/// The two words that a folded word is made of, by their stems.
///
/// The longest last part that is known counts, where what stands before it is known too, with or without the
/// letter that joins them. Where only one part is known, it tells where the other ends, perhaps one with a slip
/// of the pen. An opaque word has no parts.
pub(crate) fn split(word: &str, vocabulary: &impl Vocabulary) -> Option<[String; 2]> {
    if is_opaque(word) {
        return None;
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if ends.len() < 2 * PART {
        return None;
    }
    let cuts = || (PART..=ends.len() - PART).map(|at| (word.split_at(ends[at]), at));
    let first_part = |part: &str| {
        let bare = unjoined(part);
        let joined = || (bare.len() < part.len()).then(|| vocabulary.known(bare)).flatten();
        vocabulary.known(part).or_else(joined)
    };
    let long = |letters: usize, part: &str| if letters >= LONG_PART { vocabulary.known(part) } else { None };
    let both = || cuts().find_map(|((first, last), _)| Some([first_part(first)?, vocabulary.known(last)?]));
    let by_last = || {
        cuts().find_map(|((first, last), at)| {
            let last = long(ends.len() - at, last)?;
            Some([vocabulary.stem(unjoined(first)), last])
        })
    };
    let by_first = || {
        cuts().rev().find_map(|((first, last), at)| {
            let first = (at >= LONG_PART).then(|| first_part(first)).flatten()?;
            Some([first, vocabulary.stem(last)])
        })
    };
    None.or_else(both).or_else(by_last).or_else(by_first)
}

/// The first part of a compound without the letter that joins it to the next.
pub(crate) fn unjoined(part: &str) -> &str {
    let bare = part.strip_suffix(['s', 'e', 'a', 'o', 'u']).unwrap_or(part);
    if bare.chars().count() >= PART { bare } else { part }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    struct Words {
        known: &'static [&'static str],
        asked: Cell<usize>,
    }

    impl Words {
        const fn of(known: &'static [&'static str]) -> Words {
            Words { known, asked: Cell::new(0) }
        }
    }

    impl Vocabulary for Words {
        fn known(&self, part: &str) -> Option<String> {
            self.asked.set(self.asked.get() + 1);
            self.known.contains(&part).then(|| part.to_owned())
        }

        fn stem(&self, part: &str) -> String {
            part.to_owned()
        }
    }

    const KNOWN: &[&str] =
        &["bistånd", "utredning", "vård", "barn", "dokument", "hantering", "skola", "skol"];

    #[test]
    fn compounds_are_parted_where_their_words_meet() {
        for (word, parts) in [
            ("biståndsutredning", Some(["bistånd", "utredning"])),
            ("barnavårdsutredning", Some(["barnavård", "utredning"])),
            ("dokumenthantering", Some(["dokument", "hantering"])),
            ("skolbarn", Some(["skol", "barn"])),
            ("bistondsutredning", Some(["bistond", "utredning"])),
            ("biståndsutrening", Some(["bistånd", "utrening"])),
            ("utredning", None),
            ("barnvagn", None),
            ("vård", None),
            ("", None),
        ] {
            let split = split(word, &Words::of(KNOWN));
            assert_eq!(split.as_ref().map(|[first, last]| [first.as_str(), last.as_str()]), parts, "{word}");
        }
    }

    #[test]
    fn a_long_word_is_not_taken_apart() {
        let words = Words::of(KNOWN);
        assert_eq!(split(&"utredning".repeat(5_000), &words), None);
        assert_eq!(words.asked.get(), 0);
        assert!(split(&format!("{}utredning", "bistånds".repeat(6)), &words).is_some());
    }

    proptest! {
        #[test]
        fn a_word_is_asked_about_a_bounded_number_of_times(word in "[a-eåä]{0,200}") {
            let words = Words::of(KNOWN);
            let _ = split(&word, &words);
            // Three readings, at every cut at most three questions.
            prop_assert!(words.asked.get() <= 9 * super::super::tokens::LONGEST_WORD);
        }
    }
}
