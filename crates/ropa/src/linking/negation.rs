//! Passages of a text that name something in order to say that it is not meant.
//!
//! "Omfattar ej SN-403" names SN-403 and is no link to it. A text is read passage by passage, up to a
//! semicolon, a new line or the end of a sentence.

use crate::linking::dpia_words::WORDS;
use crate::linking::normalise::normalise;

/// Letters of a word that ends a sentence: a shorter one before a full stop may be cut short ("dnr.").
const WHOLE_WORD: usize = 5;

/// What stands where a title was taken out; a sign that folding leaves.
pub(super) const TAKEN: &str = "\u{fffd}";

/// One passage of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Passage<'t> {
    /// What it says.
    pub(crate) text: &'t str,
    /// Whether it denies or reserves what it names.
    pub(crate) denies: bool,
    ends_sentence: bool,
}

/// How a text is asked.
pub(crate) struct Reading<'r> {
    /// Whether a text names one of the records that are looked for.
    pub(crate) names: &'r dyn Fn(&str) -> bool,
    /// Titles, normalised, that hold a word of denial without denying anything.
    pub(crate) titles: &'r [String],
    /// Whether to name a part only ("endast …") counts as a reservation.
    pub(crate) whole: bool,
}

/// The passages of a text, each with whether it denies or reserves what it names.
///
/// What is denied before it is named stays denied to the end of the sentence, over semicolons and new lines:
/// "Omfattar ej: SN-403; SN-404". A passage that names nothing and says "gäller inte" says it of what
/// stands before it.
pub(crate) fn passages<'t>(text: &'t str, reading: &Reading<'_>) -> Vec<Passage<'t>> {
    let mut passages: Vec<Passage<'t>> = split(text);
    let (mut carried, mut named) = (false, None);
    for at in 0..passages.len() {
        let passage = passages[at];
        let plain = without_titles(passage.text, reading.titles);
        let names = (reading.names)(passage.text);
        match WORDS.denied_until(&plain, reading.whole) {
            Some(end) if names => {
                passages[at].denies = true;
                carried = (reading.names)(&plain[end..]);
            }
            Some(_) if passage.text.trim_end().ends_with(':') => carried = true,
            Some(_) => {
                if let Some(before) = named.filter(|_| WORDS.denies_what_is_before(&plain)) {
                    let before: usize = before;
                    passages[before].denies = true;
                }
            }
            None => passages[at].denies = carried,
        }
        named = if names { Some(at) } else { named };
        carried &= !passage.ends_sentence;
    }
    passages
}

fn without_titles(text: &str, titles: &[String]) -> String {
    let plain = normalise(text);
    titles.iter().fold(plain, |plain, title| plain.replace(&**title, TAKEN))
}

fn split(text: &str) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let sentence = c == '.' && ends_sentence(&text[start..at], &text[at + 1..]);
        if sentence || matches!(c, ';' | '\n' | '\r') {
            passages.push(Passage { text: &text[start..at], denies: false, ends_sentence: sentence });
            start = at + c.len_utf8();
        }
    }
    passages.push(Passage { text: &text[start..], denies: false, ends_sentence: false });
    passages.retain(|passage| !passage.text.trim().is_empty());
    passages
}

/// Whether the full stop between two texts ends a sentence: a capital follows, and no shortened word is before it.
fn ends_sentence(before: &str, after: &str) -> bool {
    let spaced = after.starts_with(char::is_whitespace);
    let capital = after.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let digits = word.contains(|c: char| c.is_ascii_digit());
    let whole = digits || word.chars().count() >= WHOLE_WORD && !word.contains('.');
    // "…ingår ej. SN-404": a word of denial is never cut short.
    spaced && capital && (whole || WORDS.denied_until(&normalise(word), false).is_some())
}
