//! Words that mean the same, from `lexicons/synonyms.toml`.

use crate::linking::title_words::{is_filler, stem, words};
use fnv::FnvHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A meaning: the number of a group of words.
pub(super) type Concept = u32;

/// Phrases by their first stem, each with the rest and what they mean.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    phrases: FnvHashMap<String, Vec<(Vec<String>, Concept)>>,
    /// Every stem of every phrase, in order.
    stems: BTreeSet<String>,
}

/// The groups that come with the library.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let groups: BTreeMap<String, Vec<Vec<String>>> =
        crate::text::data::embedded(include_str!("../../lexicons/synonyms.toml"))
            .expect("the embedded lexicon is valid, as a test shows");
    Lexicon::of(groups.values().flatten())
});

impl Lexicon {
    fn of<'g>(groups: impl Iterator<Item = &'g Vec<String>>) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (concept, group) in (0..).zip(groups) {
            for phrase in group {
                let stems = phrase_stems(phrase);
                lexicon.stems.extend(stems.iter().cloned());
                let mut stems = stems.into_iter();
                let Some(first) = stems.next() else { continue };
                let of = lexicon.phrases.entry(first).or_default();
                let phrase = (stems.collect::<Vec<_>>(), concept);
                if !of.contains(&phrase) {
                    of.push(phrase);
                }
            }
        }
        // The longest first, so that the first that fits is the one meant.
        lexicon
            .phrases
            .values_mut()
            .for_each(|of| of.sort_by_key(|(rest, concept)| (usize::MAX - rest.len(), *concept)));
        lexicon
    }

    /// The phrases that stand first in these stems: how many stems each takes, and its meaning; the longest first.
    pub(super) fn at<'s>(&'s self, stems: &'s [String]) -> impl Iterator<Item = (usize, Concept)> + 's {
        let of = stems.first().and_then(|first| self.phrases.get(first));
        let fits = |(rest, concept): &'s (Vec<String>, Concept)| {
            stems[1..].starts_with(rest).then_some((1 + rest.len(), *concept))
        };
        of.into_iter().flatten().filter_map(fits)
    }

    /// Every stem of every phrase, in order.
    pub(super) fn stems(&self) -> &BTreeSet<String> {
        &self.stems
    }

    /// Whether a stem is a word of its own in the lexicon.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.phrases.get(stem).is_some_and(|of| of.iter().any(|(rest, _)| rest.is_empty()))
    }
}

/// The stems of a phrase; of one that is filler only, such as "dv", all.
fn phrase_stems(phrase: &str) -> Vec<String> {
    words(phrase).iter().filter(|word| !is_filler(word)).map(|word| stem(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::{LEXICON, phrase_stems};

    fn meanings(text: &str) -> Vec<u32> {
        let stems = phrase_stems(text);
        let mut found: Vec<u32> = (0..stems.len())
            .flat_map(|at| LEXICON.at(&stems[at..]).map(|(_, c)| c).collect::<Vec<_>>())
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn the_same_thing_in_other_words_has_a_meaning_in_common() {
        for (a, b) in [
            ("ekonomiskt bistånd", "Försörjningsstödet"),
            ("SÄBO", "särskilda boenden för äldre"),
            ("rekrytering av personal", "DPIA - jobbsökande"),
            ("övervakning", "bevakning"),
            ("sopor", "avfallshämtning"),
            ("IFO", "individ- och familjeomsorgen"),
        ] {
            let (a_means, b_means) = (meanings(a), meanings(b));
            assert!(a_means.iter().any(|one| b_means.contains(one)), "{a} {b}");
        }
    }

    #[test]
    fn other_things_have_none_in_common() {
        for (a, b) in [
            ("bygglov", "strandskydd"),
            ("hemtjänst", "hemsjukvård"),
            ("löner", "lokaler"),
            ("skolskjuts", "färdtjänst"),
        ] {
            let (a_means, b_means) = (meanings(a), meanings(b));
            assert!(!a_means.iter().any(|one| b_means.contains(one)), "{a} {b}");
        }
    }
}
