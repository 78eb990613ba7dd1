//! Numbers, dates and times as a person sees them.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// How a number format shows a number: the decimals and leading zeros it always writes.
///
/// A format here adds what it shows and never takes away: `3.1` in the format `0.00` reads `3.10`,
/// but `3.125` in the format `0` stays `3.125`, so that rounding on the screen loses nothing.
/// The decimal mark is always a point, and thousands are never divided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NumberShape {
    integers: usize,
    decimals: usize,
    percent: bool,
}

impl NumberShape {
    /// The shape of a format code; formats with text, currency, exponents or fractions show the
    /// number plainly.
    pub(crate) fn of(code: &str) -> NumberShape {
        let positive = code.split(';').next().unwrap_or_default();
        let (body, percent) = match positive.strip_suffix('%') {
            Some(body) => (body, true),
            None => (positive, false),
        };
        if !body.contains('0') || !body.chars().all(|c| matches!(c, '0' | '#' | ',' | '.')) {
            return NumberShape::default();
        }
        let zeros = |part: &str| part.chars().filter(|c| *c == '0').count();
        let (integers, decimals) = body.split_once('.').unwrap_or((body, ""));
        NumberShape { integers: zeros(integers), decimals: zeros(decimals), percent }
    }

    /// The number's text.
    pub(crate) fn text(self, number: f64) -> String {
        let plain = plain(if self.percent { number * 100.0 } else { number });
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", plain.as_str()),
        };
        let (integers, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let point = if decimals.is_empty() && self.decimals == 0 { "" } else { "." };
        let percent = if self.percent { "%" } else { "" };
        format!(
            "{sign}{integers:0>ints$}{point}{decimals:0<decs$}{percent}",
            ints = self.integers,
            decs = self.decimals
        )
    }
}

/// A number with the 15 significant digits that spreadsheets keep: `46`, `0.3`.
pub(crate) fn plain(number: f64) -> String {
    // Whole numbers of that length are exact.
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return (number as i64).to_string();
    }
    format!("{number:.14e}").parse().map_or_else(|_| number.to_string(), |rounded: f64| rounded.to_string())
}

/// A date, a time of day, a date with a time, or a duration, in ISO 8601 to the second; `None` for
/// a number that is no date. `from_1904` says that the workbook counts its days from 1904.
pub(super) fn date(value: ExcelDateTime, from_1904: bool) -> Option<String> {
    const SECONDS_PER_DAY: f64 = 86_400.0;
    /// The first day of the year 10000, which spreadsheets do not know.
    const END: f64 = 2_958_466.0;
    let serial = value.as_f64();
    // Zero is what a formula makes of an empty cell; it is no day of the calendar.
    if serial == 0.0 || !(0.0..END).contains(&serial) {
        return None;
    }
    let seconds = (serial * SECONDS_PER_DAY).round();
    let second_of_day = (seconds % SECONDS_PER_DAY) as u64;
    let clock = |hours: u64| format!("{hours:02}:{:02}:{:02}", second_of_day / 60 % 60, second_of_day % 60);
    if value.is_duration() {
        return Some(clock(seconds as u64 / 3600));
    }
    let time = clock(second_of_day / 3600);
    if seconds < SECONDS_PER_DAY {
        return Some(time);
    }
    // Rounded to the second first, so that 23:59:59.9999 is the next day's midnight.
    let rounded = ExcelDateTime::new(seconds / SECONDS_PER_DAY, ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, ..) = rounded.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if second_of_day == 0 { date } else { format!("{date}T{time}") })
}

/// A date as a file states it in ISO 8601, without a midnight that says nothing.
pub(super) fn iso_date(text: &str) -> &str {
    match text.split_once('T') {
        Some((date, time)) if time.chars().all(|c| matches!(c, '0' | ':' | '.')) => date,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_free_of_binary_noise() {
        let cases = [
            (46.0, "46"),
            (-7.0, "-7"),
            (0.1 + 0.2, "0.3"),
            (3.1, "3.1"),
            (45_976.541_666_666_7, "45976.5416666667"),
            (1e15, "1000000000000000"),
            (0.000_012, "0.000012"),
        ];
        for (number, text) in cases {
            assert_eq!(plain(number), text);
        }
    }

    #[test]
    fn a_number_format_adds_and_never_takes_away() {
        let cases = [
            ("0.00", 3.1, "3.10"),
            ("0.00", 3.125, "3.125"),
            ("0", 46.4, "46.4"),
            ("0000", 12.0, "0012"),
            ("000", -5.0, "-005"),
            ("#,##0.00", 1234.5, "1234.50"),
            ("0%", 0.5, "50%"),
            ("0.0%", 0.12, "12.0%"),
            ("General", 3.1, "3.1"),
            ("@", 3.1, "3.1"),
            ("0.00E+00", 1234.5, "1234.5"),
            ("#,##0 \"kr\"", 1234.5, "1234.5"),
            ("0.00;[Red]-0.00", 2.5, "2.50"),
        ];
        for (code, number, text) in cases {
            assert_eq!(NumberShape::of(code).text(number), text, "{number} in {code}");
        }
    }

    #[test]
    fn dates_are_written_to_the_second() {
        let day = |serial, from_1904| {
            date(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904), from_1904)
        };
        assert_eq!(day(45_717.0, false).as_deref(), Some("2025-03-01"));
        assert_eq!(day(45_976.541_666_666_7, false).as_deref(), Some("2025-11-15T13:00:00"));
        assert_eq!(day(45_716.999_999_9, false).as_deref(), Some("2025-03-01"));
        assert_eq!(day(44_255.0, true).as_deref(), Some("2025-03-01"));
        assert_eq!(day(0.5, false).as_deref(), Some("12:00:00"));
        for no_date in [0.0, -1.0, 2_958_466.0, f64::NAN] {
            assert_eq!(day(no_date, false), None);
        }
        let duration = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(duration, false).as_deref(), Some("30:00:00"));
    }

    #[test]
    fn a_midnight_that_says_nothing_is_left_out() {
        assert_eq!(iso_date("2025-03-01T00:00:00"), "2025-03-01");
        assert_eq!(iso_date("2025-03-01T09:30:00"), "2025-03-01T09:30:00");
        assert_eq!(iso_date("2025-03-01"), "2025-03-01");
    }
}
