//! Texts as weighted sets of word pieces, and an index from piece to text.

use super::words::{grams, stems};
use std::collections::BTreeMap;

/// A piece that stands in more than this share of the titles says too little to be looked up by.
const TOO_COMMON: f64 = 0.2;
/// How much a run of letters counts beside the whole stem.
const GRAM_WEIGHT: f64 = 0.35;

/// The pieces of many texts, each by number and with how rare it is.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: BTreeMap<String, u32>,
    /// In how many texts each piece stands.
    texts: Vec<u32>,
    total: u32,
}

/// A text: its pieces by number, each with its weight, of length one.
#[derive(Debug, Clone, Default)]
pub(super) struct Vector(Vec<(u32, f32)>);

fn pieces(text: &str) -> BTreeMap<String, f64> {
    let mut pieces = BTreeMap::new();
    for stem in stems(text) {
        for gram in grams(&stem) {
            // A mark that no word has keeps runs apart from whole stems.
            pieces.insert(format!("~{gram}"), GRAM_WEIGHT);
        }
        pieces.insert(stem, 1.0);
    }
    pieces
}

impl Vocabulary {
    /// Counts the pieces of a text.
    pub(super) fn learn(&mut self, text: &str) {
        self.total += 1;
        for piece in pieces(text).into_keys() {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(piece).or_insert(next);
            if number == next && self.texts.len() == next as usize {
                self.texts.push(0);
            }
            self.texts[number as usize] += 1;
        }
    }

    /// A text as a vector; rare pieces weigh more. Pieces that were never counted are left out of the vector
    /// but not of its length, since they are what the other text lacks.
    pub(super) fn vector(&self, text: &str) -> Vector {
        let mut length = 0.0;
        let mut vector = Vec::new();
        for (piece, weight) in pieces(text) {
            let number = self.numbers.get(&piece).copied();
            let texts = number.map_or(0, |number| self.texts[number as usize]);
            let rare = (f64::from(self.total + 1) / f64::from(texts + 1)).ln() + 0.1;
            let weight = weight * rare;
            length += weight * weight;
            vector.extend(number.map(|number| (number, weight as f32)));
        }
        let length = (length.sqrt() as f32).max(f32::MIN_POSITIVE);
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        vector.sort_by_key(|(number, _)| *number);
        Vector(vector)
    }

    fn common(&self, piece: u32) -> bool {
        f64::from(self.texts[piece as usize]) > f64::from(self.total) * TOO_COMMON && self.total > 20
    }
}

impl Vector {
    /// How alike two texts are, 0 to 1.
    pub(super) fn cosine(&self, other: &Vector) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some((left, x)), Some((right, y))) = (a.peek(), b.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    sum += f64::from(x * y);
                    a.next();
                    b.next();
                }
            }
        }
        sum.min(1.0)
    }

    /// How much of this text stands in the other, 0 to 1.
    pub(super) fn part_of(&self, other: &Vector) -> f64 {
        let mut part = 0.0;
        for (number, weight) in &self.0 {
            if other.0.binary_search_by_key(number, |(number, _)| *number).is_ok() {
                part += f64::from(weight * weight);
            }
        }
        part.min(1.0)
    }
}

/// Texts by the pieces they hold, so that not every pair is compared.
#[derive(Debug)]
pub(super) struct Index {
    postings: Vec<Vec<u32>>,
}

impl Index {
    pub(super) fn new(vocabulary: &Vocabulary, vectors: &[&Vector]) -> Index {
        let mut postings = vec![Vec::new(); vocabulary.texts.len()];
        for (text, vector) in (0u32..).zip(vectors) {
            for (piece, _) in &vector.0 {
                if !vocabulary.common(*piece) {
                    postings[*piece as usize].push(text);
                }
            }
        }
        Index { postings }
    }

    /// The texts that share most with a vector, at most `count`.
    pub(super) fn nearest(&self, vector: &Vector, vectors: &[&Vector], count: usize) -> Vec<usize> {
        let mut shared: BTreeMap<u32, f32> = BTreeMap::new();
        for (piece, weight) in &vector.0 {
            for text in &self.postings[*piece as usize] {
                *shared.entry(*text).or_default() += weight * weight;
            }
        }
        let mut found: Vec<(f32, u32)> = shared.into_iter().map(|(text, weight)| (weight, text)).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // What shares most pieces is then measured exactly.
        found.truncate(count * 4);
        let mut exact: Vec<(f64, usize)> = found
            .into_iter()
            .map(|(_, text)| (vector.cosine(vectors[text as usize]), text as usize))
            .collect();
        exact.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        exact.into_iter().map(|(_, text)| text).take(count).collect()
    }
}
