//! How complete the register is, with what each share is counted of.

use super::view::CheckView;
use crate::art30::{Completeness, QUESTIONS};
use crate::model::Field;
use crate::text::swedish_key;
use std::collections::BTreeMap;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub(super) struct Share {
    pub(super) answered: usize,
    pub(super) asked: usize,
    /// Records counted, and how many of them answer everything.
    pub(super) records: usize,
    pub(super) complete: usize,
}

impl Share {
    fn add(&mut self, record: Completeness) {
        self.answered += record.answered;
        self.asked += record.asked;
        self.records += 1;
        self.complete += usize::from(record.answered == record.asked);
    }

    /// Per cent, to the nearest; only what is complete is 100. Nothing where nothing was asked.
    pub(super) fn percent(self) -> Option<usize> {
        crate::text::percent::percent(self.answered, self.asked)
    }
}

/// The records shown that are counted; those that have ended are not.
fn counted<'a>(view: &CheckView<'a>) -> impl Iterator<Item = (usize, Completeness)> + use<'a> {
    let shown = view.shown;
    let records = view.checked.completeness.iter().filter(move |(index, _)| shown.contains(index));
    records.map(|(index, record)| (*index, *record))
}

/// All records.
pub(super) fn whole(view: &CheckView<'_>) -> Share {
    let mut share = Share::default();
    counted(view).for_each(|(_, record)| share.add(record));
    share
}

/// The questions that no record shown has a column for.
pub(super) fn without_column(view: &CheckView<'_>) -> Vec<Field> {
    let asked = |field: &Field| counted(view).any(|(index, _)| view.activity(index).asked.contains(field));
    QUESTIONS.into_iter().filter(|field| !asked(field)).collect()
}

/// Each question, those least answered first. `records` counts the records that are asked.
pub(super) fn by_field(view: &CheckView<'_>) -> Vec<(Field, Share)> {
    let mut shares: Vec<_> = QUESTIONS
        .into_iter()
        .map(|field| {
            let mut share = Share::default();
            for (index, _) in counted(view) {
                let activity = view.activity(index);
                if activity.asked.contains(&field) {
                    let answered = usize::from(activity.answer(field).given().is_some());
                    share.add(Completeness { answered, asked: 1 });
                }
            }
            (field, share)
        })
        .filter(|(_, share)| share.asked > 0)
        .collect();
    shares.sort_by_key(|(_, share)| share.answered * 10_000 / share.asked);
    shares
}

/// Each unit, in Swedish order; records that name none come last.
pub(super) fn by_unit(view: &CheckView<'_>) -> Vec<(Option<String>, Share)> {
    grouped(view, |index| vec![view.activity(index).unit()])
}

/// Each group of processes: the code without its last part. A record of several groups counts in each.
pub(super) fn by_process_group(view: &CheckView<'_>) -> Vec<(Option<String>, Share)> {
    grouped(view, |index| {
        let mut groups: Vec<Option<String>> = Vec::new();
        for code in view.activity(index).processes() {
            let dotted = code.starts_with(|c: char| c.is_ascii_digit());
            let group = dotted.then(|| code.rsplit_once('.').map_or(code, |(group, _)| group).to_string());
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        if groups.is_empty() { vec![None] } else { groups }
    })
}

fn grouped(view: &CheckView<'_>, of: impl Fn(usize) -> Vec<Option<String>>) -> Vec<(Option<String>, Share)> {
    let mut groups: BTreeMap<_, (Option<String>, Share)> = BTreeMap::new();
    for (index, record) in counted(view) {
        for key in of(index) {
            let place = (key.is_none(), key.as_deref().map(swedish_key));
            groups.entry(place).or_insert_with(|| (key, Share::default())).1.add(record);
        }
    }
    groups.into_values().collect()
}
