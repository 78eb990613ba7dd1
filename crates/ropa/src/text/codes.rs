//! Ids and case numbers as they are compared: `SN 2024/00007` and `sn2024-7` are one.

use crate::text::tokens::Tokens;

/// What parts the parts of a key, and stands in none of them.
pub(crate) const BETWEEN: &str = "\u{1f}";

/// The key of an id or a case number: its letters and its numbers, whatever stands between.
pub(crate) fn code_key(text: &str) -> String {
    let tokens = Tokens::runs(text);
    let parts: Vec<String> = (0..tokens.len()).map(|at| code_part(tokens.word(at))).collect();
    key_of(&parts)
}

/// A part in one form: a number without zeros before it.
pub(crate) fn code_part(word: &str) -> String {
    let number = word.trim_start_matches('0');
    match is_number(word) {
        true if number.is_empty() => "0".to_string(),
        true => number.to_string(),
        false => word.to_string(),
    }
}

/// The key of parts: letters that stand beside each other are one, `BUN-KB 3` is `BUNKB3`.
pub(crate) fn key_of(parts: &[String]) -> String {
    let mut key = String::new();
    let mut before_is_number = false;
    for (at, part) in parts.iter().enumerate() {
        let number = is_number(part);
        if at > 0 && (number || before_is_number) {
            key.push_str(BETWEEN);
        }
        key.push_str(part);
        before_is_number = number;
    }
    key
}

/// Whether a part is a number.
pub(crate) fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::code_key;

    #[test]
    fn a_number_is_one_however_it_is_written() {
        let same = ["SN 2024/00007", "SN2024/7", "sn 2024-7", "SN-2024-007"];
        assert!(same.iter().all(|text| code_key(text) == code_key(same[0])));
        let others = ["SN 2024/70", "KS 2024/7", "SN 20247", "SN 2024/7 b"];
        assert!(others.iter().all(|text| code_key(text) != code_key(same[0])));
        assert_eq!((code_key("KB-00"), code_key("—")), (code_key("KB 0"), String::new()));
    }
}
