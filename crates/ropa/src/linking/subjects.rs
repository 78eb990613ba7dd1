//! What DPIAs are about, by the words of their titles and systems, and which of them a text in own words means.

use crate::linking::hits::Hits;
use crate::linking::identity::is_year;
use crate::linking::link::Via;
use crate::linking::reference_words::WORDS;
use crate::linking::title_words::{is_filler, is_part_of_filler, stem, words};
use crate::model::{Dpia, DpiaField, Value};
use crate::text::compounds::unjoined;
use crate::text::similarity::slips;
use crate::text::stems;
use crate::text::tokens::is_opaque;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Letters of a word that tells subjects apart.
const SUBJECT: usize = 4;
/// Letters of a word that is another with a slip of the pen, and with two letters left out or added.
const SLIPS: usize = 7;
const MORE_SLIPS: usize = 9;
/// Letters of the last part of a compound that a title has as a word of its own.
const SHORT_END: usize = 3;
/// Letters of a word by which alone a record is known: of a word that stands whole in its title or system, and of a part of
/// one.
const OWN_WHOLE: usize = 3;
const OWN: usize = 6;
/// Of no more records than this a text may mean one, nobody can say which.
const OF_SEVERAL: usize = 3;
/// More words than this tell of more than a subject.
const MOST: usize = 8;
/// Fewest letters of a short name made of first letters: "M365".
const INITIALS: usize = 3;
/// Most letters of a short name in capitals.
const MOST_CAPITALS: usize = 5;

/// A word with and without its ending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    written: String,
    stem: String,
}

#[derive(Debug)]
struct Subject {
    record: usize,
    title: BTreeSet<Word>,
    systems: BTreeSet<Word>,
    /// Short names in capitals in its title, in lower case: "(PRM)".
    short: BTreeSet<String>,
    years: BTreeSet<String>,
    /// The day of its decision.
    decided: Option<NaiveDate>,
}

/// What each record is about.
#[derive(Debug, Default)]
pub(super) struct Subjects(Vec<Subject>);

impl Subjects {
    /// Adds a DPIA.
    pub(super) fn add(&mut self, dpia: &Dpia, record: usize) {
        let named = dpia.entries_of(DpiaField::Systems).map(|entry| &*entry.written);
        let systems = named.flat_map(|name| telling(name).into_iter().chain(initials(name))).collect();
        // A title in words of another language is met by both.
        let title = dpia.text(DpiaField::Title).map(telling).unwrap_or_default();
        let title = title.iter().cloned().chain(translated(title.clone())).collect();
        let short = dpia.text(DpiaField::Title).map(short_names).unwrap_or_default();
        let decided = dpia.date(DpiaField::Approved).map(|day| day.date);
        self.0.push(Subject { record, title, systems, short, years: years(dpia), decided });
    }

    /// The records whose title or system is about all that a text says; of several, those of its year. By systems alone
    /// only where `of_systems` lets them.
    pub(super) fn about(&self, text: &str, year: Option<&str>, of_systems: bool) -> Option<Hits> {
        let said = translated(telling(text));
        let long = said.iter().any(|word| word.stem.chars().count() >= SUBJECT);
        let mut found: Vec<&Subject> = self.0.iter().filter(|one| long && one.is_about(&said)).collect();
        if found.is_empty() && said.len() == 1 {
            let short = |one: &&Subject| said.iter().all(|word| one.short.contains(&word.written));
            found = self.0.iter().filter(short).collect();
        }
        if found.len() > 1 {
            let exact = found.iter().filter(|one| one.title.iter().all(|word| is_in_any(word, &said)));
            let exact: Vec<&Subject> = exact.copied().collect();
            found = if exact.is_empty() { found } else { exact };
        }
        if found.is_empty() && of_systems {
            let of_system = |one: &&Subject| !said.is_empty() && said.iter().all(|word| one.has_system(word));
            found = self.0.iter().filter(of_system).collect();
        }
        if let Some(year) = year.filter(|_| found.len() > 1) {
            let of_year: Vec<&Subject> =
                found.iter().filter(|one| one.years.contains(year)).copied().collect();
            found = if of_year.is_empty() { found } else { of_year };
        }
        hits(found)
    }

