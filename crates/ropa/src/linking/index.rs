//! Everything that records can be referred to by: ids, case numbers, titles, names of files and of systems.

use crate::linking::identity::{Identity, MOST_PARTS, is_number, is_year};
use crate::linking::lexicon::{WORDS, has_phrase};
use crate::linking::link::Via;
use crate::linking::negation::TAKEN;
use crate::linking::normalise::normalise;
use crate::linking::reference_words::WORDS as REFERENCE;
use crate::linking::title_words::{is_filler, stem, words};
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity};
use crate::text::fold::squeeze;
use crate::text::similarity::slips;
use crate::text::tokens::{Tokens, is_opaque};
use std::collections::{BTreeMap, BTreeSet};

/// Least number of letters in a title that is looked for inside a longer text.
const TITLE_INSIDE: usize = 8;
/// Letters of a word that is another with a slip of the pen.
const SLIPS: usize = 7;
/// Letters of a word that tells subjects apart.
const SUBJECT: usize = 4;

/// Records that a mention may mean, the surest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hits {
    pub(super) via: Via,
    pub(super) records: Vec<usize>,
    /// Whether only one of them needs be near for it to be the one meant.
    pub(super) sure: bool,
    /// Whether the diary is left out: sure only where there is one.
    pub(super) without_diary: bool,
}

impl Hits {
    fn sure(via: Via, records: &[usize]) -> Hits {
        Hits { via, records: records.to_vec(), sure: true, without_diary: false }
    }
}

/// Everything that records can be referred to by.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: BTreeMap<String, Vec<usize>>,
    case_numbers: BTreeMap<String, Vec<usize>>,
    /// The same by their parts.
    ids_by_parts: BTreeMap<String, Vec<usize>>,
    cases_by_parts: BTreeMap<String, Vec<usize>>,
    /// Ids by number, whatever the kind is called; case numbers without their diary.
    by_kind: BTreeMap<String, Vec<usize>>,
    without_diary: BTreeMap<String, Vec<usize>>,
    /// The letters that case numbers begin with, by record.
    diaries: BTreeMap<usize, String>,
    /// What the ids of a series share, with the records of it.
    series: BTreeMap<String, BTreeSet<usize>>,
    prefixes: BTreeSet<String>,
    titles: BTreeMap<String, Vec<usize>>,
    /// Titles long enough to be looked for inside a text, longest first.
    long_titles: Vec<String>,
    /// Names of files without their folders and ends.
    files: BTreeMap<String, Vec<usize>>,
    /// The words of titles and systems that tell what they are about, by record.
    subjects: Vec<(usize, BTreeSet<String>, BTreeSet<String>)>,
}

/// What stands at one place of a text.
pub(super) struct Found {
    /// The word after its last one.
    pub(super) end: usize,
    pub(super) identity: Identity,
    pub(super) hits: Vec<Hits>,
}

impl Index {
    pub(super) fn of_dpias(dpias: &[Dpia]) -> Index {
        let mut index = Index::default();
        for (number, dpia) in dpias.iter().enumerate() {
            index.add_id(dpia.text(DpiaField::Id), number, true);
            for entry in dpia.entries_of(DpiaField::CaseNumber) {
                index.add_case_number(&entry.written, number);
            }
            index.add_title(dpia.text(DpiaField::Title), number);
            index.add_files(dpia, number);
            index.add_subject(dpia, number);
        }
        index.finish()
    }

    pub(super) fn of_activities(activities: &[ProcessingActivity]) -> Index {
        let mut index = Index::default();
        for (number, activity) in activities.iter().enumerate() {
            index.add_id(activity.text(Field::Id), number, false);
            index.add_title(activity.text(Field::Name), number);
        }
        index.finish()
    }

    fn add_id(&mut self, text: Option<&str>, record: usize, of_dpia: bool) {
        let Some(text) = text else { return };
        enter(&mut self.ids, plain_key(text), record);
        let Some(identity) = Identity::of(text) else { return };
        enter(&mut self.ids_by_parts, identity.key(), record);
        if let Some(series) = identity.series() {
            self.series.entry(series).or_default().insert(record);
        }
        self.prefixes.extend(identity.prefix().map(String::from));
        if let Some(kind) = identity.of_kind().filter(|_| of_dpia) {
            enter(&mut self.by_kind, kind.key(), record);
        }
    }

