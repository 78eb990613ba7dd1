//! The names that a text holds: files, ids, case numbers, titles, subjects, in this order.

use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, WHOLE_NUMBER, is_number, is_year};
use crate::linking::index::{Found, Index, decoded, last_of_path, spells_day};
use crate::linking::link::Via;
use crate::linking::mention::Mention;
use crate::linking::pieces::{ends_of_files, lines, words_of};
use crate::linking::reference_words::WORDS;
use crate::linking::yearly::year_of;
use crate::text::fold;
use crate::text::fold::bare;
use crate::text::tokens::Tokens;
use std::ops::Range;

/// Longest phrase that joins two members, in bytes.
const LONGEST_PHRASE: usize = 120;
/// Most members of a range; what is longer is no range of DPIAs.
const LONGEST_RANGE: u32 = 200;

/// The names in a text, by where they stand.
pub(super) fn in_text(text: &str, index: &Index) -> Vec<Mention> {
    let mut reader = Reader { text, index, mentions: Vec::new() };
    reader.files();
    reader.keys();
    reader.states();
    reader.titles();
    reader.named_by_kind();
    reader.missing();
    reader.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    reader.mentions
}

/// Reads the names of one text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) index: &'t Index,
    pub(super) mentions: Vec<Mention>,
}

impl Reader<'_> {
    pub(super) fn is_taken(&self, span: &Range<usize>) -> bool {
        self.mentions.iter().any(|taken| taken.span.start < span.end && span.start < taken.span.end)
    }

    pub(super) fn take(&mut self, span: Range<usize>, hits: Vec<Hits>, identity: Option<Identity>) {
        self.mentions.push(Mention::new(self.text, span, hits, identity));
    }

    /// Names of files, with their folders: "G:\KB\KB Video.docx".
    fn files(&mut self) {
        for line in lines(self.text) {
            let mut start = line.start;
            for end in ends_of_files(self.text, &line) {
                let span = self.path(start..end);
                if let Some(hits) = self.index.file(&self.text[span.clone()]) {
                    self.take(span, vec![hits], None);
                } else if self.stem_holds_key(&span) || !self.holds_key(&span) {
                    self.file_by_its_words(span);
                }
                start = end;
            }
        }
    }

    /// A file whose name holds an id, a case number or a subject.
    fn file_by_its_words(&mut self, span: Range<usize>) {
        let name = decoded(last_of_path(&self.text[span.clone()]));
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        let tokens = Tokens::runs(stem);
        if let Some((hits, identity)) = self.first_lettered(&tokens) {
            self.take(span, vec![hits], identity);
            return self.reserve_by(&bare(stem));
        }
        if let Some(found) = (0..tokens.len()).find_map(|at| self.index.key_at(&tokens, at)) {
            return self.take(span, found.hits, Some(found.identity));
        }
        let (_, telling) = WORDS.beside(&bare(stem));
        let subjects = &self.index.subjects;
        let about = subjects.about(&telling.join(" "), year_of(stem), true);
        let (loosely, about) = match about {
            Some(about) => (false, Some(about)),
            None => (true, subjects.mostly_about(&telling.join(" "))),
        };
        self.take(span, about.into_iter().collect(), None);
        self.mentions.iter_mut().next_back().into_iter().for_each(|mention| mention.loosely = loosely);
        self.reserve_by(&bare(stem));
    }

    /// Reserves the file that was read last by its name: "KB kameror UTKAST2.docx" is a draft.
    fn reserve_by(&mut self, stem: &str) {
        let (said, _) = WORDS.beside(stem);
        if let Some(mention) = self.mentions.last_mut().filter(|mention| !mention.hits.is_empty()) {
            mention.says.extend(said.into_iter().map(|said| said.says).filter(|says| says.reserves()));
        }
    }

    /// The path that ends where a name of a file ends.
    fn path(&self, within: Range<usize>) -> Range<usize> {
        let before = &self.text[within.clone()];
        let opened = before.rfind([',', ';', '"', '(', '<', '=']).map_or(0, |at| at + 1);
        let drive = before.find(":\\").map(|at| at.saturating_sub(1)).filter(|at| *at >= opened);
        let address = before.find("://").map(|at| before[..at].rfind(' ').map_or(0, |blank| blank + 1));
        let from = drive.or(address).unwrap_or(opened);
        let blanks = before[from..].len() - before[from..].trim_start().len();
        within.start + from + blanks..within.end
    }

    /// What is named by how far it has come alone: "den som är på remiss".
    fn states(&mut self) {
        let named = self.index.by_state.named(self.text).filter(|_| self.mentions.is_empty());
        let Some((hits, all)) = named else { return };
        let each = match all {
            true => hits.records.iter().map(|record| Hits::sure(hits.via, &[*record])).collect(),
            false => vec![hits],
        };
        for hits in each {
            self.take(0..self.text.len(), vec![hits], None);
        }
    }

    /// Whether the name of a file in folders holds a key; the folders may look like another: "KB\\2023\\KB_23_3.docx".
    fn stem_holds_key(&self, span: &Range<usize>) -> bool {
        let last = last_of_path(&self.text[span.clone()]);
        let tokens = Tokens::runs(last);
        let holds = || (0..tokens.len()).any(|at| self.index.key_at(&tokens, at).is_some());
        self.first_lettered(&tokens).is_some() || last.len() < span.len() && holds()
    }

    fn holds_key(&self, span: &Range<usize>) -> bool {
        let tokens = Tokens::runs(&self.text[span.clone()]);
        (0..tokens.len()).any(|at| self.index.key_at(&tokens, at).is_some())
    }

    /// Ids and case numbers, with the lists and ranges that go on from them.
    fn keys(&mut self) {
        let (read, first) = (look_alikes(self.text), self.mentions.len());
        self.keys_of(&Tokens::runs(&read));
        for mention in &mut self.mentions[first..] {
            mention.loosely |= self.text[mention.span.clone()] != read[mention.span.clone()];
        }
    }

    fn keys_of(&mut self, tokens: &Tokens<'_>) {
        let mut at = 0;
        while at < tokens.len() {
            if let Some(end) = self.lettered(tokens, at).or_else(|| self.spelled_year(tokens, at)) {
                at = end;
                continue;
            }
            let free = |found: &Found| !self.is_taken(&tokens.span(at..found.end));
            let swapped = || self.index.swapped_at(tokens, at).filter(free);
            let known = self.index.key_at(tokens, at).filter(free);
            let is_swapped = known.is_none();
            let Some(found) = known.or_else(swapped) else {
                let by_word = self
                    .worded(tokens, at)
                    .or_else(|| self.things_number(tokens, at))
                    .or_else(|| self.number_without_year(tokens, at))
                    .or_else(|| self.one_of_series(tokens, at));
                at = by_word.or_else(|| self.missing_key(tokens, at)).unwrap_or(at + 1);
                continue;
            };
            let span = tokens.span(at..found.end);
            let cut_short = self.text[span.end..].starts_with(['_', '*', '…']);
            let begun = cut_short.then(|| self.index.begun(&found.identity)).flatten();
            let hits = begun.map_or(found.hits.clone(), |begun| vec![begun]);
            self.take(span, hits, Some(found.identity.clone()));
            if let Some(mention) = self.mentions.last_mut().filter(|_| is_swapped) {
                mention.loosely = true;
            }
            let of_year = found.hits_of_id().and_then(|record| self.index.yearly.key_of(record));
            at = match of_year {
                Some(key) => self.goes_on_in_years(tokens, at, found.end, key),
                None => self.goes_on(tokens, at, found.end, &found.identity),
            };
        }
    }

    /// A number in Roman figures, or in words, after a word for a kind: "KB IV", "KB nr fem". The word after it.
    fn worded(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let named = WORDS.number_words.contains(tokens.word(at + 1));
        let number = if named { at + 2 } else { at + 1 };
        let (letters, written) = (tokens.word(at), tokens.written(number));
        let known = self.index.is_prefix(letters) || WORDS.kinds.contains(letters);
        if !known || is_number(tokens.word(number)) || number >= tokens.len() {
            return None;
        }
        let roman = written.len() > 1 && written.chars().all(char::is_uppercase);
        let identity = match WORDS.numeral(tokens.word(number)) {
            // "KB ett utkast": an article, unless it is said to be a number.
            Some(1) if !named && !WORDS.is_things_number(tokens.word(number)) => return None,
            Some(value) if self.phrase_at(tokens, number + 1, &WORDS.counted).is_none() => {
                Identity::in_words(tokens, at, number + 1).numbered(value)
            }
            Some(_) => return None,
            None => Identity::in_words(tokens, at, number + 1).with_roman_read().filter(|_| roman)?,
        };
        let hits = self.index.member(&identity);
        let span = tokens.span(at..number + 1);
        if hits.is_empty() || self.is_taken(&span) {
            return None;
        }
        self.take(span, hits, Some(identity.clone()));
        Some(self.goes_on(tokens, at, number + 1, &identity))
    }

    /// A number in a word that can be nothing but a thing's: "tvåan och trean", as "2:an" is read. The word after it.
    fn things_number(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let word = tokens.word(at);
        let number = WORDS.numeral(word).filter(|_| WORDS.is_things_number(word))?;
        let figure = format!("{number}:an");
        let found = self.index.key_at(&Tokens::runs(&figure), 0)?;
        let span = tokens.span(at..at + 1);
        if self.is_taken(&span) {
            return None;
        }
        self.take(span, found.hits, Some(found.identity));
        Some(at + 1)
    }

    /// A number that the text begins with and says to be one, where ids have a year before theirs: "nr 3, minns inte vilket år".
    /// The word after it.
    fn number_without_year(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let first = at == 0 && WORDS.number_words.contains(tokens.word(0)) && is_number(tokens.word(1));
        let hits = number_at(tokens, 1).filter(|_| first).and_then(|number| self.without_year(number))?;
        let span = tokens.span(1..self.ends_number(tokens, 1)?);
        if self.is_taken(&span) {
            return None;
        }
        self.take(span, vec![hits], None);
        Some(2)
    }

    /// One of a series, by its letters and a word for a DPIA: "en av LAV-bedömningarna". The word after it.
    fn one_of_series(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let (letters, next) = (tokens.word(at), tokens.word(at + 1));
        let named = tokens.gap(at + 1) == "-" && WORDS.is_assessment(next) && !WORDS.kinds.contains(letters);
        let hits = self.index.whole_series(letters).filter(|_| named)?;
        let span = tokens.span(at..at + 2);
        if self.is_taken(&span) {
            return None;
        }
        self.take(span, vec![hits], None);
        Some(at + 2)
    }

    /// A number in a known series that no record has: "KB-99". The word after it.
    fn missing_key(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let (letters, gap) = (tokens.word(at), tokens.gap(at + 1));
        let number = if WORDS.number_words.contains(tokens.word(at + 1)) { at + 2 } else { at + 1 };
        let near = gap.chars().all(|c| c.is_whitespace() || "-–.:/_".contains(c)) && gap.len() <= 3;
        let known = self.index.is_prefix(letters) || WORDS.kinds.contains(letters);
        if !near || is_number(letters) || !known || !is_number(tokens.word(number)) {
            return None;
        }
        // "SON 2024-06-18" names a day, "KB 2024" a year, "KB-2024-3" a number.
        // "K1O" is read again as K10.
        let goes_on = tokens.gap(number + 1).is_empty() && number + 1 < tokens.len();
        let mistyped = goes_on && tokens.written(number + 1).chars().all(|c| figure(c) != c);
        if spells_day(tokens, number) || self.is_day_of_month(tokens, number) || mistyped {
            return None;
        }
        let more =
            |end: usize| matches!(tokens.gap(end), "/" | "-" | ":" | ".") && is_number(tokens.word(end));
        let mut end = number + 1;
        while more(end) {
            end += 1;
        }
        let span = tokens.span(at..end);
        let alone = end == number + 1;
        if self.is_taken(&span)
            || alone && (is_year(tokens.word(number)) || self.text[..span.start].ends_with('-'))
        {
            return None;
        }
        let identity = Identity::in_words(tokens, at, end);
        let short = |number: u32| {
            let of_year = self.without_year(number).or_else(|| self.whole_year(number));
            of_year.or_else(|| self.index.in_any_series(letters, number))
        };
        if let Some(hits) = identity.number().filter(|_| alone).and_then(short) {
            self.take(span, vec![hits], Some(identity));
            self.mentions.iter_mut().next_back().into_iter().for_each(|mention| mention.loosely = true);
            return Some(end);
        }
        let suffixed = self.index.suffixed(&identity);
        let loosely = !suffixed.is_empty();
        self.take(span, suffixed, Some(identity.clone()));
        self.mentions.iter_mut().next_back().into_iter().for_each(|mention| mention.loosely |= loosely);
        match self.index.yearly.key_of_numbers(&identity.all_numbers()) {
            Some(key) => Some(self.goes_on_in_years(tokens, at, end, key)),
            None => Some(self.goes_on(tokens, at, end, &identity)),
        }
    }

    /// Whether a number is that of a day: "TN 22 nov 2022", "TN 23/11 2022".
    fn is_day_of_month(&self, tokens: &Tokens<'_>, at: usize) -> bool {
        let within =
            |at: usize, most: u32| number_at(tokens, at).is_some_and(|number| (1..=most).contains(&number));
        let by_word = tokens.gap(at + 1) == " " && self.phrase_at(tokens, at + 1, &WORDS.counted).is_some();
        let by_month =
            matches!(tokens.gap(at + 1), "/" | ".") && within(at + 1, 12) && is_year(tokens.word(at + 2));
        within(at, 31) && (by_word || by_month && matches!(tokens.gap(at + 2), " " | "." | "-" | "/"))
    }

    /// Follows "KB-01 – KB-03", "KB 1-3", "KB-01, 03 och 05"; where it ends.
    fn goes_on(&mut self, tokens: &Tokens<'_>, first: usize, end: usize, identity: &Identity) -> usize {
        let (mut end, mut last) = (end, identity.clone());
        let by_id = self.index.member(identity).first().is_some_and(|hits| hits.via == Via::Id);
        let mut members = 1;
        while let Some((start, joint)) = self.joint(tokens, end) {
            let gap = tokens.gap(start);
            // What follows the number of a case by a sign is the number of a document of it, but "2024.31 och .32".
            let plain = gap.trim_matches(' ') != "-" || gap.starts_with(' ');
            let signed = gap.contains(' ') && gap.ends_with(['.', ':', '/']);
            // "2022/0087-0088", but not "2022/87-2".
            let range =
                joint == Joint::Range && (gap.trim() != "-" || tokens.word(start).len() >= WHOLE_NUMBER);
            if last.has_year() && !(by_id && plain || signed || range) {
                break;
            }
            let Some((next, after)) = self.next_of_series(tokens, start, &last, joint) else { break };
            // Of cases only those of DPIAs are meant: "2024:120–121".
            if !by_id && self.index.member(&next).is_empty() {
                break;
            }
            if joint == Joint::Range {
                members += self.range(tokens.span(first..after), &last, &next);
            }
            self.take(tokens.span(start..after), self.index.member(&next), Some(next.clone()));
            (end, last, members) = (after, next, members + 1);
        }
        if members < 2 {
            return end;
        }
        let member = |number: u32| {
            let identity = last.without_suffix().numbered(number);
            (self.index.member(&identity), identity)
        };
        let left_out = self.left_out(tokens, end, &member);
        self.deny(left_out).unwrap_or(end)
    }

    /// What joins a key with what may go on from it, and where that begins.
    pub(super) fn joint(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, Joint)> {
        if end >= tokens.len() {
            return None;
        }
        let gap = tokens.gap(end).trim();
        let by_word = |table: &crate::text::phrases::Phrases<()>| {
            let near = matches!(gap, "" | "," | "(");
            self.phrase_at(tokens, end, table).filter(|_| near).map(|len| end + len)
        };
        if let Some(start) = by_word(&WORDS.to) {
            return Some((start, Joint::Range));
        }
        if let Some(start) = by_word(&WORDS.and) {
            return Some((start, Joint::List));
        }
        let by_sign = |gap: &str| match gap {
            "-" | "–" | "—" | "--" | ".." | "..." | "…" | "→" => Some((end, Joint::Range)),
            "," | "/" | ";" | "&" | "+" => Some((end, Joint::List)),
            _ => None,
        };
        // ", :3" leaves out what the one before begins with.
        let without_sign = gap.strip_suffix([':', '.', '/', '-']).unwrap_or(gap);
        by_sign(gap).or_else(|| by_sign(without_sign.trim_end()))
    }

    /// How many words a phrase takes that stands at a word.
    pub(super) fn phrase_at(
        &self,
        tokens: &Tokens<'_>,
        at: usize,
        table: &crate::text::phrases::Phrases<()>,
    ) -> Option<usize> {
        if at >= tokens.len() {
            return None;
        }
        let rest = &self.text[tokens.start(at)..];
        let words = Tokens::of(&rest[..rest.floor_char_boundary(LONGEST_PHRASE)]);
        let found = table.find(&words, 0)?;
        Some(Tokens::runs(words.text(0..found.len)).len())
    }

    /// The next of a series: written in full, or by its number alone.
    fn next_of_series(
        &self,
        tokens: &Tokens<'_>,
        start: usize,
        last: &Identity,
        joint: Joint,
    ) -> Option<(Identity, usize)> {
        let last = last.without_suffix();
        let series = last.series()?;
        if let Some(found) = self.index.key_of_range(tokens, start) {
            let same = found.identity.series().as_deref() == Some(&series);
            // "DSK-K1–K3": the end of the range in short.
            let number = || found.hits.first().and_then(|hits| self.index.number_in(&series, hits));
            let end = if same {
                Some(found.identity)
            } else {
                number().map(|number| Identity::in_series(&series, number))
            };
            return end.filter(|_| joint == Joint::Range).map(|identity| (identity, found.end));
        }
        let word = tokens.word(start);
        let year = is_year(word) && last.number().is_none_or(|number| number < 1000);
        if !is_number(word) || word.len() > 4 || year {
            return None;
        }
        let next = last.numbered(word.parse().ok()?);
        if let Some((suffixed, end)) = self.suffixed(tokens, start, &next) {
            return Some((suffixed, end));
        }
        let end = self.ends_number(tokens, start)?;
        let known = !self.index.member(&next).is_empty();
        (known || joint == Joint::Range && next.number() > last.number()).then_some((next, end))
    }

    /// A member with a letter after its number: "KB 7a, 7b".
    fn suffixed(&self, tokens: &Tokens<'_>, at: usize, number: &Identity) -> Option<(Identity, usize)> {
        let letter = tokens.word(at + 1);
        let follows = tokens.gap(at + 1).is_empty() && letter.chars().count() == 1;
        let identity = number.clone().with_suffix(letter);
        (follows && !self.index.member(&identity).is_empty()).then_some((identity, at + 2))
    }

    /// The word after a number that is a member's, with the ending that it may have: "2:an"; none where it is a part of
    /// a day, a paragraph or a count of something.
    pub(super) fn ends_number(&self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let (gap, next) = (tokens.gap(at + 1), tokens.word(at + 1));
        if matches!(gap, "" | ":") && WORDS.ordinal_ends.contains(next) {
            return Some(at + 2);
        }
        // "KB 1/4/6" is a list.
        let listed = gap == "/" && tokens.gap(at) == "/" && !is_year(next);
        let dated = matches!(gap, "-" | "/" | "." | ":") && is_number(next) && !listed;
        let letters = gap.is_empty() && at + 1 < tokens.len();
        let paragraph = tokens.gap(at).trim_end().ends_with(['§', '%']);
        let counted = gap.trim().is_empty() && self.phrase_at(tokens, at + 1, &WORDS.counted).is_some();
        (!dated && !letters && !paragraph && !counted).then_some(at + 1)
    }

    /// The members between the ends of a range, those that are missing too; how many they are.
    fn range(&mut self, span: Range<usize>, first: &Identity, last: &Identity) -> u32 {
        let (Some(from), Some(to)) = (first.number(), last.number()) else { return 0 };
        if to <= from || to - from > LONGEST_RANGE {
            return 0;
        }
        for number in from + 1..to {
            let member = first.numbered(number);
            let hits = self.index.member(&member);
            let suffixed = if hits.is_empty() { self.index.suffixed(&member) } else { Vec::new() };
            let suffixed: Vec<usize> = suffixed.into_iter().flat_map(|hits| hits.records).collect();
            // "KB 5-9" where the list has KB 7a and KB 7b.
            for record in &suffixed {
                self.between(
                    &span,
                    &number.to_string(),
                    vec![Hits::sure(Via::Id, &[*record])],
                    member.clone(),
                );
            }
            if suffixed.is_empty() {
                self.between(&span, &number.to_string(), hits, member);
            }
        }
        to - from
    }

    /// Takes a member between the ends of a range.
    pub(super) fn between(&mut self, span: &Range<usize>, named: &str, hits: Vec<Hits>, member: Identity) {
        let written = format!("{} ({named})", self.text[span.clone()].trim());
        let mention = Mention::new(self.text, span.clone(), hits, Some(member));
        self.mentions.push(Mention { written, ..mention });
    }

    /// What stands after a list in order to be left out of it: "KB 1-5 utom 3:an".
    pub(super) fn left_out(
        &self,
        tokens: &Tokens<'_>,
        end: usize,
        member: &dyn Fn(u32) -> (Vec<Hits>, Identity),
    ) -> Vec<LeftOut> {
        let near = tokens.gap(end).chars().all(|c| c.is_whitespace() || ",(".contains(c));
        let except = self.phrase_at(tokens, end, &WORDS.except).filter(|_| near);
        let Some(mut at) = except.map(|len| end + len) else { return Vec::new() };
        let mut left_out = Vec::new();
        while at < tokens.len() {
            let found = match self.index.key_of_range(tokens, at) {
                Some(found) => Some((found.hits, found.identity, found.end)),
                None => number_at(tokens, at).and_then(|number| {
                    let (hits, identity) = member(number);
                    if let Some((suffixed, end)) = self.suffixed(tokens, at, &identity) {
                        return Some((self.index.member(&suffixed), suffixed, end));
                    }
                    let end = if is_number(tokens.word(at)) { self.ends_number(tokens, at)? } else { at + 1 };
                    (!hits.is_empty()).then_some((hits, identity, end))
                }),
            };
            let Some((hits, identity, after)) = found else { break };
            left_out.push(LeftOut { span: tokens.span(at..after), hits, identity, end: after });
            match self.joint(tokens, after) {
                Some((next, Joint::List)) => at = next,
                _ => break,
            }
        }
        left_out
    }

    /// Denies what is left out of a list; the word after it.
    pub(super) fn deny(&mut self, left_out: Vec<LeftOut>) -> Option<usize> {
        let end = left_out.last().map(|one| one.end);
        for one in left_out {
            let records = one.hits.first().map(|hits| hits.records.clone());
            self.mentions
                .retain(|mention| mention.hits.first().map(|hits| &hits.records) != records.as_ref());
            let mention = Mention::new(self.text, one.span, one.hits, Some(one.identity));
            self.mentions.push(Mention { denied: true, ..mention });
        }
        end
    }

    /// What looks like an id or a case number and is none of a record that is known.
    fn missing(&mut self) {
        let words: Vec<Range<usize>> = words_of(self.text);
        for span in words {
            if self.is_taken(&span) {
                continue;
            }
            if self.mistyped(&span) {
                continue;
            }
            if looks_like_key(&self.text[span.clone()]) {
                let span = self.with_diary(span);
                let identity = Identity::of(&self.text[span.clone()]);
                if !identity.as_ref().is_some_and(|identity| self.is_day(&span, identity)) {
                    self.take(span, Vec::new(), identity);
                }
            }
        }
    }

    /// Whether two numbers are a day among other words: "gjord 24/1 2025", and not "nr 24/1".
    fn is_day(&self, span: &Range<usize>, identity: &Identity) -> bool {
        let tokens = Tokens::runs(self.text);
        let at = tokens.at(span.start);
        let named = at > 0 && WORDS.number_words.contains(tokens.word(at - 1));
        identity.letters().is_empty()
            && identity.may_be_date()
            && !named
            && span.len() < self.text.trim().len()
    }

    /// A case number with the letters of its diary before it: "SN 2019/88".
    fn with_diary(&self, span: Range<usize>) -> Range<usize> {
        let before = self.text[..span.start].trim_end_matches(' ');
        let letters = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let diary = (2..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
        let number = self.text[span.clone()].starts_with(|c: char| c.is_ascii_digit());
        if diary && number && before.len() < span.start {
            before.len() - letters.len()..span.end
        } else {
            span
        }
    }

    /// Whether a word with what is before it is a key once letters are read as the figures they look like: "KB l0".
    fn mistyped(&mut self, span: &Range<usize>) -> bool {
        let word = &self.text[span.clone()];
        let tail = word
            .rfind(|c: char| !c.is_ascii_digit() && !"lIOo|".contains(c))
            .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
        let figures = &word[tail..];
        if figures.len() < 2
            || !figures.bytes().any(|byte| byte.is_ascii_digit())
            || figures.bytes().all(|byte| byte.is_ascii_digit())
        {
            return false;
        }
        let read: String = figures.chars().map(figure).collect();
        let before = &self.text[..span.start + tail];
        let line = before.rfind([',', ';', '\n', '(']).map_or(0, |at| at + 1);
        let text = format!("{}{read}", &before[line..]);
        let tokens = Tokens::runs(&text);
        let whole = (0..tokens.len()).find_map(|at| {
            self.index
                .key_at(&tokens, at)
                .filter(|found| found.end == tokens.len() && found.identity.series().is_some())
        });
        let Some(found) = whole else { return false };
        self.take(span.clone(), found.hits, Some(found.identity));
        self.mentions.iter_mut().next_back().into_iter().for_each(|mention| mention.loosely = true);
        true
    }
}

