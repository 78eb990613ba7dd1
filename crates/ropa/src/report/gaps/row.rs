//! What every format says of one activity.

use super::GapView;
use super::rank::RankWords;
use crate::gaps::Assessment;
use crate::law::{FactId, Truths};
use crate::matching::Suggestion;
use crate::model::{Dpia, Field, Precision, ProcessingActivity, Tri, Value};
use crate::report::common::handle;
use crate::report::common::quote::{name, quoted};
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::screening::Basis;

/// One activity with its assessment, in words.
pub(in crate::report) struct Row<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    pub(in crate::report) assessment: &'a Assessment,
    pub(in crate::report) activity: &'a ProcessingActivity,
}

impl<'v, 'a> Row<'v, 'a> {
    pub(in crate::report) fn new(
        view: &'v GapView<'a>,
        wording: &'v Wording<'a>,
        assessment: &'a Assessment,
    ) -> Self {
        Row { view, wording, assessment, activity: view.activity(assessment) }
    }

    /// The register's own id, else where the record stands.
    pub(in crate::report) fn handle(&self) -> String {
        handle::handle(self.activity, self.view.import(), self.wording)
    }

    /// Name and unit on one line.
    pub(in crate::report) fn head(&self) -> String {
        let label = name(self.activity.label());
        match self.activity.unit() {
            Some(unit) => self.wording.texts.gaps.row.head.fill(&[("name", &label), ("unit", &name(&unit))]),
            None => label.to_string(),
        }
    }

    fn criteria(&self, value: Tri) -> Vec<FactId> {
        FactId::CRITERIA.into_iter().filter(|id| self.assessment.facts.truth(*id) == value).collect()
    }

    /// The criteria that are met.
    pub(in crate::report) fn met(&self) -> Vec<FactId> {
        self.criteria(Tri::Yes)
    }

    /// The criteria that are not known.
    pub(in crate::report) fn unknown(&self) -> Vec<FactId> {
        self.criteria(Tri::Unknown)
    }

    /// The criteria met, each with the register's own word for it where it has one.
    pub(in crate::report) fn met_in_words(&self) -> String {
        let row = &self.wording.texts.gaps.row;
        joined(self.met().into_iter().map(|id| {
            let word = self.assessment.facts.get(id).and_then(|fact| self.wording.telling_word(fact));
            match word {
                Some(word) => row.criterion_word.fill(&[
                    ("id", &id.id()),
                    ("name", &self.wording.short(id)),
                    ("word", &word),
                ]),
                None => row.criterion.fill(&[("id", &id.id()), ("name", &self.wording.short(id))]),
            }
        }))
    }

    /// The questions worth asking first, since words in the register point at them.
    pub(in crate::report) fn hinted(&self) -> String {
        let row = &self.wording.texts.gaps.row;
        let questions = self.assessment.need.questions.iter().filter(|id| **id != FactId::Listed);
        joined(questions.filter_map(|id| {
            let words = self.wording.hinted_words(self.assessment.facts.get(*id)?)?;
            Some(row.hinted.fill(&[("id", &id.id()), ("name", &self.wording.short(*id)), ("words", &words)]))
        }))
    }

    /// The questions that the register answers with a plain no and speaks for all the same.
    pub(in crate::report) fn contradicted(&self) -> String {
        let row = &self.wording.texts.gaps.row;
        let facts = &self.assessment.facts;
        joined(facts.contradicted().filter(|id| *id != FactId::Listed).map(|id| {
            let words = facts.get(id).and_then(|fact| self.wording.spoken_for(fact)).unwrap_or_default();
            row.denied_but.fill(&[("fact", &self.wording.labelled(id)), ("words", &words)])
        }))
    }

    /// The listed example that the record resembles.
    pub(in crate::report) fn resembles(&self) -> Option<String> {
        let facts = &self.assessment.facts;
        let id = facts.resembles()?;
        let words = facts.get(FactId::Listed).and_then(|fact| self.wording.spoken_for(fact))?;
        Some(self.wording.texts.gaps.row.resembles.fill(&[("id", &id), ("words", &words)]))
    }

    /// The other questions, without those that no file asks: these are listed once for all.
    pub(in crate::report) fn other_questions(&self) -> Vec<FactId> {
        let hinted = |id: &FactId| {
            self.assessment.facts.get(*id).is_some_and(|fact| self.wording.hinted_words(fact).is_some())
        };
        let told = |id: &FactId| {
            let fact = self.assessment.facts.get(*id);
            *id == FactId::Listed && self.assessment.facts.resembles().is_some()
                || fact.is_some_and(|fact| fact.basis == Basis::Contradicted)
        };
        let asked_nowhere = |id: &FactId| self.view.assessed.not_asked.contains(id);
        let questions = self.assessment.need.questions.iter().copied();
        questions.filter(|id| !hinted(id) && !told(id) && !asked_nowhere(id)).collect()
    }

