//! Coverage as one page to look at: it opens from disk, fetches nothing, and works from the keyboard.

use super::sentences::Sentences;
use super::view::CoverageView;
use crate::classification::{CoverageState, Fit, NodeCoverage};
use crate::report::common::html::{Safe, begin, put, write};
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the coverage as one HTML page: the figures, a map with a box per process, the tree with its
/// activities, what is missing, and the evaluation where the view has one.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything.
/// Without the script all is still there; only the buttons are not.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &CoverageView<'_>) -> Result<(), WriteError> {
    let mut page = Page { sentences: &Sentences::new(view), out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'s, 'v, 'a> {
    sentences: &'s Sentences<'v, 'a>,
    out: String,
}

impl Page<'_, '_, '_> {
    fn word(&self, key: &str) -> Safe<&'static str> {
        Safe(self.sentences.texts.html.of_static(key))
    }

    fn whole(&mut self) {
        let sentences = self.sentences;
        let title = sentences.title();
        self.out.push_str(&begin(sentences.view.lang, &title, &[STYLE], Some("'unsafe-inline'")));
        put!(self, "<a class=\"skip\" href=\"#tree\">{}</a>", self.word("skip"));
        put!(self, "<header><h1>{}</h1>", Safe(&title));
        self.summary();
        put!(self, "</header>\n<main>");
        self.map();
        self.missing();
        self.tree();
        self.lists();
        self.evaluation();
        put!(self, "</main>\n<footer class=\"note\"><p>{}</p>", Safe(&sentences.texts.head.page_note));
        let made = sentences.texts.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>", Safe(made));
    }

    fn summary(&mut self) {
        let sentences = self.sentences;
        let (texts, coverage) = (&sentences.texts.head, sentences.view.coverage);
        put!(self, "<p>{}</p>", Safe(sentences.read()));
        if !coverage.version_in_force {
            put!(self, "<p class=\"warn\">{}</p>", Safe(&texts.not_in_force));
        }
        if !sentences.view.filters.is_empty() {
            let filters = texts.filtered.fill(&[("filters", &sentences.view.filters.join(" "))]);
            put!(self, "<p>{}</p>", Safe(filters));
        }
        let leaves = coverage.totals.leaves;
        let count = texts.leaves.form(leaves).fill(&[("count", &sentences.number(leaves))]);
        put!(self, "<p>{}</p>\n<ul class=\"figures\">", Safe(count));
        for (state, count) in sentences.states() {
            let code: &'static str = state.into();
            put!(
                self,
                "<li class=\"{code}\"><strong>{}</strong>{}</li>",
                sentences.number(count),
                Safe(sentences.state(state))
            );
        }
        put!(
            self,
            "</ul>\n<p>{}</p>\n<p>{}</p>",
            Safe(sentences.share()),
            Safe(sentences.activities_counted())
        );
        if coverage.other_unit_leaves > 0 {
            let count = coverage.other_unit_leaves;
            let left = texts.other_unit_leaves.form(count).fill(&[("count", &sentences.number(count))]);
            put!(self, "<p>{}</p>", Safe(left));
        }
        let (verdicts, gaps) = sentences.outcomes();
        if !verdicts.is_empty() {
            put!(self, "<p>{}<br>{}</p>", Safe(verdicts), Safe(gaps));
        }
    }

    fn letter(&self, state: CoverageState) -> Safe<&'static str> {
        self.word(&format!("letter_{state}"))
    }

    /// Leaves as boxes, in groups by the node above them, in groups by the topmost.
    fn map(&mut self) {
        let sentences = self.sentences;
        put!(
            self,
            "<h2 id=\"map\">{}</h2>\n<p class=\"note\">{}</p>",
            self.word("map_title"),
            self.word("map_note")
        );
        put!(self, "<p><strong>{}:</strong> ", self.word("legend"));
        for (state, _) in sentences.states() {
            let code: &'static str = state.into();
            put!(
                self,
                "<span class=\"badge {code}\">{} {}</span>",
                self.letter(state),
                Safe(sentences.state(state))
            );
        }
        put!(self, "</p>\n<nav aria-label=\"{}\"><ul class=\"map\">", self.word("map_label"));
        let leaves: Vec<&NodeCoverage> =
            sentences.view.coverage.nodes.iter().filter(|node| node.state.is_some()).collect();
        let parent = |node: &NodeCoverage| sentences.view.version.parent(node.node);
        let top = |node: &NodeCoverage| sentences.view.version.ancestors(node.node).last();
        for group in leaves.chunk_by(|a, b| top(a) == top(b)) {
            put!(self, "<li class=\"group\">");
            if let Some(top) = top(group[0]) {
                put!(self, "<span>{}</span>", Safe(sentences.node(top)));
            }
            put!(self, "<ul>");
            for cells in group.chunk_by(|a, b| parent(a) == parent(b)) {
                put!(self, "<li class=\"group\">");
                if let Some(parent) = parent(cells[0]).filter(|parent| Some(*parent) != top(cells[0])) {
                    put!(self, "<span>{}</span>", Safe(sentences.node(parent)));
                }
                put!(self, "<div class=\"cells\">");
                for leaf in cells {
                    let Some(state) = leaf.state else { continue };
                    let code: &'static str = state.into();
                    let label = format!(
                        "{}: {}",
                        sentences.node(leaf.node),
                        sentences.leaf(leaf).unwrap_or_default()
                    );
                    put!(
                        self,
                        "<a class=\"{code}\" href=\"#n{}\" title=\"{1}\" aria-label=\"{1}\">{2}</a>",
                        leaf.node,
                        Safe(label),
                        self.letter(state)
                    );
                }
                put!(self, "</div></li>");
            }
            put!(self, "</ul></li>");
        }
        put!(self, "</ul></nav>");
    }

    fn missing(&mut self) {
        let sentences = self.sentences;
        let missing = &sentences.view.coverage.missing;
        put!(self, "<h2>{} ({})</h2>", self.word("missing_title"), sentences.number(missing.len()));
        if missing.is_empty() {
            put!(self, "<p>{}</p>", self.word("none"));
            return;
        }
        put!(
            self,
            "<p class=\"note\">{}</p>\n<ul class=\"lines\">",
            Safe(&sentences.texts.section.missing_expected)
        );
        for leaf in missing {
            let reasons = sentences.expected(&leaf.expected);
            let joint = if reasons.is_empty() { "" } else { ": " };
            put!(
                self,
                "<li><a href=\"#n{}\">{}</a>{joint}{}</li>",
                leaf.node,
                Safe(sentences.node(leaf.node)),
                Safe(reasons)
            );
        }
        put!(self, "</ul>");
    }

    fn tree(&mut self) {
        let sentences = self.sentences;
        put!(self, "<h2>{}</h2>\n<p class=\"note\">{}</p>", self.word("tree_title"), self.word("tree_note"));
        put!(self, "<p class=\"controls\" hidden>");
        for (id, word) in [("open-all", "open_all"), ("close-all", "close_all")] {
            put!(self, "<button type=\"button\" id=\"{id}\">{}</button>", self.word(word));
        }
        put!(
            self,
            "<button type=\"button\" id=\"only-missing\" aria-pressed=\"false\">{}</button></p>",
            self.word("only_missing")
        );
        put!(self, "<div class=\"tree\" id=\"tree\" tabindex=\"-1\"><ul>");
        let nodes = &sentences.view.coverage.nodes;
        // How many branches are open, as the levels of their nodes.
        let mut open: Vec<usize> = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            while open.last().is_some_and(|level| *level >= node.level) {
                open.pop();
                put!(self, "</ul></details></li>");
            }
            let has_children = nodes.get(index + 1).is_some_and(|next| next.level > node.level);
            if has_children {
                self.branch(node);
                open.push(node.level);
            } else {
                self.leaf(node);
            }
        }
        for _ in open {
            put!(self, "</ul></details></li>");
        }
        put!(self, "</ul></div>");
    }

    fn label(&self, node: &NodeCoverage) -> String {
        let name = Safe(crate::report::common::quote::name(&node.name));
        match &node.code {
            Some(code) => format!("<span class=\"code\">{}</span> {name}", Safe(code)),
            None => name.to_string(),
        }
    }

    fn covered(node: &NodeCoverage) -> &'static str {
        if node.leaves.missing == 0 { " class=\"covered\"" } else { "" }
    }

    fn gaps(&self, node: &NodeCoverage) -> String {
        self.sentences
            .count_of_gaps(node)
            .map(|gaps| format!(" <span class=\"gap\">{}</span>", Safe(gaps)))
            .unwrap_or_default()
    }

    fn branch(&mut self, node: &NodeCoverage) {
        let open = if node.level == 1 { " open" } else { "" };
        put!(
            self,
            "<li{}><details class=\"inner\" id=\"n{}\"{open}><summary>",
            Page::covered(node),
            node.node
        );
        let (label, gaps) = (self.label(node), self.gaps(node));
        put!(self, "{label} <span class=\"sum\">{}</span>{gaps}</summary>", Safe(self.sentences.sums(node)));
        self.findings(node);
        self.activities(node);
        put!(self, "<ul>");
    }

    fn leaf(&mut self, node: &NodeCoverage) {
        let badge = match (node.state, self.sentences.leaf(node)) {
            (Some(state), Some(sentences)) => {
                format!(" <span class=\"badge {}\">{}</span>", <&'static str>::from(state), Safe(sentences))
            }
            _ => format!(" <span class=\"sum\">{}</span>", Safe(self.sentences.sums(node))),
        };
        let (label, gaps) = (self.label(node), self.gaps(node));
        if node.activities.is_empty() {
            put!(
                self,
                "<li{} id=\"n{}\" tabindex=\"-1\"><div class=\"leaf\">{label}{badge}{gaps}</div>",
                Page::covered(node),
                node.node
            );
            self.findings(node);
        } else {
            let count = self.sentences.count_of_activities(node.distinct);
            put!(
                self,
                "<li{}><details id=\"n{}\"><summary>{label}{badge} <span class=\"sum\">{}</span>{gaps}</summary>",
                Page::covered(node),
                node.node,
                Safe(count)
            );
            self.findings(node);
            self.activities(node);
            put!(self, "</details>");
        }
        put!(self, "</li>");
    }

    fn findings(&mut self, node: &NodeCoverage) {
        for finding in &node.findings {
            put!(self, "<p class=\"finding\">{}</p>", Safe(self.sentences.finding(finding)));
        }
    }

    fn activities(&mut self, node: &NodeCoverage) {
        if node.activities.is_empty() {
            return;
        }
        put!(self, "<ul class=\"lines\">");
        for activity in &node.activities {
            let (verdict, gap) = self.sentences.outcome(*activity);
            let gap =
                gap.map(|gap| format!("; <span class=\"gap\">{}</span>", Safe(gap))).unwrap_or_default();
            put!(self, "<li>{}; {}{gap}</li>", Safe(self.sentences.activity(*activity)), Safe(verdict));
        }
        put!(self, "</ul>");
    }

    fn lines(&mut self, title: &str, lines: &[String], note: Option<&str>) {
        put!(self, "<h2>{} ({})</h2>", self.word(title), self.sentences.number(lines.len()));
        if lines.is_empty() {
            put!(self, "<p>{}</p>", self.word("none"));
            return;
        }
        if let Some(note) = note {
            put!(self, "<p class=\"note\">{}</p>", Safe(note));
        }
        put!(self, "<ul class=\"lines\">");
        for line in lines {
            put!(self, "<li>{}</li>", Safe(line));
        }
        put!(self, "</ul>");
    }

    fn lists(&mut self) {
        let sentences = self.sentences;
        self.lines("findings_title", &sentences.all_findings(), None);
        let untied: Vec<String> =
            sentences.view.coverage.unassigned.iter().map(|activity| sentences.untied(*activity)).collect();
        self.lines("untied_title", &untied, Some(&sentences.texts.section.suggested));
        let unresolved: Vec<String> =
            sentences.all_unresolved().map(|tie| sentences.unresolved(tie)).collect();
        self.lines("unresolved_title", &unresolved, None);
    }

    fn evaluation(&mut self) {
        let sentences = self.sentences;
        let Some(evaluation) = sentences.view.evaluation else { return };
        let texts = &sentences.texts.fit;
        put!(
            self,
            "<h2>{}</h2>\n<p class=\"note\">{}</p>",
            self.word("evaluation_title"),
            Safe(&texts.thresholds)
        );
        let column = |key: &'static str| Safe(sentences.texts.column.of_static(key));
        put!(
            self,
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr>",
            self.word("evaluation_title")
        );
        for key in ["scope", "reading", "why", "figures"] {
            put!(self, "<th scope=\"col\">{}</th>", column(key));
        }
        put!(self, "</tr></thead>");
        put!(self, "<tbody>");
        self.fit(&texts.whole, &evaluation.whole);
        put!(
            self,
            "</tbody>\n<tbody><tr><th scope=\"rowgroup\" colspan=\"4\">{}</th></tr>",
            Safe(&texts.group)
        );
        for group in &evaluation.groups {
            self.fit(&sentences.node(group.node), &group.fit);
        }
        put!(
            self,
            "</tbody>\n<tbody><tr><th scope=\"rowgroup\" colspan=\"4\">{}</th></tr>",
            Safe(&texts.unit)
        );
        for unit in &evaluation.units {
            self.fit(unit.unit.as_deref().unwrap_or(&texts.no_unit), &unit.fit);
        }
        put!(self, "</tbody></table></div>");
    }

    fn fit(&mut self, about: &str, fit: &Fit) {
        let sentences = self.sentences;
        let code: &'static str = fit.reading.into();
        put!(self, "<tr><th scope=\"row\">{}</th>", Safe(about));
        put!(self, "<td><span class=\"badge {code}\">{}</span></td>", Safe(sentences.texts.reading.of(code)));
        for sentences in [sentences.reading(fit), sentences.figures(fit)] {
            put!(self, "<td>");
            for sentence in sentences {
                put!(self, "{}<br>", Safe(sentence));
            }
            put!(self, "</td>");
        }
        put!(self, "</tr>");
    }
}
