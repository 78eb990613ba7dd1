//! The register: every activity and every DPIA that was read.

use super::field::{DpiaField, Field};
use super::place::Text;
use super::record::Record;
use std::ops::Deref;

/// One record of processing (Art. 30).
///
/// Dereferences to its [`Record`], so `activity.text(Field::Purpose)` works directly.
#[derive(Debug, Clone, PartialEq)]
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

impl Deref for ProcessingActivity {
    type Target = Record<Field>;
    fn deref(&self) -> &Record<Field> {
        &self.record
    }
}

/// One data protection impact assessment (Art. 35), as a list of such describes it.
///
/// Dereferences to its [`Record`].
#[derive(Debug, Clone, PartialEq)]
pub struct Dpia {
    /// A key that stays the same from one export to the next: the id, else the case number, else
    /// the title.
    pub key: Text,
    /// What was read.
    pub record: Record<DpiaField>,
}

impl Dpia {
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// The activities, in the order read.
    pub activities: Vec<ProcessingActivity>,
    /// The DPIAs, in the order read.
    pub dpias: Vec<Dpia>,
}

impl Register {
    /// The activity with this key or id.
    pub fn activity(&self, key: &str) -> Option<&ProcessingActivity> {
        self.activities.iter().find(|activity| &*activity.key == key)
    }
}
