//! Everything that records can be referred to by: ids, case numbers, titles, names of files and of systems.

use crate::linking::by_state::ByState;
use crate::linking::decided::Decided;
use crate::linking::dpia_words::{WORDS, has_phrase};
use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, MOST_PARTS, WHOLE_NUMBER, is_number, is_year};
use crate::linking::lettered::Lettered;
use crate::linking::link::Via;
use crate::linking::negation::TAKEN;
use crate::linking::normalise::normalise;
use crate::linking::reference_words::WORDS as REFERENCE;
use crate::linking::subjects::Subjects;
use crate::linking::systems::Systems;
use crate::linking::yearly::{Yearly, full_year};
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity};
use crate::text::fold::squeeze;
use crate::text::similarity::slips;
use crate::text::tokens::Tokens;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Least number of letters in a title that is looked for inside a longer text.
const TITLE_INSIDE: usize = 8;
/// Fewest figures of a number that is known by the zeros before it.
const PADDED: usize = 3;
/// Fewest letters of a prefix that is known with two of them in the wrong order.
const SWAPPED: usize = 3;

/// Everything that records can be referred to by.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: BTreeMap<String, Vec<usize>>,
    case_numbers: BTreeMap<String, Vec<usize>>,
    /// Ids from their first figure on, as they are written: `2022-01` of `KB-2022-01`.
    tails: BTreeSet<String>,
    /// Ids that have several numbers, without what parts them: `K2504` of `K25-04`.
    unparted: BTreeMap<String, Vec<usize>>,
    /// The same by their parts.
    ids_by_parts: BTreeMap<String, Vec<usize>>,
    cases_by_parts: BTreeMap<String, Vec<usize>>,
    /// Ids by number, whatever the kind is called; case numbers without their diary.
    by_kind: BTreeMap<String, Vec<usize>>,
    without_diary: BTreeMap<String, Vec<usize>>,
    /// The numbers of cases in their years: "0132" of "FSN21/0132".
    serials: BTreeMap<u32, Vec<usize>>,
    /// The letters that case numbers begin with, by record.
    diaries: BTreeMap<usize, String>,
    /// Ids without the first of their letters: `K 3` of `MSN-K03`.
    shorter: BTreeMap<String, Vec<usize>>,
    /// Case numbers as they are written where nobody can mistake them: `24/18`, `18/2024`.
    short_cases: BTreeMap<String, Vec<usize>>,
    /// What the ids of a series share, with its records and their numbers.
    series: BTreeMap<String, BTreeMap<usize, u32>>,
    /// Ids without the letters at their end, where each id of the list has some: `B 1` of `B01/L`.
    stems: BTreeMap<usize, Identity>,
    /// The letters in the id of a record.
    letters_of: BTreeMap<usize, String>,
    /// Words of letters in ids and case numbers, and all the letters of one.
    prefixes: BTreeSet<String>,
    letters: BTreeSet<String>,
    titles: BTreeMap<String, Vec<usize>>,
    /// Titles long enough to be looked for inside a text, longest first.
    long_titles: Vec<String>,
    /// Names of files without their folders and ends.
    files: BTreeMap<String, Vec<usize>>,
    pub(super) subjects: Subjects,
    pub(super) systems: Systems,
    pub(super) decided: Decided,
    pub(super) by_state: ByState,
    pub(super) yearly: Yearly,
    pub(super) lettered: Lettered,
    /// What has taken the place of a record, as the list says.
    pub(super) successors: BTreeMap<usize, usize>,
}

/// What stands at one place of a text.
pub(super) struct Found {
    /// The word after its last one.
    pub(super) end: usize,
    pub(super) identity: Identity,
    pub(super) hits: Vec<Hits>,
}

impl Found {
    /// The first record that it means by its id.
    pub(super) fn hits_of_id(&self) -> Option<usize> {
        self.hits.first().filter(|hits| hits.via == Via::Id)?.records.first().copied()
    }
}

