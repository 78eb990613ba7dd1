//! Numbers of persons, exact, about or between bounds.

use crate::import::value_words::{Bound, Tables};
use crate::model::{Count, Value};
use crate::text::tokens::Tokens;

/// Reads a number or a range; `None` for other words.
pub(crate) fn read(words: &Tables, text: &str) -> Option<Value> {
    let tokens = Tokens::runs(text);
    let mut at = 0;
    let mut bound = None;
    let mut about = false;
    while let Some(found) = words.bounds.find(&tokens, at) {
        match found.value {
            Bound::About => about = true,
            value => bound = Some(value),
        }
        at += found.len;
    }
    let before = tokens.gap(at);
    about |= before.contains(['~', '≈']);
    bound = bound.or_else(|| sign(before));
    if before.contains(['-', '−', '–']) {
        return None;
    }
    let (first, mut at) = number(words, &tokens, at)?;
    let mut count = match bound {
        None | Some(Bound::About | Bound::Between) => Count { min: first, max: Some(first), about },
        Some(Bound::Over) => Count { min: first.saturating_add(1), max: None, about },
        Some(Bound::AtLeast) => Count { min: first, max: None, about },
        Some(Bound::Under) => Count { min: 0, max: Some(first.checked_sub(1)?), about },
        Some(Bound::AtMost) => Count { min: 0, max: Some(first), about },
    };
    if tokens.gap(at).starts_with('+') {
        count.max = None;
    }
    if let Some(second) = range_end(words, &tokens, at) {
        if bound.is_some_and(|bound| bound != Bound::Between) {
            return None;
        }
        let (last, after) = number(words, &tokens, second)?;
        if last < first {
            return None;
        }
        count.max = Some(last);
        at = after;
    }
    are_persons(words, &tokens, at).then_some(Value::Count(count))
}

fn sign(gap: &str) -> Option<Bound> {
    if gap.contains('≥') || gap.contains(">=") {
        Some(Bound::AtLeast)
    } else if gap.contains('>') {
        Some(Bound::Over)
    } else if gap.contains('≤') || gap.contains("<=") {
        Some(Bound::AtMost)
    } else if gap.contains('<') {
        Some(Bound::Under)
    } else {
        None
    }
}

/// A number, its thousands perhaps set apart by a blank, a full stop or a comma.
fn number(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<(u64, usize)> {
    if !tokens.is_number(at) {
        return None;
    }
    let mut value: u64 = tokens.word(at).parse().ok()?;
    let mut next = at + 1;
    let groups = tokens.word(at).len() <= 3;
    while groups && tokens.is_number(next) && tokens.word(next).len() == 3 && is_thousands(tokens.gap(next)) {
        value = value.checked_mul(1000)?.checked_add(tokens.word(next).parse().ok()?)?;
        next += 1;
    }
    // A spreadsheet may show 300 as "300.0".
    if tokens.gap(next) == "." && tokens.word(next) == "0" {
        next += 1;
    }
    if let Some(multiple) = words.multiples.find(tokens, next) {
        value = value.checked_mul(multiple.value)?;
        next += multiple.len;
    }
    Some((value, next))
}

fn is_thousands(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "." | "," | "'" | "’")
}

/// The word at which the upper bound stands, where the text is a range.
fn range_end(words: &Tables, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let gap = tokens.gap(at);
    if tokens.is_number(at) && gap.contains(['-', '–', '—', '−']) {
        return Some(at);
    }
    let joiner = words.to.find(tokens, at).or_else(|| words.and.find(tokens, at))?;
    tokens.is_number(at + joiner.len).then_some(at + joiner.len)
}

/// Whether the words after the number only say what is counted: persons.
fn are_persons(words: &Tables, tokens: &Tokens<'_>, mut at: usize) -> bool {
    if tokens.source()[tokens.end_before(at)..].contains(['%', '‰', '?', '<', '>', '~']) {
        return false;
    }
    while at < tokens.len() {
        let unit = words.units.find(tokens, at).or_else(|| words.and.find(tokens, at)).map(|found| found.len);
        let person = words.subjects.find(tokens, at).map(|found| found.len);
        match unit.or(person) {
            Some(len) if !tokens.is_number(at) => at += len,
            _ => return false,
        }
    }
    true
}
