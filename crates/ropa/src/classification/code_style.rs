//! How a structure writes its codes.

use serde::Serialize;

/// What stands between the numbers of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// `3.1.2`
    #[default]
    Dot,
    /// `03 01 02`
    Blank,
}

/// How many digits each number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentWidth {
    /// As many as it needs, up to three.
    #[default]
    Free,
    /// Always two.
    Two,
}

/// What a number after a hyphen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HyphenSuffix {
    /// The running number of a document type below the process: `2.3.1-5`.
    #[default]
    DocumentType,
    /// Not used; such a code is an error.
    None,
}

/// How a structure writes its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CodeStyle {
    /// What stands between the numbers.
    pub separator: Separator,
    /// How many digits each number has.
    pub width: SegmentWidth,
    /// Whether a number below the first may be zero (`3.1.0`, common for the node that leads the others).
    pub zero_allowed: bool,
    /// Levels that the structure means to have; deeper codes are read, and reported.
    pub max_depth: usize,
    /// What a number after a hyphen is.
    pub suffix: HyphenSuffix,
}

impl Default for CodeStyle {
    /// The usual Swedish style: dots, free width, zeros allowed, four levels.
    fn default() -> CodeStyle {
        CodeStyle {
            separator: Separator::Dot,
            width: SegmentWidth::Free,
            zero_allowed: true,
            max_depth: 4,
            suffix: HyphenSuffix::DocumentType,
        }
    }
}

impl CodeStyle {
    /// The style of KLE: two digits, dots.
    pub fn two_digit_dots() -> CodeStyle {
        CodeStyle { width: SegmentWidth::Two, ..CodeStyle::default() }
    }

    /// The style of Finnish structures: two digits, blanks.
    pub fn two_digit_blanks() -> CodeStyle {
        CodeStyle { separator: Separator::Blank, ..CodeStyle::two_digit_dots() }
    }
}
