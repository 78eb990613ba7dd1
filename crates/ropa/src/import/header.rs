//! Which field a header stands for. Which row is the headers is decided in `layout`.
//!
//! A header and a label are the same when their keys are: [`key`] leaves out what differs between
//! two exports of the same question (case, blanks, numbering, hints in brackets), and nothing that
//! changes its meaning. What [`Labels`] then cannot find by key it looks for by likeness, and a
//! match by likeness is always said to be one.

use crate::model::AnyField;
use crate::source::{Place, Text};
use crate::text::{fold, fold::without_diacritics, similarity::slips};
use serde::Serialize;
use std::collections::HashMap;
use strum::{Display, IntoStaticStr};

/// How a header was matched to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MatchHow {
    /// By a label of the profile's own.
    Exact,
    /// By an alias.
    Alias,
    /// By likeness: a typing error, or letters lost on the way.
    Fuzzy,
    /// By the user's profile.
    Profile,
    /// By what its words, its neighbours and its cells mean together: surely.
    Inferred,
    /// The same: likely.
    Likely,
    /// Not at all: the column is kept as it is.
    None,
}

impl MatchHow {
    /// Which of two columns for the same field to prefer: the lower.
    pub(super) fn rank(self) -> u8 {
        match self {
            MatchHow::Profile => 0,
            MatchHow::Exact => 1,
            MatchHow::Alias => 2,
            MatchHow::Fuzzy => 3,
            MatchHow::Inferred => 4,
            MatchHow::Likely => 5,
            MatchHow::None => 6,
        }
    }
}

/// The field that a header stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderMatch {
    /// Key of the field, `purpose`.
    pub field: AnyField,
    /// How it was matched.
    pub how: MatchHow,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct ColumnMatch {
    /// The header as written; two header rows are joined. Empty for a column without a header.
    pub header: Text,
    /// The header's cell; the cell in the header's row for a column without a header.
    pub place: Place,
    /// Key of the field it was read into, if any.
    pub field: Option<AnyField>,
    /// How it was matched.
    pub how: MatchHow,
    /// The field that it may be, where it was read into none.
    pub possible: Option<AnyField>,
    /// What an inferred field, or a possible one, rests on.
    pub grounds: Option<Grounds>,
}

/// What an inferred field rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grounds {
    /// How likely it is beside what else the column may be, in per cent.
    pub likely: u8,
    /// How likely it is by the heading alone, in per cent.
    pub heading: u8,
    /// What most of the cells are, where that can be told.
    pub cells: Option<CellsAre>,
}

/// What most of the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CellsAre {
    /// Yes, no, or not known.
    YesNo,
    /// Dates.
    Dates,
    /// Numbers.
    Numbers,
    /// Kinds of persons.
    DataSubjects,
    /// Kinds of data.
    DataCategories,
    /// Points of Art. 6(1), or their words.
    LegalBasis,
    /// Numbers and names of documents.
    Codes,
    /// What names the records of the other kind of table.
    Records,
}

/// A letter that was lost on the way, as encoding errors leave it.
const LOST: char = char::REPLACEMENT_CHARACTER;

/// The longest header that is compared by likeness, in characters; longer text is prose.
const LONGEST_FUZZY: usize = 160;

/// The words of a header, lower-cased, without numbering, closing punctuation and hints.
pub(super) fn words(header: &str) -> Vec<String> {
    let folded = fold(header);
    let mut rest = &*folded;
    loop {
        let cut = rest
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '?' | ':' | '*' | '.' | ';' | ','));
        let cut = without_hint(cut).unwrap_or(cut);
        if cut.is_empty() || cut.len() == rest.len() {
            break;
        }
        rest = cut;
    }
    let rest = without_numbering(rest).unwrap_or(rest);
    let split: Vec<String> = rest
        .split(|c: char| !(c.is_alphanumeric() || c == LOST))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if split.is_empty() && !rest.is_empty() { vec![rest.to_owned()] } else { split }
}

/// The text without a closing `(hint)` or `[hint]`; absent where there is none, or nothing else.
fn without_hint(text: &str) -> Option<&str> {
    let open = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let before = text[..text.rfind(open)?].trim_end();
    (!before.is_empty()).then_some(before)
}

/// The text without a leading `4.`, `4.1` or `4)`; absent where there is none, or nothing else.
fn without_numbering(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - after.len()];
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let after = match after.strip_prefix(')') {
        Some(after) => after,
        None if number.contains('.') => after,
        None => return None,
    };
    let after = after.trim_start();
    (!after.is_empty()).then_some(after)
}

/// What two headers have in common when they are the same: their letters and digits.
pub(crate) fn key(header: &str) -> String {
    words(header).concat()
}

