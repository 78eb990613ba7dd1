//! From the bytes of a text file to text.

use crate::workbook::{Problem, TextEncoding};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Text, with the encoding it was in and whether that was guessed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: &'static str,
    pub(crate) guessed: bool,
    /// Whether another reading is near enough that every list must say which was chosen.
    pub(crate) doubtful: bool,
    /// Where in the text letters stand whose bytes were of another encoding.
    pub(crate) stray: Vec<usize>,
    /// Where in the text control characters stood, which are left out.
    pub(crate) controls: Vec<usize>,
}

/// Decodes a text file, in the encoding that somebody says it has, else in the one that it shows.
///
/// A byte order mark decides; then zero bytes where UTF-16 has them; then whether the bytes are
/// UTF-8, which other encodings hardly ever are by chance, but for a few that were pasted in. What is left is guessed.
pub(crate) fn decode(bytes: &[u8], said: Option<TextEncoding>) -> Result<Decoded<'_>, Problem> {
    let bytes = without_end_mark(bytes);
    let mut decoded = match said {
        Some(encoding) => {
            Decoded { text: encoding.decode(bytes), encoding: encoding.name(), ..Decoded::default() }
        }
        None => found(bytes)?,
    };
    // Where every line ends so, the line ends were written twice; where one does, it is within a cell.
    let ends = |end: &str| memchr::memmem::find_iter(decoded.text.as_bytes(), end).count();
    if decoded.text.contains("\r\r\n") && ends("\r\r\n") == ends("\n") && decoded.stray.is_empty() {
        decoded.text = Cow::Owned(decoded.text.replace("\r\r\n", "\r\n"));
    }
    if decoded.text.contains('\0') {
        let nuls = decoded.text.bytes().filter(|byte| *byte == 0).count();
        // A few are what a broken export leaves; many are no text.
        if nuls * 100 > decoded.text.len() + 100 {
            return Err(BINARY);
        }
        let mut plain = String::with_capacity(decoded.text.len());
        for c in decoded.text.chars() {
            if c == '\0' {
                decoded.controls.push(plain.len());
            } else {
                plain.push(c);
            }
        }
        decoded.stray.clear();
        decoded.text = Cow::Owned(plain);
    }
    Ok(decoded)
}

const BINARY: Problem = Problem::NotASpreadsheet { what: "binary data of an unknown kind" };

/// The bytes before the sign with which MS-DOS ends a text.
fn without_end_mark(bytes: &[u8]) -> &[u8] {
    let text = bytes.trim_ascii_end();
    let end = text.iter().rposition(|byte| !matches!(byte, 0x1A)).map_or(0, |last| last + 1);
    if end < text.len() { &bytes[..end] } else { bytes }
}

fn found(bytes: &[u8]) -> Result<Decoded<'_>, Problem> {
    let plainly = |encoding: &'static Encoding, guessed| {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        Decoded { text, encoding: encoding.name(), guessed, ..Decoded::default() }
    };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(match encoding == UTF_8 && std::str::from_utf8(&bytes[length..]).is_err() {
            true => mixed(&bytes[length..]),
            false => plainly(encoding, false),
        });
    }
    if let Some(utf16) = utf16_without_mark(bytes) {
        return Ok(plainly(utf16, true));
    }
    const MOST_NULS: usize = 100;
    if bytes.iter().filter(|byte| **byte == 0).count() * MOST_NULS > bytes.len() + MOST_NULS {
        return Err(BINARY);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(plainly(UTF_8, false));
    }
    if is_mostly_utf8(bytes) {
        return Ok(mixed(bytes));
    }
    let page = guess(bytes);
    Ok(match page.of_web() {
        Some(encoding) => {
            // Mac Roman and what is neither Nordic nor Western are seldom enough to be worth a look.
            let doubtful = encoding != WINDOWS_1252;
            Decoded { doubtful, ..plainly(encoding, true) }
        }
        None => Decoded {
            text: page.decode(bytes),
            encoding: page.name(),
            guessed: true,
            doubtful: true,
            ..Decoded::default()
        },
    })
}

/// Whether nearly all letters beyond ASCII are UTF-8: two that fit for each that does not, and few that do not. Letters
/// of the Nordic languages are no such letters by chance, so that some of them tell a file of two halves, too.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    const FEWEST: usize = 2;
    const SHARE: usize = 10;
    let (mut letters, mut nordic, mut strays) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        nordic += chunk.valid().chars().filter(|c| "åäöÅÄÖæøÆØ".contains(*c)).count();
        strays += chunk.invalid().len();
    }
    letters >= strays * 2 || nordic >= FEWEST && nordic * SHARE >= strays
}

/// UTF-8 in which bytes that are not are read as Windows-1252.
fn mixed(bytes: &[u8]) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len());
    let mut stray = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            stray.push(text.len());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
        }
    }
    Decoded { text: Cow::Owned(text), encoding: UTF_8.name(), stray, ..Decoded::default() }
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