    /// The record that is about most of what a text says, by a word that none other has. Sure only where there is one: of
    /// two or three by a word that only they have, nobody can say which is meant.
    pub(super) fn mostly_about(&self, text: &str) -> Option<Hits> {
        let said = translated(telling(text));
        if said.is_empty() || said.len() > MOST {
            return None;
        }
        let fits = |one: &Subject, word: &Word| is_in_any(word, &one.title) || one.has_system(word);
        let count = |one: &Subject| said.iter().filter(|word| fits(one, word)).count();
        let most = self.0.iter().map(count).max().filter(|most| 2 * most >= said.len())?;
        let best: Vec<&Subject> = self.0.iter().filter(|one| count(one) == most).collect();
        let (first, true) = (*best.first()?, best.len() <= OF_SEVERAL) else { return None };
        let own = |word: &&Word| {
            let whole = first.title.iter().chain(&first.systems).any(|other| other.stem == word.stem);
            let least = match (whole, best.len()) {
                (true, _) => OWN_WHOLE,
                (false, 1) => OWN,
                _ => SUBJECT,
            };
            word.stem.chars().count() >= least
                && best.iter().all(|one| fits(one, word))
                && self.0.iter().filter(|one| fits(one, word)).count() == best.len()
        };
        said.iter().find(own)?;
        let only = best.len() == 1;
        hits(best).map(|hits| Hits { sure: only, ..hits })
    }

    /// Of some records the one whose title has more of a text's words than any other's.
    pub(super) fn best_of(&self, records: Vec<usize>, text: &str) -> Vec<usize> {
        let said = translated(telling(text));
        let count = |record: &usize| {
            let one = self.0.iter().find(|one| one.record == *record);
            one.map_or(0, |one| said.iter().filter(|word| is_in_any(word, &one.title)).count())
        };
        let most = records.iter().map(count).max().unwrap_or_default();
        let best: Vec<usize> = records.iter().copied().filter(|record| count(record) == most).collect();
        if best.len() == 1 { best } else { records }
    }

    /// Of some records those of some years, and not of others that are denied; all where none is left.
    pub(super) fn of_years(
        &self,
        records: Vec<usize>,
        years: &BTreeSet<String>,
        denied: &BTreeSet<String>,
    ) -> Vec<usize> {
        let of = |record: &usize, years: &BTreeSet<String>| {
            self.0.iter().any(|one| one.record == *record && !one.years.is_disjoint(years))
        };
        let fits = |record: &&usize| (years.is_empty() || of(record, years)) && !of(record, denied);
        let left: Vec<usize> = records.iter().filter(fits).copied().collect();
        if left.is_empty() { records } else { left }
    }

    /// Of some records the one that was decided last, or first; all where one is not decided.
    pub(super) fn outermost(&self, records: Vec<usize>, last: bool) -> Vec<usize> {
        let day =
            |record: &usize| self.0.iter().find(|one| one.record == *record).and_then(|one| one.decided);
        let Some(days) = records.iter().map(day).collect::<Option<Vec<NaiveDate>>>() else { return records };
        let Some(outer) = (if last { days.iter().max() } else { days.iter().min() }) else { return records };
        records.iter().zip(&days).filter(|(_, day)| *day == outer).map(|(record, _)| *record).collect()
    }

    /// Whether none of the records is of a year, as far as their years are known.
    pub(super) fn is_of_another_year(&self, hits: &Hits, year: &str) -> bool {
        let of = |record: &usize| self.0.iter().find(|one| one.record == *record);
        let mut found = hits.records.iter().filter_map(of);
        found.all(|one| !one.years.is_empty() && !one.years.contains(year))
    }

    /// The records of a year.
    pub(super) fn of_year(&self, year: &str) -> Option<Hits> {
        hits(self.0.iter().filter(|one| one.years.contains(year)).collect())
    }
}

