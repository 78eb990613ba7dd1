//! What speaks for a DPIA concerning a processing.

use super::vector::{Vector, Vocabulary};
use super::words::{is_filler, words};
use crate::model::{CellRef, Dpia, DpiaField, Field, ProcessingActivity, Text};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::{Display, EnumIter, IntoStaticStr};

/// A kind of evidence.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EvidenceKind {
    /// The titles are alike.
    Title,
    /// What the processing is for stands in the title or the scope.
    Purpose,
    /// The same system.
    System,
    /// The process code, also out of a case number.
    Process,
    /// The same unit.
    Unit,
    /// The supplier is named.
    Supplier,
}

/// One piece of evidence that a person can check.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// The words that are the same, or the texts that are alike.
    pub text: Text,
    /// Where it stands, in the register and in the list of DPIAs.
    pub cells: Vec<CellRef>,
}

/// One side of the comparison, made once.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) title: Vector,
    /// The title with the unit and the systems, which titles of DPIAs often name too.
    context: Vector,
    /// Purpose and description, or title and scope.
    pub(super) about: Vector,
    pub(super) systems: BTreeSet<String>,
    pub(super) processes: BTreeSet<String>,
    unit: Option<String>,
    suppliers: BTreeSet<String>,
    /// Every word of the texts that may name a system or a supplier.
    named: BTreeSet<String>,
}

/// How strongly each kind of evidence speaks, 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Features {
    pub(super) title: f64,
    pub(super) part: f64,
    pub(super) purpose: f64,
    pub(super) system: f64,
    pub(super) process: f64,
    pub(super) unit: f64,
    pub(super) supplier: f64,
}

/// Names that a cell lists, in lower case.
fn names(text: Option<&str>) -> BTreeSet<String> {
    let parts = text.into_iter().flat_map(|text| text.split([';', ',', '\n', '|', '/', '(', ')']));
    let plain = parts.map(|part| words(part).collect::<Vec<_>>().join(" "));
    // "Word" and "Excel" are everybody's.
    plain
        .filter(|name| {
            name.chars().count() >= 3
                && !matches!(name.as_str(), "excel" | "word" | "outlook" | "e post" | "papper" | "teams")
        })
        .collect()
}

/// The dotted code that a case number or a process begins with.
fn code(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let code = text[..end].trim_end_matches('.');
    code.contains('.').then(|| code.to_string())
}

pub(super) fn title_of(dpia: &Dpia) -> &str {
    dpia.label()
}

pub(super) fn context(activity: &ProcessingActivity) -> String {
    let fields = [Field::Unit, Field::Systems];
    let named = fields.iter().filter_map(|field| activity.text(*field));
    std::iter::once(activity.label()).chain(named).collect::<Vec<_>>().join(" ")
}

pub(super) fn about_activity(activity: &ProcessingActivity) -> String {
    let fields = [Field::Name, Field::Purpose, Field::Description];
    fields.iter().filter_map(|field| activity.text(*field)).collect::<Vec<_>>().join(" ")
}

pub(super) fn about_dpia(dpia: &Dpia) -> String {
    let fields = [DpiaField::Title, DpiaField::Scope];
    fields.iter().filter_map(|field| dpia.text(*field)).collect::<Vec<_>>().join(" ")
}

impl Side {
    pub(super) fn of_activity(
        activity: &ProcessingActivity,
        titles: &Vocabulary,
        about: &Vocabulary,
    ) -> Side {
        Side {
            title: titles.vector(activity.label()),
            context: titles.vector(&context(activity)),
            about: about.vector(&about_activity(activity)),
            systems: names(activity.text(Field::Systems)),
            processes: activity.processes().into_iter().filter_map(code).collect(),
            unit: activity.unit().map(|unit| unit.to_lowercase()),
            suppliers: names(activity.text(Field::Processors)),
            named: BTreeSet::new(),
        }
    }

    pub(super) fn of_dpia(dpia: &Dpia, titles: &Vocabulary, about: &Vocabulary) -> Side {
        let texts = [DpiaField::Title, DpiaField::Scope, DpiaField::Systems, DpiaField::Notes];
        Side {
            title: titles.vector(title_of(dpia)),
            context: Vector::default(),
            about: about.vector(&about_dpia(dpia)),
            systems: names(dpia.text(DpiaField::Systems)),
            processes: [DpiaField::CaseNumber, DpiaField::Covers]
                .iter()
                .filter_map(|field| code(dpia.text(*field)?))
                .collect(),
            unit: dpia.text(DpiaField::Unit).map(|unit| {
                let parts = unit.split('/').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
                parts.collect::<Vec<_>>().join(" / ").to_lowercase()
            }),
            suppliers: BTreeSet::new(),
            named: texts.iter().filter_map(|field| dpia.text(*field)).flat_map(words).collect(),
        }
    }

