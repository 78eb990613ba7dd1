//! What is asked of an incident.

use super::called::Called;
use super::name::Name;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::str::FromStr;

/// What is asked: whose incident, since when, and when the controller became aware of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpactQuestion {
    /// Whether the name is a supplier's or a system's.
    pub called: Called,
    /// The name, as a person writes it.
    pub name: String,
    /// The day from which the incident is thought to have gone on.
    pub since: Option<NaiveDate>,
    /// When the controller became aware of it.
    pub aware: Option<Aware>,
    /// The time that counts as now, where the caller gives one: the library reads no clock.
    pub now: Option<NaiveDateTime>,
}

impl ImpactQuestion {
    /// Asks of a supplier.
    pub fn supplier(name: impl Into<String>) -> ImpactQuestion {
        ImpactQuestion::of(Called::Supplier, name)
    }

    /// Asks of a system.
    pub fn system(name: impl Into<String>) -> ImpactQuestion {
        ImpactQuestion::of(Called::System, name)
    }

    fn of(called: Called, name: impl Into<String>) -> ImpactQuestion {
        ImpactQuestion { called, name: name.into(), since: None, aware: None, now: None }
    }

    pub(super) fn asked(&self) -> Result<Name, ImpactError> {
        Name::of(&self.name).ok_or_else(|| ImpactError::NoName(self.name.clone()))
    }
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImpactError {
    /// The text holds no name.
    #[error("\"{0}\" is no name of a supplier or a system")]
    NoName(String),
}

/// When a controller became aware of a breach, local time.
///
/// Written as `2026-11-29T14:05`, with a blank for the T, or as a day alone. Of a day alone the clock runs from its
/// beginning, so that no hour is promised that there is not.
///
/// ```
/// use ropa::impact::Aware;
/// let aware: Aware = "2026-11-29 14:05".parse().unwrap();
/// assert_eq!(aware.at.to_string(), "2026-11-29 14:05:00");
/// assert!("2026-11-29".parse::<Aware>().unwrap().day_only);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aware {
    /// The time.
    pub at: NaiveDateTime,
    /// Whether only the day is known.
    pub day_only: bool,
}

/// A time that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no time; write 2026-11-29T14:05, or the day alone")]
#[non_exhaustive]
pub struct AwareError(pub String);

impl FromStr for Aware {
    type Err = AwareError;

    fn from_str(text: &str) -> Result<Aware, AwareError> {
        let tidy = text.trim().replacen(['T', 't'], " ", 1).replace(" kl ", " ").replace(" kl. ", " ");
        let (day, time) = tidy.split_once(' ').unwrap_or((&tidy, ""));
        let error = || AwareError(text.to_string());
        let day: NaiveDate = day.parse().map_err(|_| error())?;
        let time = time.trim().replace('.', ":");
        if time.is_empty() {
            return Ok(Aware { at: day.and_time(NaiveTime::MIN), day_only: true });
        }
        let read = |format| NaiveTime::parse_from_str(&time, format).ok();
        let time = read("%H:%M").or_else(|| read("%H:%M:%S")).ok_or_else(error)?;
        Ok(Aware { at: day.and_time(time), day_only: false })
    }
}

#[cfg(test)]
mod tests {
    use super::Aware;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for text in ["2026-11-29T14:05", "2026-11-29 14:05:00", "2026-11-29 14.05", "2026-11-29 kl. 14:05"] {
            let aware: Aware = text.parse().expect(text);
            assert_eq!(
                (aware.at.to_string().as_str(), aware.day_only),
                ("2026-11-29 14:05:00", false),
                "{text}"
            );
        }
        for text in ["", "i går", "2026-11-31", "2026-11-29 25:00", "14:05"] {
            assert!(text.parse::<Aware>().is_err(), "{text}");
        }
    }
}
