//! One side of the comparison, made once: what an activity and what a DPIA say.

use crate::linking::title_words::{is_common_system, stem, stems, words};
use crate::matching::vocabulary::{Bag, Unit, Vocabulary};
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity, Register};
use std::collections::BTreeSet;

/// What an activity says.
#[derive(Debug)]
pub(super) struct ActivitySide {
    /// The name, to look for.
    pub(super) name_units: Vec<Unit>,
    /// The name, to look in.
    pub(super) name: Bag,
    /// All that says what it is about, to look in.
    pub(super) all: Bag,
    pub(super) systems: BTreeSet<String>,
    pub(super) processes: BTreeSet<String>,
    /// The parts of the unit's path, the whole first.
    pub(super) unit: Vec<String>,
    pub(super) subjects: Vec<Vec<Unit>>,
    pub(super) suppliers: BTreeSet<String>,
    /// Every word of the texts that may name a system.
    named: BTreeSet<String>,
}

/// What a DPIA says.
#[derive(Debug)]
pub(super) struct DpiaSide {
    pub(super) title_units: Vec<Unit>,
    /// How many of them, the last, stand in brackets: "(LSS)" qualifies what is said before it.
    in_brackets: usize,
    /// How well the name of any activity holds each of them.
    pub(super) title_named: Vec<f32>,
    pub(super) scope_units: Vec<Unit>,
    /// Title, scope, systems and remarks, to look in.
    pub(super) all: Bag,
    pub(super) systems: BTreeSet<String>,
    pub(super) processes: BTreeSet<String>,
    pub(super) unit: Vec<String>,
    /// Every word of the texts that may name a system, a unit or a supplier.
    named: BTreeSet<String>,
    /// What the slips of the pen in them stand for, without endings.
    meant: BTreeSet<String>,
}

/// What share of its weight a word in brackets after a title has.
const IN_BRACKETS: f32 = 0.25;

/// Texts of an activity that say what it is about, beside the name. Not the unit: "Försörjningsstödsenheten" does
/// much that is not försörjningsstöd.
const ABOUT: [Field; 5] =
    [Field::Purpose, Field::Description, Field::Process, Field::Systems, Field::DataSubjects];
/// Texts of a DPIA that say what it is about, beside the title.
const ABOUT_DPIA: [DpiaField; 3] = [DpiaField::Scope, DpiaField::Systems, DpiaField::Notes];

pub(super) fn about(activity: &ProcessingActivity) -> String {
    ABOUT.iter().filter_map(|field| activity.text(*field)).collect::<Vec<_>>().join(" ; ")
}

/// The same of a DPIA, with the part of its title that tells it from others.
pub(super) fn about_dpia(dpia: &Dpia, title: &str) -> String {
    let more = ABOUT_DPIA.iter().filter_map(|field| dpia.text(*field));
    std::iter::once(title).chain(more).collect::<Vec<_>>().join(" ; ")
}

impl ActivitySide {
    pub(super) fn of(activity: &ProcessingActivity, vocabulary: &Vocabulary) -> ActivitySide {
        let name = vocabulary.bag(activity.label());
        let all = vocabulary.bag(&about(activity)).with(&name);
        let texts = [Field::Name, Field::Systems, Field::Description, Field::Purpose, Field::Notes];
        let subjects = names(activity.text(Field::DataSubjects));
        ActivitySide {
            name_units: vocabulary.units(activity.label()),
            name,
            all,
            systems: systems(activity.text(Field::Systems)),
            processes: activity.processes().into_iter().filter_map(leading_code).collect(),
            unit: path(activity.text(Field::Unit)),
            subjects: subjects.iter().map(|subject| vocabulary.units(subject)).collect(),
            suppliers: names(activity.text(Field::Processors))
                .into_iter()
                .filter(|name| !is_answer(name))
                .collect(),
            named: texts.iter().filter_map(|field| activity.text(*field)).flat_map(words).collect(),
        }
    }

    pub(super) fn names(&self, name: &str) -> bool {
        name.split(' ').all(|word| self.named.contains(word))
    }

    pub(super) fn seek(&self, vocabulary: &mut Vocabulary) {
        vocabulary.seek(&self.name_units);
        self.subjects.iter().for_each(|units| vocabulary.seek(units));
    }

    pub(super) fn weigh(&mut self, vocabulary: &Vocabulary) {
        vocabulary.weigh(&mut self.name_units);
        self.subjects.iter_mut().for_each(|units| vocabulary.weigh(units));
    }
}

/// The systems of all activities.
pub(super) fn names_of_systems(register: &Register) -> BTreeSet<String> {
    register.activities.iter().flat_map(|activity| systems(activity.text(Field::Systems))).collect()
}

/// The parts of all units' paths.
pub(super) fn unit_names(register: &Register) -> BTreeSet<String> {
    register.activities.iter().flat_map(|activity| path(activity.text(Field::Unit))).collect()
}

/// A title without a unit in brackets, "(Barn och unga)": where it is done is not what it is about.
fn without_unit(title: &str, units: &BTreeSet<String>) -> String {
    let Some((before, rest)) = title.split_once('(') else { return title.to_string() };
    match rest.split_once(')') {
        Some((within, after)) if units.contains(&words(within).join(" ")) => format!("{before} {after}"),
        _ => title.to_string(),
    }
}

