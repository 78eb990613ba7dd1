//! What one cell that refers to DPIAs says: which it names, and what it says of each.
//!
//! A text names records by id, case number, file, title or subject. What stands between two names is said of
//! the one before it up to the last sign or word that parts them, and after that of the one that follows; names with nothing but
//! such signs between them are one group.

use crate::linking::hits::Hits;
use crate::linking::identity::{Identity, numero};
use crate::linking::index::{Index, decoded};
use crate::linking::link::Via;
use crate::linking::mention::Mention;
use crate::linking::names;
use crate::linking::pieces::ends_sentence;
use crate::linking::reference_words::{Says, WORDS};
use crate::text::tokens::Tokens;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most words behind an id that name a subject.
const SUBJECT: usize = 4;
/// A sentence of more words than this tells a matter of its own.
const TELLING: usize = 15;

/// What a cell says.
#[derive(Debug, Clone, Default)]
pub(super) struct CellReading {
    pub(super) mentions: Vec<Mention>,
}

impl CellReading {
    /// Reads a text; `denied` says that what it names without saying that it covers is denied from the start.
    pub(super) fn of(text: &str, index: &Index, denied: bool) -> CellReading {
        // An address may write the signs of a case number as codes: "doc=FSN21%2F0088".
        let read = if text.contains("://") { decoded(text).into() } else { Cow::Borrowed(text) };
        let read = numero(&read);
        let reading = CellReading::as_written(&read, index, denied);
        // A misspelt word for a DPIA hides what is before it: "registrets konskevensbedömning".
        if reading.mentions.iter().all(|mention| mention.hits.is_empty())
            && let Some(spelled) = WORDS.spelled(&read)
        {
            let other = CellReading::as_written(&spelled, index, denied);
            if other.mentions.iter().any(|mention| !mention.hits.is_empty()) {
                return other;
            }
        }
        reading
    }

    fn as_written(text: &str, index: &Index, denied: bool) -> CellReading {
        if let Some(hits) = index.whole(text).filter(|_| !text.contains('?')) {
            let identity = if hits.via == Via::Title { None } else { Identity::of(text) };
            let mention = Mention::new(text, 0..text.len(), vec![hits], identity);
            return CellReading { mentions: vec![Mention { denied, ..mention }] };
        }
        let mut said = Said { text, mentions: names::in_text(text, index) };
        said.successors(index);
        said.both();
        said.disagreements();
        said.other_subjects(index);
        said.words(denied);
        said.alternatives();
        said.left_out();
        CellReading { mentions: said.mentions }
    }
}

/// The names of a text, with what its words say of each.
struct Said<'t> {
    text: &'t str,
    mentions: Vec<Mention>,
}

