//! Packing what the browser unpacks.

use base64::Engine;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest, Sha256};
use std::io::Write;

/// A module without the sections that say nothing to whoever runs it: names, and what tools wrote for each other. One that
/// cannot be read is left as it is; the browser says what is wrong with it.
pub(super) fn lean(module: &[u8]) -> Vec<u8> {
    fn kept(module: &[u8]) -> Option<Vec<u8>> {
        let (head, mut rest) = module.split_at_checked(8)?;
        let mut lean = head.to_vec();
        while let Some(id) = rest.first() {
            let (size, body) = number(rest.get(1..)?)?;
            let end = rest.len().checked_sub(body.len())?.checked_add(size)?;
            let (section, others) = rest.split_at_checked(end)?;
            if *id != 0 {
                lean.extend_from_slice(section);
            }
            rest = others;
        }
        Some(lean)
    }
    kept(module).unwrap_or_else(|| module.to_vec())
}

/// A number of seven bits a byte, the lowest first, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

/// Packs bytes by LZMA in its plain form, which `unpack.js` unpacks: the same bytes give the same file.
/// `effort` is from 0, soon, to 9, small.
pub(super) fn packed(bytes: &[u8], effort: u32) -> std::io::Result<Vec<u8>> {
    let size = u64::try_from(bytes.len()).ok();
    // What was seen before a byte tells more here than where the byte stands.
    let options = LzmaOptions { lc: 4, lp: 0, pb: 0, ..LzmaOptions::with_preset(effort) };
    let mut packer = LzmaWriter::new_use_header(Vec::new(), &options, size)?;
    packer.write_all(bytes)?;
    packer.finish()
}

/// Writes bytes in pairs of letters that take 32 bits in the file and carry 31: of 46,341 that stand in a row, none of which
/// has a meaning in markup or is made another on the way.
pub(super) fn letters(bytes: &[u8]) -> String {
    let (mut held, mut bits, mut text) = (0u64, 0u32, String::new());
    let mut put = |value: u64| {
        let letter = |number: u64| u32::try_from(number).ok().and_then(|n| char::from_u32(FIRST_LETTER + n));
        text.extend([value / LETTERS, value % LETTERS].into_iter().filter_map(letter));
    };
    for byte in bytes {
        held = (held << 8) | u64::from(*byte);
        bits += 8;
        if bits >= 31 {
            bits -= 31;
            put(held >> bits);
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        put(held << (31 - bits));
    }
    text
}

/// Where the letters begin.
const FIRST_LETTER: u32 = 0x2280;
/// How many there are: the least whose square is two to the power of 31.
const LETTERS: u64 = 46_341;

/// A text as a file of UTF-16, with the mark that says so.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// What a policy calls a text that may run, or style the page.
pub(super) fn source_of(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::{lean, letters, packed, source_of, utf16};

    #[test]
    fn what_is_packed_is_smaller_and_says_how_large_it_was() {
        let bytes: Vec<u8> = (0..100_000u32).map(|n| (n % 251) as u8).collect();
        let made = packed(&bytes, 6).expect("packed");
        assert!(made.len() < bytes.len() / 100, "{}", made.len());
        assert_eq!(made[5..13], 100_000u64.to_le_bytes());
        assert_eq!(made, packed(&bytes, 6).expect("packed"));
    }

    #[test]
    fn a_module_is_left_without_what_only_tools_read() {
        let head = b"\0asm\x01\0\0\0";
        let module = [&head[..], b"\x01\x02ab", b"\x00\x80\x01", &[7; 128], b"\x0a\x01c"].concat();
        assert_eq!(lean(&module), [&head[..], b"\x01\x02ab", b"\x0a\x01c"].concat());
        assert_eq!(lean(&module[..12]), module[..12]);
        assert_eq!(lean(&module[..13]), module[..13], "cut off");
    }

    #[test]
    fn a_pair_of_letters_carries_31_bits() {
        let bytes: Vec<u8> = (0..=255).collect();
        let numbers: Vec<u64> = letters(&bytes)
            .chars()
            .map(|letter| u64::from(u32::from(letter) - super::FIRST_LETTER))
            .collect();
        assert_eq!(numbers.len(), 2 * (256usize * 8).div_ceil(31));
        let pairs = numbers.chunks(2).map(|pair| pair[0] * super::LETTERS + pair[1]);
        let bits: String = pairs.map(|pair| format!("{pair:031b}")).collect();
        let back: Vec<u8> =
            (0..256).filter_map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).ok()).collect();
        assert_eq!(back, bytes);
        assert!(char::from_u32(super::FIRST_LETTER + 46_340).is_some_and(|last| last < '\u{d7a4}'));
        assert_eq!(utf16("a")[..], [0xff, 0xfe, b'a', 0]);
    }

    #[test]
    fn a_source_is_known_by_its_digest() {
        assert_eq!(source_of(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
