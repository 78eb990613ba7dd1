//! Ids that are told apart by a letter after their number: `KBF-22A`, `KBF-22B`, `D-2024-C`.

use crate::linking::identity::Identity;
use std::collections::BTreeMap;

/// The ids of lists in which one number has several letters.
#[derive(Debug, Default)]
pub(super) struct Lettered {
    /// By the letters before it and the number: the records by their letter.
    of: BTreeMap<(String, String), BTreeMap<char, Vec<usize>>>,
    /// Whether all have the same letters before their number, so that these may be left out.
    one_prefix: bool,
}

impl Lettered {
    /// Adds the ids of one list, where each has a letter and some share their number.
    pub(super) fn add_list(&mut self, ids: &[(usize, Identity)]) -> bool {
        let parted: Option<Vec<_>> = ids.iter().map(|(record, id)| Some((*record, id.lettered()?))).collect();
        let Some(parted) = parted else { return false };
        let mut numbers: Vec<_> = parted.iter().map(|(_, (prefix, number, _))| (prefix, number)).collect();
        numbers.sort();
        if !numbers.windows(2).any(|pair| pair[0] == pair[1]) {
            return false;
        }
        for (record, (prefix, number, letter)) in parted {
            self.of.entry((prefix, number)).or_default().entry(letter).or_default().push(record);
        }
        let first = self.of.keys().next().map(|(prefix, _)| prefix);
        self.one_prefix = self.of.keys().all(|(prefix, _)| Some(prefix) == first);
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The letters before a number that has some: as given, or where none are given the only ones that there are.
    pub(super) fn prefix(&self, given: &str, number: &str) -> Option<String> {
        let mut all = self.of.keys().filter(|(_, of)| of == number).map(|(prefix, _)| prefix);
        if given.is_empty() {
            return all.next().filter(|_| self.one_prefix).cloned();
        }
        all.find(|prefix| *prefix == given).cloned()
    }

    /// The records with a number and a letter.
    pub(super) fn records(&self, prefix: &str, number: &str, letter: char) -> &[usize] {
        let letters = self.of.get(&(prefix.to_string(), number.to_string()));
        letters.and_then(|letters| letters.get(&letter)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The numbers and letters between two, in their order: within one number those that are missing too, from one number to
    /// another those that there are.
    pub(super) fn between(&self, prefix: &str, from: (&str, char), to: (&str, char)) -> Vec<(String, char)> {
        if from.0 == to.0 {
            return (from.1..to.1).skip(1).map(|letter| (from.0.to_string(), letter)).collect();
        }
        let place = |number: &str, letter: char| Some((number.parse::<u64>().ok()?, letter));
        let (Some(first), Some(last)) = (place(from.0, from.1), place(to.0, to.1)) else { return Vec::new() };
        let of_prefix = self.of.iter().filter(|((of, _), _)| of == prefix);
        let all = of_prefix.flat_map(|((_, number), letters)| letters.keys().map(move |one| (number, *one)));
        let inside = |(number, letter): &(&String, char)| {
            place(number, *letter).is_some_and(|one| first < one && one < last)
        };
        let mut inside: Vec<(String, char)> =
            all.filter(inside).map(|(number, letter)| (number.clone(), letter)).collect();
        inside.sort_by_key(|(number, letter)| place(number, *letter));
        inside
    }

    /// All records with a number, whatever their letter.
    pub(super) fn all(&self, prefix: &str, number: &str) -> Vec<usize> {
        let letters = self.of.get(&(prefix.to_string(), number.to_string()));
        letters.into_iter().flat_map(|letters| letters.values()).flatten().copied().collect()
    }
}
