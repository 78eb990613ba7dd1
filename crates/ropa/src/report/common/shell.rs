//! Arguments as one writes them for a shell.

use crate::report::common::quote::harmless;
use std::borrow::Cow;

/// A shell, by how it reads quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// sh, bash, zsh and their kin.
    Posix,
    /// PowerShell.
    PowerShell,
    /// The command prompt of Windows.
    Cmd,
}

/// The shell of the system that the program is built for.
impl Default for Shell {
    fn default() -> Shell {
        if cfg!(windows) { Shell::PowerShell } else { Shell::Posix }
    }
}

impl Shell {
    /// A text as one argument. Wherever all shells read the same text alike it is written the same for all.
    ///
    /// ```
    /// use ropa::report::Shell;
    /// assert_eq!(Shell::Posix.quoted("register.xlsx"), "register.xlsx");
    /// assert_eq!(Shell::Posix.quoted("mitt register.xlsx"), "\"mitt register.xlsx\"");
    /// assert_eq!(Shell::Posix.quoted("5 $ or 'more'.csv"), r"'5 $ or '\''more'\''.csv'");
    /// assert_eq!(Shell::PowerShell.quoted("5 $ or 'more'.csv"), "'5 $ or ''more''.csv'");
    /// assert_eq!(Shell::Cmd.quoted("5 $.csv"), "\"5 $.csv\"");
    /// ```
    pub fn quoted(self, text: &str) -> String {
        let text = harmless(text);
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
        // A backslash parts folders on Windows, and is read away elsewhere.
        let bare = |c: char| plain(c) || c == '\\' && self != Shell::Posix;
        let alike_everywhere = |c: char| !matches!(c, '"' | '$' | '`' | '\\' | '!' | '%');
        match self {
            _ if !text.is_empty() && text.chars().all(bare) => text.into_owned(),
            _ if text.chars().all(alike_everywhere) => format!("\"{text}\""),
            Shell::Posix => format!("'{}'", text.replace('\'', r"'\''")),
            Shell::PowerShell => format!("'{}'", text.replace('\'', "''")),
            Shell::Cmd => format!("\"{}\"", text.replace('"', "\"\"")),
        }
    }

    /// A call of a program, its arguments quoted where they must be.
    pub fn command_line<'t>(self, program: &str, arguments: impl IntoIterator<Item = &'t str>) -> String {
        let words = std::iter::once(Cow::Borrowed(program));
        words.chain(arguments.into_iter().map(|text| self.quoted(text).into())).collect::<Vec<_>>().join(" ")
    }
}
