//! The words of all the texts that are compared: how rare each is, what it is made of, and which are alike.

use crate::linking::title_words::{is_nearly_ending, stem, stems};
use crate::matching::synonyms::{Concept, LEXICON};
use crate::text::compounds::{self, PART};
use crate::text::similarity;
use crate::text::tokens::is_opaque;
use fnv::{FnvHashMap, FnvHashSet};

/// A word by number.
pub(super) type Word = u32;

/// How well another word that means the same stands for a word, and the parts of a compound for the whole.
const SAME_MEANING: f32 = 0.95;
/// How well a word stands for the same with a slip of the pen.
const SLIP: f32 = 0.95;
/// Letters of a word in which a slip of the pen can be told from another word.
const SLIP_IN: usize = 6;
/// How many times a slip of the pen may stand, and how many times more the word that is meant.
const SELDOM: u32 = 3;
const OFTENER: u32 = 4;
/// What is less alike than this is not alike.
const ALIKE: f32 = 0.5;

/// A word, a compound or a phrase that is looked for in another text.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// As written.
    pub(super) written: String,
    word: Option<Word>,
    concepts: Vec<Concept>,
    /// The parts of a compound, the words of a phrase.
    parts: Vec<Unit>,
    phrase: bool,
    /// How much it tells: rare ones tell more.
    pub(super) weight: f32,
}

/// A text in which words are looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    words: Vec<Word>,
    concepts: Vec<Concept>,
}

impl Unit {
    /// The word, or the words of a phrase.
    pub(super) fn words(&self) -> Vec<&Unit> {
        if self.phrase { self.parts.iter().collect() } else { vec![self] }
    }

    /// The parts of a compound, the words of a phrase.
    pub(super) fn parts(&self) -> &[Unit] {
        &self.parts
    }
}

impl Bag {
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    pub(super) fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Both texts as one.
    pub(super) fn with(&self, other: &Bag) -> Bag {
        let mut both = Bag {
            words: [&self.words[..], &other.words].concat(),
            concepts: [&self.concepts[..], &other.concepts].concat(),
        };
        both.sort();
        both
    }

    /// All texts as one.
    pub(super) fn together<'b>(bags: impl Iterator<Item = &'b Bag>) -> Bag {
        let mut all = Bag::default();
        for bag in bags {
            all.words.extend(&bag.words);
            all.concepts.extend(&bag.concepts);
        }
        all.sort();
        all
    }

    /// One unit as a text of its own.
    pub(super) fn of(unit: &Unit) -> Bag {
        let mut bag = Bag::default();
        bag.add(unit);
        bag.sort();
        bag
    }

    /// Units as one text.
    pub(super) fn of_all(units: &[Unit]) -> Bag {
        let mut bag = Bag::default();
        units.iter().for_each(|unit| bag.add(unit));
        bag.sort();
        bag
    }

    fn add(&mut self, unit: &Unit) {
        self.words.extend(unit.word);
        self.concepts.extend(&unit.concepts);
        unit.parts.iter().for_each(|part| self.add(part));
    }

    fn sort(&mut self) {
        self.words.sort_unstable();
        self.words.dedup();
        self.concepts.sort_unstable();
        self.concepts.dedup();
    }
}

/// All words by number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: FnvHashMap<String, Word>,
    stems: Vec<String>,
    /// In how many texts each word and each meaning stands.
    texts: Vec<u32>,
    meant: FnvHashMap<Concept, u32>,
    total: u32,
    /// Words that are looked for, and which are like them, how much.
    sought: FnvHashSet<Word>,
    /// How often each word was taken up, and the right spelling of those that stand once and are nearly another.
    times: Vec<u32>,
    slips: FnvHashMap<String, String>,
    alike: FnvHashMap<Word, FnvHashMap<Word, f32>>,
}

impl Vocabulary {
    fn number(&mut self, stem: &str) -> Word {
        if let Some(number) = self.numbers.get(stem) {
            return *number;
        }
        let number = self.stems.len() as Word;
        self.numbers.insert(stem.to_string(), number);
        self.stems.push(stem.to_string());
        self.texts.push(0);
        self.times.push(0);
        number
    }

    /// Takes up the words of a text, so that compounds can be parted by them.
    pub(super) fn learn(&mut self, text: &str) {
        for (_, stem) in stems(text) {
            let word = self.number(&stem);
            self.times[word as usize] += 1;
        }
    }

    /// The words of a text, as written and without ending, slips of the pen put right.
    fn said(&self, text: &str) -> (Vec<String>, Vec<String>) {
        let right = |stem: String| self.slips.get(&stem).cloned().unwrap_or(stem);
        stems(text).into_iter().map(|(written, stem)| (written, right(stem))).unzip()
    }

