//! The name of a supplier or a system, as it is compared: without case, signs, legal form and genitive.

use super::lexicon::WORDS;
use crate::text::similarity::slips;
use crate::text::tokens::{Tokens, is_opaque};
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// Fewest letters of a name that is part of another.
const PART: usize = 3;
/// Fewest letters of a name that is known in spite of a slip of the pen, or as the beginning of a word.
const LONG: usize = 5;

/// How a name in the register is the name that was asked for; the surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NameMatch {
    /// The same name but for case, signs, blanks, legal form and genitive.
    Same,
    /// An abbreviation, or another name, that the register itself explains: "Visma (VIS)".
    Explained,
    /// The name asked for begins it: "Visma" and "Visma Lön".
    Longer,
    /// It begins the name asked for: "Visma Enterprise" and "Visma".
    Shorter,
    /// The name stands somewhere in a cell that is no plain list.
    Within,
    /// It is like the name asked for: a slip of the pen, or another word that begins so.
    Alike,
}

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
    key: String,
}

impl Name {
    /// The name that a text is; none where it holds none.
    pub(super) fn of(text: &str) -> Option<Name> {
        let mut words: Vec<String> = Tokens::of(text).words().map(str::to_string).collect();
        loop {
            let (start, end) = (WORDS.form_at_start(&words), WORDS.form_at_end(&words));
            if start + end == 0 || start + end >= words.len() {
                break;
            }
            words.truncate(words.len() - end);
            words.drain(..start);
        }
        let key = words.concat();
        (!key.is_empty()).then_some(Name { words, key })
    }

    /// The letters that it is known by.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Its words, without the legal form.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether it is the same name.
    pub(super) fn is_same(&self, other: &Name) -> bool {
        same_word(&self.key, &other.key)
    }

    /// Whether it has a word that tells it from others.
    pub(super) fn tells(&self) -> bool {
        self.key.chars().count() >= PART && self.words.iter().any(|word| !WORDS.is_generic(word))
    }

    /// Whether it begins with the words of another that tells.
    pub(super) fn begins_with(&self, start: &Name) -> bool {
        let words = start.words.len();
        start.tells()
            && words < self.words.len()
            && self.words.iter().zip(&start.words).all(|(word, other)| same_word(word, other))
    }

    /// Whether both begin with the same word, and it tells.
    pub(super) fn shares_first_word(&self, other: &Name) -> bool {
        let (Some(word), Some(first)) = (self.words.first(), other.words.first()) else { return false };
        word.chars().count() > PART && !WORDS.is_generic(word) && same_word(word, first)
    }

    /// How a name in the register is this one.
    pub(super) fn compare(&self, found: &Name) -> Option<NameMatch> {
        if self.is_same(found) {
            Some(NameMatch::Same)
        } else if found.begins_with(self) {
            Some(NameMatch::Longer)
        } else if self.begins_with(found) {
            Some(NameMatch::Shorter)
        } else {
            self.is_like(found).then_some(NameMatch::Alike)
        }
    }

    /// Whether a name is written nearly so, begins with the same letters, or has this one among its words.
    fn is_like(&self, found: &Name) -> bool {
        let (ours, theirs) = (self.key.chars().count(), found.key.chars().count());
        let long = ours.min(theirs) >= LONG && self.tells() && found.tells();
        if !long || is_opaque(&self.key) || is_opaque(&found.key) {
            return false;
        }
        let allowed = if ours.min(theirs) > 2 * LONG { 2 } else { 1 };
        let same_start = self.key.chars().next() == found.key.chars().next();
        same_start && slips(&self.key, &found.key, allowed).is_some()
            || found.key.starts_with(&self.key)
            || found.words.windows(self.words.len()).any(|words| words == self.words)
    }
}

/// Whether two words are one, be it that one of them has the s of a genitive.
pub(super) fn same_word(one: &str, other: &str) -> bool {
    let genitive = |long: &str, short: &str| {
        short.len() > PART && long.strip_suffix('s').is_some_and(|without| without == short)
    };
    one == other || genitive(one, other) || genitive(other, one)
}

#[cfg(test)]
mod tests {
    use super::{Name, NameMatch};

    fn compare(asked: &str, found: &str) -> Option<NameMatch> {
        Name::of(asked).expect(asked).compare(&Name::of(found)?)
    }

    #[test]
    fn a_name_is_known_as_people_write_it() {
        use NameMatch::{Alike, Longer, Same, Shorter};
        for (asked, found, how) in [
            ("Linnea Systemdrift AB", "LINNEA SYSTEMDRIFT", Some(Same)),
            ("Linnea Systemdrift", "Linnea-Systemdrift Aktiebolag (publ)", Some(Same)),
            ("Linnea Systemdrift", "AB LinneaSystemdrift", Some(Same)),
            ("Linnea Systemdrift", "Linnea Systemdrifts", Some(Same)),
            ("Nordbo", "Nordbo A/S", Some(Same)),
            ("Nordbo", "Nordbo ek. för.", Some(Same)),
            ("Nordbo", "Nordbo Ltd.", Some(Same)),
            ("Linnea", "Linnea Systemdrift AB", Some(Longer)),
            ("Linnea", "Linneas systemdrift AB", Some(Longer)),
            ("Linnea Systemdrift AB", "Linnea", Some(Shorter)),
            ("Linnea Systemdrift AB", "Linea Systemdrift AB", Some(Alike)),
            ("Systemdrift", "Linnea Systemdrift AB", Some(Alike)),
            ("Linnea", "Linneasystemet", Some(Alike)),
            ("Region Skåne", "Regionen", None),
            ("Kommun", "Kommunens IT", None),
            ("Demolarm AB", "Demokanalen AB", None),
            ("Linnea", "Linda", None),
            ("VIS", "VIS AB", Some(Same)),
            ("AB", "AB", Some(Same)),
        ] {
            assert_eq!(compare(asked, found), how, "{asked} {found}");
        }
        assert_eq!(Name::of(" – "), None);
    }
}
