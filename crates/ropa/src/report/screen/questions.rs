//! What every form of the questionnaire says of one question.

use crate::gaps::Assessment;
use crate::law::FactId;
use crate::model::{Field, Tri};
use crate::report::common::quote::passage;
use crate::report::common::wording::{Wording, joined_by};
use crate::screening::{Basis, Fact, Reason};

/// One activity with the questions on it.
pub(super) struct Questions<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) wording: &'a Wording<'a>,
}

impl<'a> Questions<'a> {
    /// The question in full, as one puts it to a colleague.
    pub(super) fn question(&self, fact: FactId) -> &'a str {
        match self.wording.criterion(fact) {
            Some(criterion) => self.wording.local(&criterion.question),
            None => self.wording.texts.screen.question.of(fact.id()),
        }
    }

    /// The authority's wording, with its examples, and what to bear in mind.
    pub(super) fn help(&self, fact: FactId) -> Vec<String> {
        let form = &self.wording.texts.screen.form;
        let Some(criterion) = self.wording.criterion(fact) else { return Vec::new() };
        let wording = self.wording.local(&criterion.wording);
        let test = criterion.test.as_ref().map(|test| form.test.fill(&[("test", &self.wording.local(test))]));
        [form.authority.fill(&[("wording", &wording)])].into_iter().chain(test).collect()
    }

    /// What in the register made us ask, where it says anything.
    pub(super) fn because(&self, fact: FactId) -> Option<String> {
        let known = self.assessment.facts.get(fact)?;
        if known.basis == Basis::Contradicted {
            let conflict = self.assessment.facts.conflicts.iter().find(|conflict| conflict.fact == fact)?;
            let named = self.wording.supported(&conflict.derived);
            return Some(self.wording.texts.screen.form.contradicted.fill(&[("because", &named)]));
        }
        let telling = known.support.iter().filter(|support| {
            !matches!(support.reason, Reason::Blank | Reason::NotAsked | Reason::Follows { .. })
        });
        let told = joined_by("; ", telling.map(|support| self.wording.supported(support)));
        (!told.is_empty()).then_some(told)
    }

    /// Whether a no to it counts with a reason only.
    pub(super) fn reason_needed(&self, fact: FactId) -> bool {
        let contradicted =
            self.assessment.facts.get(fact).map(|fact| fact.basis) == Some(Basis::Contradicted);
        fact == FactId::K5 || contradicted
    }

    /// How many answers of yes are enough, in words.
    pub(super) fn enough(&self) -> String {
        let form = &self.wording.texts.screen.form;
        match self.assessment.need.enough_yes {
            Some(1) => form.enough_one.clone(),
            Some(2) => form.enough_two.clone(),
            Some(count) => form.enough_more.fill(&[("count", &count)]),
            None => form.enough_none.clone(),
        }
    }

    /// When the question at a place in the order may be left out.
    pub(super) fn skip(&self, place: usize) -> Option<String> {
        let form = &self.wording.texts.screen.form;
        let enough = self.assessment.need.enough_yes.filter(|enough| place >= *enough)?;
        Some(match enough {
            1 => form.skip_one.clone(),
            2 => form.skip_two.clone(),
            count => form.skip_more.fill(&[("count", &count)]),
        })
    }

    /// The criteria that are known to have a value, each with what it rests on.
    pub(super) fn known(&self, value: Tri) -> Option<String> {
        let form = &self.wording.texts.screen.form;
        let known: Vec<(FactId, &Fact)> = FactId::CRITERIA
            .into_iter()
            .filter(|id| !self.assessment.need.questions.contains(id))
            .filter_map(|id| Some((id, self.assessment.facts.get(id)?)))
            .filter(|(_, fact)| fact.value == value && fact.basis != Basis::Absent)
            .collect();
        let told = joined_by(
            "; ",
            known.into_iter().map(|(id, fact)| {
                let label = self.wording.labelled(id);
                match value {
                    Tri::Yes => {
                        form.known.fill(&[("fact", &label), ("because", &self.wording.because(fact))])
                    }
                    Tri::No | Tri::Unknown => label,
                }
            }),
        );
        let text = if value.is_yes() { &form.known_yes } else { &form.known_no };
        (!told.is_empty()).then(|| text.fill(&[("facts", &told)]))
    }
}

/// The text of a field on one line.
pub(super) fn field_text(activity: &crate::model::ProcessingActivity, field: Field) -> Option<String> {
    activity.text(field).map(|text| passage(text).to_string())
}