    fn add_case_number(&mut self, text: &str, record: usize) {
        enter(&mut self.case_numbers, plain_key(text), record);
        let Some(identity) = Identity::of(text) else { return };
        enter(&mut self.cases_by_parts, identity.key(), record);
        self.diaries.insert(record, identity.prefix().unwrap_or_default().to_string());
        self.prefixes.extend(identity.prefix().map(String::from));
        if let Some(short) = identity.with_short_year() {
            enter(&mut self.cases_by_parts, short.key(), record);
        }
        if let Some(bare) = identity.without_diary() {
            enter(&mut self.without_diary, bare.key(), record);
        }
    }

    fn add_title(&mut self, text: Option<&str>, record: usize) {
        let Some(title) = text.map(normalise) else { return };
        enter(&mut self.titles, WORDS.bare_title(&title).to_string(), record);
    }

    /// The file that a document is, and the files that a list names.
    fn add_files(&mut self, dpia: &Dpia, record: usize) {
        let of_document = dpia.origin.is_document().then_some(&*dpia.origin.file);
        let named = dpia.extras.iter().map(|extra| &*extra.written).filter(|text| names_file(text));
        for file in of_document.into_iter().chain(named) {
            enter(&mut self.files, file_stem(last_of_path(file)), record);
        }
    }

    fn add_subject(&mut self, dpia: &Dpia, record: usize) {
        let title = dpia.text(DpiaField::Title).map(subject).unwrap_or_default();
        let systems = dpia.entries_of(DpiaField::Systems).flat_map(|entry| subject(&entry.written)).collect();
        self.subjects.push((record, title, systems));
    }

    fn finish(mut self) -> Index {
        let long = |title: &&String| title.chars().count() >= TITLE_INSIDE;
        self.long_titles = self.titles.keys().filter(long).cloned().collect();
        self.long_titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
        self
    }

    /// The titles, the longest first.
    pub(super) fn long_titles(&self) -> &[String] {
        &self.long_titles
    }

    /// What a whole text is the name of.
    pub(super) fn whole(&self, text: &str) -> Option<Hits> {
        let (key, title) = (plain_key(text), normalise(text));
        let hits = |via, map: &BTreeMap<String, Vec<usize>>, key: &str| {
            map.get(key).map(|records| Hits::sure(via, records))
        };
        None.or_else(|| hits(Via::Id, &self.ids, &key))
            .or_else(|| hits(Via::CaseNumber, &self.case_numbers, &key))
            .or_else(|| hits(Via::Title, &self.titles, WORDS.bare_title(&title)))
    }

    /// The id or the case number that begins at a word.
    pub(super) fn key_at(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let foreign = begins(tokens, at)?;
        let most = MOST_PARTS.min(tokens.len() - at);
        let joined = (at + 1..at + most).take_while(|next| joins(tokens.gap(*next))).last().unwrap_or(at);
        (at..=joined).rev().find_map(|last| {
            if REFERENCE.number_words.contains(tokens.word(at)) {
                return None;
            }
            let identity = Identity::in_words(tokens, at, last + 1);
            let hits = self.hits(&identity, foreign, &plain_key(tokens.text(at..last + 1)));
            if hits.is_empty() || identity.is_number_alone() && !alone(tokens) {
                return None;
            }
            let end = ends(tokens, last + 1, &identity, &hits)?;
            Some(Found { end, identity, hits })
        })
    }

    /// What an identity may mean; `foreign` says that letters that are not of it stand before it, and `written` how it
    /// is written.
    fn hits(&self, identity: &Identity, foreign: bool, written: &str) -> Vec<Hits> {
        let mut all = Vec::new();
        let key = identity.key();
        let maps = [
            (Via::Id, &self.ids_by_parts, &self.ids),
            (Via::CaseNumber, &self.cases_by_parts, &self.case_numbers),
        ];
        for (via, by_parts, as_written) in maps {
            let Some(records) = by_parts.get(&key) else { continue };
            let exact = as_written.get(written).filter(|exact| exact.iter().all(|one| records.contains(one)));
            let mut hits = Hits::sure(via, exact.unwrap_or(records));
            hits.sure = !foreign;
            all.push(hits);
        }
        if let Some(kind) =
            identity.of_kind().filter(|_| !identity.is_number_alone() && !identity.has_letters_before_kind())
            && let Some(records) = self.by_kind.get(&kind.key()).filter(|_| !foreign)
        {
            all.push(Hits::sure(Via::Id, records));
        }
        if let Some(records) = self.without_diary.get(&key).filter(|_| !foreign) {
            all.push(Hits { without_diary: true, ..Hits::sure(Via::CaseNumber, records) });
        }
        all
    }

