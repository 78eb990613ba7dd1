//! How alike two words or two names are.
//!
//! All of it takes texts that are folded. A word longer than [`LONGEST_WORD`](super::tokens::LONGEST_WORD), or a
//! name longer than [`LONGEST_NAME`], is like itself and nothing else, so that no cell can cause more work than
//! a word does.

use super::tokens::is_opaque;
use fnv::FnvHashSet;

/// Letters of the longest name that is compared; what is longer is prose.
pub(crate) const LONGEST_NAME: usize = 256;
/// Words of the longest name that is compared.
const MOST_WORDS: usize = 48;

/// The slips of the pen between two words (a letter wrong, left out, added, or two in the wrong order), where
/// there are no more than `most`.
pub(crate) fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    if most == 0 || is_opaque(one) || is_opaque(other) {
        return None;
    }
    let (letters, others) = (one.chars().count(), other.chars().count());
    if letters.abs_diff(others) > most {
        return None;
    }
    let distance = strsim::osa_distance(one, other);
    (distance <= most).then_some(distance)
}

/// How alike two names are letter by letter, 0 to 1, a common beginning counted most.
pub(crate) fn letters_alike(one: &str, other: &str) -> f64 {
    match one == other {
        true => 1.0,
        false if is_prose(one) || is_prose(other) => 0.0,
        false => strsim::jaro_winkler(one, other),
    }
}

/// The share of pairs of letters that two words have in common, 0 to 1.
pub(crate) fn pairs_alike(one: &str, other: &str) -> f64 {
    match one == other {
        true => 1.0,
        false if is_prose(one) || is_prose(other) => 0.0,
        false => strsim::sorensen_dice(one, other),
    }
}

/// How alike two words are, 0 to 1: the share of a common beginning, so that inflected forms ("utreda",
/// "utredning") count, or the likeness of a misspelling.
pub(crate) fn words_alike(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    if is_opaque(one) || is_opaque(other) {
        return 0.0;
    }
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.chars().count(), other.chars().count());
    let (short, long) = (a.min(b), a.max(b));
    if common >= 4 && common * 10 >= short * 7 {
        return (2 * common) as f64 / (short + long) as f64;
    }
    // A misspelling changes at most a fifth of the letters, and seldom the length by more.
    if short < 5 || short * 5 < long * 4 {
        return 0.0;
    }
    let slip = strsim::normalized_damerau_levenshtein(one, other);
    if slip >= 0.8 { slip } else { 0.0 }
}

/// How alike two names are word by word, 0 to 1, whatever the order of their words; [`super::fold::bare`] first.
/// Of longer texts, the share of words that both have.
pub(crate) fn names_alike(one: &str, other: &str) -> f64 {
    if one == other {
        return if one.is_empty() { 0.0 } else { 1.0 };
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    if ours.len() > MOST_WORDS || theirs.len() > MOST_WORDS {
        return shared(&ours, &theirs);
    }
    let mut best_of_theirs = vec![0.0f64; theirs.len()];
    let mut sum = 0.0;
    for word in &ours {
        let mut best = 0.0f64;
        for (other, best_of_other) in theirs.iter().zip(&mut best_of_theirs) {
            let alike = words_alike(word, other);
            best = best.max(alike);
            *best_of_other = best_of_other.max(alike);
        }
        sum += best;
    }
    (sum + best_of_theirs.iter().sum::<f64>()) / (ours.len() + theirs.len()) as f64
}

fn shared(ours: &[&str], theirs: &[&str]) -> f64 {
    let (a, b): (FnvHashSet<&str>, FnvHashSet<&str>) =
        (ours.iter().copied().collect(), theirs.iter().copied().collect());
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
}

fn is_prose(name: &str) -> bool {
    name.len() > LONGEST_NAME && name.chars().nth(LONGEST_NAME).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_of_the_pen_are_counted() {
        for (one, other, most, slips_between) in [
            ("larm", "larm", 0, Some(0)),
            ("trygghetslarm", "trygghetlarm", 1, Some(1)),
            ("konsekvens", "konsekvnes", 1, Some(1)),
            ("löner", "loner", 1, Some(1)),
            ("löner", "lokaler", 2, None),
            ("a", "abcdef", 2, None),
            ("larm", "lärm", 0, None),
        ] {
            assert_eq!(slips(one, other, most), slips_between, "{one} {other}");
            assert_eq!(slips(other, one, most), slips_between, "{other} {one}");
        }
    }

    #[test]
    fn inflection_counts_and_chance_does_not() {
        assert!(words_alike("utreda", "utredning") > 0.6);
        assert!(words_alike("faderskap", "faderksap") > 0.7);
        assert_eq!(words_alike("barn", "vård"), 0.0);
        assert_eq!((names_alike("", ""), names_alike("a", "a")), (0.0, 1.0));
        assert!(names_alike("utreda adoption", "adoption utreda") > 0.99);
        assert!(names_alike("fastställa faderskap", "ge öppna insatser") < 0.2);
        assert!(letters_alike("utredningar", "utredning") > 0.9 && letters_alike("löner", "kb") < 0.5);
        assert!(pairs_alike("behandling", "behandlingar") > 0.8);
    }

    #[test]
    fn what_is_no_word_is_like_itself_alone() {
        let (long, other) = ("å".repeat(40_000), "å".repeat(39_999));
        for alike in [letters_alike, pairs_alike, words_alike, names_alike] {
            assert_eq!((alike(&long, &long), alike(&long, &other)), (1.0, 0.0));
        }
        assert_eq!((slips(&long, &long, 1), slips(&long, &other, 1)), (Some(0), None));
        let prose = |word: &str| vec![word; 20_000].join(" ");
        assert_eq!(names_alike(&prose("larm"), &prose("lön")), 0.0);
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_and_has_no_direction(one in "[a-dåä ]{0,12}", other in "[a-dåä ]{0,12}") {
            for alike in [letters_alike, pairs_alike, words_alike, names_alike] {
                prop_assert!((0.0..=1.0).contains(&alike(&one, &other)));
                prop_assert!((alike(&one, &other) - alike(&other, &one)).abs() < 1e-9);
            }
        }
    }
}
