//! What every form of the questionnaire says of one question.

use crate::gaps::Assessment;
use crate::law::FactId;
use crate::ledger::TOGETHER;
use crate::model::{Field, ProcessingActivity, Tri};
use crate::report::common::quote::passage;
use crate::report::common::wording::{Wording, joined_by};
use crate::screening::{Basis, Fact, Fingerprint, Reason};

/// One activity with the questions on it.
pub(super) struct Questions<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) wording: &'a Wording<'a>,
}

/// What a row of the questionnaire asks.
pub(super) enum Asked {
    /// One question, with its place in the order.
    One(usize, FactId),
    /// Whether any of several holds: where nothing in the register points to any of them.
    AnyOf(Vec<FactId>),
}

impl Asked {
    /// The ids of the facts that are asked for, as [`read_answers`](crate::ledger::read_answers) reads them.
    pub(super) fn ids(&self) -> String {
        match self {
            Asked::One(_, fact) => fact.id().to_string(),
            Asked::AnyOf(facts) => facts.iter().map(|fact| fact.id()).collect::<Vec<_>>().join(TOGETHER),
        }
    }

    /// What the register said of what is asked for.
    pub(super) fn fingerprint(&self, activity: &ProcessingActivity) -> Fingerprint {
        match self {
            Asked::One(_, fact) => Fingerprint::of_answer(activity, *fact),
            Asked::AnyOf(facts) => Fingerprint::of_answers(activity, facts),
        }
    }
}

impl<'a> Questions<'a> {
    /// What is asked, a row each: every open question, or one for all where nothing points anywhere.
    pub(super) fn rows(&self) -> Vec<Asked> {
        let questions = &self.assessment.need.questions;
        if self.assessment.asked_together() {
            return vec![Asked::AnyOf(questions.clone())];
        }
        questions.iter().enumerate().map(|(place, fact)| Asked::One(place, *fact)).collect()
    }

    /// The question of a row in full.
    pub(super) fn asked(&self, row: &Asked) -> String {
        match row {
            Asked::One(_, fact) => self.question(*fact).to_string(),
            Asked::AnyOf(_) => self.wording.texts.screen.form.any_of.clone(),
        }
    }

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
        if self.assessment.asked_together() {
            return form.nowhere.clone();
        }
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
