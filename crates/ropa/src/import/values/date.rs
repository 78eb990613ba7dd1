//! Dates, months, years and periods, as people write them.

use crate::import::value_words::Tables;
use crate::model::{DateValue, Precision, Value};
use crate::text::tokens::Tokens;
use chrono::{Datelike, Days, NaiveDate, Timelike};

/// From this year a date stands for "no end": 2999-12-31, 9999.
const NO_END: i32 = 2900;

/// The days that a spreadsheet's day number is taken for a date: 1995-01-01 to 2060-12-31.
/// Outside them a five-digit number is more likely something else.
const SERIAL_DAYS: std::ops::RangeInclusive<u64> = 34_700..=58_805;

/// What a text in a date column is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Dated {
    /// A date, or a date that stands for none.
    Value(Value),
    /// Made of numbers and months like a date, but no date there is: "2025-02-31".
    Impossible,
    /// Words.
    Other,
}

/// Reads the text of a date column.
///
/// Of day and month written as numbers the day comes first; only where that gives no date, and
/// the other order does, is the month first. Three parts of two digits between hyphens are year,
/// month and day.
pub(crate) fn read(words: &Tables, text: &str) -> Dated {
    let tokens = Tokens::runs(text);
    if let Some(date) = milliseconds(text) {
        return Dated::Value(Value::Date(date));
    }
    if let Some(date) = serial(&tokens).or_else(|| week(words, &tokens)) {
        return Dated::Value(Value::Date(date));
    }
    match period(words, &tokens) {
        Some(date) if date.date.year() >= NO_END => Dated::Value(Value::Blank),
        Some(mut date) => {
            if date.until.is_some_and(|until| until.year() >= NO_END) {
                date.until = None;
                date.open = true;
            }
            Dated::Value(Value::Date(date))
        }
        None if looks_like_a_date(words, &tokens) => Dated::Impossible,
        None => Dated::Other,
    }
}

/// The date that stands at word `at`, and the word after it.
pub(super) fn at(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(DateValue, usize)> {
    let (Moment { date, precision }, after) = moment(words, tokens, at)?;
    Some((DateValue { date, precision, until: None, open: false }, after))
}

/// A day number of a spreadsheet, perhaps with a time as fraction: `45976.5416666667`.
fn serial(tokens: &Tokens<'_>) -> Option<DateValue> {
    let whole = tokens.word(0);
    let fraction = tokens.len() == 2 && matches!(tokens.gap(1), "." | ",") && tokens.is_number(1);
    if whole.len() != 5 || !(tokens.len() == 1 || fraction) || !ends_there(tokens, tokens.len()) {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    if !SERIAL_DAYS.contains(&days) {
        return None;
    }
    // Day 60 is the 29 February 1900 that never was, so that later days count from 30 December 1899.
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    Some(DateValue { date, precision: Precision::Day, until: None, open: false })
}

/// A moment in milliseconds since 1970, as services write it in JSON: `/Date(1743465600000)/`, `/Date(1743465600000+0200)/`.
/// Midnight in Sweden is ten or eleven in the evening there.
fn milliseconds(text: &str) -> Option<DateValue> {
    let inner = text.trim().strip_prefix("/Date(")?.strip_suffix(")/")?;
    let end =
        inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-')).map_or(inner.len(), |(at, _)| at);
    let (number, zone) = inner.split_at(end);
    let minutes = match zone.split_at_checked(3) {
        Some((hours, minutes)) => {
            let hours: i64 = hours.parse().ok()?;
            hours * 60 + minutes.parse::<i64>().ok()? * hours.signum()
        }
        None => 0,
    };
    let moment = chrono::DateTime::from_timestamp_millis(number.parse().ok()?)?;
    let local = moment.checked_add_signed(chrono::TimeDelta::try_minutes(minutes)?)?.naive_utc();
    let is_midnight = zone.is_empty() && local.hour() >= 22 && local.minute() == 0 && local.second() == 0;
    let date = local.date().checked_add_days(Days::new(u64::from(is_midnight)))?;
    (1900..NO_END).contains(&date.year()).then_some(DateValue {
        date,
        precision: Precision::Day,
        until: None,
        open: false,
    })
}

/// A week of a year, from its Monday to its Sunday: "2025 v 14", "v. 14 2025", "2025-W14".
fn week(words: &Tables, tokens: &Tokens<'_>) -> Option<DateValue> {
    let joined = |text: &str| {
        text.strip_prefix('w')
            .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            .map(str::to_owned)
    };
    let marked = |at: usize| words.weeks.find(tokens, at).map_or(0, |found| found.len);
    let of = |year: &str, week: &str| {
        let year: i32 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
        let monday = NaiveDate::from_isoywd_opt(year, week.parse().ok()?, chrono::Weekday::Mon)?;
        let until = monday.checked_add_days(Days::new(6));
        Some(DateValue { date: monday, precision: Precision::Day, until, open: false })
    };
    if !ends_there(tokens, tokens.len()) {
        return None;
    }
    match tokens.len() {
        2 => of(tokens.word(0), &joined(tokens.word(1))?),
        3 if marked(1) == 1 => of(tokens.word(0), tokens.word(2)),
        3 if marked(0) == 1 => of(tokens.word(2), tokens.word(1)),
        _ => None,
    }
}

/// A date with its exactness.
#[derive(Clone, Copy)]
struct Moment {
    date: NaiveDate,
    precision: Precision,
}

impl Moment {
    fn day(year: i32, month: u32, day: u32) -> Option<Moment> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Moment { date, precision: Precision::Day })
    }

    fn month(year: i32, month: u32) -> Option<Moment> {
        let date = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Moment { date, precision: Precision::Month })
    }

    fn year(year: i32) -> Option<Moment> {
        let date = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(Moment { date, precision: Precision::Year })
    }
}

