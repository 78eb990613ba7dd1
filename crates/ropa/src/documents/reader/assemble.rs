//! What is put together when the whole document has been read: its title, and what it lacks.

use crate::documents::lexicon::WORDS;
use crate::documents::reader::answer;
use crate::documents::reader::kind::is_named;
use crate::documents::reader::walker::Read;
use crate::documents::{BlockKind, Document, Passage};
use crate::import::{Profile, enter_days_of_status};
use crate::model::{Answer, DpiaField, Entry, OriginIndex, Record, Value};
use crate::source::Place;
use crate::text::fold;

/// Blocks among which the title stands.
const BEGINNING: usize = 12;
/// A title is no longer than this, in characters.
const LONGEST_TITLE: usize = 200;

/// Completes what was read.
pub(super) fn finish(profile: &Profile, document: &Document, read: &mut Read) {
    title(document, read);
    enter_days_of_status(profile.words(), &mut read.entries);
    approval_date(profile, read);
    version(read);
    // The law demands these of every DPIA; where the document does not speak of them, they are missing.
    read.asked.insert(DpiaField::DpoAdvice);
    // Headings have many forms: where hardly any of the four contents is recognised, the others may stand
    // under words that are not known, and are not said to be missing.
    if DpiaField::CONTENTS.iter().filter(|field| read.asked.contains(field)).count() >= 2 {
        read.asked.extend(DpiaField::CONTENTS);
    }
}

/// The title, where no label gave one: what at the beginning names a DPIA, else the name among the
/// document's properties, else that of the file.
fn title(document: &Document, read: &mut Read) {
    let says = |entry: &Entry<DpiaField>| entry.field == DpiaField::Title && entry.value == Value::Text;
    if read.entries.iter().any(|entry| says(entry) && !is_bare(&entry.written)) {
        return;
    }
    let lines: Vec<(BlockKind, &Passage)> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph))
        .take(BEGINNING)
        .filter_map(|block| Some((block.kind, block.texts.first()?)))
        .filter(|(_, passage)| passage.text.chars().count() <= LONGEST_TITLE)
        .collect();
    let is_heading = |line: &(BlockKind, &Passage)| matches!(line.0, BlockKind::Heading(_));
    let is_taken = |passage: &Passage| read.entries.iter().any(|entry| entry.place == passage.place);
    let names = |(_, passage): &(BlockKind, &Passage)| {
        is_named(&passage.text) && !passage.text.ends_with('.') && !is_taken(passage)
    };
    let named = lines
        .iter()
        .position(|line| is_heading(line) && names(line))
        .or_else(|| lines.iter().position(names));
    let Some(at) = named else {
        fall_back(document, read, document.blocks.first().and_then(|block| block.texts.first()));
        return;
    };
    let title = lines[at].1;
    if !is_bare(&title.text) {
        put(read, &title.text, title.place);
        return;
    }
    // "Konsekvensbedömning" alone, and below it what of.
    let below = lines.get(at + 1).map(|(_, passage)| *passage).filter(|below| {
        let is_title = below.text.chars().count() <= 100 && !below.text.ends_with(['.', ':']);
        is_title && !is_taken(below) && WORDS.sections(&below.text).is_empty()
    });
    match below {
        Some(below) => put(read, &below.text, below.place),
        None => fall_back(document, read, Some(title)),
    }
}