    /// The stems that slips of the pen in a text stand for.
    pub(super) fn slips_in(&self, text: &str) -> Vec<String> {
        stems(text).iter().filter_map(|(_, stem)| self.slips.get(stem)).cloned().collect()
    }

    /// Finds words that stand seldom and are a letter from one that stands often, in the lexicon or in a name, as of
    /// a system: names may be short, since they are like no other words.
    pub(super) fn find_slips<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        let names: FnvHashSet<String> = names.flat_map(|name| stems(name)).map(|(_, stem)| stem).collect();
        let has = |letters: usize, stem: &str| {
            stem.chars().count() >= letters && !stem.bytes().any(|byte| byte.is_ascii_digit())
        };
        let known_by = |stem: &str| has(if names.contains(stem) { PART } else { SLIP_IN }, stem);
        let mut known: Vec<&str> =
            LEXICON.stems().iter().map(String::as_str).filter(|stem| known_by(stem)).collect();
        let often = self.stems.iter().zip(&self.times).filter(|(_, times)| **times > 1);
        known.extend(often.map(|(stem, _)| stem.as_str()).filter(|stem| known_by(stem)));
        known.sort_unstable();
        known.dedup();
        let mut by_half: FnvHashMap<Vec<char>, Vec<usize>> = FnvHashMap::default();
        for (at, stem) in known.iter().enumerate() {
            for half in halves(stem) {
                by_half.entry(half).or_default().push(at);
            }
        }
        let rare = self.stems.iter().zip(&self.times).filter(|(_, times)| **times <= SELDOM);
        let mut slips: FnvHashMap<String, String> = FnvHashMap::default();
        let own = |stem: &str| LEXICON.stems().contains(stem) || names.contains(stem);
        for (stem, times) in rare.filter(|(stem, _)| has(PART, stem) && !own(stem)) {
            // The next version of a list repeats its slips: they are so many times rarer than the word itself.
            let is_meant = |right: &str| {
                let times_of = |word: &Word| self.times[*word as usize];
                (has(SLIP_IN, stem) || names.contains(right))
                    && (*times == 1
                        || LEXICON.stems().contains(right)
                        || self.numbers.get(right).map_or(0, times_of) >= OFTENER * times)
            };
            let mut near: Vec<usize> =
                halves(stem).iter().filter_map(|half| by_half.get(half)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            let mut right = near
                .into_iter()
                .filter(|at| similarity::slips(known[*at], stem, 1) == Some(1) && is_meant(known[*at]));
            // Near two words it may be either.
            if let (Some(at), None) = (right.next(), right.next()) {
                slips.insert(stem.clone(), known[at].to_string());
            }
        }
        let fresh: Vec<String> =
            slips.values().filter(|right| !self.numbers.contains_key(*right)).cloned().collect();
        let mut fresh = fresh;
        fresh.sort_unstable();
        fresh.iter().for_each(|stem| {
            self.number(stem);
        });
        self.slips = slips;
    }

