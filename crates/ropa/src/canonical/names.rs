//! The names that keys stand for, shown beside them for people to read.

use crate::canonical::RegisterView;
use crate::model::{DpiaField, Field, Record};
use crate::text::fold;
use crate::workbook::Sheet;
use std::collections::BTreeMap;

/// Names by key, folded.
pub(super) struct Names {
    dpias: BTreeMap<String, String>,
    activities: BTreeMap<String, String>,
    processes: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn of(view: &RegisterView<'_>) -> Names {
        let register = view.register;
        let mut dpias = BTreeMap::new();
        for dpia in &register.dpias {
            for key in [Some(&*dpia.key), dpia.text(DpiaField::CaseNumber)].into_iter().flatten() {
                dpias.insert(name_key(key), dpia.label().to_string());
            }
        }
        let activities = register
            .activities
            .iter()
            .map(|activity| (name_key(&activity.key), activity.label().to_string()))
            .collect();
        let processes = view.structure.iter().flat_map(|book| &book.sheets).flat_map(processes).collect();
        Names { dpias, activities, processes }
    }

    /// What stands beside a field of an activity.
    pub(super) fn beside(&self, field: Field, record: &Record<Field>) -> Option<String> {
        match field {
            Field::DpiaRef => named(&self.dpias, record, field),
            Field::Process => named(&self.processes, record, field),
            _ => None,
        }
    }

    /// What stands beside a field of a DPIA.
    pub(super) fn beside_dpia(&self, field: DpiaField, record: &Record<DpiaField>) -> Option<String> {
        match field {
            DpiaField::Covers => named(&self.activities, record, field),
            _ => None,
        }
    }
}

/// How a key or a code compares: a full stop after it does not matter.
fn name_key(text: &str) -> String {
    fold(text.trim().trim_end_matches('.')).into_owned()
}

fn named<F: Copy + Ord>(names: &BTreeMap<String, String>, record: &Record<F>, field: F) -> Option<String> {
    let texts = record.entries_of(field).flat_map(|entry| entry.written.split([';', '\n', ',', '|']));
    let found: Vec<&str> = texts
        .filter_map(|text| names.get(&name_key(text)))
        .filter(|name| !name.is_empty())
        .map(String::as_str)
        .collect();
    (!found.is_empty()).then(|| found.join("; "))
}

/// The names of a structure's processes by code: of each row the first cell that begins with a digit, and the one
/// after it.
fn processes(sheet: &Sheet) -> Vec<(String, String)> {
    sheet
        .rows()
        .filter_map(|(_, cells)| {
            let at =
                cells.iter().position(|cell| cell.text.trim().starts_with(|c: char| c.is_ascii_digit()))?;
            let name = cells.get(at + 1).filter(|next| next.text.contains(char::is_alphabetic))?;
            Some((name_key(&cells[at].text), name.text.trim().to_string()))
        })
        .collect()
}
