//! Multinomial logistic regression over sparse features, fitted one example at a time, always in the same order.

use crate::Random;
use ropa::import::fitting::{Feature, LinearModel};
use std::collections::BTreeMap;

/// A text's features, and the class that it is of.
#[derive(Debug, Clone)]
pub struct Example {
    /// Features with their values.
    pub features: Vec<(Feature, f32)>,
    /// The number of its class.
    pub class: usize,
    /// How much it counts.
    pub weight: f32,
}

/// How a model is fitted.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    /// How often every example is looked at.
    pub rounds: usize,
    /// How far one example moves the weights at first.
    pub rate: f32,
    /// How strongly weights are drawn to nothing.
    pub ridge: f32,
    /// A feature must be found in so many examples.
    pub least: usize,
    /// Weights of fewer steps than this are left out.
    pub prune: i8,
}

impl Default for Fit {
    fn default() -> Fit {
        Fit { rounds: 10, rate: 0.6, ridge: 2e-6, least: 3, prune: 9 }
    }
}

struct Weights {
    classes: usize,
    /// By feature and class.
    of: Vec<f32>,
    /// The squares of what moved each weight.
    moved: Vec<f32>,
}

/// Fits a model that tells the classes apart.
pub fn fit(classes: &[String], examples: &[Example], how: Fit) -> LinearModel {
    let mut counts: BTreeMap<Feature, usize> = BTreeMap::new();
    examples
        .iter()
        .flat_map(|one| &one.features)
        .for_each(|(feature, _)| *counts.entry(*feature).or_default() += 1);
    counts.retain(|_, count| *count >= how.least);
    let rows: BTreeMap<Feature, usize> =
        counts.keys().enumerate().map(|(row, feature)| (*feature, row)).collect();
    let known: Vec<Vec<(usize, f32)>> = examples
        .iter()
        .map(|one| {
            one.features.iter().filter_map(|(feature, value)| Some((*rows.get(feature)?, *value))).collect()
        })
        .collect();
    let n = classes.len();
    // The last row is the bias.
    let size = (rows.len() + 1) * n;
    let mut weights = Weights { classes: n, of: vec![0.0; size], moved: vec![1e-3; size] };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(17);
    for _ in 0..how.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for &at in &order {
            let one = &examples[at];
            weights.learn(&known[at], rows.len(), one, how);
        }
    }
    weights.pruned(classes, &rows, how)
}

impl Weights {
    fn learn(&mut self, known: &[(usize, f32)], bias: usize, one: &Example, how: Fit) {
        let n = self.classes;
        let mut shares = self.of[bias * n..(bias + 1) * n].to_vec();
        for (row, value) in known {
            let weights = &self.of[row * n..(row + 1) * n];
            shares.iter_mut().zip(weights).for_each(|(share, weight)| *share += weight * value);
        }
        softmax(&mut shares);
        shares[one.class] -= 1.0;
        for (row, value) in known.iter().copied().chain([(bias, 0.3)]) {
            let range = row * n..(row + 1) * n;
            let (weights, moved) = (&mut self.of[range.clone()], &mut self.moved[range]);
            for ((weight, moved), share) in weights.iter_mut().zip(moved).zip(&shares) {
                let slope = share * value * one.weight + how.ridge * *weight;
                *moved += slope * slope;
                *weight -= how.rate * slope / moved.sqrt();
            }
        }
    }

    fn pruned(&self, classes: &[String], rows: &BTreeMap<Feature, usize>, how: Fit) -> LinearModel {
        let n = self.classes;
        let most = self.of[..rows.len() * n].iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let scale = (most / 127.0).max(f32::MIN_POSITIVE);
        let bias = self.of[rows.len() * n..].iter().map(|weight| weight * 0.3).collect();
        let kept = rows.iter().filter_map(|(feature, row)| {
            let weights = &self.of[row * n..(row + 1) * n];
            let steps = weights.iter().enumerate().filter_map(|(class, weight)| {
                let steps = (weight / scale).round().clamp(-127.0, 127.0) as i8;
                (steps.abs() >= how.prune).then_some((u8::try_from(class).ok()?, steps))
            });
            let steps: Vec<(u8, i8)> = steps.collect();
            (!steps.is_empty()).then_some((*feature, steps))
        });
        LinearModel::new(classes.to_vec(), bias, scale, kept)
    }
}

/// Scores as shares that add up to one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}
