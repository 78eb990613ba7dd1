//! Texts in two languages: what one says the other says too, with the same places for values.
//!
//! Catalogues stand in pairs, `texts/sv.toml` and `texts/en.toml` or two folders of the same files; elsewhere a text stands
//! with its twin in one table, `{ sv = "...", en = "..." }`.

use super::{Error, Problem, files, shown};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// What is missing or differs, in every crate.
pub(super) fn problems(root: &Path) -> Result<Vec<Problem>, Error> {
    let mut problems = Vec::new();
    let crates = root.join("crates");
    let failed = |source| Error::File { path: crates.clone(), source };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(&crates).map_err(failed)? {
        folders.push(entry.map_err(failed)?.path());
    }
    folders.sort();
    for folder in folders {
        for (path, table) in catalogues(&folder.join("texts"))? {
            let twin = twin(&path);
            match twin.as_ref().map(|twin| (twin, twin.is_file())) {
                Some((twin, true)) if path < *twin => {
                    problems.extend(between(&shown(root, &path), &table, &shown(root, twin), &read(twin)?));
                }
                Some((twin, false)) => problems.push(Problem {
                    file: shown(root, &path),
                    what: format!("has no twin {}", shown(root, twin)),
                }),
                _ => {}
            }
        }
        for data in ["rulepacks", "lexicons", "profiles"] {
            for (path, table) in catalogues(&folder.join(data))? {
                within(&shown(root, &path), "", &Value::Table(table), &mut problems);
            }
        }
    }
    Ok(problems)
}

/// The TOML files of a folder that may be there or not.
fn catalogues(folder: &Path) -> Result<Vec<(PathBuf, Table)>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let names = files(folder)?.into_keys().filter(|name| name.extension().is_some_and(|end| end == "toml"));
    names.map(|name| folder.join(name)).map(|path| Ok((path.clone(), read(&path)?))).collect()
}

fn read(path: &Path) -> Result<Table, Error> {
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    text.parse().map_err(|source| Error::Texts { path: path.to_path_buf(), source: Box::new(source) })
}

/// The same catalogue in the other language.
fn twin(path: &Path) -> Option<PathBuf> {
    let other = |name: &str| match name {
        "sv" => Some("en"),
        "en" => Some("sv"),
        _ => None,
    };
    let parent = path.parent()?;
    let stem = path.file_stem()?.to_str()?;
    match other(stem) {
        Some(stem) => Some(parent.join(format!("{stem}.toml"))),
        None => Some(parent.with_file_name(other(parent.file_name()?.to_str()?)?).join(path.file_name()?)),
    }
}

/// What two catalogues do not have in common.
fn between(one_file: &str, one: &Table, other_file: &str, other: &Table) -> Vec<Problem> {
    let read = |table: &Table| {
        let mut found = BTreeMap::new();
        flatten("", &Value::Table(table.clone()), &mut found);
        found
    };
    let (one, other) = (read(one), read(other));
    let mut problems = Vec::new();
    for (file, texts, twin, twins) in
        [(one_file, &one, other_file, &other), (other_file, &other, one_file, &one)]
    {
        for (key, text) in texts {
            let what = match twins.get(key) {
                None => format!("`{key}` is missing in {twin}"),
                Some(_) if text.trim().is_empty() => format!("`{key}` says nothing"),
                Some(other) if file == one_file && places(other) != places(text) => {
                    format!("`{key}` has other places for values than in {twin}")
                }
                _ => continue,
            };
            problems.push(Problem { file: file.to_string(), what });
        }
    }
    problems
}

/// Texts that stand with their twin in one table.
fn within(file: &str, key: &str, value: &Value, problems: &mut Vec<Problem>) {
    let mut tell = |what: String| problems.push(Problem { file: file.to_string(), what });
    match value {
        Value::Table(table) => {
            match (table.get("sv"), table.get("en")) {
                (Some(_), None) => tell(format!("`{key}` has no `en`")),
                (None, Some(_)) => tell(format!("`{key}` has no `sv`")),
                (Some(Value::String(sv)), Some(Value::String(en))) if places(sv) != places(en) => {
                    tell(format!("`{key}` has other places for values in `en` than in `sv`"));
                }
                _ => {}
            }
            table.iter().for_each(|(name, value)| within(file, &joined(key, name), value, problems));
        }
        Value::Array(all) => all
            .iter()
            .enumerate()
            .for_each(|(at, value)| within(file, &joined(key, &at.to_string()), value, problems)),
        _ => {}
    }
}

fn flatten(key: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Table(table) => {
            table.iter().for_each(|(name, value)| flatten(&joined(key, name), value, found));
        }
        Value::Array(all) => all
            .iter()
            .enumerate()
            .for_each(|(at, value)| flatten(&joined(key, &at.to_string()), value, found)),
        Value::String(text) => drop(found.insert(key.to_string(), text.clone())),
        _ => {}
    }
}

fn joined(key: &str, name: &str) -> String {
    if key.is_empty() { name.to_string() } else { format!("{key}.{name}") }
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        text.parse().expect("a table")
    }

    #[test]
    fn two_catalogues_say_the_same() {
        let sv = table("a = 'x {n}'\nb.c = 'y'\nb.d = ['z', '{m}']\n");
        let told = |en: &str| -> Vec<String> {
            between("sv", &sv, "en", &table(en)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(told("a = '{n} of x'\nb.c = 'Y'\nb.d = ['Z', '{m}']\n"), [""; 0]);
        assert_eq!(
            told("a = '{k}'\nb.d = ['', '{m}']\ne = 'more'\n"),
            [
                "sv: `a` has other places for values than in en",
                "sv: `b.c` is missing in en",
                "en: `b.d.0` says nothing",
                "en: `e` is missing in sv",
            ]
        );
    }

    #[test]
    fn twins_in_one_table_say_the_same() {
        let value = Value::Table(table(
            "[[rule]]\nname = { sv = 'a {x}', en = 'b {y}' }\nwhy = { sv = 'c' }\ngood = { sv = 'd', en = 'e' }\n",
        ));
        let mut problems = Vec::new();
        within("f", "", &value, &mut problems);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "f: `rule.0.name` has other places for values in `en` than in `sv`",
                "f: `rule.0.why` has no `en`"
            ]
        );
    }

    #[test]
    fn a_catalogue_knows_its_twin() {
        for (path, expected) in
            [("texts/sv.toml", "texts/en.toml"), ("texts/en/gaps.toml", "texts/sv/gaps.toml")]
        {
            assert_eq!(twin(Path::new(path)), Some(PathBuf::from(expected)));
        }
        assert_eq!(twin(Path::new("texts/other.toml")), None);
    }
}
