//! From the bytes of a text file to text.

use crate::workbook::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Text, with the encoding it was in and whether that was guessed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: &'static str,
    pub(crate) guessed: bool,
}

/// Decodes a text file.
///
/// A byte order mark decides; then zero bytes where UTF-16 has them; then whether the bytes are
/// UTF-8, which other encodings hardly ever are by chance. What is left is guessed.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    let (encoding, guessed) = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        (encoding, false)
    } else if let Some(utf16) = utf16_without_mark(bytes) {
        (utf16, true)
    } else if bytes.contains(&0) {
        return Err(Problem::NotASpreadsheet { what: "binary data of an unknown kind" });
    } else if std::str::from_utf8(bytes).is_ok() {
        (UTF_8, false)
    } else {
        (guess(bytes), true)
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(Problem::NotASpreadsheet { what: "binary data of an unknown kind" });
    }
    Ok(Decoded { text, encoding: encoding.name(), guessed })
}

/// UTF-16 of Latin text has a zero in every other byte: the second of each pair in little-endian
/// order, the first in big-endian.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    if !bytes.len().is_multiple_of(2) || pairs == 0 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, second) if second * 2 > pairs => Some(UTF_16LE),
        (first, 0) if first * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    /// In Windows-1252: the letters of the Nordic languages and of the names common there, and the
    /// marks that Word and Excel put in running text.
    const NORDIC: &str = "åäöÅÄÖæøÆØéÉèÈüÜáÁíÍðÐþÞôâêëïóúàç–—•…’‘“”„»«§°´·½²³€\u{a0}\u{ad}";
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    // A short text gives a detector little to go on; where it reads as Swedish, it is.
    if text.chars().all(|c| c.is_ascii() || NORDIC.contains(c)) {
        return WINDOWS_1252;
    }
    const SAMPLE: usize = 1 << 20;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    detector.guess(Some(b"se"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "Ändamål;Registrerade\r\nSkolskjuts;barn på väg – hem";

    fn utf16(little: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(TEXT.encode_utf16());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    fn windows_1252() -> Vec<u8> {
        WINDOWS_1252.encode(TEXT).0.into_owned()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let with_mark = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let cases = [
            (TEXT.as_bytes().to_vec(), "UTF-8", false),
            (with_mark, "UTF-8", false),
            (utf16(true, true), "UTF-16LE", false),
            (utf16(false, true), "UTF-16BE", false),
            (utf16(true, false), "UTF-16LE", true),
            (utf16(false, false), "UTF-16BE", true),
            (windows_1252(), "windows-1252", true),
        ];
        for (bytes, encoding, guessed) in cases {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded, Decoded { text: TEXT.into(), encoding, guessed });
        }
    }

    #[test]
    fn few_swedish_letters_are_enough() {
        for word in ["Lön", "Å", "Vård;Hälsa", "Förskola"] {
            let bytes = WINDOWS_1252.encode(word).0;
            assert_eq!(decode(&bytes).unwrap().text, word);
        }
    }

    #[test]
    fn binary_data_is_refused() {
        for bytes in [&b"a\0b;c"[..], b"\x01\x02\0\0\0\0\x03"] {
            assert!(matches!(decode(bytes), Err(Problem::NotASpreadsheet { .. })));
        }
    }
}
