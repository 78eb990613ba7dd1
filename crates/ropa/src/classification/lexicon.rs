//! The words that sheets use for headers, marks and relations, read from `profiles/classification.toml`.

use super::mapping::Relation;
use super::structure::{NodeField, PersonalData};
use crate::text::fold::{bare, without_diacritics};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const EMBEDDED: &str = include_str!("../../profiles/classification.toml");

/// A column of a mapping sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum MappingColumn {
    From,
    To,
    Relation,
    Note,
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    columns: BTreeMap<NodeField, Vec<String>>,
    mapping: BTreeMap<MappingColumn, Vec<String>>,
    personal_data: BTreeMap<PersonalData, Vec<String>>,
    mark: BTreeMap<Mark, Vec<String>>,
    relations: BTreeMap<Relation, Vec<String>>,
    text: TextWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    prefixes: Vec<String>,
    joiners: Vec<String>,
    case_numbers: Vec<String>,
    stop_words: Vec<String>,
}

/// A plain yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    Yes,
    No,
}

/// All words, keyed by how they compare.
pub(super) struct Lexicon {
    pub(super) columns: BTreeMap<String, NodeField>,
    pub(super) mapping: BTreeMap<String, MappingColumn>,
    pub(super) personal_data: BTreeMap<String, PersonalData>,
    pub(super) mark: BTreeMap<String, Mark>,
    pub(super) relations: BTreeMap<String, Relation>,
    /// Longest first, in lower case, as written.
    pub(super) prefixes: Vec<String>,
    pub(super) joiners: Vec<String>,
    pub(super) case_numbers: BTreeSet<String>,
    pub(super) stop_words: BTreeSet<String>,
}

fn turned<T: Copy + Ord>(table: BTreeMap<T, Vec<String>>) -> BTreeMap<String, T> {
    table.into_iter().flat_map(|(key, words)| words.into_iter().map(move |w| (word_key(&w), key))).collect()
}

/// How a header or value word compares; a lone sign such as "?" stands for itself.
pub(super) fn word_key(text: &str) -> String {
    let plain = without_diacritics(&bare(text)).into_owned();
    if plain.is_empty() { text.trim().to_owned() } else { plain }
}

/// The words, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static WORDS: LazyLock<Lexicon> = LazyLock::new(|| {
        let file: File =
            crate::text::data::embedded(EMBEDDED).expect("the embedded profile is tested to be well formed");
        let mut prefixes: Vec<String> = file.text.prefixes.iter().map(|w| w.to_lowercase()).collect();
        prefixes.sort_by_key(|w| std::cmp::Reverse(w.len()));
        Lexicon {
            columns: turned(file.columns),
            mapping: turned(file.mapping),
            personal_data: turned(file.personal_data),
            mark: turned(file.mark),
            relations: turned(file.relations),
            prefixes,
            joiners: file.text.joiners,
            case_numbers: file.text.case_numbers.iter().map(|w| word_key(w)).collect(),
            stop_words: file
                .text
                .stop_words
                .iter()
                .map(|w| without_diacritics(&bare(w)).into_owned())
                .collect(),
        }
    });
    &WORDS
}
