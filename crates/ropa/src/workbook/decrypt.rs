//! Encrypted workbooks, opened with their password (\[MS-OFFCRYPTO\]).
//!
//! Excel puts the zipped workbook, encrypted whole, into a compound file beside a stream that says how:
//! *standard* encryption (2.3.4.5) in Excel 2007, *agile* encryption (2.3.4.10) since. The ciphers and
//! sums are those of a library; here is what is computed with them, and what is refused.

mod agile;
mod standard;

use crate::workbook::{Limits, Problem};
use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use cfb::CompoundFile;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::io::{Cursor, Read};

/// The password that Excel uses where a workbook is to be opened without one, and yet encrypted.
const NO_PASSWORD: &str = "VelvetSweatshop";

/// What stands within an encrypted workbook.
pub(super) struct Decrypted {
    /// The zipped workbook.
    pub(super) content: Vec<u8>,
    /// Whether the file was changed by someone who did not have the password: the sum over what is encrypted is
    /// another than the one that was written with it. Not every way of encrypting writes one.
    pub(super) changed: bool,
}

/// The zipped workbook within an encrypted one.
pub(super) fn decrypt(bytes: &[u8], password: Option<&str>, limits: &Limits) -> Result<Decrypted, Problem> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        file.open_stream(name)
            .and_then(|stream| stream.take(bytes.len() as u64).read_to_end(&mut content))
            .map(|_| content)
            .map_err(Problem::damaged)
    };
    // However little can be read of how it is encrypted, it is encrypted, and its program opens it.
    let scheme = Scheme::read(&stream("/EncryptionInfo")?, limits).map_err(|problem| match problem {
        Problem::Damaged { .. } => Problem::CannotDecrypt { how: "it does not say how it is encrypted" },
        other => other,
    })?;
    let key = match password {
        Some(password) => match scheme.key(password) {
            Err(Problem::WrongPassword) => scheme.key(NO_PASSWORD),
            found => found,
        },
        None => scheme.key(NO_PASSWORD).map_err(|problem| match problem {
            Problem::WrongPassword => Problem::PasswordProtected,
            other => other,
        }),
    }?;
    let package = stream("/EncryptedPackage")?;
    let (size, mut content) = match package.split_first_chunk::<8>() {
        Some((size, content)) => (u64::from_le_bytes(*size), content.to_vec()),
        None => return Err(damaged("its encrypted content is cut off")),
    };
    if size > content.len() as u64 {
        return Err(damaged("its encrypted content is cut off"));
    }
    let changed = scheme.is_changed(&key, &package)?;
    scheme.decrypt(&key, &mut content)?;
    content.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(Decrypted { content, changed })
}

enum Scheme {
    Agile(agile::Agile),
    Standard(standard::Standard),
}

impl Scheme {
    fn read(info: &[u8], limits: &Limits) -> Result<Scheme, Problem> {
        let Some((version, rest)) = info.split_first_chunk::<4>() else {
            return Err(damaged("it does not say how it is encrypted"));
        };
        match version {
            [4, 0, 4, 0] => agile::Agile::read(rest, limits).map(Scheme::Agile),
            [2..=4, 0, 2, 0] => standard::Standard::read(rest).map(Scheme::Standard),
            _ => Err(Problem::CannotDecrypt { how: "extensible encryption" }),
        }
    }

    fn key(&self, password: &str) -> Result<Vec<u8>, Problem> {
        match self {
            Scheme::Agile(scheme) => scheme.key(password),
            Scheme::Standard(scheme) => scheme.key(password),
        }
    }

    /// Whether the encrypted package is another than the one that the key encrypted.
    fn is_changed(&self, key: &[u8], package: &[u8]) -> Result<bool, Problem> {
        match self {
            Scheme::Agile(scheme) => scheme.is_changed(key, package),
            // It writes no sum over its content.
            Scheme::Standard(_) => Ok(false),
        }
    }

