//! The whole reasoning for one activity: from its cells to the verdict, the link and the gap.

use crate::dpia::LinkState;
use crate::gaps::Assessment;
use crate::law::FactId;
use crate::model::{Field, Tri};
use crate::report::common::page::{Page, Style, TextOptions, padded};
use crate::report::common::quote::{name, quoted};
use crate::report::common::wording::{Wording, joined};
use crate::report::gaps::{GapView, RankWords, Row, dpia_handle};
use crate::screening::{Basis, Fact, NeedVerdict, law_notes};
use unicode_width::UnicodeWidthStr;

/// Writes the whole reasoning for one activity of an assessed register.
pub fn record<'a>(view: &GapView<'a>, assessment: &'a Assessment, options: TextOptions) -> String {
    let wording = view.wording();
    let mut reasoning = Reasoning {
        view,
        wording: &wording,
        assessment,
        row: Row::new(view, &wording, assessment),
        page: Page::new(options),
    };
    reasoning.head();
    reasoning.criteria();
    reasoning.article();
    reasoning.other_facts();
    reasoning.conflicts();
    reasoning.rules();
    reasoning.questions();
    reasoning.links();
    reasoning.decision();
    reasoning.gap();
    reasoning.rank();
    reasoning.notes();
    reasoning.page.finish()
}

struct Reasoning<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    assessment: &'a Assessment,
    row: Row<'v, 'a>,
    page: Page,
}

impl Reasoning<'_, '_> {
    fn head(&mut self) {
        let words = &self.wording.texts.explain.record;
        let activity = self.row.activity;
        let title = match activity.text(Field::Id) {
            Some(id) => format!("{}  {}", quoted(id), name(activity.label())),
            None => name(activity.label()).to_string(),
        };
        self.page.heading(Style::Heading, &title);
        let origin = &activity.origin;
        let source = words.source.fill(&[
            ("file", &quoted(&origin.file)),
            ("sheet", &quoted(&origin.sheet)),
            ("row", &origin.row),
        ]);
        let mut lines = vec![source];
        lines.extend(activity.text(Field::Unit).map(|unit| words.unit.fill(&[("unit", &name(unit))])));
        let processes = activity.processes();
        if !processes.is_empty() {
            lines.push(words.process.fill(&[("processes", &joined(processes))]));
        }
        lines.extend(self.row.registered().map(|date| words.registered.fill(&[("date", &date)])));
        for line in lines {
            self.page.paragraph(0, 2, Style::Plain, &line);
        }
        let verdict = self.assessment.need.verdict;
        let style = match verdict {
            NeedVerdict::Required | NeedVerdict::Presumed => Style::Error,
            NeedVerdict::CannotBeExcluded => Style::Warning,
            _ => Style::Heading,
        };
        self.page.heading(style, &words.verdict.fill(&[("verdict", &self.wording.verdict(verdict))]));
        if let Some(state) = self.wording.explained(verdict.into()) {
            self.page.paragraph(2, 0, Style::Plain, self.wording.local(&state.explanation));
        }
    }

    fn fact(&mut self, label: &str, width: usize, fact: &Fact) {
        let value = self.wording.tri(fact.value);
        let because = self.wording.because(fact);
        // An answer and a missing one say so themselves.
        let basis = match fact.basis {
            Basis::Derived | Basis::Hinted | Basis::Contradicted => {
                format!("{} | ", self.wording.basis(fact.basis))
            }
            Basis::Declared | Basis::Absent => String::new(),
        };
        let style = if fact.value.is_yes() { Style::Heading } else { Style::Plain };
        self.page.row(2, &padded(label, width), width, style, &format!("{value} | {basis}{because}"));
    }

    fn criteria(&mut self) {
        let words = &self.wording.texts.explain.record;
        self.page.heading(Style::Heading, &words.criteria);
        let labels = FactId::CRITERIA.map(|id| self.wording.labelled(id));
        let width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        for (id, label) in FactId::CRITERIA.into_iter().zip(&labels) {
            let fact = self.assessment.facts.get(id).unwrap_or_else(|| Fact::nothing_known());
            self.fact(label, width, fact);
        }
        let (low, high) = (self.assessment.need.low, self.assessment.need.high);
        let tally = words.tally.fill(&[
            ("low", &low),
            ("unknown", &high.saturating_sub(low)),
            ("no", &FactId::CRITERIA.len().saturating_sub(high)),
        ]);
        self.page.paragraph(2, 0, Style::Plain, &tally);
    }

