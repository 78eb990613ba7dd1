//! Quarters of a year.

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};
use std::fmt;

/// A quarter of a year, written `2027-Q1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Quarter {
        Quarter { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// The first quarter that a plan made on a day has: the one that goes on, where half of it is left.
    pub fn first_of_plan(day: NaiveDate) -> Quarter {
        const HALF: i64 = 45;
        let now = Quarter::of(day);
        if (now.last_day(day) - day).num_days() >= HALF { now } else { now.next() }
    }

    /// The quarter after it.
    pub fn next(self) -> Quarter {
        match self.number {
            4 => Quarter { year: self.year.saturating_add(1), number: 1 },
            number => Quarter { number: number + 1, ..self },
        }
    }

    /// Its last day; a day that the calendar cannot hold gives `otherwise`.
    pub(super) fn last_day(self, otherwise: NaiveDate) -> NaiveDate {
        let next = self.next();
        let first = NaiveDate::from_ymd_opt(next.year, (next.number - 1) * 3 + 1, 1);
        first.and_then(|day| day.pred_opt()).unwrap_or(otherwise)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Quarter;

    #[test]
    fn a_plan_begins_where_half_a_quarter_is_left() {
        let first = |day: &str| Quarter::first_of_plan(day.parse().expect("a day")).to_string();
        assert_eq!(first("2026-10-10"), "2026-Q4");
        assert_eq!(first("2026-11-23"), "2027-Q1");
        let quarter = Quarter { year: 2026, number: 4 };
        assert_eq!(quarter.last_day("2026-11-23".parse().expect("a day")).to_string(), "2026-12-31");
    }
}
