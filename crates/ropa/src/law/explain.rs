//! Everything that has a code, looked up by it.

use super::condition::{Condition, FactId};
use super::pack::{CaseLaw, Citation, Localized, Pack, State, Strength};
use super::set::RulePacks;
use crate::text::{OFFERED, fold, nearest_of, same};

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainedKind {
    /// One of the nine criteria.
    Criterion,
    /// A rule.
    Rule,
    /// A listed example.
    Example,
    /// A decision of an authority or a court.
    Decision,
    /// A verdict, a gap, the state of a link or of a DPIA, or a remark.
    State,
    /// A note on the law of a kind of processing.
    Note,
    /// A step of the order in which gaps are worked off.
    WorkStep,
    /// A condition on which several processings may share one DPIA.
    FamilyCondition,
}

/// What there is to say of a code; absent parts do not apply to its kind.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explained<'p> {
    /// The code as the pack writes it.
    pub code: &'p str,
    /// What it stands for.
    pub kind: ExplainedKind,
    /// The pack it stands in; of a criterion, the one whose wording is shown.
    pub pack: &'p Pack,
    /// Name.
    pub name: Option<&'p Localized>,
    /// The authority's wording, or what was decided.
    pub wording: Option<&'p Localized>,
    /// What it means, in plain words.
    pub explanation: Option<&'p Localized>,
    /// What to ask a colleague.
    pub question: Option<&'p Localized>,
    /// When it is met, and when not.
    pub test: Option<&'p Localized>,
    /// What to do.
    pub remedy: Option<&'p Localized>,
    /// Weight of a rule.
    pub strength: Option<Strength>,
    /// When a rule holds.
    pub when: Option<&'p Condition>,
    /// Of a state: what it weighs, and the rule that it states.
    pub state: Option<&'p State>,
    /// The criteria that an example meets.
    pub criteria: &'p [FactId],
    /// Of a decision: the codes that it supports.
    pub supports: &'p [String],
    /// Sources.
    pub citations: &'p [Citation],
    /// Decisions that support it.
    pub supported_by: Vec<&'p CaseLaw>,
}

