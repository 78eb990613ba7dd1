//! The language in which word lists say what to look for in a text.
//!
//! A phrase is one or more words. Capitals, accents composed or not, blanks and the signs between words do not
//! matter: "e-post" is also "E post". A phrase stands in a text where its words stand there one after the other,
//! each as a whole word.
//!
//! A star stands for letters of one word, or none:
//!
//! | written | fits |
//! |---|---|
//! | `adress` | adress |
//! | `adress*` | adress, adresser, adressbok |
//! | `*adress` | adress, bostadsadress |
//! | `*adress*` | adress, bostadsadresser |
//! | `politisk* åsikt*` | politisk åsikt, politiska åsikter |
//! | `övervakar * internet` | övervakar anställdas internet: one word, whichever |
//!
//! Beside a star stand at least three letters, two where the phrase has other words to be known by. A star in
//! the middle of a word, or alone at an end of the phrase, is refused.

use super::tokens::{Cut, Tokens};
use aho_corasick::AhoCorasick;
use fnv::FnvHashMap;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// The fewest letters beside a star, so that no phrase takes in half the language.
const LEAST_ALONE: usize = 3;
/// The same where the phrase has other words: "ta* ställning".
const LEAST_WITH_OTHERS: usize = 2;

/// One or more words to look for, as a person writes them in a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Phrase {
    written: String,
    /// Whether a star is a sign like another: the phrase is a name and nobody's pattern.
    literal: bool,
}

/// Why a text is no phrase.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PhraseError {
    /// Nothing to look for.
    #[error("`{0}` holds no word")]
    NoWord(String),
    /// A star that would take in too much.
    #[error("`{0}`: at least {LEAST_ALONE} letters must stand beside a star")]
    FewLetters(String),
    /// A star within a word.
    #[error("`{0}`: a star stands at the beginning or the end of a word")]
    StarWithin(String),
    /// A star for a whole word at an end of the phrase, where it says nothing.
    #[error("`{0}`: a star alone stands between two words")]
    StarAtEnd(String),
}

impl TryFrom<String> for Phrase {
    type Error = PhraseError;

    fn try_from(written: String) -> Result<Phrase, PhraseError> {
        let phrase = Phrase { written, literal: false };
        // Lists hold thousands: only stars can be wrong beside words.
        if !phrase.written.contains('*') && phrase.written.contains(char::is_alphanumeric) {
            return Ok(phrase);
        }
        phrase.parts(Cut::Words)?;
        // Where a text is cut into runs "§" is no word, and is not found.
        match phrase.parts(Cut::Runs) {
            Ok(_) | Err(PhraseError::NoWord(_)) => Ok(phrase),
            Err(error) => Err(error),
        }
    }
}

impl Phrase {
    /// A phrase written in a list.
    ///
    /// # Errors
    /// [`PhraseError`] where it breaks a rule of the language.
    pub(crate) fn new(written: &str) -> Result<Phrase, PhraseError> {
        Phrase::try_from(written.to_owned())
    }

    /// A name to look for as it is; none where it holds no word.
    pub(crate) fn literal(name: &str) -> Option<Phrase> {
        (!Tokens::of(name).is_empty()).then(|| Phrase { written: name.to_owned(), literal: true })
    }

    /// As written.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    fn parts(&self, cut: Cut) -> Result<Vec<Part>, PhraseError> {
        let tokens = Tokens::cut(&self.written, cut);
        let wrong = |kind: fn(String) -> PhraseError| Err(kind(self.written.clone()));
        if self.literal {
            return Ok(tokens.words().map(|word| Part::Whole(word.into())).collect());
        }
        let mut parts = Vec::with_capacity(tokens.len());
        let (mut words, mut least) = (0, usize::MAX);
        for i in 0..tokens.len() {
            let stars = Stars::of(tokens.gap(i), i > 0, true);
            match stars.alone {
                _ if stars.within => return wrong(PhraseError::StarWithin),
                1.. if i == 0 => return wrong(PhraseError::StarAtEnd),
                alone => parts.extend((0..alone).map(|_| Part::Any)),
            }
            let word = tokens.word(i);
            let open_after = Stars::of(tokens.gap(i + 1), true, i + 1 < tokens.len()).after_word;
            if stars.before_word || open_after {
                least = least.min(word.chars().count());
            }
            words += 1;
            parts.push(match (stars.before_word, open_after) {
                (false, false) => Part::Whole(word.into()),
                (false, true) => Part::Start(word.into()),
                (true, false) => Part::End(word.into()),
                (true, true) => Part::Inside(word.into()),
            });
        }
        let needed = if words > 1 { LEAST_WITH_OTHERS } else { LEAST_ALONE };
        match words {
            0 => wrong(PhraseError::NoWord),
            _ if Stars::of(tokens.gap(tokens.len()), true, false).alone > 0 => wrong(PhraseError::StarAtEnd),
            _ if least < needed => wrong(PhraseError::FewLetters),
            _ => Ok(parts),
        }
    }
}

