//! What a code means: a criterion, a rule, an example, a decision, a verdict, a gap, a link or a note on the law.

use crate::art30::amended::amended;
use crate::art30::{CheckRule, rule};
use crate::law::{Citation, Explained, ExplainedKind, FactId, Localized, PackStatus, RulePacks};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::wording::{Wording, joined};
use crate::text::variants::IntoEnumIterator;
use crate::text::{Lang, same};
use chrono::NaiveDate;

/// Writes what a code means, whatever its case: `K4`, `D-35-3-B`, `IMY-EX-03`, `no_dpia`. None where
/// no such code is known; [`RulePacks::near_codes`] then says which are near.
///
/// ```
/// use ropa::law::RulePacks;
/// use ropa::report::{TextOptions, explain};
/// use ropa::text::Lang;
/// let packs = RulePacks::builtin();
/// let today = "2026-11-23".parse().unwrap();
/// let text = explain::code("d-35-3-b", &packs, today, Lang::En, TextOptions::default()).unwrap();
/// assert!(text.starts_with("D-35-3-B"));
/// ```
pub fn code(
    code: &str,
    packs: &RulePacks,
    as_of: NaiveDate,
    lang: Lang,
    options: TextOptions,
) -> Option<String> {
    let wording = Wording::new(lang, packs, as_of, false);
    let mut answer = Answer { wording: &wording, page: Page::new(options) };
    match (packs.explain(code), rule(code)) {
        (Some(explained), _) => answer.explained(packs, &explained),
        (None, Some(rule)) => answer.check(&amended(rule, packs, as_of)),
        (None, None) => answer.fact(FactId::iter().find(|fact| same(fact.id(), code))?),
    }
    Some(answer.page.finish())
}

struct Answer<'w, 'a> {
    wording: &'w Wording<'a>,
    page: Page,
}

impl Answer<'_, '_> {
    fn title(&mut self, code: &str, name: &str, kind: &str) {
        let kind = self.wording.texts.explain.kind.of(kind);
        let name = if name.is_empty() { String::new() } else { format!(" {name}") };
        self.page.heading(Style::Heading, &format!("{code}{name} [{kind}]"));
    }