    /// Takes up what compounds are made of where only one part is a known word; when all texts are taken up.
    pub(super) fn learn_parts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let mut parts: Vec<String> = Vec::new();
        for text in texts {
            parts.extend(
                stems(text).iter().filter_map(|(written, _)| compounds::split(written, self)).flatten(),
            );
        }
        // Not before: a part must not decide how the next is parted.
        parts.iter().for_each(|part| {
            self.number(part);
        });
    }

    /// Counts a text, for how rare its words are.
    pub(super) fn count(&mut self, bag: &Bag) {
        self.total += 1;
        bag.words.iter().for_each(|word| self.texts[*word as usize] += 1);
        bag.concepts.iter().for_each(|concept| *self.meant.entry(*concept).or_default() += 1);
    }

    /// A text to look in; its compounds are there as a whole and in parts.
    pub(super) fn bag(&self, text: &str) -> Bag {
        let (written, stems) = self.said(text);
        let mut bag = Bag::default();
        for (at, stem) in stems.iter().enumerate() {
            bag.words.extend(self.numbers.get(stem));
            bag.concepts.extend(LEXICON.at(&stems[at..]).map(|(_, concept)| concept));
            if let Some(parts) = compounds::split(&written[at], self) {
                for part in parts {
                    bag.words.extend(self.numbers.get(&part));
                    bag.concepts.extend(LEXICON.at(std::slice::from_ref(&part)).map(|(_, concept)| concept));
                }
            }
        }
        bag.sort();
        bag
    }

    /// The words of a text to look for.
    pub(super) fn units(&self, text: &str) -> Vec<Unit> {
        let (written, stems) = self.said(text);
        let mut units = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let taken = LEXICON.at(&stems[at..]).map(|(taken, _)| taken).next().unwrap_or(1);
            let concepts: Vec<Concept> =
                LEXICON.at(&stems[at..]).filter(|(of, _)| *of == taken).map(|(_, concept)| concept).collect();
            let span = at..at + taken;
            if taken == 1 {
                units.push(self.unit(&written[at], &stems[at], concepts));
            } else {
                let parts: Vec<Unit> = span
                    .clone()
                    .map(|at| {
                        let own = LEXICON.at(&stems[at..=at]).map(|(_, concept)| concept).collect();
                        self.unit(&written[at], &stems[at], own)
                    })
                    .collect();
                let said = written[span].join(" ");
                units.push(Unit { written: said, word: None, concepts, parts, phrase: true, weight: 0.0 });
            }
            at += taken;
        }
        units
    }

    fn unit(&self, written: &str, stem: &str, concepts: Vec<Concept>) -> Unit {
        let parts = compounds::split(written, self).into_iter().flatten().collect::<Vec<_>>();
        let parts = parts
            .iter()
            .map(|part| {
                let word = self.numbers.get(part).copied();
                let concepts = LEXICON.at(std::slice::from_ref(part)).map(|(_, concept)| concept).collect();
                Unit { written: part.clone(), word, concepts, parts: Vec::new(), phrase: false, weight: 0.0 }
            })
            .collect();
        Unit {
            written: written.to_string(),
            word: self.numbers.get(stem).copied(),
            concepts,
            parts,
            phrase: false,
            weight: 0.0,
        }
    }

    /// How much a word or a meaning that stands in so many texts tells.
    fn rarity(&self, texts: u32) -> f32 {
        // What nobody else says may be a misspelling: it tells no more than what three say.
        ((self.total + 1) as f32 / (texts.max(3) + 1) as f32).ln().max(0.0) + 0.3
    }

    /// Takes up that words like these are looked for.
    pub(super) fn seek(&mut self, units: &[Unit]) {
        for unit in units {
            self.sought.extend(unit.word);
            self.seek(&unit.parts);
        }
    }

    /// Weighs units, when all texts are counted.
    pub(super) fn weigh(&self, units: &mut [Unit]) {
        for unit in units {
            self.weigh(&mut unit.parts);
            let word = unit.word.map_or(0, |word| self.texts[word as usize]);
            let meant = unit.concepts.iter().filter_map(|concept| self.meant.get(concept)).copied();
            let own = self.rarity(meant.fold(word, u32::max));
            unit.weight = match &unit.parts[..] {
                [first, last] if !unit.phrase && unit.concepts.is_empty() => first.weight + last.weight,
                _ => own,
            };
        }
    }

    /// Whether a word stands in too many texts for a text to be found by it.
    pub(super) fn is_common(&self, word: Word) -> bool {
        self.total > 20 && self.texts[word as usize] > self.total / 5
    }

    /// The same of a meaning.
    pub(super) fn is_commonly_meant(&self, concept: Concept) -> bool {
        self.total > 20 && self.meant.get(&concept).is_some_and(|texts| *texts > self.total / 5)
    }

    /// How much a word that is found tells.
    pub(super) fn weight_of(&self, word: Word) -> f32 {
        self.rarity(self.texts[word as usize])
    }

    /// The same of a meaning.
    pub(super) fn weight_of_meaning(&self, concept: Concept) -> f32 {
        self.rarity(self.meant.get(&concept).copied().unwrap_or(0))
    }

    /// Finds which words are like those that are looked for, when all texts have been taken up.
    pub(super) fn find_alike(&mut self) {
        let letters: Vec<Vec<char>> = self.stems.iter().map(|stem| stem.chars().collect()).collect();
        let by_word = |word: usize| -> bool {
            letters[word].len() >= 4
                && !is_opaque(&self.stems[word])
                && letters[word].iter().any(|c| c.is_alphabetic())
        };
        let mut by_gram: FnvHashMap<[char; 3], Vec<Word>> = FnvHashMap::default();
        for word in (0..letters.len()).filter(|word| by_word(*word)) {
            for gram in grams(&letters[word]) {
                by_gram.entry(gram).or_default().push(word as Word);
            }
        }
        let mut sought: Vec<Word> = self.sought.iter().copied().collect();
        sought.sort_unstable();
        let mut shared: Vec<u16> = vec![0; letters.len()];
        for word in sought.into_iter().filter(|word| by_word(*word as usize)) {
            let own = grams(&letters[word as usize]);
            let mut touched: Vec<Word> = Vec::new();
            for other in own.iter().filter_map(|gram| by_gram.get(gram)).flatten() {
                if shared[*other as usize] == 0 {
                    touched.push(*other);
                }
                shared[*other as usize] += 1;
            }
            let mut alike = FnvHashMap::default();
            for other in touched {
                let share = f32::from(std::mem::take(&mut shared[other as usize]));
                let theirs = &letters[other as usize];
                let dice = 2.0 * share / (own.len() + theirs.len() - 2) as f32;
                let how = likeness(&letters[word as usize], theirs, dice);
                if other != word && how >= ALIKE {
                    alike.insert(other, how);
                }
            }
            if !alike.is_empty() {
                self.alike.insert(word, alike);
            }
        }
    }

    /// Words like one that is looked for.
    fn like(&self, word: Word) -> Option<&FnvHashMap<Word, f32>> {
        self.alike.get(&word)
    }

    /// How well a text holds a unit, 0 to 1.
    pub(super) fn held(&self, unit: &Unit, bag: &Bag) -> f32 {
        let mut best: f32 = 0.0;
        if let Some(word) = unit.word {
            if bag.words.binary_search(&word).is_ok() {
                return 1.0;
            }
            if let Some(alike) = self.like(word) {
                let near = bag.words.iter().filter_map(|other| alike.get(other)).copied();
                best = near.fold(best, f32::max);
            }
        }
        if unit.concepts.iter().any(|concept| bag.concepts.binary_search(concept).is_ok()) {
            best = best.max(SAME_MEANING);
        }
        if !unit.parts.is_empty() && best < SAME_MEANING {
            best = best.max(SAME_MEANING * self.coverage(&unit.parts, bag));
        }
        best
    }

    /// How much of what units say stands in a text, 0 to 1.
    pub(super) fn coverage(&self, units: &[Unit], bag: &Bag) -> f32 {
        let (mut found, mut all) = (0.0, 0.0);
        for unit in units {
            found += unit.weight * self.held(unit, bag);
            all += unit.weight;
        }
        if all > 0.0 { (found / all).min(1.0) } else { 0.0 }
    }

    /// The words and meanings by which texts that may hold a unit are found.
    pub(super) fn keys(&self, unit: &Unit) -> (Vec<(Word, f32)>, Vec<Concept>) {
        let mut words = Vec::new();
        let mut concepts = unit.concepts.clone();
        if let Some(word) = unit.word {
            words.push((word, 1.0));
            let mut near: Vec<(Word, f32)> =
                self.like(word).into_iter().flatten().map(|(word, how)| (*word, *how)).collect();
            near.sort_unstable_by_key(|(word, _)| *word);
            words.extend(near);
        }
        for part in &unit.parts {
            let (more, also) = self.keys(part);
            words.extend(more);
            concepts.extend(also);
        }
        (words, concepts)
    }
}

