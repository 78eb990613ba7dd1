//! Names in one cell, torn apart, each with what the cell says beside it.

use super::lexicon::WORDS;
use super::name::Name;
use crate::text::tokens::Tokens;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// Letters of the longest abbreviation.
const ABBREVIATION: usize = 8;

/// What a cell says beside a name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumIter, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BesideName {
    /// It is the processor of a processor.
    SubProcessor,
    /// It was, and is no more: what was handed over may be left there.
    Former,
    /// It will be.
    Planned,
    /// It is not.
    Denied,
}

/// One name of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Torn {
    /// The name as written, without what stands beside it.
    pub(super) written: String,
    pub(super) name: Name,
    /// What it is called too: "Visma (VIS)".
    pub(super) also: Vec<Name>,
    pub(super) beside: Option<BesideName>,
}

impl Torn {
    /// The name as written, and as it is compared together with what stands beside it.
    pub(super) fn compared(self) -> (String, String) {
        let beside = self.beside.map(<&str>::from).unwrap_or_default();
        let key = format!("{beside} {}", self.name.key());
        (self.written, key)
    }
}

/// What a cell answers to the question of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Names {
    /// It names these.
    Named(Vec<Torn>),
    /// It says that there is none.
    None,
    /// It answers and names nobody: "leverantören".
    Vague,
}

/// Reads a cell that names suppliers or systems.
pub(super) fn names(text: &str) -> Names {
    if WORDS.none.are(text) {
        return Names::None;
    }
    let mut torn: Vec<Torn> = pieces(text).into_iter().filter_map(one).collect();
    let named = torn.len();
    torn.retain(|one| !WORDS.vague.are(&one.written) && !WORDS.none.are(&one.written));
    match torn.is_empty() {
        false => Names::Named(torn),
        true if named == 0 && pieces(text).iter().all(|piece| WORDS.none.are(piece)) => Names::None,
        true => Names::Vague,
    }
}

/// The pieces of a list: parted where lists always are, at a comma or a slash between names, and at an "och" after a
/// legal form.
fn pieces(text: &str) -> Vec<&str> {
    let lines = text.split(['\n', '\r', ';', '|', '•', '●', '▪', '·', '\u{2028}']);
    let parts = lines.flat_map(|line| at_signs(line).into_iter().flat_map(at_and));
    parts
        .map(|part| part.trim().trim_start_matches(['-', '–', '*']).trim())
        .filter(|part| part.contains(char::is_alphanumeric))
        .collect()
}

/// A line parted at commas, slashes and plus signs outside brackets. "A/S" stays whole, and what follows a comma in
/// lower case belongs to the name before it.
fn at_signs(line: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in line.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' | '/' | '+' if depth <= 0 && parts_names(&line[start..at], c, &line[at + 1..]) => {
                parts.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&line[start..]);
    parts
}

fn parts_names(before: &str, sign: char, after: &str) -> bool {
    let letters = |word: Option<&str>| word.map_or(0, |word| word.chars().count());
    let next = after.trim_start();
    let short =
        letters(before.split_whitespace().next_back()) < 2 || letters(next.split([' ', ',', '/']).next()) < 2;
    let begins = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    begins && !(sign != ',' && short)
}

/// A part cut at "och", "and", "samt" or "&" after a legal form: "Demolarm AB och Porten AB".
fn at_and(part: &str) -> Vec<&str> {
    let tokens = Tokens::of(part);
    let words: Vec<String> = tokens.words().map(str::to_string).collect();
    let is_and = |at: usize| {
        matches!(tokens.word(at), "och" | "samt" | "and") && at > 1 && WORDS.form_at_end(&words[..at]) > 0
    };
    let cuts: Vec<usize> = (1..tokens.len()).filter(|at| is_and(*at)).collect();
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for cut in cuts {
        parts.push(&part[start..tokens.start(cut)]);
        start = tokens.start(cut + 1);
    }
    parts.push(&part[start..]);
    parts
}

/// The name of a piece, with what stands in brackets: another name of it, or a remark.
fn one(piece: &str) -> Option<Torn> {
    let (outside, brackets) = without_brackets(piece);
    let beside = beside(piece);
    let written = match beside {
        Some(_) => unmarked(&outside),
        None => outside.trim(),
    };
    let mut written = written.trim_end_matches(['.', ':', ' ']).to_string();
    let says_nothing = WORDS.vague.are(&written) || Name::of(&written).is_none();
    if let Some(inner) = brackets.iter().find(|inner| says_nothing && starts_as_name(inner)) {
        // "Verksamhetssystemet (Linnea)".
        written = (*inner).to_string();
    }
    let name = Name::of(&written)?;
    let called = |inner: &&str| {
        WORDS.sub_processor.find(&Tokens::of(inner), 0).is_none() && is_called(&written, inner)
    };
    let also =
        brackets.iter().copied().filter(called).filter_map(Name::of).filter(|one| *one != name).collect();
    Some(Torn { written, name, also, beside })
}

