//! Whose data, how many and which, in words.

use super::sentences::Sentences;
use crate::impact::{HeavyAnswers, Persons, Ring, Written};
use crate::report::common::quote::mention;
use crate::report::common::wording::joined;

/// How many categories are named in a line.
const CATEGORIES: usize = 12;

impl Sentences<'_, '_> {
    fn persons_number(&self, number: u64) -> String {
        self.number(usize::try_from(number).unwrap_or(usize::MAX))
    }

    /// How many persons, and what that rests on.
    pub(super) fn persons(&self, persons: &Persons, hits: usize) -> Vec<String> {
        let words = &self.texts.persons;
        let total = self.number(hits);
        let (Some(low), Some(high)) = (persons.low, persons.high) else {
            return vec![words.none.fill(&[("hits", &total)])];
        };
        let largest = persons.largest.as_ref().map(|(activity, cell)| {
            self.texts.cell.fill(&[("text", &self.handle(*activity)), ("cell", &self.wording.cell(cell))])
        });
        let largest = largest.unwrap_or_default();
        let (low_shown, high_shown) = (self.persons_number(low), self.persons_number(high));
        let mut lines = vec![match low == high && persons.counted == 1 {
            true => words.one.fill(&[("low", &low_shown), ("largest", &largest)]),
            false => words.range.fill(&[("low", &low_shown), ("high", &high_shown), ("largest", &largest)]),
        }];
        if persons.open {
            lines.push(words.open_end.clone());
        }
        if persons.about {
            lines.push(words.about.clone());
        }
        lines.push(self.counted_of(&words.basis, persons.counted, &[("hits", &total)]));
        if !persons.without.is_empty() {
            lines.push(words.without.fill(&[("ids", &self.ids(&persons.without))]));
        }
        lines
    }

    /// How many persons the first ring alone concerns, where there is a second.
    pub(super) fn persons_named(&self) -> Option<String> {
        let impact = self.view.impact;
        impact.ring(Ring::Tied).next()?;
        let (_, persons) = impact.persons_by_ring.iter().find(|(ring, _)| *ring == Ring::Named)?;
        (persons.counted > 0)
            .then(|| self.texts.persons.named.fill(&[("range", &self.persons_short(persons))]))
    }

    /// The range alone.
    pub(super) fn persons_short(&self, persons: &Persons) -> String {
        let words = &self.texts.persons;
        let (Some(low), Some(high)) = (persons.low, persons.high) else { return words.short_none.clone() };
        let range = match low == high {
            true => self.persons_number(low),
            false => {
                words.short.fill(&[("low", &self.persons_number(low)), ("high", &self.persons_number(high))])
            }
        };
        match persons.open || !persons.without.is_empty() {
            true => words.short_more.fill(&[("range", &range)]),
            false => range,
        }
    }

    /// The categories of data subjects.
    pub(super) fn whose(&self) -> String {
        let words = &self.texts.persons;
        match self.view.impact.whose.is_empty() {
            true => words.whose_none.clone(),
            false => words.whose.fill(&[("written", &self.times(&self.view.impact.whose))]),
        }
    }

    /// Categories as written, each with how many records name it.
    pub(super) fn times(&self, written: &[Written]) -> String {
        let one = |one: &Written| {
            let count = self.number(one.activities.len());
            self.texts.persons.times.fill(&[("written", &mention(&one.written)), ("count", &count)])
        };
        let shown = joined(written.iter().take(self.at_most(CATEGORIES)).map(one));
        match written.len().saturating_sub(self.at_most(CATEGORIES)) {
            0 => shown,
            more => self.texts.ids_more.fill(&[("ids", &shown), ("more", &self.number(more))]),
        }
    }

    /// One of the kinds that weigh most: how many say yes, no, and nothing.
    pub(super) fn heavy(&self, answers: &HeavyAnswers) -> String {
        let (yes, no, unknown) = (answers.yes.len(), answers.no.len(), answers.unknown.len());
        self.texts.kinds.line.fill(&[
            ("kind", &self.texts.kind.of(answers.kind.into())),
            ("yes", &self.number(yes)),
            ("no", &self.number(no)),
            ("unknown", &self.number(unknown)),
            ("hits", &self.number(yes + no + unknown)),
        ])
    }

    /// Which records say yes, and which say nothing.
    pub(super) fn heavy_ids(&self, answers: &HeavyAnswers) -> Vec<String> {
        let yes: Vec<usize> = answers.yes.iter().map(|(activity, _)| *activity).collect();
        let words = &self.texts.kinds;
        [(&words.shown, &yes), (&words.silent, &answers.unknown)]
            .into_iter()
            .filter(|(_, of)| !of.is_empty())
            .map(|(text, of)| text.fill(&[("ids", &self.ids(of))]))
            .collect()
    }

    /// What is named of special categories, and of all.
    pub(super) fn categories(&self) -> Vec<String> {
        let (kinds, words) = (&self.view.impact.kinds, &self.texts.kinds);
        [(&words.special, &kinds.special), (&words.categories, &kinds.categories)]
            .into_iter()
            .filter(|(_, of)| !of.is_empty())
            .map(|(text, of)| text.fill(&[("written", &self.times(of))]))
            .collect()
    }
}
