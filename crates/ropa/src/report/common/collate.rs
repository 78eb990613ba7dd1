//! Swedish alphabetical order.

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
/// use ropa::report::by_unit;
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
/// use ropa::report::swedish_key;
/// let mut units = ["Ökna", "Åsen", "Zon", "Ängen", "Énköp", "enhet 10", "Enhet 9"];
/// units.sort_by_key(|unit| swedish_key(unit));
/// assert_eq!(units, ["Enhet 9", "enhet 10", "Énköp", "Zon", "Åsen", "Ängen", "Ökna"]);
/// ```
pub fn swedish_key(text: &str) -> SwedishKey {
    const DIGITS: u32 = 1;
    const LETTERS: u32 = 0x20_0000;
    let mut letters = Vec::with_capacity(text.len());
    let mut number: Option<u32> = None;
    for c in text.nfc().flat_map(char::to_lowercase) {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            continue;
        }
        if let Some(number) = number.take() {
            letters.extend([DIGITS, number]);
        }
        match c {
            'å' => letters.push(LETTERS + 'z' as u32 + 1),
            'ä' | 'æ' => letters.push(LETTERS + 'z' as u32 + 2),
            'ö' | 'ø' => letters.push(LETTERS + 'z' as u32 + 3),
            'a'..='z' => letters.push(LETTERS + c as u32),
            c if c.is_alphabetic() => {
                let base = std::iter::once(c).nfd().next().unwrap_or(c);
                // Letters of other alphabets come after ö.
                let after = if base.is_ascii() { 0 } else { 0x100 };
                letters.push(LETTERS + after + base as u32);
            }
            c if c.is_whitespace() => letters.push(0),
            _ => {}
        }
    }
    letters.extend(number.map(|number| [DIGITS, number]).into_iter().flatten());
    SwedishKey { letters, text: text.to_string() }
}