    fn said(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.page.paragraph(2, 2, Style::Plain, &format!("{label}: {text}"));
        }
    }

    /// A fact that rules read and that is no criterion.
    fn fact(&mut self, fact: FactId) {
        self.title(fact.id(), self.wording.short(fact), "other");
        self.read_by(fact);
    }

    /// A rule of the checks.
    fn check(&mut self, rule: &CheckRule) {
        let wording = self.wording;
        let (label, check) = (&wording.texts.explain.label, &wording.texts.check);
        self.title(&rule.id, wording.local(&rule.name), "check");
        self.page.paragraph(2, 0, Style::Plain, wording.local(&rule.why));
        let said = [
            (&label.says, wording.local(&rule.message).to_string()),
            (&label.remedy, wording.local(&rule.remedy).to_string()),
            (&label.good, wording.local(&rule.good).to_string()),
            (&label.bad, wording.local(&rule.bad).to_string()),
            (&label.severity, check.severity.of(rule.severity.into()).to_string()),
            (&label.role, check.role.of(rule.role.into()).to_string()),
            (
                &label.fields,
                joined(rule.fields.iter().map(|field| wording.lang.words().field.of((*field).into()))),
            ),
            (&label.family, check.family.of(rule.family.into()).to_string()),
        ];
        for (label, text) in said {
            self.said(label, &text);
        }
        self.sources(&rule.citations);
    }

    fn explained<'e>(&mut self, packs: &RulePacks, explained: &Explained<'e>) {
        let wording = self.wording;
        let label = &wording.texts.explain.label;
        let said = |text: Option<&'e Localized>| text.map_or("", |text| wording.local(text));
        let kind = match explained.kind {
            ExplainedKind::Criterion => "criterion",
            ExplainedKind::Rule => "rule",
            ExplainedKind::Example => "example",
            ExplainedKind::Decision => "decision",
            ExplainedKind::State => "state",
            ExplainedKind::Note => "note",
            ExplainedKind::WorkStep => "work_step",
            ExplainedKind::FamilyCondition => "family_condition",
        };
        self.title(explained.code, said(explained.name), kind);
        for text in [said(explained.wording), said(explained.explanation)] {
            if !text.is_empty() {
                self.page.paragraph(2, 0, Style::Plain, text);
            }
        }
        self.said(&label.question, said(explained.question));
        self.said(&label.test, said(explained.test));
        if let Some(condition) = explained.when {
            self.said(&label.when, &wording.condition(condition));
        }
        if let Some(strength) = explained.strength {
            self.said(&label.strength, wording.lang.words().strength.of(strength.into()));
        }
        self.said(&label.remedy, said(explained.remedy));
        match explained.kind {
            ExplainedKind::Criterion => {
                if let Some(fact) = FactId::CRITERIA.into_iter().find(|fact| fact.id() == explained.code) {
                    self.read_by(fact);
                }
            }
            ExplainedKind::Rule => self.validity(packs, explained.code),
            ExplainedKind::Example => self.example(packs, explained.code),
            ExplainedKind::Decision => {
                let decision = packs.decisions().find(|decision| decision.id == explained.code);
                self.said(
                    &label.supports,
                    &decision.map_or(String::new(), |decision| joined(&decision.supports)),
                );
            }
            ExplainedKind::State => self.state(explained),
            ExplainedKind::Note => self.note(packs, explained.code),
            ExplainedKind::WorkStep | ExplainedKind::FamilyCondition => {}
        }
        if !explained.supported_by.is_empty() {
            self.page.paragraph(2, 0, Style::Plain, &format!("{}:", label.supported_by));
        }
        for decision in &explained.supported_by {
            let text = format!("{} ({}): {}", decision.id, decision.date, wording.local(&decision.holding));
            self.page.paragraph(4, 2, Style::Plain, &text);
        }
        self.sources(explained.citations);
        let pack =
            [("id", &explained.pack.id as &dyn std::fmt::Display), ("version", &explained.pack.version)];
        self.said(&label.pack, &wording.texts.explain.line.pack.fill(&pack));
    }

    /// The other code of a state, and what it weighs where it is a remark on a DPIA.
    fn state(&mut self, explained: &Explained<'_>) {
        let Some(state) = explained.state else { return };
        let explain = &self.wording.texts.explain;
        let codes = [Some(state.id.as_str()), state.rule.as_deref()];
        let other = codes.into_iter().flatten().find(|code| *code != explained.code);
        self.said(&explain.label.also, other.unwrap_or_default());
        let Some(severity) = state.severity else { return };
        self.said(&explain.label.severity, self.wording.severity(severity));
        self.said(&explain.label.effect, explain.effect.of(state.makes.map_or("none", Into::into)));
    }

    /// The rules that read a fact.
    fn read_by(&mut self, fact: FactId) {
        let reads = self.wording.rules().filter(|(_, rule)| rule.when.facts().contains(&fact));
        let rules = joined(reads.map(|(_, rule)| rule.id.as_str()));
        self.said(&self.wording.texts.explain.label.read_by, &rules);
    }

    fn validity(&mut self, packs: &RulePacks, id: &str) {
        if let Some((_, rule)) = packs.rule(id) {
            self.valid(rule.valid_from, rule.valid_to);
        }
    }

    fn valid(&mut self, from: NaiveDate, to: Option<NaiveDate>) {
        let line = &self.wording.texts.explain.line;
        let valid = match to {
            Some(to) => line.valid_between.fill(&[("from", &from), ("to", &to)]),
            None => line.valid_from.fill(&[("from", &from)]),
        };
        self.said(&self.wording.texts.explain.label.valid, &valid);
    }

    fn note(&mut self, packs: &RulePacks, id: &str) {
        let Some(note) = packs.note(id) else { return };
        if note.status == PackStatus::Proposed {
            let proposed = self.wording.texts.explain.line.proposed.clone();
            self.said(&self.wording.texts.explain.label.valid, &proposed);
        } else if let Some(from) = note.valid_from {
            self.valid(from, note.valid_to);
        }
    }

    fn example(&mut self, packs: &RulePacks, id: &str) {
        let line = &self.wording.texts.explain.line;
        let Some(example) = packs.example(id).filter(|example| !example.criteria.is_empty()) else { return };
        let by =
            if example.criteria_by_authority { &line.criteria_by_authority } else { &line.criteria_inferred };
        let criteria = by.fill(&[("criteria", &self.wording.labels(example.criteria.iter().copied()))]);
        self.said(&self.wording.texts.explain.label.criteria, &criteria);
    }

    fn sources(&mut self, citations: &[Citation]) {
        if citations.is_empty() {
            return;
        }
        let wording = self.wording;
        let line = &wording.texts.explain.line;
        self.page.paragraph(2, 0, Style::Plain, &format!("{}:", wording.texts.explain.label.sources));
        for citation in citations {
            let evidence = wording.lang.words().evidence.of(citation.evidence.into());
            let cited = wording.cited(citation);
            let text = match &citation.url {
                Some(url) => line.source_url.fill(&[("text", &cited), ("evidence", &evidence), ("url", url)]),
                None => line.source.fill(&[("text", &cited), ("evidence", &evidence)]),
            };
            self.page.paragraph(4, 2, Style::Plain, &text);
        }
    }
}
