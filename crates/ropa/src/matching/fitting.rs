//! What the tool that fits the trees needs; no part of the stable face.

use crate::linking::title_words::stems;
use crate::matching::pairs::{ComparedPairs, set_competition};
use crate::matching::score::{rank_by, signal_names, value_names, values};
use crate::matching::synonyms::LEXICON;
use crate::model::Register;

pub use crate::matching::trees::{NoSuchValue, Tree, Trees};

/// A register whose pairs can be weighed anew.
pub struct Trial {
    compared: ComparedPairs,
}

/// The names of the signals, in the order of [`Trial::signals`].
pub fn names_of_signals() -> Vec<&'static str> {
    signal_names()
}

/// The names of the values of [`Trial::values`]: the signals, then how a pair stands.
pub fn names_of_values() -> Vec<&'static str> {
    value_names()
}

impl Trial {
    /// Compares a register.
    pub fn new(register: &Register) -> Trial {
        Trial { compared: ComparedPairs::of(register) }
    }

    /// Activity and DPIA of each pair that is looked at.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.compared.pairs.iter().map(|pair| (pair.activity, pair.dpia)).collect()
    }

    /// The value of each signal of each pair.
    pub fn signals(&self) -> Vec<Vec<f64>> {
        self.compared.pairs.iter().map(|pair| pair.features.values().to_vec()).collect()
    }

    /// Compares rivals by other trees over the signals.
    pub fn rank_by(&mut self, trees: &Trees) {
        let ComparedPairs { activities, dpias, pairs, .. } = &mut self.compared;
        for pair in pairs.iter_mut() {
            pair.rank = rank_by(trees, &pair.features);
        }
        set_competition(pairs, activities.len(), dpias.len());
    }

    /// The signals of each pair, and how it stands.
    pub fn values(&self) -> Vec<Vec<f64>> {
        self.compared.pairs.iter().map(|pair| values(&pair.features, &pair.competition).to_vec()).collect()
    }
}

/// Whether the lexicon knows a word or phrase of each of two texts that mean the same.
pub fn share_a_meaning(a: &str, b: &str) -> bool {
    let meanings = |text: &str| {
        let stems: Vec<String> = stems(text).into_iter().map(|(_, stem)| stem).collect();
        (0..stems.len())
            .flat_map(|at| LEXICON.at(&stems[at..]).map(|(_, of)| of).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let theirs = meanings(b);
    meanings(a).iter().any(|one| theirs.contains(one))
}