/// The stars that stand between two words, or at an end of a phrase.
struct Stars {
    /// One touches the word before.
    after_word: bool,
    /// One touches the word that follows.
    before_word: bool,
    /// Nothing but stars parts two words.
    within: bool,
    /// How many touch no word.
    alone: usize,
}

impl Stars {
    /// Those of a gap, and whether a word stands before and after it.
    fn of(gap: &str, has_before: bool, has_after: bool) -> Stars {
        let within = has_before && has_after && !gap.is_empty() && gap.chars().all(|c| c == '*');
        let (after_word, rest) = match gap.strip_prefix('*').filter(|_| has_before) {
            Some(rest) => (true, rest),
            None => (false, gap),
        };
        let (before_word, rest) = match rest.strip_suffix('*').filter(|_| has_after) {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        Stars { after_word, before_word, within, alone: rest.matches('*').count() }
    }
}

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole(Box<str>),
    Start(Box<str>),
    End(Box<str>),
    Inside(Box<str>),
    Any,
}

impl Part {
    fn letters(&self) -> &str {
        match self {
            Part::Whole(text) | Part::Start(text) | Part::End(text) | Part::Inside(text) => text,
            Part::Any => "",
        }
    }

    fn fits(&self, word: &str) -> bool {
        match self {
            Part::Whole(text) => **text == *word,
            Part::Start(text) => word.starts_with(&**text),
            Part::End(text) => word.ends_with(&**text),
            Part::Inside(text) => word.contains(&**text),
            Part::Any => !word.is_empty(),
        }
    }
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// The first of its words.
    pub(crate) at: usize,
    /// How many words of the text it takes.
    pub(crate) len: usize,
    /// What it stands for.
    pub(crate) value: T,
    letters: usize,
}

impl<T> Found<T> {
    /// The words of the text that it takes.
    pub(crate) fn words(&self) -> Range<usize> {
        self.at..self.at + self.len
    }

    /// Whether this is the more exact of two finds at the same place.
    pub(crate) fn beats<U>(&self, other: &Found<U>) -> bool {
        (self.len, self.letters) > (other.len, other.letters)
    }
}

/// Many phrases, each standing for a value, found in a text without trying each.
///
/// They are told by their first word: looked up where it is a whole word, by the lengths that a beginning or an
/// end may have, or by one pass over its letters where it may stand inside a word. The work is in proportion to
/// the text, however long a word is.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    cut: Cut,
    cut_words: bool,
    held: Vec<Held<T>>,
    whole: FnvHashMap<Box<str>, Vec<usize>>,
    start: Affixes,
    end: Affixes,
    inside: Insides,
}

#[derive(Debug, Clone)]
struct Held<T> {
    parts: Vec<Part>,
    letters: usize,
    value: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases::new(Cut::Words)
    }
}

impl<T> Phrases<T> {
    /// No phrases yet, to be looked for in texts that are cut so.
    pub(crate) fn new(cut: Cut) -> Phrases<T> {
        Phrases {
            cut,
            cut_words: true,
            held: Vec::new(),
            whole: FnvHashMap::default(),
            start: Affixes::default(),
            end: Affixes::default(),
            inside: Insides::default(),
        }
    }

