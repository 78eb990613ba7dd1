//! Words that stand beside a reference or instead of one, from `lexicons/reference.toml`.

use crate::text::phrases::{Phrase, Phrases};
use crate::text::similarity::slips;
use crate::text::tokens::Tokens;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// How many words may stand between a denial and what it denies: "är ännu inte formellt godkänd".
const REACH: usize = 3;

/// What some words say of a DPIA, or of the reference to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Says {
    Out,
    Outdated,
    UnderWay,
    Planned,
    NotApproved,
    Refused,
    Doubt,
    Partial,
    Denial,
    DenialOfPart,
    DenialOfNext,
    ReplacedBy,
    CoveredBy,
    NotNeeded,
    Nothing,
    Lost,
    Others,
    Done,
    NothingAgainst,
    Plain,
}

/// What counts beside a reference, what counts where there is none, and of two alike the later.
const BESIDE: [Says; 12] = [
    Says::Plain,
    Says::CoveredBy,
    Says::Partial,
    Says::Denial,
    Says::DenialOfPart,
    Says::Doubt,
    Says::Planned,
    Says::UnderWay,
    Says::NotApproved,
    Says::Refused,
    Says::Outdated,
    Says::Out,
];
const ALONE: [Says; 12] = [
    Says::Done,
    Says::Doubt,
    Says::Nothing,
    Says::Lost,
    Says::Out,
    Says::Outdated,
    Says::NotApproved,
    Says::Refused,
    Says::Others,
    Says::NotNeeded,
    Says::UnderWay,
    Says::Planned,
];
const NEXT: [Says; 3] = [Says::CoveredBy, Says::ReplacedBy, Says::DenialOfNext];

impl Says {
    /// Whether it is said of a DPIA that is named, and goes with the link.
    pub(super) fn reserves(self) -> bool {
        matches!(
            self,
            Says::Out
                | Says::Outdated
                | Says::UnderWay
                | Says::Planned
                | Says::NotApproved
                | Says::Refused
                | Says::Doubt
                | Says::Partial
        )
    }
}

/// How far a DPIA has come, as a reference tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Come {
    Approved,
    Rejected,
    /// Out for comments, or waiting for a decision.
    Waiting,
    UnderWay,
    Ended,
    /// Made, whatever became of it; the year tells which.
    Made,
}

/// Numbers that are years.
const YEARS: std::ops::Range<u32> = 1990..2100;

/// Shorter words than this are not taken for misspelt ones.
const MISSPELT: usize = 10;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: BTreeSet<String>,
    number_words: BTreeSet<String>,
    diary_words: BTreeSet<String>,
    letter_words: BTreeSet<String>,
    to: Vec<Phrase>,
    and: Vec<Phrase>,
    file_ends: BTreeSet<String>,
    negations: Vec<Phrase>,
    approving: Vec<Phrase>,
    finishing: Vec<Phrase>,
    living: Vec<Phrase>,
    this: Vec<Phrase>,
    alternatives: Vec<Phrase>,
    turns_aside: Vec<Phrase>,
    all_of_them: Vec<Phrase>,
    of_year: Vec<Phrase>,
    both: BTreeSet<String>,
    one_of: Vec<Phrase>,
    begins_list: Vec<Phrase>,
    told_replaced: Vec<Phrase>,
    yet: Vec<Phrase>,
    none_here: Vec<Phrase>,
    none_first: Vec<Phrase>,
    whichever: Vec<Phrase>,
    subject_ends: BTreeSet<String>,
    except: Vec<Phrase>,
    numerals: Vec<BTreeSet<String>>,
    things_number: BTreeSet<String>,
    ordinal_ends: BTreeSet<String>,
    counted: Vec<Phrase>,
    boards: BTreeSet<String>,
    says_when: Vec<Phrase>,
    newer: Vec<Phrase>,
    older: Vec<Phrase>,
    another: Vec<Phrase>,
    assessment_ends: Vec<Phrase>,
    deciding: Vec<Phrase>,
    own_to_come: Vec<Phrase>,
    same_as: Vec<Phrase>,
    successor_of: Vec<Phrase>,
    the_one: Vec<Phrase>,
    replaced_it: Vec<Phrase>,
    spelled: Vec<String>,
    come: BTreeMap<Come, Vec<Phrase>>,
    named_by_state: Vec<Phrase>,
    besides_state: Vec<Phrase>,
    translated: BTreeMap<String, BTreeSet<String>>,
    says: BTreeMap<Says, Vec<Phrase>>,
}