/// What a piece says beside its name.
pub(super) fn beside(piece: &str) -> Option<BesideName> {
    [
        (&WORDS.sub_processor, BesideName::SubProcessor),
        (&WORDS.former, BesideName::Former),
        (&WORDS.planned, BesideName::Planned),
        (&WORDS.denied, BesideName::Denied),
    ]
    .into_iter()
    .find_map(|(phrases, beside)| phrases.occur_in(piece).then_some(beside))
}

/// A text without the word before a colon, or the first words in lower case: "Tidigare: Visma", "tidigare Visma".
fn unmarked(text: &str) -> &str {
    let after = text.rsplit_once(':').map_or(text, |(_, after)| after).trim();
    let tokens = Tokens::of(after);
    let marks = |at: &usize| {
        let word = tokens.word(*at);
        [&WORDS.sub_processor, &WORDS.former, &WORDS.planned, &WORDS.denied]
            .iter()
            .any(|phrases| phrases.are(word))
    };
    let first = (0..tokens.len()).take_while(marks).count();
    if first == tokens.len() { after } else { after[tokens.start(first)..].trim() }
}

/// A text without its brackets, and what stands in them.
fn without_brackets(text: &str) -> (String, Vec<&str>) {
    let (mut outside, mut inside, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('(') {
        outside.push_str(before);
        let (inner, after) = after.split_once(')').unwrap_or((after, ""));
        inside.push(inner.trim());
        rest = after;
    }
    outside.push_str(rest);
    (outside, inside)
}

/// Whether what stands in brackets is another name of it: an abbreviation of its letters, or a name with a capital.
fn is_called(name: &str, inner: &str) -> bool {
    is_abbreviation(inner, name)
        || is_abbreviation(name, inner)
        || starts_as_name(inner) && inner.split_whitespace().count() <= 3
}

fn starts_as_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether a text is short, in capitals, and of the letters of a name, in their order.
fn is_abbreviation(short: &str, name: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = letters.iter().all(|c| c.is_uppercase() || c.is_numeric());
    if !(2..=ABBREVIATION).contains(&letters.len()) || !capitals {
        return false;
    }
    let mut of_name = name.chars().flat_map(char::to_lowercase);
    letters.iter().flat_map(|c| c.to_lowercase()).all(|letter| of_name.any(|c| c == letter))
}

#[cfg(test)]
mod tests {
    use super::{BesideName, Names, names};

    fn written(text: &str) -> Vec<String> {
        match names(text) {
            Names::Named(torn) => torn.into_iter().map(|one| one.written).collect(),
            other => vec![format!("{other:?}")],
        }
    }

    #[test]
    fn lists_are_torn_apart_and_names_stay_whole() {
        for (text, parts) in [
            ("Linnea AB; Bildsamtal i Provstad AB", &["Linnea AB", "Bildsamtal i Provstad AB"][..]),
            ("Linnea AB, Demolarm AB", &["Linnea AB", "Demolarm AB"]),
            ("Linnea / Treserva", &["Linnea", "Treserva"]),
            ("Nordbo A/S", &["Nordbo A/S"]),
            ("Demolarm AB och Porten AB", &["Demolarm AB", "Porten AB"]),
            ("Barn och Ungdom AB", &["Barn och Ungdom AB"]),
            ("Kommunstyrelsen, redovisningsenheten", &["Kommunstyrelsen, redovisningsenheten"]),
            ("- Linnea\n- Porten", &["Linnea", "Porten"]),
            ("Kommunstyrelsen; Molnet AB (underbiträde)", &["Kommunstyrelsen", "Molnet AB"]),
            ("Tidigare: Visma AB", &["Visma AB"]),
            ("Inga", &["None"]),
            ("leverantören", &["Vague"]),
        ] {
            assert_eq!(written(text), parts, "{text}");
        }
    }

    #[test]
    fn what_a_cell_says_beside_a_name_is_kept() {
        let beside = |text: &str| match names(text) {
            Names::Named(torn) => torn[0].beside,
            _ => None,
        };
        assert_eq!(beside("Molnet AB (underbiträde)"), Some(BesideName::SubProcessor));
        assert_eq!(beside("Visma AB (t.o.m. 2023)"), Some(BesideName::Former));
        assert_eq!(beside("Ska flyttas till Linnea"), Some(BesideName::Planned));
        assert_eq!(beside("Inte Linnea"), Some(BesideName::Denied));
        assert_eq!(beside("Linnea AB"), None);
    }

    #[test]
    fn the_register_explains_its_abbreviations() {
        let also = |text: &str| match names(text) {
            Names::Named(torn) => torn[0].also.iter().map(|name| name.key().to_string()).collect(),
            _ => Vec::new(),
        };
        assert_eq!(also("Visma (VIS)"), ["vis"]);
        assert_eq!(also("LSD (Linnea Systemdrift)"), ["linneasystemdrift"]);
        assert_eq!(also("Ärendesystemet Norr (Linnea)"), ["linnea"]);
        assert_eq!(written("Verksamhetssystemet (Linnea)"), ["Linnea"]);
        assert!(also("Kommunstyrelsen (redovisningsenheten)").is_empty());
    }
}
