//! Lists: where one item ends and the next begins, and which term each item is.
//!
//! A line break, `;`, `|` and a bullet always part two items. A comma, a slash and "och" part them
//! only where every part is a known term, since options hold commas too ("Ärende, dokument och
//! arkiv"). Within an item a term is a word or phrase of the vocabulary; the longest phrase wins.

use crate::import::value_words::{Lead, Tables};
use crate::import::values::articles::{self, Article};
use crate::import::values::boxes::Options;
use crate::import::values::table::Table;
use crate::model::{DataCategory, Field, Item, Term};
use crate::source::Text;
use crate::text::tokens::Tokens;

/// A vocabulary, and how its items are read.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'w> {
    /// The field that is read by it.
    pub(crate) field: Field,
    /// The phrases of its terms.
    pub(crate) table: &'w Table<Option<Term>>,
    /// The article whose points the terms are.
    pub(crate) article: Option<Article>,
    /// Whether a term after "vid" or "inom" names a place and not the thing: "anställda vid
    /// barn- och ungdomsmottagningen".
    pub(crate) places: bool,
}

/// A cell read as a list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) items: Vec<Item>,
    pub(crate) not_understood: Vec<Text>,
}

impl List {
    fn add(&mut self, written: &str, term: Option<Term>) {
        let item = Item { written: written.into(), term };
        if !self.items.contains(&item) {
            self.items.push(item);
        }
    }

    fn add_unknown(&mut self, written: &str) {
        self.add(written, None);
        let text: Text = written.into();
        if !self.not_understood.contains(&text) {
            self.not_understood.push(text);
        }
    }
}

/// The parts of a text between the separators that a profile sets for the field, else between those
/// that always part items. Of options with boxes only what is ticked is a part.
fn parts<'t>(words: &Tables, field: Option<Field>, text: &'t str) -> impl Iterator<Item = &'t str> {
    let chosen = Options::of(text).map_or_else(|| vec![text], |options| options.chosen().collect());
    chosen
        .into_iter()
        .flat_map(move |text| {
            field.and_then(|field| words.separators.part(field, text)).unwrap_or_else(|| always_parted(text))
        })
        .map(|part| unmarked(part.trim()))
        .filter(|part| part.contains(char::is_alphanumeric))
}

fn always_parted(text: &str) -> Vec<&str> {
    text.split(['\n', '\r', ';', '|', '•', '●', '▪', '◦', '‣', '\u{2028}'])
        .flat_map(|part| part.split("::"))
        .collect()
}

/// Takes away the mark of a list: "- Namn", "1. Namn", "a) Namn".
fn unmarked(part: &str) -> &str {
    if let Some(rest) = part.strip_prefix(['-', '–', '—', '*', '·', '☑', '☒', '✓', '✔', '✅']) {
        return rest.trim_start();
    }
    let number = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = part.len() - number.len();
    match number.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&digits) && rest.starts_with(char::is_whitespace) => {
            let rest = rest.trim_start();
            if rest.starts_with(char::is_alphabetic) && rest.chars().nth(1).is_some_and(char::is_alphanumeric)
            {
                rest
            } else {
                part
            }
        }
        _ => part,
    }
}

/// Reads a list of a vocabulary's terms.
pub(crate) fn read(words: &Tables, vocabulary: Vocabulary<'_>, text: &str) -> List {
    let mut list = List::default();
    for part in parts(words, Some(vocabulary.field), text) {
        read_part(words, vocabulary, part, &mut list);
    }
    if list.items.is_empty() {
        list.add_unknown(text);
    }
    list
}

/// Reads a list of which no vocabulary is known.
pub(crate) fn plain(words: &Tables, field: Option<Field>, text: &str) -> Vec<Item> {
    let mut list = List::default();
    for part in parts(words, field, text) {
        for option in answered(words, part) {
            match option.chosen() {
                Some(label) => list.add(label, None),
                None if option.is_one() => {}
                None => list.add(option.whole, None),
            }
        }
    }
    if list.items.is_empty() {
        list.add(text, None);
    }
    list.items
}

