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
    let help = print(root, &["man", "--help", "--lang", "en"])?;
    for (lang, folder) in LANGUAGES {
        let folder = out.join(folder);
        write(&folder.join("ropa.1"), &print(root, &["man", "--lang", lang])?)?;
        for page in pages(&String::from_utf8_lossy(&help)) {
            write(&folder.join(format!("ropa-{page}.1")), &print(root, &["man", &page, "--lang", lang])?)?;
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
    let list = help.split_once("[possible values: ").and_then(|(_, rest)| rest.split_once(']'));
    let names = list.map_or("", |(names, _)| names).split(',');
    names.map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_found_over_line_ends() {
        assert_eq!(super::pages("[possible values: gaps,\n      check]"), ["gaps", "check"]);
    }
}
