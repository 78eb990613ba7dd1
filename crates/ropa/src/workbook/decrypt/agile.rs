//! Agile encryption, of Excel 2010 and later and of LibreOffice.

use crate::workbook::decrypt::{Aes, BLOCK, Hash, damaged};
use crate::workbook::{Limits, Problem};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What the sums of a password are mixed with for each use (\[MS-OFFCRYPTO\] 2.3.4.13).
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
/// The same for the sum over the content (2.3.4.14).
const INTEGRITY_KEY: [u8; 8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6];
const INTEGRITY_SUM: [u8; 8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33];

/// So much is encrypted as one chain (2.3.4.15).
const SEGMENT: usize = 4096;

/// What a workbook says of its encryption.
pub(super) struct Agile {
    content: Cipher,
    password: Cipher,
    rounds: u32,
    verifier_input: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
    /// The key of the sum over what is encrypted, and the sum, both encrypted; some programs write none.
    integrity: Option<(Vec<u8>, Vec<u8>)>,
}

/// How something is encrypted.
struct Cipher {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

impl Agile {
    /// Reads what follows the version: flags, and an XML document (2.3.4.10).
    pub(super) fn read(info: &[u8], limits: &Limits) -> Result<Agile, Problem> {
        let unclear = || damaged("it does not say how it is encrypted");
        let text = info.get(4..).and_then(|xml| std::str::from_utf8(xml).ok()).ok_or_else(unclear)?;
        let mut xml = Reader::from_str(text);
        let (mut content, mut password, mut integrity) = (None, None, None);
        loop {
            match xml.read_event().map_err(Problem::damaged)? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "keyData" => content = Some(Cipher::read(&tag)?),
                    "dataIntegrity" => {
                        integrity =
                            Some((bytes(&tag, "encryptedHmacKey")?, bytes(&tag, "encryptedHmacValue")?));
                    }
                    "encryptedKey" if password.is_none() => {
                        let rounds: u64 =
                            attribute(&tag, "spinCount").and_then(|rounds| rounds.parse().ok()).unwrap_or(0);
                        if rounds > limits.password_rounds.into() {
                            let limit = limits.password_rounds;
                            return Err(Problem::TooManyPasswordRounds { rounds, limit });
                        }
                        password = Some((
                            Cipher::read(&tag)?,
                            rounds as u32,
                            bytes(&tag, "encryptedVerifierHashInput")?,
                            bytes(&tag, "encryptedVerifierHashValue")?,
                            bytes(&tag, "encryptedKeyValue")?,
                        ));
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let (password, rounds, verifier_input, verifier_hash, key) =
            password.ok_or(Problem::CannotDecrypt { how: "a certificate instead of a password" })?;
        let content = content.ok_or_else(unclear)?;
        Ok(Agile { content, password, rounds, verifier_input, verifier_hash, key, integrity })
    }

    /// The key of the content, where the password is the right one (2.3.4.11 to 2.3.4.13).
    pub(super) fn key(&self, password: &str) -> Result<Vec<u8>, Problem> {
        let Cipher { hash, key_bytes, salt } = &self.password;
        let sum = hash.of_password(salt, password, self.rounds);
        let opened = |encrypted: &[u8], purpose: &[u8]| {
            let key = fitted(hash.of(&[&sum, purpose]), *key_bytes);
            let mut content = encrypted.to_vec();
            Aes::new(&key)?.decrypt_chain(first_block(salt), &mut content);
            Ok(content)
        };
        let mut input = opened(&self.verifier_input, &VERIFIER_INPUT)?;
        // As long as the salt; what fills the last block is no part of it.
        input.truncate(salt.len());
        if !opened(&self.verifier_hash, &VERIFIER_HASH)?.starts_with(&hash.of(&[&input])) {
            return Err(Problem::WrongPassword);
        }
        let mut key = opened(&self.key, &KEY)?;
        key.truncate(self.content.key_bytes);
        Ok(key)
    }

    /// Whether the encrypted package, its stated size included, is another than the one that was encrypted (2.3.4.14).
    pub(super) fn is_changed(&self, key: &[u8], package: &[u8]) -> Result<bool, Problem> {
        let Some((sum_key, sum)) = &self.integrity else { return Ok(false) };
        let cipher = Aes::new(key)?;
        let Cipher { hash, salt, .. } = &self.content;
        let opened = |encrypted: &[u8], purpose: &[u8]| {
            let mut content = encrypted.to_vec();
            cipher.decrypt_chain(first_block(&hash.of(&[salt, purpose])), &mut content);
            content
        };
        let mut sum_key = opened(sum_key, &INTEGRITY_KEY);
        let sum = opened(sum, &INTEGRITY_SUM);
        // As long as a sum; what fills the last block is no part of either.
        let length = hash.of(&[]).len();
        sum_key.truncate(length);
        Ok(sum.get(..length) != Some(&hash.keyed(&sum_key, package)[..]))
    }

    pub(super) fn decrypt(&self, key: &[u8], content: &mut [u8]) -> Result<(), Problem> {
        let cipher = Aes::new(key)?;
        let Cipher { hash, salt, .. } = &self.content;
        for (number, segment) in (0_u32..).zip(content.chunks_mut(SEGMENT)) {
            let first = first_block(&hash.of(&[salt, &number.to_le_bytes()]));
            cipher.decrypt_chain(first, segment);
        }
        Ok(())
    }
}

impl Cipher {
    fn read(tag: &BytesStart) -> Result<Cipher, Problem> {
        let hash = match attribute(tag, "hashAlgorithm").as_deref() {
            Some("SHA1" | "SHA-1") => Hash::Sha1,
            Some("SHA256" | "SHA-256") => Hash::Sha256,
            Some("SHA384" | "SHA-384") => Hash::Sha384,
            Some("SHA512" | "SHA-512") => Hash::Sha512,
            _ => return Err(Problem::CannotDecrypt { how: "a hash other than SHA" }),
        };
        if attribute(tag, "cipherAlgorithm").as_deref() != Some("AES") {
            return Err(Problem::CannotDecrypt { how: "a cipher other than AES" });
        }
        if attribute(tag, "cipherChaining").as_deref() != Some("ChainingModeCBC") {
            return Err(Problem::CannotDecrypt { how: "a chaining other than CBC" });
        }
        let bits: usize = attribute(tag, "keyBits").and_then(|bits| bits.parse().ok()).unwrap_or(0);
        if !matches!(bits, 128 | 192 | 256) {
            return Err(damaged("its key has a length that no cipher has"));
        }
        Ok(Cipher { hash, key_bytes: bits / 8, salt: bytes(tag, "saltValue")? })
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    Some(found.value.into_owned())
}

fn bytes(tag: &BytesStart, name: &str) -> Result<Vec<u8>, Problem> {
    attribute(tag, name)
        .and_then(|text| STANDARD.decode(text).ok())
        .ok_or_else(|| damaged("what it says of its encryption is cut off"))
}

/// Cut to a length, or filled up to it as 2.3.4.11 says.
fn fitted(mut sum: Vec<u8>, length: usize) -> Vec<u8> {
    sum.resize(length, 0x36);
    sum
}

/// The block that the first of a chain is mixed with.
fn first_block(sum: &[u8]) -> [u8; BLOCK] {
    let mut block = [0x36; BLOCK];
    block.iter_mut().zip(sum).for_each(|(byte, sum)| *byte = *sum);
    block
}