    /// The same, where no phrase ends in the cut first half of a compound: "barn-" of "barn- och
    /// utbildningsnämnden" is then not the word "barn".
    pub(crate) fn without_cut_words(mut self) -> Phrases<T> {
        self.cut_words = false;
        self
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds phrases. Of two equal phrases the one added last counts.
    pub(crate) fn add<'p>(&mut self, phrases: impl IntoIterator<Item = &'p Phrase>, value: T) {
        for phrase in phrases {
            // A phrase was read before; one that cannot be cut so holds nothing to find.
            let Ok(parts) = phrase.parts(self.cut) else { continue };
            let Some(first) = parts.first() else { continue };
            let number = self.held.len();
            match first {
                Part::Whole(text) => self.whole.entry(text.clone()).or_default().push(number),
                Part::Start(text) => self.start.add(text, number),
                Part::End(text) => self.end.add(text, number),
                Part::Inside(text) => self.inside.add(text, number),
                Part::Any => continue,
            }
            let letters = parts.iter().map(|part| part.letters().chars().count()).sum();
            self.held.push(Held { parts, letters, value });
        }
    }

    /// The most exact phrase that begins at word `at`: the one of most words, then of most letters.
    pub(crate) fn find(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found<T>> {
        let mut best: Option<(usize, Found<T>)> = None;
        self.each(tokens, at, &mut |number, found| {
            let better = best
                .as_ref()
                .is_none_or(|(held, best)| found.beats(best) || (!best.beats(&found) && number > *held));
            if better {
                best = Some((number, found));
            }
        });
        best.map(|(_, found)| found)
    }

    /// All phrases that stand in a text, overlapping ones too, in the order in which they begin; those that
    /// begin at one word in the order added.
    pub(crate) fn all(&self, tokens: &Tokens<'_>) -> Vec<Found<T>> {
        let mut all = Vec::new();
        for at in 0..tokens.len() {
            let first = all.len();
            self.each(tokens, at, &mut |number, found| all.push((number, found)));
            all[first..].sort_unstable_by_key(|(number, _)| *number);
        }
        all.into_iter().map(|(_, found)| found).collect()
    }

    /// Whether any phrase stands among some words of a text.
    pub(crate) fn occurs(&self, tokens: &Tokens<'_>, mut words: Range<usize>) -> bool {
        let to = words.end;
        words.any(|at| {
            let mut fits = false;
            self.each(tokens, at, &mut |_, found| fits |= at + found.len <= to);
            fits
        })
    }

    /// Whether any phrase stands in a text.
    pub(crate) fn occur_in(&self, text: &str) -> bool {
        let tokens = Tokens::cut(text, self.cut);
        self.occurs(&tokens, 0..tokens.len())
    }

    /// Whether a text begins with a phrase.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.find(&Tokens::cut(text, self.cut), 0).is_some()
    }

    /// Whether a text is one phrase and nothing else.
    pub(crate) fn are(&self, text: &str) -> bool {
        let tokens = Tokens::cut(text, self.cut);
        let mut whole = false;
        self.each(&tokens, 0, &mut |_, found| whole |= found.len == tokens.len());
        whole
    }

    /// Whether a text has words, and these are nothing but phrases of this list, or of another beside it.
    pub(crate) fn cover<U: Copy>(&self, tokens: &Tokens<'_>, beside: &Phrases<U>) -> bool {
        let mut at = 0;
        while at < tokens.len() {
            let own = self.find(tokens, at).map(|found| found.len);
            let Some(len) = own.max(beside.find(tokens, at).map(|found| found.len)) else { return false };
            at += len;
        }
        at > 0
    }

    /// Gives each phrase that begins at a word, once.
    fn each(&self, tokens: &Tokens<'_>, at: usize, give: &mut impl FnMut(usize, Found<T>)) {
        debug_assert_eq!(tokens.cut_at(), self.cut);
        let word = tokens.word(at);
        if word.is_empty() {
            return;
        }
        let mut consider = |numbers: &[usize]| {
            for &number in numbers {
                let held = &self.held[number];
                if self.fits(&held.parts, tokens, at) {
                    let (len, letters) = (held.parts.len(), held.letters);
                    give(number, Found { at, len, value: held.value, letters });
                }
            }
        };
        self.whole.get(word).into_iter().for_each(|numbers| consider(numbers));
        self.start.beginning(word, &mut consider);
        self.end.ending(word, &mut consider);
        self.inside.within(word, &mut consider);
    }

    fn fits(&self, parts: &[Part], tokens: &Tokens<'_>, at: usize) -> bool {
        (self.cut_words || !tokens.is_cut(at + parts.len() - 1))
            && parts.iter().zip(at..).all(|(part, i)| part.fits(tokens.word(i)))
    }
}