fn read_part(words: &Tables, vocabulary: Vocabulary<'_>, part: &str, list: &mut List) {
    for option in answered(words, part) {
        if let Some(label) = option.chosen() {
            read_item(words, vocabulary, label, list);
        } else if !option.is_one() {
            // Of several things before a no it cannot be told whether the no is to all of them.
            let before = option.label.rfind(is_comma).map_or("", |at| option.label[..at].trim());
            read_item(words, vocabulary, before, list);
            list.add_unknown(option.whole);
        }
    }
}

/// A thing with its own answer: "Barn: nej".
struct Named<'t> {
    whole: &'t str,
    label: &'t str,
    /// Its answer, where it has one.
    yes: Option<bool>,
}

impl<'t> Named<'t> {
    /// What is named, unless the answer is no.
    fn chosen(&self) -> Option<&'t str> {
        (self.yes != Some(false)).then_some(self.label)
    }

    fn is_one(&self) -> bool {
        !self.label.contains(is_comma)
    }
}

/// The things of a part that each have an answer of their own, "Barn: nej, leverantörer: ja", with what
/// stands after the last answer; the whole part where nothing in it is answered.
fn answered<'t>(words: &Tables, part: &'t str) -> Vec<Named<'t>> {
    let alone = || Named { whole: part, label: part, yes: None };
    if !part.contains([':', '=', '-', '–', '—']) {
        return vec![alone()];
    }
    let tokens = Tokens::runs(part);
    let mut options = Vec::new();
    let mut from = 0;
    for at in 1..tokens.len() {
        let gap = tokens.gap(at);
        let marked = gap.contains([':', '=', '–', '—']) || gap.contains(" - ");
        let Some(found) = words.leads.find(&tokens, at).filter(|_| marked) else { continue };
        let yes = match found.value {
            Lead::Yes => true,
            Lead::No => false,
            _ => continue,
        };
        let after = at + found.len;
        let ends = after == tokens.len() || tokens.gap(after).contains([',', ';', '/', '.']);
        let label =
            part[from..tokens.end_before(at)].trim_matches(|c: char| c.is_whitespace() || is_comma(c));
        if ends && label.contains(char::is_alphanumeric) {
            let whole =
                part[from..tokens.end_before(after)].trim_matches(|c: char| c.is_whitespace() || c == ',');
            options.push(Named { whole, label, yes: Some(yes) });
            from = tokens.end_before(after);
        }
    }
    if options.is_empty() {
        return vec![alone()];
    }
    let rest = part[from..].trim_matches(|c: char| c.is_whitespace() || is_comma(c) || c == '.');
    if rest.contains(char::is_alphanumeric) {
        options.push(Named { whole: rest, label: rest, yes: None });
    }
    options
}

fn read_item(words: &Tables, vocabulary: Vocabulary<'_>, part: &str, list: &mut List) {
    let tokens = Tokens::runs(part);
    let whole = understand(words, vocabulary, &tokens);
    let pieces = if whole.is_one_phrase { Vec::new() } else { pieces(words, &tokens) };
    if pieces.len() > 1 {
        let read: Vec<_> = pieces
            .iter()
            .map(|piece| (*piece, understand(words, vocabulary, &Tokens::runs(piece))))
            .collect();
        let alike = read.iter().all(|(_, piece)| piece.terms == read[0].1.terms);
        if read.iter().all(|(_, piece)| piece.is_known()) && !alike {
            for (piece, understood) in read {
                understood.list(piece, list);
            }
            return;
        }
    }
    whole.list(part, list);
}

