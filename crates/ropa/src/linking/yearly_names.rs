//! Names of DPIAs that are numbered anew each year, where the year stands apart: "KB nr 3 från 2024", ":3", "alla från 2023".

use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, WHOLE_NUMBER, is_number, is_year};
use crate::linking::link::Via;
use crate::linking::names::{Joint, Reader, number_at};
use crate::linking::reference_words::WORDS;
use crate::linking::yearly::{YearNumber, full_year};
use crate::text::tokens::Tokens;
use std::ops::Range;

/// Most words between "alla" and the year.
const BEFORE_YEAR: usize = 4;

impl Reader<'_> {
    /// Takes what is named by its year and its number apart, and all of a year; the word after it.
    pub(super) fn spelled_year(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        if let Some(end) = self.all_of_year(tokens, at) {
            return Some(end);
        }
        if self.index.yearly.is_empty() {
            return None;
        }
        if let Some(end) = self.numbers_then_year(tokens, at) {
            return Some(end);
        }
        let (key, end, loosely) = self
            .number_then_year(tokens, at)
            .or_else(|| self.year_then_number(tokens, at))
            .or_else(|| self.number_and_year_alone(tokens))?;
        let span = tokens.span(at..end);
        if self.is_taken(&span) {
            return None;
        }
        self.take_of_year(span, key);
        if let Some(mention) = self.mentions.last_mut() {
            mention.loosely = loosely;
        }
        Some(self.goes_on_in_years(tokens, at, end, key))
    }

    /// "KB 1-3/24", "KB 1 och 3 från 2024": several of one year that is told after them.
    fn numbers_then_year(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let first = after_kinds(tokens, at);
        let short = |at: usize| number_at(tokens, at).filter(|_| tokens.word(at).len() <= 3);
        let (mut numbers, mut end) = (vec![(Joint::List, short(first)?)], first + 1);
        while let Some((next, joint)) = self.joint(tokens, end).filter(|_| tokens.gap(end) != "/") {
            let Some(number) = short(next) else { break };
            numbers.push((joint, number));
            end = next + 1;
        }
        let slash = tokens.gap(end) == "/";
        let of_year = self.phrase_at(tokens, end, &WORDS.of_year);
        if first == at || numbers.len() < 2 || !slash && of_year.is_none() {
            return None;
        }
        let year_place = end + of_year.unwrap_or(0);
        let year = self.year_at(tokens, year_place, true)?;
        let known = |(_, number): &(Joint, u32)| !self.index.yearly.get((year, *number)).is_empty();
        let span = tokens.span(at..year_place + 1);
        if !numbers.iter().all(known) || self.is_taken(&span) {
            return None;
        }
        let mut last = numbers[0].1;
        for (joint, number) in numbers {
            if joint == Joint::Range {
                self.range_of_years(&span, (year, last), (year, number), None);
            }
            self.take_of_year(span.clone(), (year, number));
            last = number;
        }
        Some(self.except_of_year(tokens, year_place + 1, year))
    }

    /// "KB nr 3 från 2024", "nr 3/2024", "trean från 2023".
    fn number_then_year(&self, tokens: &Tokens<'_>, at: usize) -> Option<(YearNumber, usize, bool)> {
        let first = after_kinds(tokens, at);
        let word = tokens.word(first);
        let number = number_at(tokens, first)?;
        let ended =
            matches!(tokens.gap(first + 1), "" | ":") && WORDS.ordinal_ends.contains(tokens.word(first + 1));
        let end = if ended { first + 2 } else { first + 1 };
        if first == at && !ended && !WORDS.is_things_number(word) {
            return None;
        }
        let slash = tokens.gap(end) == "/";
        let joined =
            slash || tokens.gap(end).chars().all(|c| " (,".contains(c)) && !tokens.gap(end).is_empty();
        let of_year = self.phrase_at(tokens, end, &WORDS.of_year);
        let year_at = end + of_year.unwrap_or(0);
        let year = self.year_at(tokens, year_at, slash || of_year.is_some())?;
        // "Ärende 00812 från 2023" has the number of a case.
        let is_case = slash && self.index.key_at(tokens, first).is_some()
            || word.len() >= WHOLE_NUMBER && self.index.yearly.get((year, number)).is_empty();
        (joined && !is_case).then_some(((year, number), year_at + 1, false))
    }

    /// "2/2023" and nothing else; told, since it may be a month.
    fn number_and_year_alone(&self, tokens: &Tokens<'_>) -> Option<(YearNumber, usize, bool)> {
        let year = full_year(tokens.word(1).parse().ok().filter(|_| is_year(tokens.word(1)))?)?;
        let number = number_at(tokens, 0)?;
        let known = !self.index.yearly.get((year, number)).is_empty();
        (tokens.len() == 2 && tokens.gap(1) == "/" && known).then_some(((year, number), 2, true))
    }

    /// "2024 års KB nr 3", "2024 nr 3", and with a slip of the pen "KB 24;2".
    fn year_then_number(&self, tokens: &Tokens<'_>, at: usize) -> Option<(YearNumber, usize, bool)> {
        let first = after_kinds(tokens, at);
        let year = full_year(tokens.word(first).parse().ok().filter(|_| is_number(tokens.word(first)))?)?;
        let slip = first > at && matches!(tokens.gap(first + 1), ";" | "," | ";:" | "::" | ":;");
        if slip && is_number(tokens.word(first + 1)) {
            let number = number_at(tokens, first + 1)?;
            let known = !self.index.yearly.get((year, number)).is_empty();
            return known.then_some(((year, number), self.ends_number(tokens, first + 1)?, true));
        }
        let of_year = self.phrase_at(tokens, first + 1, &WORDS.of_year).unwrap_or(0);
        let number_from = first + 1 + of_year;
        let number_place = after_kinds(tokens, number_from);
        if !is_year(tokens.word(first)) || number_place == first + 1 {
            return None;
        }
        let number = number_at(tokens, number_place)?;
        let named = number_place > number_from || WORDS.is_things_number(tokens.word(number_place));
        let end = if is_number(tokens.word(number_place)) {
            self.ends_number(tokens, number_place)?
        } else {
            number_place + 1
        };
        named.then_some(((year, number), end, false))
    }

    /// The year that stands at a word and is no part of a day; one of two figures only where `short` lets it.
    fn year_at(&self, tokens: &Tokens<'_>, at: usize, short: bool) -> Option<u32> {
        let word = tokens.word(at);
        let dated = matches!(tokens.gap(at + 1), "-" | "/" | "." | ":") && is_number(tokens.word(at + 1));
        let whole = is_year(word) || short && word.len() == 2 && is_number(word);
        full_year(word.parse().ok().filter(|_| whole && !dated)?)
    }

    /// "Alla tre från 2023": all of a year, where the count agrees.
    fn all_of_year(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        // "Båda från 2022", "de två från 2022".
        let counts = WORDS.numeral(tokens.word(at)).filter(|_| !WORDS.is_things_number(tokens.word(at)));
        let several = counts.is_some_and(|count| count > 1) && after_kinds(tokens, at + 1) == at + 1;
        let all = self.phrase_at(tokens, at, &WORDS.all_of_them).or(several.then_some(0))?;
        if several
            && at > 0
            && (WORDS.kinds.contains(tokens.word(at - 1)) || WORDS.number_words.contains(tokens.word(at - 1)))
        {
            return None;
        }
        let of_year = (at + all..at + all + BEFORE_YEAR).find_map(|at| {
            let len = self.phrase_at(tokens, at, &WORDS.of_year);
            let year = self.year_at(tokens, at + len.unwrap_or(0), len.is_some())?;
            Some((at, at + len.unwrap_or(0), year))
        });
        let (words_end, year_at, year) = of_year?;
        let parted = (at + 1..=year_at).any(|at| tokens.gap(at).contains([',', ';', '.', '(', ':', '/']));
        let both = WORDS.is_both(tokens.word(at)).then_some(2);
        let count = (at + all..words_end).find_map(|at| number_at(tokens, at)).or(both);
        let (span, end) = (tokens.span(at..year_at + 1), year_at + 1);
        if parted || self.is_taken(&span) {
            return None;
        }
        let members = self.members_of_year(year);
        let agrees = count.is_none_or(|count| u32::try_from(members.len()) == Ok(count));
        // Where the ids show no year, what was decided in a year may have been begun in another.
        let sure = agrees && (count.is_some() || !self.index.yearly.is_empty());
        if members.is_empty() {
            return None;
        }
        if !sure {
            let hits = Hits { sure: false, ..Hits::sure(Via::Id, &members) };
            self.take(span, vec![hits], None);
            return Some(end);
        }
        for record in members {
            self.take(span.clone(), vec![Hits::sure(Via::Id, &[record])], None);
        }
        Some(self.except_of_year(tokens, end, year))
    }

    fn members_of_year(&self, year: u32) -> Vec<usize> {
        let keys = self.index.yearly.of_year(year);
        if self.index.yearly.is_empty() {
            let hits = self.index.subjects.of_year(&year.to_string());
            return hits.map(|hits| hits.records).unwrap_or_default();
        }
        keys.into_iter().flat_map(|key| self.index.yearly.get(key).to_vec()).collect()
    }

    /// What a number means whose year is left out: sure only where one year has it.
    pub(super) fn without_year(&self, number: u32) -> Option<Hits> {
        let records = self.index.yearly.of_number(number);
        (!records.is_empty()).then(|| Hits { sure: records.len() == 1, ..Hits::sure(Via::Id, &records) })
    }

    /// What a year means where a number should be, "KB 24": all of that year, sure only where there is one.
    pub(super) fn whole_year(&self, number: u32) -> Option<Hits> {
        let members = self.index.yearly.of_year(full_year(number)?);
        let records: Vec<usize> =
            members.into_iter().flat_map(|key| self.index.yearly.get(key).to_vec()).collect();
        (!records.is_empty()).then(|| Hits { sure: records.len() == 1, ..Hits::sure(Via::Id, &records) })
    }

    fn hits_of_year(&self, key: YearNumber) -> Vec<Hits> {
        let records = self.index.yearly.get(key);
        if records.is_empty() { Vec::new() } else { vec![Hits::sure(Via::Id, records)] }
    }

    fn take_of_year(&mut self, span: Range<usize>, key: YearNumber) {
        self.take(span, self.hits_of_year(key), Some(Identity::of_year(key.0, key.1)));
    }

    /// Follows "KB 2023:1, :3 samt 2025:2" and "2025:1–2025:3"; where it ends.
    pub(super) fn goes_on_in_years(
        &mut self,
        tokens: &Tokens<'_>,
        first: usize,
        end: usize,
        key: YearNumber,
    ) -> usize {
        let (mut end, mut last, mut several) = (end, key, false);
        let of = self.mentions.last().and_then(|mention| match &mention.hits[..] {
            [hits] if hits.records.len() == 1 => hits.records.first().copied(),
            _ => None,
        });
        let letters = of.and_then(|record| self.index.letters_of(record)).map(String::from);
        while let Some((start, joint)) = self.joint(tokens, end) {
            let Some((next, after)) = self.next_of_year(tokens, start, last, joint) else { break };
            if joint == Joint::Range {
                self.range_of_years(&tokens.span(first..after), last, next, letters.as_deref());
            }
            // "1/ER-20 och 2/ST-22": the letters say which 2 of the year it is.
            match self.index.key_of_range(tokens, start) {
                Some(found) => self.take(tokens.span(start..after), found.hits, Some(found.identity)),
                None => self.take_of_year(tokens.span(start..after), next),
            }
            (end, last, several) = (after, next, true);
        }
        if several { self.except_of_year(tokens, end, last.0) } else { end }
    }

    /// Takes out of a list of a year what is excepted; where it ends.
    fn except_of_year(&mut self, tokens: &Tokens<'_>, end: usize, year: u32) -> usize {
        let member = |number: u32| (self.hits_of_year((year, number)), Identity::of_year(year, number));
        let left_out = self.left_out(tokens, end, &member);
        self.deny(left_out).unwrap_or(end)
    }

    /// The next of a list: with its year, or by its number alone.
    fn next_of_year(
        &self,
        tokens: &Tokens<'_>,
        start: usize,
        last: YearNumber,
        joint: Joint,
    ) -> Option<(YearNumber, usize)> {
        if let Some(found) = self.index.key_of_range(tokens, start) {
            let key = found.hits_of_id().and_then(|record| self.index.yearly.key_of(record))?;
            return Some((key, found.end));
        }
        let word = tokens.word(start);
        if tokens.gap(start + 1) == ":" && is_number(word) && is_number(tokens.word(start + 1)) {
            let key = (full_year(word.parse().ok()?)?, number_at(tokens, start + 1)?);
            return Some((key, start + 2));
        }
        if !is_number(word) || word.len() > 3 {
            return None;
        }
        let (next, end) = ((last.0, word.parse().ok()?), self.ends_number(tokens, start)?);
        let known = !self.index.yearly.get(next).is_empty();
        (known || joint == Joint::Range && next > last).then_some((next, end))
    }

    /// The members between the ends of a range, of those with the same letters in their ids: of one year those that are missing
    /// too.
    fn range_of_years(
        &mut self,
        span: &Range<usize>,
        first: YearNumber,
        last: YearNumber,
        letters: Option<&str>,
    ) {
        let mut members = self.index.yearly.between(first, last);
        if first.0 == last.0 && last.1.saturating_sub(first.1) < 100 {
            members = (first.1 + 1..last.1).map(|number| (first.0, number)).collect();
        }
        for key in members {
            let named = format!("{}:{}", key.0, key.1);
            let mut hits = self.hits_of_year(key);
            for hits in &mut hits {
                hits.records.retain(|one| letters.is_none() || self.index.letters_of(*one) == letters);
            }
            let left_out = |hits: &Hits| hits.records.is_empty();
            if !hits.is_empty() && hits.iter().all(left_out) {
                continue;
            }
            self.between(span, &named, hits, Identity::of_year(key.0, key.1));
        }
    }
}

/// The word after words for a kind and for a number: "KB nr", "den".
fn after_kinds(tokens: &Tokens<'_>, at: usize) -> usize {
    let leads = |word: &str| {
        WORDS.kinds.contains(word)
            || WORDS.number_words.contains(word)
            || matches!(word, "den" | "det" | "the")
    };
    (at..tokens.len()).find(|at| !leads(tokens.word(*at))).unwrap_or(tokens.len())
}
