//! Completions and manual pages, as the built program prints them.

use super::{Error, cargo};
use std::path::Path;

const RUN: [&str; 5] = ["run", "--quiet", "--package", "ropa-cli", "--"];

/// Where packages put what each shell reads.
const SHELLS: [(&str, &str); 4] = [
    ("bash", "completions/ropa.bash"),
    ("zsh", "completions/_ropa"),
    ("fish", "completions/ropa.fish"),
    ("powershell", "completions/_ropa.ps1"),
];

/// Where `man` looks for a page in each language.
const LANGUAGES: [(&str, &str); 2] = [("sv", "man/sv/man1"), ("en", "man/man1")];

/// Writes all of them below a folder.
pub(super) fn make(root: &Path, out: &Path) -> Result<(), Error> {
    for (shell, file) in SHELLS {
        write(&out.join(file), &print(root, &["completions", shell])?)?;
    }
    let pages = pages(&String::from_utf8_lossy(&print(root, &["man", "--help", "--lang", "en"])?));
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    for (lang, folder) in LANGUAGES {
        let folder = out.join(folder);
        write(&folder.join("ropa.1"), &print(root, &["man", "--lang", lang])?)?;
        for page in &pages {
            write(&folder.join(format!("ropa-{page}.1")), &print(root, &["man", page, "--lang", lang])?)?;
        }
    }
    Ok(())
}

fn print(root: &Path, args: &[&str]) -> Result<Vec<u8>, Error> {
    let args: Vec<String> = RUN.iter().chain(args).map(ToString::to_string).collect();
    cargo(root, args)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|source| Error::File { path: path.to_path_buf(), source })
}

/// The pages that there are, from what the help says of the command's one argument.
fn pages(help: &str) -> Vec<String> {
    // Named in the usage first, then where it is explained.
    let told = help.rsplit_once("[COMMAND]").map_or("", |(_, told)| told);
    let list = told.split_once("[possible values: ").and_then(|(_, rest)| rest.split_once(']'));
    let names = list.map_or("", |(names, _)| names).split(',');
    names.map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_found_among_other_values_and_over_line_ends() {
        let help = "Usage: ropa man [OPTIONS] [COMMAND]\n\n  --lang <LANG>  [possible values: sv, en]\n\n  \
            [COMMAND]  The page [possible values: gaps,\n    link-suggest]\n";
        assert_eq!(super::pages(help), ["gaps", "link-suggest"]);
        assert_eq!(super::pages("Usage: ropa man\n"), [""; 0]);
    }
}
