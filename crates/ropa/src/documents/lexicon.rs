//! Words by which documents are read, from `lexicons/document.toml`.

use crate::import::label_key;
use crate::model::DpiaField;
use crate::text::{fold, tokens::Tokens};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::LazyLock;

/// The words, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentWords {
    pub(super) places: Places,
    pub(super) kind: KindWords,
    placeholder: Placeholder,
    labels: BTreeMap<String, Keys>,
    labels_of_the_front: FrontLabels,
    labels_of_sections: BTreeMap<String, BTreeMap<String, Keys>>,
    sections: BTreeMap<String, Heading>,
    pub(super) tables: TableWords,
    criteria: BTreeMap<String, Parts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    pub(super) header: String,
    pub(super) footer: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindWords {
    pub(super) names: Parts,
    pub(super) others: Parts,
    pub(super) templates: Parts,
    pub(super) bare: Parts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Placeholder {
    starts: Parts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontLabels {
    labels: Keys,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heading {
    is: Keys,
    has: Parts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableWords {
    pub(super) answer: Keys,
    pub(super) measure: Keys,
    pub(super) due: Keys,
    pub(super) progress: Keys,
    pub(super) risk: Keys,
    pub(super) likelihood: Keys,
    pub(super) version: Keys,
    pub(super) date: Keys,
    pub(super) change: Keys,
    pub(super) role: Keys,
    pub(super) signature: Keys,
    pub(super) done: Parts,
    pub(super) not_done: Parts,
    pub(super) officer: Parts,
    pub(super) activity: Keys,
}

/// Labels, as keys by which labels are compared.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Keys(BTreeSet<String>);

impl From<Vec<String>> for Keys {
    fn from(labels: Vec<String>) -> Keys {
        Keys(labels.iter().map(|label| label_key(label)).collect())
    }
}

impl Keys {
    /// Whether a label is one of these.
    pub(super) fn has(&self, label: &str) -> bool {
        self.0.contains(&label_key(label))
    }
}

/// Parts of texts, folded: words, beginnings of words and signs.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Parts(Vec<String>);

impl From<Vec<String>> for Parts {
    fn from(parts: Vec<String>) -> Parts {
        Parts(parts.iter().map(|part| fold(part).into_owned()).collect())
    }
}

impl Parts {
    /// The parts, folded.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether any part stands anywhere in a folded text.
    pub(super) fn stand_in(&self, folded: &str) -> bool {
        self.iter().any(|part| folded.contains(part))
    }

    /// Whether a folded text begins with any part.
    pub(super) fn begin(&self, folded: &str) -> bool {
        self.iter().any(|part| folded.starts_with(part))
    }

    /// Whether a folded text begins with any part as words of its own.
    pub(super) fn begin_as_words(&self, folded: &str) -> bool {
        let rest = |part| folded.strip_prefix(part);
        self.iter().filter_map(rest).any(|rest| !rest.starts_with(char::is_alphanumeric))
    }

    /// Whether a folded text has any part: a word as a word of its own, a sign anywhere.
    pub(super) fn are_said_in(&self, folded: &str) -> bool {
        let tokens = Tokens::of(folded);
        self.iter().any(|part| match part.chars().all(char::is_alphabetic) {
            true => tokens.words().any(|word| word == part),
            false => folded.contains(part),
        })
    }
}

/// What a part of a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// What a field holds.
    Field(DpiaField),
    /// The nine criteria.
    Criteria,
    /// Who has approved it.
    Approval,
    /// Its versions.
    History,
}

impl Section {
    fn of(key: &str) -> Option<Section> {
        match key {
            "criteria" => Some(Section::Criteria),
            "approval" => Some(Section::Approval),
            "history" => Some(Section::History),
            field => DpiaField::from_str(field).ok().map(Section::Field),
        }
    }

    /// The field that what stands in the section belongs to.
    pub(super) fn field(self) -> Option<DpiaField> {
        match self {
            Section::Field(field) => Some(field),
            Section::Criteria | Section::Approval | Section::History => None,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Section::Field(field) => field.key(),
            Section::Criteria => "criteria",
            Section::Approval => "approval",
            Section::History => "history",
        }
    }
}

/// The words that come with the library.
pub(super) static WORDS: LazyLock<DocumentWords> = LazyLock::new(|| {
    crate::text::data::embedded(include_str!("../../lexicons/document.toml"))
        .expect("the embedded word list is valid, as a test shows")
});

/// The criteria, in order.
pub(super) const CRITERIA: [DpiaField; 9] = [
    DpiaField::K1,
    DpiaField::K2,
    DpiaField::K3,
    DpiaField::K4,
    DpiaField::K5,
    DpiaField::K6,
    DpiaField::K7,
    DpiaField::K8,
    DpiaField::K9,
];

impl DocumentWords {
    /// The field of a label that the profile does not know.
    pub(super) fn label(&self, label: &str) -> Option<DpiaField> {
        field_of(&self.labels, label)
    }

    /// The field of a label within a section.
    pub(super) fn label_within(&self, section: Section, label: &str) -> Option<DpiaField> {
        field_of(self.labels_of_sections.get(section.key())?, label)
    }

    /// Whether a label says so little that it counts only at the front of the document.
    pub(super) fn is_front_label(&self, label: &str) -> bool {
        self.labels_of_the_front.labels.has(label)
    }

    /// What a heading is about; "Risker och åtgärder" is about two things.
    pub(super) fn sections(&self, heading: &str) -> Vec<Section> {
        // "11 Beslut" is "Beslut".
        let number = |c: char| c.is_ascii_digit() || c == '.' || c == ')' || c.is_whitespace();
        let heading = heading.trim_start_matches(number);
        let folded = fold(heading);
        let fits = |words: &Heading| words.is.has(heading) || words.has.stand_in(&folded);
        let found = self.sections.iter().filter(|(_, words)| fits(words));
        found.filter_map(|(key, _)| Section::of(key)).collect()
    }

    /// The criterion that a text names.
    pub(super) fn criterion(&self, text: &str) -> Option<DpiaField> {
        let folded = fold(text);
        let names = |field: &DpiaField| self.criteria.get(field.key()).is_some_and(|of| of.stand_in(&folded));
        CRITERIA.into_iter().find(names)
    }

    /// Whether a text stands where an answer should.
    pub(super) fn is_placeholder(&self, text: &str) -> bool {
        const LONGEST: usize = 120;
        let begins = |c: char| c.is_alphanumeric() || c == '[' || c == '<';
        text.len() <= LONGEST && self.placeholder.starts.begin(&fold(text.trim_start_matches(|c| !begins(c))))
    }
}

fn field_of(labels: &BTreeMap<String, Keys>, label: &str) -> Option<DpiaField> {
    labels.iter().find(|(_, keys)| keys.has(label)).and_then(|(field, _)| DpiaField::from_str(field).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_list_is_valid() {
        assert_eq!(
            WORDS.sections("3.1 Risker och åtgärder"),
            [Section::Field(DpiaField::Measures), Section::Field(DpiaField::Risks)]
        );
        let known = |key: &String| Section::of(key).is_some();
        assert!(
            WORDS.sections.keys().all(known)
                && WORDS.labels.keys().all(|key| DpiaField::from_str(key).is_ok())
        );
        assert_eq!(WORDS.label("Dataskyddsombudets bedömning:"), Some(DpiaField::DpoAdvice));
        assert_eq!(WORDS.sections("7. DPO:s yttrande"), [Section::Field(DpiaField::DpoAdvice)]);
        for field in CRITERIA {
            assert!(WORDS.criteria.contains_key(field.key()));
        }
    }

    #[test]
    fn a_document_that_takes_its_letters_apart_is_read_alike() {
        let apart =
            |text: &str| text.replace('å', "a\u{30a}").replace('ä', "a\u{308}").replace('ö', "o\u{308}");
        for heading in
            ["Risker och åtgärder", "3. Nödvändighet och proportionalitet", "Översyn och uppföljning"]
        {
            assert_eq!(WORDS.sections(&apart(heading)), WORDS.sections(heading), "{heading}");
        }
        assert_eq!(WORDS.criterion(&apart("Sårbara registrerade")), Some(DpiaField::K7));
        assert!(WORDS.is_placeholder(&apart("Välj ett objekt.")) && WORDS.is_placeholder(" – Återstår"));
        assert!(WORDS.kind.names.stand_in(&fold(&apart("Konsekvensbedömning"))));
    }
}
