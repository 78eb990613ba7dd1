//! Ids and case numbers by their parts: prefix, number, year, whatever stands between.

use crate::linking::reference_words::WORDS;
pub(super) use crate::text::codes::is_number;
use crate::text::codes::{BETWEEN, code_part, key_of};
use crate::text::tokens::Tokens;
use std::borrow::Cow;

/// Most words that an id or a case number is written in.
pub(super) const MOST_PARTS: usize = 8;
/// Fewest figures of the number of a case where one of its documents might be meant.
pub(super) const WHOLE_NUMBER: usize = 3;

/// The parts of an id or a case number, so that `KB01`, `KB 1`, `kb-001` and `KB nr 1` are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity(Vec<String>);

impl Identity {
    /// The parts of a text that is nothing but an id or a case number.
    pub(super) fn of(text: &str) -> Option<Identity> {
        let text = numero(text);
        let tokens = Tokens::runs(&text);
        let identity = Identity::in_words(&tokens, 0, tokens.len());
        (!identity.0.is_empty() && identity.0.len() <= MOST_PARTS).then_some(identity)
    }

    /// The parts of some words of a text.
    pub(super) fn in_words(tokens: &Tokens<'_>, from: usize, to: usize) -> Identity {
        let words = (from..to).map(|at| tokens.word(at));
        let parts: Vec<String> =
            words.filter(|word| !WORDS.number_words.contains(*word)).map(code_part).collect();
        Identity(parts)
    }

    /// One of a series: the same, with another number at its end.
    pub(super) fn numbered(&self, number: u32) -> Identity {
        let mut parts = self.0.clone();
        parts.pop();
        parts.push(number.to_string());
        Identity(parts)
    }

    /// The number at its end.
    pub(super) fn number(&self) -> Option<u32> {
        self.0.last()?.parse().ok()
    }

    /// The numbers in it.
    pub(super) fn all_numbers(&self) -> Vec<u32> {
        self.0.iter().filter_map(|part| part.parse().ok()).collect()
    }

    /// An id with a year and a number, whatever its kind is called.
    pub(super) fn of_year(year: u32, number: u32) -> Identity {
        Identity(vec![String::new(), year.to_string(), number.to_string()])
    }

    /// The same without the letter that may follow its number: `KB 7` of `KB 7b`.
    pub(super) fn without_suffix(&self) -> Identity {
        let mut parts = self.0.clone();
        if let [.., number, letter] = &parts[..]
            && is_number(number)
            && letter.chars().count() == 1
            && !is_number(letter)
        {
            parts.pop();
        }
        Identity(parts)
    }

    /// The same without the letters that stand after its number: `B 1` of `B01/L`.
    pub(super) fn without_tail(&self) -> Option<Identity> {
        let (tail, before) = self.0.split_last()?;
        let short = !is_number(tail) && tail.chars().count() <= 3;
        let numbered = before.len() > 1 && before.last().is_some_and(|part| is_number(part));
        (short && numbered).then(|| Identity(before.to_vec()))
    }

    /// Its letters before its only number, the number, and the letter that follows it: `KBF`, `22`, `A` of `KBF-22A`.
    pub(super) fn lettered(&self) -> Option<(String, String, char)> {
        let [before @ .., number, letter] = &self.0[..] else { return None };
        let letters = before.iter().all(|part| !is_number(part));
        let letter = self::letter(letter).filter(|_| letters && is_number(number))?;
        Some((before.concat(), number.clone(), letter))
    }

    /// The same with a letter after its number.
    pub(super) fn with_suffix(mut self, letter: &str) -> Identity {
        self.0.push(letter.to_string());
        self
    }

    /// The same with the Roman number at its end as a figure: `KB 4` of `KB IV`.
    pub(super) fn with_roman_read(&self) -> Option<Identity> {
        let (last, before) = self.0.split_last()?;
        let number = roman(last).filter(|_| !before.is_empty() && self.numbers() == 0)?;
        let mut parts = before.to_vec();
        parts.push(number.to_string());
        Some(Identity(parts))
    }

