//! Numbers, dates and times as a person sees them.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use std::borrow::Cow;

/// How a number format shows a number: its texts, and the decimals and zeros that it always writes.
///
/// A format here adds what it shows and never takes away: `3.1` in the format `0.00` reads `3.10`,
/// but `3.125` in the format `0` stays `3.125`, so that rounding on the screen loses nothing.
/// The decimal mark is always a point, and thousands are never divided.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NumberFormat {
    /// The sections with the numbers that each is for; none where the number is shown plainly.
    sections: Vec<(Holds, Section)>,
    /// Whether the format does something that is not followed: fractions, exponents, numbers in thousands.
    pub(crate) is_beyond: bool,
    /// What is written before and after a text: `"KS-"@`; nothing where texts stand as they are.
    around_text: Option<(String, String)>,
}

/// Which numbers a section is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Holds {
    Always,
    Compared(Comparison, f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// One section of a format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    pieces: Vec<Piece>,
    percent: bool,
    /// Whether the sign is part of the texts, as in a section for negative numbers.
    signed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A digit that is always written, or only where the number has it.
    Digit {
        always: bool,
    },
    Point,
    /// The number as it is: `General`.
    Plain,
    /// The text, or a number as it is: `@`.
    Given,
}

impl NumberFormat {
    /// The format of a code, such as `"SN-"000` or `0.00;\-0.00`.
    pub(crate) fn of(code: &str) -> NumberFormat {
        let texts = sections(code);
        let mut numbers: Vec<&str> = texts.iter().map(String::as_str).take(3).collect();
        // The fourth section is for texts, and so is the last of fewer where it has their sign.
        let of_text = texts.get(3).or(texts.last()).and_then(|text| Section::read(text));
        let of_text = of_text.filter(|(_, section)| section.pieces.contains(&Piece::Given));
        if of_text.is_some() && (2..=3).contains(&texts.len()) {
            numbers.pop();
        }
        let around_text = of_text.map(|(_, section)| section.around_text());
        let around_text = around_text.filter(|(before, after)| !(before.is_empty() && after.is_empty()));
        let mut format = NumberFormat { around_text, ..NumberFormat::default() };
        for (index, text) in numbers.iter().enumerate() {
            let Some((condition, mut section)) = Section::read(text) else {
                return NumberFormat { sections: Vec::new(), is_beyond: true, ..format };
            };
            if section.pieces == [Piece::Given] {
                section.pieces = vec![Piece::Plain];
            }
            section.signed = numbers.len() > 1 && index == 1;
            let holds = condition.unwrap_or(match (index, numbers.len()) {
                (0, 2) => Holds::Compared(Comparison::GreaterOrEqual, 0.0),
                (0, 3) => Holds::Compared(Comparison::Greater, 0.0),
                (1, 3) => Holds::Compared(Comparison::Less, 0.0),
                _ => Holds::Always,
            });
            format.sections.push((holds, section));
        }
        format
    }

    /// A text as the format shows it.
    pub(crate) fn around<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.around_text {
            Some((before, after)) => Cow::Owned(format!("{before}{text}{after}")),
            None => Cow::Borrowed(text),
        }
    }

    /// The number's text; nothing where the format hides it.
    pub(crate) fn text(&self, number: f64) -> String {
        let section = self.sections.iter().find(|(holds, _)| holds.of(number)).map(|(_, section)| section);
        match section {
            // A zero that is hidden is no zero; other numbers are never hidden.
            Some(section) if section.pieces.is_empty() && number == 0.0 => String::new(),
            Some(section) if !section.pieces.is_empty() => section.text(number),
            _ => plain(number),
        }
    }
}

impl Holds {
    fn of(self, number: f64) -> bool {
        match self {
            Holds::Always => true,
            Holds::Compared(Comparison::Less, bound) => number < bound,
            Holds::Compared(Comparison::LessOrEqual, bound) => number <= bound,
            Holds::Compared(Comparison::Equal, bound) => number == bound,
            Holds::Compared(Comparison::NotEqual, bound) => number != bound,
            Holds::Compared(Comparison::GreaterOrEqual, bound) => number >= bound,
            Holds::Compared(Comparison::Greater, bound) => number > bound,
        }
    }