/// The word lists, each ready to be looked for.
#[derive(Debug)]
pub(super) struct ReferenceWords {
    pub(super) kinds: BTreeSet<String>,
    pub(super) number_words: BTreeSet<String>,
    pub(super) diary_words: BTreeSet<String>,
    /// What says that a letter follows: "litt. a".
    pub(super) letter_words: BTreeSet<String>,
    pub(super) to: Phrases<()>,
    pub(super) and: Phrases<()>,
    pub(super) file_ends: BTreeSet<String>,
    negations: Phrases<()>,
    this: Phrases<()>,
    alternatives: Phrases<()>,
    turns_aside: Phrases<()>,
    pub(super) all_of_them: Phrases<()>,
    pub(super) of_year: Phrases<()>,
    both: BTreeSet<String>,
    one_of: Phrases<()>,
    begins_list: Phrases<()>,
    told_replaced: Phrases<()>,
    yet: Phrases<()>,
    none_here: Phrases<()>,
    none_first: Phrases<()>,
    whichever: Phrases<()>,
    subject_ends: BTreeSet<String>,
    pub(super) except: Phrases<()>,
    numerals: Vec<BTreeSet<String>>,
    things_number: BTreeSet<String>,
    pub(super) ordinal_ends: BTreeSet<String>,
    pub(super) counted: Phrases<()>,
    boards: BTreeSet<String>,
    says_when: Phrases<()>,
    pub(super) newer: Phrases<()>,
    pub(super) older: Phrases<()>,
    another: Phrases<()>,
    assessment_ends: Phrases<()>,
    deciding: Phrases<()>,
    own_to_come: Phrases<()>,
    same_as: Phrases<()>,
    successor_of: Phrases<()>,
    the_one: Phrases<()>,
    replaced_it: Phrases<()>,
    spelled: Vec<String>,
    come: Phrases<Come>,
    named_by_state: Phrases<()>,
    besides_state: Phrases<()>,
    translated: BTreeMap<String, String>,
    denied: Phrases<Says>,
    beside: Phrases<Says>,
    alone: Phrases<Says>,
    next: Phrases<Says>,
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<ReferenceWords> = LazyLock::new(|| {
    let file: File = crate::text::data::embedded(include_str!("../../lexicons/reference.toml"))
        .expect("the embedded word list is valid, as a test shows");
    ReferenceWords::of(file)
});

/// One thing said, and in which words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) says: Says,
    pub(super) words: Range<usize>,
}