/// A title, and what of it stands in brackets at its end; nothing where little would be left.
fn bracketed(title: &str) -> (&str, &str) {
    let end = title.trim_end();
    match end.strip_suffix(')').and_then(|bare| bare.rsplit_once('(')) {
        Some((before, within)) if !stems(before).is_empty() => (before, within),
        _ => (title, ""),
    }
}

impl DpiaSide {
    pub(super) fn of(
        dpia: &Dpia,
        title: &str,
        vocabulary: &Vocabulary,
        units: &BTreeSet<String>,
    ) -> DpiaSide {
        let texts = [
            DpiaField::Title,
            DpiaField::Scope,
            DpiaField::Systems,
            DpiaField::Notes,
            DpiaField::Covers,
            DpiaField::Unit,
        ];
        let codes = [DpiaField::Covers, DpiaField::Scope, DpiaField::Notes];
        let bare = without_unit(title, units);
        let (before, bracket) = bracketed(&bare);
        let bracket = vocabulary.units(bracket);
        let in_brackets = bracket.len();
        let within = codes.iter().filter_map(|field| dpia.text(*field)).flat_map(codes_in);
        DpiaSide {
            title_units: vocabulary.units(before).into_iter().chain(bracket).collect(),
            in_brackets,
            title_named: Vec::new(),
            scope_units: vocabulary.units(dpia.text(DpiaField::Scope).unwrap_or_default()),
            all: vocabulary.bag(&about_dpia(dpia, title)),
            systems: systems(dpia.text(DpiaField::Systems)),
            processes: dpia
                .text(DpiaField::CaseNumber)
                .and_then(leading_code)
                .into_iter()
                .chain(within)
                .collect(),
            unit: path(dpia.text(DpiaField::Unit)),
            named: texts.iter().filter_map(|field| dpia.text(*field)).flat_map(words).collect(),
            meant: texts
                .iter()
                .filter_map(|field| dpia.text(*field))
                .flat_map(|text| vocabulary.slips_in(text))
                .collect(),
        }
    }

    pub(super) fn names(&self, name: &str) -> bool {
        let means = |word: &str| !self.meant.is_empty() && self.meant.contains(&stem(word));
        name.split(' ').all(|word| self.named.contains(word) || means(word))
    }

    pub(super) fn seek(&self, vocabulary: &mut Vocabulary) {
        vocabulary.seek(&self.title_units);
        vocabulary.seek(&self.scope_units);
    }

    /// Finds what of the title the names of the activities say, taken together.
    pub(super) fn find_named(&mut self, vocabulary: &Vocabulary, names: &Bag) {
        self.title_named = self.title_units.iter().map(|unit| vocabulary.held(unit, names)).collect();
    }

    pub(super) fn weigh(&mut self, vocabulary: &Vocabulary) {
        vocabulary.weigh(&mut self.title_units);
        let from = self.title_units.len() - self.in_brackets;
        self.title_units[from..].iter_mut().for_each(|unit| unit.weight *= IN_BRACKETS);
        vocabulary.weigh(&mut self.scope_units);
    }
}

/// Names that a cell lists, in lower case.
fn names(text: Option<&str>) -> BTreeSet<String> {
    let parts = text.into_iter().flat_map(|text| text.split([';', ',', '\n', '|', '/', '(', ')']));
    let plain = parts.map(|part| words(part).join(" "));
    plain.filter(|name| name.chars().count() >= 3).collect()
}

/// Whether the first word only answers the question.
fn is_answer(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    matches!(first, "nej" | "inga" | "ingen" | "inget" | "vet" | "none")
}

/// Names of systems; what everybody uses tells nothing.
fn systems(text: Option<&str>) -> BTreeSet<String> {
    names(text).into_iter().filter(|name| !is_common_system(name) && !is_answer(name)).collect()
}

/// The whole of a path in lower case, then its parts from the last.
fn path(text: Option<&str>) -> Vec<String> {
    let Some(text) = text else { return Vec::new() };
    let parts: Vec<String> = text
        .split(['/', '\\', '>'])
        .map(|part| words(part).join(" "))
        .filter(|part| !part.is_empty())
        .collect();
    std::iter::once(parts.join(" / ")).chain(parts.iter().rev().cloned()).collect()
}

/// The dotted code that a case number or a process begins with: `3.1.1` of `3.1.1-581/2015`.
fn leading_code(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let code = text[..end].trim_end_matches('.');
    // A version such as 1.0 is no code, nor is a date.
    (code.contains('.') && !code.contains("..") && code.split('.').all(|part| part.len() <= 3))
        .then(|| code.to_string())
}

/// Codes of at least three levels anywhere in a text; fewer may be versions or sums.
fn codes_in(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .filter_map(leading_code)
        .filter(|code| code.split('.').count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::{codes_in, leading_code, path};

    #[test]
    fn codes_are_read_out_of_case_numbers_and_texts() {
        for (text, code) in [
            ("3.1.1-581/2015", Some("3.1.1")),
            ("3.3 Utreda", Some("3.3")),
            ("SN 2025/101", None),
            ("2025-101", None),
            ("2025.101", None),
        ] {
            assert_eq!(leading_code(text).as_deref(), code, "{text}");
        }
        assert_eq!(codes_in("Gäller 3.3.1 och 3.3.2, version 1.0").collect::<Vec<_>>(), ["3.3.1", "3.3.2"]);
    }

    #[test]
    fn a_unit_is_a_path() {
        assert_eq!(
            path(Some("Socialförvaltningen /  Barn och unga")),
            ["socialförvaltningen / barn och unga", "barn och unga", "socialförvaltningen"]
        );
    }
}