impl From<Vec<Phrase>> for Phrases<()> {
    fn from(list: Vec<Phrase>) -> Phrases<()> {
        let mut phrases = Phrases::default();
        phrases.add(&list, ());
        phrases
    }
}

/// A list of phrases in a word list.
impl<'de> Deserialize<'de> for Phrases<()> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Phrase>::deserialize(deserializer).map(Phrases::from)
    }
}

/// Beginnings or ends of words, each with the phrases whose first word has it.
#[derive(Debug, Clone, Default)]
struct Affixes {
    by: FnvHashMap<Box<str>, Vec<usize>>,
    /// The lengths that occur, in bytes, the shortest first.
    lengths: Vec<usize>,
}

impl Affixes {
    fn add(&mut self, affix: &str, number: usize) {
        if let Err(at) = self.lengths.binary_search(&affix.len()) {
            self.lengths.insert(at, affix.len());
        }
        self.by.entry(affix.into()).or_default().push(number);
    }

    fn beginning(&self, word: &str, consider: &mut impl FnMut(&[usize])) {
        self.each(word.len(), |length| word.get(..length), consider);
    }

    fn ending(&self, word: &str, consider: &mut impl FnMut(&[usize])) {
        self.each(word.len(), |length| word.get(word.len() - length..), consider);
    }

    fn each<'w>(
        &self,
        longest: usize,
        affix: impl Fn(usize) -> Option<&'w str>,
        consider: &mut impl FnMut(&[usize]),
    ) {
        let lengths = self.lengths.iter().take_while(|length| **length <= longest);
        let found = lengths.filter_map(|length| self.by.get(affix(*length)?));
        found.for_each(|numbers| consider(numbers));
    }
}

/// Middles of words, looked for in one pass.
#[derive(Debug, Clone, Default)]
struct Insides {
    middles: Vec<(Box<str>, Vec<usize>)>,
    /// Made when first asked for; none where so many middles are too many.
    finder: OnceLock<Option<AhoCorasick>>,
}

impl Insides {
    fn add(&mut self, middle: &str, number: usize) {
        self.finder = OnceLock::new();
        match self.middles.iter_mut().find(|(known, _)| **known == *middle) {
            Some((_, numbers)) => numbers.push(number),
            None => self.middles.push((middle.into(), vec![number])),
        }
    }

