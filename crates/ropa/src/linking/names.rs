//! The names that a text holds: files, ids, case numbers, titles, subjects, in this order.

use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, is_number, is_year};
use crate::linking::index::{Found, Index, decoded, last_of_path};
use crate::linking::link::Via;
use crate::linking::mention::Mention;
use crate::linking::pieces::{ends_of_files, lines, pieces, small_pieces, trimmed, words_of};
use crate::linking::reference_words::{Says, WORDS};
use crate::linking::subjects::subject;
use crate::text::fold;
use crate::text::fold::bare;
use crate::text::tokens::Tokens;
use std::ops::Range;

/// Most members of a range; what is longer is no range of DPIAs.
const LONGEST_RANGE: u32 = 200;

/// The names in a text, by where they stand.
pub(super) fn in_text(text: &str, index: &Index) -> Vec<Mention> {
    let mut reader = Reader { text, index, mentions: Vec::new() };
    reader.files();
    reader.keys();
    reader.titles();
    reader.named_by_kind();
    reader.missing();
    reader.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    reader.mentions
}

struct Reader<'t> {
    text: &'t str,
    index: &'t Index,
    mentions: Vec<Mention>,
}

impl Reader<'_> {
    fn is_taken(&self, span: &Range<usize>) -> bool {
        self.mentions.iter().any(|taken| taken.span.start < span.end && span.start < taken.span.end)
    }

    fn take(&mut self, span: Range<usize>, hits: Vec<Hits>, identity: Option<Identity>) {
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
                } else if !self.holds_key(&span) {
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
        if let Some(found) = (0..tokens.len()).find_map(|at| self.index.key_at(&tokens, at)) {
            return self.take(span, found.hits, Some(found.identity));
        }
        let (said, telling) = WORDS.beside(&bare(stem));
        let about = self.index.subjects.about(&telling.join(" "), year_of(stem));
        self.take(span, about.into_iter().collect(), None);
        // "KB kameror UTKAST2.docx" is a draft by its name.
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

    fn holds_key(&self, span: &Range<usize>) -> bool {
        let tokens = Tokens::runs(&self.text[span.clone()]);
        (0..tokens.len()).any(|at| self.index.key_at(&tokens, at).is_some())
    }

    /// Ids and case numbers, with the lists and ranges that go on from them.
    fn keys(&mut self) {
        let tokens = Tokens::runs(self.text);
        let mut at = 0;
        while at < tokens.len() {
            let free = |found: &Found| !self.is_taken(&tokens.span(at..found.end));
            let swapped = || self.index.swapped_at(&tokens, at).filter(free);
            let known = self.index.key_at(&tokens, at).filter(free);
            let is_swapped = known.is_none();
            let Some(found) = known.or_else(swapped) else {
                at += self.missing_key(&tokens, at).unwrap_or(1);
                continue;
            };
            let span = tokens.span(at..found.end);
            let cut_short = self.text[span.end..].starts_with(['_', '*', '…']);
            let begun = cut_short.then(|| self.index.begun(&found.identity)).flatten();
            let hits = begun.map_or(found.hits, |begun| vec![begun]);
            self.take(span, hits, Some(found.identity.clone()));
            if let Some(mention) = self.mentions.last_mut().filter(|_| is_swapped) {
                // How it is written is shown with the link.
                mention.unknown.push(mention.written.clone());
            }
            at = self.goes_on(&tokens, at, found.end, &found.identity);
        }
    }

    /// A number in a known series that no record has: "KB-99". How many words it takes.
    fn missing_key(&mut self, tokens: &Tokens<'_>, at: usize) -> Option<usize> {
        let (letters, gap) = (tokens.word(at), tokens.gap(at + 1));
        let number = if WORDS.number_words.contains(tokens.word(at + 1)) { at + 2 } else { at + 1 };
        let near = gap.chars().all(|c| c.is_whitespace() || "-–.:/_".contains(c)) && gap.len() <= 3;
        let known = self.index.is_prefix(letters) || WORDS.kinds.contains(letters);
        if !near || is_number(letters) || !known || !is_number(tokens.word(number)) {
            return None;
        }
        // "KB 2024" names a year, "KB-2024-3" a number.
        let more = |end: usize| matches!(tokens.gap(end), "/" | "-" | ":") && is_number(tokens.word(end));
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
        self.take(span, Vec::new(), Some(identity.clone()));
        Some(self.goes_on(tokens, at, end, &identity) - at)
    }

    /// Follows "KB-01 – KB-03", "KB 1-3", "KB-01, 03 och 05"; where it ends.
    fn goes_on(&mut self, tokens: &Tokens<'_>, first: usize, end: usize, identity: &Identity) -> usize {
        let (mut end, mut last) = (end, identity.clone());
        let by_id = self.index.member(identity).first().is_some_and(|hits| hits.via == Via::Id);
        while let Some((start, joint)) = self.joint(tokens, end) {
            // What follows the number of a case by a sign is the number of a document of it.
            let plain = tokens.gap(start).trim_matches(' ') != "-" || tokens.gap(start).starts_with(' ');
            if last.has_year() && !(by_id && plain) {
                break;
            }
            let Some((next, after)) = self.next_of_series(tokens, start, &last, joint) else { break };
            if joint == Joint::Range {
                self.range(tokens.span(first..after), &last, &next);
            }
            self.take(tokens.span(start..after), self.index.member(&next), Some(next.clone()));
            (end, last) = (after, next);
        }
        end
    }

    /// What joins a key with what may go on from it, and where that begins.
    fn joint(&self, tokens: &Tokens<'_>, end: usize) -> Option<(usize, Joint)> {
        if end >= tokens.len() {
            return None;
        }
        let gap = tokens.gap(end).trim();
        let by_word = |table: &crate::text::phrases::Phrases<()>| {
            let words = Tokens::of(&self.text[tokens.start(end)..]);
            let found = table.find(&words, 0).filter(|_| gap.is_empty())?;
            Some(end + Tokens::runs(words.text(0..found.len)).len())
        };
        if let Some(start) = by_word(&WORDS.to) {
            return Some((start, Joint::Range));
        }
        if let Some(start) = by_word(&WORDS.and) {
            return Some((start, Joint::List));
        }
        match gap {
            "-" | "–" | "—" | "--" | ".." | "..." | "…" | "→" => Some((end, Joint::Range)),
            "," | "/" | ";" | "&" | "+" => Some((end, Joint::List)),
            _ => None,
        }
    }

    /// The next of a series: written in full, or by its number alone.
    fn next_of_series(
        &self,
        tokens: &Tokens<'_>,
        start: usize,
        last: &Identity,
        joint: Joint,
    ) -> Option<(Identity, usize)> {
        let series = last.series()?;
        if let Some(found) = self.index.key_of_range(tokens, start) {
            let same = found.identity.series().as_deref() == Some(&series);
            return (same && joint == Joint::Range).then_some((found.identity, found.end));
        }
        let word = tokens.word(start);
        let dated =
            matches!(tokens.gap(start + 1), "-" | "/" | "." | ":") && is_number(tokens.word(start + 1));
        let letters = tokens.gap(start + 1).is_empty() && start + 1 < tokens.len();
        let paragraph = self.text[..tokens.start(start)].trim_end().ends_with(['§', '%']);
        let year = is_year(word) && last.number().is_none_or(|number| number < 1000);
        if !is_number(word) || word.len() > 4 || year || dated || letters || paragraph {
            return None;
        }
        let next = last.numbered(word.parse().ok()?);
        let known = !self.index.member(&next).is_empty();
        (known || joint == Joint::Range && next.number() > last.number()).then_some((next, start + 1))
    }

    /// The members between the ends of a range, those that are missing too.
    fn range(&mut self, span: Range<usize>, first: &Identity, last: &Identity) {
        let (Some(from), Some(to)) = (first.number(), last.number()) else { return };
        if to <= from || to - from > LONGEST_RANGE {
            return;
        }
        for number in from + 1..to {
            let member = first.numbered(number);
            let hits = self.index.member(&member);
            let written = format!("{} ({number})", self.text[span.clone()].trim());
            let mention = Mention::new(self.text, span.clone(), hits, Some(member));
            self.mentions.push(Mention { written, ..mention });
        }
    }

    /// Titles, and subjects where nothing else is named.
    fn titles(&mut self) {
        for piece in pieces(self.text) {
            let span = trimmed(self.text, piece);
            if span.is_empty() || self.is_taken(&span) {
                continue;
            }
            let part = &self.text[span.clone()];
            let hits = match self.index.whole(part) {
                Some(hit) => vec![hit],
                None => self.index.titles_inside(part),
            };
            if !hits.is_empty() {
                self.titled(&span, hits);
            }
        }
        if self.mentions.is_empty() {
            let hits = self.index.titles_inside(self.text);
            if !hits.is_empty() {
                self.titled(&(0..self.text.len()), hits);
            }
        }
        if self.mentions.is_empty() {
            self.subjects();
        }
    }

    /// Takes titles: each where it stands, else the whole piece.
    fn titled(&mut self, piece: &Range<usize>, hits: Vec<Hits>) {
        let titles = self.index.long_titles();
        let folded = fold(&self.text[piece.clone()]).into_owned();
        let same = folded.len() == piece.len();
        for hit in hits {
            let at = titles.iter().find_map(|title| {
                let of =
                    self.index.titles_inside(title).first().is_some_and(|one| one.records == hit.records);
                folded.find(&**title).filter(|_| of && same).map(|at| at..at + title.len())
            });
            let span = at.map(|at| piece.start + at.start..piece.start + at.end);
            let span = span.filter(|span| self.text.get(span.clone()).is_some());
            self.take(span.unwrap_or(piece.clone()), vec![hit], None);
        }
    }

    /// "Se KB om kameror": what the words are about that say nothing else; else the year, else what most of them are about.
    fn subjects(&mut self) {
        let whole = 0..self.text.len();
        if !self.subject(whole.clone()) {
            for piece in small_pieces(self.text) {
                self.subject(piece);
            }
        }
        let (says, _) = WORDS.alone(self.text);
        if !self.mentions.is_empty() || !says.is_empty() {
            return;
        }
        let telling = telling(self.text);
        if let Some(year) =
            year_of(self.text).filter(|_| subject(&telling).is_empty() && WORDS.names_year(self.text))
        {
            let hits =
                self.index.subjects.of_year(year).map(|hits| Hits { sure: hits.records.len() == 1, ..hits });
            return self.take(whole, hits.into_iter().collect(), None);
        }
        if let Some(hits) = self.index.subjects.mostly_about(&telling) {
            self.take(whole, vec![hits], None);
            self.mentions.iter_mut().for_each(|mention| mention.says.extend([Says::Doubt]));
        }
    }

    /// Takes what a piece is about, where the words stand that say it.
    fn subject(&mut self, piece: Range<usize>) -> bool {
        if self.is_taken(&piece) {
            return false;
        }
        let part = &self.text[piece.clone()];
        let telling = telling(part);
        let Some(hits) = self.index.subjects.about(&telling, year_of(self.text)) else { return false };
        let tokens = Tokens::of(part);
        let says: Vec<&str> = telling.split(' ').collect();
        let said = |at: &usize| says.contains(&tokens.word(*at));
        let (first, last) = ((0..tokens.len()).find(said), (0..tokens.len()).rev().find(said));
        let Some((first, last)) = first.zip(last) else { return false };
        let span = tokens.span(first..last + 1);
        // "Kameror men inte gästhamnen" is no subject of one DPIA.
        if WORDS.denies_or_reserves(&part[span.clone()]) {
            return false;
        }
        let other_year =
            year_of(self.text).is_some_and(|year| self.index.subjects.is_of_another_year(&hits, year));
        self.take(piece.start + span.start..piece.start + span.end, vec![hits], None);
        if let Some(mention) = self.mentions.last_mut().filter(|_| other_year) {
            mention.says.insert(Says::Doubt);
        }
        true
    }

    /// What stands in a list beside ids and is called a DPIA too: "KB 1; KB 4; Google-KB:n".
    fn named_by_kind(&mut self) {
        for piece in small_pieces(self.text) {
            let part = &self.text[piece.clone()];
            let named =
                WORDS.points_on(part) || Tokens::of(part).words().any(|word| WORDS.kinds.contains(word));
            if !self.mentions.is_empty() && named {
                self.subject(piece);
            }
        }
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
        let like = |c: char| match c {
            'l' | 'I' | '|' => '1',
            'O' | 'o' => '0',
            other => other,
        };
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
        let read: String = figures.chars().map(like).collect();
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
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Range,
    List,
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

/// The words of a text that say nothing of how a DPIA stands, with single blanks between.
fn telling(text: &str) -> String {
    let (_, beside) = WORDS.beside(text);
    let (_, alone) = WORDS.alone(text);
    let telling: Vec<String> = beside.into_iter().filter(|word| alone.contains(word)).collect();
    telling.join(" ")
}

/// The year that a text names, where it names one.
fn year_of(text: &str) -> Option<&str> {
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| is_year(part));
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}