    /// Every open question on a line of its own, as one puts it to a colleague.
    pub(in crate::report) fn questions(&self) -> String {
        joined(self.assessment.need.questions.iter().map(|id| self.wording.labelled(*id)))
    }

    /// Why each criterion is met, a line each; contradictions last.
    pub(in crate::report) fn reasons(&self) -> String {
        let facts = &self.assessment.facts;
        let met = self.met().into_iter().filter_map(|id| {
            let because = self.wording.because(facts.get(id)?);
            Some(format!("{}: {because}", self.wording.labelled(id)))
        });
        let hinted = self.assessment.need.questions.iter().filter_map(|id| {
            let fact = facts.get(*id)?;
            self.wording.hinted_words(fact)?;
            Some(format!("{}? {}", self.wording.labelled(*id), self.wording.because(fact)))
        });
        let conflicts = facts.conflicts.iter().map(|conflict| self.wording.conflict(conflict));
        let reasoned = facts.reasoned.iter().map(|no| self.wording.reasoned_no(no));
        let all = self.resembles().into_iter().chain(met).chain(hinted).chain(conflicts).chain(reasoned);
        joined_by("\n", all)
    }

    /// The rules that certainly hold, by id.
    pub(in crate::report) fn rules(&self) -> String {
        joined(self.holding())
    }

