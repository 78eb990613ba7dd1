//! What the forms of a word have in common.
//!
//! [`stem`] takes off what inflection adds: "utredningarnas" is "utredning". It is the Snowball project's algorithm
//! for Swedish, under exceptions of our own from `lexicons/stems.toml`. [`Endings`] takes off a list of endings,
//! and with them what makes a noun of a verb: "utredning" and "utreda" are then alike. The matching of DPIAs asks
//! for that, with the list of `lexicons/link.toml`, by which it was measured; Snowball leaves "-ning" where it is.

use super::similarity::slips;
use super::tokens::is_opaque;
use fnv::FnvHashMap;
use frostem::{Algorithm, Stemmer};
use serde::Deserialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Letters that stay of a word whose ending is taken off.
const STEM: usize = 3;
/// Letters that stay where an ending of one letter is taken off.
const STEM_OF_ONE: usize = 4;

/// What is common to the forms of a folded word. An opaque word is its own stem.
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    if is_opaque(word) {
        return Cow::Borrowed(word);
    }
    let bare = EXCEPTIONS.without_genitive(word);
    match EXCEPTIONS.stem(bare) {
        Some(stem) => Cow::Owned(stem),
        None => SNOWBALL.stem(bare),
    }
}

static SNOWBALL: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::Swedish));

static EXCEPTIONS: LazyLock<Exceptions> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../lexicons/stems.toml"))
        .expect("the embedded word list is valid, as a test shows");
    Exceptions::of(file)
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    genitives: Vec<String>,
    ends: BTreeMap<String, Vec<String>>,
}

/// Ends of words with the stems that they leave.
struct Exceptions {
    genitives: Vec<String>,
    stems: FnvHashMap<String, String>,
    /// The lengths of the ends, in bytes, the longest first.
    lengths: Vec<usize>,
}

impl Exceptions {
    fn of(file: File) -> Exceptions {
        let all = file.ends.into_iter();
        let stems: FnvHashMap<String, String> =
            all.flat_map(|(stem, ends)| ends.into_iter().map(move |end| (end, stem.clone()))).collect();
        let mut lengths: Vec<usize> = stems.keys().map(String::len).collect();
        lengths.sort_unstable_by_key(|length| Reverse(*length));
        lengths.dedup();
        Exceptions { genitives: file.genitives, stems, lengths }
    }

    fn without_genitive<'w>(&self, word: &'w str) -> &'w str {
        let letters = word.chars().count();
        let ends = |end: &&String| letters >= end.chars().count() + STEM && word.ends_with(end.as_str());
        if self.genitives.iter().any(|end| ends(&end)) { &word[..word.len() - 1] } else { word }
    }

    fn stem(&self, word: &str) -> Option<String> {
        let of = |word: &str| {
            self.lengths.iter().find_map(|length| {
                let before = word.len().checked_sub(*length)?;
                let stem = self.stems.get(word.get(before..)?)?;
                Some(format!("{}{stem}", &word[..before]))
            })
        };
        of(word).or_else(|| of(word.strip_suffix('s')?))
    }
}

/// Endings to take off words, those that make another kind of word too.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Endings(Vec<Ending>);

#[derive(Debug, Clone)]
struct Ending {
    text: String,
    letters: usize,
}

impl From<Vec<String>> for Endings {
    fn from(list: Vec<String>) -> Endings {
        let mut endings: Vec<Ending> =
            list.into_iter().map(|text| Ending { letters: text.chars().count(), text }).collect();
        // The longest ending that fits is the one to take off.
        endings.sort_by_key(|ending| Reverse(ending.letters));
        Endings(endings)
    }
}

