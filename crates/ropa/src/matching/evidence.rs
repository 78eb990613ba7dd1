//! The evidence behind a suggestion, for a person who checks it.

use crate::matching::features::{Signal, same_systems};
use crate::matching::pairs::{ComparedPairs, Pair};
use crate::matching::sides::{ActivitySide, DpiaSide};
use crate::matching::vocabulary::{Bag, Unit, Vocabulary};
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Register};
use crate::source::{CellRef, Text};
use crate::text::tokens::Tokens;
use crate::text::{fold, same};
use serde::Serialize;
use std::collections::BTreeSet;
use strum::{Display, EnumIter, IntoStaticStr};

/// A kind of evidence.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumIter, Display, IntoStaticStr,
)]
#[strum(crate = "crate::text::variants")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EvidenceKind {
    /// One side names the other by id or case number.
    Mention,
    /// The titles are alike.
    Title,
    /// What the DPIA is about stands in the purpose, the description or the process, or its scope in the name.
    Purpose,
    /// The same system.
    System,
    /// The process code, also out of a case number.
    Process,
    /// The same unit.
    Unit,
    /// The data subjects are named.
    Subjects,
    /// The supplier is named.
    Supplier,
}

/// One piece of evidence that a person can check.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// What is the same; where the words differ, the DPIA's and the register's: "SÄBO ~ äldreboende".
    pub text: Text,
    /// Where it stands, in the register and in the list of DPIAs.
    pub cells: Vec<CellRef>,
}

/// How much of a word must be found for it to be shown.
const SHOWN: f32 = 0.6;

pub(super) fn evidence(register: &Register, compared: &ComparedPairs, pair: &Pair) -> Vec<Evidence> {
    let (activity, dpia) = (&register.activities[pair.activity], &register.dpias[pair.dpia]);
    let (ours, theirs) = (&compared.activities[pair.activity], &compared.dpias[pair.dpia]);
    let on = |signal| pair.features.of(signal) > 0.0;
    let mut found = Vec::new();
    for mention in compared.mentions.get(&(pair.activity, pair.dpia)).into_iter().flatten() {
        found.push(Evidence {
            kind: EvidenceKind::Mention,
            text: mention.name.clone(),
            cells: vec![mention.cell.clone()],
        });
    }
    let mut add = |kind, text: String, cells: [Option<CellRef>; 2]| {
        if !text.is_empty() {
            found.push(Evidence { kind, text: text.into(), cells: cells.into_iter().flatten().collect() });
        }
    };
    let words = same_words(
        &compared.vocabulary,
        &theirs.title_units,
        dpia.label(),
        &ours.name_units,
        activity.label(),
    );
    add(EvidenceKind::Title, words, [our_cell(activity, Field::Name), their_cell(dpia, DpiaField::Title)]);
    if let Some((words, field, of)) = purpose(&compared.vocabulary, (activity, dpia), ours, theirs) {
        add(EvidenceKind::Purpose, words, [our_cell(activity, field), their_cell(dpia, of)]);
    }
    if on(Signal::System) {
        let names: BTreeSet<&str> = same_systems(ours, theirs).map(String::as_str).collect();
        let text = as_written(&names, [activity.text(Field::Systems), dpia.text(DpiaField::Systems)]);
        let cells = [our_cell(activity, Field::Systems), their_naming(dpia, &names, DpiaField::Systems)];
        add(EvidenceKind::System, text, cells);
    }
    if on(Signal::ProcessGroup) {
        let text = process(ours, theirs);
        let code = text.split(' ').next().unwrap_or_default();
        let fields = [DpiaField::CaseNumber, DpiaField::Covers, DpiaField::Scope, DpiaField::Notes];
        // The code that the DPIA gives may be longer or shorter; what begins alike is meant.
        let beginning = code.split('.').take(2).collect::<Vec<_>>().join(".");
        let of =
            fields.into_iter().find(|field| dpia.text(*field).is_some_and(|text| text.contains(&beginning)));
        let of = of.and_then(|field| their_cell(dpia, field));
        add(EvidenceKind::Process, text, [our_cell(activity, Field::Process), of]);
    }
    if on(Signal::Unit) {
        let text = activity.unit().unwrap_or_default();
        let of = their_cell(dpia, DpiaField::Unit).or(their_cell(dpia, DpiaField::Title));
        add(EvidenceKind::Unit, text, [our_cell(activity, Field::Unit), of]);
    }
    if on(Signal::Subjects) {
        let named =
            ours.subjects.iter().filter(|units| compared.vocabulary.coverage(units, &theirs.all) > 0.5);
        let text = named.map(|units| written(units.iter())).collect::<Vec<_>>().join(", ");
        let of = their_cell(dpia, DpiaField::Scope).or(their_cell(dpia, DpiaField::Title));
        add(EvidenceKind::Subjects, text, [our_cell(activity, Field::DataSubjects), of]);
    }
    if on(Signal::Supplier) {
        let names: BTreeSet<&str> =
            ours.suppliers.iter().filter(|name| theirs.names(name)).map(String::as_str).collect();
        let text = as_written(&names, [activity.text(Field::Processors), None]);
        let cells = [our_cell(activity, Field::Processors), their_naming(dpia, &names, DpiaField::Title)];
        add(EvidenceKind::Supplier, text, cells);
    }
    found
}

fn our_cell(activity: &ProcessingActivity, field: Field) -> Option<CellRef> {
    activity.answer(field).given().map(|entry| activity.cell(entry))
}

fn their_cell(dpia: &Dpia, field: DpiaField) -> Option<CellRef> {
    dpia.answer(field).given().map(|entry| dpia.cell(entry))
}