impl compounds::Vocabulary for Vocabulary {
    fn known(&self, part: &str) -> Option<String> {
        let stem = stem(part);
        (LEXICON.knows(&stem) || self.numbers.contains_key(&stem)).then_some(stem)
    }

    fn stem(&self, part: &str) -> String {
        stem(part)
    }
}

/// The first and the last three letters; a slip of the pen spares one of them.
fn halves(stem: &str) -> [Vec<char>; 2] {
    let letters: Vec<char> = stem.chars().collect();
    let mut last: Vec<char> = letters[letters.len() - 3..].to_vec();
    // A mark that no word has keeps beginnings apart from ends.
    last.push('~');
    [letters[..3].to_vec(), last]
}

/// Runs of three letters, which survive compounds and misspellings.
fn grams(letters: &[char]) -> Vec<[char; 3]> {
    letters.windows(3).filter_map(|run| run.try_into().ok()).collect()
}

/// How well `other` stands for `word`, 0 to 1; `dice` is the share of runs of letters that they have in common.
fn likeness(word: &[char], other: &[char], dice: f32) -> f32 {
    let (short, long) = (word.len().min(other.len()), word.len().max(other.len()));
    let mut best: f32 = 0.8 * dice;
    // A letter wrong, left out, doubled or in the wrong place; two in a long word.
    if long - short <= 2 && short >= 5 && dice >= 0.2 {
        let (a, b): (String, String) = (word.iter().collect(), other.iter().collect());
        best = best.max(match similarity::slips(&a, &b, 2) {
            Some(0 | 1) => SLIP,
            Some(2) if short >= 8 => 0.85,
            _ => 0.0,
        });
    }
    let starts_or_ends = |long: &[char], short: &[char]| long.starts_with(short) || long.ends_with(short);
    if short >= PART {
        if word.len() < other.len() && starts_or_ends(other, word) {
            best = best.max(0.75);
        } else if starts_or_ends(word, other) {
            // The other says a part of it, or all of it where the rest is an ending with a slip of the pen.
            best = best.max(0.9 * other.len() as f32 / word.len() as f32);
            let rest: String = word[other.len()..].iter().collect();
            if short > PART && word.starts_with(other) && is_nearly_ending(&rest) {
                best = best.max(SLIP);
            }
        }
    }
    best.min(1.0)
}
