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
    /// What a signal weighs when rivals are compared.
    rank: BTreeMap<String, f64>,
    /// What it weighs in the score.
    weights: BTreeMap<String, f64>,
    standing: BTreeMap<String, f64>,
    calibration: Calibration,
}

/// Sums, rising, and what share of the pairs at each is right.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calibration {
    sums: Vec<f64>,
    right: Vec<f64>,
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| toml::from_str(LINK_TOML).expect("the embedded weights are valid, as a test shows"));

/// Weights in the order of the signals.
fn in_order(of: &BTreeMap<String, f64>) -> [f64; Signal::COUNT] {
    let mut weights = [0.0; Signal::COUNT];
    for signal in Signal::iter() {
        let name: &str = signal.into();
        weights[signal as usize] = of.get(name).copied().unwrap_or(0.0);
    }
    weights
}

static RANK: LazyLock<[f64; Signal::COUNT]> = LazyLock::new(|| in_order(&MODEL.rank));
static WEIGHTS: LazyLock<[f64; Signal::COUNT]> = LazyLock::new(|| in_order(&MODEL.weights));

/// The weights in the order of [`Standing::values`], and what all pairs begin with.
static STANDING: LazyLock<([f64; STANDINGS], f64)> = LazyLock::new(|| {
    let of = |name: &str| MODEL.standing.get(name).copied().unwrap_or(0.0);
    (STANDING_NAMES.map(of), of("base"))
});

const STANDINGS: usize = 10;

/// What the values of a standing are called in `lexicons/link.toml`.
pub(super) const STANDING_NAMES: [&str; STANDINGS] = [
    "ahead",
    "not_behind",
    "not_behind_or_whole",
    "title_ahead",
    "title_not_behind",
    "dpia_ahead",
    "dpia_not_behind",
    "alone",
    "alone_or_whole",
    "whole_and_best",
];

/// How a pair stands beside its rivals: other activities for the same DPIA, other DPIAs for the same activity.
/// Each is 0 to 1, and more never speaks against.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Standing {
    /// How far the activity is ahead of the best other for the DPIA.
    pub(super) ahead: f64,
    /// 1 where no other activity is better for the DPIA, less the further behind it is.
    pub(super) not_behind: f64,
    /// The same, but to be behind does not matter where the title stands whole: it may cover a family.
    pub(super) not_behind_or_whole: f64,
    /// How much more of the title the activity explains than the best other.
    pub(super) title_ahead: f64,
    /// 1 where no other explains more of the title.
    pub(super) title_not_behind: f64,
    /// How far the DPIA is ahead of the best other for the activity.
    pub(super) dpia_ahead: f64,
    /// 1 where no other DPIA is better for the activity.
    pub(super) dpia_not_behind: f64,
    /// 1 where the activity is the only best one, less the more are as good, 0 where it is not among them.
    pub(super) alone: f64,
    /// The same, or how whole the title stands in it where that is more.
    pub(super) alone_or_whole: f64,
    /// How whole the title stands in an activity that explains as much of it as any.
    pub(super) whole_and_best: f64,
}

impl Standing {
    pub(super) fn values(&self) -> [f64; STANDINGS] {
        [
            self.ahead,
            self.not_behind,
            self.not_behind_or_whole,
            self.title_ahead,
            self.title_not_behind,
            self.dpia_ahead,
            self.dpia_not_behind,
            self.alone,
            self.alone_or_whole,
            self.whole_and_best,
        ]
    }
}

fn weighed(features: &Features, weights: &[f64]) -> f64 {
    features.0.iter().zip(weights).map(|(value, weight)| f64::from(*value) * weight).sum()
}

/// What rivals are compared by.
pub(super) fn rank(features: &Features) -> f64 {
    weighed(features, &*RANK)
}

/// The sum that the score is read from.
pub(super) fn sum(features: &Features, standing: &Standing) -> f64 {
    let (weights, base) = &*STANDING;
    let beside: f64 = standing.values().iter().zip(weights).map(|(value, weight)| value * weight).sum();
    base + weighed(features, &*WEIGHTS) + beside
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
    use super::{MODEL, STANDING_NAMES, Signal, likelihood};
    use strum::IntoEnumIterator;

    #[test]
    fn every_signal_has_a_weight_and_none_is_negative() {
        let names: Vec<&str> = Signal::iter().map(Into::into).collect();
        for weights in [&MODEL.rank, &MODEL.weights] {
            assert_eq!(names.len(), weights.len());
            for name in &names {
                assert!(weights.get(*name).is_some_and(|weight| *weight >= 0.0), "{name}");
            }
        }
        assert_eq!(MODEL.standing.len(), STANDING_NAMES.len() + 1);
        for name in STANDING_NAMES {
            assert!(MODEL.standing.get(name).is_some_and(|weight| *weight >= 0.0), "{name}");
        }
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