    /// What a member of a series means.
    pub(super) fn member(&self, identity: &Identity) -> Vec<Hits> {
        self.hits(identity, false, "")
    }

    /// Whether records are numbered in the series of an identity, among those that `near` lets through.
    pub(super) fn has_series(&self, identity: &Identity, near: impl Fn(usize) -> bool) -> bool {
        let series = identity.series().and_then(|series| self.series.get(&series));
        series.is_some_and(|records| records.iter().any(|record| near(*record)))
    }

    /// Whether letters begin an id or a case number of some record.
    pub(super) fn is_prefix(&self, letters: &str) -> bool {
        self.prefixes.contains(letters)
    }

    /// How many diaries the case numbers of some records are in.
    pub(super) fn diaries(&self, near: impl Fn(usize) -> bool) -> usize {
        let near = self.diaries.iter().filter(|(record, _)| near(**record));
        near.map(|(_, diary)| diary).collect::<BTreeSet<_>>().len()
    }

    /// The documents that have a file's name: as written, or without the first of its words.
    pub(super) fn file(&self, name: &str) -> Option<Hits> {
        let name = decoded(last_of_path(name));
        let words: Vec<&str> = name.split_whitespace().collect();
        let tails = (0..words.len()).map(|first| file_stem(&words[first..].join(" ")));
        let found = tails.filter_map(|tail| self.files.get(&tail)).next();
        found.map(|records| Hits::sure(Via::Title, records))
    }

    /// Titles inside a text; a title that stands only inside a longer one found does not count.
    pub(super) fn titles_inside(&self, text: &str) -> Vec<Hits> {
        let mut text = normalise(text);
        let mut hits = Vec::new();
        for title in &self.long_titles {
            if title.len() <= text.len() && has_phrase(&text, title) {
                text = text.replace(title, TAKEN);
                hits.push(Hits::sure(Via::Title, &self.titles[title]));
            }
        }
        hits
    }

    /// The records whose title or system is about all that the words say.
    pub(super) fn about(&self, said: &BTreeSet<String>) -> Option<Hits> {
        let long = said.iter().any(|word| word.chars().count() >= SUBJECT);
        let within = |word: &String, of: &BTreeSet<String>| of.iter().any(|other| is_in(word, other));
        let of_title = |(_, title, systems): &&(usize, BTreeSet<String>, BTreeSet<String>)| {
            let all = said.iter().all(|word| within(word, title) || systems.contains(word));
            all && said.iter().any(|word| within(word, title))
        };
        let of_title = self.subjects.iter().filter(|one| long && of_title(one));
        let mut records: Vec<&(usize, BTreeSet<String>, BTreeSet<String>)> = of_title.collect();
        if records.len() > 1 {
            let exact: Vec<_> = records.iter().filter(|(_, title, _)| title == said).copied().collect();
            records = if exact.is_empty() { records } else { exact };
        }
        if records.is_empty() {
            let of_system = |one: &&(usize, BTreeSet<String>, BTreeSet<String>)| {
                !said.is_empty() && said.iter().all(|word| one.2.contains(word))
            };
            records = self.subjects.iter().filter(of_system).collect();
        }
        let records: Vec<usize> = records.into_iter().map(|(record, ..)| *record).collect();
        (!records.is_empty()).then(|| Hits::sure(Via::Title, &records))
    }
}

/// The words of a text that tell what it is about, without endings.
pub(super) fn subject(text: &str) -> BTreeSet<String> {
    let telling =
        words(text).into_iter().filter(|word| !is_filler(word) && !word.chars().all(char::is_numeric));
    telling.map(|word| stem(&word)).collect()
}

/// Whether a word is another, or a part of it: "kamera" of "kamerabevakning", "larm" of "trygghetslarm".
fn is_in(word: &str, other: &str) -> bool {
    let letters = word.chars().count();
    word == other
        || letters >= SUBJECT && !is_opaque(other) && (other.starts_with(word) || other.ends_with(word))
        || letters >= SLIPS && !is_opaque(word) && !is_opaque(other) && slips(word, other, 1).is_some()
}