    fn holding(&self) -> impl Iterator<Item = &'a str> {
        self.assessment
            .need
            .rules
            .iter()
            .filter(|outcome| outcome.holds.is_yes())
            .map(|outcome| outcome.rule.as_str())
    }

    /// The strongest rule that holds, with its source.
    pub(in crate::report) fn strongest_rule(&self) -> Option<String> {
        let rule = self.wording.rule(self.holding().next()?)?;
        let citation = rule.citations.first().map(|citation| self.wording.citation(citation));
        Some(match citation {
            Some(citation) => format!("{} ({citation})", self.wording.local(&rule.name)),
            None => self.wording.local(&rule.name).to_string(),
        })
    }

    /// The sources of the rules that hold, each once.
    pub(in crate::report) fn sources(&self) -> String {
        let mut sources: Vec<String> = Vec::new();
        for citation in self.holding().filter_map(|id| self.wording.rule(id)).flat_map(|rule| &rule.citations)
        {
            let citation = self.wording.citation(citation);
            if !sources.contains(&citation) {
                sources.push(citation);
            }
        }
        sources.join("; ")
    }

    /// The linked DPIAs with their states, and the references that lead to none or to several: a line each.
    pub(in crate::report) fn link(&self) -> String {
        let row = &self.wording.texts.gaps.row;
        self.links(|state, remarks| match remarks.is_empty() {
            true => state,
            false => {
                let remarks = row.remark.fill(&[("remarks", &joined_by("; ", remarks))]);
                format!("{state}; {remarks}")
            }
        })
    }

    /// The same for a cell, where each remark has a line of its own.
    pub(in crate::report) fn link_in_cell(&self) -> String {
        self.links(|state, remarks| {
            let remarks = remarks.into_iter().map(|remark| format!("• {remark}"));
            joined_by("\n", std::iter::once(state).chain(remarks))
        })
    }

    fn links(&self, laid_out: impl Fn(String, Vec<String>) -> String) -> String {
        let row = &self.wording.texts.gaps.row;
        let resolution = &self.assessment.resolution;
        let linked = resolution.links.iter().map(|link| {
            let dpia = &self.view.assessed.register().dpias[link.link.dpia];
            let state = self.wording.state_of(link);
            let state = row.dpia.fill(&[("dpia", &handle(dpia)), ("state", &state)]);
            laid_out(state, self.wording.other_remarks(link))
        });
        let said = resolution.said.iter().map(|claim| self.wording.claim(claim));
        let mut parts: Vec<String> = linked.chain(self.unresolved()).chain(said).collect();
        if let (true, Some(cell)) = (parts.is_empty(), &resolution.claimed) {
            parts.push(row.claimed.fill(&[("cell", &self.wording.cell(cell))]));
        }
        joined_by("\n", parts)
    }

    /// The DPIA that may be the one, where none is linked and one is likely enough.
    pub(in crate::report) fn candidate(&self) -> Option<&'a Suggestion> {
        self.view.candidate(self.assessment)
    }

    /// Its handle.
    pub(in crate::report) fn candidate_handle(&self) -> String {
        let dpias = &self.view.assessed.register().dpias;
        self.candidate().map(|one| handle(&dpias[one.dpia])).unwrap_or_default()
    }

    /// The codes of all remarks on the linked DPIAs, each once: the rule's, else the remark's own.
    pub(in crate::report) fn rule_codes(&self) -> String {
        let remarks = self.assessment.resolution.links.iter().flat_map(|link| &link.remarks);
        let mut codes: Vec<&str> = Vec::new();
        for remark in remarks {
            let code = self.wording.remark_rule(remark.kind).unwrap_or(remark.kind.into());
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        joined(codes)
    }

    /// The same in words: which, how likely, and what speaks for it.
    pub(in crate::report) fn candidate_in_words(&self) -> Option<String> {
        let candidate = self.candidate()?;
        let texts = self.wording.texts;
        let dpia = &self.view.assessed.register().dpias[candidate.dpia];
        let title =
            if dpia.label() == &*dpia.key { String::new() } else { format!(" {}", name(dpia.label())) };
        let reasons = joined(candidate.evidence.iter().map(|one| texts.links.evidence.of(one.kind.into())));
        Some(texts.gaps.row.candidate_is.fill(&[
            ("dpia", &format!("{}{title}", handle(dpia))),
            ("score", &self.wording.lang.decimal(candidate.score)),
            ("reasons", &reasons),
        ]))
    }

    /// The references that lead to no DPIA, or to several.
    pub(in crate::report) fn unresolved(&self) -> Vec<String> {
        let row = &self.wording.texts.gaps.row;
        let dpias = &self.view.assessed.register().dpias;
        self.assessment
            .resolution
            .unresolved
            .iter()
            .map(|reference| {
                let (written, cell) = (quoted(&reference.written), self.wording.cell(&reference.cell));
                if reference.candidates.is_empty() {
                    return row.unresolved.fill(&[("written", &written), ("cell", &cell)]);
                }
                let candidates = joined(reference.candidates.iter().map(|dpia| handle(&dpias[*dpia])));
                let words = if reference.denied { &row.denied } else { &row.ambiguous };
                words.fill(&[("written", &written), ("cell", &cell), ("candidates", &candidates)])
            })
            .collect()
    }

    /// What the recorded decision says and lacks.
    pub(in crate::report) fn decision(&self) -> String {
        let Some(decision) = self.assessment.decision() else { return String::new() };
        let reason = decision.reason.as_ref().map(|reason| quoted(reason).to_string());
        joined_by("; ", reason.into_iter().chain([self.wording.decision_state(decision)]))
    }

    /// The place of the gap in the order of work, in words.
    pub(in crate::report) fn rank(&self) -> Option<RankWords<'v, 'a>> {
        RankWords::of(self.view, self.wording, self.assessment)
    }

    /// Every answer to a field, as written, on a line each.
    pub(in crate::report) fn written(&self, field: Field) -> String {
        let entries = self.activity.entries_of(field);
        let said = entries.filter(|entry| !matches!(entry.value, Value::Blank));
        joined_by("\n", said.map(|entry| entry.written.trim().to_string()))
    }

    /// What to do about the gap.
    pub(in crate::report) fn todo(&self) -> &'a str {
        self.wording.remedy_of(self.assessment)
    }

    /// Every cell that something here rests on, each once.
    pub(in crate::report) fn cells(&self) -> String {
        let mut cells = Vec::new();
        let facts = self.assessment.facts.all.values().filter(|fact| !fact.value.is_no());
        let support = facts.flat_map(|fact| fact.support.iter()).flat_map(|support| &support.cells);
        let links = self.assessment.resolution.links.iter().flat_map(|link| &link.link.cells);
        let references = self.assessment.resolution.unresolved.iter().map(|reference| &reference.cell);
        let decision = self.assessment.decisions.iter().flat_map(|decision| &decision.cells);
        let claimed = self.assessment.resolution.claimed.iter();
        let claimed = claimed.chain(self.assessment.resolution.said.iter().map(|claim| &claim.cell));
        for cell in support.chain(links).chain(references).chain(claimed).chain(decision) {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        joined(cells.into_iter().map(|cell| self.wording.cell(cell)))
    }

    /// The date of registration as exactly as it is known.
    pub(in crate::report) fn registered(&self) -> Option<String> {
        partial_date(self.activity, Field::Registered)
    }
}

/// What to call a DPIA in a list.
pub(in crate::report) fn handle(dpia: &Dpia) -> String {
    name(&dpia.key).to_string()
}

/// A date as exactly as the register gives it: a day, a month or a year.
pub(in crate::report) fn partial_date(activity: &ProcessingActivity, field: Field) -> Option<String> {
    let date = activity.date(field)?;
    let day = date.date.to_string();
    let unknown = match date.precision {
        Precision::Day => 0,
        Precision::Month => "-DD".len(),
        Precision::Year => "-MM-DD".len(),
    };
    Some(day[..day.len() - unknown].to_string())
}