    /// What the members of one series share.
    pub(super) fn series(&self) -> Option<String> {
        let (last, before) = self.0.split_last()?;
        (is_number(last) && before.iter().any(|part| !is_number(part))).then(|| before.join(BETWEEN))
    }

    /// The member of a series that has a number.
    pub(super) fn in_series(series: &str, number: u32) -> Identity {
        Identity(series.split(BETWEEN).map(String::from).chain([number.to_string()]).collect())
    }

    /// The letters before its first number, beside each other.
    pub(super) fn letters(&self) -> String {
        self.0.iter().take_while(|part| !is_number(part)).map(String::as_str).collect()
    }

    /// All its letters, wherever they stand.
    pub(super) fn all_letters(&self) -> String {
        self.0.iter().filter(|part| !is_number(part)).map(String::as_str).collect()
    }

    /// The same with other letters before its first number.
    pub(super) fn with_letters(&self, letters: &str) -> Identity {
        let numbers = self.0.iter().skip_while(|part| !is_number(part)).cloned();
        Identity(std::iter::once(letters.to_string()).chain(numbers).collect())
    }

    /// The same without the first of its letters, one after the other: `K 3` of `MSN-K03`.
    pub(super) fn shorter(&self) -> impl Iterator<Item = Identity> {
        let letters = self.0.iter().take_while(|part| !is_number(part)).count();
        (1..letters).map(|from| Identity(self.0[from..].to_vec()))
    }

    /// What stands before its number: `k` of `MSN-K03`.
    pub(super) fn word_of_kind(&self) -> Option<&str> {
        let number = self.0.iter().position(|part| is_number(part)).filter(|number| *number > 0)?;
        let all = self.0[number..].iter().all(|part| is_number(part)) && !self.has_year();
        all.then(|| self.0[number - 1].as_str())
    }

    /// Its numbers, whatever its letters.
    pub(super) fn bare_number(&self) -> Identity {
        let numbers = self.0.iter().filter(|part| is_number(part)).cloned();
        Identity(std::iter::once(String::new()).chain(numbers).collect())
    }

    /// A case number with its number before its year: `SN 7/2024` of `SN 2024/7`.
    pub(super) fn turned(&self) -> Option<Identity> {
        let year = self.0.windows(2).position(|pair| is_year(&pair[0]) && is_number(&pair[1]))?;
        let mut parts = self.0.clone();
        parts.swap(year, year + 1);
        Some(Identity(parts))
    }

    /// Whether its two numbers may be a day and a month, or a month and a year.
    pub(super) fn may_be_date(&self) -> bool {
        let number = |at: usize| self.0.get(at).and_then(|part| part.parse::<u32>().ok());
        let (Some(first), Some(second)) = (number(0), number(1)) else { return false };
        // "3.4-91/2022" has more numbers than a day has.
        self.0.len() <= 3 && (first <= 31 && second <= 12 || first <= 12 && is_year(&self.0[1]))
    }

    /// The text that it is looked up by: letters that stand beside each other are one, `BUN-KB 3` is `BUNKB3`.
    pub(super) fn key(&self) -> String {
        key_of(&self.0)
    }

    /// The same with the year in two figures: `SN 24/7` of `SN 2024/7`.
    pub(super) fn with_short_year(&self) -> Option<Identity> {
        let year = self.0.iter().position(|part| is_year(part))?;
        let mut parts = self.0.clone();
        parts[year] = parts[year][2..].trim_start_matches('0').to_string();
        (self.has_year() && !parts[year].is_empty()).then_some(Identity(parts))
    }

    /// The same with the year that stands after the number in two figures: `SN 7/24` of `SN 7/2024`.
    pub(super) fn with_short_year_last(&self) -> Option<Identity> {
        let (last, before) = self.0.split_last()?;
        let short = last.get(2..).filter(|_| is_year(last))?.trim_start_matches('0');
        let parts = before.iter().cloned().chain([short.to_string()]);
        (!short.is_empty()).then(|| Identity(parts.collect()))
    }