impl Index {
    pub(super) fn of_dpias(dpias: &[Dpia]) -> Index {
        let mut index = Index::default();
        for (number, dpia) in dpias.iter().enumerate() {
            index.add_id(dpia.text(DpiaField::Id), number);
            index.add_shorter(dpia.text(DpiaField::Id), number);
            for entry in dpia.entries_of(DpiaField::CaseNumber) {
                index.add_case_number(&entry.written, number);
            }
            index.add_title(dpia.text(DpiaField::Title), number);
            index.add_head(dpia.text(DpiaField::Title), number);
            index.add_files(dpia, number);
            index.subjects.add(dpia, number);
            index.systems.add(dpia, number);
            index.decided.add(dpia, number);
            index.by_state.add(dpia, number);
        }
        index.add_kinds(dpias);
        index.add_stems(dpias);
        index.yearly = Yearly::of(dpias);
        index.finish()
    }

    pub(super) fn of_activities(activities: &[ProcessingActivity]) -> Index {
        let mut index = Index::default();
        for (number, activity) in activities.iter().enumerate() {
            index.add_id(activity.text(Field::Id), number);
            index.add_title(activity.text(Field::Name), number);
        }
        index.finish()
    }

    fn add_id(&mut self, text: Option<&str>, record: usize) {
        let Some(text) = text else { return };
        let key = plain_key(text);
        self.tails.extend(key.find(|c: char| c.is_ascii_digit()).map(|at| key[at..].to_string()));
        enter(&mut self.ids, key, record);
        let Some(identity) = Identity::of(text) else { return };
        enter(&mut self.ids_by_parts, identity.key(), record);
        if identity.numbers() > 1 && !identity.letters().is_empty() {
            let unparted: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            let unparted = Identity::of(&unparted).map(|unparted| unparted.key());
            unparted.into_iter().for_each(|key| enter(&mut self.unparted, key, record));
        }
        self.add_series(&identity, record);
        if let Some(read) = identity.with_roman_read() {
            enter(&mut self.ids_by_parts, read.key(), record);
            self.add_series(&read, record);
            self.prefixes.extend(read.prefix().map(String::from));
        }
        self.letters.insert(identity.letters());
        self.letters_of.insert(record, identity.all_letters());
        self.prefixes.extend(identity.prefix().map(String::from));
    }

    /// The letters in the id of a record.
    pub(super) fn letters_of(&self, record: usize) -> Option<&str> {
        self.letters_of.get(&record).map(String::as_str)
    }

    /// The records of a number in whichever series begins with some letters and goes on with others: "KB 3" where the list has
    /// KB/A3 and KB/R3. Sure only where there is one.
    pub(super) fn in_any_series(&self, letters: &str, number: u32) -> Option<Hits> {
        if self.series.contains_key(letters) {
            return None;
        }
        let begins = |series: &&String| {
            let member = Identity::in_series(series, number);
            member.prefix() == Some(letters) && member.numbers() == 1
        };
        let of = self.series.iter().filter(|(series, _)| begins(series)).flat_map(|(_, records)| records);
        let records: BTreeSet<usize> =
            of.filter(|(_, of)| **of == number).map(|(record, _)| *record).collect();
        let records: Vec<usize> = records.into_iter().collect();
        (!records.is_empty()).then(|| Hits { sure: records.len() == 1, ..Hits::sure(Via::Id, &records) })
    }

    /// All records of the series that has some letters: nobody can say which of them is meant.
    pub(super) fn whole_series(&self, letters: &str) -> Option<Hits> {
        let records: Vec<usize> = self.series.get(letters)?.keys().copied().collect();
        (records.len() > 1).then(|| Hits { sure: false, ..Hits::sure(Via::Id, &records) })
    }

    fn add_series(&mut self, identity: &Identity, record: usize) {
        if let Some((series, number)) = identity.series().zip(identity.number()) {
            self.series.entry(series).or_default().insert(record, number);
        }
    }