/// How what follows a key goes on from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Range,
    List,
}

/// One that is left out of a list.
pub(super) struct LeftOut {
    span: Range<usize>,
    hits: Vec<Hits>,
    identity: Identity,
    end: usize,
}

/// The number that a word is, in figures or in letters.
pub(super) fn number_at(tokens: &Tokens<'_>, at: usize) -> Option<u32> {
    let word = tokens.word(at);
    if is_number(word) { word.parse().ok().filter(|number| *number < 1000) } else { WORDS.numeral(word) }
}

/// A text with the letters read as figures that stand among figures and look like them, "2O24" and "2024:I", each in
/// its place.
fn look_alikes(text: &str) -> String {
    let like = |c: char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I' | '|');
    let parts = |c: char| !c.is_alphanumeric() && c != '|';
    let mut read = String::with_capacity(text.len());
    for part in text.split_inclusive(parts) {
        let word = part.trim_end_matches(parts);
        let figures = word.len() > 1 && word.bytes().any(|byte| byte.is_ascii_digit());
        let before = read.strip_suffix([':', '/', '-', '_']);
        let one = matches!(word, "l" | "I" | "|")
            && before.is_some_and(|read| read.ends_with(|c: char| c.is_ascii_digit()));
        if word.chars().all(like) && (figures || one) {
            read.extend(word.chars().map(figure));
        } else {
            read.push_str(word);
        }
        read.push_str(&part[word.len()..]);
    }
    read
}

/// The figure that a letter looks like.
fn figure(c: char) -> char {
    match c {
        'l' | 'I' | '|' => '1',
        'O' | 'o' => '0',
        other => other,
    }
}

/// Whether a text looks like an id or a case number, and not like a date or a remark.
fn looks_like_key(text: &str) -> bool {
    fold(text).split(' ').any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let joined = word.contains(['-', '/']);
        let date = letters == 0 && !word.contains('/') && digits >= 6;
        digits > 0 && joined && !date && (letters > 0 || word.contains('/'))
    })
}
