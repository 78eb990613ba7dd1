//! Standard encryption, of Excel 2007.

use crate::workbook::Problem;
use crate::workbook::decrypt::{Aes, Hash, damaged};

/// Fixed in \[MS-OFFCRYPTO\] 2.3.4.7.
const ROUNDS: u32 = 50_000;

/// What a workbook says of its encryption.
pub(super) struct Standard {
    key_bytes: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Standard {
    /// Reads what follows the version (2.3.4.5): flags, a header of stated length, a verifier.
    pub(super) fn read(info: &[u8]) -> Result<Standard, Problem> {
        let cut = || damaged("what it says of its encryption is cut off");
        let number = |bytes: &[u8], at: usize| {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
        };
        let length = number(info, 4).ok_or_else(cut)? as usize;
        let header = info.get(8..8 + length.min(info.len())).ok_or_else(cut)?;
        let verifier = info.get(8 + header.len()..).ok_or_else(cut)?;
        let bits = number(header, 16).ok_or_else(cut)?;
        match (number(header, 8), bits) {
            (Some(0x660E), 128) | (Some(0x660F), 192) | (Some(0x6610), 256) => {}
            (Some(0), 128) => {}
            (Some(0x6801), _) => return Err(Problem::CannotDecrypt { how: "RC4" }),
            _ => return Err(Problem::CannotDecrypt { how: "a cipher other than AES" }),
        }
        let piece = |from: usize, to: usize| verifier.get(from..to).map(<[u8]>::to_vec).ok_or_else(cut);
        Ok(Standard {
            key_bytes: bits as usize / 8,
            salt: piece(4, 20)?,
            verifier: piece(20, 36)?,
            verifier_hash: piece(40, 72)?,
        })
    }

    /// The key, where the password is the right one (2.3.4.7 and 2.3.4.9).
    pub(super) fn key(&self, password: &str) -> Result<Vec<u8>, Problem> {
        let sum = Hash::Sha1.of_password(&self.salt, password, ROUNDS);
        let sum = Hash::Sha1.of(&[&sum, &0_u32.to_le_bytes()]);
        let padded = |pad: u8| {
            let mut block = [pad; 64];
            block.iter_mut().zip(&sum).for_each(|(byte, sum)| *byte ^= sum);
            Hash::Sha1.of(&[&block])
        };
        let mut key = [padded(0x36), padded(0x5C)].concat();
        key.truncate(self.key_bytes);
        let cipher = Aes::new(&key)?;
        let (mut verifier, mut hash) = (self.verifier.clone(), self.verifier_hash.clone());
        cipher.decrypt_blocks(&mut verifier);
        cipher.decrypt_blocks(&mut hash);
        if hash.starts_with(&Hash::Sha1.of(&[&verifier])) { Ok(key) } else { Err(Problem::WrongPassword) }
    }

    pub(super) fn decrypt(&self, key: &[u8], content: &mut [u8]) -> Result<(), Problem> {
        Aes::new(key)?.decrypt_blocks(content);
        Ok(())
    }
}
