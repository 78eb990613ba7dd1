//! What one cell that refers to DPIAs says: which it names, and what it says of each.
//!
//! A text names records by id, case number, file, title or subject. What stands between two names is said of
//! the one before it up to the last sign or word that parts them, and after that of the one that follows; names with nothing but
//! such signs between them are one group.

use crate::linking::identity::{Identity, is_number, is_year};
use crate::linking::index::{Hits, Index, decoded, last_of_path, names_file, subject};
use crate::linking::link::Via;
use crate::linking::reference_words::{Says, WORDS};
use crate::text::fold;
use crate::text::fold::bare;
use crate::text::tokens::Tokens;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most members of a range; what is longer is no range of DPIAs.
const LONGEST_RANGE: u32 = 200;
/// Letters of a word that ends a sentence: a shorter one before a full stop may be cut short.
const WHOLE_WORD: usize = 5;
/// A sentence of more words than this tells a matter of its own.
const TELLING: usize = 15;

/// One name in a text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    span: Range<usize>,
    /// As written.
    pub(super) written: String,
    /// What it may mean, the surest first; empty where it leads nowhere.
    pub(super) hits: Vec<Hits>,
    /// Its parts, where it is an id or a case number.
    pub(super) identity: Option<Identity>,
    /// Whether it is denied: "KB-1 gäller inte".
    pub(super) denied: bool,
    /// What is said of the DPIA that it names.
    pub(super) says: BTreeSet<Says>,
    /// Words beside it that no list knows.
    pub(super) unknown: Vec<String>,
}

/// What a cell says.
#[derive(Debug, Clone, Default)]
pub(super) struct CellReading {
    pub(super) mentions: Vec<Mention>,
}

impl CellReading {
    /// Reads a text; `denied` says that what it names without saying that it covers is denied from the start.
    pub(super) fn of(text: &str, index: &Index, denied: bool) -> CellReading {
        if let Some(hits) = index.whole(text).filter(|_| !text.contains('?')) {
            let identity = if hits.via == Via::Title { None } else { Identity::of(text) };
            let mention = Mention::new(text, 0..text.len(), vec![hits], identity);
            return CellReading { mentions: vec![Mention { denied, ..mention }] };
        }
        let mut reader = Reader { text, index, mentions: Vec::new() };
        reader.files();
        reader.keys();
        reader.titles();
        reader.missing();
        reader.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        reader.words(denied);
        CellReading { mentions: reader.mentions }
    }
}