impl ReferenceWords {
    fn of(file: File) -> ReferenceWords {
        let table = |kinds: &[Says]| {
            let mut phrases = Phrases::default();
            for kind in kinds {
                phrases.add(file.says.get(kind).into_iter().flatten(), *kind);
            }
            phrases
        };
        let mut denied = Phrases::default();
        denied.add(&file.approving, Says::NotApproved);
        denied.add(&file.finishing, Says::UnderWay);
        denied.add(&file.living, Says::Out);
        let with_nothing_against = |mut phrases: Phrases<Says>| {
            phrases.add(file.says.get(&Says::NothingAgainst).into_iter().flatten(), Says::NothingAgainst);
            phrases
        };
        let mut beside = with_nothing_against(table(&BESIDE));
        let translated = file.translated.into_iter();
        let translated =
            translated.flat_map(|(own, words)| words.into_iter().map(move |word| (word, own.clone())));
        // "Behövs ej" beside a reference is said of another one: "Egen behövs ej, täcks av KB-09".
        beside.add(file.says.get(&Says::NotNeeded).into_iter().flatten(), Says::NotNeeded);
        let mut come = Phrases::default();
        for (state, phrases) in &file.come {
            come.add(phrases, *state);
        }
        ReferenceWords {
            beside,
            alone: with_nothing_against(table(&ALONE)),
            next: table(&NEXT),
            denied,
            kinds: file.kinds,
            number_words: file.number_words,
            diary_words: file.diary_words,
            letter_words: file.letter_words,
            to: file.to.into(),
            and: file.and.into(),
            file_ends: file.file_ends,
            negations: file.negations.into(),
            this: file.this.into(),
            alternatives: file.alternatives.into(),
            turns_aside: file.turns_aside.into(),
            all_of_them: file.all_of_them.into(),
            of_year: file.of_year.into(),
            both: file.both,
            one_of: file.one_of.into(),
            begins_list: file.begins_list.into(),
            told_replaced: file.told_replaced.into(),
            yet: file.yet.into(),
            none_here: file.none_here.into(),
            none_first: file.none_first.into(),
            whichever: file.whichever.into(),
            subject_ends: file.subject_ends,
            except: file.except.into(),
            numerals: file.numerals,
            things_number: file.things_number,
            ordinal_ends: file.ordinal_ends,
            counted: file.counted.into(),
            boards: file.boards,
            says_when: file.says_when.into(),
            newer: file.newer.into(),
            older: file.older.into(),
            another: file.another.into(),
            assessment_ends: file.assessment_ends.into(),
            deciding: file.deciding.into(),
            own_to_come: file.own_to_come.into(),
            same_as: file.same_as.into(),
            successor_of: file.successor_of.into(),
            the_one: file.the_one.into(),
            replaced_it: file.replaced_it.into(),
            spelled: file.spelled,
            come,
            named_by_state: file.named_by_state.into(),
            besides_state: file.besides_state.into(),
            translated: translated.collect(),
        }
    }

    /// What a text beside a reference says, and the words of it that no list knows.
    pub(super) fn beside(&self, text: &str) -> (Vec<Said>, Vec<String>) {
        let tokens = Tokens::of(text);
        self.read(&self.beside, &tokens)
    }

    /// What a text without any reference says, and the words of it that no list knows.
    pub(super) fn alone(&self, text: &str) -> (BTreeSet<Says>, Vec<String>) {
        let tokens = Tokens::of(text);
        let (said, unknown) = self.read(&self.alone, &tokens);
        (said.into_iter().map(|said| said.says).collect(), unknown)
    }

    /// Whether a text begins by saying that none is needed.
    pub(super) fn begins_unneeded(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        self.alone.find(&tokens, 0).is_some_and(|found| found.value == Says::NotNeeded)
    }

    /// Whether a text begins with what parts it from a name before it: "men vikarierna".
    pub(super) fn turns_aside(&self, text: &str) -> bool {
        self.turns_aside.find(&Tokens::of(text), 0).is_some()
    }

    /// Whether a word says no.
    pub(super) fn is_negation(&self, word: &str) -> bool {
        self.negations.are(word)
    }

    /// Whether a list has a word.
    pub(super) fn is_known(&self, word: &str) -> bool {
        let tokens = Tokens::of(word);
        let listed = |table: &Phrases<Says>| table.find(&tokens, 0).is_some();
        self.is_negation(word) || listed(&self.beside) || listed(&self.alone)
    }

