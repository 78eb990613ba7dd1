//! Everything that has a code, looked up by it.

use super::condition::Condition;
use super::pack::{CaseLaw, Citation, Localized, Pack, Strength};
use super::set::RulePacks;

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
    /// A verdict, a gap, the state of a link or a remark.
    State,
}

/// What there is to say of a code; absent parts do not apply to its kind.
#[derive(Debug, Clone)]
pub struct Explained<'p> {
    /// The code as the pack writes it.
    pub code: &'p str,
    /// What it stands for.
    pub kind: ExplainedKind,
    /// The pack it stands in.
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
    /// Sources.
    pub citations: &'p [Citation],
    /// Decisions that support it.
    pub supported_by: Vec<&'p CaseLaw>,
}

impl RulePacks {
    /// What there is to say of a code, whatever its case; a dash counts as an underscore in the
    /// names of states.
    pub fn explain(&self, code: &str) -> Option<Explained<'_>> {
        let same = |id: &str| {
            id.eq_ignore_ascii_case(code.trim()) || id.eq_ignore_ascii_case(&code.trim().replace('-', "_"))
        };
        let pack_of = |holds: &dyn Fn(&Pack) -> bool| self.packs().iter().rev().find(|pack| holds(pack));
        let mut explained = None;
        if let Some(criterion) = self.criteria().find(|criterion| same(criterion.id.id())) {
            let pack = pack_of(&|pack| {
                pack.wordings.iter().any(|w| w.id == criterion.id) || pack.criteria.iter().any(|c| c.id == criterion.id)
            })?;
            explained = Some(Explained {
                name: Some(&criterion.name),
                wording: Some(&criterion.wording),
                question: Some(&criterion.question),
                test: criterion.test.as_ref(),
                ..Explained::bare(criterion.id.id(), ExplainedKind::Criterion, pack, &criterion.citations)
            });
        }
        for pack in self.packs().iter().rev() {
            if explained.is_some() {
                break;
            }
            explained = None
                .or_else(|| {
                    pack.rules.iter().find(|rule| same(&rule.id)).map(|rule| Explained {
                        name: Some(&rule.name),
                        explanation: Some(&rule.explanation),
                        remedy: Some(&rule.remedy),
                        strength: Some(rule.strength),
                        when: Some(&rule.when),
                        ..Explained::bare(&rule.id, ExplainedKind::Rule, pack, &rule.citations)
                    })
                })
                .or_else(|| {
                    pack.examples.iter().find(|example| same(&example.id)).map(|example| Explained {
                        wording: Some(&example.wording),
                        ..Explained::bare(&example.id, ExplainedKind::Example, pack, &example.citations)
                    })
                })
                .or_else(|| {
                    pack.decisions.iter().find(|decision| same(&decision.id)).map(|decision| Explained {
                        wording: Some(&decision.holding),
                        ..Explained::bare(&decision.id, ExplainedKind::Decision, pack, &decision.citations)
                    })
                })
                .or_else(|| {
                    pack.states.iter().find(|state| same(&state.id)).map(|state| Explained {
                        name: Some(&state.name),
                        explanation: Some(&state.explanation),
                        remedy: Some(&state.remedy),
                        ..Explained::bare(&state.id, ExplainedKind::State, pack, &state.citations)
                    })
                });
        }
        let mut explained = explained?;
        explained.supported_by =
            self.decisions().filter(|decision| decision.supports.iter().any(|id| id == explained.code)).collect();
        Some(explained)
    }

    /// All codes that [`RulePacks::explain`] knows, in the order of the packs.
    pub fn codes(&self) -> Vec<&str> {
        let criteria = self.criteria().map(|criterion| criterion.id.id());
        let rest = self.packs().iter().flat_map(|pack| {
            let rules = pack.rules.iter().map(|rule| rule.id.as_str());
            let examples = pack.examples.iter().map(|example| example.id.as_str());
            let decisions = pack.decisions.iter().map(|decision| decision.id.as_str());
            let states = pack.states.iter().map(|state| state.id.as_str());
            rules.chain(examples).chain(decisions).chain(states)
        });
        criteria.chain(rest).collect()
    }

    /// The codes most like a misspelt one, likest first; none where nothing is near.
    pub fn near_codes(&self, code: &str) -> Vec<&str> {
        let code = code.trim().to_lowercase();
        let mut near: Vec<(f64, &str)> = self
            .codes()
            .into_iter()
            .map(|known| (strsim::jaro_winkler(&known.to_lowercase(), &code), known))
            .filter(|(likeness, _)| *likeness > 0.85)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.into_iter().map(|(_, known)| known).take(3).collect()
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
            citations,
            supported_by: Vec::new(),
        }
    }
}
