//! Protected identities (skyddade personuppgifter), and persons in the register itself.

use crate::art30::case::{Case, Hit};
use crate::art30::lexicon::WORDS;
use crate::art30::rules::Logic;
use crate::model::{Field, Value};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("SP-01", |case| case.unanswered(Field::ProtectedIdentity).into_iter().collect()),
    ("SP-02", kind_unnamed),
    ("C-83", no_routine),
    ("C-61", no_access_control),
    ("SP-04", person_in_the_register),
    ("SP-05", contact_in_the_register),
];

/// Where a routine or a limit of access would be told.
const TOLD: [Field; 5] =
    [Field::ProtectedIdentity, Field::Security, Field::InternalAccess, Field::Description, Field::Notes];

fn no_routine(case: &Case<'_>) -> Vec<Hit> {
    let occurs = case.yes(Field::ProtectedIdentity).filter(|(_, yes)| *yes);
    occurs
        .filter(|_| !case.says(&TOLD, &WORDS.routines))
        .map(|(entry, _)| Hit::at(entry))
        .into_iter()
        .collect()
}

fn no_access_control(case: &Case<'_>) -> Vec<Hit> {
    let occurs = case.yes(Field::ProtectedIdentity).filter(|(_, yes)| *yes);
    let asked = case.asked(Field::Security) || case.asked(Field::InternalAccess);
    let silent = asked && !case.says(&TOLD, &WORDS.access);
    occurs.filter(|_| silent).map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn kind_unnamed(case: &Case<'_>) -> Vec<Hit> {
    let occurs = case.yes(Field::ProtectedIdentity).filter(|(_, yes)| *yes);
    occurs
        .filter(|_| !case.says(&TOLD, &WORDS.kinds_of_protection))
        .map(|(entry, _)| Hit::at(entry))
        .into_iter()
        .collect()
}

/// Where contact details have no business: fields that describe the processing, not those who answer for it.
const DESCRIBING: [Field; 6] = [
    Field::Name,
    Field::Description,
    Field::Purpose,
    Field::DataSubjects,
    Field::DataCategories,
    Field::ProtectedIdentity,
];

fn contact_in_the_register(case: &Case<'_>) -> Vec<Hit> {
    let entries = DESCRIBING.iter().flat_map(|field| case.activity.entries_of(*field));
    let address = |text: &str| {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '<' | '>')).any(
            |word| {
                word.split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
            },
        )
    };
    // The address is not repeated in the finding.
    entries
        .filter(|entry| !matches!(entry.value, Value::Blank) && address(&entry.written))
        .map(|entry| Hit { value: None, ..Hit::at(entry) })
        .collect()
}

fn person_in_the_register(case: &Case<'_>) -> Vec<Hit> {
    let entries = case.activity.entries.iter().filter(|entry| has_personal_number(&entry.written));
    // The number is not repeated in the finding.
    entries.map(|entry| Hit { value: None, ..Hit::at(entry) }).collect()
}

/// Whether a text holds a Swedish personal identity or coordination number: a date and four digits with
/// the right check digit.
fn has_personal_number(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < chars.len() {
        if !chars[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let mut digits = Vec::new();
        let mut end = start;
        while let Some(c) = chars.get(end) {
            match c.to_digit(10) {
                Some(digit) => digits.push(digit),
                // One sign between the date and the four last digits.
                None if matches!(c, '-' | '+' | '–')
                    && matches!(digits.len(), 6 | 8)
                    && chars.get(end + 1).is_some_and(char::is_ascii_digit) => {}
                None => break,
            }
            end += 1;
        }
        if matches!(digits.len(), 10 | 12) && is_personal_number(&digits[digits.len() - 10..]) {
            return true;
        }
        start = end;
    }
    false
}

fn is_personal_number(digits: &[u32]) -> bool {
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]);
    // A coordination number adds 60 to the day.
    let dated = (1..=12).contains(&month) && (matches!(day, 1..=31) || matches!(day, 61..=91));
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { digit * 2 } else { *digit })
        .map(|product| product / 10 + product % 10)
        .sum();
    dated && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::has_personal_number;

    #[test]
    fn numbers_of_persons_are_told_from_other_numbers() {
        // From the tax agency's series for tests: nobody has them.
        for text in ["19900101-9802", "gäller 199001019802.", "900101-9802"] {
            assert!(has_personal_number(text), "{text}");
        }
        for text in ["SN 2025/118", "08-508 00 000", "2025-01-01", "900101-9803", "1234567890", "991399-0000"]
        {
            assert!(!has_personal_number(text), "{text}");
        }
    }
}
