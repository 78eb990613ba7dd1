//! What parts the values in a cell, where a profile says it.

use crate::model::Field;
use std::collections::BTreeMap;

/// The separators that a profile sets; without any, those of every register part the values.
#[derive(Debug, Clone, Default)]
pub(crate) struct Separators {
    /// Between values, in every list.
    pub(crate) values: Option<Box<[Box<str>]>>,
    /// Between groups of values, each of which belongs to one value of another column.
    pub(crate) groups: Option<Box<[Box<str>]>>,
    /// Between values, in the lists of one field.
    pub(crate) fields: BTreeMap<Field, Box<[Box<str>]>>,
}

impl Separators {
    /// The parts of a field's cell between its separators; absent where none are set for it.
    pub(crate) fn part<'t>(&self, field: Field, text: &'t str) -> Option<Vec<&'t str>> {
        let values = self.fields.get(&field).or(self.values.as_ref())?;
        let all = || self.groups.iter().chain([values]).flat_map(|separators| separators.iter());
        let mut parts = vec![text];
        for separator in all() {
            parts = parts.into_iter().flat_map(|part| part.split(&**separator)).collect();
        }
        Some(parts)
    }
}
