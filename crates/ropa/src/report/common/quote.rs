//! Text of a register's own, made safe and short enough to show on a line.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// A text on one line: blanks joined, control characters and changes of direction replaced, cut
/// after `max` characters.
pub(crate) struct OneLine<'a> {
    text: &'a str,
    max: usize,
}

/// A cell's text where it is quoted as a reason.
pub(crate) fn quoted(text: &str) -> OneLine<'_> {
    OneLine { text, max: 120 }
}

/// A passage of a cell's text, such as a purpose, where there is room for it.
pub(crate) fn passage(text: &str) -> OneLine<'_> {
    OneLine { text, max: 400 }
}

/// A short mention of a cell's text.
pub(crate) fn mention(text: &str) -> OneLine<'_> {
    OneLine { text, max: 30 }
}

/// A name, long ones cut.
pub(crate) fn name(text: &str) -> OneLine<'_> {
    OneLine { text, max: 90 }
}

/// The heading of a section as a place, long ones cut.
pub(crate) fn section(text: &str) -> OneLine<'_> {
    OneLine { text, max: 48 }
}

/// Whether a character could move the cursor, colour the terminal or turn the line around.
fn unsafe_on_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text whole, without what could move the cursor, colour the terminal or turn the line around.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    match text.contains(unsafe_on_a_line) {
        true => text.replace(unsafe_on_a_line, "\u{fffd}").into(),
        false => text.into(),
    }
}

impl Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        for (number, word) in self.text.split_whitespace().enumerate() {
            if number > 0 {
                f.write_char(' ')?;
                written += 1;
            }
            for c in word.chars() {
                if written >= self.max {
                    return f.write_char('…');
                }
                f.write_char(if unsafe_on_a_line(c) { '\u{fffd}' } else { c })?;
                written += 1;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{mention, quoted};

    #[test]
    fn a_cell_cannot_command_the_terminal() {
        assert_eq!(quoted("Hälsa\n\t \u{1b}[31mröd\u{202e}").to_string(), "Hälsa \u{fffd}[31mröd\u{fffd}");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(mention(&"å".repeat(31)).to_string(), format!("{}…", "å".repeat(30)));
        assert_eq!(mention(&"å".repeat(30)).to_string(), "å".repeat(30));
    }
}
