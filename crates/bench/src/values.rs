//! The corpora of what stands in cells: `corpus/values/*.tsv`, each line a class and a wording, and the words that the
//! program's own lists have for the same classes.

use crate::softmax::{Example, Fit, fit};
use ropa::import::fitting::{LinearModel, features};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// How much a phrase of the lists counts beside a line of a corpus.
const LISTED: f32 = 0.5;
/// How the models are fitted: a feature seen twice may tell something, since a corpus has few words of each kind.
const HOW: Fit = Fit { rounds: 14, rate: 0.6, ridge: 2e-6, least: 3, prune: 9 };

/// A wording and its class; `-` is none of them.
#[derive(Debug, Clone)]
pub struct Meant {
    /// The key of the class.
    pub class: String,
    /// As it is written.
    pub text: String,
}

/// The wordings of one corpus.
///
/// # Errors
/// Where the file cannot be read, or a line of it is none.
pub fn corpus(file: &Path) -> Result<Vec<Meant>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let line = |(number, line): (usize, &str)| {
        let (class, text) = line
            .split_once('\t')
            .ok_or_else(|| format!("{}, line {}: not two columns", file.display(), number + 1))?;
        Ok(Meant { class: class.into(), text: text.into() })
    };
    text.lines().enumerate().map(line).collect()
}

/// The phrases of one table of a word list of the program, by the class that a key of it stands for; keys that stand for
/// none are left out.
///
/// # Errors
/// Where the file cannot be read.
pub fn listed(
    file: &Path,
    table: Option<&str>,
    class: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Meant>, Box<dyn Error>> {
    let all: toml::Table = toml::from_str(&std::fs::read_to_string(file)?)?;
    let table = match table {
        Some(name) => all.get(name).and_then(toml::Value::as_table).ok_or("the table is missing")?,
        None => &all,
    };
    let of = |(key, phrases): (&String, &toml::Value)| {
        let class = class(key)?;
        let phrases = phrases.as_array()?.clone();
        Some(phrases.into_iter().filter_map(move |phrase| {
            Some(Meant { class: class.clone(), text: phrase.as_str()?.replace('*', "") })
        }))
    };
    Ok(table.iter().filter_map(of).flatten().collect())
}

/// A model of the classes of a corpus, fitted to it and to what the lists have of the same classes.
pub fn model(corpus: &[Meant], listed: &[Meant]) -> LinearModel {
    let classes: BTreeSet<&str> = corpus.iter().map(|one| one.class.as_str()).collect();
    let classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
    let at: BTreeMap<&str, usize> =
        classes.iter().enumerate().map(|(at, class)| (class.as_str(), at)).collect();
    let example = |one: &Meant, weight: f32| {
        Some(Example { features: features(&one.text), class: *at.get(one.class.as_str())?, weight })
    };
    let own = corpus.iter().filter_map(|one| example(one, 1.0));
    let examples: Vec<Example> = own.chain(listed.iter().filter_map(|one| example(one, LISTED))).collect();
    fit(&classes, &examples, HOW)
}
