//! Words in free text that make a question worth asking. A hint never decides.
//!
//! The words stand in `lexicons/hints.toml`. All of them are looked for in one pass over the text;
//! what is found is then held against word boundaries, look-alikes and denials.

use crate::law::FactId;
use crate::text::fold::as_shown;
use crate::text::phrases::Phrases;
use crate::text::tokens::Tokens;
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// How many words before a mention a negation reaches.
const NEGATION_REACH: usize = 4;

/// So many words after "eftersom" say why.
const REASON_WORDS: usize = 2;

/// So many words say something of their own even without "eftersom".
const TELLING_WORDS: usize = 4;

/// A kind of data, monitoring or technology that weighs heavily even alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeavyKind {
    /// Cameras.
    Camera,
    /// Recording of sound.
    Sound,
    /// Where persons are.
    Location,
    /// Without the persons knowing.
    Covert,
    /// Genetic data.
    Genetic,
    /// Biometric identification.
    Biometric,
    /// Protected identities.
    ProtectedIdentity,
    /// Artificial intelligence used on persons.
    AiOnPersons,
}

impl HeavyKind {
    /// The criterion that the kind belongs to.
    pub fn criterion(self) -> FactId {
        match self {
            HeavyKind::Camera | HeavyKind::Sound | HeavyKind::Location | HeavyKind::Covert => FactId::K3,
            HeavyKind::Genetic | HeavyKind::Biometric | HeavyKind::ProtectedIdentity => FactId::K4,
            HeavyKind::AiOnPersons => FactId::K8,
        }
    }
}

/// What a word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(untagged)]
pub enum Topic {
    /// A criterion or another fact.
    Fact(FactId),
    /// A kind that weighs heavily alone.
    Heavy(HeavyKind),
}

/// A mention in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hint {
    /// What it speaks of.
    pub topic: Topic,
    /// The whole word, or words, as written.
    pub word: String,
    /// Whether it only puts the question first, and is too vague to be held against a plain no.
    pub weak: bool,
}

/// Why a lexicon could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("lexicon {name}: {message}")]
#[non_exhaustive]
pub struct LexiconError {
    /// The lexicon's file.
    pub name: String,
    /// What is wrong, and where.
    pub message: String,
}

/// The words that hint at a topic, ready to be looked for.
#[derive(Debug)]
pub struct Lexicon {
    finder: AhoCorasick,
    /// For each string the finder looks for: the pattern it begins.
    patterns: Vec<Pattern>,
    negations: Vec<String>,
    not_only: Vec<String>,
    denying_verbs: Vec<String>,
    clause_ends: Vec<String>,
    reasons: Vec<String>,
    no_reasons: Phrases<()>,
    remark_columns: Vec<String>,
}

#[derive(Debug)]
struct Pattern {
    weak: bool,
    words: Vec<PatternWord>,
    /// The topics it hints at; none for a look-alike.
    topics: Vec<Topic>,
}

/// A word of a pattern: its letters, and whether others may stand before and after.
#[derive(Debug, PartialEq, Eq)]
struct PatternWord {
    letters: String,
    open_before: bool,
    open_after: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    negations: Vec<String>,
    not_only: Vec<String>,
    denying_verbs: Vec<String>,
    clause_ends: Vec<String>,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    no_reasons: Phrases<()>,
    #[serde(default)]
    remark_columns: Vec<String>,
    hints: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    topics: Vec<Topic>,
    words: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    weak: bool,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse("hints", include_str!("../../lexicons/hints.toml"))
        .expect("the embedded lexicon is valid, as a test shows")
});

