//! A message: the length of a JSON text in four bytes, the lowest first, the text, and bytes that it tells of.

/// Takes a message apart into its text and its bytes; none where it is cut off.
pub fn split(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = message.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// Puts a message together.
pub fn joined(json: &[u8], bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
    let mut message = Vec::with_capacity(4 + json.len() + bytes.len());
    message.extend_from_slice(&length.to_le_bytes());
    message.extend_from_slice(json);
    message.extend_from_slice(bytes);
    message
}

#[cfg(test)]
mod tests {
    use super::{joined, split};

    #[test]
    fn what_was_joined_is_split_and_what_is_cut_off_is_none() {
        let message = joined(b"{}", b"bytes");
        assert_eq!(split(&message), Some((&b"{}"[..], &b"bytes"[..])));
        assert_eq!(split(&message[..5]), None);
        assert_eq!(split(&[255; 4]), None);
        assert_eq!(split(b"abc"), None);
    }
}
