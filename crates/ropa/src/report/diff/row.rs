//! A change as a row, and a record of either register as a row.

use super::changes::Changed;
use super::sentences::{Sentences, Side};
use crate::diff::{KeptRecord, LoneRecord, MergedRecord, RecordField, WrittenCell};
use crate::model::ProcessingActivity;
use crate::report::common::wording::{joined, joined_by};
use crate::screening::NeedVerdict;

/// What a column of changes holds.
type Content = fn(&Sentences<'_, '_>, &Changed<'_>) -> String;

/// The columns of changes, by the key of their header, with their widths in a workbook.
pub(super) const COLUMNS: [(&str, f64, Content); 14] = [
    ("weight", 14.0, |s, one| s.texts.weight.of(one.change.weight().into()).to_string()),
    ("area", 20.0, |s, one| {
        one.change.area.map(|area| s.texts.area.of(area.into()).to_string()).unwrap_or_default()
    }),
    ("field", 22.0, |s, one| match &one.change.of {
        RecordField::Column(header) => header.to_string(),
        field => s.field(field),
    }),
    ("kind", 14.0, |s, one| s.texts.kind.of(one.change.kind.into()).to_string()),
    ("id", 11.0, |s, one| s.handle(Side::New, one.record.new)),
    ("name", 34.0, |s, one| whole_label(s, Side::New, one.record.new)),
    ("unit", 26.0, |s, one| unit(s, Side::New, one.record.new)),
    ("sureness", 12.0, |s, one| s.texts.sureness.of(one.record.sureness.into()).to_string()),
    ("before", 40.0, |_, one| written(&one.change.before)),
    ("before_cell", 24.0, |s, one| s.places(&one.change.before)),
    ("now", 40.0, |_, one| written(&one.change.now)),
    ("now_cell", 24.0, |s, one| s.places(&one.change.now)),
    ("added", 26.0, |_, one| joined_by("; ", &one.change.added)),
    ("removed", 26.0, |_, one| joined_by("; ", &one.change.removed)),
];

/// All changes, what weighs most first, then in the order of the new register.
pub(super) fn changes<'a>(s: &Sentences<'_, 'a>) -> Vec<Changed<'a>> {
    let kept = &s.view.diff.kept;
    let of = |record: &'a KeptRecord| record.changes.iter().map(move |change| Changed { record, change });
    let mut all: Vec<Changed<'_>> = kept.iter().flat_map(of).collect();
    all.sort_by_key(|one| (one.change.weight(), one.change.area, one.record.new));
    all
}

/// The texts of cells as written.
pub(super) fn written(cells: &[WrittenCell]) -> String {
    joined_by("\n", cells.iter().map(|cell| &cell.written))
}

/// A record of either register, with what has become of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate<'a> {
    Kept(&'a KeptRecord),
    Merged(&'a MergedRecord),
    Gone(&'a LoneRecord),
    New(&'a LoneRecord),
}

/// What a column of records holds.
type OfRecord = fn(&Sentences<'_, '_>, Fate<'_>) -> String;

/// The columns of records: whoever counts the rows by what has happened gets the figures.
pub(super) const RECORD_COLUMNS: [(&str, f64, OfRecord); 15] = [
    ("fate", 16.0, |s, fate| s.texts.fate.of(fate.code()).to_string()),
    ("sureness", 13.0, |s, fate| s.texts.sureness.of(fate.sureness()).to_string()),
    ("id_before", 11.0, |s, fate| fate.on(Side::Old).map(|at| s.handle(Side::Old, at)).unwrap_or_default()),
    ("name_before", 32.0, |s, fate| {
        fate.on(Side::Old).map(|at| whole_label(s, Side::Old, at)).unwrap_or_default()
    }),
    ("unit_before", 26.0, |s, fate| fate.on(Side::Old).map(|at| unit(s, Side::Old, at)).unwrap_or_default()),
    ("id_now", 11.0, |s, fate| fate.on(Side::New).map(|at| s.handle(Side::New, at)).unwrap_or_default()),
    ("name_now", 32.0, |s, fate| {
        fate.on(Side::New).map(|at| whole_label(s, Side::New, at)).unwrap_or_default()
    }),
    ("unit_now", 26.0, |s, fate| fate.on(Side::New).map(|at| unit(s, Side::New, at)).unwrap_or_default()),
    ("candidates", 30.0, |s, fate| match fate {
        Fate::Gone(one) if !one.candidates.is_empty() => s.may_be(Side::Old, one),
        Fate::New(one) if !one.candidates.is_empty() => s.may_be(Side::New, one),
        _ => String::new(),
    }),
    ("changes", 11.0, |_, fate| fate.kept().map(|one| one.changes.len().to_string()).unwrap_or_default()),
    ("risk_changes", 11.0, |_, fate| {
        let risk = |one: &KeptRecord| {
            one.changes.iter().filter(|change| change.weight() == crate::diff::ChangeWeight::Risk).count()
        };
        fate.kept().map(|one| risk(one).to_string()).unwrap_or_default()
    }),
    ("verdict_before", 16.0, |s, fate| verdict(s, Side::Old, fate)),
    ("verdict_now", 16.0, |s, fate| verdict(s, Side::New, fate)),
    ("gap_before", 24.0, |s, fate| gap(s, Side::Old, fate)),
    ("gap_now", 24.0, |s, fate| gap(s, Side::New, fate)),
];

impl<'a> Fate<'a> {
    /// Every record of both registers: the kept in the order of the new, then the new, the merged and what is not there.
    pub(super) fn all(s: &Sentences<'_, 'a>) -> Vec<Fate<'a>> {
        let diff = s.view.diff;
        let kept = diff.kept.iter().map(Fate::Kept).chain(diff.new.iter().map(Fate::New));
        kept.chain(diff.merged.iter().map(Fate::Merged)).chain(diff.gone.iter().map(Fate::Gone)).collect()
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Fate::Kept(one) if one.is_only_judged_otherwise() => "judged_otherwise",
            Fate::Kept(one) if one.is_unchanged() => "unchanged",
            Fate::Kept(_) => "changed",
            Fate::Merged(_) => "merged",
            Fate::Gone(_) => "gone",
            Fate::New(_) => "new",
        }
    }

    fn sureness(self) -> &'static str {
        match self {
            Fate::Kept(one) => one.sureness.into(),
            Fate::Gone(one) | Fate::New(one) if !one.candidates.is_empty() => "open",
            Fate::Merged(_) | Fate::Gone(_) | Fate::New(_) => "sure",
        }
    }

    fn kept(self) -> Option<&'a KeptRecord> {
        match self {
            Fate::Kept(one) => Some(one),
            _ => None,
        }
    }

    /// Its index on a side, where it stands there.
    pub(super) fn on(self, side: Side) -> Option<usize> {
        match (self, side) {
            (Fate::Kept(one), Side::Old) => Some(one.old),
            (Fate::Kept(one), Side::New) => Some(one.new),
            (Fate::Merged(one), Side::Old) => Some(one.old),
            (Fate::Merged(one), Side::New) => Some(one.new),
            (Fate::Gone(one), Side::Old) | (Fate::New(one), Side::New) => Some(one.index),
            (Fate::Gone(_), Side::New) | (Fate::New(_), Side::Old) => None,
        }
    }

    /// Why the need or the gap is another, where it is.
    pub(super) fn why(self, s: &Sentences<'_, '_>) -> Option<String> {
        let one = self.kept()?;
        let of_gap = one.gap.as_ref().map(|gap| &gap.why);
        Some(s.why(one.new, of_gap.or(one.verdict.as_ref().map(|verdict| &verdict.why))?))
    }
}

fn whole_label(s: &Sentences<'_, '_>, side: Side, index: usize) -> String {
    s.activity(side, index).map(ProcessingActivity::label).unwrap_or_default().to_string()
}

fn unit(s: &Sentences<'_, '_>, side: Side, index: usize) -> String {
    s.activity(side, index).and_then(ProcessingActivity::unit).unwrap_or_default()
}

fn verdict(s: &Sentences<'_, '_>, side: Side, fate: Fate<'_>) -> String {
    let verdict = |at| -> Option<NeedVerdict> { Some(s.assessed(side).of(at)?.need.verdict) };
    fate.on(side).and_then(verdict).map(|one| s.wording.verdict(one)).unwrap_or_default().to_string()
}

fn gap(s: &Sentences<'_, '_>, side: Side, fate: Fate<'_>) -> String {
    let gap = fate.on(side).and_then(|at| s.gap_of(side, at));
    gap.map(|gap| s.wording.gap(gap)).unwrap_or_default().to_string()
}

/// What a rename, a question or a pack is called.
pub(super) fn names(s: &Sentences<'_, '_>) -> Vec<(String, String)> {
    let diff = s.view.diff;
    let renames = diff
        .renames
        .iter()
        .map(|one| (s.rename(one), joined(one.records.iter().map(|index| s.handle(Side::New, *index)))));
    let questions = diff.questions.iter().map(|one| (s.question(one), String::new()));
    let packs = diff.packs.iter().map(|one| (s.pack(one), String::new()));
    renames.chain(questions).chain(packs).collect()
}
