//! What the cells of one field say, part by part, ready to compare.

use super::change::{ChangeKind, WrittenCell};
use super::listed;
use super::part::Part;
use crate::model::{Answer, Entry, Record, Value};
use crate::source::Text;

/// Whether there is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing stands there, or nothing is asked.
    Silent,
    /// It is said not to be known.
    Unknown,
    /// There is an answer.
    Given,
}

/// What the cells of one field say.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) state: State,
    pub(super) cells: Vec<WrittenCell>,
    parts: Vec<Part>,
}

/// How two answers differ, where they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) kind: ChangeKind,
    pub(super) added: Vec<Text>,
    pub(super) removed: Vec<Text>,
}

impl Said {
    /// What a record says of a field; `parts` takes the text of a cell that has no reading of its own apart.
    pub(super) fn of<F: Copy + Ord>(record: &Record<F>, field: F, parts: &dyn Fn(&str) -> Vec<Part>) -> Said {
        let state = match record.answer(field) {
            Answer::NotAsked | Answer::Blank(_) => State::Silent,
            Answer::Unknown(_) => State::Unknown,
            Answer::Given(_) => State::Given,
        };
        let entries = || record.entries_of(field);
        let cell =
            |entry: &Entry<F>| WrittenCell { written: entry.written.clone(), cell: record.cell(entry) };
        Said {
            state,
            cells: entries().map(cell).collect(),
            parts: entries().flat_map(|entry| read(&entry.value, &entry.written, parts)).collect(),
        }
    }

    /// What a cell says that no field stands for.
    pub(super) fn of_cells(cells: Vec<WrittenCell>) -> Said {
        let parts: Vec<Part> = cells.iter().flat_map(|cell| listed::passages(&cell.written)).collect();
        let state = if parts.is_empty() { State::Silent } else { State::Given };
        Said { state, cells, parts }
    }

    /// The same answer with other parts.
    pub(super) fn with_parts(self, parts: Vec<Part>) -> Said {
        Said { parts, ..self }
    }

    /// How this differs from what is said now.
    pub(super) fn difference(&self, now: &Said) -> Option<Difference> {
        let shown = |said: &Said| said.parts.iter().map(|part| part.shown.clone()).collect();
        let only = |kind, added, removed| Some(Difference { kind, added, removed });
        match (self.state, now.state) {
            (State::Given, State::Given) => self.between(now),
            (State::Given, _) => only(ChangeKind::Lost, Vec::new(), shown(self)),
            (_, State::Given) => only(ChangeKind::Answered, shown(now), Vec::new()),
            (State::Unknown, State::Silent) | (State::Silent, State::Unknown) => {
                only(ChangeKind::StillOpen, Vec::new(), Vec::new())
            }
            _ => None,
        }
    }

    /// How two answers differ. Parts written the same are left out on both sides first, whatever their order, then parts
    /// that are read the same.
    fn between(&self, now: &Said) -> Option<Difference> {
        let (mut removed, mut added) = (self.parts.clone(), now.parts.clone());
        leave_out(&mut removed, &mut added, |part| &part.raw);
        if removed.is_empty() && added.is_empty() {
            return None;
        }
        leave_out(&mut removed, &mut added, |part| &part.reading);
        let kind = match removed.is_empty() && added.is_empty() {
            true => ChangeKind::Wording,
            false => ChangeKind::Changed,
        };
        // "Ja, USA" instead of "Nej" is one answer instead of another.
        if removed.iter().chain(&added).any(|part| part.answers) {
            return Some(Difference { kind, added: now.whole(), removed: self.whole() });
        }
        let shown = |parts: Vec<Part>| parts.into_iter().map(|part| part.shown).collect();
        Some(Difference { kind, added: shown(added), removed: shown(removed) })
    }

    /// The cells as written.
    fn whole(&self) -> Vec<Text> {
        self.cells.iter().map(|cell| cell.written.trim().into()).collect()
    }
}

/// Leaves out what both have, each as often as both have it.
fn leave_out(removed: &mut Vec<Part>, added: &mut Vec<Part>, by: fn(&Part) -> &String) {
    removed.retain(|part| {
        let same = added.iter().position(|other| by(other) == by(part));
        same.map(|at| added.remove(at)).is_none()
    });
}

/// The parts of one cell.
fn read(value: &Value, written: &str, parts: &dyn Fn(&str) -> Vec<Part>) -> Vec<Part> {
    match value {
        Value::Blank | Value::Unknown => Vec::new(),
        Value::NotApplicable => vec![Part::new(written, "not applicable")],
        Value::YesNo(answer) => {
            let word = answer.word.as_deref().map(listed::plain).unwrap_or_default();
            let said = if answer.yes { "yes" } else { "no" };
            let answer_part = |written: &str| Part::answer(written, format!("{said} {word}"));
            let Some(detail) = &answer.detail else { return vec![answer_part(written)] };
            let first = written.strip_suffix(&**detail).unwrap_or(written);
            let first = first.trim_end().trim_end_matches([',', ':', ';', '.', '-', '–']);
            let mut all = vec![answer_part(first)];
            all.extend(listed::passages(detail));
            all
        }
        Value::Items(items) => {
            let reading = |item: &crate::model::Item| match item.term {
                Some(term) => format!("= {}", term.code()),
                None => listed::plain(&item.written),
            };
            items.iter().map(|item| Part::new(&item.written, reading(item))).collect()
        }
        Value::Date(date) => vec![Part::new(
            written,
            format!("{} {:?} {:?} {}", date.date, date.precision, date.until, date.open),
        )],
        Value::Count(count) => {
            vec![Part::new(written, format!("{} {:?} {}", count.min, count.max, count.about))]
        }
        Value::Text => parts(written),
    }
}