impl Endings {
    /// A folded word without its ending: "utredningar" and "utreda" become alike. An opaque word keeps it.
    pub(crate) fn off<'w>(&self, word: &'w str) -> &'w str {
        if is_opaque(word) {
            return word;
        }
        let mut stem = self.without_one(word, STEM).unwrap_or(word);
        // "ansvaret" leaves "ansvar", and that, as the word itself does, "ansv".
        if ["et", "ets", "en", "ens"].contains(&&word[stem.len()..])
            && let Some(rest) = self.without_one(stem, STEM_OF_ONE)
            && ["ar", "er", "or"].contains(&&stem[rest.len()..])
        {
            stem = rest;
        }
        // "ansöka" and "ansökning" leave "ansöka" and "ansök".
        let bare = stem.strip_suffix(['a', 'e', 'o']).filter(|rest| rest.chars().count() >= STEM_OF_ONE);
        bare.unwrap_or(stem)
    }

    fn without_one<'w>(&self, word: &'w str, stays: usize) -> Option<&'w str> {
        let letters = word.chars().count();
        self.0.iter().find_map(|ending| {
            let stays = if ending.letters == 1 { STEM_OF_ONE } else { stays };
            word.strip_suffix(ending.text.as_str()).filter(|_| letters >= ending.letters + stays)
        })
    }

    /// Whether letters are an ending with a slip of the pen in it: "ningg", "ting".
    pub(crate) fn is_nearly_one(&self, letters: &str) -> bool {
        self.0.iter().any(|ending| ending.letters >= 3 && slips(&ending.text, letters, 1).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Deserialize)]
    struct Link {
        endings: Endings,
    }

    static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
        let link: Link = toml::from_str(include_str!("../../lexicons/link.toml")).expect("a list");
        link.endings
    });

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for forms in [
            "barn barnet barnen barns barnets fosterbarnet",
            "elev elever elevers elevernas elevens",
            "utredning utredningar utredningens utredningarnas",
            "ärende ärenden ärendet ärendena ärendets",
            "boende boendet boenden boendena",
            "register registret registren registrets",
            "kamera kameror kameran kamerorna kamerans",
            "skola skolan skolor skolorna skolans",
            "ansökan ansökningar ansökningarna ansökans",
            "orosanmälan orosanmälningar orosanmälningarna",
            "brukare brukaren brukarna brukares brukarnas brukarens",
            "tillstånd tillståndet tillstånden tillståndets",
            "verksamhet verksamheter verksamheten",
            "ansvar ansvaret ansvarets",
            "löner lön lönen löners",
            "hem hemmet hemmen",
            "bok böcker boken böckerna",
        ] {
            let mut of = forms.split(' ').filter(|form| !form.starts_with("foster")).map(stem);
            let first = of.next().unwrap_or_default();
            of.for_each(|other| assert_eq!(first, other, "{forms}"));
        }
        assert_eq!(stem("fosterbarnet"), "fosterbarn");
    }

    #[test]
    fn other_words_have_other_stems() {
        for (one, other) in [
            ("bruk", "brukare"),
            ("anmälan", "ansökan"),
            ("skolan", "skolning"),
            ("vård", "vårdnad"),
            ("barn", "barr"),
            ("hem", "hemlig"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
        assert_eq!((stem(""), stem("a"), stem("s")), ("".into(), "a".into(), "s".into()));
    }

    #[test]
    fn endings_that_make_another_kind_of_word_come_off_too() {
        for forms in [
            &["ansökan", "ansökningar", "ansöka", "ansökningarna"][..],
            &["löner", "lönen"],
            &["skola", "skolan", "skolor", "skolorna"],
            &["barn", "barnen", "barns", "barnens"],
            &["journal", "journaler", "journalerna"],
            &["elev", "elever", "elevers", "elevernas"],
            &["betalning", "betala", "betalningen"],
            &["utredning", "utreda"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| ENDINGS.off(form)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{forms:?} {stems:?}");
        }
        assert!(ENDINGS.is_nearly_one("ningg") && ENDINGS.is_nearly_one("ting"));
        assert!(!ENDINGS.is_nearly_one("skola") && !ENDINGS.is_nearly_one(&"n".repeat(40_000)));
    }

    #[test]
    fn an_opaque_word_is_its_own_stem() {
        let long = "utredningar".repeat(4_000);
        assert!(matches!(stem(&long), Cow::Borrowed(word) if word == long));
        assert_eq!(ENDINGS.off(&long), long);
    }

    proptest! {
        #[test]
        fn a_stem_is_no_longer_than_the_word(word in "[a-zåäö]{0,20}") {
            prop_assert!(stem(&word).chars().count() <= word.chars().count() + 2);
            prop_assert!(word.starts_with(ENDINGS.off(&word)));
        }

        #[test]
        fn no_word_is_too_much(word in any::<String>()) {
            let _ = (stem(&word), ENDINGS.off(&word));
        }
    }
}
