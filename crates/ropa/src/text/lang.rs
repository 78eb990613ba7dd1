//! The languages of the output.

use std::str::FromStr;

/// A language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

/// A language that there are no texts in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no texts in \"{0}\"; write sv or en")]
pub struct UnknownLang(pub String);

impl Lang {
    /// The code, `sv` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// A whole number with its thousands parted as the language does it.
    pub(crate) fn number(self, number: usize) -> String {
        let digits = number.to_string();
        let mut parted = String::with_capacity(digits.len() + digits.len() / 3 * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                parted.push(if self == Lang::Sv { '\u{a0}' } else { ',' });
            }
            parted.push(digit);
        }
        parted
    }
}

impl Lang {
    /// A share with two decimals, rounded down: `0,86`.
    pub(crate) fn decimal(self, share: f64) -> String {
        let text = format!("{:.2}", (share * 100.0).floor() / 100.0);
        if self == Lang::Sv { text.replace('.', ",") } else { text }
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Lang, UnknownLang> {
        match text {
            "sv" => Ok(Lang::Sv),
            "en" => Ok(Lang::En),
            other => Err(UnknownLang(other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn thousands_are_parted() {
        let sv = [0, 999, 1_000, 1_234_567].map(|n| Lang::Sv.number(n));
        assert_eq!(sv, ["0", "999", "1\u{a0}000", "1\u{a0}234\u{a0}567"]);
        assert_eq!(Lang::En.number(100_000), "100,000");
    }
}