fn enter(map: &mut BTreeMap<String, Vec<usize>>, key: String, record: usize) {
    if !key.is_empty() {
        let records = map.entry(key).or_default();
        if records.last() != Some(&record) {
            records.push(record);
        }
    }
}

/// A key as it is written: lower case, no blanks, one kind of dash, no "dnr".
pub(super) fn plain_key(text: &str) -> String {
    let folded = squeeze(text);
    let mut key = &*folded;
    for prefix in ["diarienummer", "diarienr", "ärendenummer", "dnr", "saksnr", "sak"] {
        if let Some(rest) = key.strip_prefix(prefix).map(|rest| rest.trim_start_matches(['.', ':']))
            && rest.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic())
            && rest.contains(|c: char| c.is_ascii_digit())
        {
            key = rest;
            break;
        }
    }
    key.trim_matches(|c: char| matches!(c, '.' | ',' | ':' | '!' | '?' | '=' | '"')).to_string()
}

/// Whether a text names a file.
pub(super) fn names_file(text: &str) -> bool {
    let end = text.trim().rsplit_once('.').map(|(_, end)| end.to_lowercase());
    end.is_some_and(|end| REFERENCE.file_ends.contains(&end))
}

/// The last part of a path or an address.
pub(super) fn last_of_path(text: &str) -> &str {
    text.trim().trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The name of a file without its end, in lower case, with blanks for the signs between its words.
fn file_stem(name: &str) -> String {
    let name = name.trim();
    let stem = if names_file(name) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
    crate::text::fold::bare(stem).to_string()
}

/// A part of an address with `%20` and the like read.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether what stands between two words may stand inside a key.
fn joins(gap: &str) -> bool {
    let sign = |c: char| {
        c.is_whitespace() && c != '\n' && c != '\r'
            || matches!(
                c,
                '-' | '‐'
                    | '‑'
                    | '–'
                    | '.'
                    | '/'
                    | ':'
                    | '_'
                    | '#'
                    | '°'
                    | '\u{ad}'
                    | '\u{200b}'
                    | '\u{feff}'
                    | '\u{2060}'
            )
    };
    gap.chars().count() <= 3 && gap.chars().all(sign)
}

/// Whether a key may begin at a word, and whether letters stand before it that would be a part of another key.
fn begins(tokens: &Tokens<'_>, at: usize) -> Option<bool> {
    if at == 0 {
        return Some(false);
    }
    let (gap, before) = (tokens.gap(at), tokens.word(at - 1));
    let number = is_number(before);
    let first_is_number = is_number(tokens.word(at));
    let short = before.chars().count() <= 5
        && !REFERENCE.number_words.contains(before)
        && tokens.written(at - 1).chars().all(char::is_uppercase);
    match gap {
        "" => None,
        "-" | "." | ":" if number => None,
        "/" if number && first_is_number => None,
        "-" => Some(before.chars().count() <= 5),
        _ if first_is_number && !number && short && joins(gap) => Some(true),
        _ => Some(false),
    }
}

/// Where a key ends that its last word ends: with a number of handling, or a year, that belongs to it.
fn ends(tokens: &Tokens<'_>, end: usize, identity: &Identity, hits: &[Hits]) -> Option<usize> {
    let gap = tokens.gap(end);
    if end == tokens.len() || gap.chars().any(char::is_whitespace) {
        return Some(end);
    }
    let next = tokens.word(end);
    let by_case = hits.iter().any(|hits| hits.via == Via::CaseNumber);
    match gap {
        "" => None,
        ":" if next == "s" => Some(end + 1),
        "-" | "/" | ":" | "_" if is_number(next) && by_case && identity.numbers() >= 2 => Some(end + 1),
        "-" | "/" | ":" | "_" if is_year(next) && !by_case => Some(end + 1),
        // A list or a range: "KB-01/03", "KB 1-3".
        "-" | "–" | "/" if is_number(next) && !by_case => Some(end),
        "-" | "." | ":" if is_number(next) => None,
        "-" | "." if next.chars().count() == 1 => None,
        _ => Some(end),
    }
}

/// Whether a text has nothing but numbers, and words that join them.
fn alone(tokens: &Tokens<'_>) -> bool {
    (0..tokens.len()).all(|at| {
        let word = tokens.word(at);
        is_number(word) || REFERENCE.number_words.contains(word) || REFERENCE.and.are(word)
    })
}
