//! Three-valued answers.

use serde::{Deserialize, Serialize};

/// A yes/no fact of which the answer may be missing.
///
/// The order is Kleene's truth order `No < Unknown < Yes`: conjunction is the minimum, disjunction
/// the maximum. A missing answer is [`Tri::Unknown`] and never becomes [`Tri::No`].
///
/// ```
/// use ropa::model::Tri;
/// assert_eq!(Tri::Yes & Tri::Unknown, Tri::Unknown);
/// assert_eq!(Tri::No & Tri::Unknown, Tri::No);
/// assert_eq!(Tri::Yes | Tri::Unknown, Tri::Yes);
/// assert_eq!(!Tri::Unknown, Tri::Unknown);
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, strum::Display,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Tri {
    /// Certainly not.
    No,
    /// Not answered, or answered "do not know".
    #[default]
    Unknown,
    /// Certainly.
    Yes,
}

impl Tri {
    /// Whether the answer is a certain yes.
    pub fn is_yes(self) -> bool {
        self == Tri::Yes
    }

    /// Whether the answer is a certain no.
    pub fn is_no(self) -> bool {
        self == Tri::No
    }

    /// Whether the answer is missing.
    pub fn is_unknown(self) -> bool {
        self == Tri::Unknown
    }

    /// Conjunction of all; yes when there are none.
    pub(crate) fn all(facts: impl IntoIterator<Item = Tri>) -> Tri {
        facts.into_iter().min().unwrap_or(Tri::Yes)
    }

    /// Disjunction of all; no when there are none.
    pub(crate) fn any(facts: impl IntoIterator<Item = Tri>) -> Tri {
        facts.into_iter().max().unwrap_or(Tri::No)
    }

    /// Whether at least `n` of the counted facts are true, from the certain count `low` and the
    /// count `high` that also holds the unknown ones.
    pub(crate) fn at_least(n: usize, low: usize, high: usize) -> Tri {
        if low >= n {
            Tri::Yes
        } else if high >= n {
            Tri::Unknown
        } else {
            Tri::No
        }
    }
}

impl From<bool> for Tri {
    fn from(known: bool) -> Self {
        if known { Tri::Yes } else { Tri::No }
    }
}

impl std::ops::Not for Tri {
    type Output = Tri;
    fn not(self) -> Tri {
        match self {
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
            Tri::Yes => Tri::No,
        }
    }
}

impl std::ops::BitAnd for Tri {
    type Output = Tri;
    fn bitand(self, other: Tri) -> Tri {
        self.min(other)
    }
}

impl std::ops::BitOr for Tri {
    type Output = Tri;
    fn bitor(self, other: Tri) -> Tri {
        self.max(other)
    }
}
