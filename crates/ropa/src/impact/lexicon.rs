//! What is known of names beforehand, from `lexicons/suppliers.toml`.

use crate::text::phrases::Phrases;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The lists of words and phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Forms of companies, as their folded words.
    legal_forms: BTreeSet<String>,
    /// Words that many names have.
    generic: BTreeSet<String>,
    pub(super) common_systems: Phrases<()>,
    pub(super) none: Phrases<()>,
    pub(super) vague: Phrases<()>,
    pub(super) sub_processor: Phrases<()>,
    pub(super) former: Phrases<()>,
    pub(super) denied: Phrases<()>,
    pub(super) planned: Phrases<()>,
    pub(super) former_persons: Phrases<()>,
    pub(super) agreement_headings: Phrases<()>,
    pub(super) system_headings: Phrases<()>,
    pub(super) supplier_headings: Phrases<()>,
    pub(super) products: Vec<Product>,
}

/// The products of a supplier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    pub(super) supplier: String,
    pub(super) names: Vec<String>,
    /// Where it can be read.
    #[expect(dead_code, reason = "kept for whoever reads the list")]
    source: String,
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/suppliers.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

impl Words {
    /// Whether a word alone names nobody.
    pub(super) fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word) || word.chars().all(char::is_numeric)
    }

    /// How many of the last words are the form of a company.
    pub(super) fn form_at_end(&self, words: &[String]) -> usize {
        self.form(words, |words, len| &words[words.len() - len..])
    }

    /// How many of the first words are the form of a company.
    pub(super) fn form_at_start(&self, words: &[String]) -> usize {
        self.form(words, |words, len| &words[..len])
    }

    fn form(&self, words: &[String], part: impl Fn(&[String], usize) -> &[String]) -> usize {
        let is_form = |len: &usize| {
            let joined = part(words, *len).join(" ");
            self.legal_forms.contains(&joined)
        };
        (1..=3).rev().filter(|len| *len < words.len()).find(is_form).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn the_list_can_be_read() {
        assert!(!WORDS.vague.is_empty() && !WORDS.products.is_empty());
    }
}