/// A field that a label may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim<F> {
    /// The field.
    pub field: F,
    /// How a header with this label was matched.
    pub how: MatchHow,
    /// Whether it counts only where no other column of the table is the field.
    pub weak: bool,
}

/// The labels of one kind of table, each with the fields it may stand for.
#[derive(Debug, Clone)]
pub(super) struct Labels<F> {
    claims: HashMap<String, Vec<Claim<F>>>,
    /// Every label, in the order given, to compare by likeness.
    known: Vec<Label>,
}

/// A label, taken apart once: tens of thousands of headings may be compared with it.
#[derive(Debug, Clone)]
struct Label {
    words: Vec<String>,
    /// The letters of each word, counted.
    letters: Vec<usize>,
    key: String,
    /// The key as it is typed on other keyboards, where that differs.
    plain: Option<String>,
}

impl Label {
    fn new(words: Vec<String>) -> Self {
        let key = words.concat();
        let plain = (!key.is_ascii()).then(|| without_diacritics(&key).into_owned());
        Label { letters: letters(&words), words, key, plain }
    }
}

fn letters(words: &[String]) -> Vec<usize> {
    words.iter().map(|word| word.chars().count()).collect()
}

impl<F> Default for Labels<F> {
    fn default() -> Self {
        Labels { claims: HashMap::new(), known: Vec::new() }
    }
}

impl<F: Copy + Eq> Labels<F> {
    /// Adds a label; gives the field that already has it as firmly, if another.
    pub(super) fn add(&mut self, label: &str, claim: Claim<F>) -> Result<(), F> {
        let words = words(label);
        let key = words.concat();
        if !self.claims.contains_key(&key) {
            self.known.push(Label::new(words));
        }
        let claims = self.claims.entry(key).or_default();
        if claim.how == MatchHow::Profile {
            // The user's word on a label is the last: it replaces what was built in.
            claims.retain(|old| old.how == MatchHow::Profile);
        }
        if let Some(old) = claims.iter().find(|old| old.weak == claim.weak && old.field != claim.field) {
            return Err(old.field);
        }
        match claims.iter_mut().find(|old| old.field == claim.field) {
            Some(old) if claim.how.rank() < old.how.rank() => *old = claim,
            Some(_) => {}
            None => claims.push(claim),
        }
        Ok(())
    }

    /// Lets a label stand for nothing, not even by likeness.
    pub(super) fn ignore(&mut self, label: &str) {
        let key = key(label);
        self.known.retain(|known| known.key != key);
        self.claims.insert(key, Vec::new());
    }

    /// Whether a header is said to stand for nothing.
    pub(super) fn is_ignored(&self, header: &str) -> bool {
        self.claims.get(&key(header)).is_some_and(Vec::is_empty)
    }

    /// Every label's words, with the fields that it may stand for.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[String], &[Claim<F>])> {
        self.known.iter().map(|label| (label.words.as_slice(), self.by_key(&label.key)))
    }

    /// The fields that a header's key stands for.
    pub(super) fn by_key(&self, key: &str) -> &[Claim<F>] {
        self.claims.get(key).map_or(&[], Vec::as_slice)
    }

    /// The fields that a header stands for: by its key, else by likeness where that is unambiguous.
    pub(super) fn find(&self, header: &str) -> Vec<Claim<F>> {
        match self.claims.get(&key(header)) {
            Some(claims) => claims.clone(),
            None => self.by_likeness(header),
        }
    }

    fn by_likeness(&self, header: &str) -> Vec<Claim<F>> {
        if header.chars().count() > LONGEST_FUZZY {
            return Vec::new();
        }
        if let Some(repaired) = repaired(header) {
            let claims = self.by_key(&key(&repaired));
            if !claims.is_empty() {
                return fuzzy(claims);
            }
        }
        let marked = lost_letters_marked(header);
        let words = words(&marked);
        let key = words.concat();
        if key.contains(LOST) {
            return self.only(|label| matches_lost(&key, &label.key).then_some(0));
        }
        if key.is_ascii() {
            // As people type it on other keyboards.
            let plain = self.only(|label| (label.plain.as_ref() == Some(&key)).then_some(0));
            if !plain.is_empty() {
                return plain;
            }
        }
        let letters = letters(&words);
        self.only(|label| typing_errors((&words, &letters), (&label.words, &label.letters)))
    }

    /// The claims of the labels that are nearest by a distance, unless they stand for different
    /// fields.
    fn only(&self, distance: impl Fn(&Label) -> Option<usize>) -> Vec<Claim<F>> {
        let near: Vec<(usize, &str)> =
            self.known.iter().filter_map(|label| Some((distance(label)?, label.key.as_str()))).collect();
        let Some(best) = near.iter().map(|(distance, _)| *distance).min() else { return Vec::new() };
        let mut found: Option<&[Claim<F>]> = None;
        for (_, key) in near.iter().filter(|(distance, _)| *distance == best) {
            let claims = self.by_key(key);
            match found {
                None => found = Some(claims),
                Some(first) if same_fields(first, claims) => {}
                Some(_) => return Vec::new(),
            }
        }
        fuzzy(found.unwrap_or_default())
    }
}