fn period(words: &Tables, tokens: &Tokens<'_>) -> Option<DateValue> {
    let mut at = 0;
    let mut open = false;
    while let Some(found) = words.from.find(tokens, at) {
        at += found.len;
        open = true;
    }
    while let Some(found) = words.date_fillers.find(tokens, at) {
        at += found.len;
    }
    if !tokens.source()[..tokens.start(0)].chars().all(|c| c.is_whitespace() || "'\"(".contains(c)) {
        return None;
    }
    let (start, after) = moment(words, tokens, at)?;
    let mut value = DateValue { date: start.date, precision: start.precision, until: None, open };
    if ends_there(tokens, after) && after == tokens.len() {
        value.open |= tokens.gap(after).contains(['-', '–', '—', '→']);
        return Some(value);
    }
    let mut at = after;
    while let Some(found) = words.date_fillers.find(tokens, at) {
        at += found.len;
    }
    let mut dashed = tokens.gap(after).contains(['-', '–', '—', '→']);
    while let Some(found) = words.to.find(tokens, at) {
        dashed = true;
        at += found.len;
    }
    if let Some(found) = words.endless.find(tokens, at) {
        let ends = at + found.len == tokens.len() && ends_there(tokens, tokens.len());
        value.open = true;
        return ends.then_some(value);
    }
    if !dashed {
        return None;
    }
    let (end, after) = moment(words, tokens, at)?;
    let last = DateValue { date: end.date, precision: end.precision, until: None, open: false }.latest();
    let in_order = after == tokens.len() && ends_there(tokens, after) && last >= start.date;
    value.open = false;
    value.until = Some(last);
    in_order.then_some(value)
}

/// Whether what follows the last word leaves the date as it is: a full stop, a tick, a dash.
fn ends_there(tokens: &Tokens<'_>, at: usize) -> bool {
    at < tokens.len()
        || tokens.gap(at).chars().all(|c| c.is_whitespace() || ".,;)'\"-–—→✅✓✔☑👍\u{fe0f}".contains(c))
}