    /// An id without the first of its letters, as whoever has one list in mind writes it.
    fn add_shorter(&mut self, id: Option<&str>, record: usize) {
        let Some(identity) = id.and_then(Identity::of).filter(|id| id.word_of_kind().is_some()) else {
            return;
        };
        for shorter in identity.shorter() {
            enter(&mut self.shorter, shorter.key(), record);
            self.add_series(&shorter, record);
            self.prefixes.extend(shorter.prefix().map(String::from));
        }
    }

    /// Ids by their numbers, where the list shows which word is its word for a DPIA: one that is known as such, or the
    /// one that stands before the number in each of its ids.
    fn add_kinds(&mut self, dpias: &[Dpia]) {
        let mut words: BTreeMap<&str, BTreeSet<Option<String>>> = BTreeMap::new();
        let identity = |dpia: &Dpia| dpia.text(DpiaField::Id).and_then(Identity::of);
        for dpia in dpias {
            let Some(identity) = identity(dpia) else { continue };
            let of_file = words.entry(&dpia.origin.file).or_default();
            of_file.insert(identity.word_of_kind().map(String::from));
        }
        for (record, dpia) in dpias.iter().enumerate() {
            let Some(identity) = identity(dpia) else { continue };
            let only = words.get(&*dpia.origin.file).is_some_and(|words| words.len() == 1);
            let learned = identity.word_of_kind().filter(|_| only).map(|_| identity.bare_number());
            let kind = identity.of_kind().or(learned);
            let short = kind.as_ref().and_then(Identity::with_short_year);
            for kind in kind.iter().chain(&short) {
                enter(&mut self.by_kind, kind.key(), record);
            }
        }
    }

    /// Ids without the letters at their end, where each id of a list has some, as whoever has the list in mind writes them.
    fn add_stems(&mut self, dpias: &[Dpia]) {
        let mut lists: BTreeMap<&str, Vec<(usize, Identity)>> = BTreeMap::new();
        for (record, dpia) in dpias.iter().enumerate() {
            if let Some(identity) = dpia.text(DpiaField::Id).and_then(Identity::of) {
                lists.entry(&dpia.origin.file).or_default().push((record, identity));
            }
        }
        for list in lists.into_values() {
            // Where one number has several letters these tell the ids apart, and cannot be left out.
            if self.lettered.add_list(&list) {
                continue;
            }
            let stems: Option<Vec<_>> =
                list.iter().map(|(record, id)| Some((*record, id.without_tail()?))).collect();
            for (record, stem) in stems.into_iter().flatten() {
                enter(&mut self.ids_by_parts, stem.key(), record);
                enter(&mut self.by_kind, stem.bare_number().key(), record);
                self.add_series(&stem, record);
                self.letters.insert(stem.letters());
                self.stems.insert(record, stem);
            }
        }
    }