fn same_fields<F: Copy + Eq>(a: &[Claim<F>], b: &[Claim<F>]) -> bool {
    a.iter().map(|claim| claim.field).eq(b.iter().map(|claim| claim.field))
}

fn fuzzy<F: Copy>(claims: &[Claim<F>]) -> Vec<Claim<F>> {
    claims.iter().map(|claim| Claim { how: MatchHow::Fuzzy, ..*claim }).collect()
}

/// The number of typing errors between two headers, when it is small for every word.
fn typing_errors(written: (&[String], &[usize]), known: (&[String], &[usize])) -> Option<usize> {
    // Most labels differ in this already.
    let fits = |(a, b): (&usize, &usize)| a.abs_diff(*b) <= slips_allowed(*a.max(b));
    if written.1.len() != known.1.len() || !written.1.iter().zip(known.1).all(fits) {
        return None;
    }
    let mut sum = 0;
    for (index, (a, b)) in written.0.iter().zip(known.0).enumerate() {
        sum += slips(a, b, slips_allowed(written.1[index].max(known.1[index])))?;
    }
    Some(sum)
}

/// The slips that a word of so many letters may have. Short words are other words when one letter differs;
/// `godkänd` is not `okänd`.
fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=5 => 0,
        6..=12 => 1,
        _ => 2,
    }
}

/// The header with `?` between letters read as a lost letter.
fn lost_letters_marked(header: &str) -> String {
    let mut marked = String::with_capacity(header.len());
    let mut chars = header.chars().peekable();
    while let Some(c) = chars.next() {
        let lost = c == '?'
            && chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '?' || *next == LOST);
        marked.push(if lost { LOST } else { c });
    }
    marked
}

/// Whether a key with lost letters can be the known one: each lost letter stands where the known
/// key has one outside ASCII. A letter of two bytes may have left two marks.
fn matches_lost(key: &str, known: &str) -> bool {
    let mut known = known.chars();
    let mut written = key.chars().peekable();
    while let Some(c) = written.next() {
        match known.next() {
            Some(k) if c == LOST => {
                if k.is_ascii() {
                    return false;
                }
                let another_lost = known.clone().next().is_some_and(|next| !next.is_ascii());
                if written.peek() == Some(&LOST) && !another_lost {
                    written.next();
                }
            }
            Some(k) if k == c => {}
            _ => return false,
        }
    }
    known.next().is_none()
}

/// Text in UTF-8 that was read as Windows-1252 (`Ã„ndamÃ¥l`), read anew; absent where it cannot be.
fn repaired(header: &str) -> Option<String> {
    if !header.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let bytes: Option<Vec<u8>> = header.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte of a letter in Windows-1252.
fn windows_1252(c: char) -> Option<u8> {
    /// The letters of the bytes 0x80 to 0x9F; a space where there is none.
    const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match u32::from(c) {
        code @ 0..=0xff => u8::try_from(code).ok(),
        _ => HIGH.chars().position(|high| high == c).and_then(|index| u8::try_from(0x80 + index).ok()),
    }
}

/// The first of some claims that needs no other to fit.
pub(super) fn strong<F>(claims: &[Claim<F>]) -> Option<&Claim<F>> {
    claims.iter().find(|claim| !claim.weak)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_leave_out_what_does_not_matter() {
        for same in [
            "Kategorier av registrerade",
            " 4. Kategorier av\u{a0}registrerade: ",
            "KATEGORIER AV REGISTRERADE *",
            "Kategorier\nav registrerade (flera val) ?",
            "4.1 Kategorier av registrerade [obligatorisk]",
            "12) Kategorier  av registrerade",
            "Kategorier av regi\u{ad}strerade",
        ] {
            assert_eq!(key(same), "kategorieravregistrerade", "{same}");
        }
        assert_eq!(key("#"), "#");
        assert_eq!(key("Behandlings\u{2013}ID"), key("behandlings-id"));
        assert_eq!(key("A\u{308}ndamål"), "ändamål");
        assert_eq!(key("(Ändamål)"), "ändamål");
        assert_ne!(key("Godkänd"), key("Godkänd av"));
    }

    #[test]
    fn windows_letters_are_found() {
        assert_eq!(repaired("Ã„ndamÃ¥l").as_deref(), Some("Ändamål"));
        assert_eq!(repaired("Ã–vrigt").as_deref(), Some("Övrigt"));
        assert_eq!(repaired("FormÃ¥l Ã¸nsket").as_deref(), Some("Formål ønsket"));
        assert_eq!(repaired("Ändamål"), None);
    }
}
