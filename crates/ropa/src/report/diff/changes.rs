//! What records say otherwise, in words: the same change of several records is told once.

use super::entry::Entry;
use super::sentences::{Sentences, Side};
use crate::diff::{ChangeKind, ChangeWeight, FieldChange, KeptRecord, RecordField, RiskArea, Sureness};
use crate::report::common::quote::quoted;
use crate::report::common::wording::joined;
use crate::source::Text;
use std::collections::BTreeMap;

/// A change with the record that it is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changed<'a> {
    pub(super) record: &'a KeptRecord,
    pub(super) change: &'a FieldChange,
}

/// Changes that say the same of several records.
type Alike<'a> = Vec<Changed<'a>>;

/// All changes of a weight, in the order of the records.
pub(super) fn of_weight<'a>(kept: &'a [KeptRecord], weight: ChangeWeight) -> Vec<Changed<'a>> {
    let of = |record: &'a KeptRecord| record.changes.iter().map(move |change| Changed { record, change });
    kept.iter().flat_map(of).filter(|one| one.change.weight() == weight).collect()
}

/// What changes are compared by: field, kind, what was added and what removed.
type Key<'a> = (&'a RecordField, ChangeKind, &'a [Text], &'a [Text]);

/// Changes that say the same put together, those of the weightiest area first, then those of most records.
fn alike(changes: Vec<Changed<'_>>) -> Vec<Alike<'_>> {
    let mut groups: BTreeMap<(Option<RiskArea>, Key<'_>), Alike<'_>> = BTreeMap::new();
    for one in changes {
        let change = one.change;
        let key: Key<'_> = (&change.of, change.kind, &change.added, &change.removed);
        groups.entry((change.area, key)).or_default().push(one);
    }
    let mut groups: Vec<Alike<'_>> = groups.into_values().collect();
    groups.sort_by_key(|group| {
        group.first().map(|one| (one.change.area, std::cmp::Reverse(group.len()), one.record.new))
    });
    groups
}

impl<'a> Sentences<'_, 'a> {
    /// Changes in words, put together where they say the same.
    pub(super) fn changes(&self, changes: Vec<Changed<'_>>) -> Vec<Entry> {
        alike(changes).iter().filter_map(|group| self.alike(group)).collect()
    }

    /// The same by question, where what was said matters less than that it was.
    pub(super) fn by_question(&self, changes: Vec<Changed<'_>>) -> Vec<Entry> {
        let mut groups: BTreeMap<(Option<RiskArea>, &RecordField), Alike<'_>> = BTreeMap::new();
        for one in changes {
            // What bears on the risk first; nothing sorts before something.
            let area = one.change.area;
            groups.entry((area, &one.change.of)).or_default().push(one);
        }
        let mut groups: Vec<((Option<RiskArea>, &RecordField), Alike<'_>)> = groups.into_iter().collect();
        groups.sort_by_key(|((area, _), _)| (area.is_none(), *area));
        let entry = |((_, field), group): &((Option<RiskArea>, &RecordField), Alike<'_>)| {
            let field = self.field(field);
            let head = self.many(group.len(), &field);
            Entry { head, lines: group.iter().map(|one| self.line(one, true)).collect() }
        };
        groups.iter().map(entry).collect()
    }

    fn many(&self, count: usize, change: &str) -> String {
        let text = self.texts.change.many.form(count);
        text.fill(&[("count", &self.number(count)), ("change", &change)])
    }

    fn alike(&self, group: &Alike<'_>) -> Option<Entry> {
        let first = group.first()?;
        let what = self.what(first.change);
        let change =
            self.texts.change.named.fill(&[("field", &self.field(&first.change.of)), ("what", &what)]);
        let [one] = group[..] else {
            let head = self.many(group.len(), &change);
            return Some(Entry { head, lines: group.iter().map(|one| self.line(one, false)).collect() });
        };
        let record = self.marked(one.record);
        let head = self.texts.change.one.fill(&[("record", &record), ("change", &change)]);
        Some(Entry { head, lines: self.both_cells(&one) })
    }

    /// What was there and what is, each with its cells.
    fn both_cells(&self, one: &Changed<'_>) -> Vec<String> {
        let (record, change) = (one.record, one.change);
        let before = self.cells(Side::Old, record.old, &change.of, &change.before);
        let now = self.cells(Side::New, record.new, &change.of, &change.now);
        let texts = &self.texts.change;
        vec![texts.before.fill(&[("cells", &before)]), texts.now.fill(&[("cells", &now)])]
    }

    /// One of several records: its cells, with their texts where those are not told above.
    fn line(&self, one: &Changed<'_>, with_texts: bool) -> String {
        let (record, change) = (one.record, one.change);
        let told = |side: Side, index: usize, cells| match with_texts {
            true => self.cells(side, index, &change.of, cells),
            false => self.places(cells),
        };
        let before = told(Side::Old, record.old, &change.before);
        let now = told(Side::New, record.new, &change.now);
        let text = match (before.is_empty(), now.is_empty()) {
            (true, _) => {
                return self.texts.change.place.fill(&[("record", &self.marked(record)), ("now", &now)]);
            }
            (_, true) => {
                return self
                    .texts
                    .change
                    .place_before
                    .fill(&[("record", &self.marked(record)), ("before", &before)]);
            }
            _ => &self.texts.change.places,
        };
        text.fill(&[("record", &self.marked(record)), ("before", &before), ("now", &now)])
    }

    /// A record, and whether it is only likely the same.
    fn marked(&self, record: &KeptRecord) -> String {
        let named = self.record(Side::New, record.new);
        match record.sureness {
            Sureness::Sure => named,
            Sureness::Likely => format!("{named} ({})", self.texts.change.likely),
        }
    }

    /// What is said otherwise.
    pub(super) fn what<F>(&self, change: &FieldChange<F>) -> String {
        let texts = &self.texts.change;
        let named = |texts: &[Text]| joined(texts.iter().map(|text| quoted_in(self, text)));
        let (added, removed) = (named(&change.added), named(&change.removed));
        match (change.kind, &change.added[..], &change.removed[..]) {
            (ChangeKind::Wording, ..) => texts.wording.clone(),
            (ChangeKind::StillOpen, ..) => texts.still_open.clone(),
            (ChangeKind::Lost, ..) => texts.lost.fill(&[("removed", &removed)]),
            (ChangeKind::Answered, ..) => texts.answered.fill(&[("added", &added)]),
            (ChangeKind::Changed, [_], [_]) => {
                texts.instead.fill(&[("added", &added), ("removed", &removed)])
            }
            (ChangeKind::Changed, [], _) => texts.removed.fill(&[("removed", &removed)]),
            (ChangeKind::Changed, _, []) => texts.added.fill(&[("added", &added)]),
            (ChangeKind::Changed, ..) => texts.both.fill(&[("added", &added), ("removed", &removed)]),
        }
    }
}

/// A text of a cell in quotation marks.
fn quoted_in(s: &Sentences<'_, '_>, text: &str) -> String {
    s.wording.texts.because.word.fill(&[("word", &quoted(text))])
}
