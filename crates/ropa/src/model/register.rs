//! The register: every activity and every DPIA that was read.

use super::field::{DpiaField, Field};
use super::pairs;
use super::record::Record;
use super::value::Value;
use super::vocabulary::{DpiaStatus, Term};
use crate::source::place::Text;
use crate::text::fold::tidy;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Deref;

/// One record of processing (Art. 30).
///
/// Dereferences to its [`Record`], so `activity.text(Field::Purpose)` works directly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProcessingActivity {
    /// A key that stays the same from one export to the next: the id where there is one, else
    /// made from name and unit.
    pub key: Text,
    /// What was read.
    pub record: Record<Field>,
}

impl ProcessingActivity {
    /// What to call it: its name, else its purpose, else its key.
    pub fn label(&self) -> &str {
        self.text(Field::Name).or_else(|| self.text(Field::Purpose)).unwrap_or(&self.key)
    }
}

impl ProcessingActivity {
    /// The organisational unit, a path with its parts parted alike: `A /  B` reads as `A / B`.
    pub fn unit(&self) -> Option<String> {
        let parts = self.text(Field::Unit)?.split('/').map(tidy);
        Some(parts.filter(|part| !part.is_empty()).collect::<Vec<Cow<'_, str>>>().join(" / "))
    }

    /// The categories of data that concern each category of data subjects, where the register pairs them by
    /// position: `A | B` beside `a1 | a2 :: b1`. Empty where it does not, or where the lists do not fit.
    pub fn categories_by_subject(&self) -> Vec<(&str, Vec<&str>)> {
        let (Some(subjects), Some(categories)) =
            (self.only(Field::DataSubjects), self.only(Field::DataCategories))
        else {
            return Vec::new();
        };
        let (subjects, groups) = (pairs::members(subjects), pairs::groups(categories));
        if subjects.len() != groups.len() || !categories.contains("::") && !subjects[1..].is_empty() {
            return Vec::new();
        }
        let members =
            groups.into_iter().map(|group| group.into_iter().filter(|member| !member.is_empty()).collect());
        subjects.into_iter().zip(members).collect()
    }

    /// The reference to law of each legal basis, where the register pairs them by position: `6.1.c | 6.1.e`
    /// beside `Lov A | Lov B`; a blank one keeps its place. Empty where it does not.
    pub fn references_by_basis(&self) -> Vec<(&str, Option<&str>)> {
        let (Some(bases), Some(references)) =
            (self.only(Field::LegalBasis), self.only(Field::LegalReference))
        else {
            return Vec::new();
        };
        let (bases, references) = (pairs::members(bases), pairs::members(references));
        if bases.len() != references.len() {
            return Vec::new();
        }
        let references =
            references.into_iter().map(|reference| Some(reference).filter(|text| !text.is_empty()));
        bases.into_iter().zip(references).collect()
    }

    /// What the only cell of a field says.
    fn only(&self, field: Field) -> Option<&str> {
        let mut entries = self.entries_of(field);
        let first = entries.next()?;
        entries.next().is_none().then_some(&*first.written)
    }

    /// The processes of the classification structure that it is registered under: the code where
    /// the text begins with one, else the text as written.
    ///
    /// `3.3.1 Utreda barns behov; 3.3.2` gives `3.3.1` and `3.3.2`.
    pub fn processes(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for entry in self.entries_of(Field::Process) {
            if matches!(entry.value, Value::Blank | Value::Unknown | Value::NotApplicable) {
                continue;
            }
            for part in
                entry.written.split([';', '\n', '|', ',']).map(str::trim).filter(|part| !part.is_empty())
            {
                let process = leading_code(part).unwrap_or(part);
                if !found.contains(&process) {
                    found.push(process);
                }
            }
        }
        found
    }
}

/// The dotted number that a text begins with, `3.3.1` of `3.3.1. Utreda` and of `3.3.1-581/2015`.
fn leading_code(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let code = text[..end].trim_end_matches('.');
    let parted =
        text[end..].chars().next().is_none_or(|next| next.is_whitespace() || next == '-' || next == ':');
    (!code.is_empty() && code.starts_with(|c: char| c.is_ascii_digit()) && parted).then_some(code)
}

impl Deref for ProcessingActivity {
    type Target = Record<Field>;
    fn deref(&self) -> &Record<Field> {
        &self.record
    }
}

/// One data protection impact assessment (Art. 35), as a list of such describes it.
///
/// Dereferences to its [`Record`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dpia {
    /// A key that stays the same from one export to the next: the id, else the case number, else
    /// the title.
    pub key: Text,
    /// What was read.
    pub record: Record<DpiaField>,
}

impl Dpia {
    /// How far it has come, where a word for it is known. Where a list and a document both say one, the list's counts.
    pub(crate) fn status(&self) -> Option<DpiaStatus> {
        match &self.answer(DpiaField::Status).given()?.value {
            Value::Items(items) => items.iter().find_map(|item| match item.term {
                Some(Term::Dpia(status)) => Some(status),
                _ => None,
            }),
            _ => None,
        }
    }

    /// What to call it: its title, else its case number, else its key.
    pub fn label(&self) -> &str {
        self.text(DpiaField::Title).or_else(|| self.text(DpiaField::CaseNumber)).unwrap_or(&self.key)
    }
}

impl Deref for Dpia {
    type Target = Record<DpiaField>;
    fn deref(&self) -> &Record<DpiaField> {
        &self.record
    }
}

/// All activities and DPIAs of one or several files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// The activities, in the order read.
    pub activities: Vec<ProcessingActivity>,
    /// The DPIAs, in the order read.
    pub dpias: Vec<Dpia>,
}

impl Register {
    /// Whether it holds neither an activity nor a DPIA.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty() && self.dpias.is_empty()
    }

    /// The activity with this key or id.
    pub fn activity(&self, key: &str) -> Option<&ProcessingActivity> {
        self.activities.iter().find(|activity| &*activity.key == key)
    }
}
