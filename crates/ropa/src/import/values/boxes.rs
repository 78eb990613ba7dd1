//! Boxes to tick: which of several options are chosen.
//!
//! Only what is ticked counts. A box left empty says that its option is not chosen, whether it is one
//! character, `☐`, or typed, `[ ]`.

use std::ops::Range;

/// Marks of a box that is ticked, and of one that is not.
const TICKED: [char; 8] = ['☑', '☒', '✓', '✔', '✅', '🗹', '🗸', '🗷'];
const UNTICKED: [char; 5] = ['☐', '⬜', '□', '▢', '◻'];

/// Alone, these may mean that something is so or that it is not.
const CROSSES: [char; 2] = ['✗', '✘'];

/// What a text without any word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbol {
    Tick,
    Cross,
    Question,
    Nothing,
}

/// Whether a text is nothing but a cross or a tick that chooses.
pub(crate) fn is_tick(text: &str) -> bool {
    matches!(text.trim(), "x" | "X" | "✔" | "✓" | "☑" | "☒" | "✅")
}

pub(crate) fn symbol(text: &str) -> Symbol {
    if text.contains(UNTICKED) {
        Symbol::Nothing
    } else if text.contains(TICKED) {
        Symbol::Tick
    } else if text.contains(CROSSES) {
        Symbol::Cross
    } else if text.contains('?') {
        Symbol::Question
    } else {
        Symbol::Nothing
    }
}

/// The options of a text with boxes.
#[derive(Debug, Default)]
pub(crate) struct Options<'t> {
    /// The text of each that is ticked, in the order written.
    pub(crate) ticked: Vec<&'t str>,
    /// Lines of their own that no box stands at: what someone wrote beside the options.
    pub(crate) beside: Vec<&'t str>,
    /// Whether a box stands first.
    pub(crate) begins_with_box: bool,
    lead: Option<&'t str>,
}

impl<'t> Options<'t> {
    /// Reads a text; absent where no box in it is left empty, so that there is nothing to choose between.
    pub(crate) fn of(text: &'t str) -> Option<Options<'t>> {
        let boxes = boxes(text)?;
        let (first, last) = (boxes.first()?, boxes.last()?);
        let begins_with_box = !says(&text[..first.at.start]);
        // "Ja ☐ Nej ☒": each box stands after its option.
        let after = !begins_with_box && !says(&text[last.at.end..]);
        let mut options = Options { begins_with_box, ..Options::default() };
        if !begins_with_box && !after {
            options.lead = Some(trim(&text[..first.at.start])).filter(|lead| !is_label(lead));
        }
        for (index, one) in boxes.iter().enumerate() {
            let range = if after {
                index.checked_sub(1).map_or(0, |before| boxes[before].at.end)..one.at.start
            } else {
                one.at.end..boxes.get(index + 1).map_or(text.len(), |next| next.at.start)
            };
            let option = trim(&text[range]);
            if one.ticked && !after {
                options.ticked.push(option);
                continue;
            }
            let mut lines: Vec<&str> = option.split(['\n', '\r', ';', '|']).map(trim).collect();
            let own = if after { lines.pop() } else { Some(lines.remove(0)) };
            options.beside.extend(lines.into_iter().filter(|line| says(line) && !is_label(line)));
            options.ticked.extend(own.filter(|_| one.ticked));
        }
        Some(options)
    }

    /// What counts in a list: the ticked options, and what is written beside them.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = &'t str> {
        self.lead.iter().chain(&self.ticked).chain(&self.beside).copied()
    }
}

struct Ticking {
    at: Range<usize>,
    ticked: bool,
}

/// The boxes of a text, where one of them is left empty or one typed stands first.
fn boxes(text: &str) -> Option<Vec<Ticking>> {
    // Texts are read by the million: every mark begins with one of these bytes.
    if !text.bytes().any(|byte| matches!(byte, b'[' | b'(' | 0xE2 | 0xF0)) {
        return None;
    }
    let crosses_tick = text.contains(UNTICKED);
    let crosses_deny = !crosses_tick && text.contains(TICKED);
    let mut boxes: Vec<Ticking> = Vec::new();
    let mut past = 0;
    for (at, c) in text.char_indices() {
        if at < past {
            continue;
        }
        let found = if TICKED.contains(&c) {
            Some((c.len_utf8(), true))
        } else if UNTICKED.contains(&c) {
            Some((c.len_utf8(), false))
        } else if CROSSES.contains(&c) && (crosses_tick || crosses_deny) {
            Some((c.len_utf8(), crosses_tick))
        } else {
            typed(text, at)
        };
        if let Some((len, ticked)) = found {
            past = at + len;
            boxes.push(Ticking { at: at..past, ticked });
        }
    }
    let typed_first = text.starts_with(['[', '(']) && boxes.first().is_some_and(|first| first.at.start == 0);
    let empty = boxes.iter().any(|one| !one.ticked);
    let offers = empty || typed_first && boxes.first().is_some_and(|first| says(&text[first.at.end..]));
    offers.then_some(boxes)
}

/// A box made of brackets that begins at a place: its length, and whether it is ticked.
fn typed(text: &str, at: usize) -> Option<(usize, bool)> {
    /// More blanks than these between brackets make no box.
    const WIDEST: usize = 8;
    let rest = &text[at..];
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    if text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']')) {
        return None;
    }
    let end = rest.char_indices().take(WIDEST).find(|(_, c)| *c == close)?.0;
    let ticked = match rest[1..end].trim_matches(|c: char| c.is_whitespace() || c == '_') {
        "" => false,
        "x" | "X" | "v" | "V" | "✓" | "✔" | "•" => true,
        _ => return None,
    };
    Some((end + 1, ticked))
}

fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether a line asks instead of answering: "Om ja, ange vilka:".
fn is_label(line: &str) -> bool {
    line.ends_with([':', '?', '…'])
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '/'))
}