    fn article(&mut self) {
        let words = &self.wording.texts.explain.record;
        self.page.heading(Style::Heading, &words.article);
        let [a, b, c] = self.assessment.need.article_35_3;
        let width = [Tri::Yes, Tri::No, Tri::Unknown].map(|value| self.wording.tri(value).width());
        let width = width.into_iter().max().unwrap_or(0);
        for (text, value) in [(&words.article_a, a), (&words.article_b, b), (&words.article_c, c)] {
            let style = if value.is_yes() { Style::Error } else { Style::Plain };
            self.page.row(2, self.wording.tri(value), width, style, text);
        }
    }

    fn other_facts(&mut self) {
        let others: Vec<_> = self.assessment.facts.all.iter().filter(|(id, _)| !id.is_criterion()).collect();
        if others.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, &self.wording.texts.explain.record.facts);
        for (id, fact) in others {
            let label = self.wording.labelled(*id);
            self.fact(&label, label.width(), fact);
        }
    }

    fn lines(&mut self, title: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.page.heading(Style::Heading, title);
        for line in lines {
            self.page.paragraph(2, 2, Style::Plain, &line);
        }
    }

    fn conflicts(&mut self) {
        let conflicts =
            self.assessment.facts.conflicts.iter().map(|conflict| self.wording.conflict(conflict));
        let conflicts = conflicts.collect();
        self.lines(&self.wording.texts.explain.record.conflicts, conflicts);
        let reasoned = self.assessment.facts.reasoned.iter().map(|no| self.wording.reasoned_no(no));
        let reasoned = reasoned.collect();
        self.lines(&self.wording.texts.explain.record.reasoned, reasoned);
    }

    fn rules(&mut self) {
        let words = &self.wording.texts.explain.record;
        let need = &self.assessment.need;
        let described = |holds: Tri| {
            let outcomes = need.rules.iter().filter(move |outcome| outcome.holds == holds);
            let lines = outcomes.map(|outcome| {
                let Some(rule) = self.wording.rule(&outcome.rule) else { return outcome.rule.clone() };
                let facts = self.wording.facts_behind(outcome, &self.assessment.facts);
                let facts = self.wording.labels(facts);
                let facts = match holds {
                    Tri::Unknown => words.would_hold.fill(&[("facts", &facts)]),
                    Tri::Yes | Tri::No => format!("{facts}."),
                };
                let strength = self.wording.lang.words().strength.of(outcome.strength.into());
                format!(
                    "{} {} [{strength}]: {facts} {} {}",
                    rule.id,
                    self.wording.local(&rule.name),
                    self.wording.local(&rule.explanation),
                    self.wording.citations(&rule.citations),
                )
            });
            lines.collect::<Vec<String>>()
        };
        let (holding, open) = (described(Tri::Yes), described(Tri::Unknown));
        let overridden = need.overridden.clone();
        self.lines(&words.rules, holding);
        self.lines(&words.open_rules, open);
        let exempt = need.verdict == NeedVerdict::Exempt;
        let title = if exempt { &words.overridden } else { &words.overridden_weakened };
        self.lines(title, overridden);
    }

    fn questions(&mut self) {
        let questions = self.assessment.need.questions.iter().map(|id| match self.wording.criterion(*id) {
            Some(criterion) => format!("{}: {}", id.id(), self.wording.local(&criterion.question)),
            None => self.wording.labelled(*id),
        });
        let questions = questions.collect();
        self.lines(&self.wording.texts.explain.record.questions, questions);
    }

    /// What the law says of processing like this, from the rule packs; it decides nothing.
    fn notes(&mut self) {
        let words = &self.wording.texts.explain.record;
        let assessed = self.view.assessed;
        let notes = law_notes(self.row.activity, assessed.packs(), assessed.as_of());
        let said = notes.into_iter().map(|(note, cell)| {
            words.note.fill(&[
                ("id", &note.id),
                ("name", &self.wording.local(&note.name)),
                ("said", &self.wording.local(&note.explanation)),
                ("cell", &self.wording.cells(&[cell])),
            ])
        });
        let said = said.collect();
        self.lines(&words.notes, said);
    }

    fn links(&mut self) {
        let words = &self.wording.texts.explain.record;
        let resolution = &self.assessment.resolution;
        let dpias = &self.view.assessed.register().dpias;
        let mut lines: Vec<String> = Vec::new();
        for link in &resolution.links {
            let dpia = &dpias[link.link.dpia];
            let label = format!("{} {}", dpia_handle(dpia), name(dpia.label()));
            let label = if dpia.label() == &*dpia.key { dpia_handle(dpia) } else { label };
            let found = words.link.fill(&[("dpia", &label), ("via", &self.wording.via(&link.link.via))]);
            let cells = self.wording.cells(&link.link.cells);
            let since = link.since.filter(|_| link.deciding().is_none());
            let since = since.map(|day| format!(" ({day})")).unwrap_or_default();
            lines.push(format!("{found}: {}{since} [{cells}]", self.wording.state_of(link)));
            let scope = link.scope.as_ref();
            lines.extend(
                scope.map(|scope| format!("  {}", words.link_scope.fill(&[("scope", &quoted(scope))]))),
            );
            lines.extend(self.wording.other_remarks(link).iter().map(|remark| format!("  {remark}")));
        }
        for reference in &resolution.unresolved {
            let (written, cell) = (quoted(&reference.written), self.wording.cell(&reference.cell));
            lines.push(if reference.candidates.is_empty() {
                words.unresolved.fill(&[("written", &written), ("cell", &cell)])
            } else {
                let candidates = joined(reference.candidates.iter().map(|index| dpia_handle(&dpias[*index])));
                let said = if reference.denied { &words.denied } else { &words.ambiguous };
                said.fill(&[("written", &written), ("cell", &cell), ("candidates", &candidates)])
            });
        }
        lines.extend(resolution.said.iter().map(|claim| self.wording.claim(claim)));
        if let (true, Some(cell)) = (lines.is_empty(), &resolution.claimed) {
            lines.push(words.claimed.fill(&[("cell", &self.wording.cell(cell))]));
        }
        if lines.is_empty() {
            lines.push(words.no_links.clone());
        }
        self.lines(&words.links, lines);
    }

    fn decision(&mut self) {
        let Some(decision) = self.assessment.decision() else { return };
        let words = &self.wording.texts.explain.record;
        let mut lines = Vec::new();
        if let Some(reason) = &decision.reason {
            let cells = self.wording.cells(&decision.cells);
            lines.push(words.decision_reason.fill(&[("reason", &quoted(reason)), ("cells", &cells)]));
        }
        lines.push(self.wording.decision_state(decision));
        lines.extend(decision.review_by.map(|date| words.decision_review.fill(&[("date", &date)])));
        self.lines(&words.decision, lines);
    }

    /// The place in the order of work, with all that it rests on.
    fn rank(&mut self) {
        let Some(rank) = RankWords::of(self.view, self.wording, self.assessment) else { return };
        let words = &self.wording.texts.rank;
        let number = |count: usize| self.wording.lang.number(count);
        let total = self.view.assessed.summary().gap_total();
        let position =
            [("position", &number(rank.rank.position) as &dyn std::fmt::Display), ("total", &number(total))];
        let mut lines = vec![words.explain.position.fill(&position)];
        if let Some(step) = rank.step() {
            let (name, id) = (self.wording.local(&step.name), &step.id);
            let step_line = words.explain.step.fill(&[("step", &step.order), ("name", &name), ("id", id)]);
            lines.push(format!("{step_line}. {}", self.wording.local(&step.explanation)));
        }
        lines.extend(rank.reasons().into_iter().map(|reason| format!("• {reason}")));
        lines.extend(rank.within_step());
        let in_family = number(rank.rank.ties.in_family);
        lines.push(words.explain.family.fill(&[("family", &rank.family()), ("count", &in_family)]));
        lines.push(words.sentence.clone());
        self.lines(&words.explain.title, lines);
    }

    fn gap(&mut self) {
        let words = &self.wording.texts.explain.record;
        let Some(gap) = &self.assessment.gap else {
            self.page.heading(Style::Heading, &words.no_gap);
            return;
        };
        let (kind, severity) = (self.wording.gap(gap.kind), self.wording.severity(gap.severity));
        let mut lines = vec![match gap.since {
            Some(date) => words.gap_since.fill(&[("gap", &kind), ("severity", &severity), ("date", &date)]),
            None => words.gap_line.fill(&[("gap", &kind), ("severity", &severity)]),
        }];
        if gap.began_earlier {
            lines.push(self.wording.texts.gaps.row.began_earlier.clone());
        }
        if let Some(standing) = self.assessment.standing {
            lines.push(words.standing.fill(&[("standing", &self.wording.standing(standing))]));
        }
        let best = self.assessment.resolution.deciding();
        let deciding = best.and_then(LinkState::deciding).map(|remark| remark.kind.into());
        let state = self.wording.explained(deciding.unwrap_or(gap.kind.into()));
        lines.extend(state.map(|state| self.wording.local(&state.explanation).to_string()));
        self.lines(&words.gap, lines);
        self.lines(&words.todo, vec![self.row.todo().to_string()]);
    }
}