impl RulePacks {
    /// What there is to say of a code, whatever its case; in the names of states a dash counts as an
    /// underscore. Where packs in use differ, the latest in force speaks.
    pub fn explain(&self, code: &str) -> Option<Explained<'_>> {
        let code = code.trim();
        let mut explained = self
            .criterion_explained(code)
            .or_else(|| self.rule_explained(code))
            .or_else(|| self.example_explained(code))
            .or_else(|| self.decision_explained(code))
            .or_else(|| self.state_explained(code))
            .or_else(|| self.note_explained(code))
            .or_else(|| self.step_explained(code))
            .or_else(|| self.family_explained(code))?;
        let supports = |decision: &&CaseLaw| decision.supports.iter().any(|id| same(id, explained.code));
        explained.supported_by = self.decisions().filter(supports).collect();
        Some(explained)
    }

    fn criterion_explained(&self, code: &str) -> Option<Explained<'_>> {
        let criterion = self.criteria().find(|criterion| same(criterion.id.id(), code))?;
        let words = |pack: &&Pack| {
            pack.wordings.iter().any(|wording| wording.id == criterion.id)
                || pack.criteria.iter().any(|other| other.id == criterion.id)
        };
        let pack = self.counting().rev().find(words)?;
        Some(Explained {
            name: Some(&criterion.name),
            wording: Some(&criterion.wording),
            question: Some(&criterion.question),
            test: criterion.test.as_ref(),
            ..Explained::bare(criterion.id.id(), ExplainedKind::Criterion, pack, &criterion.citations)
        })
    }

    fn rule_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, rule) = self.rule(code)?;
        Some(Explained {
            name: Some(&rule.name),
            explanation: Some(&rule.explanation),
            remedy: Some(&rule.remedy),
            strength: Some(rule.strength),
            when: Some(&rule.when),
            ..Explained::bare(&rule.id, ExplainedKind::Rule, pack, &rule.citations)
        })
    }

    fn example_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, example) = self.latest(|pack| &pack.examples, |example| same(&example.id, code))?;
        Some(Explained {
            wording: Some(&example.wording),
            criteria: &example.criteria,
            ..Explained::bare(&example.id, ExplainedKind::Example, pack, &example.citations)
        })
    }

    fn decision_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, decision) = self.latest(|pack| &pack.decisions, |decision| same(&decision.id, code))?;
        Some(Explained {
            wording: Some(&decision.holding),
            supports: &decision.supports,
            ..Explained::bare(&decision.id, ExplainedKind::Decision, pack, &decision.citations)
        })
    }

    fn state_explained(&self, code: &str) -> Option<Explained<'_>> {
        let id = code.replace('-', "_");
        let is_named = |state: &State| same(&state.id, &id);
        let states_rule = |state: &State| state.rule.as_ref().is_some_and(|rule| same(rule, code));
        let (pack, state) =
            self.latest(|pack| &pack.states, |state| is_named(state) || states_rule(state))?;
        let by_rule = state.rule.as_deref().filter(|_| !is_named(state));
        Some(Explained {
            name: Some(&state.name),
            explanation: Some(&state.explanation),
            remedy: Some(&state.remedy),
            state: Some(state),
            ..Explained::bare(by_rule.unwrap_or(&state.id), ExplainedKind::State, pack, &state.citations)
        })
    }

    fn note_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, note) = self.latest(|pack| &pack.notes, |note| same(&note.id, code))?;
        Some(Explained {
            name: Some(&note.name),
            explanation: Some(&note.explanation),
            ..Explained::bare(&note.id, ExplainedKind::Note, pack, &note.citations)
        })
    }

    fn step_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, step) = self.latest(|pack| &pack.work_steps, |step| same(&step.id, code))?;
        Some(Explained {
            name: Some(&step.name),
            explanation: Some(&step.explanation),
            ..Explained::bare(&step.id, ExplainedKind::WorkStep, pack, &step.citations)
        })
    }

    fn family_explained(&self, code: &str) -> Option<Explained<'_>> {
        let (pack, condition) = self.latest(|pack| &pack.family_conditions, |of| same(&of.id, code))?;
        Some(Explained {
            name: Some(&condition.name),
            explanation: Some(&condition.explanation),
            ..Explained::bare(&condition.id, ExplainedKind::FamilyCondition, pack, &condition.citations)
        })
    }

    /// All codes that [`RulePacks::explain`] knows, each once, in the order of the packs.
    pub fn codes(&self) -> Vec<&str> {
        let criteria = self.criteria().map(|criterion| criterion.id.id());
        let rest = self.packs().iter().flat_map(|pack| {
            let rules = pack.rules.iter().map(|rule| rule.id.as_str());
            let examples = pack.examples.iter().map(|example| example.id.as_str());
            let decisions = pack.decisions.iter().map(|decision| decision.id.as_str());
            let states = pack
                .states
                .iter()
                .flat_map(|state| std::iter::once(state.id.as_str()).chain(state.rule.as_deref()));
            rules
                .chain(examples)
                .chain(decisions)
                .chain(states)
                .chain(pack.notes.iter().map(|note| note.id.as_str()))
                .chain(pack.work_steps.iter().map(|step| step.id.as_str()))
                .chain(pack.family_conditions.iter().map(|condition| condition.id.as_str()))
        });
        let mut seen = std::collections::BTreeSet::new();
        criteria.chain(rest).filter(|code| seen.insert(fold(code))).collect()
    }

    /// The codes most like a misspelt one, likest first; none where nothing is near.
    pub fn near_codes(&self, code: &str) -> Vec<&str> {
        nearest_of(code, self.codes().into_iter().map(|known| (known, known)), OFFERED)
    }
}

impl<'p> Explained<'p> {
    fn bare(code: &'p str, kind: ExplainedKind, pack: &'p Pack, citations: &'p [Citation]) -> Explained<'p> {
        Explained {
            code,
            kind,
            pack,
            name: None,
            wording: None,
            explanation: None,
            question: None,
            test: None,
            remedy: None,
            strength: None,
            when: None,
            state: None,
            criteria: &[],
            supports: &[],
            citations,
            supported_by: Vec::new(),
        }
    }
}
