//! What the rows of every page are chosen by: unit, process and system of their records, their gap and its step.

use super::filter::{self, Choice};
use super::wording::Wording;
use crate::gaps::{Assessment, GapKind, RegisterAssessment};
use crate::import::Import;
use crate::law::RulePacks;
use crate::model::{Field, ProcessingActivity};
use crate::text::swedish_key;
use crate::text::variants::IntoEnumIterator;
use std::collections::{BTreeMap, BTreeSet};

/// What a page knows of the records that its rows are about.
pub(in crate::report) struct Choosing<'c, 'a> {
    wording: &'c Wording<'a>,
    import: &'a Import,
    /// The gaps by activity, and what they were ranked by; nothing where nothing is assessed.
    gaps: BTreeMap<usize, &'a Assessment>,
    packs: Option<&'a RulePacks>,
}

impl<'c, 'a> Choosing<'c, 'a> {
    /// By everything that is known of an assessed register.
    pub(in crate::report) fn of(wording: &'c Wording<'a>, assessed: &'a RegisterAssessment) -> Self {
        let gaps = assessed.assessments.iter().filter(|one| one.gap.is_some());
        Choosing {
            gaps: gaps.map(|one| (one.activity, one)).collect(),
            packs: Some(assessed.packs()),
            ..Choosing::of_import(wording, assessed.import())
        }
    }

    /// By what the records say alone.
    pub(in crate::report) fn of_import(wording: &'c Wording<'a>, import: &'a Import) -> Self {
        Choosing { wording, import, gaps: BTreeMap::new(), packs: None }
    }

    /// The lists to choose from, of the records that a page has rows for.
    pub(in crate::report) fn choices(&self, activities: &BTreeSet<usize>) -> Vec<Choice> {
        let column = |key| self.wording.texts.gaps.column.of_static(key).to_string();
        let records = || activities.iter().map(|one| self.activity(*one));
        let ranked = || activities.iter().filter_map(|one| self.gaps.get(one));
        let words = &self.wording.texts.gaps.page;
        let kinds: BTreeSet<GapKind> = ranked().filter_map(|one| kind(one)).collect();
        let kinds = GapKind::iter().filter(|kind| kinds.contains(kind));
        let steps: BTreeSet<&str> = ranked().filter_map(|one| step(one)).collect();
        let mut steps: Vec<&str> = steps.into_iter().collect();
        // W-10 comes after W-9.
        steps.sort_by_cached_key(|id| swedish_key(id));
        vec![
            Choice::of_texts("unit", column("unit"), records().filter_map(|one| one.unit())),
            Choice::of_texts("process", column("process"), records().flat_map(processes)),
            Choice::of_texts("system", column("system"), records().flat_map(systems)),
            Choice {
                name: "state",
                label: words.state.clone(),
                options: kinds.map(|kind| (kind.to_string(), self.wording.gap(kind).to_string())).collect(),
            },
            Choice {
                name: "step",
                label: words.step.clone(),
                options: steps.into_iter().map(|id| (id.to_string(), self.step_name(id))).collect(),
            },
        ]
    }

    /// What a row is chosen by that is about these records; of several it is chosen by what any of them says.
    pub(in crate::report) fn attributes(&self, activities: &[usize]) -> String {
        let records = || activities.iter().map(|one| self.activity(*one));
        let ranked = || activities.iter().filter_map(|one| self.gaps.get(one));
        let mut attributes = [
            filter::attribute("unit", records().filter_map(|one| one.unit())),
            filter::attribute("process", records().flat_map(processes)),
            filter::attribute("system", records().flat_map(systems)),
        ]
        .concat();
        if self.packs.is_some() {
            attributes.push_str(&filter::attribute("state", ranked().filter_map(|one| kind(one))));
            attributes.push_str(&filter::attribute("step", ranked().filter_map(|one| step(one))));
        }
        attributes
    }

    /// The lists, in the words of every page.
    pub(in crate::report) fn form(&self, choices: &[Choice]) -> String {
        let words = &self.wording.texts.gaps.page;
        filter::form(choices, &filter::Words { all: &words.all, reset: &words.reset, told: &words.shown })
    }

    fn activity(&self, activity: usize) -> &'a ProcessingActivity {
        &self.import.register.activities[activity]
    }

    /// A step by its number and name.
    fn step_name(&self, id: &str) -> String {
        let step = self.packs.and_then(|packs| packs.work_step(id));
        step.map_or(id.to_string(), |step| format!("{}. {}", step.order, self.wording.local(&step.name)))
    }
}

fn kind(assessment: &Assessment) -> Option<GapKind> {
    assessment.gap.as_ref().map(|gap| gap.kind)
}

/// The step of a gap, by its id.
fn step(assessment: &Assessment) -> Option<&str> {
    assessment.rank.as_ref()?.step.as_deref()
}

fn processes(activity: &ProcessingActivity) -> Vec<String> {
    activity.processes().into_iter().map(|process| process.to_string()).collect()
}

/// The systems that a record names, each alone.
fn systems(activity: &ProcessingActivity) -> Vec<String> {
    let written = activity.entries_of(Field::Systems).map(|entry| &*entry.written);
    let parts = written.flat_map(|text| text.split([';', '\n', '|']));
    parts.map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}