    fn add_case_number(&mut self, text: &str, record: usize) {
        enter(&mut self.case_numbers, plain_key(text), record);
        let Some(identity) = Identity::of(text) else { return };
        enter(&mut self.cases_by_parts, identity.key(), record);
        self.diaries.insert(record, identity.prefix().unwrap_or_default().to_string());
        self.prefixes.extend(identity.prefix().map(String::from));
        self.letters.insert(identity.letters());
        if let Some(serial) = identity.serial() {
            self.serials.entry(serial).or_default().push(record);
        }
        // "95/2023", "2023/95" and "95/23" of "4.2-095-2023", and "4.2-95/23".
        if let Some(one) = identity.number_and_year() {
            let forms = [Some(one.clone()), one.turned_back(), one.with_short_year_last()];
            forms.iter().flatten().for_each(|one| enter(&mut self.short_cases, one.key(), record));
            let short = identity.with_short_year_last();
            short.iter().for_each(|one| enter(&mut self.cases_by_parts, one.key(), record));
        }
        // "451/24", "451/2024" and "2024/451" of "TFN 451/24".
        if let Some(long) = identity.with_long_year_last() {
            let turned = long.turned();
            let of_diary = turned.iter().chain([&long]);
            of_diary.for_each(|one| enter(&mut self.cases_by_parts, one.key(), record));
            let bare = [&identity, &long].into_iter().chain(&turned).map(Identity::without_letters);
            bare.for_each(|one| enter(&mut self.short_cases, one.key(), record));
        }
        let turned_short =
            |identity: &Identity| identity.turned().as_ref().and_then(Identity::with_short_year_last);
        let forms =
            |identity: &Identity| [identity.with_short_year(), identity.turned(), turned_short(identity)];
        let Some(bare) = identity.without_diary() else {
            // "23/441" of "FSN23/0441".
            let bare = (identity.numbers() == 2).then(|| identity.without_letters());
            return forms(&identity)
                .iter()
                .chain([&bare])
                .flatten()
                .for_each(|one| enter(&mut self.short_cases, one.key(), record));
        };
        forms(&identity).iter().flatten().for_each(|one| enter(&mut self.cases_by_parts, one.key(), record));
        enter(&mut self.without_diary, bare.key(), record);
        forms(&bare).iter().flatten().for_each(|one| enter(&mut self.short_cases, one.key(), record));
    }

    fn add_title(&mut self, text: Option<&str>, record: usize) {
        let Some(title) = text.map(normalise) else { return };
        enter(&mut self.titles, WORDS.bare_title(&title).to_string(), record);
    }

    /// What stands before the first colon, bracket or dash of a title, where it is more than a word: "TexTrack 2" of "TexTrack
    /// 2: arbetskläder".
    fn add_head(&mut self, title: Option<&str>, record: usize) {
        let Some(title) = title else { return };
        let end = [": ", " (", " – ", " - "].iter().filter_map(|sign| title.find(sign)).min();
        let head = end.map(|end| &title[..end]);
        self.add_title(head.filter(|head| Tokens::runs(head).len() > 1), record);
    }

