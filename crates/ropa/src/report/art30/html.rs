//! The findings as one page to read: it opens from disk, fetches nothing, and needs no script; a script of its own lets one
//! choose among them.

use super::sentences::{Sentences, completeness, counts};
use super::shares::Share;
use super::view::CheckView;
use crate::art30::{CheckRule, Finding};
use crate::model::{Field, Severity};
use crate::report::common::choosing::Choosing;
use crate::report::common::filter::{self, Choice};
use crate::report::common::html::{Safe, put, told, unsettled, write};
use crate::report::common::quote::passage;
use crate::report::common::reading;
use crate::report::common::texts::CheckPage;
use crate::report::common::wording::{joined, joined_by};
use crate::report::gaps::files_read;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use std::io::Write;

const STYLE: &str = include_str!("../common/page.css");

/// Writes the findings as one HTML page: what was read and what the tables do not ask, the figures, and the findings by
/// rule with why the law asks and how to mend them; each folds out to its cell and what stands there.
///
/// Style and script stand in the page itself, and its own policy forbids it to fetch anything or to run anything else.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn html(out: impl Write, view: &CheckView<'_>) -> Result<(), WriteError> {
    let sentences = Sentences::new(view);
    let choosing = Choosing::of_import(&sentences.wording, view.import);
    let mut page = Page { s: &sentences, choosing, rules: view.by_rule(), out: String::new() };
    page.whole();
    write(out, &page.out)
}

struct Page<'s, 'v, 'a> {
    s: &'s Sentences<'v, 'a>,
    choosing: Choosing<'s, 'a>,
    /// The findings by rule, in their order.
    rules: Vec<(&'a CheckRule, Severity, Vec<&'a Finding>)>,
    out: String,
}