/// The cell of a DPIA that names one of several things, the likeliest field first.
fn their_naming(dpia: &Dpia, names: &BTreeSet<&str>, first: DpiaField) -> Option<CellRef> {
    let fields = [first, DpiaField::Title, DpiaField::Scope, DpiaField::Notes, DpiaField::Covers];
    let says = |field: &DpiaField| {
        let text = fold(dpia.text(*field).unwrap_or_default());
        names.iter().any(|name| text.contains(*name))
    };
    fields.into_iter().find(says).and_then(|field| their_cell(dpia, field))
}

/// Names in lower case as the first of the texts that has them writes them.
fn as_written(names: &BTreeSet<&str>, texts: [Option<&str>; 2]) -> String {
    let parts = |text: &str| {
        text.split([';', ',', '\n', '|', '/']).map(|part| part.trim().to_string()).collect::<Vec<_>>()
    };
    let all: Vec<String> = texts.into_iter().flatten().flat_map(parts).collect();
    let write = |name: &&str| {
        let plain = |part: &&String| crate::linking::title_words::words(part).join(" ") == **name;
        all.iter().find(plain).cloned().unwrap_or_else(|| (*name).to_string())
    };
    names.iter().map(write).collect::<Vec<_>>().join(", ")
}

fn written<'u>(units: impl Iterator<Item = &'u Unit>) -> String {
    units.map(|unit| unit.written.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words of `sought` that stand in a text, each once; where the text says it otherwise, both: "SÄBO ~ äldreboende".
fn same_words(vocabulary: &Vocabulary, sought: &[Unit], theirs: &str, own: &[Unit], ours: &str) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut enter = |sought: &[&Unit], own: &[&Unit]| {
        let pair = (as_said(theirs, sought), as_said(ours, own));
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    };
    let words: Vec<&Unit> = own.iter().flat_map(Unit::words).collect();
    let holds = |unit: &Unit, other: &Unit| vocabulary.held(unit, &Bag::of(other)) >= SHOWN;
    for unit in sought.iter().filter(|unit| vocabulary.held(unit, &Bag::of_all(own)) >= SHOWN) {
        // Word by word; else the whole phrase that means the same, or the words that a compound is made of.
        let each = unit
            .words()
            .into_iter()
            .filter_map(|word| words.iter().find(|other| holds(word, other)).map(|other| (word, *other)));
        let each: Vec<(&Unit, &Unit)> = each.collect();
        each.iter().for_each(|(word, other)| enter(&[word], &[other]));
        if each.is_empty() {
            let of_parts =
                || words.iter().copied().filter(|other| unit.parts().iter().any(|part| holds(part, other)));
            let phrase = own.iter().find(|other| holds(unit, other));
            enter(&unit.words(), &phrase.map_or_else(|| of_parts().collect(), Unit::words));
        }
    }
    let said = pairs.into_iter().map(|(theirs, ours)| {
        let differs = !same(&theirs, &ours);
        if differs { format!("{theirs} ~ {ours}") } else { theirs }
    });
    said.collect::<Vec<_>>().join(", ")
}

/// Words of a text as it writes them, with the small words between.
fn as_said(text: &str, words: &[&Unit]) -> String {
    let plain = || words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ");
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    let tokens = Tokens::of(text);
    let is = |unit: &Unit, at: &usize| tokens.word(*at) == unit.written;
    let from = (0..tokens.len()).find(|at| is(first, at));
    let to = from.and_then(|from| (from..tokens.len()).find(|at| is(last, at)));
    from.zip(to).map_or_else(plain, |(from, to)| tokens.text(from..to + 1).to_string())
}

/// What the DPIA is about and the activity's name does not say, where the activity's other texts say it; or what
/// of the scope the name says. The texts that have most in common.
fn purpose(
    vocabulary: &Vocabulary,
    (activity, dpia): (&ProcessingActivity, &Dpia),
    ours: &ActivitySide,
    theirs: &DpiaSide,
) -> Option<(String, Field, DpiaField)> {
    let mut best: Option<(f32, String, Field, DpiaField)> = None;
    let sought = [(&theirs.scope_units, DpiaField::Scope), (&theirs.title_units, DpiaField::Title)];
    for (units, of) in sought {
        for field in [Field::Purpose, Field::Description, Field::Process, Field::Name] {
            // The title in the name is the likeness of the titles.
            if field == Field::Name && of == DpiaField::Title {
                continue;
            }
            let Some(text) = activity.text(field) else { continue };
            let (own, bag) = (vocabulary.units(text), vocabulary.bag(text));
            let new = units.iter().filter(|unit| {
                vocabulary.held(unit, &bag) >= SHOWN
                    && (of == DpiaField::Scope || vocabulary.held(unit, &ours.name) < SHOWN)
            });
            let new: Vec<Unit> = new.cloned().collect();
            let weight: f32 = new.iter().map(|unit| unit.weight).sum();
            if weight > best.as_ref().map_or(0.0, |(weight, ..)| *weight) {
                let theirs = dpia.text(of).unwrap_or_default();
                best = Some((weight, same_words(vocabulary, &new, theirs, &own, text), field, of));
            }
        }
    }
    best.map(|(_, words, field, of)| (words, field, of))
}

/// The codes that are the same, else `3.1.1 – 3.1.2`.
fn process(ours: &ActivitySide, theirs: &DpiaSide) -> String {
    let same: Vec<&str> = ours.processes.intersection(&theirs.processes).map(String::as_str).collect();
    if !same.is_empty() {
        return same.join(", ");
    }
    let pairs = ours.processes.iter().flat_map(|a| theirs.processes.iter().map(move |b| (a, b)));
    let near = pairs.filter(|(a, b)| crate::matching::features::same_beginning(a, b) > 0.0);
    near.map(|(a, b)| format!("{a} – {b}")).next().unwrap_or_default()
}