impl Subject {
    fn is_about(&self, said: &BTreeSet<Word>) -> bool {
        let of_title = |word: &Word| is_in_any(word, &self.title);
        said.iter().all(|word| of_title(word) || self.has_system(word)) && said.iter().any(of_title)
    }

    fn has_system(&self, word: &Word) -> bool {
        self.systems.iter().any(|system| system.stem == word.stem || is_slip(&word.written, &system.written))
    }
}

fn hits(found: Vec<&Subject>) -> Option<Hits> {
    let records: Vec<usize> = found.into_iter().map(|one| one.record).collect();
    (!records.is_empty()).then(|| Hits::sure(Via::Title, &records))
}

/// The words of a text that tell what it is about, without endings.
pub(super) fn subject(text: &str) -> BTreeSet<String> {
    telling(text).into_iter().map(|word| word.stem).collect()
}

fn telling(text: &str) -> BTreeSet<Word> {
    let assessed = |word: String| match WORDS.assessed(&word).filter(|own| own.chars().count() >= SUBJECT) {
        // What joins the parts of a compound is no part of the first: "behovsbedömning".
        Some(own) => own.strip_suffix('s').unwrap_or(own).to_string(),
        None => word,
    };
    let telling = words(text)
        .into_iter()
        .map(assessed)
        .filter(|word| !WORDS.assessed(word).is_some_and(str::is_empty))
        .filter(|word| !is_filler(word) && !is_part_of_filler(word) && !word.chars().all(char::is_numeric));
    telling.map(|written| Word { stem: stem(&written), written }).collect()
}

/// Words with those of other languages as titles have them.
fn translated(said: BTreeSet<Word>) -> BTreeSet<Word> {
    let own = |word: Word| match WORDS.translated(&word.written) {
        Some(own) => Word { stem: stem(own), written: own.to_string() },
        None => word,
    };
    said.into_iter().map(own).collect()
}

/// The words in capitals of a title that is not all capitals.
fn short_names(title: &str) -> BTreeSet<String> {
    let capitals = |word: &&str| {
        (INITIALS..=MOST_CAPITALS).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
    };
    if title.to_uppercase() == title {
        return BTreeSet::new();
    }
    title.split(|c: char| !c.is_alphanumeric()).filter(capitals).map(str::to_lowercase).collect()
}

/// The short name of a system of several words: "M365".
fn initials(name: &str) -> Option<Word> {
    let words: Vec<String> = words(name).into_iter().filter(|word| !is_filler(word)).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let short = |word: &String| if number(word) { word.clone() } else { word.chars().take(1).collect() };
    let written: String = words.iter().map(short).collect();
    let named = words.len() > 1 && written.chars().count() >= INITIALS && !number(&written);
    named.then(|| Word { stem: written.clone(), written })
}

/// The years by which people tell one DPIA from another: of its case, and of its decision.
pub(super) fn years(dpia: &Dpia) -> BTreeSet<String> {
    let cases = dpia.entries_of(DpiaField::CaseNumber).map(|entry| &*entry.written);
    let parts = cases.flat_map(|case| case.split(|c: char| !c.is_ascii_digit()));
    let dated =
        [DpiaField::Approved, DpiaField::Completed].into_iter().flat_map(|field| dpia.entries_of(field));
    let days = dated.filter_map(|entry| match &entry.value {
        Value::Date(date) => Some(date.date.year().to_string()),
        _ => None,
    });
    parts.filter(|part| is_year(part)).map(String::from).chain(days).collect()
}