    /// What follows words that say that another processing's is meant: "samma som för".
    pub(super) fn same_as<'t>(&self, text: &'t str) -> Option<&'t str> {
        let tokens = Tokens::of(text);
        let found = self.same_as.find(&tokens, 0).filter(|found| found.len < tokens.len())?;
        Some(&text[tokens.start(found.len)..])
    }

    /// Where words before a name begin to say that what has taken its place is meant: "den som ersatte".
    pub(super) fn tells_of_successor(&self, before: &str) -> Option<usize> {
        let tokens = Tokens::of(before);
        (0..tokens.len())
            .filter_map(|at| self.successor_of.find(&tokens, at))
            .find(|found| found.at + found.len == tokens.len())
            .map(|found| tokens.start(found.at))
    }

    /// Whether words around a name say that what it took the place of is meant: "den som ... ersatte".
    pub(super) fn tells_of_predecessor(&self, before: &str, after: &str) -> bool {
        let (before, after) = (Tokens::of(before), Tokens::of(after));
        let ends = (0..before.len())
            .filter_map(|at| self.the_one.find(&before, at))
            .any(|found| found.at + found.len == before.len());
        ends && self.replaced_it.find(&after, 0).is_some()
    }

    /// How far what a text names has come, where it says nothing else of it: "den som är på remiss".
    pub(super) fn come(&self, text: &str) -> Option<Come> {
        let tokens = Tokens::of(text);
        let mut at = self.named_by_state.find(&tokens, 0)?.len;
        let mut come = None;
        while at < tokens.len() {
            let known = |phrases: &Phrases<()>| phrases.find(&tokens, at).map(|found| found.len);
            if let Some(found) = self.come.find(&tokens, at) {
                if come.is_some_and(|come| come != found.value) {
                    return None;
                }
                come = Some(found.value);
                at += found.len;
            } else if let Some(len) = known(&self.besides_state).or_else(|| known(&self.of_year)) {
                at += len;
            } else if tokens.word(at).parse().is_ok_and(|year: u32| YEARS.contains(&year)) {
                at += 1;
            } else {
                return None;
            }
        }
        come.filter(|_| !text.contains('?'))
    }

    /// The first words in a text that tell how far something has come.
    pub(super) fn told_in(&self, text: &str) -> Option<Come> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).find_map(|at| self.come.find(&tokens, at)).map(|found| found.value)
    }

    /// A text with the words for a DPIA spelled right, where one is misspelt.
    pub(super) fn spelled(&self, text: &str) -> Option<String> {
        let tokens = Tokens::of(text);
        let right = |word: &str| {
            let long = word.chars().count() >= MISSPELT;
            let slip = |right: &&String| slips(word, right, 2).is_some_and(|slips| slips > 0);
            long.then(|| self.spelled.iter().find(slip))
                .flatten()
                .filter(|_| !self.spelled.iter().any(|one| one == word))
        };
        let mut spelled = String::with_capacity(text.len());
        let mut from = 0;
        for at in 0..tokens.len() {
            if let Some(right) = right(tokens.word(at)) {
                let span = tokens.span(at..at + 1);
                spelled.push_str(&text[from..span.start]);
                spelled.push_str(right);
                from = span.end;
            }
        }
        (from > 0).then(|| spelled + &text[from..])
    }

    /// Whether words mean the processing that the cell is about.
    pub(super) fn is_this(&self, text: &str) -> bool {
        self.this.occur_in(text)
    }

    /// Whether words leave open which of two names is meant.
    pub(super) fn leaves_open(&self, text: &str) -> bool {
        self.alternatives.occur_in(text)
    }

    /// Whether words are said of all that were named.
    pub(super) fn is_of_all(&self, text: &str) -> bool {
        self.all_of_them.begin(text)
    }

    /// The number that a word stands for: 3 for "tre" and "trean".
    pub(super) fn numeral(&self, word: &str) -> Option<u32> {
        let at = self.numerals.iter().position(|words| words.contains(word))?;
        u32::try_from(at + 1).ok()
    }

    /// Whether a word for a number can be nothing but the number of a thing: "trean".
    pub(super) fn is_things_number(&self, word: &str) -> bool {
        self.things_number.contains(word)
    }

    /// Whether a text is nothing but a word for the number of a case: ", dnr".
    pub(super) fn names_diary(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        !tokens.is_empty() && tokens.words().all(|word| self.diary_words.contains(word))
    }

    /// Whether a word means two of them: "båda".
    pub(super) fn is_both(&self, word: &str) -> bool {
        self.both.contains(word)
    }

    /// Whether a word names an assessment as the last part of a compound.
    pub(super) fn is_assessment(&self, word: &str) -> bool {
        self.assessment_ends.begin(word)
    }

    /// What a word has before the word for a board: "miljö" of "miljönämnden".
    pub(super) fn before_board<'w>(&self, word: &'w str) -> Option<&'w str> {
        let ends = self.boards.iter().filter_map(|end| word.strip_suffix(&**end));
        ends.min_by_key(|own| own.len()).map(|own| own.trim_end_matches('s'))
    }

    /// Whether a word says that what follows is when something was.
    pub(super) fn says_when(&self, word: &str) -> bool {
        self.says_when.are(word)
    }

    /// Whether a text tells of a decision.
    pub(super) fn tells_of_decision(&self, text: &str) -> bool {
        self.deciding.occur_in(text)
    }

    /// Whether a text says that a DPIA of its own is to be made.
    pub(super) fn has_own_to_come(&self, text: &str) -> bool {
        self.own_to_come.occur_in(text)
    }

    /// What a word of another language is called in titles.
    pub(super) fn translated(&self, word: &str) -> Option<&str> {
        self.translated.get(word).map(String::as_str)
    }

    /// The parts of a text that deny another of the kind in order to show which is meant: "inte den från 2022".
    pub(super) fn denials_of_another(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = Tokens::of(text);
        let denies = |at: &usize| self.negations.find(&tokens, *at).map(|no| (*at, no.at + no.len));
        let found = (0..tokens.len()).filter_map(|at| denies(&at));
        let others = found.filter_map(|(at, after)| {
            self.another.find(&tokens, after)?;
            let ends = |next: &usize| tokens.gap(*next).contains([',', ';', '.', '(', ')', ':']);
            let end = (after + 1..tokens.len()).find(ends).unwrap_or(tokens.len());
            Some(tokens.span(at..end))
        });
        others.collect()
    }

    /// A text without what denies another of the kind.
    pub(super) fn meant<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut meant = Cow::Borrowed(text);
        let others = self.denials_of_another(text);
        others.into_iter().rev().for_each(|span| meant.to_mut().replace_range(span, ""));
        meant
    }

    /// Whether words say no, or reserve what they are said of.
    pub(super) fn denies_or_reserves(&self, text: &str) -> bool {
        let denies = |says: Says| says.reserves() || matches!(says, Says::Denial | Says::DenialOfPart);
        self.beside(text).0.into_iter().any(|said| denies(said.says))
    }

    /// Whether words do nothing but deny or reserve what they are said of: "utgår", "minns inte".
    pub(super) fn only_reserves(&self, text: &str) -> bool {
        let (said, unknown) = self.beside(text);
        let reserves = |says: Says| says.reserves() || matches!(says, Says::Denial | Says::Plain);
        unknown.is_empty()
            && said.iter().any(|said| said.says != Says::Plain)
            && said.iter().all(|said| reserves(said.says))
    }

    /// Whether what is denied is only not so yet: "inte uppe i nämnden än".
    pub(super) fn says_yet(&self, text: &str) -> bool {
        self.yet.occur_in(text)
    }

    /// Whether words between two names say that the one before has been replaced, and not only that it has another number now.
    pub(super) fn tells_replaced(&self, text: &str) -> bool {
        self.told_replaced.occur_in(text)
    }

    /// Whether a text begins by saying that it names several things: "dels kamerorna, dels larmen".
    pub(super) fn begins_list(&self, text: &str) -> bool {
        self.begins_list.begin(text)
    }

    /// Whether a text says that there is none for this processing.
    pub(super) fn has_none_here(&self, text: &str) -> bool {
        self.none_here.occur_in(text) || self.begins_none(text)
    }

    /// Whether a text begins by saying that there is none, and goes on: "Ingen. KB 20 täcker inte det här."
    pub(super) fn begins_none(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        let first = self.none_first.find(&tokens, 0);
        let parted = |at: usize| tokens.gap(at).contains(['.', ',', ';', ':', '(', '–', '—', '\n']);
        first.is_some_and(|first| parted(first.len))
    }

    /// Whether words after names say that nobody knows which of them is meant.
    pub(super) fn says_whichever(&self, text: &str) -> bool {
        self.whichever.occur_in(text)
    }

    /// Whether words before names say that one of them is meant: "någon av".
    pub(super) fn one_of(&self, text: &str) -> bool {
        self.one_of.occur_in(text)
    }

    /// Whether a word is one for a DPIA, or ends in one.
    pub(super) fn names_assessment(&self, word: &str) -> bool {
        self.kinds.contains(word) || self.assessed(word).is_some()
    }

    /// A word without what says that it names an assessment: "molntjänst" of "molntjänstbedömningen".
    pub(super) fn assessed<'w>(&self, word: &'w str) -> Option<&'w str> {
        let ends = self.subject_ends.iter().filter_map(|end| word.strip_suffix(&**end));
        ends.min_by_key(|own| own.len())
    }

    /// Whether a text names a DPIA by its year: "den från 2022".
    pub(super) fn names_year(&self, text: &str) -> bool {
        self.of_year.occur_in(text) || Tokens::of(text).words().any(|word| self.kinds.contains(word))
    }

    /// Whether a text begins by saying that what it names covers the processing, or has taken another's place.
    pub(super) fn points_on(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        let found = self.next.find(&tokens, 0).map(|found| found.value);
        matches!(found, Some(Says::CoveredBy | Says::ReplacedBy))
    }

    /// What the last words of a text say of what follows it.
    pub(super) fn of_next(&self, text: &str) -> Option<Says> {
        let tokens = Tokens::of(text);
        let last = (0..tokens.len()).rev().find(|at| !is_article(tokens.word(*at)))? + 1;
        let ends = |at: &usize| self.next.find(&tokens, *at).filter(|found| at + found.len == last);
        (0..last).find_map(|at| ends(&at)).map(|found| found.value)
    }

    fn read(&self, table: &Phrases<Says>, tokens: &Tokens<'_>) -> (Vec<Said>, Vec<String>) {
        let (mut said, mut unknown, mut at) = (Vec::new(), Vec::new(), 0);
        while at < tokens.len() {
            let known = table.find(tokens, at);
            let negation = self.negations.find(tokens, at);
            let denied = negation.as_ref().and_then(|no| self.denied(tokens, at + no.len));
            let longer = |known: usize| negation.as_ref().is_some_and(|no| known > no.len);
            match (known, denied) {
                (Some(found), denied) if denied.is_none() || longer(found.len) => {
                    said.push(Said { says: found.value, words: at..at + found.len });
                    at += found.len;
                }
                (_, Some((says, end))) => {
                    said.push(Said { says, words: at..end });
                    at = end;
                }
                _ => {
                    if !tokens.is_number(at) && tokens.word(at).chars().count() > 1 {
                        unknown.push(tokens.word(at).to_string());
                    }
                    at += 1;
                }
            }
        }
        (said, unknown)
    }

    /// What is denied soon after a word of denial, and where it ends.
    fn denied(&self, tokens: &Tokens<'_>, from: usize) -> Option<(Says, usize)> {
        let found = (from..from + REACH).find_map(|at| {
            let whole = (from..at).all(|between| !tokens.gap(between + 1).contains([',', ';', '(', ')']));
            self.denied.find(tokens, at).filter(|_| whole)
        })?;
        Some((found.value, found.at + found.len))
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "den" | "det" | "en" | "the" | "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reservations_are_read_by_stems_and_denials() {
        for (text, expected) in [
            ("utgår, ny ska göras", Some(Says::Out)),
            ("ej godkänd än", Some(Says::NotApproved)),
            ("avslagen av chefen", Some(Says::Refused)),
            ("är ännu inte formellt påskriven", Some(Says::NotApproved)),
            ("inte längre giltig", Some(Says::Out)),
            ("ej uppdaterad", Some(Says::Out)),
            ("inte helt färdigskriven", Some(Says::UnderWay)),
            ("behöver uppdateras", Some(Says::Outdated)),
            ("godkänd utan anmärkning", None),
            ("beslut 2024-05-02", None),
        ] {
            let (said, _) = WORDS.beside(text);
            let reserved = said.into_iter().map(|said| said.says);
            let reserved = reserved.filter(|says| !matches!(says, Says::Plain | Says::NothingAgainst)).min();
            assert_eq!(reserved, expected, "{text}");
        }
    }
}