impl Said<'_> {
    /// Makes two of a name that means one of two, where both are meant: "båda Kamvy-bedömningarna".
    fn both(&mut self) {
        for at in (0..self.mentions.len()).rev() {
            let mention = &self.mentions[at];
            let before = Tokens::of(&self.text[..mention.span.start]);
            let both = before.len().checked_sub(1).is_some_and(|last| WORDS.is_both(before.word(last)));
            let Some(hits) = mention.hits.first().filter(|hits| both && hits.records.len() == 2) else {
                continue;
            };
            let each = hits
                .records
                .iter()
                .map(|record| Mention { hits: vec![Hits::sure(hits.via, &[*record])], ..mention.clone() });
            let each: Vec<Mention> = each.collect();
            self.mentions.splice(at..=at, each);
        }
    }

    /// Puts what has taken its place for a name that is told as replaced: "den som ersatte KB-01".
    fn successors(&mut self, index: &Index) {
        for at in 0..self.mentions.len() {
            let from = at.checked_sub(1).map_or(0, |before| self.mentions[before].span.end);
            let mention = &mut self.mentions[at];
            let from = from.min(mention.span.start);
            // "Den som KB-03 ersatte" is the one before it.
            let after = self.text.get(mention.span.end..).unwrap_or_default();
            if WORDS.tells_of_predecessor(&self.text[from..mention.span.start], after) {
                let new = mention.hits.first().filter(|hits| hits.sure).map(|hits| hits.records.clone());
                let of = |old: &usize, by: &usize| {
                    new.as_ref().is_some_and(|new| new.contains(by)).then_some(*old)
                };
                let old: Vec<usize> = index.successors.iter().filter_map(|(old, by)| of(old, by)).collect();
                match old.is_empty() {
                    true => mention.denied = true,
                    false => mention.hits = vec![Hits::sure(Via::Id, &old)],
                }
                continue;
            }
            let Some(at) = WORDS.tells_of_successor(&self.text[from..mention.span.start]) else { continue };
            mention.span.start = from + at;
            let old = mention.hits.first().filter(|hits| hits.sure).map(|hits| &hits.records[..]);
            let new = match old {
                Some([old]) => index.successors.get(old),
                _ => None,
            };
            match new {
                Some(new) => mention.hits = vec![Hits::sure(Via::Id, &[*new])],
                // It is in the files, and it is not the one that is meant.
                None => mention.denied = true,
            }
        }
    }

    /// Makes one of an id and the case number in brackets behind it, or behind a word for one, where each means another: nobody can
    /// say which.
    fn disagreements(&mut self) {
        for at in 1..self.mentions.len() {
            let (before, after) = (&self.mentions[at - 1], &self.mentions[at]);
            let between = self.text.get(before.span.end..after.span.start).unwrap_or_default();
            let (Some(one), Some(other)) = (before.hits.first(), after.hits.first()) else { continue };
            let named = [one.via, other.via] == [Via::Id, Via::CaseNumber];
            let agree = one.records.iter().any(|record| other.records.contains(record));
            let behind = between.trim_start().starts_with('(') || WORDS.names_diary(between);
            if named && !agree && behind {
                self.mentions[at].or_before = true;
            }
        }
    }

    /// Takes an id together with what the words in brackets behind it are about, where that is another's subject alone, or with the
    /// title of another behind it: "KB-2 (direktsändningarna)". One of the two is a slip, and nobody can say which.
    fn other_subjects(&mut self, index: &Index) {
        for mention in &mut self.mentions {
            let Some(own) = mention.hits.first().filter(|hits| hits.sure && hits.via != Via::Title) else {
                continue;
            };
            let after = self.text.get(mention.span.end..).unwrap_or_default().trim_start();
            let inside =
                after.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
            let about = match inside {
                Some(inside) => index.subjects.about(inside, None, false),
                // "K3.4 Digital teoriexamen": the whole title of another.
                None => {
                    let behind = self.text.get(mention.span.end..).unwrap_or_default();
                    let line = behind.split(['\n', '\r', ';', '|']).next().unwrap_or_default();
                    let after = line.trim_start_matches([':', '–', '-', ' ']);
                    let subject = || index.subjects.about(after, None, false);
                    let short = (1..=SUBJECT).contains(&Tokens::of(after).len());
                    index.title(after).or_else(|| subject().filter(|_| short))
                }
            };
            let Some([other]) = about.as_ref().map(|hits| &hits.records[..]) else { continue };
            if let [one] = own.records[..]
                && one != *other
            {
                mention.hits = vec![Hits { records: vec![one, *other], sure: false, ..own.clone() }];
                mention.identity = None;
            }
        }
    }

    /// What the words between the names say of each.
    fn words(&mut self, denied: bool) {
        let mut group: Vec<usize> = Vec::new();
        let mut gone: Vec<usize> = Vec::new();
        let mut lead = Beside::default();
        let mut before = 0;
        // "Inte KB 5 utan KB 14" says no to the first alone.
        let first = self.mentions.first().map_or("", |mention| &self.text[..mention.span.start]);
        let no_to_first = WORDS.is_negation(first.trim());
        for at in 0..self.mentions.len() {
            let start = self.mentions[at].span.start.max(before);
            let between = &self.text[before..start];
            if at > 0 && is_bare(between) {
                // What was denied before a list is denied of all of it; what stands after is said of its own passage.
                if between.contains([';', '\n', '\r', '|']) {
                    group.clear();
                }
                // "KB-3 eller KB-10": one of the two; "någon av KB-3 och KB-10".
                if WORDS.leaves_open(between) || lead.one_of && !group.is_empty() {
                    self.mentions[at].or_before = true;
                }
                // "KB 06, ev. även 03".
                if Beside::of(between, Stands::Before).says.contains(&Says::Doubt) {
                    self.mentions[at].says.insert(Says::Doubt);
                }
            } else {
                let split = Between::of(between, at > 0);
                self.trail(&group, split.trail);
                if split.replaced {
                    self.add(&group, &Beside { says: [Says::Out].into(), ..Beside::default() });
                    // "Var KB 1, numera KB 9" means the one that is known now.
                    let known = !self.mentions[at].hits.is_empty() && !WORDS.tells_replaced(between);
                    gone.extend(group.iter().filter(|_| known));
                }
                group.clear();
                lead = split.lead;
                lead.denied |= denied && !split.covered && !(at > 0 && no_to_first);
            }
            group.push(at);
            self.add(&[at], &lead);
            before = self.mentions[at].span.end.max(before);
        }
        let rest = &self.text[before..];
        self.trail(&group, rest);
        // "KB-3, KB-10, minns inte vilken": one of them.
        if WORDS.says_whichever(rest) {
            group.iter().skip(1).for_each(|at| self.mentions[*at].or_before = true);
        }
        gone.into_iter().rev().for_each(|at| drop(self.mentions.remove(at)));
    }

    /// Makes one of names of which one or the other is meant: nobody can say which.
    fn alternatives(&mut self) {
        for at in (1..self.mentions.len()).rev().filter(|at| self.mentions[*at].or_before).collect::<Vec<_>>()
        {
            let [before, after] = &mut self.mentions[at - 1..=at] else { continue };
            let (Some(first), Some(second)) = (before.hits.first(), after.hits.first()) else {
                before.says.insert(Says::Doubt);
                after.says.insert(Says::Doubt);
                continue;
            };
            let records = first.records.iter().chain(&second.records).copied().collect();
            before.hits = vec![Hits { records, sure: false, ..first.clone() }];
            before.identity = None;
            before.span.end = after.span.end;
            before.written = self.text[before.span.clone()].trim().to_string();
            self.mentions.remove(at);
        }
    }

    /// Takes what a later name denies out of what was named before it: "KB 1-4 utom KB 2".
    fn left_out(&mut self) {
        let records = |mention: &Mention| mention.hits.first().map(|hits| hits.records.clone());
        let denied: Vec<_> =
            self.mentions.iter().filter(|mention| mention.denied).filter_map(records).collect();
        self.mentions
            .retain(|mention| mention.denied || records(mention).is_none_or(|of| !denied.contains(&of)));
    }

    /// What stands after a group of names: of the last alone where it stands in brackets.
    fn trail(&mut self, group: &[usize], text: &str) {
        let Some(last) = group.last() else { return };
        let (in_brackets, after) = match text.trim_start().strip_prefix('(') {
            Some(rest) => rest.split_once(')').unwrap_or((rest, "")),
            None => ("", text),
        };
        let of = if WORDS.is_of_all(in_brackets) { group } else { std::slice::from_ref(last) };
        self.add(of, &Beside::of(in_brackets, Stands::InBrackets));
        self.add(group, &Beside::of(after, Stands::After));
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

/// What words beside a name say.
#[derive(Debug, Default)]
struct Beside {
    says: BTreeSet<Says>,
    denied: bool,
    unknown: Vec<String>,
    /// Whether one of what follows is meant, nobody can say which.
    one_of: bool,
}

/// Where words stand beside a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Before,
    After,
    InBrackets,
}

