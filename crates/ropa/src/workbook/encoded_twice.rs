//! Text that became UTF-8 twice: its bytes were taken for an older encoding, and what that showed was written as
//! UTF-8 again. `förskola` is then `fÃ¶rskola`.
//!
//! Each letter beyond ASCII has become two or three that no language writes after each other, so the way back is sure.

use crate::workbook::TextEncoding;
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use std::collections::HashMap;

/// The letters that tell the mistake, and that a text without it may hold.
const LETTERS: &str = "åäöÅÄÖæøÆØéÉèÈüÜáÁíÍðÐþÞôâêëïóúàç";

/// How often the mistake may have been made on top of itself.
const MOST_TIMES: usize = 3;

/// The encoding for which the bytes of a text were taken.
pub(crate) struct Mistaken {
    encoding: TextEncoding,
    /// What each letter beyond ASCII was as a byte.
    bytes: HashMap<char, u8>,
}

impl Mistaken {
    /// The encoding for which the bytes of some texts were taken; nothing where they are as they should be.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Mistaken> {
        // The letters that å, ä and ö begin with, as each of the encodings shows their first byte.
        let suspects = texts.filter(|text| !text.is_ascii() && text.contains(['Ã', '├', '√']));
        suspects.clone().next()?;
        let encodings = [
            TextEncoding::web(WINDOWS_1252),
            TextEncoding::web(MACINTOSH),
            TextEncoding::CP850,
            TextEncoding::CP437,
        ];
        let told = |mistaken: &Mistaken| suspects.clone().filter(|text| mistaken.is_told_by(text)).count();
        let found = encodings.into_iter().map(Mistaken::new).map(|mistaken| (told(&mistaken), mistaken));
        // Of equals the first, which is the most common.
        let best = found.rev().max_by_key(|(count, _)| *count)?;
        (best.0 > 0).then_some(best.1)
    }

    fn new(encoding: TextEncoding) -> Mistaken {
        let high: Vec<u8> = (0x80..=0xFF).collect();
        let shown = encoding.decode(&high).into_owned();
        let mut bytes: HashMap<char, u8> = shown.chars().zip(high).collect();
        if encoding == TextEncoding::web(WINDOWS_1252) {
            // ISO 8859-1, for which it is often taken, has control characters here.
            bytes.extend((0x80..=0x9F).map(|byte: u8| (char::from(byte), byte)));
        }
        Mistaken { encoding, bytes }
    }

    /// The name of the encoding.
    pub(crate) fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// A text as it was meant; nothing where it is so already.
    ///
    /// A text that holds letters as they should be, besides, is a person's: it may tell of the mistake.
    pub(crate) fn mended(&self, text: &str) -> Option<String> {
        let mut mended = self.once(text)?;
        for _ in 1..MOST_TIMES {
            match self.once(&mended) {
                Some(again) => mended = again,
                None => break,
            }
        }
        Some(mended)
    }

    fn once(&self, text: &str) -> Option<String> {
        if text.is_ascii() {
            return None;
        }
        let mut mended = String::with_capacity(text.len());
        let mut any = false;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (letter, length) = match self.letter(rest) {
                Some(found) => {
                    any = true;
                    found
                }
                None if LETTERS.contains(first) => return None,
                None => (first, first.len_utf8()),
            };
            mended.push(letter);
            rest = &rest[length..];
        }
        any.then_some(mended)
    }

    /// Whether a text has nothing but letters of the mistake, and one that Nordic words have.
    fn is_told_by(&self, text: &str) -> bool {
        self.mended(text).is_some_and(|mended| {
            let new = mended.chars().filter(|letter| LETTERS.contains(*letter)).count();
            new > 0
        })
    }

    /// The letter whose bytes stand here, and how much of the text they take.
    fn letter(&self, text: &str) -> Option<(char, usize)> {
        const LONGEST: usize = 4;
        let mut bytes = [0_u8; LONGEST];
        let mut wanted = LONGEST;
        for (count, (at, c)) in text.char_indices().enumerate() {
            let byte = *self.bytes.get(&c)?;
            if count == 0 {
                wanted = match byte {
                    0xC2..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF4 => 4,
                    _ => return None,
                };
            }
            *bytes.get_mut(count)? = byte;
            if count + 1 == wanted {
                let letter = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
                return Some((letter, at + c.len_utf8()));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn mended(text: &str) -> Option<String> {
        Mistaken::of([text].into_iter())?.mended(text)
    }

    #[test]
    fn text_encoded_twice_is_mended() {
        let cases = [
            ("fÃ¶rskola", "förskola"),
            ("Ã…r och Ã„ndamÃ¥l", "År och Ändamål"),
            ("\u{c3}\u{84}ndamål".replace('å', "\u{c3}\u{a5}").as_str(), "Ändamål"),
            ("barn pÃ¥ vÃ¤g â€“ hem", "barn på väg – hem"),
            ("f√∂rskola", "förskola"),
            ("f├Ârskola, ├Ñr", "förskola, år"),
            ("f├╢rskola", "förskola"),
            ("fÃƒÂ¶rskola", "förskola"),
        ]
        .map(|(written, meant)| (written.to_string(), meant));
        for (written, meant) in cases {
            assert_eq!(mended(&written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "förskola",
            "Ã¶ står ibland för ö",
            "São Paulo, SÃO PAULO",
            "Â© och ®",
            "x = √2",
            "├── mapp",
            "10 °C – 20 °C",
            "â",
            "Ã",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
