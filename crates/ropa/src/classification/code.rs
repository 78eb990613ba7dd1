//! Codes of processes: whole numbers in a row, ordered number by number.

use serde::{Serialize, Serializer};
use std::fmt;

/// The code of a node, in canonical form: `3.10.2`.
///
/// Codes order by their numbers, a parent before its children, never as text or as decimals.
///
/// ```
/// use ropa::classification::ProcessCode;
/// let mut codes: Vec<ProcessCode> =
///     ["3.10", "3.2.1", "3.2", "3.2.0", "10", "3"].iter().map(|c| c.parse().unwrap()).collect();
/// codes.sort();
/// let written: Vec<String> = codes.iter().map(ToString::to_string).collect();
/// assert_eq!(written, ["3", "3.2", "3.2.0", "3.2.1", "3.10", "10"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcessCode {
    segments: Vec<u16>,
    two_digits: bool,
}

impl ProcessCode {
    pub(super) fn new(segments: Vec<u16>, two_digits: bool) -> ProcessCode {
        ProcessCode { segments, two_digits }
    }

    /// The numbers, topmost first.
    pub fn segments(&self) -> &[u16] {
        &self.segments
    }

    /// The level: 1 for `3`, 3 for `3.10.2`.
    pub fn level(&self) -> usize {
        self.segments.len()
    }

    /// The code's beginning of `level` numbers; the code itself where it is not longer.
    pub fn prefix(&self, level: usize) -> ProcessCode {
        let end = level.min(self.segments.len());
        ProcessCode::new(self.segments[..end].to_vec(), self.two_digits)
    }

    /// The code one level up, if there is one.
    pub fn parent(&self) -> Option<ProcessCode> {
        (self.level() > 1).then(|| self.prefix(self.level() - 1))
    }

    /// Whether this code lies below `other`, at any depth.
    pub fn is_below(&self, other: &ProcessCode) -> bool {
        self.level() > other.level() && self.segments.starts_with(&other.segments)
    }

    /// This code with its last number replaced.
    pub(super) fn with_last(&self, last: u16) -> ProcessCode {
        let mut code = self.clone();
        if let Some(segment) = code.segments.last_mut() {
            *segment = last;
        }
        code
    }

    /// How many numbers two codes share from the beginning.
    pub(super) fn shared(&self, other: &ProcessCode) -> usize {
        self.segments.iter().zip(&other.segments).take_while(|(a, b)| a == b).count()
    }
}

/// Numbers joined by dots; each with two digits where the style has them.
impl fmt::Display for ProcessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.segments.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            if self.two_digits {
                write!(f, "{segment:02}")?;
            } else {
                write!(f, "{segment}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for ProcessCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeError {
    /// The text does not begin with a number.
    #[error("no code at the beginning of the text")]
    NoCode,
    /// A number is missing before or between dots.
    #[error("a number is missing before or between the dots")]
    EmptySegment,
    /// Something else than a number stands in the code.
    #[error("`{0}` is not a number of a code")]
    NotANumber(String),
    /// A number has too many digits, or not two where the style has two.
    #[error("`{0}` does not have the number of digits that the structure's codes have")]
    Width(String),
    /// A zero where the style has none.
    #[error("a code of this style has no zero there")]
    Zero,
    /// More than six levels.
    #[error("more than six levels")]
    TooDeep,
    /// A number with a decimal comma, which has lost any final zero.
    #[error("a decimal comma: the code may be {0} or {1}")]
    CommaDecimal(ProcessCode, ProcessCode),
    /// A date, into which a spreadsheet has turned the code.
    #[error("a date, which a spreadsheet may have made of a code")]
    Date(Vec<ProcessCode>),
}
