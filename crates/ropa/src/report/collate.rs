//! Swedish alphabetical order.

use unicode_normalization::UnicodeNormalization;

/// A text's place in Swedish alphabetical order; see [`swedish_key`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SwedishKey {
    letters: Vec<u32>,
    text: String,
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
