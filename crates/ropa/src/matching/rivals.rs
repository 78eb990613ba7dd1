//! How a pair stands beside its rivals: the other activities for the same DPIA, the other DPIAs for the same activity.

/// Rivals that are no further apart than this, in log-odds, are as good.
const AS_GOOD: f64 = 0.5;
/// What is further apart than this is far apart.
const FAR: f64 = 6.0;
/// Where there is no rival, one that is far from likely.
const NONE: f64 = -2.0 * FAR;

/// What [`Competition::values`] are called in `lexicons/matching.toml`.
pub(super) const COMPETITION_NAMES: [&str; COMPETITION_VALUES] =
    ["own", "ahead", "rival", "as_good", "next", "expected", "ahead_of_dpias", "rival_dpia"];

pub(super) const COMPETITION_VALUES: usize = 8;

/// How a pair stands, in log-odds where nothing else is said. All but the first two are of the others alone, so that
/// what makes only this pair likelier never counts against it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Competition {
    /// How likely the pair is by its evidence alone.
    own: f64,
    /// How far the activity is ahead of the likeliest other, or behind (negative).
    ahead: f64,
    /// How likely the likeliest other activity for the DPIA is.
    rival: f64,
    /// How many of the others are as good as that: a family, where they are several.
    as_good: f64,
    /// How far those are ahead of the next.
    next: f64,
    /// How many of the others one would expect to be right.
    expected: f64,
    /// How far the DPIA is ahead of the likeliest other for the activity, or behind.
    ahead_of_dpias: f64,
    /// How likely that is.
    rival_dpia: f64,
}

impl Competition {
    pub(super) fn values(&self) -> [f64; COMPETITION_VALUES] {
        [
            self.own,
            self.ahead,
            self.rival,
            self.as_good,
            self.next,
            self.expected,
            self.ahead_of_dpias,
            self.rival_dpia,
        ]
    }
}

/// A pair, and how likely it is by its evidence alone, in log-odds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    pub(super) activity: usize,
    pub(super) dpia: usize,
    pub(super) rank: f64,
}

/// How each pair stands, by the rank of each.
pub(super) fn competitions(pairs: &[Ranked], activities: usize, dpias: usize) -> Vec<Competition> {
    let mut of_dpia = vec![Rivals::default(); dpias];
    let mut of_activity = vec![Rivals::default(); activities];
    for pair in pairs {
        of_dpia[pair.dpia].0.push(pair.rank);
        of_activity[pair.activity].0.push(pair.rank);
    }
    of_dpia.iter_mut().chain(&mut of_activity).for_each(Rivals::sort);
    let expected: Vec<f64> =
        of_dpia.iter().map(|rivals| rivals.0.iter().copied().map(likelihood).sum()).collect();
    let competition = |pair: &Ranked| {
        let own = pair.rank;
        let others = of_dpia[pair.dpia].beside(own);
        let other_dpias = of_activity[pair.activity].beside(own);
        let ahead = |of: &Others| (own - of.best).clamp(-FAR, FAR);
        Competition {
            own,
            ahead: ahead(&others),
            rival: others.best,
            as_good: others.as_good as f64,
            next: (others.best - others.next).min(FAR),
            // What adding up leaves of nothing is nothing.
            expected: round(expected[pair.dpia] - likelihood(own)),
            ahead_of_dpias: ahead(&other_dpias),
            rival_dpia: other_dpias.best,
        }
    };
    pairs.iter().map(competition).collect()
}

/// The log-odds as a share.
fn likelihood(rank: f64) -> f64 {
    1.0 / (1.0 + (-rank).exp())
}

fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// The ranks of those that compete, the best first.
#[derive(Debug, Clone, Default)]
struct Rivals(Vec<f64>);

/// The rivals of one among them.
struct Others {
    best: f64,
    as_good: usize,
    /// The best that is not as good.
    next: f64,
}

impl Rivals {
    fn sort(&mut self) {
        self.0.sort_unstable_by(|a, b| b.total_cmp(a));
    }

    /// The others beside one of this rank.
    fn beside(&self, own: f64) -> Others {
        let at = self.0.partition_point(|rank| *rank > own);
        let other = |number: usize| self.0.get(number + usize::from(number >= at)).copied().unwrap_or(NONE);
        let best = other(0);
        let as_good = self.0.partition_point(|rank| *rank >= best - AS_GOOD);
        let as_good = as_good - usize::from(own >= best - AS_GOOD);
        Others { best, as_good, next: other(as_good) }
    }
}

#[cfg(test)]
mod tests {
    use super::{NONE, Rivals};

    #[test]
    fn one_is_set_beside_the_others_only() {
        let mut rivals = Rivals(vec![1.0, 3.0, 2.8, -1.0]);
        rivals.sort();
        for (own, best, as_good, next) in
            [(3.0, 2.8, 1, 1.0), (2.8, 3.0, 1, 1.0), (1.0, 3.0, 2, -1.0), (-1.0, 3.0, 2, 1.0)]
        {
            let others = rivals.beside(own);
            assert_eq!((others.best, others.as_good, others.next), (best, as_good, next), "{own}");
        }
        let alone = Rivals(vec![2.0]).beside(2.0);
        assert_eq!((alone.best, alone.as_good), (NONE, 0));
    }
}