fn fall_back(document: &Document, read: &mut Read, at: Option<&Passage>) {
    let place = at.map_or(Place::new(0, 0), |passage| passage.place);
    if let Some(title) = document.title.as_ref().filter(|title| !is_bare(title)) {
        put(read, title, place);
        return;
    }
    // An id says what it covers, and is no title.
    let covers = read.entries.iter().find(|entry| {
        entry.field == DpiaField::Covers && entry.value == Value::Text && !is_bare(&entry.written)
    });
    if let Some((text, place)) = covers.map(|entry| (entry.written.clone(), entry.place)) {
        put(read, &text, place);
        return;
    }
    let name = document.file.rsplit(['/', '\\']).next().unwrap_or(&document.file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    put(read, stem, place);
}

fn put(read: &mut Read, text: &str, place: Place) {
    read.asked.insert(DpiaField::Title);
    // Before titles that say only what kind of document it is.
    read.entries.insert(
        0,
        Entry {
            field: DpiaField::Title,
            origin: OriginIndex::OWN,
            written: text.into(),
            place,
            value: Value::Text,
        },
    );
    // The text was kept or is a heading; it is read now.
    if let Some(at) = read.extras.iter().position(|extra| extra.place == place && &*extra.written == text) {
        read.extras.remove(at);
        read.account.kept -= 1;
        read.account.mapped += 1;
    } else if read.account.structural > 0 && !text.is_empty() {
        read.account.structural -= 1;
        read.account.mapped += 1;
    }
}

/// Whether a title says only that it is a DPIA.
fn is_bare(title: &str) -> bool {
    let mut rest = fold(title).into_owned();
    for word in WORDS.kind.names.iter().chain(WORDS.kind.bare.iter()) {
        rest = rest.replace(word, " ");
    }
    let says = rest.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= 4);
    !says && !has_short_name(title, &rest)
}

/// Whether a title holds a name in capitals, however short, "LVM", that no number follows as in "SN 2025/7".
fn has_short_name(title: &str, rest: &str) -> bool {
    let tokens: Vec<&str> =
        title.split_whitespace().map(|token| token.trim_matches(['(', ')', ':', ','])).collect();
    let is_name = |token: &str| {
        token.chars().count() >= 2 && token.chars().all(char::is_uppercase) && rest.contains(&*fold(token))
    };
    let numbered =
        |at: usize| tokens.get(at + 1).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    (0..tokens.len()).any(|at| is_name(tokens[at]) && !(numbered(at) && tokens[at + 1].contains('/')))
}

/// "Godkänd av: Socialnämnden 2026-03-12, § 45" says when, too.
fn approval_date(profile: &Profile, read: &mut Read) {
    let dated = |entry: &&Entry<DpiaField>| {
        entry.field == DpiaField::Approved && matches!(entry.value, Value::Date(_))
    };
    if read.entries.iter().any(|entry| dated(&entry)) {
        return;
    }
    let given = read.entries.iter().find_map(|entry| {
        let by = entry.field == DpiaField::ApprovedBy && entry.value == Value::Text;
        let date = by.then(|| answer::dates(&entry.written).first().copied()).flatten()?;
        let value = answer::read(profile, DpiaField::Approved, date).value;
        Some(Entry {
            field: DpiaField::Approved,
            origin: OriginIndex::OWN,
            written: entry.written.clone(),
            place: entry.place,
            value,
        })
    });
    if let Some(entry) = given {
        read.asked.insert(DpiaField::Approved);
        read.entries.push(entry);
    }
}

/// Without a label the version is the last of the history.
fn version(read: &mut Read) {
    if read.entries.iter().any(|entry| entry.field == DpiaField::Version && entry.value == Value::Text) {
        return;
    }
    let number = |text: &str| -> Vec<u64> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
    };
    let last = read.versions.iter().max_by_key(|(text, _)| number(text)).cloned();
    if let Some((text, place)) = last {
        read.asked.insert(DpiaField::Version);
        read.entries.push(Entry {
            field: DpiaField::Version,
            origin: OriginIndex::OWN,
            written: text,
            place,
            value: Value::Text,
        });
    }
}

/// Fields that a DPIA should answer and this one does not.
pub(super) fn missing(record: &Record<DpiaField>) -> Vec<DpiaField> {
    const WANTED: [DpiaField; 15] = [
        DpiaField::CaseNumber,
        DpiaField::Version,
        DpiaField::Status,
        DpiaField::Completed,
        DpiaField::Controller,
        DpiaField::Covers,
        DpiaField::SystematicDescription,
        DpiaField::Necessity,
        DpiaField::Risks,
        DpiaField::Measures,
        DpiaField::DpoAdvice,
        DpiaField::DataSubjectViews,
        DpiaField::ResidualRisk,
        DpiaField::ApprovedBy,
        DpiaField::Review,
    ];
    let lacks = |field: &&DpiaField| !matches!(record.answer(**field), Answer::Given(_) | Answer::Unknown(_));
    WANTED.iter().filter(lacks).copied().collect()
}
