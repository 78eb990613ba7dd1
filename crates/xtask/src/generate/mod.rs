//! `cargo xtask generate`: everything that is made of something else, made anew, or compared with what is kept.
//!
//! Each generator is a program of the workspace that writes files into a folder. They write into `target/generated` first;
//! then the files are put where they are kept, or, with `--check`, compared byte for byte. So a check changes nothing.

mod shell;
mod texts;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why something could not be made or compared.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("cargo {}: {source}", args.join(" "))]
    Start { args: Vec<String>, source: std::io::Error },
    #[error("cargo {} ended with {status}", args.join(" "))]
    Failed { args: Vec<String>, status: std::process::ExitStatus },
    #[error("{}: {source}", path.display())]
    Texts { path: PathBuf, source: Box<toml::de::Error> },
    #[error("the help of `ropa man` names no page")]
    NoPages,
    #[error("nothing is called `{0}`; there are: {known}", known = names().collect::<Vec<_>>().join(", "))]
    Unknown(String),
}

/// A program that writes files of one kind.
struct Generator {
    name: &'static str,
    what: &'static str,
    how: How,
    /// Where its files are kept; none where they are made for packages and not kept.
    kept: Option<&'static str>,
}

/// How the files are made.
enum How {
    /// By a program that cargo runs; `{root}` is the repository and `{out}` the folder to write into.
    Cargo(&'static [&'static str]),
    /// By the program itself, a call for each file.
    Shell,
}

const GENERATORS: [Generator; 4] = [
    Generator {
        name: "fixtures",
        what: "the invented registers, and what is expected of them, from fixtures/source",
        how: How::Cargo(&[
            "run",
            "--quiet",
            "--package",
            "ropa-fixtures",
            "--",
            "{root}/fixtures/source",
            "{out}",
        ]),
        kept: Some("fixtures"),
    },
    Generator {
        name: "rules",
        what: "the pages on the rules of the checks, from their registry",
        how: How::Cargo(&["run", "--quiet", "--package", "ropa-pages", "--", "{out}"]),
        kept: Some("docs/rules"),
    },
    Generator {
        name: "tables",
        what: "the page on the tables for analysis, from their columns",
        how: How::Cargo(&["run", "--quiet", "--package", "ropa-pages", "--", "{out}", "tables"]),
        kept: Some("docs"),
    },
    Generator {
        name: "shell",
        what: "completions and manual pages, from the command line itself",
        how: How::Shell,
        kept: None,
    },
];

/// The check of the texts, which makes nothing.
const TEXTS: &str = "texts";

fn names() -> impl Iterator<Item = &'static str> {
    GENERATORS.iter().map(|one| one.name).chain([TEXTS])
}

/// Something that is not as it is made, or a text that only one language has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    file: String,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.what)
    }
}

/// Makes everything, or what is named; with `check` nothing is written.
pub(crate) fn run(root: &Path, check: bool, wanted: &[&str]) -> Result<Vec<Problem>, Error> {
    if let Some(unknown) = wanted.iter().find(|name| !names().any(|known| known == **name)) {
        return Err(Error::Unknown((*unknown).to_string()));
    }
    let wants = |name: &str| wanted.is_empty() || wanted.contains(&name);
    let mut problems = Vec::new();
    if wants(TEXTS) {
        println!("texts: the same in both languages");
        problems.extend(texts::problems(root)?);
    }
    for generator in GENERATORS.iter().filter(|one| wants(one.name)) {
        println!("{}: {}", generator.name, generator.what);
        let out = root.join("target/generated").join(generator.name);
        make(root, generator, &out)?;
        match generator.kept.map(|kept| root.join(kept)) {
            Some(kept) if check => problems.extend(compare(root, &out, &kept)?),
            Some(kept) => put(&out, &kept)?,
            None => println!("  written to {}", shown(root, &out)),
        }
    }
    Ok(problems)
}

/// Runs a generator into an empty folder.
fn make(root: &Path, generator: &Generator, out: &Path) -> Result<(), Error> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(|source| Error::File { path: out.to_path_buf(), source })?;
    }
    std::fs::create_dir_all(out).map_err(|source| Error::File { path: out.to_path_buf(), source })?;
    let filled =
        |arg: &&str| arg.replace("{root}", &root.to_string_lossy()).replace("{out}", &out.to_string_lossy());
    match generator.how {
        How::Cargo(args) => cargo(root, args.iter().map(filled).collect()).map(drop),
        How::Shell => shell::make(root, out),
    }
}

/// What cargo prints when it runs something; what it says of errors goes to the screen.
fn cargo(root: &Path, args: Vec<String>) -> Result<Vec<u8>, Error> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(&args).current_dir(root).stderr(Stdio::inherit()).output();
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(Error::Failed { args, status: output.status }),
        Err(source) => Err(Error::Start { args, source }),
    }
}

/// The files of a folder and those below it, by their path from it.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Error> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(path) = left.pop() {
        let failed = |source| Error::File { path: path.clone(), source };
        for entry in std::fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?.path();
            if entry.is_dir() {
                left.push(entry);
            } else {
                let bytes =
                    std::fs::read(&entry).map_err(|source| Error::File { path: entry.clone(), source })?;
                found.insert(entry.strip_prefix(folder).unwrap_or(&entry).to_path_buf(), bytes);
            }
        }
    }
    Ok(found)
}

/// Puts what was made where it is kept; what is the same already is left as it is.
fn put(made: &Path, kept: &Path) -> Result<(), Error> {
    for (name, bytes) in files(made)? {
        let path = kept.join(&name);
        if std::fs::read(&path).is_ok_and(|old| old == bytes) {
            continue;
        }
        let written = match path.parent() {
            Some(folder) => std::fs::create_dir_all(folder),
            None => Ok(()),
        };
        written
            .and_then(|()| std::fs::write(&path, &bytes))
            .map_err(|source| Error::File { path: path.clone(), source })?;
        println!("  changed: {}", path.display());
    }
    Ok(())
}

/// What is kept otherwise than it is made.
fn compare(root: &Path, made: &Path, kept: &Path) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    for (name, bytes) in files(made)? {
        let path = kept.join(&name);
        let what = match std::fs::read(&path) {
            Ok(old) if old == bytes => continue,
            Ok(_) => "is not up to date: run cargo xtask generate",
            Err(_) => "is missing: run cargo xtask generate",
        };
        problems.push(Problem { file: shown(root, &path), what: what.into() });
    }
    Ok(problems)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_and_put_right() {
        let folder = tempfile::tempdir().expect("a folder");
        let (made, kept) = (folder.path().join("made"), folder.path().join("kept"));
        for (path, text) in [
            ("made/a", "1"),
            ("made/b/c", "2"),
            ("made/d", "3"),
            ("kept/a", "1"),
            ("kept/d", "4"),
            ("kept/own", "5"),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        let told = |()| -> Vec<String> {
            compare(folder.path(), &made, &kept).expect("compared").iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            told(()),
            [
                "kept/b/c: is missing: run cargo xtask generate",
                "kept/d: is not up to date: run cargo xtask generate"
            ]
        );
        put(&made, &kept).expect("put");
        assert_eq!(told(()), [""; 0]);
        assert!(kept.join("own").is_file(), "what nothing makes is left");
    }

    #[test]
    fn a_name_that_there_is_none_of_is_told() {
        let error = run(Path::new("."), true, &["fixture"]).expect_err("no such name");
        assert_eq!(
            error.to_string(),
            "nothing is called `fixture`; there are: fixtures, rules, tables, shell, texts"
        );
    }
}
