//! What a code means: a criterion, a rule, an example, a decision, a verdict, a gap or a link.

use crate::dpia::{GapKind, LinkStatus, NeedVerdict};
use crate::law::{CaseLaw, Citation, Criterion, FactId, ListedExample, Pack, Rule, RulePacks};
use crate::report::Lang;
use crate::report::page::{Page, Style, TextOptions};
use crate::report::wording::{Wording, joined};
use chrono::NaiveDate;
use strum::IntoEnumIterator;

/// Writes what a code means, whatever its case: `K4`, `D-35-3-B`, `IMY-EX-03`, `no_dpia`. None where
/// no such code is known.
pub fn code(
    code: &str,
    packs: &RulePacks,
    as_of: NaiveDate,
    lang: Lang,
    options: TextOptions,
) -> Option<String> {
    let wording = Wording::new(lang, packs, as_of, false);
    let mut found = Explained { wording: &wording, packs, page: Page::new(options), any: false };
    found.look_up(code.trim());
    found.any.then(|| found.page.finish())
}

/// Every code that [`code`] explains, in the order of the packs.
pub fn codes(packs: &RulePacks) -> Vec<String> {
    let mut codes: Vec<String> = FactId::iter().map(|id| id.id().to_string()).collect();
    for pack in packs.packs() {
        codes.extend(pack.rules.iter().map(|rule| rule.id.clone()));
        codes.extend(pack.examples.iter().map(|example| example.id.clone()));
        codes.extend(pack.decisions.iter().map(|decision| decision.id.clone()));
    }
    codes.extend(NeedVerdict::iter().map(|verdict| verdict.to_string()));
    codes.extend(GapKind::iter().map(|gap| gap.to_string()));
    codes.extend(LinkStatus::iter().map(|status| status.to_string()));
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(code.clone()));
    codes
}

struct Explained<'w, 'a> {
    wording: &'w Wording<'a>,
    packs: &'a RulePacks,
    page: Page,
    any: bool,
}