/// The parts of an item between commas, slashes and "och", outside brackets.
fn pieces<'t>(words: &Tables, tokens: &Tokens<'t>) -> Vec<&'t str> {
    let source = tokens.source();
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut depth = 0;
    for at in 0..tokens.len() {
        let between_numbers = at > 0 && tokens.is_number(at - 1) && tokens.is_number(at);
        let start = tokens.end_before(at);
        for (offset, c) in tokens.gap(at).char_indices() {
            depth = nested(depth, c);
            if depth == 0 && at > 0 && is_comma(c) && !between_numbers {
                pieces.push(&source[from..start + offset]);
                from = start + offset + c.len_utf8();
            }
        }
        let is_and = at > 0 && depth == 0 && words.and.find(tokens, at).is_some() && !tokens.is_cut(at - 1);
        if is_and {
            pieces.push(&source[from..tokens.start(at)]);
            from = tokens.start(at) + tokens.written(at).len();
        }
    }
    pieces.push(&source[from..]);
    let trimmed = pieces.into_iter().map(|piece| piece.trim().trim_end_matches(['.', ',']).trim_end());
    trimmed.filter(|piece| piece.contains(char::is_alphanumeric)).collect()
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '/' | '+' | '&')
}

fn nested(depth: u32, c: char) -> u32 {
    match c {
        '(' | '[' | '{' => depth + 1,
        ')' | ']' | '}' => depth.saturating_sub(1),
        _ => depth,
    }
}

/// What an item was understood as.
struct Understood<'t> {
    /// Its terms, in the order written.
    terms: Vec<Term>,
    /// What of it is not understood.
    unknown: Vec<&'t str>,
    /// Whether a term is named only to say that it is not there: "ej barn".
    denies: bool,
    /// Whether the item is one phrase of the vocabulary from its first word to its last.
    is_one_phrase: bool,
}

impl Understood<'_> {
    fn is_known(&self) -> bool {
        self.unknown.is_empty() && (self.denies || !self.terms.is_empty())
    }

    fn list(&self, written: &str, list: &mut List) {
        for term in &self.terms {
            list.add(written, Some(*term));
        }
        if self.terms.is_empty() && !self.denies {
            list.add_unknown(written);
        } else {
            for unknown in &self.unknown {
                list.add_unknown(unknown);
            }
        }
    }
}

/// A stretch of an item between commas, brackets and "och".
struct Segment {
    from: usize,
    to: usize,
    /// Whether it stands in brackets, as an explanation.
    aside: bool,
}

/// The greatest number of words beside a term that leave it certain what the item is.
const MOST_OTHER_WORDS: usize = 3;

fn understand<'t>(words: &Tables, vocabulary: Vocabulary<'_>, tokens: &Tokens<'t>) -> Understood<'t> {
    let mut read = Understood { terms: Vec::new(), unknown: Vec::new(), denies: false, is_one_phrase: false };
    if let Some(article) = vocabulary.article {
        let points = articles::find(words, article, tokens, 0, tokens.len());
        if !points.is_empty() {
            for point in points {
                match point.term {
                    Some(term) => add(&mut read.terms, term),
                    None => read
                        .unknown
                        .push(&tokens.source()[tokens.start(point.from)..tokens.end_before(point.to)]),
                }
            }
            return read;
        }
    }
    let finds = finds(vocabulary.table, tokens);
    read.is_one_phrase = finds.len() == 1 && finds[0].to - finds[0].from == tokens.len();
    let segments = segments(words, tokens);
    let mut head = false;
    for segment in &segments {
        let mut found_here = false;
        let mut doubled = false;
        let mut other = 0;
        let mut at = segment.from;
        while at < segment.to {
            let Some(find) = finds.iter().find(|find| (find.from..find.to).contains(&at)) else {
                other += usize::from(is_content(words, tokens, at));
                at += 1;
                continue;
            };
            at = find.to;
            if find.from < segment.from {
                found_here = true;
                continue;
            }
            let Some(term) = find.term else {
                other += find.to - find.from;
                continue;
            };
            let place = vocabulary.places && found_here && is_place(words, tokens, segment, find);
            found_here = true;
            if place {
                continue;
            }
            match denials(words, tokens, segment, find) {
                0 => add(&mut read.terms, term),
                1 => read.denies = true,
                _ => doubled = true,
            }
        }
        let explains = segment.aside && head;
        let unread = if found_here { other > MOST_OTHER_WORDS } else { other > 0 && !explains };
        let open_ended = !segment.aside && words.and_more.occurs(tokens, segment.from..segment.to);
        if unread || doubled || open_ended {
            read.unknown.push(&tokens.source()[tokens.start(segment.from)..tokens.end_before(segment.to)]);
        }
        head |= found_here;
    }
    generalise(&mut read.terms);
    read
}