/// Reads one date from word `at`; gives also the word after it.
fn moment(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(Moment, usize)> {
    let at = weekday_or_the(words, tokens, at);
    if !tokens.is_number(at) {
        return month_first(words, tokens, at);
    }
    let digits = tokens.word(at).len();
    match digits {
        8 => {
            let (year, rest) = tokens.word(at).split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            Some((Moment::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?, at + 1))
        }
        6 => short_year_first(tokens, at),
        4 => year_first(words, tokens, at),
        1 | 2 => day_first(words, tokens, at),
        _ => None,
    }
}

/// "250314", as a short date is written without hyphens.
fn short_year_first(tokens: &Tokens<'_>, at: usize) -> Option<(Moment, usize)> {
    let (year, rest) = tokens.word(at).split_at_checked(2)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some((Moment::day(2000 + year.parse::<i32>().ok()?, month.parse().ok()?, day.parse().ok()?)?, at + 1))
}

fn weekday_or_the(words: &Tables, tokens: &Tokens<'_>, mut at: usize) -> usize {
    while let Some(found) = words.date_fillers.find(tokens, at) {
        at += found.len;
    }
    at
}

/// "2025-03-01", "2025/03/01", "2025-03-01T12:30:00Z", "2025-03", "2025 mars", "2025".
fn year_first(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(Moment, usize)> {
    let year = year(tokens, at)?;
    if let Some(month) = part(tokens, at + 1) {
        return match part(tokens, at + 2) {
            Some(day) => Some((Moment::day(year, month, day)?, after_time(tokens, at + 3))),
            None => Some((Moment::month(year, month)?, at + 2)),
        };
    }
    if let Some(month) = words.months.find(tokens, at + 1) {
        let after = at + 1 + month.len;
        if let (Some(day), true) = (number(tokens, after), tokens.word(after).len() <= 2) {
            return Some((Moment::day(year, month.value, day)?, after + 1));
        }
        return Some((Moment::month(year, month.value)?, after));
    }
    Some((Moment::year(year)?, at + 1))
}

/// "01.03.2025", "1/3 2025", "1/3-25", "22. november 2023", "03/2025".
fn day_first(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(Moment, usize)> {
    let first = number(tokens, at)?;
    let mut next = at + 1;
    if matches!(tokens.word(next), "st" | "nd" | "rd" | "th" | "e" | "a")
        && matches!(tokens.gap(next), "" | ":")
    {
        next += 1;
    }
    while let Some(found) = words.date_fillers.find(tokens, next) {
        next += found.len;
    }
    if let Some(month) = words.months.find(tokens, next) {
        let after = next + month.len;
        let year = year(tokens, after)?;
        return Some((Moment::day(year, month.value, first)?, after_time(tokens, after + 1)));
    }
    if !joined(tokens, at + 1) {
        return None;
    }
    if tokens.word(at + 1).len() == 4 {
        return Some((Moment::month(year(tokens, at + 1)?, first)?, at + 2));
    }
    let second = number(tokens, at + 1)?;
    if tokens.word(at + 1).len() > 2 || !(joined(tokens, at + 2) || tokens.gap(at + 2) == " ") {
        return None;
    }
    let year = year(tokens, at + 2)?;
    let (day_first, month_first) = (Moment::day(year, second, first), Moment::day(year, first, second));
    let date = if is_short_year_first(tokens, at) {
        let year_first = number(tokens, at + 2).and_then(|day| Moment::day(2000 + first as i32, second, day));
        match (year_first, day_first, month_first) {
            (Some(date), ..) => date,
            // Where it can be read in both orders, neither is certain.
            (None, Some(_), Some(_)) if first != second => return None,
            (None, day_first, month_first) => day_first.or(month_first)?,
        }
    } else if (at + 3..tokens.len()).any(|at| is_half_of_day(tokens, at)) {
        // Whoever counts the hours to twelve writes the month first.
        month_first.or(day_first)?
    } else {
        day_first.or(month_first)?
    };
    Some((date, after_time(tokens, at + 3)))
}

/// "25-01-10": three parts of two digits between hyphens, as a short date is written in Swedish.
fn is_short_year_first(tokens: &Tokens<'_>, at: usize) -> bool {
    let hyphen = |at: usize| matches!(tokens.gap(at), "-" | "‑" | "–" | "−");
    (at..at + 3).all(|at| tokens.word(at).len() == 2) && hyphen(at + 1) && hyphen(at + 2)
}

/// "juli 2026", "okt-25", "March 1, 2025".
fn month_first(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(Moment, usize)> {
    let month = words.months.find(tokens, at)?;
    let mut next = at + month.len;
    let day = number(tokens, next)?;
    if tokens.word(next).len() <= 2 {
        let suffix =
            matches!(tokens.word(next + 1), "st" | "nd" | "rd" | "th") && tokens.gap(next + 1).is_empty();
        let after = next + 1 + usize::from(suffix);
        if tokens.word(after).len() == 4
            && let Some(year) = year(tokens, after)
        {
            return Some((Moment::day(year, month.value, day)?, after_time(tokens, after + 1)));
        }
        // "okt-25" is how a spreadsheet shows a month, "okt -25" how a person writes it; "okt 25" may be a day.
        if tokens.gap(next).trim() != "-" && !tokens.gap(next).contains(['\'', '’']) {
            return None;
        }
    }
    let year = year(tokens, next)?;
    next += 1;
    Some((Moment::month(year, month.value)?, next))
}

/// A year of four digits, or of two in this century.
fn year(tokens: &Tokens<'_>, at: usize) -> Option<i32> {
    let year: i32 = tokens.word(at).parse().ok()?;
    match tokens.word(at).len() {
        4 if (1900..=2100).contains(&year) || year >= NO_END => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

fn number(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    tokens.word(at).parse().ok()
}

/// A day or month of one or two digits that follows the word before as a part of the same date.
fn part(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let short = tokens.word(at).len() <= 2 && joined(tokens, at);
    number(tokens, at).filter(|_| short)
}

/// Whether word `at` follows the one before as a part of the same date.
fn joined(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.gap(at), "-" | "/" | "." | ". " | "‑" | "–" | "−") && at < tokens.len()
}

/// Steps over a time of day: "T12:30:00Z", " 12.30".
fn after_time(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut next = at;
    if tokens.word(next) == "t" && tokens.gap(next).is_empty()
        || matches!(tokens.word(next), "kl" | "klockan") && next < tokens.len()
    {
        next += 1;
    }
    let hour = number(tokens, next).is_some_and(|hour| hour < 25);
    let minute = number(tokens, next + 1).is_some_and(|minute| minute < 60);
    if !(hour && minute && matches!(tokens.gap(next + 1), ":" | ".")) {
        return at;
    }
    next += 2;
    while tokens.is_number(next) && matches!(tokens.gap(next), ":" | "." | "+") {
        next += 1;
    }
    // "GMT+0200", as a script writes its zone.
    if matches!(tokens.word(next), "gmt" | "utc") && next < tokens.len() {
        let zone = tokens.is_number(next + 1) && matches!(tokens.gap(next + 1), "+" | "-");
        return next + 1 + usize::from(zone);
    }
    let ends = tokens.word(next) == "z" && tokens.gap(next).is_empty() || is_half_of_day(tokens, next);
    if ends { next + 1 } else { next }
}

/// "AM", "PM" after a time.
fn is_half_of_day(tokens: &Tokens<'_>, at: usize) -> bool {
    at < tokens.len() && matches!(tokens.word(at), "am" | "pm")
}

/// Whether the text holds nothing but numbers, months and the small words of dates.
fn looks_like_a_date(words: &Tables, tokens: &Tokens<'_>) -> bool {
    let mut at = 0;
    while at < tokens.len() {
        let found = words.months.find(tokens, at).map(|found| found.len);
        let small =
            words.date_fillers.find(tokens, at).or_else(|| words.to.find(tokens, at)).map(|found| found.len);
        match found.or(small) {
            Some(len) => at += len,
            None if tokens.is_number(at) => at += 1,
            None => return false,
        }
    }
    at > 0
}
