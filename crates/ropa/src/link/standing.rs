//! How a pair stands beside its rivals: the other activities for the same DPIA, the other DPIAs for the same activity.

use super::compared::Pair;

/// Rivals that are no further apart than this, in log-odds, are as good.
const AS_GOOD: f64 = 0.5;
/// What is further apart than this is far apart.
const FAR: f64 = 6.0;

/// What [`Standing::values`] are called in `lexicons/ties.toml`.
pub(super) const STANDING_NAMES: [&str; STANDINGS] =
    ["own", "best", "ahead", "as_good", "others", "next", "best_dpia", "ahead_of_dpias"];

pub(super) const STANDINGS: usize = 8;

/// How a pair stands, in log-odds where nothing else is said.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Standing {
    /// How likely the pair is by its evidence alone.
    own: f64,
    /// How likely the likeliest activity for the DPIA is.
    best: f64,
    /// How far the activity is ahead of the likeliest other, or behind (negative).
    ahead: f64,
    /// How many activities are as good as the likeliest: a family, where they are several.
    as_good: f64,
    /// How many of the other activities one would expect to be right.
    others: f64,
    /// How far those that are as good as the likeliest are ahead of the next.
    next: f64,
    /// How likely the likeliest DPIA for the activity is.
    best_dpia: f64,
    /// How far the DPIA is ahead of the likeliest other for the activity, or behind.
    ahead_of_dpias: f64,
}

impl Standing {
    pub(super) fn values(&self) -> [f64; STANDINGS] {
        [
            self.own,
            self.best,
            self.ahead,
            self.as_good,
            self.others,
            self.next,
            self.best_dpia,
            self.ahead_of_dpias,
        ]
    }
}

/// Sets how each pair stands, by the rank of each.
pub(super) fn stand(pairs: &mut [Pair], activities: usize, dpias: usize) {
    let mut of_dpia = vec![Rivals::default(); dpias];
    let mut of_activity = vec![Rivals::default(); activities];
    for pair in pairs.iter() {
        of_dpia[pair.dpia].enter(pair.rank);
        of_activity[pair.activity].enter(pair.rank);
    }
    for pair in pairs.iter() {
        of_dpia[pair.dpia].compare(pair.rank);
    }
    for pair in pairs {
        let (rivals, among_dpias) = (&of_dpia[pair.dpia], &of_activity[pair.activity]);
        pair.standing = Standing {
            own: pair.rank,
            best: rivals.best,
            ahead: rivals.lead(pair.rank),
            as_good: rivals.as_good,
            others: rivals.expected - likelihood(pair.rank),
            next: (rivals.best - rivals.next).min(FAR),
            best_dpia: among_dpias.best,
            ahead_of_dpias: among_dpias.lead(pair.rank),
        };
    }
}

/// The log-odds as a share.
fn likelihood(rank: f64) -> f64 {
    1.0 / (1.0 + (-rank).exp())
}

/// Those that compete.
#[derive(Debug, Clone, Copy)]
struct Rivals {
    best: f64,
    second: f64,
    /// The best that is not as good as the best.
    next: f64,
    as_good: f64,
    expected: f64,
}

impl Default for Rivals {
    fn default() -> Rivals {
        // Where there is no rival, one that is far from likely.
        let none = -2.0 * FAR;
        Rivals { best: none, second: none, next: none, as_good: 0.0, expected: 0.0 }
    }
}

impl Rivals {
    fn enter(&mut self, rank: f64) {
        if rank > self.best {
            (self.second, self.best) = (self.best, rank);
        } else if rank > self.second {
            self.second = rank;
        }
        self.expected += likelihood(rank);
    }

    /// Compares each with the best, when all are entered.
    fn compare(&mut self, rank: f64) {
        if rank >= self.best - AS_GOOD {
            self.as_good += 1.0;
        } else {
            self.next = self.next.max(rank);
        }
    }

    /// How far ahead of the best other, or behind.
    fn lead(&self, rank: f64) -> f64 {
        let other = if rank >= self.best { self.second } else { self.best };
        (rank - other).clamp(-FAR, FAR)
    }
}