/// Whether a word is one of others, a part of one, or made of two of them: "återvinningskamerorna" of a title on
/// "kamerabevakning av återvinningscentraler".
fn is_in_any(word: &Word, others: &BTreeSet<Word>) -> bool {
    let within =
        |stem: &str| others.iter().any(|other| is_in(stem, &other.stem) || is_in(stem, &other.written));
    // What is left of a short word without its ending begins many others: "kommer" is not in "kommunhuset".
    let short = word.stem.chars().count() == SUBJECT && word.stem != word.written;
    let whole = || others.iter().any(|other| other.stem == word.stem || other.stem.ends_with(&*word.stem));
    // "Drönar" of "drönarfilmning": the whole word begins it.
    let begins = || {
        short
            && word.written.chars().count() > SUBJECT
            && others.iter().any(|other| is_in(&word.written, &other.written))
    };
    let inflected = || {
        let stem = stems::stem(&word.written);
        stem.chars().count() >= SUBJECT && others.iter().any(|other| stems::stem(&other.written) == stem)
    };
    // "Drönarna" are "drönare".
    let of_doers = || {
        let doer = word.written.strip_suffix("na").or(word.written.strip_suffix("nas"));
        doer.is_some_and(|doer| doer.ends_with("ar") && doer.chars().count() > SUBJECT && within(doer))
    };
    let fleeting = || with_fleeting_vowel(&word.stem).is_some_and(|stem| within(&stem));
    // "Nyckel" is one of "nycklar".
    let of_fleeting = || {
        let mut others = others.iter().filter_map(|other| with_fleeting_vowel(&other.stem));
        others.any(|other| other == word.stem || other == word.written)
    };
    if !short && (within(&word.stem) || fleeting())
        || short && whole()
        || of_fleeting()
        || begins()
        || inflected()
        || of_doers()
        || others.iter().any(|other| is_slip(&word.written, &other.written))
    {
        return true;
    }
    if is_opaque(&word.written) {
        return false;
    }
    let ends: Vec<usize> = word.written.char_indices().map(|(at, _)| at).collect();
    let cuts = SUBJECT..(ends.len() + 1).saturating_sub(SHORT_END);
    cuts.into_iter().any(|at| {
        let (first, last) = word.written.split_at(ends[at]);
        let first = unjoined(first);
        let long = |part: &str| part.chars().count() >= SUBJECT;
        let last = stem(last);
        // "Städappen" of a title that has the word "app".
        let whole = || last.chars().count() >= SHORT_END && others.iter().any(|other| other.stem == last);
        long(first) && within(&stem(first)) && (long(&last) && within(&last) || whole())
    })
}

/// A stem with the vowel that endings take out of it: "nyckel" of "nyckl" in "nycklar".
fn with_fleeting_vowel(stem: &str) -> Option<String> {
    let is_vowel = |letter: char| "aeiouyåäöæø".contains(letter);
    let (at, last) = stem.char_indices().next_back().filter(|(_, last)| matches!(last, 'l' | 'n' | 'r'))?;
    let before = stem[..at].chars().next_back().filter(|before| !is_vowel(*before))?;
    (before.is_alphabetic() && before != last && stem.chars().count() >= SUBJECT)
        .then(|| format!("{}e{last}", &stem[..at]))
}

/// Whether a word is another, or a part of it: "kamera" of "kamerabevakning", "larm" of "trygghetslarm".
fn is_in(word: &str, other: &str) -> bool {
    word == other
        || word.chars().count() >= SUBJECT
            && !is_opaque(other)
            && (other.starts_with(word) || other.ends_with(word))
        || is_slip(word, other)
}

/// Whether a long word is another with a slip of the pen. Of two slips neither puts one letter for another: that makes
/// other words, "förskoleplats" and "förskoleklass".
fn is_slip(word: &str, other: &str) -> bool {
    if is_opaque(word) || is_opaque(other) {
        return false;
    }
    let (letters, others) = (word.chars().count(), other.chars().count());
    let (short, long) = if letters < others { (word, other) } else { (other, word) };
    letters >= SLIPS && slips(word, other, 1).is_some()
        || letters.min(others) >= MORE_SLIPS && letters.abs_diff(others) == 2 && is_within(short, long)
}

/// Whether the letters of a word stand in another, in their order.
fn is_within(word: &str, other: &str) -> bool {
    let mut letters = other.chars();
    word.chars().all(|letter| letters.any(|other| other == letter))
}