    /// A case number with the year after its number in four figures: `TFN 451/2024` of `TFN 451/24`.
    pub(super) fn with_long_year_last(&self) -> Option<Identity> {
        let (last, before) = self.0.split_last()?;
        let short = is_number(last) && last.len() <= 2 && last.parse::<u32>().is_ok_and(|year| year < 50);
        let number = before.last().is_some_and(|number| is_number(number) && !is_year(number));
        let parts = before.iter().cloned().chain([format!("20{last:0>2}")]);
        (short && number && self.numbers() == 2).then(|| Identity(parts.collect()))
    }

    /// The number and the year at its end, where other numbers stand before: `95 2023` of `4.2-095-2023`.
    pub(super) fn number_and_year(&self) -> Option<Identity> {
        let [before @ .., number, year] = &self.0[..] else { return None };
        let end = is_number(number) && !is_year(number) && is_year(year);
        let numbered = before.iter().any(|part| is_number(part));
        (end && numbered).then(|| Identity(vec![number.clone(), year.clone()]))
    }

    /// The same with its year first.
    pub(super) fn turned_back(&self) -> Option<Identity> {
        let [number, year] = &self.0[..] else { return None };
        is_year(year).then(|| Identity(vec![year.clone(), number.clone()]))
    }

    /// Its numbers without the letters before them.
    pub(super) fn without_letters(&self) -> Identity {
        Identity(self.0.iter().skip_while(|part| !is_number(part)).cloned().collect())
    }

    /// Whether letters stand before the word for its kind: another board's, "KS-KB 3".
    pub(super) fn has_letters_before_kind(&self) -> bool {
        let kind = self.0.iter().rposition(|part| WORDS.kinds.contains(part));
        kind.is_some_and(|kind| kind > 0)
    }

    /// The number of a case in its year: 132 of `FSN 2021/132`, and of `FSN 132/21`.
    pub(super) fn serial(&self) -> Option<u32> {
        let numbers: Vec<&String> = self.0.iter().filter(|part| is_number(part)).collect();
        let [first, last] = numbers[..] else { return None };
        let year_first = is_year(first) || first.len() <= 2 && !is_year(last) && last.len() > 2;
        if year_first {
            last.parse().ok()
        } else {
            first.parse().ok().filter(|_| is_year(last) || last.len() <= 2)
        }
    }

    /// How many numbers it has.
    pub(super) fn numbers(&self) -> usize {
        self.0.iter().filter(|part| is_number(part)).count()
    }

    /// Whether it is one number and nothing else.
    pub(super) fn is_number_alone(&self) -> bool {
        self.0.len() == 1 && self.numbers() == 1
    }

    /// Whether one of its numbers is a year and another follows: a case in a diary.
    pub(super) fn has_year(&self) -> bool {
        self.0.windows(2).any(|pair| is_year(&pair[0]) && is_number(&pair[1]))
    }

    /// The letters that it begins with.
    pub(super) fn prefix(&self) -> Option<&str> {
        self.0.first().filter(|part| !is_number(part)).map(String::as_str)
    }

    /// Whether no letters show whose it is: none, or those of a kind only.
    pub(super) fn is_of_no_diary(&self) -> bool {
        self.prefix().is_none_or(|prefix| prefix.is_empty() || WORDS.kinds.contains(prefix))
    }

    /// A case number without its diary: `2024/7` of `SN 2024/7`.
    pub(super) fn without_diary(&self) -> Option<Identity> {
        let first = self.0.iter().position(|part| is_number(part)).filter(|first| *first > 0)?;
        let bare = Identity(self.0[first..].to_vec());
        (bare.numbers() == bare.0.len() && bare.0.len() >= 2 && is_year(&bare.0[0])).then_some(bare)
    }

