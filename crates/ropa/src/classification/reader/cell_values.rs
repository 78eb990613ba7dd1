//! The texts of the other cells: dates, marks, personal data.

use super::super::lexicon::{Mark, lexicon, word_key};
use super::super::structure::PersonalData;
use chrono::{Months, NaiveDate};

/// What a text says of personal data; absent where it is not wholly understood and might say more than it seems.
pub(super) fn personal_data(text: &str) -> Option<PersonalData> {
    let known = |part: &str| lexicon().personal_data.get(&word_key(part)).copied();
    if let Some(whole) = known(text) {
        return Some(whole);
    }
    let parts: Vec<Option<PersonalData>> =
        text.split([',', ';', '(', ')', '/']).filter(|part| !part.trim().is_empty()).map(known).collect();
    let most = parts.iter().flatten().max().copied()?;
    // "Nej, utom i diariet" is no plain no; "Ja, se anmärkning" is a yes.
    (most.is_yes() || parts.iter().all(Option::is_some)).then_some(most)
}

/// Whether a text is a mark, and which.
pub(super) fn mark(text: &str) -> Option<Mark> {
    lexicon().mark.get(&word_key(text)).copied().or_else(|| (text.trim() == "-").then_some(Mark::No))
}

/// The first and last day that a date text covers: a day, a month or a year.
pub(super) fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    let number = |part: Option<&str>| part.and_then(|p| p.parse::<u32>().ok());
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> =
        if compact { vec![&text[..4], &text[4..6], &text[6..]] } else { text.split('-').collect() };
    if parts.len() > 3 || parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    let year = parts[0].parse::<i32>().ok()?;
    let months = match parts.len() {
        1 => 12,
        2 => 1,
        _ => {
            return NaiveDate::from_ymd_opt(
                year,
                number(parts.get(1).copied())?,
                number(parts.get(2).copied())?,
            )
            .map(|day| (day, day));
        }
    };
    let month = if parts.len() == 2 { number(parts.get(1).copied())? } else { 1 };
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_no_with_a_condition_is_not_a_no() {
        assert_eq!(personal_data("Nej"), Some(PersonalData::No));
        assert_eq!(personal_data("Nej, utom i diariet"), None);
        assert_eq!(personal_data("Ja, känsliga"), Some(PersonalData::Special));
        assert_eq!(personal_data("Ja (se anmärkning)"), Some(PersonalData::Yes));
        assert_eq!(personal_data("kanske"), None);
        assert_eq!(personal_data("?"), Some(PersonalData::Unknown));
    }

    #[test]
    fn dates_cover_their_period() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(days("2026-12-31"), Some((day("2026-12-31"), day("2026-12-31"))));
        assert_eq!(days("2026-12-31T00:00:00").map(|d| d.0), Some(day("2026-12-31")));
        assert_eq!(days("20261231").map(|d| d.0), Some(day("2026-12-31")));
        assert_eq!(days("2026"), Some((day("2026-01-01"), day("2026-12-31"))));
        assert_eq!(days("2026-02"), Some((day("2026-02-01"), day("2026-02-28"))));
        assert_eq!(days("tills vidare"), None);
        assert_eq!(days("åååå-01-01"), None);
    }
}
