//! Labels: `Version: 1.1`, and which field they stand for.

use crate::documents::lexicon::{Section, WORDS};
use crate::import::{MatchHow, Profile, TableKind};
use crate::model::{AnyField, DpiaField};

/// A label is no longer than this, in bytes.
const LONGEST: usize = 90;

/// Where in a document a label stands.
#[derive(Clone, Copy)]
pub(super) struct Context<'s> {
    /// Before the first section of the assessment, where also labels count that say little.
    pub(super) front: bool,
    /// What the section is about.
    pub(super) sections: &'s [Section],
}

/// A label with its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labelled<'t> {
    pub(super) field: DpiaField,
    pub(super) how: MatchHow,
    pub(super) label: &'t str,
    pub(super) value: &'t str,
}

/// The field that a label stands for.
pub(super) fn field(profile: &Profile, context: Context<'_>, label: &str) -> Option<(DpiaField, MatchHow)> {
    let label = label.trim();
    if label.is_empty() || label.len() > LONGEST {
        return None;
    }
    if let Some(field) = context.sections.iter().find_map(|section| WORDS.label_within(*section, label)) {
        return Some((field, MatchHow::Alias));
    }
    if !context.front && WORDS.is_front_label(label) {
        return None;
    }
    if let Some(field) = WORDS.label(label) {
        return Some((field, MatchHow::Alias));
    }
    let found = profile.match_header(TableKind::Dpias, label)?;
    // Prose is not matched by likeness.
    if found.how == MatchHow::Fuzzy {
        return None;
    }
    match found.field {
        AnyField::Dpia(field) => Some((field, found.how)),
        AnyField::Activity(_) => None,
    }
}

/// The labels of a line, each with its value: one as a rule, several where they are divided.
pub(super) fn in_line<'t>(profile: &Profile, context: Context<'_>, line: &'t str) -> Vec<Labelled<'t>> {
    for divider in [" · ", " | ", "\t", "; "] {
        let parts: Vec<_> = line.split(divider).map(|part| one(profile, context, part)).collect();
        if parts.len() > 1 && parts.iter().filter(|part| part.is_some()).count() > 1 {
            return parts.into_iter().flatten().collect();
        }
    }
    one(profile, context, line).into_iter().collect()
}

/// A label and its value: the label ends with a colon or a question mark, and may hold colons itself
/// (`DPO:s yttrande:`).
fn one<'t>(profile: &Profile, context: Context<'_>, text: &'t str) -> Option<Labelled<'t>> {
    let text = text.trim();
    let ends = text.char_indices().filter(|(at, c)| matches!(c, ':' | '?' | '\t') && *at <= LONGEST);
    for (at, mark) in ends {
        let (label, value) = (&text[..at], &text[at + mark.len_utf8()..]);
        if let Some((field, how)) = self::field(profile, context, label) {
            return Some(Labelled {
                field,
                how,
                label: label.trim(),
                value: value.trim_start_matches(':').trim(),
            });
        }
    }
    None
}

/// A number after its name, without a colon: `Dnr SN 2026/117`, `Version 1.1`.
pub(super) fn numbered<'t>(profile: &Profile, text: &'t str) -> Option<Labelled<'t>> {
    let text = text.trim();
    let (label, value) = text.split_once(char::is_whitespace)?;
    let value = value.trim();
    let context = Context { front: true, sections: &[] };
    let (field, how) = self::field(profile, context, label)?;
    let is_number = value.len() <= 40
        && value.contains(|c: char| c.is_ascii_digit())
        && value.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    let takes_number = matches!(field, DpiaField::CaseNumber | DpiaField::Version);
    (is_number && takes_number).then_some(Labelled { field, how, label, value })
}

/// Whether a line begins as a label does, known or not: `Klassificering: Intern`.
pub(super) fn looks_like_one(line: &str) -> bool {
    const LONGEST: usize = 40;
    line.split_once(": ").is_some_and(|(label, _)| {
        label.chars().count() <= LONGEST
            && label.starts_with(char::is_uppercase)
            && !label.contains(['.', ',', '?', '!', ';', '('])
    })
}