    /// The condition in brackets, `>=100`.
    fn read(text: &str) -> Option<Holds> {
        const SIGNS: [(&str, Comparison); 6] = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<>", Comparison::NotEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        let (rest, comparison) = SIGNS.iter().find_map(|(sign, is)| Some((text.strip_prefix(sign)?, *is)))?;
        Some(Holds::Compared(comparison, rest.trim().parse().ok()?))
    }
}

/// The sections of a code, between semicolons that are no texts.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        let parts = c == ';' && !quoted && !escaped;
        match sections.last_mut() {
            Some(last) if !parts => last.push(c),
            _ => sections.push(String::new()),
        }
        quoted ^= c == '"' && !escaped;
        escaped = !escaped && !quoted && matches!(c, '\\' | '_' | '*');
    }
    sections
}

impl Section {
    /// Reads a section; nothing where it does what is not followed.
    fn read(text: &str) -> Option<(Option<Holds>, Section)> {
        let mut section = Section::default();
        let mut condition = None;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("general")) {
                section.pieces.push(Piece::Plain);
                rest = &rest[7..];
                continue;
            }
            rest = match c {
                '"' => {
                    let end = after.find('"').unwrap_or(after.len());
                    section.say(&after[..end]);
                    after.get(end + 1..).unwrap_or_default()
                }
                '\\' => {
                    let letter = after.chars().next().map_or(0, char::len_utf8);
                    section.say(&after[..letter]);
                    &after[letter..]
                }
                // The width of the next sign, or that sign as often as it fits.
                '_' | '*' => {
                    let letter = after.chars().next().map_or(0, char::len_utf8);
                    &after[letter..]
                }
                '[' => {
                    let end = after.find(']')?;
                    let inner = &after[..end];
                    condition = condition.or_else(|| Holds::read(inner));
                    if let Some(currency) = inner.strip_prefix('$') {
                        section.say(currency.split('-').next().unwrap_or_default());
                    }
                    &after[end + 1..]
                }
                '0' => section.digit(true, after),
                '#' | '?' => section.digit(false, after),
                '.' if !section.pieces.contains(&Piece::Point) => {
                    section.pieces.push(Piece::Point);
                    after
                }
                ',' => {
                    // After the last digit it divides by a thousand.
                    let more = after.find(['0', '#', '?']).is_some();
                    let digits = section.pieces.iter().any(|piece| matches!(piece, Piece::Digit { .. }));
                    if digits && !more {
                        return None;
                    }
                    after
                }
                '%' => {
                    section.percent = true;
                    section.say("%");
                    after
                }
                'E' | 'e' if after.starts_with(['+', '-']) => return None,
                '/' if section.pieces.iter().any(|piece| matches!(piece, Piece::Digit { .. })) => {
                    return None;
                }
                '@' => {
                    section.pieces.push(Piece::Given);
                    after
                }
                other => {
                    section.say(other.encode_utf8(&mut [0; 4]));
                    after
                }
            };
        }
        section.tidy();
        Some((condition, section))
    }

    fn say(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_string())),
        }
    }

    fn digit<'t>(&mut self, always: bool, after: &'t str) -> &'t str {
        self.pieces.push(Piece::Digit { always });
        after
    }

    /// Takes away blanks at the ends, and those that part thousands: `# ##0`.
    fn tidy(&mut self) {
        let is_digit = |piece: Option<&Piece>| matches!(piece, Some(Piece::Digit { .. }));
        let blank = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim().is_empty());
        let parts: Vec<bool> = (0..self.pieces.len())
            .map(|at| {
                blank(&self.pieces[at])
                    && (at == 0 || is_digit(self.pieces.get(at - 1)) && is_digit(self.pieces.get(at + 1)))
            })
            .collect();
        let mut parts = parts.into_iter();
        let divides = self.pieces.first() == Some(&Piece::Digit { always: false });
        self.pieces.retain(|_| !parts.next().unwrap_or_default() || !divides);
        while self.pieces.last().is_some_and(blank) {
            self.pieces.pop();
        }
    }

    fn text(&self, number: f64) -> String {
        let plain = plain(if self.percent { number * 100.0 } else { number });
        let unsigned = plain.strip_prefix('-').unwrap_or(&plain);
        let (integers, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut out = String::new();
        // In a section of its own the sign stands where the section says.
        if number < 0.0 && !(self.signed && self.says_sign()) {
            out.push('-');
        }
        let point = self.pieces.iter().position(|piece| *piece == Piece::Point).unwrap_or(self.pieces.len());
        let is_digit = |piece: &Piece| matches!(piece, Piece::Digit { .. });
        let places = self.pieces[..point].iter().filter(|piece| is_digit(piece)).count();
        let last = self.pieces.iter().rposition(|piece| is_digit(piece) || *piece == Piece::Point);
        let digits = integers.trim_start_matches('0');
        let mut fill = Fill { digits, places, decimals };
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Plain | Piece::Given => out.push_str(unsigned),
                Piece::Point if self.shows_decimals(point, decimals) => out.push('.'),
                Piece::Point => {}
                Piece::Digit { always } if at < point => fill.integer(*always, &mut out),
                Piece::Digit { always } => fill.decimal(*always, &mut out),
            }
            if Some(at) == last {
                // What the format has no room for is not taken away.
                if point == self.pieces.len() && !fill.decimals.is_empty() {
                    out.push('.');
                }
                out.push_str(fill.decimals);
            }
        }
        // `#` alone shows no zero, which a person takes for one all the same.
        if places > 0 && digits.is_empty() && decimals.is_empty() && !out.contains('0') {
            plain
        } else {
            out.trim().to_string()
        }
    }

    /// What stands before and after the text.
    fn around_text(&self) -> (String, String) {
        let texts = |pieces: &[Piece]| -> String {
            let text = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                _ => String::new(),
            };
            pieces.iter().map(text).collect()
        };
        let at = self.pieces.iter().position(|piece| *piece == Piece::Given).unwrap_or_default();
        (texts(&self.pieces[..at]).trim_start().into(), texts(&self.pieces[at..]).trim_end().into())
    }

    fn says_sign(&self) -> bool {
        let says = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(['-', '(', '−', '–']));
        let shows = |piece: &Piece| matches!(piece, Piece::Digit { .. } | Piece::Plain | Piece::Given);
        self.pieces.iter().any(says) || !self.pieces.iter().any(shows)
    }

    fn shows_decimals(&self, point: usize, decimals: &str) -> bool {
        let always = |piece: &Piece| *piece == Piece::Digit { always: true };
        !decimals.is_empty() || self.pieces[point..].iter().any(always)
    }
}