    fn decrypt(&self, key: &[u8], content: &mut [u8]) -> Result<(), Problem> {
        match self {
            Scheme::Agile(scheme) => scheme.decrypt(key, content),
            Scheme::Standard(scheme) => scheme.decrypt(key, content),
        }
    }
}

fn damaged(what: &str) -> Problem {
    Problem::damaged(what)
}

/// The sums that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The sum over several pieces.
    fn of(self, pieces: &[&[u8]]) -> Vec<u8> {
        fn sum<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            pieces.iter().fold(D::new(), |digest, piece| digest.chain_update(piece)).finalize().to_vec()
        }
        match self {
            Hash::Sha1 => sum::<Sha1>(pieces),
            Hash::Sha256 => sum::<Sha256>(pieces),
            Hash::Sha384 => sum::<Sha384>(pieces),
            Hash::Sha512 => sum::<Sha512>(pieces),
        }
    }

    /// The sum over a text that only who has the key can make (HMAC, RFC 2104).
    fn keyed(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        let length = match self {
            Hash::Sha1 | Hash::Sha256 => 64,
            Hash::Sha384 | Hash::Sha512 => 128,
        };
        let mut key = if key.len() > length { self.of(&[key]) } else { key.to_vec() };
        key.resize(length, 0);
        let padded = |pad: u8| -> Vec<u8> { key.iter().map(|byte| byte ^ pad).collect() };
        self.of(&[&padded(0x5C), &self.of(&[&padded(0x36), text])])
    }

    /// The sum that a password becomes when it is summed so many times over.
    fn of_password(self, salt: &[u8], password: &str, rounds: u32) -> Vec<u8> {
        let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        (0..rounds).fold(self.of(&[salt, &units]), |sum, round| self.of(&[&round.to_le_bytes(), &sum]))
    }
}

const BLOCK: usize = 16;

/// A block cipher with its key.
enum Aes {
    Bits128(Aes128),
    Bits192(Aes192),
    Bits256(Aes256),
}

impl Aes {
    fn new(key: &[u8]) -> Result<Aes, Problem> {
        let cipher = match key.len() {
            16 => Aes128::new_from_slice(key).map(Aes::Bits128),
            24 => Aes192::new_from_slice(key).map(Aes::Bits192),
            _ => Aes256::new_from_slice(key).map(Aes::Bits256),
        };
        cipher.map_err(|_| damaged("its key has a length that no cipher has"))
    }

    fn decrypt_block(&self, block: &mut [u8; BLOCK]) {
        let block: &mut Array<u8, _> = block.into();
        match self {
            Aes::Bits128(cipher) => cipher.decrypt_block(block),
            Aes::Bits192(cipher) => cipher.decrypt_block(block),
            Aes::Bits256(cipher) => cipher.decrypt_block(block),
        }
    }

    /// Decrypts each block on its own (ECB); what is less than a block stays.
    fn decrypt_blocks(&self, content: &mut [u8]) {
        for block in content.as_chunks_mut::<BLOCK>().0 {
            self.decrypt_block(block);
        }
    }

    /// Decrypts blocks that are chained to the one before (CBC); what is less than a block stays.
    fn decrypt_chain(&self, first: [u8; BLOCK], content: &mut [u8]) {
        let mut before = first;
        for block in content.as_chunks_mut::<BLOCK>().0 {
            let encrypted = *block;
            self.decrypt_block(block);
            block.iter_mut().zip(before).for_each(|(byte, before)| *byte ^= before);
            before = encrypted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn keyed_sums_are_those_of_the_standard() {
        let hex = |sum: Vec<u8>| sum.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        // RFC 2202 and RFC 4231, the second case and the sixth, whose key is longer than a block.
        let text = b"what do ya want for nothing?";
        assert_eq!(hex(Hash::Sha1.keyed(b"Jefe", text)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assert_eq!(
            hex(Hash::Sha256.keyed(b"Jefe", text)),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(Hash::Sha256.keyed(&[0xAA; 131], b"Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
        assert!(hex(Hash::Sha512.keyed(b"Jefe", text)).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"));
    }
}
