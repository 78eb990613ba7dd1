//! How long a DPIA has been unfinished, as far as its list shows.

use crate::model::{Dpia, DpiaField, Entry, Value};
use chrono::{Datelike, NaiveDate};

/// The cell that shows that it was begun, or was to be done, before a day.
pub(super) fn begun_before(dpia: &Dpia, day: NaiveDate) -> Option<&Entry<DpiaField>> {
    let dated = dpia
        .entries_of(DpiaField::Completed)
        .find(|entry| matches!(&entry.value, Value::Date(date) if date.latest() < day));
    let numbered = || {
        let mut numbers = dpia.entries_of(DpiaField::CaseNumber);
        numbers.find(|entry| year_of(&entry.written, day.year()).is_some_and(|year| year < day.year()))
    };
    // A day of completion beside a day of approval contradicts the status, and shows no time.
    let approved = dpia.entries_of(DpiaField::Approved).any(|entry| matches!(entry.value, Value::Date(_)));
    if approved { None } else { dated.or_else(numbered) }
}

/// The one year that a case number holds: 2024 of `3.3.1-581/2024` and of `SN 2024-00017`.
fn year_of(number: &str, latest: i32) -> Option<i32> {
    const FIRST: i32 = 2016;
    let parts = number.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let mut years =
        parts.filter_map(|part| part.parse::<i32>().ok()).filter(|year| (FIRST..=latest).contains(year));
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn a_case_number_tells_its_year() {
        assert_eq!(year_of("3.3.1-581/2024", 2026), Some(2024));
        assert_eq!(year_of("SN 2022/118", 2026), Some(2022));
        assert_eq!(year_of("SN 2022/2021", 2026), None);
        assert_eq!(year_of("581/24", 2026), None);
    }
}
