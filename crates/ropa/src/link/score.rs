//! From evidence to a score that means what it says.

use super::features::{Features, Signal};
use super::words::LINK_TOML;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use strum::{EnumCount, IntoEnumIterator};

/// What the evidence weighs, how a pair stands beside its rivals, and what share of such pairs is right: fitted,
/// see `docs/linking.md`.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Model {
    weights: BTreeMap<String, f64>,
    standing: Weights,
    calibration: Calibration,
}

/// What it weighs how a pair stands beside its rivals.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    base: f64,
    evidence: f64,
    among_activities: f64,
    among_dpias: f64,
    alone: f64,
    whole_and_best: f64,
}

/// Sums, rising, and what share of the pairs at each is right.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calibration {
    sums: Vec<f64>,
    right: Vec<f64>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    toml::from_str(LINK_TOML).expect("the embedded weights are valid, as a test shows")
});

/// The weights in the order of the signals.
static WEIGHTS: LazyLock<[f64; Signal::COUNT]> = LazyLock::new(|| {
    let mut weights = [0.0; Signal::COUNT];
    for signal in Signal::iter() {
        let name: &str = signal.into();
        weights[signal as usize] = MODEL.weights.get(name).copied().unwrap_or(0.0);
    }
    weights
});

/// How far ahead of its rivals a pair can be, or behind, in what the evidence sums to.
pub(super) const FAR: f64 = 4.0;
/// Rivals that are no further apart than this are as good.
pub(super) const AS_GOOD: f64 = 0.5;

/// How a pair stands beside its rivals.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Standing {
    /// What its evidence sums to.
    pub(super) evidence: f64,
    /// How far the activity is ahead of the best other for the same DPIA, -1 to 1; negative where it is behind.
    pub(super) among_activities: f64,
    /// The same of the DPIA among those for the activity.
    pub(super) among_dpias: f64,
    /// 1 where the activity is the only best one, less the more are as good, 0 where it is not among them.
    pub(super) alone: f64,
    /// The DPIA's title stands whole in an activity that is among the best for it.
    pub(super) whole_and_best: f64,
}

impl Standing {
    pub(super) fn values(&self) -> [f64; 5] {
        [self.evidence, self.among_activities, self.among_dpias, self.alone, self.whole_and_best]
    }
}

/// What the evidence sums to.
pub(super) fn evidence_sum(features: &Features) -> f64 {
    features.0.iter().zip(WEIGHTS.iter()).map(|(value, weight)| f64::from(*value) * weight).sum()
}

/// The sum that the score is read from.
pub(super) fn sum(standing: &Standing) -> f64 {
    let weights = &MODEL.standing;
    let of = [
        weights.evidence,
        weights.among_activities,
        weights.among_dpias,
        weights.alone,
        weights.whole_and_best,
    ];
    weights.base + standing.values().iter().zip(of).map(|(value, weight)| value * weight).sum::<f64>()
}

/// The likelihood that the DPIA concerns the processing, 0 to 1.
pub(super) fn likelihood(sum: f64) -> f64 {
    let Calibration { sums, right } = &MODEL.calibration;
    let above = sums.partition_point(|at| *at < sum);
    match (above.checked_sub(1), sums.get(above)) {
        (None, _) => right.first().copied().unwrap_or(0.0),
        (Some(below), None) => right[below],
        (Some(below), Some(to)) => {
            let part = (sum - sums[below]) / (to - sums[below]).max(f64::MIN_POSITIVE);
            right[below] + part * (right[above] - right[below])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MODEL, Signal, likelihood};
    use strum::IntoEnumIterator;

    #[test]
    fn every_signal_has_a_weight_and_none_is_negative() {
        let names: Vec<&str> = Signal::iter().map(Into::into).collect();
        assert_eq!(names.len(), MODEL.weights.len());
        for name in names {
            assert!(MODEL.weights.get(name).is_some_and(|weight| *weight >= 0.0), "{name}");
        }
        let standing = MODEL.standing;
        let weights = [standing.evidence, standing.among_activities, standing.among_dpias, standing.alone];
        assert!(weights.into_iter().all(|weight| weight >= 0.0) && standing.whole_and_best >= 0.0);
    }

    #[test]
    fn a_greater_sum_is_never_less_likely() {
        let calibration = &MODEL.calibration;
        assert_eq!(calibration.sums.len(), calibration.right.len());
        assert!(calibration.sums.windows(2).all(|two| two[0] < two[1]));
        assert!(calibration.right.windows(2).all(|two| two[0] <= two[1]));
        let likelihoods: Vec<f64> = (-100..100).map(|sum| likelihood(f64::from(sum) / 5.0)).collect();
        assert!(likelihoods.windows(2).all(|two| two[0] <= two[1]));
        assert!(likelihoods.iter().all(|one| (0.0..=1.0).contains(one)));
    }
}