impl Page<'_, '_, '_> {
    fn words(&self) -> &'static CheckPage {
        &self.s.texts.page
    }

    fn whole(&mut self) {
        let (s, words, title) = (self.s, self.words(), self.s.title());
        self.out.push_str(&filter::begin(s.view.lang, &title, &[STYLE]));
        put!(self, "<a class=\"skip\" href=\"#findings\">{}</a>", Safe(&words.skip));
        put!(self, "<header><h1>{}</h1></header>\n<main>", Safe(&title));
        self.read();
        self.figures();
        put!(self, "<h2 id=\"findings\" tabindex=\"-1\">{}</h2>", Safe(&words.list));
        match s.nothing() {
            Some(nothing) => put!(self, "<p>{}</p>", Safe(nothing)),
            None => self.findings(),
        }
        self.waivers();
        self.completeness();
        put!(self, "</main>\n<footer class=\"note\">");
        for line in reading::lines(&s.wording, s.view.import) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let made = s.wording.texts.gaps.page.made.fill(&[("version", &env!("CARGO_PKG_VERSION"))]);
        put!(self, "<p>{}</p></footer>", Safe(made));
        self.out.push_str(&filter::end());
    }

    /// What was read and what was not, and what the tables do not ask.
    fn read(&mut self) {
        let (s, import) = (self.s, self.s.view.import);
        let gaps = &s.wording.texts.gaps;
        put!(self, "<h2>{}</h2>", Safe(&gaps.page.read));
        put!(self, "<p>{}</p>", Safe(gaps.top.read.fill(&[("files", &files_read(import, &s.wording))])));
        self.out.push_str(&unsettled(&s.wording, import));
        for line in s.filtered().into_iter().chain(s.ignored()) {
            put!(self, "<p>{}</p>", Safe(line));
        }
        let missing = s.missing_columns();
        if !missing.is_empty() {
            put!(self, "<h3>{}</h3>\n<p>{}</p>", Safe(&self.words().missing), Safe(&s.texts.missing_why));
            self.list(&missing);
        }
    }

    fn list(&mut self, lines: &[String]) {
        put!(self, "<ul>");
        lines.iter().for_each(|line| put!(self, "<li>{}</li>", Safe(line)));
        put!(self, "</ul>");
    }

    /// How many findings there are of each severity and each rule, of all.
    fn figures(&mut self) {
        let s = self.s;
        put!(self, "<h2>{}</h2>", Safe(&s.wording.texts.gaps.page.figures));
        let lines = [counts(s.view, &s.wording), completeness(s.view, &s.wording)];
        lines.iter().for_each(|line| put!(self, "<p>{}</p>", Safe(line)));
        let severities = s.view.severities().into_iter();
        let severities =
            severities.map(|(of, count)| (of.to_string(), s.wording.severity(of).to_string(), count));
        let severities = severities.collect();
        let rules = self.rules.iter().map(|(rule, _, findings)| {
            (rule.id.clone(), format!("{} {}", rule.id, s.wording.local(&rule.name)), findings.len())
        });
        let rules = rules.collect();
        self.counted(&self.words().by_severity, "severity", severities);
        self.counted(&self.words().by_rule, "rule", rules);
    }

    fn counted(&mut self, title: &str, list: &str, figures: Vec<(String, String, usize)>) {
        let s = self.s;
        let total: usize = figures.iter().map(|(.., count)| count).sum();
        if total == 0 {
            return;
        }
        put!(self, "<h3>{}</h3>\n<ul class=\"figures\">", Safe(title));
        for (value, label, count) in figures {
            let of = &s.wording.texts.gaps.summary.of;
            let of = of.fill(&[("count", &s.number(count)), ("total", &s.number(total))]);
            let shows = filter::shows(list, value);
            put!(self, "<li{shows}><strong>{}</strong> {}</li>", Safe(of), Safe(label));
        }
        put!(self, "</ul>");
    }

    fn findings(&mut self) {
        let form = self.form();
        self.out.push_str(&form);
        for (rule, severity, findings) in std::mem::take(&mut self.rules) {
            self.rule(rule, severity, &findings);
        }
    }

    /// The lists to choose findings from.
    fn form(&self) -> String {
        let s = self.s;
        let activities = s.view.findings().map(|finding| finding.activity).collect();
        let severities = s.view.severities();
        let severities = Severity::iter().filter(|one| severities.contains_key(one));
        let severities = severities.map(|one| (one.to_string(), s.wording.severity(one).to_string()));
        let rules = self
            .rules
            .iter()
            .map(|(rule, ..)| (rule.id.clone(), format!("{} {}", rule.id, s.wording.local(&rule.name))));
        let label = |key| s.texts.column.of_static(key).to_string();
        let fields = s.view.findings().map(|finding| s.view.field(finding.field).to_string());
        let mut choices = self.choosing.choices(&activities);
        choices.extend([
            Choice { name: "severity", label: label("severity"), options: severities.collect() },
            Choice { name: "rule", label: label("name"), options: rules.collect() },
            Choice::of_texts("field", label("field"), fields),
        ]);
        self.choosing.form(&choices)
    }

    /// One rule: why the law asks, how to mend it, and where.
    fn rule(&mut self, rule: &CheckRule, severity: Severity, findings: &[&Finding]) {
        let s = self.s;
        put!(self, "<section data-group><h3>{}</h3>", Safe(s.rule(rule, severity, findings.len())));
        put!(self, "<p>{}</p>", Safe(s.wording.local(&rule.why)));
        for line in [Some(s.remedy(rule)), s.good(rule)].into_iter().flatten() {
            put!(self, "<p>{}</p>", Safe(line));
        }
        put!(self, "<p class=\"note\">{}</p>", Safe(s.source(rule)));
        findings.iter().for_each(|finding| self.finding(finding));
        put!(self, "</section>");
    }

    /// One finding, which folds out to its cell and what stands there.
    fn finding(&mut self, finding: &Finding) {
        let s = self.s;
        let activity = s.view.activity(finding.activity);
        let severity: &'static str = finding.severity.into();
        let chosen_by = [
            self.choosing.attributes(&[finding.activity]),
            filter::attribute("severity", [severity]),
            filter::attribute("rule", [&finding.rule.id]),
            filter::attribute("field", [s.view.field(finding.field)]),
        ]
        .concat();
        put!(
            self,
            "<details class=\"{severity}\" data-row{chosen_by}><summary><strong>{}</strong><br><span class=\"sum\">{}</span></summary>\n<dl>",
            Safe(s.who(finding)),
            Safe(s.view.message(finding))
        );
        let column = |key| s.texts.column.of_static(key);
        let written = |field| {
            joined_by("\n", activity.entries_of(field).map(|entry| passage(&entry.written).to_string()))
        };
        let value = written(finding.field);
        let items = [
            (column("field"), s.view.field(finding.field).to_string()),
            (column("cell"), s.place(finding)),
            (column("value"), if value.trim().is_empty() { self.words().blank.clone() } else { value }),
            (column("remedy"), s.wording.local(&finding.rule.remedy).to_string()),
            (column("unit"), activity.unit().unwrap_or_default()),
            (column("process"), joined(activity.processes())),
            (s.wording.texts.gaps.column.of_static("system"), written(Field::Systems)),
            (s.wording.texts.gaps.column.of_static("owner"), written(Field::Responsible)),
        ];
        items.iter().for_each(|(label, text)| self.out.push_str(&told(label, text)));
        put!(self, "</dl></details>");
    }

    /// What people have accepted, and which of those decisions count.
    fn waivers(&mut self) {
        let (s, waivers) = (self.s, &self.s.view.checked.waivers);
        if waivers.is_empty() {
            return;
        }
        let title = self.words().waived.form(waivers.len()).fill(&[("count", &s.number(waivers.len()))]);
        put!(self, "<h2>{}</h2>", Safe(title));
        self.list(&waivers.iter().map(|one| s.waiver(one)).collect::<Vec<_>>());
    }

    fn completeness(&mut self) {
        let (s, lists) = (self.s, self.s.shares());
        if lists.is_empty() {
            return;
        }
        put!(
            self,
            "<h2>{}</h2>\n<p>{}</p>",
            Safe(&self.words().completeness),
            Safe(&s.texts.completeness_how)
        );
        for (title, shares) in lists {
            put!(self, "<h3>{}</h3>\n<dl>", Safe(title));
            let (done, open): (Vec<_>, Vec<_>) =
                shares.into_iter().partition(|(_, share): &(String, Share)| share.answered == share.asked);
            for (key, share) in open {
                self.out.push_str(&told(&key, &s.share_short(share)));
            }
            put!(self, "</dl>");
            if let Some(done) = s.all_complete(done.len()) {
                put!(self, "<p>{}</p>", Safe(done));
            }
        }
    }
}