fn add(terms: &mut Vec<Term>, term: Term) {
    if !terms.contains(&term) {
        terms.push(term);
    }
}

/// Takes away "känsliga uppgifter" where the item also says which.
fn generalise(terms: &mut Vec<Term>) {
    use DataCategory::*;
    let special = [EthnicOrigin, PoliticalOpinions, Beliefs, TradeUnion, Genetic, Biometric, Health, SexLife];
    if terms.iter().any(|term| matches!(term, Term::Data(data) if special.contains(data))) {
        terms.retain(|term| *term != Term::Data(SpecialUnspecified));
    }
}

/// A phrase of the vocabulary among the words from `from` up to `to`.
struct Find {
    from: usize,
    to: usize,
    term: Option<Term>,
}

fn finds(table: &Table<Option<Term>>, tokens: &Tokens<'_>) -> Vec<Find> {
    let mut finds = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match table.find(tokens, at).filter(|found| !is_torn(tokens, at) && !is_torn(tokens, at + found.len))
        {
            Some(found) => {
                finds.push(Find { from: at, to: at + found.len, term: found.value });
                at += found.len;
            }
            None => at += 1,
        }
    }
    finds
}

/// Whether a word is torn before another by a letter that was lost: "Anst?llda".
fn is_torn(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && at < tokens.len() && matches!(tokens.gap(at), "?" | "\u{fffd}")
}

fn segments(words: &Tables, tokens: &Tokens<'_>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for at in 0..tokens.len() {
        for c in tokens.gap(at).chars() {
            depth = nested(depth, c);
        }
        let gap = tokens.gap(at);
        fresh |= gap.contains([',', '/', '+', '&', '(', ')', '[', ']', ':', '–', '—'])
            || gap.contains(" - ")
            || gap.contains(". ");
        let joins = words.and.find(tokens, at).is_some() && (at == 0 || !tokens.is_cut(at - 1));
        if joins || words.but.find(tokens, at).is_some() || words.or.find(tokens, at).is_some() {
            fresh = true;
            continue;
        }
        if fresh {
            segments.push(Segment { from: at, to: at, aside: depth > 0 });
            fresh = false;
        }
        if let Some(segment) = segments.last_mut() {
            segment.to = at + 1;
        }
    }
    segments
}

/// Whether the word says more than grammar.
fn is_content(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    !tokens.is_number(at)
        && tokens.word(at).chars().count() > 1
        && words.fillers.find(tokens, at).is_none()
        && words.places.find(tokens, at).is_none()
        && words.relatives.find(tokens, at).is_none()
        && words.and_more.find(tokens, at).is_none()
}

/// How many words say that what was found is not there: "ej barn", "personnummer behandlas inte".
/// Two undo each other, or one is an exception to the other ("inga uppgifter utom hälsa").
///
/// "Elever som inte når målen" are still pupils: what follows "som" says more about them.
fn denials(words: &Tables, tokens: &Tokens<'_>, segment: &Segment, find: &Find) -> usize {
    let negation = |at: &usize| is_negation(words, tokens, *at);
    let relative = |at: &usize| words.relatives.find(tokens, *at).is_some();
    let before = (segment.from..find.from).rev().take_while(|at| !relative(at)).filter(negation).count();
    let last = segment.to.saturating_sub(1);
    let verb = find.to < last && words.denying_verbs.find(tokens, last - 1).is_some();
    let after = verb && negation(&last) && !(find.to..last).any(|at| relative(&at));
    before + usize::from(after)
}

/// "inte", but not the "inte" of "inte minst".
fn is_negation(words: &Tables, tokens: &Tokens<'_>, at: usize) -> bool {
    words.negations.find(tokens, at).is_some() && words.not_negations.find(tokens, at).is_none()
}

/// Whether a word of place stands between the start of the segment and the find.
fn is_place(words: &Tables, tokens: &Tokens<'_>, segment: &Segment, find: &Find) -> bool {
    words.places.occurs(tokens, segment.from..find.from)
}
