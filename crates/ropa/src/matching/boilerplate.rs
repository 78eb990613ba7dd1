//! Titles without the words that most titles of their list share: whatever those are, they say how the list words its
//! titles, and not what one of them is about.

use crate::linking::title_words::{stem, stems};
use crate::model::Dpia;
use crate::source::Text;
use crate::text::tokens::Tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Of fewer titles none can tell what they all say.
const FEWEST: usize = 6;
/// What share of the titles has a word that says nothing, in percent.
const MOST: usize = 60;

/// The title of each DPIA without such words, where others are left.
pub(super) fn telling_titles(dpias: &[Dpia]) -> Vec<String> {
    let mut lists: BTreeMap<&Text, Vec<BTreeSet<String>>> = BTreeMap::new();
    for dpia in dpias {
        lists.entry(&dpia.origin.file).or_default().push(words_of(dpia.label()));
    }
    let shared: BTreeMap<&Text, BTreeSet<String>> =
        lists.into_iter().map(|(file, titles)| (file, shared(&titles))).collect();
    let of = |dpia: &Dpia| match shared.get(&dpia.origin.file).filter(|words| !words.is_empty()) {
        Some(words) => without(dpia.label(), words),
        None => dpia.label().to_string(),
    };
    dpias.iter().map(of).collect()
}

fn words_of(title: &str) -> BTreeSet<String> {
    stems(title).into_iter().map(|(_, stem)| stem).collect()
}

/// The words that most titles have.
fn shared(titles: &[BTreeSet<String>]) -> BTreeSet<String> {
    if titles.len() < FEWEST {
        return BTreeSet::new();
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    titles.iter().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
    let most = counts.into_iter().filter(|(_, count)| count * 100 >= MOST * titles.len());
    most.map(|(word, _)| word.clone()).collect()
}

/// A title with blanks for these words; as it is where nothing would be left.
fn without(title: &str, shared: &BTreeSet<String>) -> String {
    if words_of(title).iter().all(|word| shared.contains(word)) {
        return title.to_string();
    }
    let tokens = Tokens::of(title);
    let mut left = String::with_capacity(title.len());
    let mut from = 0;
    for at in 0..tokens.len() {
        if shared.contains(&stem(tokens.word(at))) {
            let span = tokens.span(at..at + 1);
            left.push_str(&title[from..span.start]);
            from = span.end;
        }
    }
    left.push_str(&title[from..]);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_titles_say_says_nothing() {
        let said = ["Trygghetslarm", "Bygglov", "Skolskjuts", "Betyg", "Elevhälsa", "Färdtjänst"];
        let titles: Vec<BTreeSet<String>> = said
            .iter()
            .map(|title| words_of(&format!("Integritetsprövning rörande {title}, fastlagd")))
            .collect();
        let shared = shared(&titles);
        assert_eq!(
            words_of(&without("Integritetsprövning rörande Bygglov, fastlagd", &shared)),
            words_of("Bygglov")
        );
        assert_eq!(without("Integritetsprövning", &shared), "Integritetsprövning");
        assert!(super::shared(&titles[..5]).is_empty());
    }
}
