//! Swedish alphabetical order.

use super::fold::tidy;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A text's place in Swedish alphabetical order; see [`swedish_key`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SwedishKey {
    letters: Vec<u32>,
    text: String,
}

/// Things by the unit that they belong to: the units in Swedish alphabetical order, those of none last, and the
/// things of each in the order given.
///
/// ```
/// use ropa::text::by_unit;
/// let things = [(Some("Ö".to_string()), 1), (None, 2), (Some("Å".to_string()), 3), (Some("Ö".to_string()), 4)];
/// let units = by_unit(things);
/// assert_eq!(units, [(Some("Å".into()), vec![3]), (Some("Ö".into()), vec![1, 4]), (None, vec![2])]);
/// ```
pub fn by_unit<T>(things: impl IntoIterator<Item = (Option<String>, T)>) -> Vec<(Option<String>, Vec<T>)> {
    let mut units = BTreeMap::new();
    for (unit, thing) in things {
        let place = (unit.is_none(), unit.as_deref().map(swedish_key));
        units.entry(place).or_insert_with(|| (unit, Vec::new())).1.push(thing);
    }
    units.into_values().collect()
}

/// The key to sort a text by: å, ä and ö last, other accents as their letter, case and punctuation
/// ignored unless nothing else differs, numbers by value.
///
/// ```
/// use ropa::text::swedish_key;
/// let mut units = ["Ökna", "Åsen", "Zon", "Ängen", "Énköp", "enhet 10", "Enhet 9"];
/// units.sort_by_key(|unit| swedish_key(unit));
/// assert_eq!(units, ["Enhet 9", "enhet 10", "Énköp", "Zon", "Åsen", "Ängen", "Ökna"]);
/// ```
pub fn swedish_key(text: &str) -> SwedishKey {
    const DIGITS: u32 = 1;
    // Two texts that are one but for how they are composed have one place.
    let text = tidy(text).into_owned();
    let mut letters = Vec::with_capacity(text.len());
    let mut number: Option<u32> = None;
    for c in text.chars().flat_map(char::to_lowercase) {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            continue;
        }
        if let Some(number) = number.take() {
            letters.extend([DIGITS, number]);
        }
        letters.extend(place(c));
    }
    letters.extend(number.map(|number| [DIGITS, number]).into_iter().flatten());
    SwedishKey { letters, text }
}

/// The place of a letter or a blank; other signs have none.
fn place(c: char) -> Option<u32> {
    const LETTERS: u32 = 0x20_0000;
    const Z: u32 = LETTERS + 'z' as u32;
    match c {
        'å' => Some(Z + 1),
        'ä' | 'æ' => Some(Z + 2),
        'ö' | 'ø' => Some(Z + 3),
        'a'..='z' => Some(LETTERS + c as u32),
        c if c.is_alphabetic() => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            // Letters of other alphabets come after ö.
            let after = if base.is_ascii() { 0 } else { 0x100 };
            Some(LETTERS + after + base as u32)
        }
        c if c.is_whitespace() => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_sorted_as_in_a_swedish_register() {
        let sorted = [
            "",
            "-",
            "1",
            "A",
            "a",
            "A 2",
            "A 10",
            "ab",
            "A-Ö",
            "Énköp",
            "eä",
            "vård 2",
            "Vård och omsorg",
            "wa",
            "za",
            "Åsen",
            "Ängen",
            "ärlig",
            "Ö",
            "ö",
            "Øst",
            "öster",
            "я",
        ];
        let mut again = sorted;
        again.reverse();
        again.sort_by_key(|text| swedish_key(text));
        assert_eq!(again, sorted);
    }

    #[test]
    fn one_unit_is_one_however_it_is_composed() {
        let things = [("Öst", 1), ("O\u{308}st", 2), ("Öst ", 3), ("ÖST", 4)];
        let units = by_unit(things.map(|(unit, thing)| (Some(unit.to_string()), thing)));
        assert_eq!(units, [(Some("ÖST".to_string()), vec![4]), (Some("Öst".to_string()), vec![1, 2, 3])]);
    }

    proptest! {
        #[test]
        fn composed_or_not_a_text_has_one_place(text in any::<String>()) {
            let (apart, together): (String, String) = (text.nfd().collect(), text.nfc().collect());
            prop_assert_eq!(swedish_key(&apart), swedish_key(&together));
        }
    }
}
