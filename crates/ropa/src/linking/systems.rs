//! DPIAs by the names of the systems that they are about, as people write them: "Skola 24", "RCO" of "RCO M5".

use crate::linking::reference_words::WORDS;
use crate::linking::title_words::{is_common_system, is_filler};
use crate::model::{Dpia, DpiaField};
use crate::text::compounds::unjoined;
use crate::text::fold::fold;
use crate::text::similarity::slips;
use crate::text::tokens::{Tokens, is_opaque};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most words of a system's name.
const MOST_WORDS: usize = 6;
/// Fewest letters of a name.
const SHORT: usize = 3;
/// Fewest letters of a name that is known without capitals, or in a compound.
const LONG: usize = 5;

/// Records by the names of their systems.
#[derive(Debug, Default)]
pub(super) struct Systems {
    /// Whole names, without blanks.
    names: BTreeMap<String, Vec<usize>>,
    /// The first words of names of several.
    first: BTreeMap<String, Vec<usize>>,
}

impl Systems {
    /// Adds a DPIA.
    pub(super) fn add(&mut self, dpia: &Dpia, record: usize) {
        let entries = dpia.entries_of(DpiaField::Systems);
        let names = entries.flat_map(|entry| entry.written.split([',', ';', '/', '\n', '(', ')']));
        for name in names {
            if is_common_system(fold(name.trim()).trim()) {
                continue;
            }
            let tokens = Tokens::runs(name);
            let key: String = tokens.words().collect();
            if key.chars().count() < SHORT || !tokens.words().any(|word| !is_filler(word)) {
                continue;
            }
            enter(&mut self.names, &key, record);
            let first = tokens.word(0);
            let tells = first.chars().count() >= SHORT && !is_filler(first) && !WORDS.is_known(first);
            if tokens.len() > 1 && tells && !is_common_system(first) {
                enter(&mut self.first, first, record);
            }
        }
    }

    /// Whether a word is written as no name is.
    pub(super) fn is_slip(&self, tokens: &Tokens<'_>, words: Range<usize>) -> bool {
        let key: String = words.clone().map(|at| tokens.word(at)).collect();
        self.names.get(&key).or_else(|| self.inflected(&key)).is_none()
            && !self.first.contains_key(tokens.word(words.start))
    }

    /// The records of the system whose name begins at a word, and the word after it.
    pub(super) fn at(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, &[usize])> {
        let most = MOST_WORDS.min(tokens.len() - at);
        (1..=most).rev().find_map(|len| self.whole(tokens, at, len)).or_else(|| self.first_word(tokens, at))
    }

    fn whole(&self, tokens: &Tokens<'_>, at: usize, len: usize) -> Option<(usize, &[usize])> {
        let near = |next: usize| matches!(tokens.gap(next), "" | " " | "-" | "." | "_" | "+" | " - ");
        let end = at + len;
        let begins = at == 0 || !tokens.gap(at).is_empty();
        let ends = end == tokens.len() || !tokens.gap(end).is_empty();
        if !begins || !ends || !(at + 1..end).all(near) {
            return None;
        }
        let key: String = (at..end).map(|at| tokens.word(at)).collect();
        let named = tokens.written(at).starts_with(char::is_uppercase);
        let slip = || self.with_slip(&key).filter(|_| named);
        // One word only: of "Fleetly DPIA utkast" the last two say something of it.
        let one_word = (at + 1..end).all(|next| matches!(tokens.gap(next), "" | "-"));
        let inflected = || self.inflected(&key).filter(|_| one_word);
        let found = self.names.get(&key).or_else(inflected).or_else(slip);
        let lowered = key.chars().count() < LONG && tokens.written(at).chars().all(char::is_lowercase);
        found.filter(|_| !lowered || key.chars().count() > SHORT).map(|records| (end, &records[..]))
    }

    /// The only name that is a word with a slip of the pen: "Quira" of Quria.
    fn with_slip(&self, word: &str) -> Option<&Vec<usize>> {
        let long = |text: &str| text.chars().count() >= LONG && !is_opaque(text);
        let like = |name: &String| {
            long(name) && name.chars().next() == word.chars().next() && slips(word, name, 1).is_some()
        };
        let mut like = self.names.iter().filter(|(name, _)| long(word) && like(name));
        let (found, None) = (like.next()?, like.next()) else { return None };
        Some(found.1)
    }

    /// A name with the ending of a possessive, or as the first part of a compound: "Matildabedömningen".
    fn inflected(&self, word: &str) -> Option<&Vec<usize>> {
        if is_opaque(word) {
            return None;
        }
        let long = |name: &str| name.chars().count() >= LONG;
        let possessive =
            word.strip_suffix('s').filter(|name| long(name)).and_then(|name| self.names.get(name));
        possessive.or_else(|| {
            let ends = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
            ends.filter(|at| WORDS.is_assessment(&word[*at..])).find_map(|at| {
                let name = &word[..at];
                self.names.get(name).or_else(|| self.names.get(unjoined(name))).filter(|_| long(name))
            })
        })
    }

    /// The first word of a name of several, where no other name follows: "RCO", and not "Microsoft" of "Microsoft Teams".
    fn first_word(&self, tokens: &Tokens<'_>, at: usize) -> Option<(usize, &[usize])> {
        let records = self.first.get(tokens.word(at))?;
        let capital = |at: usize| tokens.written(at).starts_with(char::is_uppercase);
        let next = at + 1;
        let goes_on = next < tokens.len()
            && matches!(tokens.gap(next), " " | "" | "-")
            && (capital(next) || tokens.is_number(next))
            && !WORDS.is_assessment(tokens.word(next));
        let named = capital(at) || tokens.word(at).chars().count() > LONG;
        (named && !goes_on).then_some((next, &records[..]))
    }
}

fn enter(map: &mut BTreeMap<String, Vec<usize>>, key: &str, record: usize) {
    let records = map.entry(key.to_string()).or_default();
    if !records.contains(&record) {
        records.push(record);
    }
}
