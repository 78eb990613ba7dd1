//! What a text in a document says, read as a field asks for it.

use crate::documents::lexicon::{CRITERIA, WORDS};
use crate::import::{Profile, Reading};
use crate::model::{DpiaField, DpiaStatus, Field, Kind, Term, Value};
use std::str::FromStr;

/// Reads a text into a field.
///
/// Beside what a cell of a table may say, a text may offer boxes to tick, say a date with more beside
/// it, or open with a word of status.
pub(super) fn read(profile: &Profile, field: DpiaField, written: &str) -> Reading {
    let words = profile.words();
    if WORDS.is_placeholder(written) {
        return Reading { value: Value::Blank, not_understood: Vec::new() };
    }
    let chosen = match ticked(written) {
        Some(chosen) if chosen.is_empty() => {
            return Reading { value: Value::Blank, not_understood: Vec::new() };
        }
        Some(chosen) => chosen,
        None => written.trim().to_string(),
    };
    if let Some(criterion) = criterion(field) {
        return words.read_field(criterion, &chosen);
    }
    let whole = words.read_dpia_field(field, &chosen);
    if whole.not_understood.is_empty() && !(field.kind() == Kind::Date && whole.value == Value::Text) {
        return whole;
    }
    let part = match field.kind() {
        Kind::Date => dates(&chosen).first().copied(),
        Kind::Status | Kind::YesNo => chosen.split(['–', '(', ',', ';', '.', '\n']).next(),
        _ => None,
    };
    let part = part.map(|part| words.read_dpia_field(field, part));
    let part = part.filter(|part| part.not_understood.is_empty() && part.value != Value::Text);
    // "Godkänd, ny version behövs": that it is approved stands only where nothing takes it back.
    part.filter(|part| !says_approved(&part.value)).unwrap_or(whole)
}

fn says_approved(value: &Value) -> bool {
    let approved =
        [DpiaStatus::Approved, DpiaStatus::ApprovedWithConditions].map(|status| Some(Term::Dpia(status)));
    matches!(value, Value::Items(items) if items.iter().any(|item| approved.contains(&item.term)))
}

/// The question of a register that a criterion of a DPIA answers.
fn criterion(field: DpiaField) -> Option<Field> {
    CRITERIA.contains(&field).then(|| Field::from_str(field.key()).ok()).flatten()
}

/// The options that are ticked, where a text offers any: `☒ Ja ☐ Nej`.
pub(super) fn ticked(text: &str) -> Option<String> {
    const TICKED: [char; 4] = ['☒', '☑', '🗹', '🗷'];
    const EMPTY: [char; 2] = ['☐', '⬜'];
    let is_box = |c: char| TICKED.contains(&c) || EMPTY.contains(&c);
    if !text.contains(is_box) {
        return None;
    }
    let mut chosen: Vec<&str> = Vec::new();
    for (at, mark) in text.match_indices(is_box) {
        let option = text[at + mark.len()..].split(is_box).next().unwrap_or_default();
        if mark.starts_with(TICKED) {
            chosen.push(option.trim());
        }
    }
    Some(chosen.join("; "))
}

/// The parts of a text that are dates: `2026-03-12`.
pub(super) fn dates(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let is_date = |at: usize| {
        let shape = b"dddd-dd-dd";
        bytes.len() >= at + shape.len()
            && shape.iter().zip(&bytes[at..]).all(|(shape, byte)| match shape {
                b'd' => byte.is_ascii_digit(),
                other => byte == other,
            })
            && !bytes.get(at + shape.len()).is_some_and(u8::is_ascii_digit)
            && (at == 0 || !bytes[at - 1].is_ascii_digit())
    };
    (0..bytes.len()).filter(|at| is_date(*at)).map(|at| &text[at..at + 10]).collect()
}