/// The encoding in which the letters beyond ASCII fall where Swedish has them.
fn guess(bytes: &[u8]) -> TextEncoding {
    const SAMPLE: usize = 1 << 20;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let letters = sample.iter().filter(|byte| !byte.is_ascii()).count() as i64;
    let western = Fit::of(&WINDOWS_1252.decode_without_bom_handling(sample).0);
    // A short text gives a detector little to go on; where it reads as Swedish, it is.
    if western.misfits == 0 {
        return TextEncoding::web(WINDOWS_1252);
    }
    let others = [TextEncoding::CP850, TextEncoding::web(MACINTOSH)];
    let fits = others.map(|encoding| (Fit::of(&encoding.decode(sample)).score(), encoding));
    // Of equals the first.
    let best = fits.into_iter().rev().max_by_key(|(score, _)| *score);
    if let Some((score, encoding)) = best
        && score > western.score()
        && score * 2 > letters
    {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, bytes.len() <= SAMPLE);
    TextEncoding::web(detector.guess(Some(b"se"), Utf8Detection::Deny))
}

/// How well the letters of a text beyond ASCII stand where Nordic words have them.
#[derive(Default)]
struct Fit {
    letters: i64,
    misfits: i64,
}

impl Fit {
    fn of(text: &str) -> Fit {
        /// The letters of the Nordic languages, and of the names common there.
        const LETTERS: &str = "åäöÅÄÖæøÆØéÉèÈüÜáÁíÍðÐþÞôâêëïóúàç";
        /// The marks that Word and Excel put in running text.
        const MARKS: &str = "–—•…’‘“”„«»§°´·½²³€\u{a0}\u{ad}";
        let mut fit = Fit::default();
        let mut before = ' ';
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if !c.is_ascii() {
                let after = rest.peek().copied().unwrap_or(' ');
                let within = before.is_alphabetic() && after.is_alphabetic();
                let shouts = c.is_uppercase() && before.is_lowercase();
                let fits = match c {
                    '’' | '\u{ad}' | '´' | '–' => true,
                    c if LETTERS.contains(c) => !shouts,
                    c if MARKS.contains(c) => !within,
                    _ => false,
                };
                fit.letters += i64::from(fits && c.is_alphabetic());
                fit.misfits += i64::from(!fits);
            }
            before = c;
        }
        fit
    }

    fn score(&self) -> i64 {
        self.letters - self.misfits
    }
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
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(decoded, Decoded { text: TEXT.into(), encoding, guessed, ..Decoded::default() });
        }
    }

    #[test]
    fn few_swedish_letters_are_enough() {
        for word in ["Lön", "Å", "Vård;Hälsa", "Förskola"] {
            let bytes = WINDOWS_1252.encode(word).0;
            assert_eq!(decode(&bytes, None).unwrap().text, word);
        }
    }

    #[test]
    fn binary_data_is_refused() {
        for bytes in [&b"a\0b\0\0;c"[..], b"\x01\x02\0\0\0\0\x03"] {
            assert!(matches!(decode(bytes, None), Err(Problem::NotASpreadsheet { .. })));
        }
    }

    #[test]
    fn old_encodings_are_known_by_where_the_letters_fall() {
        let text = "Ändamål;Rättslig grund;Känsliga uppgifter\nLön till anställda på Öland – år";
        let dos = |text: &str| -> Vec<u8> {
            text.chars()
                .map(|c| match c {
                    'å' => 0x86,
                    'ä' => 0x84,
                    'ö' => 0x94,
                    'Å' => 0x8F,
                    'Ä' => 0x8E,
                    'Ö' => 0x99,
                    '–' => b'-',
                    c => c as u8,
                })
                .collect()
        };
        let mac = MACINTOSH.encode(text).0.into_owned();
        let plain = text.replace('–', "-");
        for (bytes, expected, encoding) in [(dos(text), plain.as_str(), "CP850"), (mac, text, "macintosh")] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((&*decoded.text, decoded.encoding, decoded.doubtful), (expected, encoding, true));
        }
        for word in ["Lön", "Å", "på väg", "LÖN", "”citat”", "§ 5"] {
            let bytes = WINDOWS_1252.encode(word).0;
            assert_eq!(decode(&bytes, None).unwrap().text, word);
        }
        assert_eq!(decode(&dos("Lön"), None).unwrap().text, "Lön");
        assert_eq!(decode(b"L\xf6n", TextEncoding::named("macintosh")).unwrap().text, "L\u{2c6}n");
    }

    #[test]
    fn what_does_not_fit_costs_no_more_than_itself() {
        let bytes = ["Ändamål; rätt; ".as_bytes(), b"L\xf6n"].concat();
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding), ("Ändamål; rätt; Lön", "UTF-8"));
        assert_eq!(decoded.stray, ["Ändamål; rätt; L".len()]);
        assert_eq!(decode(b"a;b\r\r\nc;d\x1a", None).unwrap().text, "a;b\r\nc;d");
        let nul = decode(b"Id;Namn\n1;L\0on", None).unwrap();
        assert_eq!((&*nul.text, &nul.controls[..]), ("Id;Namn\n1;Lon", &["Id;Namn\n1;L".len()][..]));
    }
}
