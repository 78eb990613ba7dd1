//! How names compare: folded to the same form, and how alike two are, word by word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, composed, with every run of blanks and punctuation as one blank.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// As [`fold`], and without accents: for headers and set words, which lose them on the way.
pub(super) fn fold_plain(text: &str) -> String {
    fold(text).nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// How alike two words are, 0 to 1: the share of a common beginning, so that inflected forms
/// ("utreda", "utredning") count, or the likeness of a misspelling.
pub(super) fn word_likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = {
        let (x, y) = (a.chars().count(), b.chars().count());
        (x.min(y), x.max(y))
    };
    if common >= 4 && common * 10 >= short * 7 {
        return (2 * common) as f64 / (short + long) as f64;
    }
    // A misspelling changes at most a fifth of the letters, and seldom the length by more.
    if short < 5 || short * 5 < long * 4 {
        return 0.0;
    }
    let typo = strsim::normalized_damerau_levenshtein(a, b);
    if typo >= 0.8 { typo } else { 0.0 }
}

/// How alike two names are, 0 to 1, whatever the order of their words.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    folded_likeness(&fold(a), &fold(b))
}

/// As [`likeness`], of names already folded.
pub(super) fn folded_likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let mut best_of_b = vec![0.0f64; b.len()];
    let mut sum = 0.0;
    for word in &a {
        let mut best = 0.0f64;
        for (other, best_of_other) in b.iter().zip(&mut best_of_b) {
            let alike = word_likeness(word, other);
            best = best.max(alike);
            *best_of_other = best_of_other.max(alike);
        }
        sum += best;
    }
    (sum + best_of_b.iter().sum::<f64>()) / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflection_counts_and_digits_do_not() {
        assert!(word_likeness("utreda", "utredning") > 0.6);
        assert_eq!(word_likeness("barn", "vård"), 0.0);
        assert!(likeness("Utreda adoption", "Adoption, utreda") > 0.99);
        assert!(likeness("Fastställa faderskap", "Ge öppna insatser") < 0.2);
        assert_eq!(fold_plain("  Gäller_från: "), "galler fran");
        assert_eq!(likeness("", ""), 0.0);
    }
}

/// Whether two names are the same but for case and punctuation.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}