impl<'a> Explained<'_, 'a> {
    fn look_up(&mut self, code: &str) {
        let same = |known: &str| known.eq_ignore_ascii_case(code) || known.to_lowercase() == code.to_lowercase();
        if let Some(fact) = FactId::iter().find(|fact| same(fact.id())) {
            match self.wording.criterion(fact) {
                Some(criterion) => self.criterion(criterion),
                None => self.other_fact(fact),
            }
        }
        if let Some((pack, rule)) = self.wording.rules().find(|(_, rule)| same(&rule.id)) {
            self.rule(pack, rule);
        }
        let packs = self.packs.packs();
        if let Some(example) = packs.iter().flat_map(|pack| &pack.examples).find(|example| same(&example.id)) {
            self.example(example);
        }
        if let Some(decision) = packs.iter().flat_map(|pack| &pack.decisions).find(|decision| same(&decision.id)) {
            self.decision(decision);
        }
        if let Some(verdict) = NeedVerdict::iter().find(|verdict| same(verdict.into())) {
            self.verdict(verdict);
        }
        if let Some(gap) = GapKind::iter().find(|gap| same(gap.into())) {
            self.gap(gap);
        }
        if let Some(status) = LinkStatus::iter().find(|status| same(status.into())) {
            self.link(status);
        }
    }

    fn title(&mut self, code: &str, name: &str, kind: &str) {
        self.any = true;
        let kind = self.wording.texts.explain.kind.of(kind);
        let title = if name.is_empty() { format!("{code} [{kind}]") } else { format!("{code}  {name} [{kind}]") };
        self.page.heading(Style::Heading, &title);
    }

    fn said(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.page.paragraph(2, 2, Style::Plain, &format!("{label}: {text}"));
        }
    }

    fn criterion(&mut self, criterion: &'a Criterion) {
        let wording = self.wording;
        let label = &wording.texts.explain.label;
        self.title(criterion.id.id(), wording.local(&criterion.name), "criterion");
        self.page.paragraph(2, 0, Style::Plain, wording.local(&criterion.wording));
        self.said(&label.question, wording.local(&criterion.question));
        if let Some(test) = &criterion.test {
            self.said(&label.test, wording.local(test));
        }
        self.read_by(criterion.id);
        self.supported_by(criterion.id.id());
        self.sources(&criterion.citations);
    }

    fn other_fact(&mut self, fact: FactId) {
        self.title(fact.id(), self.wording.short(fact), "other");
        self.read_by(fact);
    }

    /// The rules that read a fact.
    fn read_by(&mut self, fact: FactId) {
        let reads = self.wording.rules().filter(|(_, rule)| rule.when.facts().contains(&fact));
        let rules = joined(reads.map(|(_, rule)| rule.id.as_str()));
        self.said(&self.wording.texts.explain.label.read_by, &rules);
    }

    fn rule(&mut self, pack: &Pack, rule: &'a Rule) {
        let wording = self.wording;
        let label = &wording.texts.explain.label;
        let line = &wording.texts.explain.line;
        self.title(&rule.id, wording.local(&rule.name), "rule");
        self.page.paragraph(2, 0, Style::Plain, wording.local(&rule.explanation));
        self.said(&label.when, &wording.condition(&rule.when));
        self.said(&label.strength, wording.texts.words.strength.of(rule.strength.into()));
        self.said(&label.remedy, wording.local(&rule.remedy));
        let valid = match rule.valid_to {
            Some(to) => line.valid_between.fill(&[("from", &rule.valid_from), ("to", &to)]),
            None => line.valid_from.fill(&[("from", &rule.valid_from)]),
        };
        self.said(&label.valid, &valid);
        self.supported_by(&rule.id);
        self.sources(&rule.citations);
        self.said(&label.pack, &line.pack.fill(&[("id", &pack.id), ("version", &pack.version)]));
    }

    fn example(&mut self, example: &'a ListedExample) {
        let wording = self.wording;
        let line = &wording.texts.explain.line;
        self.title(&example.id, "", "example");
        self.page.paragraph(2, 0, Style::Plain, wording.local(&example.wording));
        if !example.criteria.is_empty() {
            let by = if example.criteria_by_authority { &line.criteria_by_authority } else { &line.criteria_inferred };
            let criteria = by.fill(&[("criteria", &wording.labels(example.criteria.iter().copied()))]);
            self.said(&wording.texts.explain.label.criteria, &criteria);
        }
        self.supported_by(&example.id);
        self.sources(&example.citations);
    }

    fn decision(&mut self, decision: &'a CaseLaw) {
        let wording = self.wording;
        self.title(&decision.id, &decision.date, "decision");
        self.page.paragraph(2, 0, Style::Plain, wording.local(&decision.holding));
        self.said(&wording.texts.explain.label.supports, &joined(&decision.supports));
        self.sources(&decision.citations);
    }

    fn verdict(&mut self, verdict: NeedVerdict) {
        let code: &'static str = verdict.into();
        let label = &self.wording.texts.explain.label;
        self.title(code, self.wording.verdict(verdict), "verdict");
        if let Some(text) = self.wording.texts.explain.verdict.get(code) {
            self.page.paragraph(2, 0, Style::Plain, &text.text);
            self.said(&label.remedy, &text.todo);
            self.said(&label.sources, &text.law);
        }
        self.supported_by(code);
    }

    fn gap(&mut self, gap: GapKind) {
        let code: &'static str = gap.into();
        self.title(code, self.wording.gap(gap), "gap");
        if let Some(text) = self.wording.texts.explain.gap.get(code) {
            self.page.paragraph(2, 0, Style::Plain, &text.text);
            self.said(&self.wording.texts.explain.label.remedy, &text.todo);
        }
        self.supported_by(code);
    }

    fn link(&mut self, status: LinkStatus) {
        let code: &'static str = status.into();
        self.title(code, self.wording.link(status), "link");
        if let Some(text) = self.wording.texts.explain.link.get(code) {
            self.page.paragraph(2, 0, Style::Plain, &text.text);
        }
        self.supported_by(code);
    }

    /// The decisions of authorities and courts that support a code.
    fn supported_by(&mut self, code: &str) {
        let wording = self.wording;
        let decisions = self.packs.packs().iter().flat_map(|pack| &pack.decisions);
        let supporting: Vec<_> =
            decisions.filter(|decision| decision.supports.iter().any(|supported| supported == code)).collect();
        if supporting.is_empty() {
            return;
        }
        self.page.paragraph(2, 0, Style::Plain, &format!("{}:", wording.texts.explain.label.supported_by));
        for decision in supporting {
            let text = format!("{} ({}): {}", decision.id, decision.date, wording.local(&decision.holding));
            self.page.paragraph(4, 2, Style::Plain, &text);
        }
    }

    fn sources(&mut self, citations: &[Citation]) {
        if citations.is_empty() {
            return;
        }
        let wording = self.wording;
        let line = &wording.texts.explain.line;
        self.page.paragraph(2, 0, Style::Plain, &format!("{}:", wording.texts.explain.label.sources));
        for citation in citations {
            let evidence = wording.texts.words.evidence.of(citation.evidence.into());
            let text = match &citation.url {
                Some(url) => line.source_url.fill(&[("text", &citation.text), ("evidence", &evidence), ("url", url)]),
                None => line.source.fill(&[("text", &citation.text), ("evidence", &evidence)]),
            };
            self.page.paragraph(4, 2, Style::Plain, &text);
        }
    }
}