impl Lexicon {
    /// The lexicon that comes with the library.
    pub fn builtin() -> &'static Lexicon {
        &BUILTIN
    }

    /// Reads a lexicon; its form is described at the top of `lexicons/hints.toml`.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] with line and column, or the word that is wrong.
    pub fn parse(name: &str, toml: &str) -> Result<Lexicon, LexiconError> {
        let error = |message: String| LexiconError { name: name.to_string(), message };
        let file: File = toml::from_str(toml).map_err(|e| error(e.to_string().trim().to_string()))?;
        let mut patterns = Vec::new();
        for group in file.hints {
            let listed = group.words.iter().map(|word| (word, group.topics.clone()));
            for (word, topics) in listed.chain(group.except.iter().map(|word| (word, Vec::new()))) {
                let words = pattern_words(word).map_err(error)?;
                patterns.push(Pattern { weak: group.weak, words, topics });
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|pattern| &pattern.words[0].letters))
            .map_err(|e| error(e.to_string()))?;
        let File {
            negations, not_only, denying_verbs, clause_ends, reasons, no_reasons, remark_columns, ..
        } = file;
        Ok(Lexicon {
            finder,
            patterns,
            negations,
            not_only,
            denying_verbs,
            clause_ends,
            reasons,
            no_reasons,
            remark_columns,
        })
    }

    /// The mentions in a text, in the order they stand; those denied are left out.
    ///
    /// ```
    /// use ropa::screening::{Lexicon, Topic};
    /// use ropa::law::FactId;
    /// let hints = Lexicon::builtin().hints("Trygghetskamera i entrén, ingen ansiktsigenkänning");
    /// assert!(hints.iter().any(|hint| hint.topic == Topic::Fact(FactId::K3) && hint.word == "Trygghetskamera"));
    /// assert!(!hints.iter().any(|hint| hint.word == "ansiktsigenkänning"));
    /// ```
    pub fn hints(&self, text: &str) -> Vec<Hint> {
        let text = as_shown(text);
        let lower = lower_case(&text);
        let mut mentions: Vec<(Range<usize>, &Pattern)> = self
            .finder
            .find_overlapping_iter(&lower)
            .filter_map(|found| {
                let pattern = &self.patterns[found.pattern().as_usize()];
                pattern.matches(&lower, found.start()).map(|range| (range, pattern))
            })
            .collect();
        if mentions.is_empty() {
            return Vec::new();
        }
        let alike: Vec<Range<usize>> = mentions
            .iter()
            .filter(|(_, pattern)| pattern.topics.is_empty())
            .map(|(range, _)| range.clone())
            .collect();
        mentions.retain(|(range, pattern)| {
            !pattern.topics.is_empty()
                && !alike.iter().any(|like| like.start <= range.start && range.end <= like.end)
                && !self.is_denied(&lower, range)
        });
        mentions.sort_by_key(|(range, _)| (range.start, range.end));
        let mut hints: Vec<Hint> = Vec::new();
        for (range, pattern) in mentions {
            for topic in &pattern.topics {
                let word = text[range.clone()].to_string();
                if !hints.iter().any(|known| known.topic == *topic && known.word == word && !known.weak) {
                    hints.push(Hint { topic: *topic, word, weak: pattern.weak });
                }
            }
        }
        hints
    }

    /// Whether what begins at a word of a text is denied within its clause, before it.
    pub(crate) fn denies(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let before = at.saturating_sub(NEGATION_REACH)..at;
        let clause = before.rev().take_while(|word| !tokens.gap(word + 1).contains(ends_clause));
        let words: Vec<usize> =
            clause.take_while(|word| !self.clause_ends.iter().any(|end| end == tokens.word(*word))).collect();
        words.into_iter().any(|word| {
            let listed = |list: &[String], word: usize| list.iter().any(|known| known == tokens.word(word));
            listed(&self.negations, word) && !listed(&self.not_only, word + 1)
        })
    }

    /// Whether what is written beside a no says why it is one, and does not only say it again.
    pub(crate) fn gives_reason(&self, written: &str) -> bool {
        let left = self.without_excuses(written);
        let tokens = Tokens::of(&left);
        let denies = self.negations.iter().any(|known| known == tokens.word(0));
        self.has_because(&tokens) || (tokens.len() >= TELLING_WORDS && !denies)
    }

    /// Whether a text says "eftersom", and what follows.
    pub(crate) fn says_why(&self, written: &str) -> bool {
        self.has_because(&Tokens::of(&self.without_excuses(written)))
    }

    fn has_because(&self, tokens: &Tokens<'_>) -> bool {
        let is_reason = |at: usize| self.reasons.iter().any(|known| known == tokens.word(at));
        (0..tokens.len()).any(|at| is_reason(at) && tokens.len() - at > REASON_WORDS)
    }

    /// A text without the clauses that say who answers or what protects the data, which is no reason for a no.
    fn without_excuses(&self, written: &str) -> String {
        let clauses = written.split_inclusive(ends_clause);
        clauses.filter(|clause| !self.no_reasons.occur_in(clause)).collect()
    }

    /// Whether a column is one for remarks on the question before it.
    pub(crate) fn is_remark_column(&self, header: &str) -> bool {
        let tokens = Tokens::of(header);
        tokens.words().any(|word| self.remark_columns.iter().any(|known| known == word))
    }

    /// Whether a mention is denied within its clause, before it or by a verb right after it.
    fn is_denied(&self, text: &str, mention: &Range<usize>) -> bool {
        let listed = |list: &[String], word: &str| list.iter().any(|known| known == word);
        let mut after = None;
        for word in words_back(&text[..mention.start]).take(NEGATION_REACH) {
            if listed(&self.clause_ends, word) {
                break;
            }
            if listed(&self.negations, word) {
                return !after.is_some_and(|next| listed(&self.not_only, next));
            }
            after = Some(word);
        }
        // "Kameror används inte", "automatiserade beslut fattas dock inte".
        let following: Vec<&str> = words_forward(&text[mention.end..]).take(4).collect();
        let verb = following.iter().take(2).position(|word| listed(&self.denying_verbs, word));
        verb.is_some_and(|verb| {
            following[verb + 1..].iter().take(2).any(|word| listed(&self.negations, word))
        })
    }
}

