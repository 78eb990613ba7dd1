//! Coverage for a person at a terminal.

use super::sentences::Sentences;
use super::view::CoverageView;
use crate::classification::{CoverageState, Fit, FitReading};
use crate::report::common::page::{Page, Style, TextOptions};
use crate::report::common::quote::name;
use crate::report::common::reading::foot;
use crate::report::common::unsettled::first;
use crate::text::template::Counted;

/// Writes the coverage for a person.
pub fn text(view: &CoverageView<'_>, options: TextOptions) -> String {
    let sentences = Sentences::new(view);
    let mut report = Report { sentences: &sentences, page: Page::new(options) };
    report.head();
    report.missing();
    report.findings();
    report.untied();
    report.unresolved();
    report.structure();
    report.tree();
    report.evaluation();
    foot(&mut report.page, &sentences.wording, view.import);
    report.page.finish()
}

struct Report<'s, 'v, 'a> {
    sentences: &'s Sentences<'v, 'a>,
    page: Page,
}

impl Report<'_, '_, '_> {
    fn line(&mut self, indent: usize, text: &str) {
        self.page.paragraph(indent, 2, Style::Plain, text);
    }

    /// The first lines of a list, and how many more there are.
    fn list(&mut self, heading: &Counted, style: Style, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.page.heading(
            style,
            &heading.form(lines.len()).fill(&[("count", &self.sentences.number(lines.len()))]),
        );
        self.rest(lines);
    }

    fn rest(&mut self, lines: &[String]) {
        let shown = self.page.rows(lines.len());
        for line in &lines[..shown] {
            self.line(2, line);
        }
        let left = lines.len() - shown;
        if left > 0 {
            let more =
                self.sentences.texts.section.more.form(left).fill(&[("count", &self.sentences.number(left))]);
            self.page.paragraph(2, 0, Style::Dim, &more);
        }
    }

    fn head(&mut self) {
        let (sentences, coverage) = (self.sentences, self.sentences.view.coverage);
        let texts = &sentences.texts.head;
        self.page.heading(Style::Heading, &sentences.title());
        self.line(0, &sentences.read());
        first(&mut self.page, &sentences.wording, sentences.view.import);
        if !coverage.version_in_force {
            self.page.paragraph(0, 0, Style::Warning, &texts.not_in_force);
        }
        if !sentences.view.filters.is_empty() {
            self.line(0, &texts.filtered.fill(&[("filters", &sentences.view.filters.join(" "))]));
        }
        self.page.heading(Style::Heading, &texts.summary);
        let leaves = coverage.totals.leaves;
        self.line(2, &texts.leaves.form(leaves).fill(&[("count", &sentences.number(leaves))]));
        let width = sentences.number(leaves).chars().count();
        for (state, count) in sentences.states().filter(|(_, count)| *count > 0) {
            let style = if state == CoverageState::Missing { Style::Warning } else { Style::Plain };
            let count = format!("{:>width$}", sentences.number(count));
            self.page.row(4, &count, width, style, sentences.state(state));
        }
        self.line(2, &sentences.share());
        self.line(2, &sentences.activities_counted());
        if coverage.other_unit_leaves > 0 {
            let count = coverage.other_unit_leaves;
            self.line(2, &texts.other_unit_leaves.form(count).fill(&[("count", &sentences.number(count))]));
        }
        let (verdicts, gaps) = sentences.outcomes();
        if !verdicts.is_empty() {
            self.line(2, &verdicts);
            self.line(2, &gaps);
        }
        self.page.paragraph(2, 0, Style::Dim, &texts.page_note);
    }

    fn missing(&mut self) {
        let sentences = self.sentences;
        let missing = &sentences.view.coverage.missing;
        if missing.is_empty() {
            self.page.heading(Style::Heading, &sentences.texts.section.none_missing);
            return;
        }
        let lines: Vec<String> = missing
            .iter()
            .map(|leaf| match sentences.expected(&leaf.expected) {
                reasons if reasons.is_empty() => sentences.node(leaf.node),
                reasons => format!("{}: {reasons}", sentences.node(leaf.node)),
            })
            .collect();
        self.list(&sentences.texts.section.missing, Style::Error, &lines);
        if missing.iter().any(|leaf| !leaf.expected.is_empty()) {
            self.page.paragraph(2, 0, Style::Dim, &sentences.texts.section.missing_expected);
        }
    }

    fn findings(&mut self) {
        self.list(&self.sentences.texts.section.findings, Style::Warning, &self.sentences.all_findings());
    }

    fn untied(&mut self) {
        let sentences = self.sentences;
        let untied = &sentences.view.coverage.unassigned;
        let lines: Vec<String> = untied.iter().map(|activity| sentences.untied(*activity)).collect();
        self.list(&sentences.texts.section.untied, Style::Warning, &lines);
        if untied.iter().any(|activity| !sentences.suggestions(*activity).is_empty()) {
            self.page.paragraph(2, 0, Style::Dim, &sentences.texts.section.suggested);
        }
    }

    fn unresolved(&mut self) {
        let lines: Vec<String> =
            self.sentences.all_unresolved().map(|tie| self.sentences.unresolved(tie)).collect();
        self.list(&self.sentences.texts.section.unresolved, Style::Warning, &lines);
    }

    fn structure(&mut self) {
        let sentences = self.sentences;
        let lines: Vec<String> = sentences
            .structure_findings()
            .into_iter()
            .map(|(severity, text)| format!("{}: {text}", sentences.texts.severity.of(severity.into())))
            .collect();
        self.list(&sentences.texts.section.structure, Style::Heading, &lines);
    }

    fn tree(&mut self) {
        let sentences = self.sentences;
        let nodes = &sentences.view.coverage.nodes;
        self.page.heading(Style::Heading, &sentences.texts.section.tree);
        // The tree is shown whole: a part of it would not show what is missing.
        let top = nodes.iter().map(|node| node.level).min().unwrap_or(1);
        for node in nodes {
            let label = sentences.node(node.node);
            let indent = 2 * (node.level - top.min(node.level)) + 2;
            let (style, mut state) = match sentences.leaf(node) {
                Some(state) if node.state == Some(CoverageState::Missing) => (Style::Warning, state),
                Some(state) if node.distinct > 0 => {
                    (Style::Plain, format!("{state}, {}", sentences.count_of_activities(node.distinct)))
                }
                Some(state) => (Style::Plain, state),
                None => (Style::Heading, sentences.sums(node)),
            };
            if let Some(gaps) = sentences.count_of_gaps(node) {
                state.push_str(", ");
                state.push_str(&gaps);
            }
            let width = 52_usize.saturating_sub(indent);
            self.page.row(indent, &label, width, style, &state);
        }
    }

    fn evaluation(&mut self) {
        let sentences = self.sentences;
        let Some(evaluation) = sentences.view.evaluation else { return };
        let texts = &sentences.texts.fit;
        self.page.heading(Style::Heading, &sentences.texts.section.evaluation);
        self.page.paragraph(2, 0, Style::Dim, &texts.thresholds);
        self.fit(&texts.whole, &evaluation.whole);
        self.page.heading(Style::Heading, &texts.group);
        for group in &evaluation.groups {
            self.fit(&sentences.node(group.node), &group.fit);
        }
        self.page.heading(Style::Heading, &texts.unit);
        for unit in &evaluation.units {
            let unit_name =
                unit.unit.as_ref().map_or_else(|| texts.no_unit.clone(), |unit| name(unit).to_string());
            self.fit(&unit_name, &unit.fit);
        }
    }

    /// A reading and what it rests on. What nothing speaks against is told shortly, unless all is asked for.
    fn fit(&mut self, about: &str, fit: &Fit) {
        let sentences = self.sentences;
        let whole = self.page.rows(usize::MAX) == usize::MAX;
        let reading = sentences.texts.reading.of(fit.reading.into());
        let style = if fit.reading == FitReading::Challenging { Style::Warning } else { Style::Plain };
        let line = sentences.texts.fit.line.fill(&[("name", &about), ("reading", &reading)]);
        self.page.paragraph(2, 2, style, &line);
        let figures = sentences.figures(fit);
        if fit.reading == FitReading::Challenging || whole {
            for line in sentences.reading(fit) {
                self.line(6, &line);
            }
            for line in figures {
                self.page.paragraph(6, 2, Style::Dim, &line);
            }
        } else if let Some(line) = figures.first() {
            self.page.paragraph(6, 2, Style::Dim, line);
        }
    }
}
