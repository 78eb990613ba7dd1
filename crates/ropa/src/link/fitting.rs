//! What the tool that fits the weights needs; no part of the stable face.

use super::compared::{Compared, stand};
use super::features::Signal;
use super::lexicon::LEXICON;
use super::score::{STANDING_NAMES, sum};
use super::words::stems;
use crate::model::Register;
use strum::IntoEnumIterator;

/// A register whose pairs can be weighed anew.
pub struct Trial {
    compared: Compared,
}

/// The names of the signals, in the order of [`Trial::signals`].
pub fn signal_names() -> Vec<&'static str> {
    Signal::iter().map(Into::into).collect()
}

/// The names of the values of [`Trial::standing`].
pub fn standing_names() -> &'static [&'static str] {
    &STANDING_NAMES
}

impl Trial {
    /// Compares a register.
    pub fn new(register: &Register) -> Trial {
        Trial { compared: Compared::of(register) }
    }

    /// Activity and DPIA of each pair that is looked at.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.compared.pairs.iter().map(|pair| (pair.activity, pair.dpia)).collect()
    }

    /// The value of each signal of each pair.
    pub fn signals(&self) -> Vec<Vec<f64>> {
        let values = |of: &[f32]| of.iter().map(|value| f64::from(*value)).collect();
        self.compared.pairs.iter().map(|pair| values(&pair.features.0)).collect()
    }

    /// How each pair stands.
    pub fn standing(&self) -> Vec<Vec<f64>> {
        self.compared.pairs.iter().map(|pair| pair.standing.values().to_vec()).collect()
    }

    /// How each pair stands when rivals are compared by other weights of the signals.
    pub fn standings(&mut self, weights: &[f64]) -> Vec<Vec<f64>> {
        let Compared { activities, dpias, pairs, .. } = &mut self.compared;
        for pair in pairs.iter_mut() {
            pair.rank =
                pair.features.0.iter().zip(weights).map(|(value, weight)| f64::from(*value) * weight).sum();
        }
        stand(pairs, activities.len(), dpias.len());
        self.standing()
    }

    /// The sum that the score of each pair is read from, with the weights that the library has.
    pub fn sums(&self) -> Vec<f64> {
        self.compared.pairs.iter().map(|pair| sum(&pair.features, &pair.standing)).collect()
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