    fn within(&self, word: &str, consider: &mut impl FnMut(&[usize])) {
        if self.middles.is_empty() {
            return;
        }
        let finder =
            self.finder.get_or_init(|| AhoCorasick::new(self.middles.iter().map(|(of, _)| &**of)).ok());
        let Some(finder) = finder else {
            let found = self.middles.iter().filter(|(middle, _)| word.contains(&**middle));
            found.for_each(|(_, numbers)| consider(numbers));
            return;
        };
        let mut seen: Vec<usize> = Vec::new();
        for found in finder.find_overlapping_iter(word) {
            let middle = found.pattern().as_usize();
            if !seen.contains(&middle) {
                seen.push(middle);
                consider(&self.middles[middle].1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn phrases<T: Copy>(cut: Cut, list: &[(&str, T)]) -> Phrases<T> {
        let mut phrases = Phrases::new(cut);
        for (written, value) in list {
            phrases.add(&[Phrase::new(written).expect(written)], *value);
        }
        phrases
    }

    fn one(written: &str) -> Phrases<()> {
        phrases(Cut::Words, &[(written, ())])
    }

    #[test]
    fn a_star_has_one_meaning() {
        for (phrase, fits, not) in [
            ("adress", &["adress", "Adress:", "(ADRESS)"][..], &["adresser", "ipadress", "adre ss"][..]),
            ("adress*", &["adress", "adressbok", "Adresser."], &["bostadsadress", "adres"]),
            ("*adress", &["adress", "bostadsadress"], &["adresser"]),
            ("*adress*", &["adress", "bostadsadresser"], &["adres s"]),
            ("e-post*", &["e-post", "E post", "e-postadress", "e\u{2011}post"], &["epost", "post e"]),
            ("politisk* åsikt*", &["politiska åsikter", "Politisk a\u{30a}sikt"], &["politisk stark åsikt"]),
            ("övervakar * internet*", &["övervakar anställdas internetvanor"], &["övervakar internet"]),
            ("ta* ställning", &["tar ställning", "tagit ställning"], &["ställning tas"]),
            ("art 45", &["Art. 45", "art.45", "art 45.1"], &["art 456"]),
            ("§", &["3 §", "§5", "5§"], &["5"]),
            ("b* c d*", &[], &["b c"]),
        ] {
            let Ok(phrase) = Phrase::new(phrase) else {
                assert!(fits.is_empty(), "{phrase}");
                continue;
            };
            let phrases = Phrases::from(vec![phrase.clone()]);
            fits.iter().for_each(|text| assert!(phrases.occur_in(text), "{phrase:?} {text}"));
            not.iter().for_each(|text| assert!(!phrases.occur_in(text), "{phrase:?} {text}"));
        }
    }

    #[test]
    fn phrases_that_say_too_little_are_refused() {
        type Kind = fn(String) -> PhraseError;
        for (written, kind) in [
            ("", PhraseError::NoWord as Kind),
            ("*", PhraseError::NoWord),
            ("—", PhraseError::NoWord),
            ("a*", PhraseError::FewLetters),
            ("*ab", PhraseError::FewLetters),
            ("t* ställning", PhraseError::FewLetters),
            ("ab12*x", PhraseError::StarWithin),
            ("brott*mål", PhraseError::StarWithin),
            ("* internet", PhraseError::StarAtEnd),
            ("internet *", PhraseError::StarAtEnd),
            ("internet* *", PhraseError::StarAtEnd),
            ("internet**", PhraseError::StarAtEnd),
        ] {
            assert_eq!(Phrase::new(written), Err(kind(written.to_owned())), "{written}");
        }
        assert_eq!(
            Phrase::new("a*").map_err(|error| error.to_string()),
            Err("`a*`: at least 3 letters must stand beside a star".to_owned())
        );
        assert!(Phrase::new("*brott*").is_ok());
    }

    #[test]
    fn the_most_exact_phrase_wins() {
        let values = phrases(
            Cut::Runs,
            &[("adress", 1), ("ip-adress", 2), ("*adress", 3), ("post*", 4), ("poststöld", 5)],
        );
        let found = |text: &str| values.find(&Tokens::runs(text), 0).map(|found| (found.value, found.len));
        assert_eq!(found("IP-adress"), Some((2, 2)));
        assert_eq!(found("adress"), Some((3, 1)));
        assert_eq!(found("bostadsadress"), Some((3, 1)));
        assert_eq!(found("poststöld"), Some((5, 1)));
        assert_eq!(found("adresser"), None);
    }

    #[test]
    fn a_cut_word_is_a_word_unless_it_is_said_not_to_be() {
        let list = [("barn", 1), ("hälso- och sjukvård*", 2), ("*hälso*", 3)];
        let (with, without) = (phrases(Cut::Words, &list), phrases(Cut::Words, &list).without_cut_words());
        let tokens = Tokens::of("barn- och utbildning");
        assert!(with.find(&tokens, 0).is_some() && without.find(&tokens, 0).is_none());
        let tokens = Tokens::of("hälso- och sjukvårdsuppgifter");
        assert_eq!(without.all(&tokens).iter().map(|found| found.value).collect::<Vec<_>>(), [2]);
        assert_eq!(with.all(&tokens).iter().map(|found| found.value).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn finds_tell_where_they_stand() {
        let text = "Ja, Sjukdomar och bostads\u{ad}adress.";
        let tokens = Tokens::of(text);
        let all = phrases(Cut::Words, &[("*adress", 'a'), ("sjukdom*", 's'), ("*dom*", 'd')]).all(&tokens);
        let told: Vec<_> = all.iter().map(|found| (found.value, tokens.text(found.words()))).collect();
        assert_eq!(told, [('s', "Sjukdomar"), ('d', "Sjukdomar"), ('a', "bostads\u{ad}adress")]);
    }

    #[test]
    fn a_name_is_looked_for_as_it_is() {
        let mut names = Phrases::default();
        names.add(&Phrase::literal("Larm* (nytt)"), 7);
        assert!(Phrase::literal("***").is_none());
        assert_eq!(names.all(&Tokens::of("KB för larm, nytt")).len(), 1);
        assert!(names.all(&Tokens::of("larmet nytt")).is_empty());
    }

    #[test]
    fn texts_are_covered_begun_and_equalled() {
        let (generic, small) =
            (phrases(Cut::Words, &[("administration", ()), ("enligt lag", ())]), one("och"));
        let covers = |text: &str| generic.cover(&Tokens::of(text), &small);
        assert!(covers("Administration och administration, enligt lag"));
        assert!(!covers("administration av bistånd") && !covers("") && !covers("enligt"));
        assert!(!generic.begin("Enligt lagen") && generic.begin("enligt lag (2001:454)"));
        assert!(generic.are("Enligt lag.") && !generic.are("enligt lag 5"));
        assert!(
            generic.occurs(&Tokens::of("se enligt lag"), 1..3)
                && !generic.occurs(&Tokens::of("se enligt lag"), 1..2)
        );
    }

    #[test]
    fn of_equal_phrases_the_last_counts() {
        let both = phrases(Cut::Runs, &[("dom", 1), ("dom", 2)]);
        assert_eq!(both.find(&Tokens::runs("dom"), 0).map(|found| found.value), Some(2));
    }

    #[test]
    fn lists_are_read_from_data() {
        #[derive(Deserialize)]
        struct Lists {
            none: Phrases<()>,
        }
        let lists: Lists = toml::from_str(r#"none = ["inga", "ej tillämpligt"]"#).expect("a list");
        assert!(lists.none.are("Ej tillämpligt") && !lists.none.is_empty());
        assert!(toml::from_str::<Lists>(r#"none = ["a*"]"#).is_err());
    }

    #[test]
    fn a_word_without_end_is_read_in_one_pass() {
        let list = [("*åäå*", 1), ("*äö", 2), ("åäö*", 3), ("*åäöx", 4), ("åäö", 5), ("*åäö* *äöå*", 6)];
        let phrases = phrases(Cut::Words, &[("*äöå", 7)]);
        let mut all = phrases.clone();
        list.iter().for_each(|(written, value)| {
            Phrase::new(written).into_iter().for_each(|phrase| all.add(&[phrase], *value));
        });
        // Were it read once for each of its letters, this would take minutes.
        let text = format!("{0} {0}", "åäö".repeat(400_000));
        let found: Vec<i32> = all.all(&Tokens::of(&text)).iter().map(|found| found.value).collect();
        assert_eq!(found, [3, 6, 3]);
    }

    /// What the language means, told in the plainest way.
    fn stands(phrase: &str, text: &str) -> bool {
        let (parts, words) = (phrase.split(' ').collect::<Vec<_>>(), text.split(' ').collect::<Vec<_>>());
        let fits = |part: &str, word: &str| {
            let letters = part.trim_matches('*');
            match (part.starts_with('*'), part.ends_with('*')) {
                (true, true) => word.contains(letters),
                (true, false) => word.ends_with(letters),
                (false, true) => word.starts_with(letters),
                (false, false) => word == part,
            }
        };
        words.windows(parts.len()).any(|run| parts.iter().zip(run).all(|(part, word)| fits(part, word)))
    }

    proptest! {
        #[test]
        fn finding_is_what_the_language_says(
            list in prop::collection::vec(r"\*?[abå]{3,4}\*?( [abå]{2,3}\*?)?", 1..6),
            text in "[abå]{1,6}( [abå]{1,6}){0,5}",
        ) {
            let values: Vec<(&str, usize)> = list.iter().map(String::as_str).zip(0..).collect();
            let phrases = phrases(Cut::Words, &values);
            let found: Vec<usize> = phrases.all(&Tokens::of(&text)).iter().map(|found| found.value).collect();
            for (phrase, number) in values {
                prop_assert_eq!(found.contains(&number), stands(phrase, &text), "{} in {}", phrase, text);
            }
        }

        #[test]
        fn composed_or_not_the_finds_are_the_same(text in "[åäöo\u{308}\u{30a}a ]{0,20}") {
            let phrases = phrases(Cut::Words, &[("åäö*", 1), ("*oäa*", 2), ("aoö", 3), ("*äåa", 4)]);
            let (apart, together): (String, String) = (text.nfd().collect(), text.nfc().collect());
            let values = |text: &str| phrases.all(&Tokens::of(text)).iter().map(|found| found.words()).collect::<Vec<_>>();
            prop_assert_eq!(values(&apart), values(&together));
        }

        #[test]
        fn no_text_is_too_much(written in any::<String>(), text in any::<String>()) {
            if let Ok(phrase) = Phrase::new(&written) {
                let _ = Phrases::from(vec![phrase]).occur_in(&text);
            }
        }
    }
}
