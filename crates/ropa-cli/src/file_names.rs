//! Names of files that Windows takes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Longest part of a name that comes from a register, in characters.
const LONGEST: usize = 80;

/// Gives each file of one run a name of its own.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    given: BTreeSet<String>,
}

impl FileNames {
    /// `lista.xlsx` and `Barn / Familj` give `lista - Barn - Familj.xlsx` in the same folder.
    pub(crate) fn beside(&mut self, path: &Path, part: &str) -> PathBuf {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let ending =
            path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        let part = plain(part);
        let mut name = format!("{stem} - {part}{ending}");
        let mut number = 2;
        // Windows does not tell `A` from `a`.
        while !self.given.insert(name.to_lowercase()) {
            name = format!("{stem} - {part} ({number}){ending}");
            number += 1;
        }
        path.with_file_name(name)
    }
}

/// A text without what a name of a file cannot hold.
fn plain(text: &str) -> String {
    let replaced: String = text
        .chars()
        .map(|c| {
            if matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') || c.is_control() {
                '-'
            } else {
                c
            }
        })
        .take(LONGEST)
        .collect();
    replaced.trim_matches(|c: char| c.is_whitespace() || c == '.').to_string()
}

#[cfg(test)]
mod tests {
    use super::FileNames;
    use std::path::Path;

    #[test]
    fn names_are_of_their_own_and_plain() {
        let mut names = FileNames::default();
        let mut name = |part: &str| {
            names.beside(Path::new("ut/lista.xlsx"), part).display().to_string().replace('\\', "/")
        };
        assert_eq!(name("Barn / Familj"), "ut/lista - Barn - Familj.xlsx");
        assert_eq!(name("barn / familj"), "ut/lista - barn - familj (2).xlsx");
        assert_eq!(name("A:B?."), "ut/lista - A-B-.xlsx");
    }
}
