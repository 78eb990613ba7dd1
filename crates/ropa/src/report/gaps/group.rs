//! The list by process or by unit.

use super::view::{GapView, GroupBy};
use crate::gaps::Assessment;
use crate::model::Severity;
use crate::text::swedish_key;
use std::collections::BTreeMap;

/// One group of a list.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    /// The code of the process or the name of the unit; absent for the activities that name none.
    pub key: Option<String>,
    /// What is in it, in the order of the list.
    pub assessments: Vec<&'a Assessment>,
}

impl<'a> Group<'a> {
    /// The gaps of one severity.
    pub(super) fn gaps(&self, severity: Severity) -> impl Iterator<Item = &'a Assessment> {
        let of = move |a: &&'a Assessment| a.gap.as_ref().is_some_and(|gap| gap.severity == severity);
        self.assessments.iter().copied().filter(of)
    }

    /// How many gaps there are of one severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.gaps(severity).count()
    }
}

impl<'a> GapView<'a> {
    /// The groups of what is shown, where the list is to be grouped: by code number by number, or by
    /// name in Swedish order; what names none comes last.
    ///
    /// An activity that names several processes is in each of their groups, so the groups' figures may
    /// add up to more than the list's.
    pub(crate) fn groups(&self) -> Option<Vec<Group<'a>>> {
        self.group_by.map(|by| groups(self, by))
    }
}

fn groups<'a>(view: &GapView<'a>, by: GroupBy) -> Vec<Group<'a>> {
    let mut found: BTreeMap<_, Group<'a>> = BTreeMap::new();
    for assessment in view.shown() {
        let activity = view.activity(assessment);
        let keys: Vec<Option<String>> = match by {
            GroupBy::Unit => vec![activity.unit()],
            GroupBy::Process => match activity.processes() {
                none if none.is_empty() => vec![None],
                codes => codes.into_iter().map(|code| Some(code.to_string())).collect(),
            },
        };
        for key in keys {
            let place = (key.is_none(), key.as_deref().map(swedish_key));
            let group = found.entry(place).or_insert_with(|| Group { key, assessments: Vec::new() });
            group.assessments.push(assessment);
        }
    }
    found.into_values().collect()
}
