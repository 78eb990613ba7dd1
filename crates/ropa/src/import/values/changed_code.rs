//! Codes that a spreadsheet has made dates, times or numbers of, and what they probably were.

use crate::import::value_words::Tables;
use crate::text::tokens::Tokens;

/// What a code probably was before a spreadsheet took it for a day (`03-okt`), a time (`3:10`) or a number (`1,10E+01`);
/// nothing where the text may be a code. `is_date` says that the cell holds a date.
pub(crate) fn probable(words: &Tables, text: &str, is_date: bool) -> Option<String> {
    let text = text.trim();
    let is_day = |text: &str| {
        text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    let day = (is_date || is_day(text)).then(|| iso_day(text)).flatten();
    day.or_else(|| named_day(words, text))
        .or_else(|| time(text))
        .or_else(|| power(text))
        .or_else(|| is_date.then(|| text.to_string()))
}

/// Whether a text is a day and a month by name, as spreadsheets show what they took for a date.
pub(crate) fn is_day_and_month(words: &Tables, text: &str) -> bool {
    named_day(words, text.trim()).is_some()
}

/// `2025-10-03`, once `3.10`; `2001-03-02`, once `1.3.2`.
fn iso_day(text: &str) -> Option<String> {
    /// A code of three parts has no greater number in its first.
    const LAST_SHORT: u32 = 2012;
    let mut parts = text.get(..10)?.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(if (2001..=LAST_SHORT).contains(&year) {
        format!("{}.{month}.{day}", year - 2000)
    } else {
        format!("{day}.{month}")
    })
}

/// `03-okt`, `3 okt`, `okt-24`, `01-jan-01`.
fn named_day(words: &Tables, text: &str) -> Option<String> {
    const LONGEST: usize = 20;
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = Tokens::runs(text);
    let joined = |at: usize| matches!(tokens.gap(at), "-" | " " | "/" | "." | ". " | "‑" | "–");
    let short = |at: usize| {
        (tokens.is_number(at) && tokens.word(at).len() <= 2)
            .then(|| tokens.word(at).parse::<u32>().ok())
            .flatten()
    };
    let month =
        |at: usize| words.months.find(&tokens, at).filter(|found| found.len == 1).map(|found| found.value);
    match tokens.len() {
        2 if joined(1) => match (short(0), month(0)) {
            (Some(day), _) => Some(format!("{day}.{}", month(1)?)),
            (None, Some(month)) if tokens.gap(1) != " " => Some(format!("{month}.{}", short(1)?)),
            _ => None,
        },
        3 if joined(1) && joined(2) => Some(format!("{}.{}.{}", short(0)?, month(1)?, short(2)?)),
        _ => None,
    }
}

/// `3:10`, `03:10:00`.
fn time(text: &str) -> Option<String> {
    let parts: Vec<u32> = text
        .split(':')
        .map(|part| (1..=2).contains(&part.len()).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    match parts[..] {
        [hour, minute] | [hour, minute, 0] => Some(format!("{hour}.{minute:02}")),
        [hour, minute, second] => Some(format!("{hour}.{minute}.{second}")),
        _ => None,
    }
}

/// `1,10E+01`.
fn power(text: &str) -> Option<String> {
    let (digits, power) = text.split_once(['E', 'e'])?;
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let power: i32 = power
        .strip_prefix('+')
        .unwrap_or(power)
        .parse()
        .ok()
        .filter(|power: &i32| (-20..=20).contains(power))?;
    let number: f64 = digits.replace(',', ".").parse().ok()?;
    is_number.then(|| (number * 10_f64.powi(power)).to_string())
}

#[cfg(test)]
mod tests {
    use super::probable;
    use crate::import::ValueWords;

    #[test]
    fn changed_codes_are_told_from_codes() {
        let words = &ValueWords::builtin().tables;
        let cases = [
            ("03-okt", "3.10"),
            ("3 okt", "3.10"),
            ("01-jan-01", "1.1.1"),
            ("3:10", "3.10"),
            ("03:10:00", "3.10"),
            ("1,10E+01", "11"),
            ("okt-24", "10.24"),
            ("3-maj", "3.5"),
            ("1.10E+01", "11"),
            ("2025-10-03", "3.10"),
        ];
        for (text, code) in cases {
            assert_eq!(probable(words, text, false).as_deref(), Some(code), "{text}");
        }
        assert_eq!(probable(words, "2025-10-03", true).as_deref(), Some("3.10"));
        assert_eq!(probable(words, "2001-03-02", true).as_deref(), Some("1.3.2"));
        for code in ["3.10", "3", "3.10 Handlägga", "E3", "3-10", "SN 3", "3.1.2", "2E", "3 Maj-firande"] {
            assert_eq!(probable(words, code, false), None, "{code}");
        }
    }
}