    /// Whether the DPIA's texts name something in full.
    fn names_all(&self, name: &str) -> bool {
        name.split(' ').all(|word| self.named.contains(word))
    }
}

/// How often each system and process is named in the register: what half of it names tells little.
#[derive(Debug, Default)]
pub(super) struct Usage {
    names: BTreeMap<String, usize>,
    total: usize,
}

impl Usage {
    pub(super) fn count(&mut self, activity: &Side) {
        self.total += 1;
        for name in activity.systems.iter().chain(&activity.processes) {
            *self.names.entry(name.clone()).or_default() += 1;
        }
    }

    /// 1 for what one activity names, 0 for what all do.
    fn rarity(&self, name: &str) -> f64 {
        let count = self.names.get(name).copied().unwrap_or(1) as f64;
        let total = self.total.max(2) as f64;
        (1.0 - count.ln() / total.ln()).clamp(0.0, 1.0)
    }

    /// The rarity of the rarest.
    fn rarest<'n>(&self, names: impl Iterator<Item = &'n String>) -> f64 {
        names.map(|name| self.rarity(name)).fold(0.0, f64::max)
    }
}

/// Compares an activity with a DPIA.
pub(super) fn compare(activity: &Side, dpia: &Side, usage: &Usage) -> Features {
    let same_system = |name: &&String| dpia.systems.contains(*name) || dpia.names_all(name);
    let system = usage.rarest(activity.systems.iter().filter(same_system));
    let supplier = activity.suppliers.iter().any(|name| dpia.names_all(name));
    let unit = match (&activity.unit, &dpia.unit) {
        (Some(ours), Some(theirs)) if ours == theirs => 1.0,
        (Some(ours), Some(theirs))
            if ours.ends_with(theirs.as_str()) || ours.starts_with(theirs.as_str()) =>
        {
            0.7
        }
        _ => 0.0,
    };
    Features {
        title: activity.title.cosine(&dpia.title),
        part: dpia.title.part_of(&activity.context),
        purpose: dpia.about.part_of(&activity.about),
        system,
        process: usage.rarest(activity.processes.intersection(&dpia.processes)),
        unit,
        supplier: f64::from(u8::from(supplier)),
    }
}

/// The evidence behind the features, for a person.
pub(super) fn evidence(activity: &ProcessingActivity, dpia: &Dpia, of: &Features) -> Vec<Evidence> {
    let ours = |field: Field| activity.answer(field).given().map(|entry| activity.cell(entry));
    let theirs = |field: DpiaField| dpia.answer(field).given().map(|entry| dpia.cell(entry));
    let mut found = Vec::new();
    let mut add = |kind, text: String, cells: [Option<CellRef>; 2]| {
        found.push(Evidence { kind, text: text.into(), cells: cells.into_iter().flatten().collect() });
    };
    let shared = |a: &str, b: &str| {
        let theirs: BTreeSet<String> = words(b).collect();
        let mut own: Vec<String> = Vec::new();
        for word in words(a).filter(|word| theirs.contains(word) && !is_filler(word)) {
            if !own.contains(&word) {
                own.push(word);
            }
        }
        own.join(" ")
    };
    if of.title > 0.15 || of.part > 0.4 {
        let text = format!("{} – {}", activity.label(), dpia.label());
        add(EvidenceKind::Title, text, [ours(Field::Name), theirs(DpiaField::Title)]);
    }
    let text = shared(&about_activity(activity), &about_dpia(dpia));
    if of.purpose > 0.5 && !text.is_empty() {
        add(
            EvidenceKind::Purpose,
            text,
            [ours(Field::Purpose), theirs(DpiaField::Scope).or(theirs(DpiaField::Title))],
        );
    }
    if of.system > 0.0 {
        let text = activity.text(Field::Systems).unwrap_or_default().to_string();
        add(
            EvidenceKind::System,
            text,
            [ours(Field::Systems), theirs(DpiaField::Systems).or(theirs(DpiaField::Title))],
        );
    }
    if of.process > 0.0 {
        let text = activity.text(Field::Process).unwrap_or_default().to_string();
        add(EvidenceKind::Process, text, [ours(Field::Process), theirs(DpiaField::CaseNumber)]);
    }
    if of.unit > 0.0 {
        let text = activity.text(Field::Unit).unwrap_or_default().to_string();
        add(EvidenceKind::Unit, text, [ours(Field::Unit), theirs(DpiaField::Unit)]);
    }
    if of.supplier > 0.0 {
        let text = activity.text(Field::Processors).unwrap_or_default().to_string();
        add(EvidenceKind::Supplier, text, [ours(Field::Processors), theirs(DpiaField::Title)]);
    }
    found
}