impl Beside {
    fn of(text: &str, stands: Stands) -> Beside {
        let leads = stands == Stands::Before;
        // "SN-3 Larm ingår inte" denies the larm that has the id; what a sign or "men" parts from it is another matter.
        let apart = stands == Stands::InBrackets || begins_apart(text);
        let mut beside = Beside::default();
        let without = WORDS.meant(text);
        let text = if leads { text } else { &*without };
        for (number, sentence) in sentences(text).enumerate() {
            let (said, unknown) = WORDS.beside(sentence);
            let apart = apart || number > 0;
            let of_part = |words: &Range<usize>| !leads && denies_a_part(sentence, words, &unknown, apart);
            let says = said.into_iter().map(|said| match said.says {
                Says::DenialOfPart if of_part(&said.words) => Says::Partial,
                Says::Denial if !leads && WORDS.says_yet(sentence) => Says::NotApproved,
                // "KB-3, ej skyddade personer": a part that no list knows is left out.
                Says::Denial if !leads && apart && denies_next(sentence, &said.words, &unknown) => {
                    Says::Partial
                }
                Says::DenialOfPart => Says::Denial,
                says => says,
            });
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
        beside.says.retain(|says| says.reserves());
        beside.one_of = leads && WORDS.one_of(text);
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
        let mut lead = Beside::of(lead, Stands::Before);
        if !has_before {
            // What stands first is said of what follows, but not a denial before "täcks av KB-09".
            let first = Beside::of(trail, Stands::After);
            lead.denied |= first.denied && !covered;
            lead.says.extend(first.says);
            lead.unknown.extend(first.unknown);
        }
        if covered || of_next == Some(Says::ReplacedBy) {
            lead.says.remove(&Says::Out);
            lead.says.remove(&Says::Outdated);
        }
        lead.denied &= !covered;
        Between {
            trail: if has_before { trail } else { "" },
            lead,
            replaced: has_before && of_next == Some(Says::ReplacedBy),
            covered,
        }
    }
}

/// Whether what some words of a sentence deny is of another thing than this processing: "gäller inte de nya nycklarna",
/// "vikarierna är inte med i den". What stands before the denial is another thing only where it is parted from the name.
fn denies_a_part(sentence: &str, denial: &Range<usize>, unknown: &[String], apart: bool) -> bool {
    let tokens = Tokens::of(sentence);
    let names = |mut words: Range<usize>| words.any(|at| unknown.iter().any(|one| one == tokens.word(at)));
    let after = &sentence[tokens.start(denial.end)..];
    let before = &sentence[..tokens.start(denial.start)];
    !WORDS.is_this(after) && names(denial.end..tokens.len())
        || apart && !WORDS.is_this(before) && names(0..denial.start)
}

/// Whether a bare denial stands right before a word that says nothing of how a DPIA stands, and is not this processing.
fn denies_next(sentence: &str, denial: &Range<usize>, unknown: &[String]) -> bool {
    let tokens = Tokens::of(sentence);
    let bare = denial.len() == 1 && WORDS.is_negation(tokens.word(denial.start));
    let next = tokens.word(denial.end);
    bare && unknown.iter().any(|one| one == next) && !WORDS.is_this(next)
}

/// Whether a sign, or "men", parts a text from what is before it.
fn begins_apart(text: &str) -> bool {
    let signed = text.trim_start().starts_with([',', ';', '.', ':', '-', '–', '—', '(', '\n']);
    signed || WORDS.turns_aside(text)
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

/// Whether there is nothing between two names but what joins the members of a list.
fn is_bare(text: &str) -> bool {
    // "Alt." is cut short; another full stop ends a sentence.
    let short = |at: usize| text[..at].ends_with(char::is_alphabetic);
    let sign = |(at, c): (usize, char)| {
        c.is_alphanumeric() || c.is_whitespace() || ",;/&+|-–—()\"".contains(c) || c == '.' && short(at)
    };
    let signs = text.char_indices().all(sign);
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
