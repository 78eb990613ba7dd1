//! What one record says otherwise than it did.

use super::change::{ChangeKind, FieldChange, RecordField, RiskArea, WrittenCell};
use super::listed;
use super::part::Part;
use super::renames::Renames;
use super::said::Said;
use crate::linking::normalise::normalise;
use crate::model::{Field, ProcessingActivity, Register};
use crate::source::Text;
use crate::text::fold::spaced;
use crate::text::variants::IntoEnumIterator;
use std::collections::BTreeMap;

/// Two registers, record by record.
#[derive(Clone, Copy)]
pub(super) struct Comparer<'r> {
    pub(super) old: &'r Register,
    pub(super) new: &'r Register,
    pub(super) renames: &'r Renames,
}

impl<'r> Comparer<'r> {
    /// What the new record says otherwise than the old, what weighs most first.
    pub(super) fn changes(&self, old: usize, new: usize) -> Vec<FieldChange> {
        let (Some(then), Some(now)) = (self.old.activities.get(old), self.new.activities.get(new)) else {
            return Vec::new();
        };
        let of_fields = Field::iter()
            .filter(|field| *field != Field::Id)
            .filter_map(|field| self.field(field, then, now));
        let mut changes: Vec<FieldChange> = of_fields.chain(columns(then, now)).collect();
        without_rereading(&mut changes);
        changes.sort_by_key(|change| (change.weight(), change.area));
        changes
    }

    /// Whether the record has another id, or one where it had none.
    pub(super) fn is_renumbered(&self, old: usize, new: usize) -> bool {
        let id = |register: &'r Register, at: usize| {
            register.activities.get(at).and_then(|activity| activity.text(Field::Id)).map(normalise)
        };
        id(self.old, old) != id(self.new, new)
    }

    fn field(
        &self,
        field: Field,
        then: &ProcessingActivity,
        now: &ProcessingActivity,
    ) -> Option<FieldChange> {
        let (was, is) = match field {
            Field::Unit => self.units(then, now)?,
            Field::Process => {
                (processes(then, |code| self.renames.process(code)), processes(now, |code| code))
            }
            Field::DataCategories | Field::LegalReference => paired(field, then, now),
            _ => (said(then, field), said(now, field)),
        };
        change(RecordField::Field(field), RiskArea::of(field), was, is)
    }

    /// The units, where the new one is not only another name of the old.
    fn units(&self, then: &ProcessingActivity, now: &ProcessingActivity) -> Option<(Said, Said)> {
        let renamed = then.unit().map(|unit| normalise(&self.renames.unit(&unit)));
        let same = renamed.is_some() && renamed == now.unit().as_deref().map(normalise);
        let differently_written = then.unit() == now.unit();
        (!same || differently_written).then(|| (said(then, Field::Unit), said(now, Field::Unit)))
    }
}

/// Leaves out what one file's columns were read into a field and the other's were kept as they are: it is told among the
/// questions.
fn without_rereading(changes: &mut Vec<FieldChange>) {
    let is_column = |change: &FieldChange| matches!(change.of, RecordField::Column(_));
    let texts =
        |cells: &[WrittenCell]| -> Vec<String> { cells.iter().map(|cell| spaced(&cell.written)).collect() };
    let moved = |one: &FieldChange, other: &FieldChange| {
        let kinds = (one.kind, other.kind) == (ChangeKind::Lost, ChangeKind::Answered);
        kinds && is_column(one) != is_column(other) && texts(&one.before) == texts(&other.now)
    };
    let all = changes.clone();
    let stays = |one: &FieldChange| !all.iter().any(|other| moved(one, other) || moved(other, one));
    changes.retain(stays);
}

fn change(of: RecordField, area: Option<RiskArea>, was: Said, is: Said) -> Option<FieldChange> {
    let difference = was.difference(&is)?;
    Some(FieldChange {
        of,
        kind: difference.kind,
        area,
        before: was.cells,
        now: is.cells,
        added: difference.added,
        removed: difference.removed,
    })
}

fn said(activity: &ProcessingActivity, field: Field) -> Said {
    let parts = match field {
        Field::Processors | Field::Systems => listed::names,
        Field::Name | Field::Unit => listed::whole,
        _ => listed::passages,
    };
    Said::of(activity, field, &parts)
}

/// The processes, each by its code, or by its name where it has none.
fn processes<'c>(activity: &'c ProcessingActivity, code: impl Fn(&'c str) -> &'c str) -> Said {
    let codes = activity.processes().into_iter();
    let parts = codes.map(|own| Part::new(code(own), normalise(code(own)))).collect();
    said(activity, Field::Process).with_parts(parts)
}

/// Lists of which each member belongs to one of another list by its place: which belongs to which counts, not the order.
fn paired(field: Field, then: &ProcessingActivity, now: &ProcessingActivity) -> (Said, Said) {
    let (was, is) = (pairs(field, then), pairs(field, now));
    let (said_then, said_now) = (said(then, field), said(now, field));
    match was.is_empty() || is.is_empty() {
        true => (said_then, said_now),
        false => (said_then.with_parts(was), said_now.with_parts(is)),
    }
}

/// The pairs of a record; none where all belongs to one, so that there is nothing to tell apart.
fn pairs(field: Field, activity: &ProcessingActivity) -> Vec<Part> {
    let part = |of: &str, one: &str| {
        Part::new(&format!("{one} ({of})"), format!("{} {}", listed::plain(of), listed::plain(one)))
    };
    match field {
        Field::DataCategories => {
            let pairs = several(activity.categories_by_subject()).into_iter();
            pairs.flat_map(|(of, members)| members.into_iter().map(move |one| part(of, one))).collect()
        }
        _ => {
            let pairs = several(activity.references_by_basis()).into_iter();
            pairs.filter_map(|(of, one)| Some(part(of, one?))).collect()
        }
    }
}

fn several<T>(pairs: Vec<T>) -> Vec<T> {
    if pairs.len() > 1 { pairs } else { Vec::new() }
}

/// Columns that no field stands for.
fn columns(then: &ProcessingActivity, now: &ProcessingActivity) -> Vec<FieldChange> {
    let mut all: BTreeMap<String, (Text, [Vec<WrittenCell>; 2])> = BTreeMap::new();
    for (side, activity) in [then, now].into_iter().enumerate() {
        for extra in &activity.extras {
            let of = all
                .entry(normalise(&extra.header))
                .or_insert_with(|| (extra.header.clone(), [vec![], vec![]]));
            let cell = WrittenCell { written: extra.written.clone(), cell: activity.cell(extra) };
            if let Some(cells) = of.1.get_mut(side) {
                cells.push(cell);
            }
        }
    }
    let change = |(header, [was, is]): (Text, [Vec<WrittenCell>; 2])| {
        change(RecordField::Column(header), None, Said::of_cells(was), Said::of_cells(is))
    };
    all.into_values().filter_map(change).collect()
}