impl Pattern {
    /// The whole words that the pattern covers where its first word's letters stand at `start`.
    fn matches(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let first = &self.words[0];
        let mut range = word_around(text, start..start + first.letters.len());
        if !first.fits(&text[range.clone()], start - range.start) {
            return None;
        }
        for word in &self.words[1..] {
            let gap = text[range.end..].find(is_letter)?;
            if !text[range.end..range.end + gap].chars().all(|c| c.is_whitespace() || c == '-') {
                return None;
            }
            let next = word_around(text, range.end + gap..range.end + gap);
            let at = text[next.clone()].find(&word.letters)?;
            if !word.fits(&text[next.clone()], at) {
                return None;
            }
            range.end = next.end;
        }
        Some(range)
    }
}

impl PatternWord {
    /// Whether the pattern's letters, which stand at `at` in `word`, may stand there.
    fn fits(&self, word: &str, at: usize) -> bool {
        (self.open_before || at == 0) && (self.open_after || at + self.letters.len() == word.len())
    }
}

/// The words of a pattern such as `automatisk* beslut*`.
fn pattern_words(pattern: &str) -> Result<Vec<PatternWord>, String> {
    let words: Vec<PatternWord> = pattern
        .split_whitespace()
        .map(|word| PatternWord {
            letters: word.trim_matches('*').to_string(),
            open_before: word.starts_with('*'),
            open_after: word.ends_with('*'),
        })
        .collect();
    // A star alone stands for one word, whichever, between two others.
    let any = |place: usize| words[place].letters.is_empty() && place > 0 && place + 1 < words.len();
    let wrong = |place: usize| {
        let word = &words[place];
        word.letters.is_empty() && !any(place)
            || !word.letters.chars().all(is_letter)
            || word.letters != word.letters.to_lowercase()
    };
    // A single letter to begin with would be looked for, and found, everywhere.
    let short = |word: &PatternWord| word.letters.chars().count() < 2;
    if words.first().is_none_or(short) || (0..words.len()).any(wrong) {
        return Err(format!("\"{pattern}\": write words in lower-case letters, a star only at their ends"));
    }
    Ok(words)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// The whole word around a range.
fn word_around(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].char_indices().rev().take_while(|(_, c)| is_letter(*c)).last();
    let after = text[range.end..].find(|c| !is_letter(c)).map_or(text.len(), |length| range.end + length);
    before.map_or(range.start, |(index, _)| index)..after
}

/// The words before a place, nearest first, as far as the clause goes.
fn words_back(text: &str) -> impl Iterator<Item = &str> {
    let start = text.rfind(ends_clause).map_or(0, |index| index + 1);
    text.get(start..).unwrap_or_default().rsplit(|c| !is_letter(c)).filter(|word| !word.is_empty())
}

/// The words after a place, nearest first, as far as the clause goes.
fn words_forward(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find(ends_clause).unwrap_or(text.len());
    text[..end].split(|c| !is_letter(c)).filter(|word| !word.is_empty())
}

/// Signs that end a clause; all are one byte long.
fn ends_clause(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\n' | '\r' | '(' | ')' | '|')
}

/// The text in lower case, byte for byte in the same places; a letter whose lower case takes other
/// room is left as it is.
fn lower_case(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}