    /// The file that a document is, and the files that a list names.
    fn add_files(&mut self, dpia: &Dpia, record: usize) {
        let of_document = dpia.origin.is_document().then_some(&*dpia.origin.file);
        let named = dpia.extras.iter().map(|extra| &*extra.written).filter(|text| names_file(text));
        for file in of_document.into_iter().chain(named) {
            enter(&mut self.files, file_stem(last_of_path(file)), record);
        }
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

    /// The records that a whole text is the title of.
    pub(super) fn title(&self, text: &str) -> Option<Hits> {
        let title = normalise(text);
        let records = self.titles.get(WORDS.bare_title(&title)).filter(|_| !title.is_empty())?;
        Some(Hits::sure(Via::Title, records))
    }

    /// The id or the case number that begins at a word.
    pub(super) fn key_at(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        let foreign = begins(tokens, at)? && !self.is_own_diary(tokens.word(at - 1));
        self.key_from(tokens, at, foreign || self.follows_board(tokens, at), false)
    }

    /// The same where another key is before it: at the end of a range, "K9-K12", or further on in a list.
    pub(super) fn key_of_range(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        if tokens.gap(at).is_empty() { None } else { self.key_from(tokens, at, false, true) }
    }

    fn key_from(&self, tokens: &Tokens<'_>, at: usize, foreign: bool, goes_on: bool) -> Option<Found> {
        if REFERENCE.number_words.contains(tokens.word(at)) {
            return None;
        }
        (at..=last_joined(tokens, at)).rev().find_map(|last| {
            let identity = Identity::in_words(tokens, at, last + 1);
            let mut hits = self.hits(&identity, foreign, &plain_key(tokens.text(at..last + 1)));
            if hits.is_empty() && !foreign {
                let short =
                    [identity.with_short_year(), identity.with_short_year_last()].into_iter().flatten();
                let of_short = short.map(|short| self.hits(&short, false, ""));
                hits = of_short.into_iter().find(|hits| !hits.is_empty()).unwrap_or_default();
            }
            if hits.is_empty() && !foreign {
                hits = self.short_hits(&identity, tokens, at);
            }
            if hits.is_empty() && !foreign {
                let unparted = self.unparted.get(&identity.key());
                hits.extend(unparted.map(|records| Hits::sure(Via::Id, records)));
            }
            if cuts_day(tokens, at, last) {
                return None;
            }
            let may_be_day =
                identity.may_be_date() && tokens.gap(at + 1) != ":" || self.may_be_month(tokens, at, last);
            // After "KB 22-1" stands "22-2", written as the list writes its ids; so is "4.1" of "K4.1" where it begins the text.
            let dotted = tokens.gap(last) == "." && last == at + 1 && (at == 0 || alone(tokens));
            let as_listed = (goes_on || dotted) && self.is_tail(tokens, at..last + 1);
            let is_day = may_be_day && !as_listed && !self.is_of_year(tokens, at, last);
            if identity.letters().is_empty() && is_day && !is_named(tokens, at) {
                // "24/1" alone may be either; among other words it is a day: "gjord 24/1 2025".
                hits.retain(|_| alone(tokens));
                hits.iter_mut().for_each(|hits| hits.sure = false);
            }
            let things_number = is_things_number(tokens, at)
                || leads(tokens, at)
                || self.is_padded(tokens, at)
                || self.of_serial(&identity, tokens, at).is_some();
            if hits.is_empty() || identity.is_number_alone() && !alone(tokens) && !things_number {
                return None;
            }
            let end = self.ends(tokens, last + 1, &identity, &hits)?;
            let own = hits.first().filter(|_| identity.is_number_alone()).and_then(|hits| self.own(hits));
            let stem =
                || hits.first().filter(|_| identity.number().is_none()).and_then(|hits| self.stem(hits));
            Some(Found { end, identity: own.or_else(stem).unwrap_or(identity), hits })
        })
    }

    /// Whether "24-1" is the id of a year that the list has: a day has a stroke or a full stop, unless the list writes its ids so.
    fn is_of_year(&self, tokens: &Tokens<'_>, at: usize, last: usize) -> bool {
        let number = |at: usize| tokens.word(at).parse::<u32>().ok();
        let key = number(at).and_then(full_year).zip(number(at + 1));
        last == at + 1
            && (tokens.gap(last) == "-" || self.is_tail(tokens, at..last + 1))
            && key.is_some_and(|key| !self.yearly.get(key).is_empty())
            && !(at > 0 && REFERENCE.says_when(tokens.word(at - 1)))
    }

    /// Whether some ids of the list end as words are written.
    fn is_tail(&self, tokens: &Tokens<'_>, words: Range<usize>) -> bool {
        self.tails.contains(&plain_key(tokens.text(words)))
    }

    /// Whether a number is written with the zeros that the ids of the list have before theirs: "011" of "FSN-011".
    fn is_padded(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let word = tokens.word(at);
        word.starts_with('0') && word.len() >= PADDED && is_number(word) && self.is_tail(tokens, at..at + 1)
    }

    /// The id, by its parts, of the only record that is meant.
    fn own(&self, hits: &Hits) -> Option<Identity> {
        let [record] = hits.records[..] else { return None };
        let of = |(series, members): (&String, &BTreeMap<usize, u32>)| {
            members.get(&record).map(|number| Identity::in_series(series, *number))
        };
        self.series.iter().find_map(of)
    }

    /// The id without the letters at its end, of the only record that is meant.
    fn stem(&self, hits: &Hits) -> Option<Identity> {
        let [record] = hits.records[..] else { return None };
        self.stems.get(&record).cloned()
    }

    /// The number that a record has in a series.
    pub(super) fn number_in(&self, series: &str, hits: &Hits) -> Option<u32> {
        let [record] = hits.records[..] else { return None };
        self.series.get(series)?.get(&record).copied()
    }

    /// Whether a year and a number may be a month: "2024-03", where the list does not write its ids so, or where the word
    /// before says when something was.
    fn may_be_month(&self, tokens: &Tokens<'_>, at: usize, last: usize) -> bool {
        let month = tokens.word(at + 1);
        last == at + 1
            && is_year(tokens.word(at))
            && tokens.gap(last) == "-"
            && month.len() == 2
            && month.parse::<u32>().is_ok_and(|month| month <= 12)
            && (!self.tails.contains(&plain_key(tokens.text(at..last + 1)))
                || at > 0 && REFERENCE.says_when(tokens.word(at - 1)))
    }

    /// The key at a word whose letters are those of the list, with two of them in the wrong order: "MNS-K12".
    pub(super) fn swapped_at(&self, tokens: &Tokens<'_>, at: usize) -> Option<Found> {
        if begins(tokens, at)? || is_number(tokens.word(at)) {
            return None;
        }
        (at..=last_joined(tokens, at)).rev().find_map(|last| {
            let identity = Identity::in_words(tokens, at, last + 1);
            let letters = identity.letters();
            let short = letters.chars().count() < SWAPPED
                && !REFERENCE.kinds.iter().any(|kind| is_swapped(kind, &letters));
            if short || identity.numbers() == 0 || self.letters.contains(&letters) {
                return None;
            }
            let is_like = |own: &&String| is_swapped(own, &letters) || is_other_kind(own, &letters);
            let mut like = self.letters.iter().filter(is_like);
            let (own, None) = (like.next()?, like.next()) else { return None };
            let identity = identity.with_letters(own);
            let hits = self.hits(&identity, false, "");
            let end = self.ends(tokens, last + 1, &identity, &hits).filter(|_| !hits.is_empty())?;
            Some(Found { end, identity, hits })
        })
    }

    /// Whether letters are those of the only diary that there is.
    fn is_own_diary(&self, letters: &str) -> bool {
        !self.diaries.is_empty() && self.diaries.values().all(|diary| diary == letters)
    }

    /// Whether the letters of a board that no record has stand before a word for a kind: "SON KB 3".
    fn follows_board(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let kind = |word: &str| REFERENCE.kinds.contains(word) || self.prefixes.contains(word);
        if at == 0 || tokens.gap(at) != " " || !kind(tokens.word(at)) {
            return false;
        }
        let (board, written) = (tokens.word(at - 1), tokens.written(at - 1));
        (2..=5).contains(&written.chars().count())
            && written.chars().all(char::is_uppercase)
            && !kind(board)
            && !self.is_own_diary(board)
            && !REFERENCE.is_known(board)
    }

    /// What short forms mean that are sure only where the text leaves no doubt: numbers alone, case numbers that
    /// might be days.
    fn short_hits(&self, identity: &Identity, tokens: &Tokens<'_>, at: usize) -> Vec<Hits> {
        let named = is_named(tokens, at);
        if let Some(records) = self.short_cases.get(&identity.key()) {
            if tokens.gap(at).contains('§') {
                return Vec::new();
            }
            return vec![Hits { without_diary: true, ..Hits::sure(Via::CaseNumber, records) }];
        }
        if let Some(records) = self.of_serial(identity, tokens, at) {
            return vec![Hits::sure(Via::CaseNumber, records)];
        }
        let number = |at: &usize| tokens.is_number(*at);
        let numbers: Vec<usize> = (0..tokens.len()).filter(number).collect();
        let of_number = |number: &str| self.by_kind.get(&Identity::of(number)?.bare_number().key());
        let listed =
            numbers.len() > 1 && (1..tokens.len()).all(|at| !tokens.gap(at).contains(['/', '.', ':', '-']));
        let all = || alone(tokens) && numbers.iter().all(|at| of_number(tokens.word(*at)).is_some());
        match of_number(tokens.word(at)) {
            Some(records) if identity.is_number_alone() && (listed || named) && all() => {
                vec![Hits::sure(Via::Id, records)]
            }
            Some(records)
                if identity.is_number_alone()
                    && (self.is_padded(tokens, at)
                        || is_things_number(tokens, at)
                        || leads(tokens, at)
                        || tokens.len() == 1 && tokens.word(at).len() > 1) =>
            {
                vec![Hits::sure(Via::Id, records)]
            }
            _ => Vec::new(),
        }
    }

    /// The cases that have a number in their year, where a word says that it is the number of a case: "dnr 0132".
    fn of_serial(&self, identity: &Identity, tokens: &Tokens<'_>, at: usize) -> Option<&Vec<usize>> {
        let of_case = at > 0 && REFERENCE.diary_words.contains(tokens.word(at - 1));
        let records = self.serials.get(&identity.number()?)?;
        let whole = tokens.word(at).len() >= PADDED;
        // "Ärende 88" is that of each year that has one.
        let only = records.len() == 1 && whole || records.len() > 1 && tokens.word(at).len() > 1;
        (of_case && only && identity.is_number_alone()).then_some(records)
    }

    /// The members of a series whose numbers begin with those of an identity and have one figure more: "KB-1_".
    pub(super) fn begun(&self, identity: &Identity) -> Option<Hits> {
        let members = self.series.get(&identity.series()?)?;
        let number = identity.number()?;
        let begun = members.iter().filter(|(_, member)| **member / 10 == number).map(|(record, _)| *record);
        let records: Vec<usize> = begun.collect();
        (!records.is_empty()).then(|| Hits { sure: false, ..Hits::sure(Via::Id, &records) })
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
        if let Some(records) = self.shorter.get(&key).filter(|_| !foreign) {
            all.push(Hits::sure(Via::Id, records));
        }
        if let Some(records) = self.without_diary.get(&key).filter(|_| !foreign) {
            all.push(Hits { without_diary: true, ..Hits::sure(Via::CaseNumber, records) });
        }
        all
    }

    /// Where a key ends that its last word ends: with a number of handling, or a year, that belongs to it.
    fn ends(&self, tokens: &Tokens<'_>, end: usize, identity: &Identity, hits: &[Hits]) -> Option<usize> {
        let gap = tokens.gap(end);
        if end == tokens.len() || gap.chars().any(char::is_whitespace) {
            return Some(end);
        }
        let next = tokens.word(end);
        let by_case = hits.iter().any(|hits| hits.via == Via::CaseNumber);
        // "2022/0087-0088" is a range of cases.
        let another_case = || {
            next.len() >= WHOLE_NUMBER
                && next.parse().is_ok_and(|number| !self.member(&identity.numbered(number)).is_empty())
        };
        match gap {
            "" | ":" if identity.is_number_alone() && is_things_number(tokens, end - 1) => Some(end + 1),
            "" => None,
            ":" if next == "s" => Some(end + 1),
            "-" if is_number(next) && by_case && another_case() => Some(end),
            "-" | "/" | ":" | "_" if is_number(next) && by_case && identity.numbers() >= 2 => Some(end + 1),
            "-" | "/" | ":" | "_" if is_year(next) && !by_case && !identity.has_year() => Some(end + 1),
            // A list or a range: "KB-01/03", "KB 1-3".
            "-" | "–" | "/" if is_number(next) && !by_case => Some(end),
            "-" | "." | ":" if is_number(next) => None,
            // Not the first letter of what it is a part of, but that of a range's end: "K9-K12".
            "-" | "." if next.chars().count() == 1 => {
                (self.prefixes.contains(next) && tokens.is_number(end + 1)).then_some(end)
            }
            _ => Some(end),
        }
    }

    /// What a member of a series means.
    pub(super) fn member(&self, identity: &Identity) -> Vec<Hits> {
        self.hits(identity, false, "")
    }

    /// The members that have an identity's number with a letter after it: "KB 7a" and "KB 7b" of "KB 7". Sure only where
    /// there is one.
    pub(super) fn suffixed(&self, identity: &Identity) -> Vec<Hits> {
        if identity.numbers() != 1 {
            return Vec::new();
        }
        let letters = ('a'..='h').map(|letter| identity.clone().with_suffix(&letter.to_string()));
        let records: Vec<usize> =
            letters.flat_map(|one| self.member(&one)).flat_map(|hits| hits.records).collect();
        if records.is_empty() {
            return Vec::new();
        }
        vec![Hits { sure: records.len() == 1, ..Hits::sure(Via::Id, &records) }]
    }

    /// Whether records are numbered in the series of an identity, among those that `near` lets through.
    pub(super) fn has_series(&self, identity: &Identity, near: impl Fn(usize) -> bool) -> bool {
        let series = identity.series().and_then(|series| self.series.get(&series));
        series.is_some_and(|records| records.keys().any(|record| near(*record)))
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

/// Whether a day begins at a word: "2025-02-11".
pub(super) fn spells_day(tokens: &Tokens<'_>, year: usize) -> bool {
    cuts_day(tokens, year, year)
}

/// Whether a key would end within a day: "2025-02" of "2025-02-11".
fn cuts_day(tokens: &Tokens<'_>, at: usize, last: usize) -> bool {
    (at..=last).any(|year| {
        let (month, day) = (tokens.word(year + 1), tokens.word(year + 2));
        let within = |text: &str, most: u32| {
            text.len() == 2 && text.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number))
        };
        last < year + 2
            && is_year(tokens.word(year))
            && within(month, 12)
            && within(day, 31)
            && tokens.gap(year + 1) == tokens.gap(year + 2)
            && matches!(tokens.gap(year + 1), "-" | "." | "/" | "‑" | "–")
    })
}

/// Whether the word before says that a number follows: "nr 24/1".
fn is_named(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && REFERENCE.number_words.contains(tokens.word(at - 1))
}

/// Whether a text has nothing but numbers, and words that join them; or that reserve what they name.
fn alone(tokens: &Tokens<'_>) -> bool {
    let joins = |word: &str| {
        is_number(word)
            || REFERENCE.number_words.contains(word)
            || REFERENCE.and.are(word)
            || REFERENCE.leaves_open(word)
    };
    let others: Vec<&str> = tokens.words().filter(|word| !joins(word)).collect();
    others.is_empty() || REFERENCE.only_reserves(&others.join(" "))
}

/// Whether a number has the ending of a thing's: "9:an".
fn is_things_number(tokens: &Tokens<'_>, at: usize) -> bool {
    is_number(tokens.word(at))
        && tokens.word(at).len() <= 3
        && matches!(tokens.gap(at + 1), "" | ":")
        && at + 1 < tokens.len()
        && matches!(tokens.word(at + 1), "an" | "ans")
}

/// Whether a text begins with a short number that is said to be one: "Nr 2, men den är för gammal".
fn leads(tokens: &Tokens<'_>, at: usize) -> bool {
    let short = is_number(tokens.word(at)) && tokens.word(at).len() <= 3;
    at == 1 && short && is_named(tokens, at) && !REFERENCE.diary_words.contains(tokens.word(0))
}

/// The last word that may belong to a key that begins at a word.
fn last_joined(tokens: &Tokens<'_>, at: usize) -> usize {
    let most = MOST_PARTS.min(tokens.len() - at);
    (at + 1..at + most).take_while(|next| joins(tokens.gap(*next))).last().unwrap_or(at)
}

/// Whether letters are others with another one among the last two, which name the kind and not the board: "BUN-KP".
fn is_other_kind(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let Some(kind) = one.len().checked_sub(2).filter(|kind| *kind >= 2 && one.len() == other.len()) else {
        return false;
    };
    let differs = one.iter().zip(&other).filter(|(a, b)| a != b).count();
    one[..kind] == other[..kind] && differs == 1
}

/// Whether letters are others with two in the wrong order.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    slips(one, other, 1) == Some(1) && sorted(one) == sorted(other)
}
