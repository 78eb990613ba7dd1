//! When something is to be done next: a date among words, a season, a quarter, a week, or how often.

use crate::import::value_words::{Months, Tables};
use crate::import::values::date;
use crate::model::{Count, DateValue, Precision, Value};
use crate::text::tokens::Tokens;
use chrono::{Datelike, NaiveDate, Weekday};

/// Reads the day of a next review: a span of time as the period that it is, an interval as its number of
/// months. `None` where the text holds neither.
pub(crate) fn read(words: &Tables, text: &str) -> Option<Value> {
    let tokens = Tokens::runs(text);
    let denied = words.negations.occurs(&tokens, 0..tokens.len());
    if denied || text.contains('?') {
        return None;
    }
    // The year of a week or a season that cannot be is no date of its own.
    let named =
        (0..tokens.len()).any(|at| is_week(words, &tokens, at) || words.spans.find(&tokens, at).is_some());
    let period = week(words, &tokens).or_else(|| months(words, &tokens));
    if let Some((first, last)) = period {
        let value = DateValue { date: first, precision: Precision::Day, until: Some(last), open: false };
        return Some(Value::Date(value));
    }
    let starts = if named { 0..0 } else { 0..tokens.len() };
    let dates = starts.filter_map(|at| date::at(words, &tokens, at));
    let dated = dates.map(|(date, _)| date).filter(|date| text.contains(&date.date.year().to_string()));
    if let Some(last) = dated.max_by_key(DateValue::latest) {
        return Some(Value::Date(last));
    }
    let every = (0..tokens.len()).find_map(|at| words.every.find(&tokens, at))?.value;
    Some(Value::Count(Count { min: every, max: Some(every), about: false }))
}

fn is_week(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    words.weeks.find(tokens, at).is_some_and(|found| tokens.is_number(at + found.len))
}

/// "v. 12 2026".
fn week(words: &Tables, tokens: &Tokens<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let at = (0..tokens.len()).find(|at| is_week(words, tokens, *at))?;
    let at = at + words.weeks.find(tokens, at)?.len;
    let week = tokens.word(at).parse().ok()?;
    let year = year(tokens, at..at + 1)?;
    let day = |day| NaiveDate::from_isoywd_opt(year, week, day);
    Some((day(Weekday::Mon)?, day(Weekday::Sun)?))
}

/// "Våren 2025", "Q1 2026".
fn months(words: &Tables, tokens: &Tokens<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let (at, found) = (0..tokens.len()).find_map(|at| Some((at, words.spans.find(tokens, at)?)))?;
    let year = year(tokens, at..at + found.len)?;
    let Months { first, last } = found.value;
    let first = NaiveDate::from_ymd_opt(year, first, 1)?;
    // "Vintern 2025" ends in the year after.
    let year = if last < first.month() { year + 1 } else { year };
    let last = DateValue {
        date: NaiveDate::from_ymd_opt(year, last, 1)?,
        precision: Precision::Month,
        until: None,
        open: false,
    };
    Some((first, last.latest()))
}

/// The year that stands beside the words `of` a span.
fn year(tokens: &Tokens<'_>, of: std::ops::Range<usize>) -> Option<i32> {
    let four = (0..tokens.len()).filter(|at| !of.contains(at) && tokens.word(*at).len() == 4);
    let mut years = four.filter_map(|at| tokens.word(at).parse().ok());
    let short = || {
        let year: i32 = tokens.word(of.end).parse().ok().filter(|_| tokens.word(of.end).len() == 2)?;
        Some(2000 + year)
    };
    years.find(|year| (1990..=2100).contains(year)).or_else(short)
}
