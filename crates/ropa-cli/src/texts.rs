//! What the command line says, by language: help texts and messages, from `texts/*.toml`.

use ropa::report::Shell;
use ropa::text::{Catalogue, Lang};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Texts by dotted key.
pub(crate) type Texts = Catalogue;

static SV: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../texts/sv.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("../texts/en.toml")));

fn read(toml: &str) -> Catalogue {
    Catalogue::parse(toml).expect("the embedded texts are valid, as a test shows")
}

/// The texts of a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

/// Whether texts are English, in which libraries and rule packs tell what is wrong.
pub(crate) fn are_english(texts: &Texts) -> bool {
    std::ptr::eq(texts, &*EN)
}

/// A file as an argument of a command that is advised.
pub(crate) fn argument(path: &Path) -> String {
    Shell::default().quoted(&path.display().to_string())
}

/// Files as arguments of a command that is advised.
pub(crate) fn arguments(files: &[PathBuf]) -> String {
    files.iter().map(|file| argument(file)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{EN, SV};

    #[test]
    fn both_languages_say_the_same_things() {
        assert!(SV.keys_apart(&EN).is_empty(), "{:?}", SV.keys_apart(&EN));
        assert!(EN.keys_apart(&SV).is_empty(), "{:?}", EN.keys_apart(&SV));
        for (key, text) in SV.iter().chain(EN.iter()) {
            assert!(!text.trim().is_empty(), "{key}");
        }
    }
}
