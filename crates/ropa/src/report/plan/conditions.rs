//! What the processing of a family has in common, and what differs, in words.

use super::words::PlanWords;
use crate::law::{Likeness, SubjectRole};
use crate::plan::{Aspect, Condition, Outcome, TermKind, TermOfMembers, Work};
use crate::report::common::quote::name;
use crate::report::common::wording::{joined, joined_by};

impl PlanWords<'_> {
    /// The name of a condition.
    pub(super) fn condition_name(&self, likeness: Likeness) -> &'static str {
        self.texts().condition.of_static(likeness.into())
    }

    /// A term in words.
    pub(super) fn term(&self, kind: &TermKind) -> String {
        let texts = &self.texts().term;
        match kind {
            TermKind::Written { written, .. } => name(written).to_string(),
            TermKind::File(file) => name(file).to_string(),
            TermKind::Technology(technology) => texts.technology.fill(&[("name", technology)]),
            TermKind::Group(group) => group.clone(),
            TermKind::Chapter { act, chapter } => texts.chapter.fill(&[("act", act), ("chapter", chapter)]),
            TermKind::Role(role) => match role {
                SubjectRole::Child => texts.child.clone(),
                SubjectRole::Client => texts.client.clone(),
                SubjectRole::Employee => texts.employee.clone(),
                SubjectRole::Public => texts.public.clone(),
            },
            TermKind::Section(section) => name(section).to_string(),
            TermKind::Fact(fact) => self.wording.labelled(*fact),
            TermKind::Article(letter) => texts.article.fill(&[("letter", letter)]),
            TermKind::Example(id) => id.clone(),
            TermKind::Data(data) => self.wording.lang.words().category.of(data.code()).to_string(),
            TermKind::Yes => texts.yes.clone(),
        }
    }

    /// The conditions of a work with an outcome, each with its terms.
    pub(super) fn conditions(&self, work: &Work, outcome: Outcome) -> Vec<String> {
        let of = work.conditions.iter().filter(|condition| condition.outcome == outcome);
        of.map(|condition| self.condition(work, condition)).collect()
    }

    /// One condition with its terms: what all say, or who says what.
    pub(super) fn condition(&self, work: &Work, condition: &Condition) -> String {
        let what = self.said(work, condition);
        let name = self.condition_name(condition.likeness);
        self.texts().condition_words.with.fill(&[("condition", &name), ("what", &what)])
    }

    fn said(&self, work: &Work, condition: &Condition) -> String {
        let words = &self.texts().condition_words;
        let all = work.everything().count();
        let mut said: Vec<String> = Vec::new();
        let told = |aspects: &[Aspect]| -> Vec<&TermOfMembers> {
            condition.terms.iter().filter(|term| aspects.contains(&term.aspect)).collect()
        };
        let plain: Vec<&TermOfMembers> = match condition.likeness {
            Likeness::HeavyTraits => told(&[Aspect::HeavyMet]),
            Likeness::Controller if condition.unknown.len() == all => {
                return words.no_controller.clone();
            }
            // What joins them is told; what could have joined them is not.
            Likeness::System if one_of(&told(&[Aspect::MainSystem])) => told(&[Aspect::MainSystem]),
            Likeness::System => told(&[Aspect::MainSystem, Aspect::Technology]),
            Likeness::Purpose if one_of(&told(&[Aspect::ProcessGroup])) => told(&[Aspect::ProcessGroup]),
            Likeness::Purpose => told(&[Aspect::ProcessGroup, Aspect::Chapter]),
            _ => condition.terms.iter().collect(),
        };
        said.extend(plain.iter().map(|term| self.of_members(term, all)));
        if condition.likeness == Likeness::System {
            let others = told(&[Aspect::OtherSystems]);
            if !others.is_empty() {
                let others = joined(others.into_iter().map(|term| self.of_members(term, all)));
                said.push(words.other_systems.fill(&[("what", &others)]));
            }
        }
        if condition.likeness == Likeness::HeavyTraits {
            if said.is_empty() {
                said.push(words.no_trait.clone());
            }
            self.heavy(&mut said, condition, all);
        } else {
            self.rest(&mut said, work, condition, all);
        }
        joined_by("; ", said)
    }

    /// Who says nothing, and who says that there is none.
    fn rest(&self, said: &mut Vec<String>, work: &Work, condition: &Condition, all: usize) {
        let words = &self.texts().condition_words;
        let has = |activity: &usize| {
            condition.unknown.contains(activity)
                || condition.terms.iter().any(|term| term.members.contains(activity))
        };
        let none: Vec<usize> = work.everything().filter(|activity| !has(activity)).collect();
        if none.len() == all {
            said.push(words.none.clone());
        } else if !none.is_empty() {
            let members = self.handles(&none);
            said.push(words.of.fill(&[("what", &words.none), ("members", &members)]));
        }
        if condition.unknown.len() == all {
            said.push(words.unknown_all.clone());
        } else if !condition.unknown.is_empty() {
            said.push(words.unknown.fill(&[("members", &self.handles(&condition.unknown))]));
        }
    }

    fn heavy(&self, said: &mut Vec<String>, condition: &Condition, all: usize) {
        let words = &self.texts().condition_words;
        for (aspect, text) in [(Aspect::HeavyOpen, &words.open), (Aspect::HeavyNotAsked, &words.not_asked)] {
            let of = condition.terms.iter().filter(|term| term.aspect == aspect);
            let facts = joined(of.map(|term| self.of_members(term, all)));
            if !facts.is_empty() {
                said.push(text.fill(&[("facts", &facts)]));
            }
        }
    }

    /// A term, with its members where not all have it.
    fn of_members(&self, term: &TermOfMembers, all: usize) -> String {
        let what = self.term(&term.kind);
        match term.members.len() == all {
            true => what,
            false => {
                let members = self.handles(&term.members);
                self.texts().condition_words.of.fill(&[("what", &what), ("members", &members)])
            }
        }
    }
}

/// Whether one term alone stands.
fn one_of(terms: &[&TermOfMembers]) -> bool {
    terms.len() == 1
}