    /// An id of DPIAs by its number, whatever its kind is called: `DPIA-003` and `KB 3` are both number 3.
    pub(super) fn of_kind(&self) -> Option<Identity> {
        let kind = self.0.iter().rposition(|part| WORDS.kinds.contains(part));
        let numbers = match kind {
            Some(kind) if self.0[..kind].iter().any(|part| is_number(part)) => return None,
            Some(kind) => &self.0[kind + 1..],
            None if self.numbers() == self.0.len() => &self.0[..],
            None => return None,
        };
        let all = !numbers.is_empty() && numbers.iter().all(|part| is_number(part));
        all.then(|| Identity(std::iter::once(String::new()).chain(numbers.iter().cloned()).collect()))
    }
}

/// A text with the old sign for a number, "N:o 4", as the one of today, of the same length.
pub(super) fn numero(text: &str) -> Cow<'_, str> {
    const OLD: [&str; 3] = ["n:o", "N:o", "N:O"];
    if !OLD.iter().any(|old| text.contains(old)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(OLD.iter().fold(text.to_string(), |text, old| text.replace(old, "nr ")))
}

/// The number up to 39 that Roman figures, in lower case, stand for.
pub(super) fn roman(letters: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values: Vec<u32> = letters.chars().map(value).collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(at, value)| {
        let next = values.get(at + 1).copied().unwrap_or_default();
        if next > *value { -i64::from(*value) } else { i64::from(*value) }
    });
    let number = u32::try_from(signed.sum::<i64>()).ok()?;
    (in_roman(number) == letters && number > 0).then_some(number)
}

fn in_roman(mut number: u32) -> String {
    let mut letters = String::new();
    for (value, figure) in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while number >= value && letters.len() < 8 {
            letters.push_str(figure);
            number -= value;
        }
    }
    letters
}

/// The only letter of a word of one.
pub(super) fn letter(word: &str) -> Option<char> {
    let mut letters = word.chars();
    letters.next().filter(|c| c.is_ascii_alphabetic() && letters.next().is_none() && !is_number(word))
}

/// Whether a number is a year.
pub(super) fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) && is_number(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(text: &str) -> Option<String> {
        Identity::of(text).map(|identity| identity.key())
    }

    #[test]
    fn one_identity_has_many_spellings() {
        let key = |text: &str| Identity::of(text).map(|identity| identity.key());
        for same in [
            &[
                "KB-01",
                "KB01",
                "KB 1",
                "kb-1",
                "KB nr 1",
                "K\u{ad}B\u{a0}001",
                "=\"KB-001\"",
                "KB.1",
                "KB:01",
            ][..],
            &["SN 2024/00007", "SN2024/7", "sn 2024-7", "SN-2024-7", "Dnr SN 2024/7", "Diarienr: SN 2024:7"],
        ] {
            assert!(same.iter().all(|text| key(text) == key(same[0])), "{same:?}");
        }
        assert_ne!(key("KB-01"), key("KB-10"));
        assert_ne!(key("SN 2024/7"), key("KS 2024/7"));
    }

    #[test]
    fn a_case_number_may_lack_its_diary_and_an_id_its_kind() {
        let bare = |text: &str| Identity::of(text)?.without_diary().map(|bare| bare.key());
        assert_eq!(bare("SN 2024/7"), Identity::of("2024/7").map(|bare| bare.key()));
        assert_eq!((bare("KB-01"), bare("2024/7")), (None, None));
        let kind = |text: &str| Identity::of(text)?.of_kind().map(|kind| kind.key());
        assert_eq!(kind("DPIA no. 3"), kind("UN-KB 3"));
        assert_eq!(kind("3"), kind("Konsekvensbedömning nr 03"));
        assert_eq!(kind("SN-3"), None);
        let read = |text: &str| Identity::of(text)?.with_roman_read().map(|read| read.key());
        assert_eq!(read("KB XIV"), key_of("KB 14"));
        assert_eq!((read("KB IIX"), read("KB"), read("IV")), (None, None, None));
    }
}
