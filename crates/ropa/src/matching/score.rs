//! From evidence to a score that means what it says.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::matching::features::{Features, Signal};
use crate::matching::rivals::{COMPETITION_NAMES, COMPETITION_VALUES, Competition};
use crate::matching::trees::{Tree, Trees};
use crate::text::variants::IntoEnumIterator;
use serde::Deserialize;
use std::sync::LazyLock;
use strum::EnumCount;

/// What the evidence weighs, alone and beside rivals, and what share of such pairs is right: fitted, see
/// `docs/linking.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rank: Vec<Tree>,
    score: Vec<Tree>,
    calibration: Calibration,
}

/// Sums, rising, and what share of the pairs at each is right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calibration {
    sums: Vec<f64>,
    right: Vec<f64>,
}

struct Model {
    rank: Trees,
    score: Trees,
    calibration: Calibration,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let Written { rank, score, calibration } =
        crate::text::data::embedded(include_str!("../../lexicons/matching.toml"))
            .expect("the embedded trees are valid, as a test shows");
    let of = |trees: &[Tree], names: &[&str]| {
        Trees::of(trees, names).expect("the embedded trees ask for values that there are, as a test shows")
    };
    Model { rank: of(&rank, &signal_names()), score: of(&score, &value_names()), calibration }
});

/// What the values of [`Features`] are called.
pub(super) fn signal_names() -> Vec<&'static str> {
    Signal::iter().map(Into::into).collect()
}

/// The same, and of how a pair stands.
pub(super) fn value_names() -> Vec<&'static str> {
    signal_names().into_iter().chain(COMPETITION_NAMES).collect()
}

/// What the signals of a pair are worth, and how it stands.
pub(super) fn values(
    features: &Features,
    competition: &Competition,
) -> [f64; Signal::COUNT + COMPETITION_VALUES] {
    let mut values = [0.0; Signal::COUNT + COMPETITION_VALUES];
    values[..Signal::COUNT].copy_from_slice(&features.values());
    values[Signal::COUNT..].copy_from_slice(&competition.values());
    values
}

/// How likely a pair is at least where one side names the other by id or case number, whatever else they say: an
/// assumption, since invented registers name nothing in vain. A note may also name what is only related.
const MENTIONED: f64 = 0.9;

fn is_mentioned(features: &Features) -> bool {
    features.of(Signal::Mention) > 0.0
}

/// How likely a pair is by its evidence alone, in log-odds.
pub(super) fn rank(features: &Features) -> f64 {
    rank_by(&MODEL.rank, features)
}

/// The same by other trees.
pub(super) fn rank_by(trees: &Trees, features: &Features) -> f64 {
    let rank = trees.sum(&features.values());
    if is_mentioned(features) { rank.max((MENTIONED / (1.0 - MENTIONED)).ln()) } else { rank }
}

/// The sum that the score is read from.
pub(super) fn sum(features: &Features, competition: &Competition) -> f64 {
    MODEL.score.sum(&values(features, competition))
}

/// The likelihood that the DPIA concerns the processing, 0 to 1.
pub(super) fn score(features: &Features, sum: f64) -> f64 {
    let likelihood = likelihood(sum);
    if is_mentioned(features) { likelihood.max(MENTIONED) } else { likelihood }
}

/// What share of the pairs at a sum is right.
fn likelihood(sum: f64) -> f64 {
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
    use super::{Competition, MODEL, likelihood, rank, signal_names, value_names};
    use crate::matching::features::{Features, Signal};
    use crate::text::variants::IntoEnumIterator;
    use strum::EnumCount;

    /// Many combinations of signals, none of them by chance.
    fn many() -> impl Iterator<Item = Features> {
        (0..4000usize).map(|number| {
            let mut features = Features::default();
            for (at, signal) in Signal::iter().enumerate() {
                let step =
                    number.wrapping_mul(2_654_435_761).wrapping_shr(at as u32 % 20) + number * (at + 3);
                features.set(signal, (step % 21) as f32 / 20.0);
            }
            features
        })
    }

    #[test]
    fn more_of_what_speaks_for_a_tie_never_makes_it_less_likely() {
        for features in many() {
            for signal in Signal::iter() {
                let mut more = features;
                more.set(signal, features.of(signal) + 0.3);
                assert!(rank(&more) >= rank(&features), "{signal}: {features:?}");
            }
        }
    }

    #[test]
    fn beside_the_same_rivals_too() {
        let names = value_names();
        let either_way = ["rival", "as_good", "next", "rival_dpia"];
        for (number, features) in many().enumerate() {
            let mut values = super::values(&features, &Competition::default());
            for (at, value) in values[Signal::COUNT..].iter_mut().enumerate() {
                *value = ((number * (at + 7)) % 41) as f64 / 4.0 - 5.0;
            }
            let before = MODEL.score.sum(&values);
            for (at, name) in names.iter().enumerate().filter(|(_, name)| !either_way.contains(name)) {
                let mut more = values;
                more[at] += if *name == "expected" { -0.6 } else { 0.6 };
                assert!(MODEL.score.sum(&more) >= before, "{name}: {values:?}");
            }
        }
    }

    #[test]
    fn every_kind_of_evidence_counts() {
        let written = include_str!("../../lexicons/matching.toml");
        for name in signal_names() {
            assert!(written.contains(&format!("[\"{name}\", ")), "{name}");
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