impl Mention {
    fn new(text: &str, span: Range<usize>, hits: Vec<Hits>, identity: Option<Identity>) -> Mention {
        let written = text[span.clone()].trim().to_string();
        let (denied, says, unknown) = (false, BTreeSet::new(), Vec::new());
        Mention { span, written, hits, identity, denied, says, unknown }
    }
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
        let (_, telling) = WORDS.beside(&bare(stem));
        let about = self.index.about(&subject(&telling.join(" ")));
        self.take(span, about.into_iter().collect(), None);
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
            let found = self.index.key_at(&tokens, at);
            let found = found.filter(|found| !self.is_taken(&tokens.span(at..found.end)));
            let Some(found) = found else {
                at += self.missing_key(&tokens, at).unwrap_or(1);
                continue;
            };
            self.take(tokens.span(at..found.end), found.hits, Some(found.identity.clone()));
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
        while let Some((start, joint)) = self.joint(tokens, end) {
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
        if let Some(found) = self.index.key_at(tokens, start) {
            let same = found.identity.series().as_deref() == Some(&series);
            return (same && joint == Joint::Range && !last.has_year())
                .then_some((found.identity, found.end));
        }
        let word = tokens.word(start);
        let dated =
            matches!(tokens.gap(start + 1), "-" | "/" | "." | ":") && is_number(tokens.word(start + 1));
        let letters = tokens.gap(start + 1).is_empty() && start + 1 < tokens.len();
        let paragraph = self.text[..tokens.start(start)].trim_end().ends_with(['§', '%']);
        let year = is_year(word) && last.number().is_none_or(|number| number < 1000);
        if !is_number(word) || word.len() > 4 || year || dated || letters || paragraph || last.has_year() {
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

    /// "Se KB om kameror": what the words are about that say nothing else.
    fn subjects(&mut self) {
        let whole = std::iter::once(0..self.text.len());
        for piece in whole.chain(pieces(self.text)) {
            if self.is_taken(&piece) {
                continue;
            }
            let (_, beside) = WORDS.beside(&self.text[piece.clone()]);
            let (_, alone) = WORDS.alone(&self.text[piece.clone()]);
            let telling: Vec<&String> = beside.iter().filter(|word| alone.contains(word)).collect();
            let words = telling.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
            let Some(hits) = self.index.about(&subject(&words)) else { continue };
            let tokens = Tokens::of(self.text);
            let said: Vec<usize> = (0..tokens.len())
                .filter(|at| telling.iter().any(|word| **word == tokens.word(*at)))
                .collect();
            if let (Some(first), Some(last)) = (said.first(), said.last()) {
                self.take(tokens.span(*first..last + 1), vec![hits], None);
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
                self.take(span, Vec::new(), identity);
            }
        }
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

    /// What the words between the names say of each.
    fn words(&mut self, denied: bool) {
        let mut group: Vec<usize> = Vec::new();
        let mut lead = Beside::default();
        let mut before = 0;
        for at in 0..self.mentions.len() {
            let start = self.mentions[at].span.start.max(before);
            let between = &self.text[before..start];
            if at > 0 && is_bare(between) {
                // What was denied before a list is denied of all of it; what stands after is said of its own passage.
                if between.contains([';', '\n', '\r', '|']) {
                    group.clear();
                }
                // "KB-3 eller KB-10": one of the two.
                if Tokens::of(between).words().any(|word| matches!(word, "eller" | "el" | "or")) {
                    let one_of = Beside { says: [Says::Doubt].into(), ..Beside::default() };
                    self.add(&group, &one_of);
                    self.add(&[at], &one_of);
                }
            } else {
                let split = Between::of(between, at > 0);
                self.trail(&group, split.trail);
                if split.replaced {
                    self.add(&group, &Beside { says: [Says::Out].into(), ..Beside::default() });
                }
                group.clear();
                lead = split.lead;
                lead.denied |= denied && !split.covered;
            }
            group.push(at);
            self.add(&[at], &lead);
            before = self.mentions[at].span.end.max(before);
        }
        let rest = &self.text[before..];
        self.trail(&group, rest);
    }

    /// What stands after a group of names: of the last alone where it stands in brackets.
    fn trail(&mut self, group: &[usize], text: &str) {
        let Some(last) = group.last() else { return };
        let (in_brackets, after) = match text.trim_start().strip_prefix('(') {
            Some(rest) => rest.split_once(')').unwrap_or((rest, "")),
            None => ("", text),
        };
        self.add(&[*last], &Beside::of(in_brackets, false));
        self.add(group, &Beside::of(after, false));
    }

    fn add(&mut self, group: &[usize], beside: &Beside) {
        for at in group {
            let mention = &mut self.mentions[*at];
            mention.denied |= beside.denied;
            mention.says.extend(&beside.says);
            mention.unknown.extend(beside.unknown.iter().cloned());
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Range,
    List,
}

/// What words beside a name say.
#[derive(Debug, Default)]
struct Beside {
    says: BTreeSet<Says>,
    denied: bool,
    unknown: Vec<String>,
}

impl Beside {
    fn of(text: &str, leads: bool) -> Beside {
        let mut beside = Beside::default();
        for sentence in sentences(text) {
            let (said, unknown) = WORDS.beside(sentence);
            let says = said.into_iter().map(|said| said.says);
            if Tokens::of(sentence).len() <= TELLING {
                beside.says.extend(says);
            }
            beside.unknown.extend(unknown);
        }
        // "KB 11 (inte 13)" denies the other number.
        let denies_number = {
            let tokens = Tokens::of(text);
            !leads
                && (1..tokens.len()).any(|at| tokens.is_number(at) && WORDS.is_negation(tokens.word(at - 1)))
        };
        let asks = text.char_indices().any(|(at, c)| {
            c == '?' && text[at + 1..].chars().next().is_none_or(|next| !next.is_alphanumeric())
        });
        if asks {
            beside.says.insert(Says::Doubt);
        }
        let denial = beside.says.contains(&Says::Denial) && !beside.says.contains(&Says::Partial);
        beside.denied = denial && !denies_number || leads && WORDS.of_next(text) == Some(Says::DenialOfNext);
        beside.says.retain(|says| {
            matches!(
                says,
                Says::Out
                    | Says::Outdated
                    | Says::UnderWay
                    | Says::Planned
                    | Says::NotApproved
                    | Says::Doubt
                    | Says::Partial
            )
        });
        beside
    }
}

/// What stands between two names, shared out.
struct Between<'t> {
    trail: &'t str,
    lead: Beside,
    /// Whether what follows has taken the place of what is before.
    replaced: bool,
    /// Whether it says that what follows covers the processing.
    covered: bool,
}

impl Between<'_> {
    fn of(text: &str, has_before: bool) -> Between<'_> {
        let parted = parted(text);
        let of_next = WORDS.of_next(text);
        let cut = match (parted, has_before) {
            (Some(at), _) => at,
            (None, true) if of_next.is_none() => text.len(),
            (None, _) => 0,
        };
        let (trail, lead) = text.split_at(cut);
        let covered = of_next == Some(Says::CoveredBy);
        let mut lead = Beside::of(lead, true);
        if !has_before {
            // What stands first is said of what follows, but not a denial before "täcks av KB-09".
            let first = Beside::of(trail, false);
            lead.denied |= first.denied && !covered;
            lead.says.extend(first.says);
            lead.unknown.extend(first.unknown);
        }
        if covered || of_next == Some(Says::ReplacedBy) {
            lead.says.remove(&Says::Out);
            lead.says.remove(&Says::Outdated);
        }
        Between {
            trail: if has_before { trail } else { "" },
            lead,
            replaced: has_before && of_next == Some(Says::ReplacedBy),
            covered,
        }
    }
}

/// Where the last sign or word stands that parts what is before it from what follows.
fn parted(text: &str) -> Option<usize> {
    let sign = text.char_indices().rev().find_map(|(at, c)| {
        let after = &text[at + c.len_utf8()..];
        let stops = match c {
            ',' | ';' | '\n' | '\r' | '|' | '(' | ')' | '&' | '+' => true,
            '-' | '–' | '—' => after.starts_with(char::is_whitespace),
            '.' => after.starts_with(char::is_whitespace) && ends_sentence(&text[..at]),
            _ => false,
        };
        stops.then_some(at + c.len_utf8())
    });
    let tokens = Tokens::of(text);
    let joins =
        |at: &usize| matches!(tokens.word(*at), "men" | "but") || WORDS.and.find(&tokens, *at).is_some();
    let word = (0..tokens.len()).rev().find(joins).map(|at| tokens.span(at..at + 1).end);
    sign.max(word)
}

/// Whether a full stop after a text ends a sentence: a short word before it may be cut short, "t.ex.".
fn ends_sentence(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    before.trim().is_empty()
        || word.ends_with(|c: char| c.is_ascii_digit())
        || word.chars().count() >= WHOLE_WORD && !word.contains('.')
        || WORDS.is_negation(word)
}

/// Whether there is nothing between two names but what joins the members of a list.
fn is_bare(text: &str) -> bool {
    let signs = text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || ",;/&+|-–—()\"".contains(c));
    let tokens = Tokens::of(text);
    let joins = |at: usize| {
        WORDS.and.find(&tokens, at).is_some()
            || WORDS.to.find(&tokens, at).is_some()
            || WORDS.number_words.contains(tokens.word(at))
            || WORDS.kinds.contains(tokens.word(at))
    };
    signs && (0..tokens.len()).all(joins)
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', ';', '\n', '!', '?']).filter(|part| !part.trim().is_empty())
}

fn lines(text: &str) -> Vec<Range<usize>> {
    split_at(text, &['\n', '\r', ';'])
}

/// The parts of a text that may each be a title.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for part in split_at(text, &[';', '\n', '\r', '|', ',']) {
        let (mut start, words) = (part.start, &text[part.clone()]);
        for joint in [" och ", " samt ", " and "] {
            for (at, _) in words.match_indices(joint) {
                if part.start + at >= start {
                    pieces.push(start..part.start + at);
                    start = part.start + at + joint.len();
                }
            }
        }
        pieces.push(start..part.end);
    }
    pieces
}

fn split_at(text: &str, signs: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| signs.contains(c)) {
        parts.push(start..at);
        start = at + c.len_utf8();
    }
    parts.push(start..text.len());
    parts
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = &text[span.clone()];
    let bare = part.trim_start_matches(|c: char| c.is_whitespace() || "-•–".contains(c));
    let start = span.end - bare.len();
    start..start + bare.trim_end().len()
}

/// The words of a text that blanks and brackets part.
fn words_of(text: &str) -> Vec<Range<usize>> {
    split_at(text, &[' ', '\t', '\n', '\r', ';', ',', '|', '(', ')', '[', ']', '"', '\'', '”', '=', '\u{a0}'])
        .into_iter()
        .filter(|span| !span.is_empty())
        .collect()
}

/// Where the names of files end within a line.
fn ends_of_files(text: &str, line: &Range<usize>) -> Vec<usize> {
    let dots = text[line.clone()].match_indices('.').map(|(at, _)| line.start + at + 1);
    dots.filter_map(|from| {
        let rest = &text[from..line.end];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let end = rest[..length].to_lowercase();
        (names_file(&format!("x.{end}")) && length > 0).then_some(from + length)
    })
    .collect()
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