/// The digits of a number, put into the places of a format.
struct Fill<'n> {
    /// Digits before the point that are not yet written, and the places that are left for them.
    digits: &'n str,
    places: usize,
    decimals: &'n str,
}

impl Fill<'_> {
    /// The first place takes all digits that the others have no room for.
    fn integer(&mut self, always: bool, out: &mut String) {
        self.places = self.places.saturating_sub(1);
        let here = self.digits.len().saturating_sub(self.places);
        if here == 0 {
            // Before decimals a person reads a zero, written or not.
            let bare = self.places == 0
                && self.digits.is_empty()
                && !self.decimals.is_empty()
                && !out.ends_with(|c: char| c.is_ascii_digit());
            out.push_str(if always || bare { "0" } else { "" });
        }
        let (now, later) = self.digits.split_at(here);
        out.push_str(now);
        self.digits = later;
    }

    fn decimal(&mut self, always: bool, out: &mut String) {
        let (now, later) = self.decimals.split_at(self.decimals.len().min(1));
        out.push_str(if now.is_empty() && always { "0" } else { now });
        self.decimals = later;
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
        // The day before the first is what workbooks give a time without one.
        Some(("1899-12-31" | "1899-12-30", time)) => time,
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
            ("0 %", 0.5, "50 %"),
            ("0.0%", 0.12, "12.0%"),
            ("General", 3.1, "3.1"),
            ("@", 3.1, "3.1"),
            ("0.00E+00", 1234.5, "1234.5"),
            ("# ?/?", 0.5, "0.5"),
            ("0,", 1234.0, "1234"),
            ("#,##0 \"kr\"", 1234.5, "1234.5 kr"),
            ("# ##0", 1234567.0, "1234567"),
            ("#,##0\\ [$kr-41D]", 1234.0, "1234 kr"),
            ("0.00;[Red]-0.00", 2.5, "2.50"),
            ("0.00;[Red]-0.00", -2.5, "-2.50"),
            ("0.00_ ;\\-0.00\\ ", 3.1, "3.10"),
            ("0.00_ ;\\-0.00\\ ", -3.1, "-3.10"),
            ("0;0", -3.0, "-3"),
            ("0_);(0)", -3.0, "(3)"),
            ("\"SN-\"000", 1.0, "SN-001"),
            ("\\S\\N\\-000", 12.0, "SN-012"),
            ("\"SN-\"000", 1234.0, "SN-1234"),
            ("\"Dnr \"0000\"/2025\"", 7.0, "Dnr 0007/2025"),
            ("000000\\-0000", 2_021_002_346.0, "202100-2346"),
            ("0\" månader\"", 7.0, "7 månader"),
            ("General\" dagar\"", 30.0, "30 dagar"),
            ("\"§ \"0", 5.0, "§ 5"),
            ("00\".\"00", 310.0, "03.10"),
            ("\"Ja\";\"Nej\";\"Nej\"", 1.0, "Ja"),
            ("\"Ja\";\"Nej\";\"Nej\"", 0.0, "Nej"),
            ("[=1]\"Ja\";[=0]\"Nej\";General", 0.0, "Nej"),
            ("[=1]\"Ja\";[=0]\"Nej\";General", 3.0, "3"),
            ("0;-0;;@", 0.0, ""),
            (";;;", 5.0, "5"),
            ("#", 0.0, "0"),
            ("#.##", 0.5, "0.5"),
            ("0.0#", 2.5, "2.5"),
            ("0.##", 2.0, "2"),
            ("[>=1000]0\" st\";0", 12.0, "12"),
            (
                "_-* #,##0.00\\ \"kr\"_-;\\-* #,##0.00\\ \"kr\"_-;_-* \"-\"??\\ \"kr\"_-;_-@_-",
                12.0,
                "12.00 kr",
            ),
        ];
        for (code, number, text) in cases {
            assert_eq!(NumberFormat::of(code).text(number), text, "{number} in {code}");
        }
        let texts = [
            ("\"KS-\"@", "014", "KS-014"),
            ("General;General;General;\"KS-\"@", "014", "KS-014"),
            ("0;-0;0;@\" (arkiv)\"", "014", "014 (arkiv)"),
            ("0;\"Dnr \"@", "2024/5", "Dnr 2024/5"),
            ("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", "014", "014"),
            ("yyyy\\-mm\\-dd;@", "snart", "snart"),
            ("[$-41D]d mmmm yyyy;@", "snart", "snart"),
            ("0.00E+00;@\" st\"", "tre", "tre st"),
            ("\"KS-\"000", "014", "014"),
            (";;;", "Ja", "Ja"),
            ("0;0;0;\"Fel\"", "Ja", "Ja"),
        ];
        for (code, text, shown) in texts {
            assert_eq!(NumberFormat::of(code).around(text), shown, "{text} in {code}");
        }
        assert_eq!(NumberFormat::of("\"KS-\"@").text(14.0), "KS-14");
        assert_eq!(NumberFormat::of("0;\"Dnr \"@").text(-3.0), "-3");
        for beyond in ["0.00E+00", "# ?/?", "0,", "0.0,,\"M\""] {
            assert!(NumberFormat::of(beyond).is_beyond, "{beyond}");
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
