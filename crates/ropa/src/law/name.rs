//! Which listed example a text in a register names.

use super::pack::ListedExample;
use unicode_normalization::UnicodeNormalization;

/// The one example that a text names, by id or else by words; none where it names none, or several.
///
/// An id outweighs words, since whoever wrote it meant that example.
pub(super) fn named_in<'p>(
    examples: impl Iterator<Item = &'p ListedExample> + Clone,
    text: &str,
) -> Option<&'p ListedExample> {
    let text = words(text, |_| false);
    let by_id = |example: &&ListedExample| holds(&text, &words(&example.id, |_| false));
    let by_words = |example: &&ListedExample| {
        example.words.iter().any(|phrase| holds(&text, &words(phrase, |c| c == '*')))
    };
    let mut ids = examples.clone().filter(by_id);
    if let Some(first) = ids.next() {
        return ids.next().is_none().then_some(first);
    }
    let mut named = examples.filter(by_words);
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Whether a phrase has a word to look for; one of signs alone would fit any text.
pub(super) fn can_be_found(phrase: &str) -> bool {
    phrase.chars().any(char::is_alphanumeric)
}

/// The words of a text in lower case, composed: what stands between signs and spaces.
fn words(text: &str, also: impl Fn(char) -> bool) -> Vec<String> {
    let folded: String = text.nfc().flat_map(char::to_lowercase).collect();
    let part = |c: char| !c.is_alphanumeric() && !also(c);
    folded.split(part).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Whether the words of the phrase stand in the text, one after the other.
fn holds(text: &[String], phrase: &[String]) -> bool {
    !phrase.is_empty()
        && text
            .windows(phrase.len())
            .any(|window| window.iter().zip(phrase).all(|(word, part)| fits(word, part)))
}

/// Whether a word fits a part of a phrase; `*` at an end of the part stands for any further letters.
fn fits(word: &str, part: &str) -> bool {
    match (part.strip_prefix('*'), part.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(part.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == part,
    }
}
