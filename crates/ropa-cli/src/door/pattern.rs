//! Files named by a pattern, which the shells of Windows hand on as it is written.

use std::path::{Path, PathBuf};

/// What the door itself writes beside a register ends so.
const OWN: [&str; 2] = [" - brister", " - gaps"];

/// The files that a name means: itself, or what fits where it holds a star or a question mark and is no file. What
/// this program wrote is no register, and is left out of what fits.
pub(super) fn files(name: &Path) -> Vec<PathBuf> {
    let pattern = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !pattern.contains(['*', '?']) || name.exists() {
        return vec![name.to_path_buf()];
    }
    let folder = name.parent().filter(|folder| !folder.as_os_str().is_empty());
    let listed = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let names = listed.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut fitting: Vec<String> = names.filter(|name| fits(name, &pattern) && !is_own(name)).collect();
    fitting.sort();
    // What fits nothing is told as the file that is missing.
    match fitting.is_empty() {
        true => vec![name.to_path_buf()],
        false => fitting.into_iter().map(|file| name.with_file_name(file)).collect(),
    }
}

fn is_own(name: &str) -> bool {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = stem.rsplit_once(" (").map_or(stem.as_str(), |(stem, _)| stem);
    OWN.iter().any(|own| numbered.ends_with(own))
}

/// Whether a name fits a pattern, whatever the case: a star stands for any letters or none, a question mark for one.
fn fits(name: &str, pattern: &str) -> bool {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let (mut at, mut of) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(of) {
            Some('*') => {
                star = Some((at, of));
                of += 1;
            }
            Some(c) if *c == '?' || *c == name[at] => {
                at += 1;
                of += 1;
            }
            // The last star takes one letter more.
            _ => match star {
                Some((taken, place)) => {
                    star = Some((taken + 1, place));
                    (at, of) = (taken + 1, place + 1);
                }
                None => return false,
            },
        }
    }
    pattern[of..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::{files, fits, is_own};

    #[test]
    fn a_pattern_is_read_as_a_shell_reads_it() {
        assert!(fits("Register Å.xlsx", "*.xlsx") && fits("a.xlsx", "?.XLSX") && fits("aXbXc", "a*x*c"));
        assert!(!fits("a.xlsx.bak", "*.xlsx") && !fits("ab.xlsx", "?.xlsx") && !fits("", "?"));
        assert!(is_own("register - brister.xlsx") && is_own("register - gaps (2).html"));
        assert!(!is_own("brister.xlsx"));
    }

    #[test]
    fn what_fits_is_listed_without_what_the_door_wrote() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.xlsx", "a.xlsx", "a - brister.xlsx", "c.csv"] {
            std::fs::write(folder.path().join(name), "").expect("a file");
        }
        let found = files(&folder.path().join("*.xlsx"));
        assert_eq!(found, ["a.xlsx", "b.xlsx"].map(|name| folder.path().join(name)));
        let none = folder.path().join("*.ods");
        assert_eq!(files(&none), [none]);
    }
}
